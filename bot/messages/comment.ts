import type { Story } from '../incidents/effect.ts';
import type { Incident } from '../incidents/incident.ts';
import { cut, fitLines, githubLimits } from './limits.ts';
import { githubText, itemMarker, markdownLine } from './markdown.ts';
import { storyLines } from './story-lines.ts';

/** One line of the story as a comment of the incident's issue, found again by its hidden marker. `item`: that of the outbox. */
export function storyComment(incident: Incident, story: Story, item: number): string {
  return markedComment(
    storyLines(incident, story).map((line) => markdownLine(line)),
    item,
  );
}

/** Paragraphs of Markdown as a comment with its marker, within GitHub's limit. */
export function markedComment(paragraphs: readonly string[], item: number): string {
  const marker = itemMarker(item);
  const text = fitLines(
    paragraphs.filter((paragraph) => paragraph.trim() !== '').map((paragraph) => `${paragraph}\n`),
    githubLimits.body - marker.length - 1,
    (missing) => `… and ${missing} more paragraphs`,
  ).join('\n');
  return `${marker}\n${text}`.trimEnd();
}

/** What the bot says to a deployment that waits for it, within the 1,024 characters that GitHub takes. */
export function reviewComment(text: string): string {
  return cut(githubText(text, 300), githubLimits.reviewComment);
}

import type { Incident } from '../incidents/incident.ts';
import { cut, githubLimits } from './limits.ts';
import { bold, link, moment, plainText, say, type Line } from './line.ts';
import { itemMarker, markdownLine } from './markdown.ts';
import { titleOf } from './purpose-words.ts';
import { factLines, planLines } from './incident-lines.ts';

/** The issue that asks for the review of a break-glass; undefined where there was none. `item`: that of the outbox, by which it is found again. */
export function reviewItem(
  incident: Incident,
  item: number,
): { readonly title: string; readonly body: string } | undefined {
  const { breakGlass, places } = incident;
  if (breakGlass === undefined) return undefined;
  const bullets = (lines: readonly Line[]): string =>
    lines.map((line) => `- ${markdownLine(line)}`).join('\n');
  const todo = [
    'Was it right to go without approvals?',
    'Why did nobody of the approvers answer?',
    'Was everything done that was meant to be done, and nothing else?',
    'What changes, so that it is not needed again?',
  ];
  const body = [
    itemMarker(item),
    markdownLine(
      say`${bold(breakGlass.by.name)} started without approvals at ${moment(breakGlass.at)}. Reason: ${breakGlass.reason}`,
    ),
    bullets([...factLines(incident), ...planLines(incident)]),
    ...(places.issue === undefined ? [] : [markdownLine(say`${link('The incident', places.issue.url)}`)]),
    todo.map((text) => `- [ ] ${text}`).join('\n'),
  ].join('\n\n');
  return {
    title: cut(
      plainText(`Review the break-glass: ${titleOf(incident)} (${incident.id})`),
      githubLimits.title,
    ),
    body: cut(body, githubLimits.body),
  };
}

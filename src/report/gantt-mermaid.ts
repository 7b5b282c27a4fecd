import { cleanText } from '../clean-text.ts';
import { phaseTitles } from '../plan/step-groups.ts';
import type { Bar, Timeline } from './timeline.ts';

/**
 * The timeline as a Mermaid chart, which GitHub draws in summaries, issues and files. The critical path is `crit`. Times are written as
 * wall-clock times of UTC, because Mermaid shows what it has read in the same zone: https://mermaid.js.org/syntax/gantt.html
 */
export function ganttMermaid({ rows, marks }: Timeline): string {
  const lines: string[] = [];
  let section: string | undefined;
  for (const { phase, name, whole, count } of rows) {
    if (phase !== section) lines.push(`  section ${phaseTitles[phase]}`);
    section = phase;
    // A chart that ends where it begins is drawn as nothing.
    const end = Math.max(whole.endedAt, whole.startedAt + 1000);
    lines.push(
      `  ${label(count === 1 ? name : `${name} x${count}`)} :${tags(whole)}${moment(whole.startedAt)}, ${moment(end)}`,
    );
  }
  const moments = marks.map(({ at, label: text }) => `  ${label(text)} :milestone, ${moment(at)}, 0s`);
  const milestones = moments.length === 0 ? [] : ['  section Moments', ...moments];
  return ['gantt', '  dateFormat YYYY-MM-DD HH:mm:ss', '  axisFormat %H:%M', ...lines, ...milestones].join(
    '\n',
  );
}

function tags({ look, critical }: Bar): string {
  const state = look === 'done' ? 'done, ' : look === 'running' ? 'active, ' : '';
  return `${critical ? 'crit, ' : ''}${state}`;
}

function moment(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** Mermaid ends a name at a colon and reads `;`, `#` and more as its own: only plain characters stay. */
function label(text: string): string {
  const plain = cleanText(text)
    .replace(/[^\p{L}\p{M}\p{N} ./*()_-]+/gu, ' ')
    .trim();
  return plain === '' ? 'step' : plain;
}

import { formatDuration } from '../format-duration.ts';
import type { DrillCheck, DrillPart, DrillReport } from '../plan/drill-report.ts';
import { markdownCode, markdownTable, markdownText } from './markdown-text.ts';

/** A section of the results that a service keeps: when, what, between which regions, RTO and RPO, every check. */
export function renderDrillMarkdown(
  { service, from, to, startedAt, tookMs, ok, parts, run }: DrillReport,
  { link }: { readonly link?: string } = {},
): string {
  const day = new Date(startedAt).toISOString();
  const types = parts.map(({ type }) => type).join(', ');
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Service', markdownText(service)],
    ['Date', `${day.slice(0, 10)} ${day.slice(11, 16)} UTC`],
    ['Type', types],
    ['Regions', `${markdownCode(from)} to ${markdownCode(to)}`],
    ['Result', ok ? 'passed' : '**not passed**'],
    ['Took', durationOf(tookMs)],
    ['RTO', measured(run?.measured.rtoMs, run?.measured.rtoObjectiveMs)],
    ['RPO', measured(run?.measured.rpoMs, run?.measured.rpoObjectiveMs)],
    ['Run', run === undefined ? undefined : markdownCode(run.id)],
    ['Job', link === undefined ? undefined : `<${link}>`],
  ];
  const rows = facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return [
    `## ${day.slice(0, 10)} ${types}: ${ok ? 'passed' : 'not passed'}`,
    markdownTable(['', ''], rows),
    ...parts.flatMap(sectionOf),
  ]
    .join('\n\n')
    .concat('\n');
}

function sectionOf({ type, checks, notes }: DrillPart): string[] {
  return [
    `### ${type}`,
    ...(checks.length === 0
      ? []
      : [markdownTable(['', 'check', 'expected', 'found', 'took'], checks.map(rowOf))]),
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${markdownText(note)}`).join('\n')]),
  ];
}

function rowOf({ name, ok, expected, found, ms }: DrillCheck): readonly string[] {
  const took = ms === undefined ? '' : durationOf(ms);
  return [ok ? 'ok' : '**failed**', ...[name, expected, found].map(markdownText), took];
}

/** What was not measured is not said to be zero. */
function measured(ms: number | undefined, objectiveMs: number | undefined): string | undefined {
  if (ms === undefined && objectiveMs === undefined) return undefined;
  const value = ms === undefined ? 'not measured' : durationOf(ms);
  return objectiveMs === undefined ? value : `${value}, objective ${formatDuration(objectiveMs)}`;
}

function durationOf(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : formatDuration(ms);
}

import { formatDuration } from '../format-duration.ts';
import type { DrillCheck, DrillPart, DrillReport } from '../plan/drill-report.ts';
import type { Palette } from './palette.ts';
import { printable } from './printable.ts';

interface Style {
  readonly palette: Palette;
  readonly unicode: boolean;
}

/** Every check of every drill, the failed ones with what was expected, and a verdict. */
export function renderDrill({ service, from, to, parts }: DrillReport, style: Style): string {
  const { palette } = style;
  const all = parts.flatMap(({ checks }) => checks);
  const failed = all.filter(({ ok }) => !ok).length;
  const verdict =
    failed === 0
      ? palette.green(`Passed: ${all.length} checks.`)
      : palette.red(`Not passed: ${failed} of ${all.length} checks failed.`);
  const head = `${palette.bold(`Drill of ${service}`)}  ${from} to ${to}`;
  return [head, ...parts.map((part) => partLines(part, style).join('\n')), verdict].join('\n\n');
}

function partLines({ type, tookMs, checks, notes }: DrillPart, style: Style): string[] {
  const { palette } = style;
  return [
    `${palette.bold(type)} ${palette.dim(tookMs < 1000 ? `${tookMs} ms` : formatDuration(tookMs))}`,
    ...checks.map((check) => `  ${checkLine(check, style)}`),
    ...notes.map((note) => palette.dim(`  - ${printable(note)}`)),
  ];
}

function checkLine({ name, ok, expected, found, ms }: DrillCheck, { palette, unicode }: Style): string {
  const mark = ok ? palette.green(unicode ? '✔' : '+') : palette.red(unicode ? '✖' : 'x');
  const time = ms === undefined ? '' : palette.dim(` (${ms < 1000 ? `${ms} ms` : formatDuration(ms)})`);
  const text = ok
    ? palette.dim(printable(found))
    : `expected ${printable(expected)}, found ${printable(found)}`;
  return `${mark} ${printable(name)}: ${text}${time}`;
}

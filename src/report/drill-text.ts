import { cleanText } from '../clean-text.ts';
import { formatDuration } from '../format-duration.ts';
import type { DrillCheck, DrillPart, DrillReport } from '../plan/drill-report.ts';
import { tellOnce } from '../plan/told-once.ts';
import { tellTexts, toldLine } from '../plan/told-texts.ts';
import type { Palette } from './palette.ts';

interface Style {
  readonly palette: Palette;
  readonly unicode: boolean;
}

/** Every check of every drill, members of a group together, the failed ones with what was expected, and a verdict. */
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
    ...toldChecks(checks).flatMap(({ check, members }) => [
      `  ${checkLine(check, style)}`,
      ...(members === '' ? [] : [palette.dim(`    ${members}`)]),
    ]),
    ...tellTexts(notes).map((note) => palette.dim(`  - ${toldLine(note)}`)),
  ];
}

function toldChecks(
  checks: readonly DrillCheck[],
): readonly { readonly check: DrillCheck; readonly members: string }[] {
  const sayings = checks.map((check) => {
    const { name, expected, found, resource = '', region, ok, ms } = check;
    const texts = [name, expected, found].map(cleanText);
    return { item: check, id: resource, texts, equal: JSON.stringify([region, ok, ms]) };
  });
  return tellOnce(sayings).map(
    ({ items: [check], members, texts: [name = '', expected = '', found = ''] }) => ({
      check: { ...check, name, expected, found },
      members,
    }),
  );
}

function checkLine({ name, ok, expected, found, ms }: DrillCheck, { palette, unicode }: Style): string {
  const mark = ok ? palette.green(unicode ? '✔' : '+') : palette.red(unicode ? '✖' : 'x');
  const time = ms === undefined ? '' : palette.dim(` (${ms < 1000 ? `${ms} ms` : formatDuration(ms)})`);
  const text = ok ? palette.dim(found) : `expected ${expected}, found ${found}`;
  return `${mark} ${name}: ${text}${time}`;
}

import { cleanText } from '../clean-text.ts';
import { fixOf, type Problem } from '../errors.ts';
import { tellProblems } from '../plan/told-problems.ts';
import { hanging, type Palette } from '../terminal-text.ts';

/** Problems as texts like that of one, those that differ by member only in one text that names the members. */
export function renderProblems(problems: readonly Problem[], palette: Palette, width = 100): string[] {
  return tellProblems(problems).map(({ problem, members }) =>
    [
      headOf(problem, palette),
      ...membersLine(members, palette, width),
      ...problemDetails(problem, palette, width),
    ].join('\n'),
  );
}

/** One problem as text: code and place, what happened, what was expected and found, what to do. No line break at its end. */
export function renderProblem(problem: Problem, palette: Palette, width = 100): string {
  return [headOf(problem, palette), ...problemDetails(problem, palette, width)].join('\n');
}

function headOf(problem: Problem, palette: Palette): string {
  return `${palette.bold(palette.red('error'))} ${palette.bold(problem.code)}${placeOf(problem)}`;
}

/** Of whom a problem is told, two blanks in; nothing for one. */
export function membersLine(members: string, palette: Palette, width: number): string[] {
  return members === '' ? [] : hanging('  ', members, { width, paint: palette.dim });
}

/** Where a problem happened: ` databases/orders in eu-west-2`; empty where it is not known. */
export function placeOf({ resource, step, region }: Problem): string {
  const what = step ?? resource;
  return `${what === undefined ? '' : ` ${cleanText(what)}`}${region === undefined ? '' : ` in ${cleanText(region)}`}`;
}

/** Everything of a problem but its first line, two blanks in. Lines of the message are kept; credentials in them are not. */
export function problemDetails(problem: Problem, palette: Palette, width: number): string[] {
  const labelled = (label: string, text: string | undefined, paint?: (line: string) => string): string[] =>
    text === undefined || text === ''
      ? []
      : hanging(`  ${label.padEnd(9)} `, cleanText(text), {
          width,
          ...(paint === undefined ? {} : { paint }),
        });
  return [
    ...problem.message.split('\n').flatMap((line) => hanging('  ', cleanText(line), { width })),
    ...labelled('expected', problem.expected),
    ...labelled('found', problem.found),
    ...labelled('fix', fixOf(problem), palette.cyan),
  ];
}

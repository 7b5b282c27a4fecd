import { cleanText } from '../clean-text.ts';
import { fixOf, type Problem } from '../errors.ts';
import { hanging, type Palette } from '../terminal-text.ts';

/** One problem as text: code and place, what happened, what was expected and found, what to do. No line break at its end. */
export function renderProblem(problem: Problem, palette: Palette, width = 100): string {
  return [
    `${palette.bold(palette.red('error'))} ${palette.bold(problem.code)}${placeOf(problem)}`,
    ...problemDetails(problem, palette, width),
  ].join('\n');
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

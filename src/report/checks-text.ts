import type { Region, ResourceId, RunId } from '../ids.ts';
import type { Check } from '../kinds/kind.ts';
import type { Palette } from './palette.ts';
import { tellChecks } from './told-checks.ts';

interface Style {
  readonly palette: Palette;
  readonly unicode: boolean;
}

/** Every check of every resource, members of a group together; the failed ones with what was expected and found. */
export function renderChecks(
  resources: readonly { readonly resource: ResourceId; readonly checks: readonly Check[] }[],
  { palette, unicode, region }: Style & { readonly region: Region },
): string {
  const told = tellChecks(resources);
  const width = Math.max(0, ...told.map(({ about }) => about.length));
  const lines = told.flatMap(({ about, members, check }) => {
    const mark = check.ok ? palette.green(unicode ? '✔' : '+') : palette.red(unicode ? '✖' : 'x');
    const found = check.ok ? palette.dim(check.found) : `expected ${check.expected}, found ${check.found}`;
    return [
      `${mark} ${about.padEnd(width)}  ${check.name}: ${found}`,
      ...(members === '' ? [] : [`${' '.repeat(width + 4)}${palette.dim(members)}`]),
    ];
  });
  const all = resources.flatMap(({ checks }) => checks);
  const failed = all.filter(({ ok }) => !ok).length;
  const verdict =
    failed === 0
      ? palette.green(`${region} is active: ${all.length} checks passed.`)
      : palette.red(`${region} is not active: ${failed} of ${all.length} checks failed.`);
  return [...lines, '', verdict].join('\n');
}

/** That the journal of a run is whole, with the hashes to compare with those that were kept elsewhere. */
export function renderJournalCheck(
  { run, entries, status, start, head }: WholeJournal,
  { palette, unicode }: Style,
): string {
  const sure = `${unicode ? '✔' : '+'} The journal of ${run} is whole: ${entries} entries, each chained to the one before it (${status}).`;
  return `${palette.green(sure)}\n  record  ${start}\n  last    ${head}`;
}

interface WholeJournal {
  readonly run: RunId;
  readonly entries: number;
  readonly status: string;
  /** The hash of the record, and that of the last entry. */
  readonly start: string;
  readonly head: string;
}

import type { Region, ResourceId, RunId } from '../ids.ts';
import type { Check } from '../kinds/kind.ts';
import { printable } from './printable.ts';
import type { Palette } from './palette.ts';

interface Style {
  readonly palette: Palette;
  readonly unicode: boolean;
}

/** Every check of every resource, the failed ones with what was expected and found. */
export function renderChecks(
  resources: readonly { readonly resource: ResourceId; readonly checks: readonly Check[] }[],
  { palette, unicode, region }: Style & { readonly region: Region },
): string {
  const all = resources.flatMap(({ resource, checks }) => checks.map((check) => ({ resource, check })));
  const width = Math.max(0, ...all.map(({ resource }) => resource.length));
  const lines = all.map(({ resource, check }) => {
    const mark = check.ok ? palette.green(unicode ? '✔' : '+') : palette.red(unicode ? '✖' : 'x');
    const found = check.ok
      ? palette.dim(printable(check.found))
      : `expected ${printable(check.expected)}, found ${printable(check.found)}`;
    return `${mark} ${resource.padEnd(width)}  ${printable(check.name)}: ${found}`;
  });
  const failed = all.filter(({ check }) => !check.ok).length;
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

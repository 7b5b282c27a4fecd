import { formatDuration } from '../format-duration.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { Check } from '../kinds/kind.ts';
import type { Lag, RegionCondition } from '../plan/plan.ts';
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

interface Health {
  readonly region: Region;
  readonly condition: RegionCondition;
  readonly evidence: readonly string[];
  readonly resources: readonly {
    readonly resource: ResourceId;
    readonly state: 'ready' | 'done' | 'blocked';
    readonly summary: string;
    readonly lag?: Lag;
  }[];
}

/** How each region answers, and what would happen to each resource if it had to take over. */
export function renderHealth(
  service: string,
  regions: readonly Health[],
  { palette, unicode }: Style,
): string {
  const colour = { up: palette.green, degraded: palette.yellow, down: palette.red };
  const marks = unicode ? { ready: '○', done: '●', blocked: '✖' } : { ready: 'o', done: '*', blocked: 'x' };
  const blocks = regions.map(({ region, condition, evidence, resources }) => {
    const width = Math.max(0, ...resources.map(({ resource }) => resource.length));
    const lines = resources.map(({ resource, state, summary, lag }) => {
      const mark = state === 'blocked' ? palette.red(marks.blocked) : palette.green(marks[state]);
      const behind =
        lag === undefined
          ? ''
          : palette.dim(
              ` (${lag.ms === undefined ? 'lag unknown' : `${formatDuration(lag.ms)} behind`}, ${lag.source})`,
            );
      return `  ${mark} ${resource.padEnd(width)}  ${printable(summary)}${behind}`;
    });
    return [
      `${palette.bold(region)}  ${colour[condition](condition)}`,
      ...evidence.map((sentence) => palette.dim(`  ${printable(sentence)}`)),
      ...lines,
    ].join('\n');
  });
  const legend = palette.dim(
    `${marks.done} active there   ${marks.ready} could take over   ${marks.blocked} could not`,
  );
  return [palette.bold(service), ...blocks, legend].join('\n\n');
}

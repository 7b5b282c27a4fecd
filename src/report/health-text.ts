import { formatDuration } from '../format-duration.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { Vital } from '../kinds/kind.ts';
import type { Lag, RegionCondition } from '../plan/plan.ts';
import type { Palette } from './palette.ts';
import { printable } from './printable.ts';

interface Style {
  readonly palette: Palette;
  readonly unicode: boolean;
}

interface Service {
  readonly service: string;
  readonly state: Vital['state'];
  readonly responseMs?: number;
  readonly parts: readonly (Vital & { readonly resource: ResourceId })[];
}

interface Health {
  readonly region: Region;
  readonly condition: RegionCondition;
  readonly evidence: readonly string[];
  readonly services: readonly Service[];
  readonly resources: readonly {
    readonly resource: ResourceId;
    readonly state: 'ready' | 'done' | 'blocked';
    readonly summary: string;
    readonly lag?: Lag;
  }[];
  readonly obstacles: readonly { readonly sentence: string; readonly fix: string }[];
}

/** How each region answers, how well its parts are, and what would happen to each resource if it had to take over. */
export function renderHealth(service: string, regions: readonly Health[], style: Style): string {
  const { palette, unicode } = style;
  const colour = { up: palette.green, degraded: palette.yellow, down: palette.red };
  const marks = marksOf(unicode);
  const blocks = regions.map((health) =>
    [
      `${palette.bold(health.region)}  ${colour[health.condition](health.condition)}`,
      ...health.evidence.map((sentence) => palette.dim(`  ${printable(sentence)}`)),
      ...services(health.services, style),
      ...resources(health, style),
      ...obstacles(health, style),
    ].join('\n'),
  );
  const legend = palette.dim(
    `${marks.done} active there   ${marks.ready} could take over   ${marks.blocked} could not`,
  );
  return [palette.bold(service), ...blocks, legend].join('\n\n');
}

function marksOf(unicode: boolean) {
  return unicode ? { ready: '○', done: '●', blocked: '✖' } : { ready: 'o', done: '*', blocked: 'x' };
}

function services(list: readonly Service[], { palette }: Style): readonly string[] {
  const colour = { healthy: palette.green, degraded: palette.yellow, unhealthy: palette.red };
  return list.flatMap(({ service, state, responseMs, parts }) => {
    const time = responseMs === undefined ? '' : palette.dim(`${responseMs} ms`);
    const unwell = parts.filter((part) => part.state !== 'healthy');
    return [
      `  ${service.padEnd(9)} ${colour[state](state.padEnd(9))} ${time}`.trimEnd(),
      ...unwell.map((part) => palette.dim(`    ${part.resource}: ${printable(part.detail)}`)),
    ];
  });
}

function resources({ resources: list }: Health, { palette, unicode }: Style): readonly string[] {
  const marks = marksOf(unicode);
  const width = Math.max(0, ...list.map(({ resource }) => resource.length));
  return list.map(({ resource, state, summary, lag }) => {
    const mark = state === 'blocked' ? palette.red(marks.blocked) : palette.green(marks[state]);
    const more = lag === undefined ? [] : unsaid(summary, lag);
    const behind = more.length === 0 ? '' : palette.dim(` (${more.map(printable).join(', ')})`);
    return `  ${mark} ${resource.padEnd(width)}  ${printable(summary)}${behind}`;
  });
}

/** What the summary of a resource has not told of its lag: how large it is, and who says so. */
function unsaid(summary: string, { ms, source }: Lag): readonly string[] {
  const known = ms === undefined ? undefined : `${formatDuration(ms)} behind`;
  const isSaid = summary.includes(known ?? 'lag is unknown');
  return [...(isSaid ? [] : [known ?? 'lag unknown']), ...(summary.includes(source) ? [] : [source])];
}

function obstacles({ region, obstacles: list }: Health, { palette }: Style): readonly string[] {
  if (list.length === 0) return [];
  return [
    `  ${palette.red(`What makes a failover to ${region} impossible today:`)}`,
    ...list.flatMap(({ sentence, fix }) => [
      `  - ${printable(sentence)}`,
      `    ${palette.dim(printable(fix))}`,
    ]),
  ];
}

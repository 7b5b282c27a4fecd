import { formatDuration } from '../format-duration.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { Vital } from '../kinds/kind.ts';
import type { Lag, RegionCondition } from '../plan/plan.ts';
import { tellOnce } from '../plan/told-once.ts';
import { tellTexts, toldLine } from '../plan/told-texts.ts';
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
  readonly obstacles: readonly {
    readonly resource: ResourceId;
    readonly sentence: string;
    readonly fix: string;
  }[];
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
      ...tellTexts(unwell.map((part) => `${part.resource}: ${part.detail}`)).map((told) =>
        palette.dim(`    ${toldLine(told)}`),
      ),
    ];
  });
}

function resources({ resources: list }: Health, { palette, unicode }: Style): readonly string[] {
  const marks = marksOf(unicode);
  const told = tellOnce(
    list.map((each) => {
      const { resource, state, summary, lag } = each;
      const more = lag === undefined ? [] : unsaid(summary, lag);
      const behind = more.length === 0 ? '' : ` (${more.join(', ')})`;
      return { item: each, id: resource, texts: [summary, behind].map(printable), equal: state };
    }),
  );
  const width = Math.max(0, ...told.map(({ id }) => id.length));
  return told.flatMap(({ items: [{ state }], id, members, texts: [summary = '', behind = ''] }) => {
    const mark = state === 'blocked' ? palette.red(marks.blocked) : palette.green(marks[state]);
    return [
      `  ${mark} ${id.padEnd(width)}  ${summary}${palette.dim(behind)}`,
      ...(members === '' ? [] : [`${' '.repeat(width + 6)}${palette.dim(members)}`]),
    ];
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
    ...tellOnce(
      list.map((each) => ({
        item: each,
        id: each.resource,
        texts: [each.sentence, each.fix].map(printable),
        equal: '',
        joins: true,
      })),
    ).flatMap(({ id, count, members, texts: [sentence = '', fix = ''] }) => [
      `  - ${sentence}`,
      ...(members === ''
        ? []
        : [`    ${palette.dim(`${id === '' ? `${count} resources:` : `${id},`} ${members}`)}`]),
      `    ${palette.dim(fix)}`,
    ]),
  ];
}

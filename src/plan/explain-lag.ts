import { possibleLossMs } from './loss.ts';
import { padTo, table, marksOf, printable, type TextStyle } from '../terminal-text.ts';
import type { ResourceId } from '../ids.ts';
import type { Lag, Plan } from './plan.ts';
import { roughly } from './roughly.ts';

const shownAtMost = 12;

interface Row {
  readonly resource: ResourceId;
  readonly lag: Lag;
}

/** What resources said about their lag; one that gives up data and said nothing is unknown, not zero. */
function lagRows(plan: Plan): Row[] {
  const losing = losingResources(plan);
  return Object.entries(plan.assessments)
    .flatMap(([resource, { lag }]) =>
      lag === undefined && !losing.has(resource)
        ? []
        : [{ resource, lag: lag ?? { ms: undefined, source: 'no metric' } }],
    )
    .sort((a, b) => (b.lag.ms ?? Infinity) - (a.lag.ms ?? Infinity) || (a.resource < b.resource ? -1 : 1));
}

/** What a resource may lose, in ms: its own objective, or that of the service. */
function rpoOf({ objectives }: Plan, resource: ResourceId): number | undefined {
  return objectives.resources?.[resource]?.rpoMs ?? objectives.rpoMs;
}

function losingResources({ steps }: Plan): ReadonlySet<ResourceId> {
  return new Set(
    steps
      .filter(
        ({ skip, risk, losesNothing }) =>
          skip === undefined && losesNothing !== true && (risk === 'irreversible' || risk === 'lossy'),
      )
      .map(({ resource }) => resource),
  );
}

/** Table of the replication lag of every database, the worst first: value, and the metric that answered. */
export function explainLag(plan: Plan, style: TextStyle, verbose: boolean): string[] {
  const { palette } = style;
  const rows = lagRows(plan);
  const shown = verbose ? rows : rows.slice(0, shownAtMost);
  const values = shown.map(({ lag }) => (lag.ms === undefined ? 'unknown' : roughly(lag.ms)));
  const column = Math.max(0, ...values.map((value) => value.length));
  const lines = table(
    shown.map(({ resource, lag }, position) => {
      const value = values[position] ?? '';
      const limit = rpoOf(plan, resource);
      const over = limit !== undefined && lag.ms !== undefined && lag.ms > limit;
      const paint = lag.ms === undefined ? palette.yellow : over ? palette.red : palette.green;
      return [
        `  ${printable(resource)}`,
        padTo('', column - value.length) + paint(value),
        palette.dim(printable(lag.source)),
        over ? palette.red(`over the RPO of ${roughly(limit)}`) : '',
      ];
    }),
  );
  const rest = rows.slice(shown.length);
  const most = rest[0]?.lag.ms;
  if (rest.length === 0) return lines;
  return [
    ...lines,
    palette.dim(
      `  ${marksOf(style).ellipsis} and ${rest.length} more, ${most === undefined ? 'also unknown or less' : `none above ${roughly(most)}`}`,
    ),
  ];
}

/** What this plan gives up, as far as it is known now; `grave` where it is more than the objective or not known. */
export function lossOf(plan: Plan): { readonly text: string; readonly grave: boolean } {
  const losing = losingResources(plan);
  if (losing.size === 0) return { text: 'none: no step gives up data', grave: false };
  const drained = new Set(
    plan.steps
      .filter(({ phase, skip }) => phase === 'drain' && skip === undefined)
      .map(({ resource }) => resource),
  );
  const rows = lagRows(plan).filter(
    ({ resource }) => losing.has(resource) && !(plan.goal.mode === 'planned' && drained.has(resource)),
  );
  if (rows.length === 0)
    return { text: 'none expected: replication is drained before anything is promoted', grave: false };
  const unknown = rows.filter(({ lag }) => lag.ms === undefined);
  const worst = rows.find(({ lag }) => lag.ms !== undefined);
  const ms = worst === undefined ? undefined : possibleLossMs(worst.lag, plan.goal);
  if (worst === undefined || ms === undefined)
    return { text: `unknown: no database that is promoted tells its replication lag`, grave: true };
  const rpo = rpoOf(plan, worst.resource);
  const allowed =
    rpo === undefined
      ? ''
      : ms > rpo
        ? `, more than the RPO of ${roughly(rpo)}`
        : `; the RPO allows ${roughly(rpo)}`;
  const blind =
    unknown.length === 0
      ? ''
      : `; unknown for ${unknown
          .map(({ resource }) => printable(resource))
          .slice(0, 3)
          .join(', ')}${unknown.length > 3 ? ` and ${unknown.length - 3} more` : ''}`;
  return {
    text: `${ms === 0 ? 'no lag was measured just now' : `up to ${roughly(ms)} of writes`} (${printable(worst.resource)}, ${printable(worst.lag.source)})${allowed}${blind}`,
    grave: unknown.length > 0 || (rpo !== undefined && ms > rpo),
  };
}

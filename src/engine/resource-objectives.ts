import type { ResourceResult } from '../events.ts';
import { formatDuration } from '../format-duration.ts';
import type { Phase, Plan } from '../plan/plan.ts';
import type { RunState } from './run-state.ts';

/** What goes before the writes are stopped, and what is done when everything runs again, is not a part of recovering. */
const uncounted: readonly Phase[] = [
  'evidence',
  'announce',
  'prepare',
  'fence',
  'drain',
  'release',
  'restore',
];

/** What a failover has come to for each resource that has objectives of its own; nothing in other operations. */
export function resourceResults(plan: Plan, state: RunState): readonly ResourceResult[] {
  if (plan.goal.operation !== 'failover') return [];
  return Object.entries(plan.objectives.resources ?? {}).map(([resource, { rtoMs, rpoMs }]) => {
    const tookMs = rtoMs === undefined ? undefined : timeOf(resource, plan, state);
    const loss = plan.steps
      .map((step, index) => (step.resource === resource ? state.steps[index]?.result?.loss : undefined))
      .find((each) => each !== undefined);
    return {
      resource,
      ...(rtoMs === undefined ? {} : { rtoObjectiveMs: rtoMs }),
      ...(tookMs === undefined ? {} : { rtoMs: tookMs }),
      ...(rpoMs === undefined ? {} : { rpoObjectiveMs: rpoMs }),
      ...(loss?.ms === undefined ? {} : { lostMs: loss.ms }),
    };
  });
}

/** One sentence for each objective of a resource that was missed. */
export function missedObjectives(results: readonly ResourceResult[]): readonly string[] {
  return results.flatMap(({ resource, rtoMs, rtoObjectiveMs, lostMs, rpoObjectiveMs }) => [
    ...(isOver(rtoMs, rtoObjectiveMs)
      ? [`${resource} took ${words(rtoMs)}; its RTO is ${words(rtoObjectiveMs)}.`]
      : []),
    ...(isOver(lostMs, rpoObjectiveMs)
      ? [`${resource} has lost ${words(lostMs)}; its RPO is ${words(rpoObjectiveMs)}.`]
      : []),
  ]);
}

function isOver(found: number | undefined, limit: number | undefined): boolean {
  return found !== undefined && limit !== undefined && found > limit;
}

function words(ms = 0): string {
  return formatDuration(ms);
}

/** From the begin of its first step to the end of its last; undefined until that is done, or where there is none. */
function timeOf(resource: string, { steps }: Plan, state: RunState): number | undefined {
  const own = steps.flatMap((step, index) =>
    step.resource === resource && step.skip === undefined && !uncounted.includes(step.phase)
      ? [state.steps[index]]
      : [],
  );
  const starts = own.flatMap((step) => step?.startedAt ?? []);
  const ends = own.flatMap((step) => step?.endedAt ?? []);
  if (own.length === 0 || ends.length < own.length || starts.length === 0) return undefined;
  return Math.max(...ends) - Math.min(...starts);
}

import { possibleLossMs } from '../../src/plan/loss.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { PlanSummary } from './incident.ts';
import { groupNames } from './group-names.ts';

/** What people read of a plan before they approve it. Steps that the plan itself skips are left out. */
export function planSummaryOf(plan: Plan): PlanSummary {
  const loss = lossOf(plan);
  const groups = groupNames(plan);
  return {
    hash: plan.hash,
    operation: plan.goal.operation,
    mode: plan.goal.mode,
    plannedAt: plan.observedAt,
    expectedMs: plan.estimate.totalMs,
    steps: plan.steps
      .filter(({ skip }) => skip === undefined)
      .map(({ id, title, region, phase, expectedMs }) => ({
        id,
        title,
        region,
        phase,
        expectedMs,
        group: groups.get(id) ?? id,
      })),
    ...(loss === undefined ? {} : { loss }),
    ...(plan.pointOfNoReturn === undefined ? {} : { pointOfNoReturn: plan.pointOfNoReturn }),
    warnings: plan.warnings,
    problems: plan.problems,
  };
}

/** The most that promoting would give up, of what is not drained first; a replica that does not tell its lag makes it unknown, not zero. */
function lossOf({ steps, assessments, goal }: Plan): PlanSummary['loss'] {
  const active = steps.filter(({ skip }) => skip === undefined);
  const drained = new Set(active.filter(({ phase }) => phase === 'drain').map(({ resource }) => resource));
  const losing = new Set(
    active
      .filter(({ risk }) => risk === 'irreversible' || risk === 'lossy')
      .map(({ resource }) => resource)
      .filter((resource) => !(goal.mode === 'planned' && drained.has(resource))),
  );
  const replicas = [...losing].flatMap((resource) => {
    const lag = assessments[resource]?.lag;
    return lag === undefined ? [] : [{ ms: possibleLossMs(lag, goal), source: `${resource}, ${lag.source}` }];
  });
  if (losing.size === 0 || (replicas.length === 0 && goal.mode === 'planned')) return undefined;
  const known = replicas.filter(({ ms }) => ms !== undefined);
  const worst = known.reduce<{ readonly ms: number; readonly source: string } | undefined>(
    (most, { ms = 0, source }) => (most === undefined || ms > most.ms ? { ms, source } : most),
    undefined,
  );
  const isKnown = replicas.length > 0 && known.length === replicas.length;
  return { ms: worst?.ms ?? 0, known: isKnown, source: worst?.source ?? replicas[0]?.source ?? 'no metric' };
}

import { observeAll } from '../engine/observe.ts';
import { rehearse } from '../engine/rehearse.ts';
import { formatDuration } from '../format-duration.ts';
import type { ResourceId } from '../ids.ts';
import type { Observation } from '../kinds/kind.ts';
import { buildPlan, type PlanRequest } from '../plan/build-plan.ts';
import type { DrillCheck } from '../plan/drill-report.ts';
import type { Plan } from '../plan/plan.ts';
import { refuseWithoutCredentials } from './credentials-check.ts';
import type { DrillAbout, Found } from './drill-service.ts';
import type { Session } from './session.ts';

/** One look at both regions, from which many plans can be made. */
export async function lookAtBoth(
  { config, looking }: Session,
  { from, to, signal }: DrillAbout,
): Promise<ReadonlyMap<ResourceId, Observation>> {
  const observations = await observeAll(config, looking, {
    ...{ regions: [from, to], tries: 3 },
    ...(signal === undefined ? {} : { signal }),
  });
  refuseWithoutCredentials(observations);
  return observations;
}

/**
 * `failover-simulation`: plans every operation that is possible now, with all that stands in its way, and plays it through the
 * engine's state machine without effects.
 */
export async function drillSimulation(session: Session, about: DrillAbout): Promise<Found> {
  const { config, registry, clock, denials } = session;
  const observations = await lookAtBoth(session, about);
  const notes: string[] = [];
  const checks = requestsFor(about, config.regions[0]).flatMap(([name, request]) => {
    const began = performance.now();
    const plan = buildPlan({
      ...{ config, registry, observations, observedAt: clock.now() },
      request: { ...request, only: [] },
    });
    const ms = Math.round(performance.now() - began);
    notes.push(...plan.warnings);
    return [canBePlanned(name, plan, ms), ...played(name, plan)];
  });
  const refused = denials.take([]).map((found): DrillCheck => ({
    ...{ name: 'everything may be looked at', ok: false, expected: 'no refusal', found },
  }));
  return { checks: [...checks, ...refused], notes: [...new Set(notes)] };
}

/** A way home can be planned only while the service is away from home. */
function requestsFor(
  { from, to }: DrillAbout,
  home: string | undefined,
): readonly (readonly [string, Omit<PlanRequest, 'only'>])[] {
  const there = `${from} to ${to}`;
  return [
    [`planned failover ${there}`, { from, to, operation: 'failover', mode: 'planned' }],
    [`unplanned failover ${there}`, { from, to, operation: 'failover', mode: 'unplanned' }],
    [`reprotect behind ${from}`, { from: to, to: from, operation: 'reprotect', mode: 'planned' }],
    ...(to === home
      ? [[`failback ${there}`, { from, to, operation: 'failback', mode: 'planned' }] as const]
      : []),
  ];
}

function canBePlanned(name: string, { problems, steps, pointOfNoReturn }: Plan, ms: number): DrillCheck {
  const count = steps.filter(({ skip }) => skip === undefined).length;
  const point = pointOfNoReturn === undefined ? '' : `, no return after ${pointOfNoReturn}`;
  return {
    ...{ name: `${name} is possible`, ok: problems.length === 0, expected: 'nothing in the way', ms },
    found:
      problems.length === 0
        ? `${count} steps${point}`
        : problems.map(({ code, message }) => `${code}: ${message}`).join(' '),
  };
}

function played(name: string, plan: Plan): DrillCheck[] {
  const { steps, problems, goal, estimate, objectives } = plan;
  if (problems.length > 0 || steps.length === 0) return [];
  const { status, summary } = rehearse(plan);
  const took = formatDuration(summary.endedAt - summary.declaredAt);
  const path = estimate.criticalPath.join(', ');
  const rehearsal = {
    ...{ name: `${name} comes to its end`, ok: status === 'done', expected: 'every step has its turn' },
    found: status === 'done' ? `done in ${took}; longest: ${path}` : `${status} after ${took}`,
  };
  const { rtoMs } = objectives;
  const moves = goal.operation === 'failover' || goal.operation === 'failback';
  if (!moves || rtoMs === undefined || summary.rtoMs === undefined) return [rehearsal];
  return [
    rehearsal,
    {
      ...{ name: `${name} keeps the RTO`, ok: summary.rtoMs <= rtoMs },
      ...{ expected: `at most ${formatDuration(rtoMs)}`, found: `${formatDuration(summary.rtoMs)} expected` },
    },
  ];
}

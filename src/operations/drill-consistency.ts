import { classify } from '../error-class.ts';
import { checkOneWriter } from '../engine/one-writer.ts';
import { formatDuration } from '../format-duration.ts';
import type { Resource } from '../config/config.ts';
import type { Check, Kind, Observation } from '../kinds/kind.ts';
import type { DrillCheck } from '../plan/drill-report.ts';
import type { Goal, Lag } from '../plan/plan.ts';
import type { DrillAbout, Found } from './drill-service.ts';
import { lookAtBoth } from './drill-simulation.ts';
import type { Session } from './session.ts';

/** How long a comparison of both sides may take, in ms. */
const compareTimeoutMs = 60_000;

/** `data-consistency`: of all data, whether it is replicated, how far it is behind, that one side alone is written to, and a sample of both. */
export async function drillConsistency(session: Session, about: DrillAbout): Promise<Found> {
  const { config, registry } = session;
  const observations = await lookAtBoth(session, about);
  const { from, to } = about;
  const data = config.resources.flatMap((resource) => {
    const kind = registry.get(resource.kind);
    const observation = observations.get(resource.id);
    return kind?.role === 'data' && observation !== undefined ? [{ resource, kind, observation }] : [];
  });
  if (data.length === 0) return { checks: [], notes: [`${config.file} names no data.`] };
  const away: Goal = { from, to, operation: 'failover', mode: 'unplanned', fromCondition: 'up' };
  const behind: Goal = { from: to, to: from, operation: 'reprotect', mode: 'planned', fromCondition: 'up' };
  const checks = await Promise.all(
    data.map(async (each) => [
      ...replication(each, { away, behind, rpoMs: config.objectives.rpoMs }),
      ...(await comparison(session, each, { goal: away, ...about })),
    ]),
  );
  const writers = checkOneWriter(config.resources, observations, { registry, goal: behind });
  return {
    checks: [
      ...checks.flat(),
      ...writers.checks.flatMap(({ resource, checks: found }) => found.map((check) => of(resource, check))),
    ],
    notes: writers.unknown,
  };
}

interface Data {
  readonly resource: Resource;
  readonly kind: Kind;
  readonly observation: Observation;
}

function replication(
  { resource, kind, observation }: Data,
  { away, behind, rpoMs }: { readonly away: Goal; readonly behind: Goal; readonly rpoMs: number | undefined },
): DrillCheck[] {
  const { state, summary, lag } = kind.assess(resource, observation, away);
  return [
    of(resource.id, {
      ...{ name: `${resource.id} is there in ${away.to}`, ok: state !== 'blocked' },
      ...{ expected: 'a copy that can take over', found: summary },
    }),
    ...(lag === undefined ? [] : [of(resource.id, lagCheck(resource.id, lag, rpoMs))]),
    ...(kind.protected?.(resource, observation, behind) ?? []).map((check) => of(resource.id, check)),
  ];
}

/** A lag that nobody can tell is not zero, so it does not keep the RPO. */
function lagCheck(resource: string, { ms, source }: Lag, rpoMs: number | undefined): Check {
  const name = `${resource} keeps the RPO`;
  const expected = rpoMs === undefined ? 'a known lag' : `at most ${formatDuration(rpoMs)} behind`;
  if (ms === undefined) return { name, ok: false, expected, found: `unknown (${source})` };
  const found = `${formatDuration(ms)} behind (${source})`;
  return { name, ok: rpoMs === undefined || ms <= rpoMs, expected, found };
}

async function comparison(
  { looking, clock }: Session,
  { resource, kind }: Data,
  { goal, signal }: { readonly goal: Goal; readonly signal?: AbortSignal },
): Promise<DrillCheck[]> {
  if (kind.compare === undefined) return [];
  const began = performance.now();
  const timeout = AbortSignal.timeout(compareTimeoutMs);
  const context = {
    ...{ outside: looking.outside, now: clock.now() },
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
  };
  try {
    const checks = await kind.compare(resource, goal, context);
    const ms = Math.round(performance.now() - began);
    return checks.map((check) => ({ ...of(resource.id, check), ms }));
  } catch (error) {
    signal?.throwIfAborted();
    const found = classify(error, { region: goal.to }).problem.message;
    const name = `both sides of ${resource.id} can be compared`;
    return [of(resource.id, { name, ok: false, expected: 'an answer', found })];
  }
}

function of(resource: string, { name, ok, expected, found }: Check): DrillCheck {
  return { name, ok, expected, found, resource };
}

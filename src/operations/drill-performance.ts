import { rehearse } from '../engine/rehearse.ts';
import { loadRun } from '../engine/run.ts';
import { isFinal } from '../engine/run-state.ts';
import { summarise } from '../engine/summary.ts';
import { FailoverError } from '../errors.ts';
import type { RunSummary } from '../events.ts';
import { formatDuration } from '../format-duration.ts';
import { buildPlan } from '../plan/build-plan.ts';
import type { DrillCheck } from '../plan/drill-report.ts';
import type { Plan } from '../plan/plan.ts';
import type { DrillAbout, Found } from './drill-service.ts';
import { lookAtBoth } from './drill-simulation.ts';
import type { Session } from './session.ts';

/** As many past runs are read, newest first. */
const mostRuns = 50;

/** `performance`: what past runs measured and what a failover is expected to take now, against the objectives. */
export async function drillPerformance(session: Session, about: DrillAbout): Promise<Found> {
  const { runs, unreadable } = await pastRuns(session);
  const plans = await plansOf(session, about);
  const [newest] = runs;
  const measured = newest === undefined ? [] : [...rtoOf(newest), ...rpoOf(newest)];
  return {
    checks: [...measured, ...unreadable, ...plans.flatMap(expected)],
    notes: notesOn(runs, session),
  };
}

/** Failovers and failbacks that came to their end, newest first. Drills of DNS measure neither RTO nor RPO. */
async function pastRuns({ store, config, clock }: Session): Promise<{
  readonly runs: readonly RunSummary[];
  readonly unreadable: readonly DrillCheck[];
}> {
  const runs: RunSummary[] = [];
  const unreadable: DrillCheck[] = [];
  for (const run of (await store.list(config.service)).slice(0, mostRuns)) {
    try {
      const { record, context, state } = await loadRun(store, run);
      const { operation } = record.plan.goal;
      if (!isFinal(state) || (operation !== 'failover' && operation !== 'failback')) continue;
      // A part of the service measures nothing of the whole.
      if (record.plan.only.length > 0) continue;
      runs.push(summarise(record, context, { state, now: clock.now(), warnings: [] }));
    } catch (error) {
      if (!(error instanceof FailoverError)) throw error;
      const name = `the journal of ${run} can be read`;
      unreadable.push({ name, ok: false, expected: 'an unbroken journal', found: error.message });
    }
  }
  return { runs, unreadable };
}

function rtoOf({ run, result, rtoMs, rtoObjectiveMs }: RunSummary): DrillCheck[] {
  if (rtoObjectiveMs === undefined) return [];
  return [
    {
      ...{ name: `${run} kept the RTO`, ok: rtoMs !== undefined && rtoMs <= rtoObjectiveMs },
      expected: `at most ${formatDuration(rtoObjectiveMs)}`,
      found: rtoMs === undefined ? `not restored (${result})` : formatDuration(rtoMs),
    },
  ];
}

function rpoOf({ run, rpo, rpoObjectiveMs }: RunSummary): DrillCheck[] {
  if (rpo === undefined || rpoObjectiveMs === undefined) return [];
  return [
    {
      ...{ name: `${run} kept the RPO`, ok: rpo.known && rpo.ms <= rpoObjectiveMs },
      expected: `at most ${formatDuration(rpoObjectiveMs)}`,
      found: rpo.known ? `${formatDuration(rpo.ms)} (${rpo.source})` : `unknown (${rpo.source})`,
    },
  ];
}

async function plansOf(session: Session, about: DrillAbout): Promise<readonly Plan[]> {
  const { config, registry, clock } = session;
  const observations = await lookAtBoth(session, about);
  const { from, to } = about;
  return (['planned', 'unplanned'] as const).map((mode) =>
    buildPlan({
      ...{ config, registry, observations, observedAt: clock.now() },
      request: { from, to, operation: 'failover', mode, only: [] },
    }),
  );
}

function expected(plan: Plan): DrillCheck[] {
  const { goal, objectives, problems } = plan;
  const { rtoMs } = objectives;
  const expectedMs = problems.length === 0 ? rehearse(plan).summary.rtoMs : undefined;
  if (rtoMs === undefined || expectedMs === undefined) return [];
  return [
    {
      ...{ name: `${goal.mode} failover keeps the RTO today`, ok: expectedMs <= rtoMs },
      expected: `at most ${formatDuration(rtoMs)}`,
      found: `${formatDuration(expectedMs)} expected`,
    },
  ];
}

function notesOn(runs: readonly RunSummary[], { config, store }: Session): string[] {
  const { rtoMs: rto, rpoMs: rpo } = config.objectives;
  const none = `No failover or failback is in ${store.place}: RTO and RPO have not been measured yet.`;
  if (runs.length === 0) return [none];
  const notes: string[] = [];
  const rate = (name: string, kept: number, of: number): string =>
    `${name} kept by ${kept} of ${of} runs (${Math.round((100 * kept) / of)} %).`;
  // A failback is held to none.
  const held = runs.filter(({ rtoObjectiveMs }) => rtoObjectiveMs !== undefined);
  if (rto !== undefined && held.length > 0)
    notes.push(rate('RTO', held.filter(({ rtoMs }) => (rtoMs ?? Infinity) <= rto).length, held.length));
  // A run that promoted nothing has nothing to lose.
  const keepsRpo = ({ rpo: lost }: RunSummary): boolean =>
    lost === undefined || (lost.known && lost.ms <= (rpo ?? Infinity));
  if (rpo !== undefined) notes.push(rate('RPO', runs.filter(keepsRpo).length, runs.length));
  const [newest, ...earlier] = runs.flatMap(({ rtoMs, expectedMs }) =>
    rtoMs === undefined ? [] : [{ rtoMs, expectedMs }],
  );
  if (newest === undefined) return notes;
  notes.push(
    `The newest RTO is ${formatDuration(newest.rtoMs)}, where ${formatDuration(newest.expectedMs)} were expected.`,
  );
  const usual = median(earlier.map(({ rtoMs }) => rtoMs));
  if (usual !== undefined) {
    const trend = newest.rtoMs > usual * 1.1 ? 'slower' : newest.rtoMs < usual * 0.9 ? 'quicker' : 'as quick';
    notes.push(
      `That is ${trend}, compared with the median of ${earlier.length} before it, ${formatDuration(usual)}.`,
    );
  }
  return notes;
}

function median(values: readonly number[]): number | undefined {
  return [...values].sort((one, other) => one - other)[Math.floor((values.length - 1) / 2)];
}

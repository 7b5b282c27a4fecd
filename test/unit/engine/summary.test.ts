import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/engine/signal.ts';
import { initialState, runContext } from '../../../src/engine/run-state.ts';
import { summarise } from '../../../src/engine/summary.ts';
import type { RunSummary } from '../../../src/events.ts';
import { buildPlan, type PlanRequest } from '../../../src/plan/build-plan.ts';
import { startMs, toyConfig } from '../../rig/rig.ts';
import { makeProcess, toyKind, type ToyStep } from '../../rig/toy-kind.ts';
import { toyWorld } from '../../rig/toy-world.ts';

const promote: ToyStep = { action: 'promote', phase: 'data', risk: 'irreversible' };

/** What a run has come to whose every step is done, with these results by the id of the step. */
function done(
  steps: readonly ToyStep[],
  request: Partial<PlanRequest>,
  results: Readonly<Record<string, Evidence>> = {},
): RunSummary {
  const seen = { at: 0, places: {} };
  const plan = buildPlan({
    config: toyConfig({ db: { steps } }, { objectives: { rtoMs: 60_000 } }),
    registry: new Map([['toy', toyKind(toyWorld(), makeProcess())]]),
    observations: new Map([['db', seen]]),
    request: {
      from: 'eu-west-1',
      to: 'eu-west-2',
      operation: 'failover',
      mode: 'unplanned',
      only: [],
      ...request,
    },
    observedAt: startMs,
  });
  const context = runContext(plan);
  const fresh = initialState(context);
  const state = {
    ...fresh,
    status: 'done' as const,
    endedAt: startMs + 3_600_000,
    steps: plan.steps.map(({ id }) => ({
      ...{ status: 'done' as const, attempts: 1, startedAt: startMs, endedAt: startMs + 3_600_000 },
      ...(results[id] === undefined ? {} : { result: results[id] }),
    })),
  };
  const record = { run: 'fo', plan, reason: 'a test', actor: 'ada', declaredAt: startMs };
  // The record has more fields, of which a summary needs none.
  return summarise(record as Parameters<typeof summarise>[0], context, { state, now: startMs, warnings: [] });
}

describe('the data that a run has lost', () => {
  it('is unknown, not none, where a promotion has left no word about it', () => {
    expect(done([promote], {}).rpo).toEqual({ ms: 0, known: false, source: 'no measurement' });
  });

  it('is none where replication had been drained after the end of writes, whatever became of the word', () => {
    const steps: ToyStep[] = [
      { action: 'fence', phase: 'fence' },
      { action: 'drain', phase: 'drain', risk: 'none', changes: false },
      promote,
    ];
    const lost = { 'db:promote': { loss: { ms: undefined, source: 'ReplicaLag' } } };
    for (const results of [{}, lost])
      expect(done(steps, { operation: 'failback' }, results).rpo).toMatchObject({ ms: 0, known: true });
    expect(done(steps, {}, lost).rpo).toMatchObject({ ms: 0, known: false });
  });

  it('is nobody to ask for where nothing gives data up', () => {
    expect(done([{ action: 'update' }, { ...promote, losesNothing: true }], {}).rpo).toBeUndefined();
  });
});

it('measures the time to recover of a failover, and none of a failback, whose stages take as long as they shall', () => {
  expect(done([promote], {})).toMatchObject({ rtoMs: 3_600_000, rtoObjectiveMs: 60_000 });
  const home = done([promote], { operation: 'failback' });
  expect(home.rtoMs).toBeUndefined();
  expect(home.rtoObjectiveMs).toBeUndefined();
});

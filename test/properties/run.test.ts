import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OperatorRequest } from '../../src/engine/run-store.ts';
import { initialState } from '../../src/engine/run-state.ts';
import type { Signal } from '../../src/engine/signal.ts';
import { transition } from '../../src/engine/transition.ts';
import type { RunResult } from '../../src/events.ts';
import { anyFault, passingFault, randomToys, toyStepId, type RandomToys } from '../rig/arbitrary-toys.ts';
import { makeRig, type ProcessOptions, type Rig } from '../rig/rig.ts';

const bounds = { numRuns: 60, interruptAfterTimeLimit: 5_000, markInterruptAsFailure: false };

async function withToys<T>(toys: RandomToys, work: (rig: Rig) => Promise<T>): Promise<T> {
  const rig = makeRig(toys.resources);
  toys.faults.forEach((faults, index) => rig.world.faults.set(toyStepId(index), structuredClone(faults)));
  try {
    return await work(rig);
  } finally {
    rig.close();
  }
}

/** The steps that can never start, because something before them fails for good. */
function blocked(toys: RandomToys): Set<number> {
  const lost = new Set<number>();
  const isLost = (index: number): boolean => lost.has(index) || fails(toys, index);
  toys.needs.forEach((needs, index) => {
    if (needs.some(isLost)) lost.add(index);
  });
  return lost;
}

function fails(toys: RandomToys, index: number): boolean {
  const faults = toys.faults[index];
  const changes = toys.resources[`s${index}`]?.steps[0]?.changes === true;
  return faults?.breaks === true || (changes && faults?.refuse?.includes('denied') === true);
}

describe('any graph with any failures', () => {
  it('is run to its end: every step that is not blocked once, and none before what it needs', async () => {
    await fc.assert(
      fc.asyncProperty(randomToys(anyFault), async (toys) => {
        await withToys(toys, async (rig) => {
          const summary = await rig.start();
          const lost = blocked(toys);
          const anyFailed = toys.needs.some((_, index) => !lost.has(index) && fails(toys, index));
          expect(summary?.result).toBe(anyFailed ? 'stopped' : 'done');
          const { state } = await rig.stored();
          toys.needs.forEach((needs, index) => {
            const own = state.steps[rig.plan.steps.findIndex(({ id }) => id === toyStepId(index))];
            expect(own?.status).toBe(lost.has(index) ? 'pending' : fails(toys, index) ? 'failed' : 'done');
            for (const need of needs) {
              const other = state.steps[rig.plan.steps.findIndex(({ id }) => id === toyStepId(need))];
              if (own?.startedAt !== undefined)
                expect(own.startedAt).toBeGreaterThanOrEqual(other?.endedAt ?? Infinity);
            }
          });
          for (const count of rig.world.effects.values()) expect(count).toBe(1);
        });
      }),
      bounds,
    );
  });
});

type Death = { readonly write: number; readonly when: 'before' | 'after' } | { readonly effect: number };

const death: fc.Arbitrary<Death> = fc.oneof(
  fc.record({
    write: fc.integer({ min: 1, max: 12 }),
    when: fc.constantFrom('before' as const, 'after' as const),
  }),
  fc.record({ effect: fc.integer({ min: 1, max: 7 }) }),
);

function dying(rig: Rig, how: Death): ProcessOptions {
  let effects = 0;
  for (const step of rig.plan.steps) {
    rig.world.faultsOf(step.id).onEffect = () => {
      effects += 1;
      if ('effect' in how && how.effect === effects) rig.kill();
    };
  }
  return 'write' in how ? { dieAtWrite: { number: how.write, when: how.when } } : {};
}

/** Takes the run up again if it has not come to its end; a process may die right after the last thing it writes. */
async function goOn(
  rig: Rig,
  requests: readonly OperatorRequest[],
  options: ProcessOptions,
): Promise<RunResult | undefined> {
  const { state } = await rig.stored();
  if (state.status === 'done' || state.status === 'aborted') return state.status;
  return (await rig.resume(requests, options))?.result;
}

/** Runs with these deaths, one a process, and then with processes that live. */
async function survive(rig: Rig, deaths: readonly Death[]): Promise<RunResult> {
  const [first, ...others] = deaths;
  let result = (await rig.start(first === undefined ? {} : dying(rig, first)))?.result;
  for (const how of [...others, { effect: 0 }]) result ??= await goOn(rig, [], dying(rig, how));
  if (result === undefined) throw new Error('the run never came to an end');
  return result;
}

describe('a run whose process dies', () => {
  it('ends as it would have without, and has done nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomToys(passingFault),
        fc.array(death, { minLength: 1, maxLength: 4 }),
        async (toys, deaths) => {
          await withToys(toys, async (rig) => {
            expect(await survive(rig, deaths)).toBe('done');
            const changing = toys.needs.flatMap((_, index) =>
              toys.resources[`s${index}`]?.steps[0]?.changes === true ? [toyStepId(index)] : [],
            );
            expect(rig.world.changed()).toEqual(changing.sort());
            for (const [step, count] of rig.world.effects) expect(`${step} ${count}`).toBe(`${step} 1`);
            const { state } = await rig.stored();
            expect(state.status).toBe('done');
          });
        },
      ),
      bounds,
    );
  });

  it('tells at every moment, by its journal, what it has told the people who watch', async () => {
    await fc.assert(
      fc.asyncProperty(randomToys(anyFault), async (toys) => {
        await withToys(toys, async (rig) => {
          let written = 0;
          const told: { readonly written: number; readonly step: string; readonly status: string }[] = [];
          const statuses = {
            'step-done': 'done',
            'step-failed': 'failed',
            'step-retrying': 'backoff',
          } as const;
          await rig.start({
            store: (store) => ({
              ...store,
              append: async (run, entries) => {
                await store.append(run, entries);
                written += entries.length;
              },
            }),
            onEvent: (event) => {
              if (
                event.type === 'step-done' ||
                event.type === 'step-failed' ||
                event.type === 'step-retrying'
              )
                told.push({ written, step: event.step, status: statuses[event.type] });
            },
          });
          const { context, signals, state } = await rig.stored();
          const replay = (list: readonly Signal[]) =>
            list.reduce((before, signal) => transition(context, before, signal).state, initialState(context));
          for (const { written: length, step, status } of told)
            expect(replay(signals.slice(0, length)).steps[context.graph.index.get(step) ?? -1]?.status).toBe(
              status,
            );
          expect(replay(signals)).toEqual(state);
        });
      }),
      { ...bounds, numRuns: 40 },
    );
  });
});

describe('a run that is aborted before the point of no return', () => {
  it('leaves the world as it was, whenever it is aborted and wherever its process dies', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomToys(anyFault),
        fc.integer({ min: 1, max: 20 }),
        fc.option(death),
        async (toys, eventNumber, how) => {
          await withToys(toys, async (rig) => {
            const request = { type: 'operator-abort' as const, at: 0, actor: 'bob', reason: 'false alarm' };
            const asked: string[] = [];
            const options = how === null ? {} : dying(rig, how);
            const first = await rig.start({
              ...options,
              onEvent: (event) => {
                if (event.seq !== eventNumber || event.type === 'run-ended') return;
                asked.push(event.type);
                void rig.store.request(rig.run, request);
              },
            });
            let result = first?.result;
            for (let tries = 0; result !== 'aborted' && result !== 'done' && tries < 3; tries += 1)
              result = await goOn(
                rig,
                tries === 0 && asked.length > 0 ? [] : [request],
                dying(rig, { effect: 0 }),
              );
            if (result === 'done') return;
            expect(result).toBe('aborted');
            expect(rig.world.changed()).toEqual([]);
          });
        },
      ),
      bounds,
    );
  });
});

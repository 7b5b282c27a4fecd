import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { applyStep, undoStep, type Performing } from '../../../src/engine/perform.ts';
import { makeWatch } from '../../../src/engine/watch.ts';
import type { Signal } from '../../../src/engine/signal.ts';
import { worldView } from '../../../src/engine/world-view.ts';
import type { Kind, Outside } from '../../../src/kinds/kind.ts';
import type { Step } from '../../../src/plan/plan.ts';
import { steppedClock, virtualClock, type Clock } from '../../../src/simulator/clock.ts';
import { toy } from '../../rig/open-rig.ts';
import { startMs, toyConfig, type ToyResource } from '../../rig/rig.ts';
import { makeProcess, toyKind } from '../../rig/toy-kind.ts';
import { planToys } from '../../rig/toy-plan.ts';
import { classifyToy, toyWorld } from '../../rig/toy-world.ts';

/** What carrying out the steps of these toys takes, with a kind that differs from a toy in some members. */
function performing(resources: Record<string, ToyResource>, clock: Clock, different: Partial<Kind>) {
  const plan = planToys(resources);
  const looking = {
    registry: new Map([['toy', { ...toyKind(toyWorld(), makeProcess()), ...different }]]),
    outside: {} as Outside, // Toys reach nothing outside.
    clock,
    classify: classifyToy,
    lookTimeoutMs: 60_000,
  };
  const record = {
    schemaVersion: 1 as const,
    run: 'fo-1',
    service: 'toys',
    declaredAt: startMs,
    actor: 'ann',
    reason: 'drill',
    configDigest: '',
    plan,
  };
  const view = worldView(toyConfig(resources), looking, new Map());
  const input: Performing = { record, looking, view, signal: new AbortController().signal };
  const [step] = plan.steps;
  if (step === undefined) throw new Error('a toy has a step');
  return { input, step };
}

/** Moves the clock on, letting everything that this sets going come to rest. */
async function pass(clock: { advance(ms: number): void }, ms: number): Promise<void> {
  await setImmediate();
  clock.advance(ms);
  await setImmediate();
}

describe('a change that never comes back', () => {
  it('is given up when the time of its step is over, and told so', async () => {
    const clock = steppedClock(startMs);
    let told = false;
    const { input, step } = performing({ a: toy([], { timeoutMs: 60_000 }) }, clock, {
      apply: async (_, { signal }) => {
        signal.addEventListener('abort', () => {
          told = true;
        });
        return await new Promise(() => undefined);
      },
    });
    let signal: Signal | undefined;
    void applyStep(input, step).then((found) => {
      signal = found;
    });
    await pass(clock, 59_999);
    expect(signal).toBeUndefined();
    await pass(clock, 1);
    expect(signal).toMatchObject({
      type: 'failed',
      at: startMs + 60_000,
      failure: { problem: { code: 'STEP_TIMED_OUT', step: 'a:go' } },
    });
    expect(told).toBe(true);
  });
});

describe('a change that is taken back', () => {
  const undone = async (isBack: (looks: number) => boolean) => {
    let looks = 0;
    const { input, step } = performing({ a: toy([], { timeoutMs: 60_000 }) }, virtualClock(startMs), {
      undone: () => {
        looks += 1;
        return { state: isBack(looks) ? 'done' : 'pending', note: 'drains' };
      },
    });
    return { signal: await undoStep(input, step), looks };
  };

  it('is back when its kind says so', async () => {
    expect(await undone((looks) => looks === 5)).toMatchObject({ signal: { type: 'undone' }, looks: 5 });
  });

  it('is reported when it is not back in its time', async () => {
    const { signal } = await undone(() => false);
    expect(signal).toMatchObject({
      type: 'undo-failed',
      failure: { problem: { code: 'STEP_TIMED_OUT', found: 'drains' } },
    });
    expect(signal.at).toBeLessThanOrEqual(startMs + 61_000);
  });
});

describe('a step that is watched in two places', () => {
  it('is judged when both have been looked at, not with an old look at the slower one', async () => {
    const clock = steppedClock(startMs);
    const slow: (() => void)[] = [];
    const judged: string[] = [];
    const places = ['eu-west-1', 'eu-west-2'];
    let now = 'old';
    const { input, step } = performing({ a: toy([], { watch: places }) }, clock, {
      observe: async (resources, place) => {
        const value = now;
        if (place === 'eu-west-1')
          await new Promise<void>((resolve) => {
            slow.push(resolve);
          });
        return new Map(resources.map(({ id }) => [id, value]));
      },
      settled: (_: Step, observation) => {
        judged.push(
          places
            .map((place) => {
              const seen = observation.places[place];
              return seen?.state === 'seen' ? String(seen.value) : '';
            })
            .join(),
        );
        return { state: 'pending', note: '' };
      },
    });
    const watch = makeWatch(input, { signal: () => undefined, note: () => undefined });
    const look = async () => {
      const looking = watch.lookIfDue();
      await setImmediate();
      slow.shift()?.();
      await looking;
    };
    watch.add(step, startMs);
    await look();
    now = 'new';
    clock.advance(watch.dueAt() - startMs);
    await look();
    expect(judged).toEqual(['old,old', 'new,new']);
  });
});

describe('a step that waits for a time', () => {
  const minute = 60_000;

  /** Waits to the end, stepping from look to look; gives the moments of all of them, from the start. */
  const wait = async (
    different: Partial<ToyResource['steps'][number]>,
    healthy: (atMs: number) => boolean,
  ) => {
    const clock = steppedClock(startMs);
    const observed: string[] = [];
    const rest = { changes: false, watch: [], restMs: 15 * minute, timeoutMs: 25 * minute, ...different };
    const { input, step } = performing({ a: toy([], rest), guard: toy([]) }, clock, {
      observe: (resources) => {
        for (const { id } of resources) observed.push(id);
        return Promise.resolve(new Map(resources.map(({ id }) => [id, id])));
      },
      outputs: () => ({ healthy: healthy(clock.now() - startMs) ? 'yes' : 'no' }),
      settled: (_: Step, { inputs = {}, startedAt = 0 }, now) => {
        if (inputs['guard.healthy'] === 'no')
          return { state: 'broken', problem: { code: 'CHECK_FAILED', message: 'home is not well' } };
        return { state: now - startedAt < 15 * minute ? 'pending' : 'done', note: '' };
      },
    });
    const signals: Signal[] = [];
    const watch = makeWatch(input, { signal: (signal) => signals.push(signal), note: () => undefined });
    watch.add(step, startMs);
    const looks: number[] = [];
    // Nothing waits any more when it is over.
    for (let due = clock.now(); due < Infinity; due = watch.dueAt()) {
      clock.advance(due - clock.now());
      looks.push(clock.now() - startMs);
      await watch.lookIfDue();
    }
    return { looks, observed, signal: signals[0] };
  };

  it('asks nothing of what it waits for, is looked at every minute, and is over to the moment', async () => {
    const { looks, observed, signal } = await wait({}, () => true);
    expect(signal).toMatchObject({ type: 'settled', at: startMs + 15 * minute });
    expect(looks).toEqual(Array.from({ length: 16 }, (_, index) => index * minute));
    expect(observed).toEqual([]);
  });

  const guarded = { reads: [{ resource: 'guard', output: 'healthy', region: 'eu-west-2' }] };

  it('hears its guards twice a minute, and nothing else', async () => {
    const { looks, observed, signal } = await wait(guarded, () => true);
    expect(signal).toMatchObject({ type: 'settled', at: startMs + 15 * minute });
    expect(looks).toHaveLength(31);
    expect(new Set(observed)).toEqual(new Set(['guard']));
  });

  it('is broken within half a minute after a guard has said no', async () => {
    const { signal } = await wait(guarded, (atMs) => atMs < 2.2 * minute);
    expect(signal).toMatchObject({ type: 'failed', at: startMs + 2.5 * minute });
  });
});

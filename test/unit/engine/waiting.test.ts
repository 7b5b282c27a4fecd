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

import { describe, expect, it } from 'vitest';
import { steppedClock, virtualClock } from '../../src/simulator/clock.ts';

describe('a stepped clock', () => {
  it('stands still until it is advanced, and wakes sleepers in the order of their times', async () => {
    const clock = steppedClock(1000);
    const woken: string[] = [];
    const late = clock.sleep(200).then(() => woken.push('late'));
    const early = clock.sleep(100).then(() => woken.push('early'));
    clock.advance(100);
    await early;
    expect(woken).toEqual(['early']);
    clock.advance(500);
    await late;
    expect(woken).toEqual(['early', 'late']);
    expect(clock.now()).toBe(1600);
  });

  it('rejects an aborted sleep with the reason of its signal', async () => {
    const clock = steppedClock(0);
    const controller = new AbortController();
    const slept = clock.sleep(100, controller.signal);
    controller.abort(new Error('superseded'));
    await expect(slept).rejects.toThrow('superseded');
    await expect(clock.sleep(1, controller.signal)).rejects.toThrow('superseded');
  });
});

describe('a virtual clock', () => {
  it('jumps to the next sleeper as soon as nothing is under way', async () => {
    const clock = virtualClock(0);
    await clock.sleep(3_600_000);
    expect(clock.now()).toBe(3_600_000);
  });

  it('stands still while work is under way', async () => {
    const clock = virtualClock(0);
    let finish = () => {};
    const work = clock.during(new Promise<void>((resolve) => (finish = resolve)));
    let awake = false;
    const slept = clock.sleep(1000).then(() => (awake = true));
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect({ awake, now: clock.now() }).toEqual({ awake: false, now: 0 });
    finish();
    await work;
    await slept;
    expect(clock.now()).toBe(1000);
  });
});

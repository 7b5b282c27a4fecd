import { describe, expect, it } from 'vitest';
import { calls, openRig, statuses, toy } from '../../rig/open-rig.ts';
import { startMs, type Rig } from '../../rig/rig.ts';

const minute = 60_000;

/** A run whose process dies right after this step's change. */
async function dead(rig: Rig, step: string): Promise<Rig> {
  const faults = rig.world.faultsOf(step);
  faults.onEffect = () => {
    rig.kill();
    delete faults.onEffect;
  };
  await rig.start();
  return rig;
}

describe('a run that is taken up again', () => {
  it('does not repeat a change that it finds made', async () => {
    const rig = await dead(openRig({ a: toy(), b: toy(['a']) }), 'a:go');
    expect((await rig.resume())?.result).toBe('done');
    expect(calls(rig)).toEqual(['apply a:go', 'apply b:go']);
  });

  it('waits for a change that it finds under way', async () => {
    const rig = await dead(openRig({ a: toy([], { expectedMs: 10 * minute }) }), 'a:go');
    expect((await rig.resume())?.endedAt).toBeGreaterThanOrEqual(startMs + 10 * minute);
    expect(calls(rig)).toEqual(['apply a:go']);
  });

  it('makes a change that was announced and not made', async () => {
    const rig = openRig({ a: toy() });
    await rig.start({ dieAtWrite: { number: 1, when: 'after' } });
    expect(calls(rig)).toEqual([]);
    expect((await rig.resume())?.result).toBe('done');
    expect(calls(rig)).toEqual(['apply a:go']);
  });

  it('repeats what nothing can show only where that is safe', async () => {
    const safe = await dead(openRig({ a: toy([], { unobservable: true, repeat: 'safe' }) }), 'a:go');
    expect((await safe.resume())?.result).toBe('done');
    expect(calls(safe)).toEqual(['apply a:go', 'apply a:go']);
    const unsafe = await dead(openRig({ a: toy([], { unobservable: true, repeat: 'ask' }) }), 'a:go');
    expect(await unsafe.resume()).toMatchObject({
      result: 'stopped',
      problems: [{ code: 'STEP_UNCERTAIN' }],
    });
    expect(calls(unsafe)).toEqual(['apply a:go']);
  });

  it('says that the loss of a promotion is unknown when its process died before writing it down', async () => {
    const lag = { ms: 2_000, source: 'ReplicaLag' };
    const promotion = toy([], { risk: 'irreversible', lossMs: 2_000 });
    const rig = await dead(openRig({ a: { ...promotion, assessment: { lag } } }), 'a:go');
    expect((await rig.resume())?.rpo).toMatchObject({ known: false, source: 'ReplicaLag' });
  });

  it('after an interrupt goes on where it was', async () => {
    const rig = openRig({ a: toy([], { expectedMs: 10 * minute }), b: toy(['a']) });
    const interrupt = new AbortController();
    const summary = await rig.start({
      abort: interrupt.signal,
      onEvent: ({ type }) => {
        if (type === 'step-waiting') interrupt.abort();
      },
    });
    expect(summary).toMatchObject({ result: 'halted', problems: [{ code: 'INTERRUPTED' }] });
    expect(await statuses(rig)).toEqual({ a: 'settling', b: 'pending' });
    expect((await rig.resume())?.result).toBe('done');
    expect(calls(rig)).toEqual(['apply a:go', 'apply b:go']);
  });

  it('refuses another config, a run that is over, an unknown step and a run that is not there', async () => {
    const rig = openRig({ a: toy() });
    rig.world.faults.set('a:go', { refuse: ['denied'] });
    await rig.start();
    await expect(rig.resume([], { digest: 'sha256:other' })).rejects.toMatchObject({
      problems: [{ code: 'PLAN_CHANGED' }],
    });
    await expect(
      rig.resume([{ type: 'operator-retry', at: 0, step: 'no:go', actor: 'bob' }]),
    ).rejects.toMatchObject({ problems: [{ code: 'STEP_UNKNOWN' }] });
    const retry = { type: 'operator-retry' as const, at: 0, step: 'a:go', actor: 'bob' };
    expect((await rig.resume([retry]))?.result).toBe('done');
    await expect(rig.resume([retry])).rejects.toMatchObject({ problems: [{ code: 'RUN_FINISHED' }] });
    const other = openRig({ a: toy() });
    await expect(other.resume()).rejects.toMatchObject({ problems: [{ code: 'RUN_UNKNOWN' }] });
  });
});

describe('the lease of a run', () => {
  const long = () => openRig({ a: toy([], { expectedMs: 30 * minute }), b: toy(['a']) });

  it('is renewed while the run lasts and given back at its end', async () => {
    const rig = long();
    expect((await rig.start())?.result).toBe('done');
    expect(await rig.store.readLease('toys')).toBeUndefined();
  });

  it('when another run has taken it, halts the run and nothing is changed after that', async () => {
    const rig = long();
    const summary = await rig.start({
      store: (store) => ({
        ...store,
        renewLease: async () =>
          await Promise.resolve({
            acquired: false,
            lease: { run: 'fo-other', holder: 'there/2', expiresAt: Infinity },
          }),
      }),
    });
    expect(summary).toMatchObject({ result: 'halted', problems: [{ code: 'LEASE_LOST' }] });
    expect(calls(rig)).toEqual(['apply a:go']);
  });

  it('runs out when the store cannot be reached for long, and a short absence is tolerated', async () => {
    const rig = long();
    const since = startMs + 5 * minute;
    const absentUntil =
      (end: number) =>
      (store: Rig['store']): Rig['store'] => {
        const reach = <T>(work: () => Promise<T>): Promise<T> => {
          const now = rig.clock().now();
          return now >= since && now < end ? Promise.reject(new Error('no route to the store')) : work();
        };
        return {
          ...store,
          renewLease: async (...args) => await reach(() => store.renewLease(...args)),
          readRequests: async (...args) => await reach(() => store.readRequests(...args)),
        };
      };
    expect(await rig.start({ store: absentUntil(since + 20 * minute) })).toMatchObject({
      result: 'halted',
      problems: [{ code: 'LEASE_LOST', message: expect.stringContaining('no route to the store') as string }],
    });
    expect(calls(rig)).toEqual(['apply a:go']);
    const other = long();
    expect((await other.start({ store: absentUntil(since + minute / 2) }))?.result).toBe('done');
  });

  it('is refused to a second run', async () => {
    const rig = openRig({ a: toy() });
    await rig.store.acquireLease(
      'toys',
      { run: 'fo-other', holder: 'there/2', expiresAt: startMs + minute },
      startMs,
    );
    await expect(rig.start()).rejects.toMatchObject({
      problems: [{ code: 'LEASE_HELD', found: 'fo-other' }],
    });
    expect(calls(rig)).toEqual([]);
  });
});

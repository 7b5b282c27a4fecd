import { describe, expect, it } from 'vitest';
import { fail } from '../../../src/errors.ts';
import { calls, openRig, statuses, toy } from '../../rig/open-rig.ts';
import { startMs } from '../../rig/rig.ts';

const minute = 60_000;

describe('a run', () => {
  it('starts each step when what it needs is done, and independent steps side by side', async () => {
    const rig = openRig({
      a: toy([], { expectedMs: 10 * minute }),
      b: toy([], { expectedMs: 20 * minute }),
      c: toy(['a'], { expectedMs: minute }),
      d: toy(['a', 'b'], { expectedMs: minute }),
    });
    const summary = await rig.start();
    const start = rig.events[0]?.at ?? 0;
    const at = Object.fromEntries(rig.world.log.map((entry) => [entry.call, entry.at - start]));
    expect(summary?.result).toBe('done');
    expect([at['apply a:go'], at['apply b:go']]).toEqual([0, 0]);
    expect(at['apply c:go']).toBeGreaterThanOrEqual(10 * minute);
    expect(at['apply c:go']).toBeLessThanOrEqual(10 * minute * 1.02 + 1_000);
    expect(at['apply d:go']).toBeGreaterThanOrEqual(20 * minute);
    expect(at['apply d:go']).toBeLessThanOrEqual(20 * minute * 1.02 + 1_000);
    expect(summary?.expectedMs).toBe(21 * minute);
    expect((summary?.endedAt ?? 0) - start).toBeLessThanOrEqual(21 * minute * 1.02 + 2_000);
  });

  it('looks at all waiting toys together', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`t${index}`, toy([], { expectedMs: minute })]),
    );
    const rig = openRig(many);
    await rig.start();
    expect(rig.world.looks).toBeLessThan(60);
  });

  it('makes no more changes at once than there are slots', async () => {
    const rig = openRig({ a: toy(), b: toy(), c: toy() });
    let most = 0;
    let underWay = 0;
    await rig.start({
      slots: 1,
      onEvent: ({ type }) => {
        if (type === 'step-started') underWay += 1;
        if (type === 'step-started') most = Math.max(most, underWay - rig.world.log.length);
      },
    });
    expect(most).toBe(1);
    expect(rig.world.changed()).toHaveLength(3);
  });

  it('skips what the plan skips without letting later steps overtake earlier ones', async () => {
    const rig = openRig({
      a: toy([], { expectedMs: minute }),
      b: toy(['a'], { skip: 'already so' }),
      c: toy(['b']),
    });
    const summary = await rig.start();
    expect(summary?.counts).toMatchObject({ done: 2, skipped: 1 });
    expect(calls(rig)).toEqual(['apply a:go', 'apply c:go']);
    const [a, c] = rig.world.log;
    expect((c?.at ?? 0) - (a?.at ?? 0)).toBeGreaterThanOrEqual(minute);
  });

  it('takes what a step reads from the world as it is then', async () => {
    const rig = openRig({
      cache: toy([], { action: 'create', provides: ['endpoint'], expectedMs: minute }),
      secret: toy([], {
        reads: [{ resource: 'cache', output: 'endpoint', region: 'eu-west-2' }],
        unobservable: true,
      }),
    });
    await rig.start();
    const { state, context } = await rig.stored();
    expect(calls(rig)).toEqual(['apply cache:create', 'apply secret:go']);
    expect(state.steps[context.graph.index.get('secret:go') ?? -1]?.result?.note).toContain(
      'with cache-endpoint-',
    );
  });

  it('does not take a stale look right after a change for a change that was not made', async () => {
    const rig = openRig({ a: toy() });
    rig.world.faults.set('a:go', { staleLooks: 3 });
    expect((await rig.start())?.result).toBe('done');
    expect(calls(rig)).toEqual(['apply a:go']);
  });

  it('measures RTO from the declaration to the last step that restores the service, and RPO as the worst loss', async () => {
    const rig = openRig(
      {
        a: toy([], { phase: 'data', risk: 'irreversible', lossMs: 4_000, expectedMs: minute }),
        b: toy([], { phase: 'data', risk: 'irreversible', lossMs: 9_000 }),
        z: toy(['a', 'b'], { phase: 'release', expectedMs: 30 * minute }),
      },
      { objectives: { rtoMs: 30 * minute, rpoMs: 30_000 } },
    );
    const summary = await rig.start();
    expect(summary?.rpo).toEqual({ ms: 9_000, known: true, source: 'toy lag of b' });
    expect(summary?.rtoMs).toBeGreaterThanOrEqual(2 * minute);
    expect(summary?.rtoMs).toBeLessThan(2 * minute + 5_000);
    expect(summary?.declaredAt).toBe(startMs - minute);
  });

  it('says that the loss is not known where one promotion could not tell', async () => {
    const rig = openRig({
      a: toy([], { risk: 'irreversible', lossMs: 4_000 }),
      b: toy([], { risk: 'irreversible', lossMs: null }),
    });
    expect((await rig.start())?.rpo).toMatchObject({ ms: 4_000, known: false });
  });

  it('refuses to start while an earlier run has not ended', async () => {
    const rig = openRig({ a: toy() });
    rig.world.faults.set('a:go', { refuse: ['denied'] });
    await rig.start();
    await expect(rig.start()).rejects.toMatchObject({ problems: [{ code: 'RUN_UNFINISHED' }] });
  });

  it('is refused where the store cannot be written before anything is touched', async () => {
    const rig = openRig({ a: toy() });
    const start = rig.start({
      store: (store) => ({
        ...store,
        create: () => Promise.reject(fail({ code: 'STORE_UNUSABLE', message: 'no space left on device' })),
      }),
    });
    await expect(start).rejects.toMatchObject({ problems: [{ code: 'STORE_UNUSABLE' }], exit: 'refused' });
    expect(calls(rig)).toEqual([]);
    expect(await rig.store.readLease('toys')).toBeUndefined();
  });

  it('ends at once when there is nothing to do', async () => {
    expect((await openRig({}).start())?.result).toBe('done');
  });
});

describe('errors during a change', () => {
  it.each(['throttled', 'conflict', 'transient', 'unreachable', 'not-found'] as const)(
    'tries again after %s',
    async (errorClass) => {
      const rig = openRig({ a: toy() });
      rig.world.faults.set('a:go', { refuse: [errorClass, errorClass] });
      expect((await rig.start())?.result).toBe('done');
      expect(rig.events.filter(({ type }) => type === 'step-retrying')).toHaveLength(2);
    },
  );

  it.each(['denied', 'unsupported', 'invalid', 'unknown'] as const)(
    'gives up at once after %s',
    async (errorClass) => {
      const rig = openRig({ a: toy() });
      rig.world.faults.set('a:go', { refuse: [errorClass] });
      expect((await rig.start())?.result).toBe('stopped');
      expect(calls(rig)).toEqual(['apply a:go']);
    },
  );

  it('renews expired credentials once and goes on', async () => {
    const rig = openRig({ a: toy() });
    rig.world.faults.set('a:go', { refuse: ['expired-credentials'] });
    let renewals = 0;
    const summary = await rig.start({
      renewCredentials: () => {
        renewals += 1;
        return Promise.resolve();
      },
    });
    expect([summary?.result, renewals]).toEqual(['done', 1]);
  });

  it('goes on looking while looks fail in passing, and stops the step when they never will succeed', async () => {
    const rig = openRig({ a: toy([], { expectedMs: minute }) });
    rig.world.faults.set('a:go', {
      onEffect: () => rig.world.lookFaults.set('eu-west-2', ['throttled', 'unreachable']),
    });
    expect((await rig.start())?.result).toBe('done');
    const other = openRig({ a: toy([], { expectedMs: minute }) });
    other.world.faults.set('a:go', { onEffect: () => other.world.lookFaults.set('eu-west-2', ['denied']) });
    expect((await other.start())?.problems).toMatchObject([{ code: 'DENIED', step: 'a:go' }]);
  });

  it('fails a step that does not settle in its time, and one that breaks', async () => {
    const rig = openRig({ a: toy([], { timeoutMs: 5 * minute }), b: toy() });
    rig.world.faults.set('a:go', { hangs: true });
    rig.world.faults.set('b:go', { breaks: true });
    const summary = await rig.start();
    expect(summary?.problems.map(({ code, step }) => `${step} ${code}`)).toEqual([
      'a:go STEP_TIMED_OUT',
      'b:go STEP_BROKEN',
    ]);
    expect((summary?.endedAt ?? 0) - startMs).toBeLessThan(5 * minute + 5_000);
  });
});

describe('a failed step', () => {
  it('stops what depends on it and not its neighbours', async () => {
    const rig = openRig({ a: toy(), b: toy(['a']), c: toy([], { expectedMs: minute }), d: toy(['c']) });
    rig.world.faults.set('a:go', { refuse: ['denied'] });
    const summary = await rig.start();
    expect(summary?.result).toBe('stopped');
    expect(summary?.problems).toMatchObject([{ code: 'DENIED', step: 'a:go' }]);
    expect(await statuses(rig)).toEqual({ a: 'failed', b: 'pending', c: 'done', d: 'done' });
    expect(rig.events.find(({ type }) => type === 'step-failed')).toMatchObject({ blocks: ['b:go'] });
  });

  it('is a warning where it is optional', async () => {
    const rig = openRig({ a: toy([], { optional: true }), b: toy(['a']) });
    rig.world.faults.set('a:go', { refuse: ['denied'] });
    const summary = await rig.start();
    expect(summary).toMatchObject({ result: 'done', problems: [] });
    expect(summary?.warnings.join()).toContain('a:go has failed');
  });

  it('is tried again, skipped or the end of the run, as the host answers', async () => {
    const answered = async (type: 'retry' | 'skip' | 'abort') => {
      const rig = openRig({ z: toy(), a: toy(['z']), b: toy(['a']) });
      rig.world.faults.set('a:go', { refuse: ['denied'] });
      const summary = await rig.start({ answer: () => ({ type, actor: 'bob', reason: 'so' }) });
      return { result: summary?.result, ...(await statuses(rig)) };
    };
    expect(await answered('retry')).toEqual({ result: 'done', z: 'done', a: 'done', b: 'done' });
    expect(await answered('skip')).toEqual({ result: 'done', z: 'done', a: 'skipped', b: 'done' });
    expect(await answered('abort')).toEqual({ result: 'aborted', z: 'undone', a: 'failed', b: 'pending' });
  });

  it('is tried again or skipped by an operator when the run is resumed', async () => {
    const failed = async () => {
      const rig = openRig({ a: toy(), b: toy(['a']) });
      rig.world.faults.set('a:go', { refuse: ['denied'] });
      await rig.start();
      return rig;
    };
    const about = { at: 0, step: 'a:go', actor: 'bob', reason: 'done by hand' };
    expect((await (await failed()).resume())?.result).toBe('stopped');
    expect((await (await failed()).resume([{ type: 'operator-retry', ...about }]))?.counts).toMatchObject({
      done: 2,
    });
    expect((await (await failed()).resume([{ type: 'operator-skip', ...about }]))?.counts).toMatchObject({
      done: 1,
      skipped: 1,
    });
  });

  it('is tried again by a request that reaches the run while its question is open', async () => {
    const rig = openRig({ a: toy(), b: toy(['a']) });
    rig.world.faults.set('a:go', { refuse: ['denied'] });
    const summary = await rig.start({
      answer: async () => {
        await rig.store.request(rig.run, { type: 'operator-retry', at: 1, step: 'a:go', actor: 'bob' });
        return await new Promise(() => undefined);
      },
    });
    expect(summary?.result).toBe('done');
  });

  it('is not lost when the process dies between reading the request and writing it down', async () => {
    const rig = openRig({ a: toy(), b: toy(['a']) });
    rig.world.faults.set('a:go', { refuse: ['denied'] });
    const died = await rig.start({
      answer: async () => {
        await rig.store.request(rig.run, { type: 'operator-retry', at: 1, step: 'a:go', actor: 'bob' });
        return await new Promise(() => undefined);
      },
      store: (store) => ({
        ...store,
        readRequests: async (run) => {
          const left = await store.readRequests(run);
          if (left.length > 0) rig.kill();
          return left;
        },
      }),
    });
    expect(died).toBeUndefined();
    expect((await rig.resume([], { answer: () => new Promise(() => undefined) }))?.result).toBe('done');
    expect(await rig.store.readRequests(rig.run)).toEqual([]);
  });
});

describe('an abort', () => {
  const abort = { type: 'abort' as const, actor: 'bob', reason: 'false alarm' };

  it('takes reversible changes back in reverse order before the point of no return', async () => {
    const rig = openRig({
      a: toy(),
      b: toy(['a']),
      c: toy(['b']),
      d: toy(['c']),
      e: toy(['d'], { risk: 'irreversible' }),
    });
    rig.world.faults.set('d:go', { refuse: ['denied'] });
    const summary = await rig.start({ answer: () => abort });
    expect(summary?.result).toBe('aborted');
    expect(calls(rig).slice(4)).toEqual(['undo c:go', 'undo b:go', 'undo a:go']);
    expect(rig.world.changed()).toEqual([]);
  });

  it('takes back side by side what does not depend on each other, so that one that hangs holds up nothing else', async () => {
    const rig = openRig({
      a: toy(),
      b: toy(['a']),
      c: toy(['a']),
      d: toy(['b', 'c'], { risk: 'irreversible' }),
    });
    rig.world.faults.set('d:go', { refuse: ['denied'] });
    expect((await rig.start({ answer: () => abort }))?.result).toBe('aborted');
    const order = ((await rig.store.read(rig.run))?.entries ?? []).flatMap(({ signal }) =>
      signal.type === 'undoing' || signal.type === 'undone' ? [`${signal.type} ${signal.step}`] : [],
    );
    expect(new Set(order.slice(0, 2))).toEqual(new Set(['undoing b:go', 'undoing c:go']));
    expect(order.slice(4)).toEqual(['undoing a:go', 'undone a:go']);
    expect(rig.world.changed()).toEqual([]);
  });

  it('takes nothing back after it', async () => {
    const rig = openRig({ a: toy(), b: toy(['a'], { risk: 'irreversible' }), c: toy(['b']) });
    rig.world.faults.set('c:go', { refuse: ['denied'] });
    const summary = await rig.start({ answer: () => abort });
    expect(summary?.result).toBe('aborted');
    expect(rig.world.changed()).toEqual(['a:go', 'b:go']);
  });

  it('takes everything back when the promotion itself was refused', async () => {
    const rig = openRig({ a: toy(), b: toy(['a'], { risk: 'irreversible' }) });
    rig.world.faults.set('b:go', { refuse: ['denied'] });
    await rig.start({ answer: () => abort });
    expect(rig.world.changed()).toEqual([]);
  });

  it('takes a change back whose answer was lost, also after a retry was asked for', async () => {
    const rig = openRig({ a: toy() });
    rig.world.faults.set('a:go', { loseAnswer: ['unknown'] });
    await rig.start({ answer: () => abort });
    expect(calls(rig)).toEqual(['apply a:go', 'undo a:go']);
    expect(rig.world.changed()).toEqual([]);
  });

  it('goes on past a step that cannot be taken back, and says so', async () => {
    const rig = openRig({ a: toy(), b: toy(['a']), c: toy(['b']) });
    rig.world.faults.set('c:go', { refuse: ['denied'] });
    rig.world.faults.set('b:go', { refuseUndo: ['denied'] });
    const summary = await rig.start({ answer: () => abort });
    expect(await statuses(rig)).toMatchObject({ a: 'undone', b: 'undo-failed' });
    expect(summary?.problems.map(({ code }) => code)).toContain('DENIED');
  });

  it('follows a point of no return that is declined', async () => {
    const rig = openRig({ a: toy(), b: toy(['a'], { risk: 'irreversible' }) });
    const summary = await rig.start({ confirm: true, answer: () => abort });
    expect(rig.asked).toEqual([{ type: 'point-of-no-return', step: 'b:go' }]);
    expect([summary?.result, calls(rig)]).toEqual(['aborted', ['apply a:go', 'undo a:go']]);
  });

  it('does not follow a point of no return that nobody answers: the run halts and can be taken up again', async () => {
    const rig = openRig({ a: toy(), b: toy(['a'], { risk: 'irreversible' }) });
    const summary = await rig.start({ confirm: true, answer: () => ({ type: 'wait' }) });
    expect(summary).toMatchObject({ result: 'halted', problems: [{ code: 'NOT_CONFIRMED' }] });
    expect((await rig.resume([], { confirm: true }))?.result).toBe('done');
  });

  it('asks about the point of no return once, also while the question of a failed step is open', async () => {
    const rig = openRig({
      a: toy(),
      b: toy([], { risk: 'irreversible', expectedMs: 0 }),
      c: toy(['b'], { risk: 'irreversible' }),
    });
    rig.world.faults.set('a:go', { refuse: ['denied'] });
    const summary = await rig.start({
      confirm: true,
      answer: async ({ type }) =>
        type === 'point-of-no-return'
          ? { type: 'proceed' }
          : await rig
              .clock()
              .sleep(minute)
              .then(() => ({ type: 'wait' as const })),
    });
    expect(summary?.result).toBe('stopped');
    expect(rig.asked.filter(({ type }) => type === 'point-of-no-return')).toHaveLength(1);
    expect(rig.world.changed()).toEqual(['b:go', 'c:go']);
  });
});

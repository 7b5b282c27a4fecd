import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTicker, resumeOpenIncidents } from '../../../bot/incidents/ticker.ts';
import type { Declaration } from '../../../bot/ports.ts';
import { openRig } from './bot-rig.ts';
import { declaration, githubRun, minute, nadia, omar, planned, priya, rechecked, t0, yes } from './rig.ts';

let bot: Awaited<ReturnType<typeof openRig>>;
beforeEach(async () => {
  bot = await openRig();
});
afterEach(async () => {
  await bot.stop();
});

const declare = (other: Partial<Declaration> = {}) => bot.service.declare(declaration(other));

describe('declare', () => {
  it('makes the incident, tells everybody, and has the plan made', async () => {
    const declared = await declare();
    expect(declared).toMatchObject({
      ok: true,
      created: true,
      incident: { id: 'lomash-wood-1', state: 'planning', owner: nadia },
    });
    expect((await bot.outbox()).map(({ type }) => type).sort()).toEqual([
      'dispatch',
      'headline',
      'issue',
      'notify',
      'page',
      'story',
    ]);
    const [line] = await bot.store.readAudit({ incident: 'lomash-wood-1', limit: 10 });
    expect(line).toMatchObject({ action: 'declared', actor: 'person:Nadia' });
  });

  it('does it once for one delivery, and one at a time for one service', async () => {
    const [first, second] = await Promise.all([declare(), declare({ dedupe: 'd2' })]);
    expect([first.ok, second.ok].sort()).toEqual([false, true]);
    const refused = first.ok ? second : first;
    expect(refused).toMatchObject({
      code: 'ALREADY_OPEN',
      say: expect.stringContaining('lomash-wood-1') as string,
    });
    expect(await declare({ dedupe: first.ok ? 'd1' : 'd2' })).toMatchObject({ ok: true, created: false });
    expect(await declare({ dedupe: 'd3', purpose: 'plan' })).toMatchObject({ ok: true, created: true });
  });

  it('knows a run of GitHub again, whoever brings it', async () => {
    const byRun = { origin: 'workflow', run: githubRun } as const;
    expect(await declare({ ...byRun, dedupe: 'gate' })).toMatchObject({ created: true });
    expect(await declare({ ...byRun, dedupe: 'question' })).toMatchObject({ ok: true, created: false });
    expect(
      await declare({ origin: 'workflow', dedupe: 'x', run: { ...githubRun, id: 901, attempt: 2 } }),
    ).toMatchObject({ code: 'OLD_ATTEMPT' });
  });

  it.each<[Partial<Declaration>, string, string]>([
    [{ service: 'lomash-wod' }, 'UNKNOWN_SERVICE', 'Did you mean `lomash-wood`?'],
    [{ from: 'eu-west-11' }, 'UNKNOWN_REGION', 'Did you mean `eu-west-1`?'],
    [{ to: 'eu-west-1' }, 'SAME_REGION', 'name two'],
    [{ service: 'broken' }, 'NOT_CONFIGURED', 'line 3'],
    [{ service: 'bare' }, 'NOT_CONFIGURED', '`approvals`'],
  ])('refuses %o, says what to do, and audits it', async (other, code, say) => {
    expect(await declare(other)).toMatchObject({
      ok: false,
      code,
      say: expect.stringContaining(say) as string,
    });
    expect(await bot.store.listIncidents({ limit: 9 })).toEqual([]);
    expect(await bot.store.readAudit({ limit: 9 })).toMatchObject([{ action: 'refused', details: { code } }]);
  });
});

describe('signal', () => {
  it('counts two people who approve in the same instant, and starts once', async () => {
    await declare();
    const signal = (one: Parameters<typeof bot.service.signal>[1]) =>
      bot.service.signal('lomash-wood-1', one);
    await signal(planned());
    await Promise.all([signal(yes(omar)), signal(yes(priya)), signal(yes(omar)), signal(yes(nadia))]);
    await Promise.all([signal(rechecked(omar, priya)), signal(rechecked(omar, priya))]);
    const incident = await bot.store.readIncident('lomash-wood-1');
    expect(incident).toMatchObject({ state: 'starting', approvals: [{ by: omar }, { by: priya }] });
    expect(incident?.dispatches.map(({ command }) => command)).toEqual(['plan', 'failover']);
    const audit = await bot.store.readAudit({ incident: 'lomash-wood-1', limit: 99 });
    expect(audit.filter(({ action }) => action === 'refused')).toHaveLength(2);
    expect(await bot.store.verifyAudit()).toBeUndefined();
  });
});

describe('time', () => {
  it('expires after a restart what expired while the bot was away', async () => {
    await declare();
    await bot.service.signal('lomash-wood-1', planned());
    bot.setNow(t0 + 40 * minute);
    const open = await resumeOpenIncidents({ ...bot, onError: (error) => expect.fail(String(error)) });
    expect(open.map(({ id }) => id)).toEqual(['lomash-wood-1']);
    expect((await bot.store.readIncident('lomash-wood-1'))?.state).toBe('expired');
  });

  it('wakes when the next approval expires, and stops when told', async () => {
    await declare();
    await bot.service.signal('lomash-wood-1', planned());
    bot.setNow(t0 + 31 * minute - 7_000);
    const slept: number[] = [];
    const clock = {
      ...bot.clock,
      sleep: async (ms: number, signal?: AbortSignal) => {
        slept.push(ms);
        bot.setNow(t0 + 31 * minute);
        if (slept.length > 1)
          await new Promise((_resolve, reject) => signal?.addEventListener('abort', reject));
      },
    };
    const ticker = createTicker({ ...bot, clock, onError: (error) => expect.fail(String(error)) });
    ticker.start();
    await expect.poll(() => slept.length).toBe(2);
    await ticker.stop();
    expect(slept[0]).toBe(7_000);
    expect((await bot.store.readIncident('lomash-wood-1'))?.state).toBe('expired');
  });
});

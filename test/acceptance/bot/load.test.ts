import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Libsql from 'libsql';
import { expect, it, vi } from 'vitest';
import { startBotStage } from './bot-stage.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Another process has the bot's database, as a backup would; the returned function gives it back. */
async function occupy(file: string): Promise<() => void> {
  const database = new Libsql(file);
  // Prepared once: a refused `begin` stays half executed until it is run again.
  const begin = database.prepare('begin immediate');
  for (;;) {
    try {
      begin.run();
      return () => {
        database.exec('rollback');
        database.close();
      };
    } catch {
      // The bot has it: the next time, then.
      await delay(5);
    }
  }
}

it('while GitHub hangs and the database is taken, everybody is heard within 3 s, and counts once', async () => {
  const stage = await startBotStage();
  try {
    const { slack, github } = stage;
    await stage.declare();
    const before = slack.log.deliveries.length;
    const release = github.faults.add({ kind: 'hang' });
    const giveBack = await occupy(join(stage.data, 'failover.sqlite'));
    slack.deliveryFaults.add({ effect: { kind: 'duplicate' } });
    const lines = ['approve', 'status', 'history', 'help', 'eu-west-1 eu-west-2 "the same again"'];
    const names = ['nadia', 'tom', 'priya', 'ewan', 'gus'];
    const typed = Array.from({ length: 50 }, (_, index) =>
      slack
        .as(names[index % 5] ?? '')
        .command(`/failover ${lines[Math.floor(index / 5) % 5] ?? ''}`, 'incidents'),
    );
    const { ts } = slack.messages('incidents')[0] ?? { ts: '' };
    const pressed = [...names, ...names].map((name) =>
      slack.as(name).click('approve', { channel: 'incidents', ts }),
    );
    const outcomes = await Promise.all([...typed, ...pressed]);
    expect(outcomes.filter(({ ok }) => !ok)).toEqual([]);
    await vi.waitFor(
      () => {
        expect(slack.log.deliveries.length - before).toBe(120);
      },
      { timeout: 10_000, interval: 20 },
    );
    const deliveries = slack.log.deliveries.slice(before);
    expect(deliveries.filter(({ outcome }) => outcome !== 'acknowledged')).toEqual([]);
    expect(Math.max(...deliveries.map(({ durationMs }) => durationMs))).toBeLessThan(3_000);

    // Nobody's word has been carried out until here; all of it is now, at once.
    expect(stage.headline()).toContain('0 of 2 approvals');
    giveBack();
    await stage.until('2 of 2 approvals');
    expect(github.runs(), 'GitHub hangs: nothing has been started').toHaveLength(1);
    release();
    await vi.waitFor(
      () => {
        expect(github.runs()).toHaveLength(2);
      },
      { timeout: 60_000, interval: 50 },
    );
    await stage.until('*Running');
    const audit = await stage.audit();
    const approved = audit.filter(({ action }) => action === 'approve').map(({ actor }) => actor);
    expect(approved).toHaveLength(2);
    expect(new Set(approved).size).toBe(2);
    expect(approved.join()).not.toMatch(/Nadia|GUS/i);
    expect(slack.messages('incidents').filter(({ text }) => text.includes('is declared'))).toEqual([]);
    expect(github.runs()).toHaveLength(2);
    expect(github.repository().issues.size).toBe(1);
  } finally {
    await stage.close();
  }
});

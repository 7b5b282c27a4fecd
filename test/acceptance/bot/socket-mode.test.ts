import { expect, it, vi } from 'vitest';
import { effectsOf } from '../lomash-wood.ts';
import { startBotStage } from './bot-stage.ts';

vi.setConfig({ testTimeout: 120_000 });

it('the conversation is the same over Socket Mode, with the socket cut in the middle of it', async () => {
  const stage = await startBotStage({ socketMode: true });
  try {
    const { slack } = stage;
    await stage.declare();
    const { ts } = slack.messages('incidents')[0] ?? { ts: '' };
    // Cut while the press is on its way: Slack sends it again over the next connection, and it counts once.
    const pressed = slack.as('tom').click('approve', { channel: 'incidents', ts });
    slack.dropSockets();
    await pressed;
    await stage.until('1 of 2 approvals');
    await vi.waitFor(
      () => {
        expect(slack.connections()).toBeGreaterThan(0);
      },
      { timeout: 30_000, interval: 50 },
    );
    await stage.approve('nadia', 'gus', 'priya');
    await stage.until('2 of 2 approvals');
    slack.dropSockets();
    await stage.until('*Done.*');
    await vi.waitFor(
      () => {
        expect(slack.connections()).toBeGreaterThan(0);
      },
      { timeout: 30_000, interval: 50 },
    );
    await slack.as('ewan').command('/failover status', 'incidents');
    await slack.until(() => (slack.as('ewan').ephemerals('incidents').length > 0 ? true : undefined), 30_000);
    expect(stage.github.runs()).toHaveLength(2);
    expect(Object.entries(effectsOf(stage.aws)).filter(([, times]) => times > 1)).toEqual([]);
    const approved = (await stage.audit()).filter(({ action }) => action === 'approve');
    expect(approved.map(({ actor }) => actor)).toEqual([
      expect.stringContaining('Tom'),
      expect.stringContaining('Priya'),
    ]);
    // Nothing but the socket: there is no signing secret, so nobody can knock at the port as Slack.
    const knocked = await fetch(`${stage.botUrl}/slack/events`, { method: 'POST', body: '{}' });
    expect(knocked.status).toBe(404);
  } finally {
    await stage.close();
  }
});

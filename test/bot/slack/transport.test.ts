import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../bot/commands/reply.ts';
import { sayLines } from '../../../bot/commands/reply.ts';
import type { Store } from '../../../bot/store/store.ts';
import { scaledClock } from '../../../src/simulator/clock.ts';
import { signingSecret, slackRig, type SlackRig } from './slack-rig.ts';

const declareForm: Reply = {
  type: 'modal',
  modal: {
    kind: 'declare',
    purpose: 'failover',
    missing: ['reason'],
    prefilled: { from: 'eu-west-1', to: 'eu-west-2' },
    services: [{ name: 'lomash-wood', regions: ['eu-west-1', 'eu-west-2'] }],
  },
};

/** A button that offers itself under an answer. */
const withButton = (name: 'approve' | 'skip'): Reply => ({
  type: 'message',
  visible: 'ephemeral',
  ok: true,
  lines: [[{ text: 'Decide.' }]],
  buttons: [{ name, label: 'Press', value: { incident: 'shop-1', hash: 'sha256:1', step: 'db:promote' } }],
});

function firstEphemeral(rig: SlackRig, name: string): Promise<string> {
  return rig.local.until(() => rig.local.as(name).ephemerals()[0]?.text);
}

describe.each([
  { over: 'signed requests', socket: false },
  { over: 'Socket Mode', socket: true },
])('over $over', ({ socket }) => {
  async function connected(options: Parameters<typeof slackRig>[0] = {}): Promise<SlackRig> {
    const rig = await slackRig({ ...options, socket });
    rig.slack.start();
    if (socket) await expect.poll(() => rig.local.connections()).toBe(1);
    return rig;
  }

  it('hands over who typed what and where, and answers so that only they see it', async () => {
    const rig = await connected();
    await expect(rig.local.as('nadia').command('/failover eu-west-1 eu-west-2')).resolves.toEqual({
      ok: true,
    });
    expect(await firstEphemeral(rig, 'nadia')).toBe('Noted.');
    expect(rig.commands).toMatchObject([
      {
        text: 'eu-west-1 eu-west-2',
        channel: 'C024BE7LR',
        account: { platform: 'slack', id: 'UNADIA', name: 'nadia', team: rig.local.identity.teamId },
      },
    ]);
    expect(rig.local.as('omar').ephemerals()).toEqual([]);
    expect(rig.local.messages('incidents')).toEqual([]);
  });

  it('handles a delivery once that comes twice', async () => {
    const rig = await connected();
    rig.local.deliveryFaults.add({ times: 1, effect: { kind: 'duplicate' } });
    await rig.local.as('nadia').command('/failover status');
    await firstEphemeral(rig, 'nadia');
    await rig.local.until(() => (rig.local.log.deliveries.length >= 2 ? true : undefined));
    expect(rig.commands).toHaveLength(1);
  });

  it('opens a form, knows where it was asked for, and takes what was sent', async () => {
    const rig = await connected();
    rig.handlers.onCommand = () => Promise.resolve(declareForm);
    await rig.local.as('nadia').command('/failover');
    await rig.local.until(() => rig.local.as('nadia').openViews()[0]);
    await expect(rig.local.as('nadia').submit(undefined, { reason: 'eu-west-1 is dark' })).resolves.toEqual({
      ok: true,
    });
    expect(rig.submissions).toMatchObject([
      {
        channel: 'C024BE7LR',
        account: { id: 'UNADIA' },
        submission: {
          kind: 'declare',
          purpose: 'failover',
          values: {
            service: 'lomash-wood',
            from: 'eu-west-1',
            to: 'eu-west-2',
            mode: 'auto',
            reason: 'eu-west-1 is dark',
          },
        },
      },
    ]);
    expect(await firstEphemeral(rig, 'nadia')).toBe('Noted.');
    expect(rig.local.as('nadia').openViews()).toEqual([]);
  });

  it('keeps a form open that was filled in wrongly, with the error at its field', async () => {
    const rig = await connected();
    rig.handlers.onCommand = () => Promise.resolve(declareForm);
    rig.handlers.onSubmit = () =>
      Promise.resolve({ type: 'invalid', errors: { to: 'Pick another region.' } });
    await rig.local.as('nadia').command('/failover');
    await rig.local.until(() => rig.local.as('nadia').openViews()[0]);
    const outcome = await rig.local.as('nadia').submit(undefined, { reason: 'because' });
    expect(outcome).toMatchObject({ ok: false, errors: { to: 'Pick another region.' } });
    expect(rig.local.as('nadia').openViews()).toHaveLength(1);
  });

  it('reads what a button carries', async () => {
    const rig = await connected();
    rig.handlers.onCommand = () => Promise.resolve(withButton('approve'));
    await rig.local.as('omar').command('/failover status');
    await firstEphemeral(rig, 'omar');
    await expect(rig.local.as('omar').click('approve')).resolves.toEqual({ ok: true });
    await rig.local.until(() => (rig.presses.length > 0 ? true : undefined));
    expect(rig.presses).toMatchObject([
      {
        name: 'approve',
        account: { id: 'UOMAR' },
        value: { incident: 'shop-1', hash: 'sha256:1', step: 'db:promote' },
      },
    ]);
  });

  it('acknowledges within three seconds while the database and everything else hang', async () => {
    let end = (): void => undefined;
    const hanging = new Promise<void>((resolve) => {
      end = resolve;
    });
    const store: Partial<Store> = {
      firstDelivery: () => hanging.then(() => false),
      appendAudit: () => hanging,
    };
    const rig = await connected({ store });
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => rig.local.as('nadia').command('/failover eu-west-1 eu-west-2 because')),
    );
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(Math.max(...rig.local.log.deliveries.map(({ durationMs }) => durationMs))).toBeLessThan(1_000);
    // Nothing of it was ever done; the bot stops when it is over.
    end();
  });

  it('says so when the database does not take the delivery, and does nothing', async () => {
    const rig = await connected({ store: { firstDelivery: () => Promise.reject(new Error('locked')) } });
    await rig.local.as('nadia').command('/failover eu-west-1 eu-west-2');
    expect(await firstEphemeral(rig, 'nadia')).toContain('The database of the bot does not answer.');
    expect(rig.commands).toEqual([]);
  });

  it('says so when a handler breaks', async () => {
    const rig = await connected();
    rig.handlers.onCommand = () => Promise.reject(new Error('boom'));
    await rig.local.as('nadia').command('/failover status');
    expect(await firstEphemeral(rig, 'nadia')).toContain('Something went wrong');
  });

  it('finds another way for an answer whose response address does not work any more', async () => {
    const rig = await connected();
    rig.local.faults.add({ name: 'response_url', effect: { kind: 'status', status: 404 } });
    await rig.local.as('nadia').command('/failover status');
    expect(await firstEphemeral(rig, 'nadia')).toBe('Noted.');
  });

  it('is ready when Slack has accepted its token', async () => {
    const rig = await slackRig({ socket });
    expect(rig.slack.ready()).toBe(false);
    rig.slack.start();
    await rig.local.until(() => (rig.local.log.count('auth.test', 'ok') > 0 ? true : undefined));
    if (socket) await expect.poll(() => rig.local.connections()).toBe(1);
    await expect.poll(() => rig.slack.ready()).toBe(true);
  });
});

it('comes back over Socket Mode when the connection is lost, and Slack cannot be asked for another at first', async () => {
  const rig = await slackRig({ socket: true, clock: scaledClock({ startMs: Date.now(), speed: 100 }) });
  rig.slack.start();
  await expect.poll(() => rig.local.connections()).toBe(1);
  rig.local.faults.add({ name: 'apps.connections.open', times: 2, effect: { kind: 'status', status: 503 } });
  rig.local.dropSockets();
  await expect.poll(() => rig.slack.ready()).toBe(false);
  await expect.poll(() => rig.slack.ready(), { timeout: 5_000 }).toBe(true);
  expect(rig.local.log.count('apps.connections.open')).toBe(4);
  await rig.local.as('nadia').command('/failover status');
  expect(await firstEphemeral(rig, 'nadia')).toBe('Noted.');
});

it('holds a form open when filling it in takes longer than a trigger id lives', async () => {
  const rig = await slackRig();
  let answer: (reply: Reply) => void = () => undefined;
  rig.handlers.mayNeedForm = () => true;
  rig.handlers.onCommand = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  await rig.local.as('nadia').command('/failover');
  await rig.local.until(() => rig.local.as('nadia').openViews()[0]);
  expect(rig.local.as('nadia').openViews()[0]?.view['callback_id']).toBeUndefined();
  answer(declareForm);
  await rig.local.until(() =>
    rig.local
      .as('nadia')
      .openViews()
      .find(({ view }) => view['callback_id'] === 'region-failover:declare'),
  );
  expect(rig.local.log.count('views.open', 'ok')).toBe(1);
});

it('shows an answer in the form that was held open for it', async () => {
  const rig = await slackRig();
  let answer: (reply: Reply) => void = () => undefined;
  rig.handlers.mayNeedForm = () => true;
  rig.handlers.onCommand = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  await rig.local.as('nadia').command('/failover');
  await rig.local.until(() => rig.local.as('nadia').openViews()[0]);
  answer(sayLines(false, 'GitHub does not answer.'));
  await rig.local.until(() => (rig.local.log.count('views.update', 'ok') > 0 ? true : undefined));
  expect(JSON.stringify(rig.local.as('nadia').openViews()[0]?.view)).toContain('GitHub does not answer.');
});

it.each(['forged', 'stale'] as const)('refuses a %s request and writes it to the audit', async (kind) => {
  const rig = await slackRig();
  rig.local.deliveryFaults.add({ times: 1, effect: { kind } });
  await expect(rig.local.as('nadia').command('/failover status')).resolves.toMatchObject({ ok: false });
  expect(rig.local.log.deliveries[0]?.status).toBe(401);
  expect(rig.commands).toEqual([]);
  await expect
    .poll(() => rig.store.readAudit({ limit: 10 }))
    .toMatchObject([
      { action: 'refused', actor: 'unknown', details: { at: 'slack', code: 'BAD_SIGNATURE' } },
    ]);
});

it('keeps the audit of a flood of forged requests bounded', async () => {
  const rig = await slackRig();
  await Promise.all(
    Array.from({ length: 100 }, () => fetch(rig.address, { method: 'POST', body: 'command=/failover' })),
  );
  const lines = await rig.store.readAudit({ limit: 1_000 });
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.length).toBeLessThanOrEqual(30);
});

it('does nothing about a button that is not its own, or that carries nonsense', async () => {
  const rig = await slackRig();
  const press = async (action: object): Promise<number> => {
    const payload = {
      type: 'block_actions',
      trigger_id: '1.2',
      user: { id: 'UNADIA', username: 'nadia' },
      team: { id: 'T1' },
      response_url: `${rig.local.url}/response/none`,
      actions: [{ type: 'button', block_id: 'b', action_ts: '1', ...action }],
    };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const seconds = String(Math.floor(Date.now() / 1_000));
    const mac = createHmac('sha256', signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
    const answer = await fetch(rig.address, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': seconds,
        'x-slack-signature': `v0=${mac}`,
      },
      body,
    });
    return answer.status;
  };
  for (const action of [
    { action_id: '__proto__', value: '{"incident":"shop-1"}' },
    { action_id: 'approve', value: 'not json' },
    { action_id: 'approve', value: '{"incident":7}' },
    { action_id: 'open-report', value: '{"incident":"shop-1"}' },
  ])
    expect(await press(action)).toBe(200);
  expect(rig.presses).toEqual([]);
});

it.each(['null', 'payload=null', ' null '])('outlives a body that is %j, signed or not', async (body) => {
  const rig = await slackRig();
  const seconds = String(Math.floor(Date.now() / 1_000));
  const mac = createHmac('sha256', signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
  const type = body.includes('=') ? 'application/x-www-form-urlencoded' : 'application/json';
  const signed = { 'x-slack-request-timestamp': seconds, 'x-slack-signature': `v0=${mac}` };
  for (const headers of [signed, {}]) {
    const answer = await fetch(rig.address, {
      method: 'POST',
      headers: { 'content-type': type, ...headers },
      body,
    });
    expect(answer.status).toBe(400);
  }
  expect(await rig.store.readAudit({ limit: 10 })).toMatchObject([
    { action: 'refused', details: { at: 'slack', code: 'SHAPE' } },
    { action: 'refused', details: { at: 'slack', code: 'SHAPE' } },
  ]);
  await rig.local.as('nadia').command('/failover status');
  expect(await firstEphemeral(rig, 'nadia')).toBe('Noted.');
});

it('leaves other paths to others, and takes nothing but POST', async () => {
  const rig = await slackRig();
  expect((await fetch(rig.address)).status).toBe(405);
  expect((await fetch(rig.address.replace('events', 'other'))).status).toBe(404);
});

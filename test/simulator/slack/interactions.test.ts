import type { App } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { steppedClock } from '../../../src/simulator/clock.ts';
import type { LocalSlack } from '../../../src/simulator/slack/local-slack.ts';
import { refusalOf, startHttpApp, startSlack, startSocketApp } from './rig.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

const modal = {
  type: 'modal' as const,
  callback_id: 'declare',
  title: plain('Declare'),
  submit: plain('Declare'),
  notify_on_close: true,
  blocks: [
    {
      type: 'input' as const,
      block_id: 'reason',
      label: plain('Reason'),
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
    {
      type: 'input' as const,
      block_id: 'mode',
      label: plain('Mode'),
      element: {
        type: 'static_select' as const,
        action_id: 'choice',
        initial_option: { text: plain('Failover'), value: 'failover' },
        options: [
          { text: plain('Failover'), value: 'failover' },
          { text: plain('Switchover'), value: 'switchover' },
        ],
      },
    },
  ],
};

/** An app with a command that opens a modal, whose submission posts a message with a button. */
function conversation(app: App): void {
  app.command('/failover', async ({ ack, client, body }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: modal });
  });
  app.view('declare', async ({ ack, client, view, body }) => {
    const reason = view.state.values['reason']?.['text']?.value ?? '';
    if (reason === 'test') {
      await ack({ response_action: 'errors', errors: { reason: 'That is no reason.' } });
      return;
    }
    await ack();
    const mode = view.state.values['mode']?.['choice']?.selected_option?.value ?? '';
    await client.chat.postMessage({
      channel: '#incidents',
      text: `${body.user.id} declared: ${reason} (${mode})`,
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'approve', text: plain('Approve'), value: 'plan-1' }],
        },
      ],
    });
  });
  app.view({ callback_id: 'declare', type: 'view_closed' }, async ({ ack, client }) => {
    await ack();
    await client.chat.postMessage({ channel: '#incidents', text: 'never mind' });
  });
  app.action('approve', async ({ ack, respond, client, body, action }) => {
    await ack();
    await respond({ response_type: 'ephemeral', text: 'noted' });
    if (body.type !== 'block_actions' || action.type !== 'button') return;
    await client.chat.postMessage({
      channel: body.channel?.id ?? '',
      thread_ts: body.message?.ts ?? '',
      text: `${body.user.id} approved ${action.value ?? ''}`,
    });
  });
}

async function play(slack: LocalSlack): Promise<void> {
  const nadia = slack.as('nadia');
  const omar = slack.as('omar');
  expect(await nadia.command('/failover eu-west-1 eu-west-2')).toEqual({ ok: true });
  await slack.until(() => nadia.openViews().at(0));
  expect(await nadia.submit('declare')).toMatchObject({
    errors: { reason: 'Please complete this required field.' },
  });
  expect(await nadia.submit('declare', { reason: 'test' })).toMatchObject({
    ok: false,
    errors: { reason: 'That is no reason.' },
  });
  expect(await nadia.submit('declare', { text: 'dark', mode: 'switchover' })).toEqual({ ok: true });
  expect(nadia.openViews()).toEqual([]);
  const declared = await slack.until(() => slack.messages('incidents').at(0));
  expect(declared.text).toBe(`${nadia.user.id} declared: dark (switchover)`);
  expect(await omar.click('approve')).toEqual({ ok: true });
  const replies = await slack.until(() => {
    const thread = slack.thread('incidents', declared.ts);
    return thread.length > 1 ? thread : undefined;
  });
  expect(replies[1]?.text).toBe(`${omar.user.id} approved plan-1`);
  expect(omar.ephemerals()).toMatchObject([{ text: 'noted' }]);
}

describe('a conversation with a Bolt app', () => {
  it('goes over signed HTTP requests', async () => {
    const { slack } = await startSlack();
    await startHttpApp(slack, conversation);
    await play(slack);
  });

  it('goes over Socket Mode', async () => {
    const { slack } = await startSlack();
    await startSocketApp(slack, conversation);
    await play(slack);
    expect(slack.connections()).toBe(1);
  });

  it('takes a press on a message that was edited since it was shown', async () => {
    const { slack, client } = await startSlack();
    await startHttpApp(slack, conversation);
    const element = {
      type: 'button' as const,
      action_id: 'approve',
      text: plain('Approve'),
      value: 'plan-1',
    };
    const message = { text: 'a plan', blocks: [{ type: 'actions' as const, elements: [element] }] };
    const { ts = '', channel = '' } = await client.chat.postMessage({ channel: '#incidents', ...message });
    const [shown] = slack.messages('incidents').at(0)?.blocks ?? [];
    await client.chat.update({ channel, ts, ...message });
    expect(slack.messages('incidents').at(0)?.blocks[0]).not.toEqual(shown);
    const blockId = String(shown?.['block_id']);
    expect(await slack.as('omar').click('approve', { channel: 'incidents', ts, blockId })).toEqual({
      ok: true,
    });
  });

  it('tells the app of a modal that was closed', async () => {
    const { slack } = await startSlack();
    await startHttpApp(slack, conversation);
    await slack.as('nadia').command('/failover');
    await slack.until(() => slack.as('nadia').openViews().at(0));
    expect(await slack.as('nadia').closeView()).toEqual({ ok: true });
    expect(await slack.until(() => slack.messages('incidents').at(0))).toMatchObject({ text: 'never mind' });
  });

  it('shows what a command answers, to the one who typed it', async () => {
    const { slack } = await startSlack();
    await startHttpApp(slack, (app) => {
      app.command('/failover', async ({ ack, command }) => {
        await ack(`You said: ${command.text}`);
      });
    });
    await slack.as('nadia').command('/failover  status   now');
    expect(slack.as('nadia').ephemerals()).toMatchObject([{ text: 'You said: status   now', from: 'app' }]);
  });
});

describe('an app that does not take a request', () => {
  it('refuses one that is not signed with its secret, or long ago', async () => {
    const { slack } = await startSlack();
    await startHttpApp(slack, conversation);
    for (const kind of ['forged', 'stale'] as const) {
      slack.deliveryFaults.add({ times: 1, effect: { kind } });
      expect(await slack.as('nadia').command('/failover')).toEqual({ ok: false, error: 'dispatch_failed' });
    }
    expect(slack.log.deliveries.map((one) => one.status)).toEqual([401, 401]);
    expect(slack.as('nadia').openViews()).toEqual([]);
  });

  it('has three seconds, then the person is told', async () => {
    const wall = steppedClock(Date.now());
    const { slack } = await startSlack({ wall });
    let arrived: () => void = () => undefined;
    const received = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    await startHttpApp(slack, (app) => {
      app.command('/failover', () => {
        arrived();
        return Promise.resolve();
      });
    });
    const typed = slack.as('nadia').command('/failover');
    await received;
    wall.advance(2999);
    expect(slack.as('nadia').ephemerals()).toEqual([]);
    wall.advance(1);
    expect(await typed).toEqual({ ok: false, error: 'operation_timeout' });
    expect(slack.as('nadia').ephemerals()).toMatchObject([
      { from: 'system', text: '`/failover` failed with the error `operation_timeout`.' },
    ]);
  });

  it('can open a modal for three seconds and once', async () => {
    const wall = steppedClock(Date.now());
    const { slack, client } = await startSlack({ wall });
    const triggers: string[] = [];
    await startHttpApp(slack, (app) => {
      app.command('/failover', async ({ ack, body }) => {
        triggers.push(body.trigger_id);
        await ack();
      });
    });
    await slack.as('nadia').command('/failover');
    await slack.as('nadia').command('/failover');
    const [first = '', second = ''] = triggers;
    const open = (trigger: string) => refusalOf(client.views.open({ trigger_id: trigger, view: modal }));
    expect(await open(first)).toBe('accepted');
    expect(await open(first)).toBe('exchanged_trigger_id');
    wall.advance(3001);
    expect(await open(second)).toBe('expired_trigger_id');
    expect(await open('made up')).toBe('invalid_trigger_id');
  });

  it('answers at a response_url five times within thirty minutes', async () => {
    const { slack, clock } = await startSlack();
    const urls: string[] = [];
    await startHttpApp(slack, (app) => {
      app.command('/failover', async ({ ack, body }) => {
        urls.push(body.response_url);
        await ack();
      });
    });
    await slack.as('nadia').command('/failover');
    await slack.as('nadia').command('/failover');
    const [first = '', second = ''] = urls;
    const answer = async (url: string) =>
      (await fetch(url, { method: 'POST', body: JSON.stringify({ text: 'x' }) })).status;
    const statuses: number[] = [];
    for (let use = 0; use < 6; use += 1) statuses.push(await answer(first));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    clock.advance(30 * 60_000 + 1);
    expect(await answer(second)).toBe(404);
    expect(slack.as('nadia').ephemerals()).toHaveLength(5);
  });
});

describe('deliveries', () => {
  it('come twice on demand, with the same trigger', async () => {
    const { slack } = await startSlack();
    const triggers: string[] = [];
    await startHttpApp(slack, (app) => {
      app.command('/failover', async ({ ack, body }) => {
        await ack();
        triggers.push(body.trigger_id);
      });
    });
    slack.deliveryFaults.add({ name: 'slash_commands', times: 1, effect: { kind: 'duplicate' } });
    await slack.as('nadia').command('/failover');
    await slack.until(() => (slack.log.deliveries.length === 2 ? true : undefined));
    expect(new Set(triggers).size).toBe(1);
    expect(triggers).toHaveLength(2);
  });

  it('of events are tried again at once, after a minute and after five', async () => {
    const { slack, clock } = await startSlack({ events: ['message.channels'] });
    await startHttpApp(slack, () => undefined, 'another secret');
    const attempts = async (count: number) => {
      const made = await slack.until(() =>
        slack.log.deliveries.length >= count ? slack.log.deliveries : undefined,
      );
      // The log is written just before the wait for the next try begins.
      await new Promise(setImmediate);
      return made;
    };
    slack.as('omar').say('hello <@everyone> & all');
    await attempts(2);
    clock.advance(59_999);
    expect(slack.log.deliveries).toHaveLength(2);
    clock.advance(1);
    await attempts(3);
    clock.advance(300_000);
    const all = await attempts(4);
    expect(all.map((one) => [one.attempt, one.status])).toEqual([
      [0, 401],
      [1, 401],
      [2, 401],
      [3, 401],
    ]);
  });

  it('of events reach a Bolt app, the text escaped and mentions resolved', async () => {
    const { slack } = await startSlack({ events: ['message.channels'] });
    const texts: string[] = [];
    await startHttpApp(slack, (app) => {
      app.event('message', ({ event }) => {
        texts.push('text' in event ? (event.text ?? '') : '');
        return Promise.resolve();
      });
    });
    slack.as('omar').say('hello @nadia <!channel>');
    await slack.until(() => (slack.log.deliveries.length > 0 ? true : undefined));
    expect(texts).toEqual([`hello <@${slack.as('nadia').user.id}> &lt;!channel&gt;`]);
  });

  it('over a socket that goes away before the acknowledgement come again over the next', async () => {
    const { slack } = await startSlack();
    let received = 0;
    await startSocketApp(slack, (app) => {
      app.command('/failover', async ({ ack }) => {
        received += 1;
        if (received === 1) slack.dropSockets();
        else await ack('second time');
      });
    });
    expect(await slack.as('nadia').command('/failover')).toEqual({ ok: true });
    expect(received).toBe(2);
    expect(slack.as('nadia').ephemerals()).toMatchObject([{ text: 'second time' }]);
  });

  it('go on when Slack asks the app to connect again', async () => {
    const { slack } = await startSlack();
    await startSocketApp(slack, (app) => {
      app.command('/failover', async ({ ack }) => {
        await ack();
      });
    });
    slack.refreshSockets();
    await slack.until(() => (slack.log.count('apps.connections.open') === 2 ? true : undefined));
    expect(await slack.as('nadia').command('/failover')).toEqual({ ok: true });
    expect(slack.connections()).toBe(1);
  });
});

import type { App } from '@slack/bolt';
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { isButtonName, type ButtonName } from '../commands/button-names.ts';
import type { ButtonValue, Reply } from '../commands/reply.ts';
import { modalErrors } from '../messages/reply.ts';
import { submissionOf } from '../messages/submission.ts';
import { systemClock } from '../../src/clock.ts';
import { channelOf } from './form.ts';
import type { SlackHandlers } from './interactions.ts';
import type { Reception } from './reception.ts';

/** How long a sent form may wait for its answer before it is acknowledged without one; Slack gives up after 3 s. */
const submitWithinMs = 1_500;

/** Buttons whose answer may be a form. */
const withForm: readonly ButtonName[] = ['skip', 'break-glass', 'failback', 'reprotect', 'declare'];

const buttonValue = z.object({
  incident: z.string().min(1).max(300),
  hash: z.string().max(200).optional(),
  step: z.string().max(1_500).optional(),
});

/** Hears commands, buttons and forms. Each is acknowledged before anything else is done about it. */
export function listen(app: App, handlers: SlackHandlers, reception: Reception): void {
  hearCommands(app, handlers, reception);
  hearButtons(app, handlers, reception);
  hearForms(app, handlers, reception);
}

function hearCommands(app: App, handlers: SlackHandlers, reception: Reception): void {
  app.command('/failover', async ({ ack, command }) => {
    await ack();
    const { user_id: user, user_name: name, team_id: team, channel_id: channel, text } = command;
    const delivery = `slack:command:${command.trigger_id}`;
    await reception.receive({
      delivery,
      asker: { user, channel, triggerId: command.trigger_id, responseUrl: command.response_url },
      form: handlers.mayNeedForm(text),
      work: () =>
        handlers.onCommand({ account: { platform: 'slack', id: user, name, team }, channel, delivery, text }),
    });
  });
}

function hearButtons(app: App, handlers: SlackHandlers, reception: Reception): void {
  app.action({ type: 'block_actions' }, async ({ ack, action, body }) => {
    await ack();
    const value = action.type === 'button' ? valueOf(action.value) : undefined;
    // `open-report` is a link, of which Slack tells us as well.
    if (!isButtonName(action.action_id) || action.action_id === 'open-report' || value === undefined) return;
    const name = action.action_id;
    const { id: user, username, team_id: ownTeam } = body.user;
    const team = ownTeam ?? body.team?.id;
    const channel = body.channel?.id;
    const delivery = `slack:button:${body.trigger_id}:${action.action_ts}`;
    const place = channel === undefined ? {} : { channel };
    await reception.receive({
      delivery,
      asker: { user, ...place, triggerId: body.trigger_id, responseUrl: body.response_url },
      form: withForm.includes(name),
      work: () =>
        handlers.onButton({
          account: { platform: 'slack', id: user, name: username, ...(team === undefined ? {} : { team }) },
          ...place,
          delivery,
          name,
          value,
        }),
    });
  });
}

function valueOf(text: string | undefined): ButtonValue | undefined {
  try {
    const read = buttonValue.safeParse(JSON.parse(text ?? ''));
    if (!read.success) return undefined;
    const { incident, hash, step } = read.data;
    return {
      incident,
      ...(hash === undefined ? {} : { hash }),
      ...(step === undefined ? {} : { step }),
    };
  } catch {
    return undefined;
  }
}

function hearForms(app: App, handlers: SlackHandlers, reception: Reception): void {
  app.view({ callback_id: /.*/, type: 'view_submission' }, async ({ ack, body, view }) => {
    const submission = submissionOf(view);
    if (submission === undefined) {
      await ack();
      return;
    }
    const { id: user, name, team_id: ownTeam } = body.user;
    const team = ownTeam ?? body.team?.id;
    const channel = channelOf(view.private_metadata);
    const place = channel === undefined ? {} : { channel };
    // A form that was sent back with errors keeps its id and hash; what stands in it tells the next try from a copy of this one.
    const content = createHash('sha256').update(JSON.stringify(submission)).digest('hex').slice(0, 16);
    const delivery = `slack:form:${view.id}:${view.hash}:${content}`;
    const early = firstOf(submitWithinMs);
    const received = reception.receive({
      delivery,
      asker: { user, ...place },
      form: false,
      work: () =>
        handlers.onSubmit({
          account: { platform: 'slack', id: user, name, ...(team === undefined ? {} : { team }) },
          ...place,
          delivery,
          submission,
        }),
      // While the form is open, errors are shown at its fields; later they can only be told.
      take: (reply) => reply.type === 'invalid' && early.offer(reply),
    });
    received.then(early.end, early.end);
    const reply = await early.result;
    if (reply?.type === 'invalid') await ack(modalErrors(reply.errors));
    else await ack();
    await received;
  });
  app.view({ callback_id: /.*/, type: 'view_closed' }, async ({ ack }) => {
    await ack();
  });
}

/** What is offered first, within some time of Slack's own clock; undefined when nothing is. */
function firstOf(withinMs: number) {
  const ended = new AbortController();
  let offered: Reply | undefined;
  let open = true;
  const end = (): void => {
    open = false;
    ended.abort();
  };
  return {
    /** Whether it was in time. */
    offer: (reply: Reply): boolean => {
      if (!open) return false;
      offered = reply;
      end();
      return true;
    },
    end,
    result: systemClock
      .sleep(withinMs, ended.signal)
      .catch(() => undefined)
      .then(() => {
        open = false;
        return offered;
      }),
  };
}

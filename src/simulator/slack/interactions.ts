import { showAnswer, showFailure } from './answers.ts';
import { elementsOf } from './check-blocks.ts';
import { deliver } from './delivery.ts';
import type { Json } from './fields.ts';
import { fillForm, optionsOf } from './form.ts';
import type { FormValues } from './form.ts';
import { messageJson } from './message-body.ts';
import type { SlackSide } from './side.ts';
import { viewJson } from './views.ts';
import type { OpenView } from './workspace.ts';
import { findMessage } from './workspace.ts';
import type { Channel, User } from './world.ts';

/** What somebody sees of what they did; `error` is Slack's code, or the complaint about a form. */
export type ActOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly error: string;
      /** What is wrong with a form, by block id. */
      readonly errors?: Readonly<Record<string, string>>;
    };

const done: ActOutcome = { ok: true };

/** The members that every interaction's payload has: who did it, and where the app is. */
export function common(side: SlackSide, user: User): Json {
  const { identity } = side.workspace.directory;
  return {
    team: { id: identity.teamId, domain: identity.domain },
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: identity.appId,
    token: 'verification-token-is-deprecated',
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Somebody sends a slash command. */
export async function sendCommand(
  side: SlackSide,
  who: { user: User; channel: Channel },
  line: string,
): Promise<ActOutcome> {
  const { user, channel } = who;
  const { identity } = side.workspace.directory;
  const [command = '', ...rest] = line.trim().split(/(\s+)/);
  const target = { user: user.id, channel: channel.id };
  const outcome = await deliver(side, {
    kind: 'slash_commands',
    about: command,
    payload: {
      token: 'verification-token-is-deprecated',
      team_id: identity.teamId,
      team_domain: identity.domain,
      channel_id: channel.id,
      channel_name: channel.private && !channel.direct ? 'privategroup' : channel.name,
      user_id: user.id,
      user_name: user.name,
      command,
      text: rest.join('').trim(),
      api_app_id: identity.appId,
      is_enterprise_install: 'false',
      response_url: `${side.url}${side.responseUrls.issue(target)}`,
      trigger_id: side.triggers.issue(target),
    },
  });
  if (outcome.state !== 'acknowledged') {
    showFailure(side, target, `\`${command}\` failed with the error \`${outcome.state}\`.`);
    return { ok: false, error: outcome.state };
  }
  const answer = outcome.text === '' ? outcome.answer : { text: outcome.text };
  if (Object.keys(answer).length > 0) showAnswer(side, target, answer);
  return done;
}

/** A message, an ephemeral message or a modal whose button is pressed. */
export type Surface =
  | { readonly kind: 'message' | 'ephemeral'; readonly channel: Channel; readonly ts: string }
  | { readonly kind: 'view'; readonly view: OpenView; readonly values: FormValues };

/** Which element, and for menus what is chosen in it. */
export interface Press {
  readonly actionId: string;
  readonly blockId?: string;
  readonly value?: string;
}

/** The blocks that a surface shows; none when it is gone. */
function blocksOf(side: SlackSide, surface: Surface): readonly Json[] {
  if (surface.kind === 'view') return (surface.view.view['blocks'] as Json[] | undefined) ?? [];
  if (surface.kind === 'message')
    return findMessage(side.workspace, surface.channel.id, surface.ts)?.blocks ?? [];
  return side.workspace.ephemerals.find((one) => one.ts === surface.ts)?.blocks ?? [];
}

/**
 * The element that somebody means: by action id, block id where given, and the value where several buttons share an action. A block that an
 * edit has replaced since it was shown is found by its action: a press on what is still to be seen reaches the app, in Slack as here.
 */
function findElement(blocks: readonly Json[], press: Press): { block: Json; element: Json } | undefined {
  const acting = blocks
    .flatMap((block) => elementsOf(block).map((element) => ({ block, element })))
    .filter(({ element }) => element['action_id'] === press.actionId);
  const shown = acting.filter(({ block }) => block['block_id'] === press.blockId);
  const candidates = shown.length > 0 ? shown : acting;
  const byValue = candidates.find(
    ({ element }) => press.value === undefined || element['value'] === press.value,
  );
  return byValue ?? candidates.find(({ element }) => element['type'] !== 'button');
}

/** Somebody presses a button or chooses from a menu. */
export async function press(
  side: SlackSide,
  who: { user: User; surface: Surface },
  what: Press,
): Promise<ActOutcome> {
  const { user, surface } = who;
  const found = findElement(blocksOf(side, surface), what);
  if (!found) return { ok: false, error: 'no_such_element' };
  const context = surfaceJson(side, user, surface);
  const outcome = await deliver(side, {
    kind: 'interactive',
    about: what.actionId,
    payload: {
      type: 'block_actions',
      ...common(side, user),
      ...context.payload,
      trigger_id: side.triggers.issue({
        user: user.id,
        ...(context.target ? { channel: context.target.channel } : {}),
      }),
      actions: [actionJson(side, found, what)],
    },
  });
  if (outcome.state === 'acknowledged') return done;
  if (context.target)
    showFailure(side, context.target, `The app did not take that: \`${outcome.state}\`. Try again.`);
  return { ok: false, error: outcome.state };
}

function actionJson(side: SlackSide, found: { block: Json; element: Json }, what: Press): Json {
  const { block, element } = found;
  const action: Json = {
    type: element['type'],
    action_id: element['action_id'],
    block_id: block['block_id'],
    action_ts: side.workspace.nextTs(),
  };
  if (element['type'] === 'button') {
    const { text, value, style, url, confirm } = element;
    return { ...action, ...defined({ text, value, style, url, confirm }) };
  }
  const chosen = optionsOf(element).find((option) => option['value'] === what.value);
  if (element['type'] === 'users_select') return { ...action, selected_user: what.value };
  return { ...action, selected_option: chosen ?? null };
}

function defined(members: Json): Json {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function surfaceJson(side: SlackSide, user: User, surface: Surface) {
  if (surface.kind === 'view') {
    const { values } = fillForm(surface.view.view, surface.values);
    return {
      payload: {
        container: { type: 'view', view_id: surface.view.id },
        view: viewJson(side, surface.view, values),
      },
      target: undefined,
    };
  }
  const { channel, ts, kind } = surface;
  const message = findMessage(side.workspace, channel.id, ts);
  const threadTs = message?.threadTs ?? side.workspace.ephemerals.find((one) => one.ts === ts)?.threadTs;
  const target = {
    user: user.id,
    channel: channel.id,
    source: { ts, ephemeral: kind === 'ephemeral', ...(threadTs ? { threadTs } : {}) },
  };
  return {
    target,
    payload: {
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: channel.id,
        is_ephemeral: kind === 'ephemeral',
        ...(threadTs ? { thread_ts: threadTs } : {}),
      },
      channel: { id: channel.id, name: channel.private ? 'privategroup' : channel.name },
      ...(message ? { message: messageJson(side, message) } : {}),
      state: { values: {} },
      response_url: `${side.url}${side.responseUrls.issue(target)}`,
    },
  };
}

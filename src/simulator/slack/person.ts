import { messageEvents, sendEvent } from './events.ts';
import { elementsOf } from './check-blocks.ts';
import type { FormValues } from './form.ts';
import { press, sendCommand } from './interactions.ts';
import type { ActOutcome, Press, Surface } from './interactions.ts';
import { close, submit } from './submissions.ts';
import type { SlackSide } from './side.ts';
import { viewsOf } from './views.ts';
import { addMessage, findMessage, removeEphemeral } from './workspace.ts';
import type { Ephemeral, OpenView, SlackMessage } from './workspace.ts';
import type { Channel, User } from './world.ts';
import { findChannel } from './world.ts';

/** Which button: in which message or modal; the newest that has such a button, unless told. */
export interface ClickTarget {
  readonly channel?: string;
  readonly ts?: string;
  /** A modal's id or callback_id. */
  readonly view?: string;
  readonly blockId?: string;
  /** A button's value where several share an action id; the chosen option of a menu. */
  readonly value?: string;
  /** What is typed into the modal so far. */
  readonly values?: FormValues;
}

/** Somebody in the workspace, and what they can do. Channels are given by name or id and are the first one unless told. */
export interface SlackPerson {
  readonly user: User;
  /** Types a slash command and resolves when the app has acknowledged it, or not in time. */
  command(line: string, channel?: string): Promise<ActOutcome>;
  /** Types a message; special characters are escaped and `@name` becomes a mention, as Slack does it. */
  say(text: string, place?: { channel?: string; threadTs?: string }): SlackMessage;
  click(actionId: string, target?: ClickTarget): Promise<ActOutcome>;
  /** Submits the topmost modal, or the one with that id or callback_id. */
  submit(view?: string, values?: FormValues): Promise<ActOutcome>;
  closeView(view?: string): Promise<ActOutcome>;
  /** What only this person sees, oldest first. */
  ephemerals(channel?: string): Ephemeral[];
  dismiss(ts: string): void;
  openViews(): OpenView[];
}

/** Makes the hands of somebody. */
export function personOf(side: SlackSide, user: User): SlackPerson {
  const { workspace } = side;
  const channelOf = (name?: string): Channel => {
    const [first] = workspace.directory.channels.values();
    const channel = name === undefined ? first : findChannel(workspace.directory, name);
    if (!channel) throw new Error(`There is no channel "${name ?? ''}".`);
    return channel;
  };
  const viewOf = (name?: string) =>
    viewsOf(side, user.id).findLast(
      (open) => name === undefined || open.id === name || open.view['callback_id'] === name,
    );
  const inView = (name: string | undefined, act: (view: OpenView) => Promise<ActOutcome>) => {
    const view = viewOf(name);
    return view ? act(view) : Promise.resolve<ActOutcome>({ ok: false, error: 'no_such_view' });
  };
  return {
    user,
    command: (line, channel) => sendCommand(side, { user, channel: channelOf(channel) }, line),
    say: (text, place = {}) => say(side, { user, channel: channelOf(place.channel) }, { text, ...place }),
    click: (actionId, target = {}) => {
      const what: Press = {
        actionId,
        ...(target.blockId === undefined ? {} : { blockId: target.blockId }),
        ...(target.value === undefined ? {} : { value: target.value }),
      };
      const channel = target.channel === undefined ? undefined : channelOf(target.channel);
      const surface = chooseSurface(side, { user, channel, view: viewOf(target.view) }, { actionId, target });
      if (!surface) return Promise.resolve<ActOutcome>({ ok: false, error: 'no_such_element' });
      return press(side, { user, surface }, what);
    },
    submit: (name, values = {}) => inView(name, (view) => submit(side, { user, view }, values)),
    closeView: (name) => inView(name, (view) => close(side, { user, view })),
    ephemerals: (channel) =>
      workspace.ephemerals.filter(
        (one) => one.to === user.id && (channel === undefined || one.channel === channelOf(channel).id),
      ),
    dismiss: (ts) => {
      if (workspace.ephemerals.some((one) => one.ts === ts && one.to === user.id))
        removeEphemeral(workspace, ts);
    },
    openViews: () => viewsOf(side, user.id),
  };
}

function say(
  side: SlackSide,
  { user, channel }: { user: User; channel: Channel },
  { text, threadTs }: { text: string; threadTs?: string },
): SlackMessage {
  const escaped = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/@([a-z0-9._-]+)/g, (mention, name: string) => {
      const named = [...side.workspace.directory.users.values()].find((one) => one.name === name);
      return named ? `<@${named.id}>` : mention;
    });
  const message = addMessage(side.workspace, {
    channel: channel.id,
    user: user.id,
    text: escaped,
    blocks: [],
    ...(threadTs ? { threadTs } : {}),
  });
  for (const event of messageEvents(side, message)) void sendEvent(side, event);
  return message;
}

/** Where the button is that somebody means: the newest message, ephemeral message or modal that has it. */
function chooseSurface(
  side: SlackSide,
  scene: { user: User; channel: Channel | undefined; view: OpenView | undefined },
  { actionId, target }: { actionId: string; target: ClickTarget },
): Surface | undefined {
  const { workspace } = side;
  const has = (blocks: readonly Record<string, unknown>[]) =>
    blocks.some((block) =>
      elementsOf(block).some(
        (element) =>
          element['action_id'] === actionId &&
          (target.value === undefined || element['type'] !== 'button' || element['value'] === target.value),
      ),
    );
  const { view } = scene;
  const inView = view && has((view.view['blocks'] as Record<string, unknown>[] | undefined) ?? []);
  if (view && inView && target.ts === undefined) return { kind: 'view', view, values: target.values ?? {} };
  if (target.view !== undefined) return undefined;
  const fits = (one: { ts: string; channel: string; blocks: readonly Record<string, unknown>[] }) =>
    (target.ts ?? one.ts) === one.ts && (scene.channel?.id ?? one.channel) === one.channel && has(one.blocks);
  const shown = [
    ...workspace.messages,
    ...workspace.ephemerals.filter((one) => one.to === scene.user.id),
  ].filter(fits);
  const newest = shown.sort((a, b) => Number(a.ts) - Number(b.ts)).at(-1);
  const channel = newest && workspace.directory.channels.get(newest.channel);
  if (!newest || !channel) return undefined;
  const kind = findMessage(workspace, channel.id, newest.ts) ? 'message' : 'ephemeral';
  return { kind, channel, ts: newest.ts };
}

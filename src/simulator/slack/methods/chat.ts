import { messageJson, readBody } from '../message-body.ts';
import { hasScope, readMetadata, refuse, visibleChannel } from '../method.ts';
import type { Answer, Args, Method } from '../method.ts';
import type { SlackSide } from '../side.ts';
import { addEphemeral, addMessage, findMessage, removeMessage } from '../workspace.ts';
import type { SlackMessage } from '../workspace.ts';
import type { Channel } from '../world.ts';

/** Slack cuts longer texts of a new message; being stricter here shows what would be lost. */
const MOST_NEW_TEXT = 40_000;
const MOST_EDITED_TEXT = 4000;

/** Where the app may post, or why not. */
function writable(side: SlackSide, name: string): { channel: Channel } | { refusal: Answer } {
  const channel = visibleChannel(side, name);
  if (!channel) return { refusal: refuse('channel_not_found') };
  if (channel.archived) return { refusal: refuse('is_archived') };
  // An app whose scopes nobody told has this one not: to be in the channel is what the docs ask for.
  const mayWithoutJoining =
    side.app.scopes !== undefined && !channel.private && hasScope(side, 'chat:write.public');
  if (!channel.app && !mayWithoutJoining) return { refusal: refuse('not_in_channel') };
  return { channel };
}

function postMessage(side: SlackSide, args: Args): Answer {
  const place = writable(side, args.text('channel'));
  if ('refusal' in place) return place.refusal;
  const body = readBody(side, args, MOST_NEW_TEXT);
  if ('refusal' in body) return body.refusal;
  const read = readMetadata(args);
  if ('error' in read) return refuse(read.error);
  const { channel } = place;
  const asked = args.text('thread_ts');
  const parent = asked === '' ? undefined : findMessage(side.workspace, channel.id, asked);
  if (asked !== '' && !parent) return refuse('thread_not_found');
  const message = addMessage(side.workspace, {
    channel: channel.id,
    user: side.workspace.directory.identity.botUserId,
    text: body.text,
    blocks: body.blocks ?? [],
    ...(parent ? { threadTs: parent.threadTs ?? parent.ts, broadcast: args.flag('reply_broadcast') } : {}),
    ...(read.metadata ? { metadata: read.metadata } : {}),
  });
  return { ok: true, channel: channel.id, ts: message.ts, message: messageJson(side, message, true) };
}

/** A message that the app may change, or why not. */
function ownMessage(
  side: SlackSide,
  args: Args,
  mayNot: string,
): { message: SlackMessage } | { refusal: Answer } {
  const channel = visibleChannel(side, args.text('channel'));
  // Unlike posting, editing and deleting take no channel names.
  if (!channel || channel.id !== args.text('channel')) return { refusal: refuse('channel_not_found') };
  const message = findMessage(side.workspace, channel.id, args.text('ts'));
  if (!message) return { refusal: refuse('message_not_found') };
  if (message.user !== side.workspace.directory.identity.botUserId) return { refusal: refuse(mayNot) };
  return { message };
}

function update(side: SlackSide, args: Args): Answer {
  const found = ownMessage(side, args, 'cant_update_message');
  if ('refusal' in found) return found.refusal;
  const body = readBody(side, args, MOST_EDITED_TEXT);
  if ('refusal' in body) return body.refusal;
  const read = readMetadata(args);
  if ('error' in read) return refuse(read.error);
  const { message } = found;
  message.text = body.text;
  // Text without blocks takes the old blocks away.
  message.blocks = body.blocks ?? [];
  message.edits += 1;
  message.editedTs = side.workspace.nextTs();
  if (read.metadata) message.metadata = read.metadata;
  side.workspace.changed({ kind: 'message', channel: message.channel, ts: message.ts });
  const { channel, ts, text } = message;
  return { ok: true, channel, ts, text, message: messageJson(side, message, true) };
}

function remove(side: SlackSide, args: Args): Answer {
  const found = ownMessage(side, args, 'cant_delete_message');
  if ('refusal' in found) return found.refusal;
  removeMessage(side.workspace, found.message);
  return { ok: true, channel: found.message.channel, ts: found.message.ts };
}

function postEphemeral(side: SlackSide, args: Args): Answer {
  const place = writable(side, args.text('channel'));
  if ('refusal' in place) return place.refusal;
  const { channel } = place;
  const user = side.workspace.directory.users.get(args.text('user'));
  if (!user || !(channel.members.has(user.id) || channel.direct)) return refuse('user_not_in_channel');
  const body = readBody(side, args, MOST_NEW_TEXT);
  if ('refusal' in body) return body.refusal;
  const threadTs = args.text('thread_ts');
  const ephemeral = addEphemeral(side.workspace, {
    channel: channel.id,
    to: user.id,
    from: 'app',
    text: body.text,
    blocks: body.blocks ?? [],
    ...(threadTs ? { threadTs } : {}),
  });
  return { ok: true, message_ts: ephemeral.ts };
}

function getPermalink(side: SlackSide, args: Args): Answer {
  const channel = visibleChannel(side, args.text('channel'));
  if (!channel) return refuse('channel_not_found');
  const message = findMessage(side.workspace, channel.id, args.text('message_ts'));
  if (!message) return refuse('message_not_found');
  return { ok: true, channel: channel.id, permalink: permalink(side, message) };
}

/** The address that leads to a message on the page. */
function permalink(side: SlackSide, message: Pick<SlackMessage, 'channel' | 'ts' | 'threadTs'>): string {
  const base = `${side.url}/archives/${message.channel}/p${message.ts.replace('.', '')}`;
  return message.threadTs ? `${base}?thread_ts=${message.threadTs}&cid=${message.channel}` : base;
}

/** The methods that write messages. */
export const chatMethods: Record<string, Method> = {
  'chat.postMessage': { tier: 'post', scope: 'chat:write', run: postMessage },
  'chat.update': { tier: 'tier3', scope: 'chat:write', run: update },
  'chat.delete': { tier: 'tier3', scope: 'chat:write', run: remove },
  'chat.postEphemeral': { tier: 'tier4', scope: 'chat:write', run: postEphemeral },
  'chat.getPermalink': { tier: 'unlimited', run: getPermalink },
};

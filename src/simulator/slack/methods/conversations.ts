import { messageJson } from '../message-body.ts';
import { channelScope, page, refuse, visibleChannel } from '../method.ts';
import type { Answer, Args, Method } from '../method.ts';
import type { Json } from '../fields.ts';
import type { SlackSide } from '../side.ts';
import { channelMessages, findMessage, repliesOf } from '../workspace.ts';
import type { SlackMessage } from '../workspace.ts';
import { slackId } from '../world.ts';
import type { Channel } from '../world.ts';

function channelJson(side: SlackSide, channel: Channel): Json {
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !channel.private && !channel.direct,
    is_group: channel.private && !channel.direct,
    is_im: channel.direct,
    is_mpim: false,
    is_private: channel.private,
    is_archived: channel.archived,
    is_member: channel.app,
    is_general: false,
    is_shared: false,
    is_ext_shared: [...channel.members].some(
      (id) => side.workspace.directory.users.get(id)?.kind === 'stranger',
    ),
    num_members: channel.members.size,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    context_team_id: side.workspace.directory.identity.teamId,
  };
}

function info(side: SlackSide, args: Args): Answer {
  const channel = side.workspace.directory.channels.get(args.text('channel'));
  if (!channel || (channel.private && !channel.app)) return refuse('channel_not_found');
  return { ok: true, channel: channelJson(side, channel) };
}

/** The messages of a list that lie between `oldest` and `latest`. */
function within(messages: readonly SlackMessage[], args: Args): SlackMessage[] {
  const latest = Number(args.text('latest') || Number.POSITIVE_INFINITY);
  const oldest = Number(args.text('oldest') || 0);
  const inclusive = args.flag('inclusive');
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
}

/** The channel of a call that reads, or why it may not be read. */
function readable(side: SlackSide, args: Args): Channel | Answer {
  const channel = visibleChannel(side, args.text('channel'));
  if (!channel || channel.id !== args.text('channel')) return refuse('channel_not_found');
  return channel.app ? channel : refuse('not_in_channel');
}

function history(side: SlackSide, args: Args): Answer {
  const channel = readable(side, args);
  if ('ok' in channel) return channel;
  const newestFirst = within(channelMessages(side.workspace, channel.id), args).reverse();
  const { items, more, metadata } = page(newestFirst, args, { usual: 100, limit: 999 });
  return {
    ok: true,
    messages: items.map((message) => messageJson(side, message, args.flag('include_all_metadata'))),
    has_more: more,
    pin_count: 0,
    response_metadata: metadata,
  };
}

function replies(side: SlackSide, args: Args): Answer {
  const channel = readable(side, args);
  if ('ok' in channel) return channel;
  const asked = findMessage(side.workspace, channel.id, args.text('ts'));
  const parent = asked?.threadTs ? findMessage(side.workspace, channel.id, asked.threadTs) : asked;
  if (!parent) return refuse('thread_not_found');
  // The parent always comes first; the bounds are for its replies.
  const thread = [parent, ...within(repliesOf(side.workspace, channel.id, parent.ts), args)];
  const { items, more, metadata } = page(thread, args, { usual: 1000, limit: 1000 });
  return {
    ok: true,
    messages: items.map((message) => messageJson(side, message, args.flag('include_all_metadata'))),
    has_more: more,
    response_metadata: metadata,
  };
}

function list(side: SlackSide, args: Args): Answer {
  const types = (args.text('types') || 'public_channel').split(',').map((type) => type.trim());
  const wanted = [...side.workspace.directory.channels.values()].filter((channel) => {
    if (channel.direct) return types.includes('im');
    if (args.flag('exclude_archived') && channel.archived) return false;
    return channel.private
      ? channel.app && types.includes('private_channel')
      : types.includes('public_channel');
  });
  const { items, metadata } = page(wanted, args, { usual: 100, limit: 999 });
  return { ok: true, channels: items.map((one) => channelJson(side, one)), response_metadata: metadata };
}

function open(side: SlackSide, args: Args): Answer {
  const user = side.workspace.directory.users.get(args.text('users'));
  if (!user) return refuse('user_not_found');
  if (user.kind === 'deleted') return refuse('user_disabled');
  if (user.kind === 'bot') return refuse('cannot_dm_bot');
  const id = slackId('D', user.name);
  const { channels } = side.workspace.directory;
  const known = channels.has(id);
  if (!known) {
    channels.set(id, {
      id,
      name: `dm-${user.name}`,
      topic: '',
      private: true,
      direct: true,
      archived: false,
      app: true,
      members: new Set([user.id]),
    });
    side.workspace.changed({ kind: 'people', channel: id });
  }
  return { ok: true, no_op: known, already_open: known, channel: { id } };
}

/** The methods that read channels. */
export const conversationMethods: Record<string, Method> = {
  'conversations.info': { tier: 'tier3', scope: channelScope('read'), run: info },
  'conversations.history': { tier: 'tier3', scope: channelScope('history'), run: history },
  'conversations.replies': { tier: 'tier3', scope: channelScope('history'), run: replies },
  'conversations.list': { tier: 'tier2', scope: 'channels:read', run: list },
  'conversations.open': { tier: 'tier3', scope: 'im:write', run: open },
};

import { checkMessageBlocks, completeBlocks } from './check-blocks.ts';
import { objectsIn } from './fields.ts';
import type { Json } from './fields.ts';
import { INVALID, refuse } from './method.ts';
import type { Answer, Args } from './method.ts';
import { characters } from './shape.ts';
import type { SlackSide } from './side.ts';
import type { SlackMessage } from './workspace.ts';
import { repliesOf } from './workspace.ts';

/** Text and blocks of a message that is to be posted or edited; `blocks` is undefined when the call has none. */
export type Body =
  { readonly text: string; readonly blocks: Json[] | undefined } | { readonly refusal: Answer };

/** Reads and checks what a message would show; `mostText` is the method's limit in characters. */
export function readBody(side: SlackSide, args: Args, mostText: number): Body {
  const text = args.text('text');
  const raw = args.json('blocks');
  if (raw === INVALID || (raw !== undefined && !Array.isArray(raw)))
    return { refusal: refuse('invalid_blocks_format') };
  if (raw !== undefined) {
    const { problems, tooLong } = checkMessageBlocks(raw);
    if (problems.length > 0) return { refusal: refuse('invalid_blocks', problems) };
    if (tooLong) return { refusal: refuse('msg_blocks_too_long') };
  }
  const blocks = raw === undefined ? undefined : objectsIn(raw);
  if (text === '' && (blocks === undefined || blocks.length === 0)) return { refusal: refuse('no_text') };
  if (characters(text) > mostText) return { refusal: refuse('msg_too_long') };
  const nextId = (prefix: string) => side.workspace.nextId(prefix);
  return { text, blocks: blocks && completeBlocks(blocks, nextId) };
}

/** A message as the Web API and the payloads of interactions show it. */
export function messageJson(side: SlackSide, message: SlackMessage, withMetadata = false): Json {
  const { identity } = side.workspace.directory;
  const ofApp = message.user === identity.botUserId;
  const replies = repliesOf(side.workspace, message.channel, message.ts);
  const latest = replies.at(-1);
  return {
    type: 'message',
    ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: identity.teamId,
    ...(ofApp ? { bot_id: identity.botId, app_id: identity.appId } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.editedTs
      ? { edited: { user: ofApp ? identity.botId : message.user, ts: message.editedTs } }
      : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
    ...(latest
      ? {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((reply) => reply.user))],
          reply_users_count: new Set(replies.map((reply) => reply.user)).size,
          latest_reply: latest.ts,
        }
      : {}),
  };
}

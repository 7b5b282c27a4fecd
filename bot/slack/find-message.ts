import { SlackRefusal, type SlackCall } from './call.ts';

/** What tells a message of the outbox from all others: its metadata. */
export interface Marked {
  readonly incident: string;
  readonly item: number;
}

/** A message that may be ours. */
interface Candidate {
  readonly ts?: string;
  readonly bot_id?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object };
}

interface Page {
  readonly messages?: readonly Candidate[];
  readonly response_metadata?: { readonly next_cursor?: string };
}

const mostPages = 5;

/**
 * Looks for a message that an earlier try may have posted into a channel, or into a thread of it; gives its `ts`, or undefined
 * where it is not there. Only messages of the bot itself count. Throws `Later` as every call does.
 */
export async function findMessage(
  call: SlackCall,
  where: { readonly channel: string; readonly thread?: string; readonly bot: string | undefined },
  marked: Marked,
): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { messages = [], response_metadata: metadata } = await read(call, where, cursor);
    const found = messages.find((message) => isMarked(message, marked, where.bot));
    if (found?.ts !== undefined) return found.ts;
    cursor = metadata?.next_cursor;
    if (cursor === undefined || cursor === '') return undefined;
  }
  return undefined;
}

async function read(
  call: SlackCall,
  { channel, thread }: { readonly channel: string; readonly thread?: string },
  cursor: string | undefined,
): Promise<Page> {
  const options = {
    channel,
    include_all_metadata: true,
    limit: 200,
    ...(cursor === undefined ? {} : { cursor }),
  };
  try {
    return thread === undefined
      ? await call({ method: 'conversations.history' }, (client) => client.conversations.history(options))
      : await call({ method: 'conversations.replies' }, (client) =>
          client.conversations.replies({ ...options, ts: thread }),
        );
  } catch (error) {
    // A thread without its first message: there is nothing to be found.
    if (error instanceof SlackRefusal && error.code === 'thread_not_found') return {};
    throw error;
  }
}

function isMarked({ metadata, bot_id }: Candidate, marked: Marked, bot: string | undefined): boolean {
  if (metadata?.event_type !== 'region_failover') return false;
  if (bot !== undefined && bot_id !== undefined && bot_id !== bot) return false;
  const { incident, item } = (metadata.event_payload ?? {}) as { incident?: unknown; item?: unknown };
  return incident === marked.incident && item === marked.item;
}

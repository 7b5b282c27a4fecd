import type { Clock } from '../../src/clock.ts';
import type { Incident, Places } from '../incidents/incident.ts';
import { announcement } from '../messages/announce.ts';
import type { SlackMessage } from '../messages/blocks.ts';
import { headline } from '../messages/headline.ts';
import type { Shown } from '../messages/shown.ts';
import { storyMessage } from '../messages/story.ts';
import { Later, type SlackPort } from '../ports.ts';
import type { OutboxItem } from '../store/store.ts';
import { SlackRefusal, type SlackCall } from './call.ts';
import { findMessage } from './find-message.ts';
import { createIdentity } from './identity.ts';
import { createMembership } from './membership.ts';

type Place = NonNullable<Places['slack']>;

/** What the messages need. `page`: the signed address of the incident's live page. */
export interface SlackPortOptions {
  readonly call: SlackCall;
  readonly clock: Clock;
  readonly page: (incident: string) => string | undefined;
}

/** Slack as the rest of the bot uses it. Items say by `attempts` above 1 that an earlier try may have posted the message. */
export function createSlackPort({ call, clock, page }: SlackPortOptions): SlackPort {
  const identity = createIdentity(call);
  const shown = (incident: Incident): Shown => {
    const address = page(incident.id);
    return { now: clock.now(), ...(address === undefined ? {} : { page: address }) };
  };
  const post = createPost(call, async () => (await identity()).bot);
  return {
    headline: async (incident, item) => {
      const message = headline(incident, shown(incident), item.id);
      const place = incident.places.slack;
      if (place !== undefined && (await edited(call, place, message))) return place;
      const { channel } = incident.policy.incidents;
      const ts = await post({ channel, message }, incident, item);
      return await withPermalink(call, { channel, ts });
    },
    story: async (incident, story, item) => {
      const place = incident.places.slack;
      if (place === undefined) throw new Later('The headline has not been posted yet', 2_000);
      const message = storyMessage(incident, story, { shown: shown(incident), item: item.id });
      const { channel, ts: thread } = place;
      await post({ channel, thread, broadcast: story.broadcast, message }, incident, item);
    },
    announce: async (channel, incident, item) => {
      await post({ channel, message: announcement(incident, shown(incident), item.id) }, incident, item);
    },
    membership: createMembership(call, { clock, team: async () => (await identity()).team }),
  };
}

interface Posting {
  readonly channel: string;
  readonly message: SlackMessage;
  readonly thread?: string;
  readonly broadcast?: boolean;
}

/** Posts a message unless an earlier try has; gives its `ts`. */
function createPost(call: SlackCall, botId: () => Promise<string | undefined>) {
  return async (posting: Posting, incident: Incident, item: OutboxItem): Promise<string> => {
    const { channel, thread, broadcast = false, message } = posting;
    if (item.attempts > 1) {
      const where = { channel, bot: await botId(), ...(thread === undefined ? {} : { thread }) };
      const found = await findMessage(call, where, { incident: incident.id, item: item.id });
      if (found !== undefined) return found;
    }
    const inThread = thread === undefined ? {} : { thread_ts: thread, reply_broadcast: broadcast };
    const answer = await call({ method: 'chat.postMessage', channel }, (client) =>
      client.chat.postMessage({ channel, ...message, ...inThread }),
    );
    if (answer.ts === undefined) throw new Later('Slack did not say where the message stands');
    return answer.ts;
  };
}

/** Whether the message could be edited; false where somebody has deleted it, so that it must be posted anew. */
async function edited(call: SlackCall, { channel, ts }: Place, message: SlackMessage): Promise<boolean> {
  const { text, blocks, parse, link_names, metadata } = message;
  try {
    await call({ method: 'chat.update' }, (client) =>
      client.chat.update({
        channel,
        ts,
        text,
        blocks,
        parse,
        link_names,
        ...(metadata === undefined ? {} : { metadata }),
      }),
    );
    return true;
  } catch (error) {
    const gone = ['message_not_found', 'cant_update_message', 'edit_window_closed'];
    if (error instanceof SlackRefusal && gone.includes(error.code)) return false;
    throw error;
  }
}

/** The address of a message is pleasant to have; the message counts without it. */
async function withPermalink(call: SlackCall, place: Place): Promise<Place> {
  try {
    const { permalink } = await call({ method: 'chat.getPermalink' }, (client) =>
      client.chat.getPermalink({ channel: place.channel, message_ts: place.ts }),
    );
    return permalink === undefined ? place : { ...place, permalink };
  } catch (error) {
    if (error instanceof Later || error instanceof SlackRefusal) return place;
    throw error;
  }
}

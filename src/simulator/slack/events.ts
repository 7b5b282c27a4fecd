import { deliver } from './delivery.ts';
import { textOf } from './fields.ts';
import type { Json } from './fields.ts';
import type { SlackSide } from './side.ts';

/** When an event that was not acknowledged is sent again: at once, after a minute, after five (https://docs.slack.dev/apis/events-api). */
const RETRY_AFTER_MS = [0, 60_000, 300_000];

/** Sends an event to the app, and again when it is not acknowledged; resolves when it is, or when Slack gives up. */
export async function sendEvent(side: SlackSide, event: Json): Promise<boolean> {
  const { identity } = side.workspace.directory;
  const payload = {
    token: 'verification-token-is-deprecated',
    team_id: identity.teamId,
    api_app_id: identity.appId,
    type: 'event_callback',
    event_id: side.workspace.nextId('Ev'),
    event_time: Math.floor(side.clock.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: identity.teamId,
        user_id: identity.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    event,
  };
  let reason = '';
  for (let attempt = 0; attempt <= RETRY_AFTER_MS.length; attempt += 1) {
    const waitMs = attempt === 0 ? 0 : (RETRY_AFTER_MS[attempt - 1] ?? 0);
    if (waitMs > 0) await side.clock.sleep(waitMs, side.closing).catch(() => undefined);
    if (side.closing.aborted) return false;
    const outcome = await deliver(side, {
      kind: 'events_api',
      about: textOf(event['type']),
      payload,
      ...(attempt === 0 ? {} : { retry: { attempt, reason } }),
    });
    if (outcome.state === 'acknowledged') return true;
    reason = outcome.state === 'operation_timeout' ? 'http_timeout' : 'http_error';
  }
  return false;
}

/** The event of a message, when the app has subscribed to those of that kind of channel. */
export function messageEvents(
  side: SlackSide,
  message: { channel: string; user: string; text: string; ts: string; threadTs?: string },
): Json[] {
  const channel = side.workspace.directory.channels.get(message.channel);
  if (!channel?.app) return [];
  const kind = channel.direct ? 'im' : channel.private ? 'groups' : 'channels';
  const { botUserId, teamId } = side.workspace.directory.identity;
  const event = {
    channel: message.channel,
    user: message.user,
    text: message.text,
    ts: message.ts,
    team: teamId,
    event_ts: message.ts,
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
  };
  const channelType = channel.direct ? 'im' : channel.private ? 'group' : 'channel';
  return [
    ...(side.app.events.includes(`message.${kind}`)
      ? [{ type: 'message', ...event, channel_type: channelType }]
      : []),
    ...(side.app.events.includes('app_mention') && message.text.includes(`<@${botUserId}>`)
      ? [{ type: 'app_mention', ...event }]
      : []),
  ];
}

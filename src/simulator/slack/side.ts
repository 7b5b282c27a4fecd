import type { Clock } from '../clock.ts';
import type { CallLog } from './call-log.ts';
import type { DeliveryFault, FaultList, SlackFault } from './faults.ts';
import type { RateLimiter } from './rate-limits.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Sockets } from './socket-mode.ts';
import type { Triggers } from './triggers.ts';
import type { Workspace } from './workspace.ts';

/** Where the app takes requests; what is left out is not delivered over HTTP. */
export interface RequestUrls {
  commandUrl?: string | undefined;
  interactionUrl?: string | undefined;
  eventsUrl?: string | undefined;
}

/** The app's credentials, and what it may do. */
export interface AppSettings {
  readonly signingSecret: string;
  readonly botToken: string;
  readonly appToken: string;
  /** The bot token's scopes; all that any method here wants, unless told. */
  readonly scopes: readonly string[] | undefined;
  /** The events the app has subscribed to, such as `message.channels` and `app_mention`. */
  readonly events: readonly string[];
}

/** Everything that the parts of the local Slack share. */
export interface SlackSide {
  readonly workspace: Workspace;
  /** The workspace's time: timestamps, rate limits, retries of events, the life of a response_url. */
  readonly clock: Clock;
  /** Real time: the three seconds for an acknowledgement and of a trigger_id, signatures. */
  readonly wall: Clock;
  readonly app: AppSettings;
  readonly urls: RequestUrls;
  readonly faults: FaultList<SlackFault>;
  readonly deliveryFaults: FaultList<DeliveryFault>;
  readonly limiter: RateLimiter;
  readonly log: CallLog;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly sockets: Sockets;
  /** Aborted when the server is closed: nothing waits longer than that. */
  readonly closing: AbortSignal;
  /** The address of the server, without a slash at its end. */
  url: string;
}

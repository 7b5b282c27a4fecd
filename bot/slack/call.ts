import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  type WebClient,
} from '@slack/web-api';
import type { Clock } from '../../src/clock.ts';
import { Later } from '../ports.ts';
import { fixFor, isPassing } from './slack-errors.ts';

/** Slack has refused a call in a way that neither waiting nor the workspace's admins mend. `code` is Slack's word. */
export class SlackRefusal extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

/** A refusal that somebody can mend: what Slack said, and what to do. */
export interface SlackProblem {
  readonly code: string;
  readonly method: string;
  readonly channel?: string;
  readonly fix: string;
}

/** Which limit of Slack a call counts against: posts are limited by channel, everything else by method. */
export interface SlackLimit {
  readonly method: string;
  readonly channel?: string;
}

/** One call of Slack's Web API. Throws `Later` where coming back is right, and `SlackRefusal` where it is not. */
export type SlackCall = <T>(limit: SlackLimit, work: (client: WebClient) => Promise<T>) => Promise<T>;

/** How often a refusal that somebody must mend is tried again, in ms. */
const mendEveryMs = 60_000;

/**
 * Calls Slack and sorts out what can go wrong. After a 429 no call of the same kind leaves before the time that Slack named.
 * `onRateLimited` counts those, `onProblem` is told what somebody must mend.
 */
export function createSlackCall({
  client,
  clock,
  onProblem,
  onRateLimited,
}: {
  readonly client: WebClient;
  readonly clock: Clock;
  readonly onProblem: (problem: SlackProblem) => void;
  readonly onRateLimited?: (method: string) => void;
}): SlackCall {
  const closedUntil = new Map<string, number>();
  return async (limit, work) => {
    const key = `${limit.method} ${limit.channel ?? ''}`;
    const until = closedUntil.get(key);
    const now = clock.now();
    if (until !== undefined && until > now)
      throw new Later(`Slack has asked to wait before ${limit.method}`, until - now);
    closedUntil.delete(key);
    try {
      return await clock.during(work(client));
    } catch (error) {
      if (error instanceof WebAPIRateLimitedError) {
        const waitMs = error.retryAfter * 1_000;
        closedUntil.set(key, clock.now() + waitMs);
        onRateLimited?.(limit.method);
        throw new Later(`Slack limits ${limit.method}`, waitMs);
      }
      throw sorted(error, limit, onProblem);
    }
  };
}

function sorted(error: unknown, limit: SlackLimit, onProblem: (problem: SlackProblem) => void): Error {
  const { method } = limit;
  if (error instanceof WebAPIHTTPError) return new Later(`Slack answered ${method} with ${error.statusCode}`);
  if (error instanceof WebAPIRequestError)
    return new Later(`Slack did not answer ${method}: ${error.original.message}`);
  if (error instanceof WebAPIPlatformError) return refusal(error, limit, onProblem);
  // What the client throws for a 429 that does not say when to come back, and for an answer that is no JSON.
  return new Later(
    `Slack could not be asked for ${method}: ${error instanceof Error ? error.message : String(error)}`,
  );
}

function refusal(
  { data }: WebAPIPlatformError,
  limit: SlackLimit,
  onProblem: (problem: SlackProblem) => void,
): Error {
  const { method, channel } = limit;
  const code = data.error;
  if (isPassing(code)) return new Later(`Slack answered ${method} with ${code}`);
  const fix = fixFor(code);
  const where = channel === undefined ? '' : ` in ${channel}`;
  if (fix !== undefined) {
    onProblem({ code, fix, ...limit });
    return new Later(`Slack refused ${method}${where}: ${code}. ${fix}`, mendEveryMs);
  }
  const why = (data.response_metadata?.messages ?? []).join('; ');
  return new SlackRefusal(`Slack refused ${method}${where}: ${code}${why === '' ? '' : ` (${why})`}`, code);
}

import type { Clock } from '../clock.ts';

/**
 * How often a method may be called, in the groups that Slack's documentation sorts its methods into
 * (https://docs.slack.dev/apis/web-api/rate-limits).
 */
export type Tier = 'tier1' | 'tier2' | 'tier3' | 'tier4' | 'post' | 'unlimited';

/** Calls a minute for the tiers; for `post`, messages a second in one channel and how many may come in one burst. */
export interface RateLimits {
  readonly tier1: number;
  readonly tier2: number;
  readonly tier3: number;
  readonly tier4: number;
  readonly postPerSecond: number;
  readonly postBurst: number;
}

/** Slack promises at least these; the burst of posts is a cautious guess at its "short bursts". */
export const publishedLimits: RateLimits = {
  // "1+ per minute"; an app that opens its connections at start needs a few.
  tier1: 10,
  tier2: 20,
  tier3: 50,
  tier4: 100,
  postPerSecond: 1,
  postBurst: 5,
};

/** Counts calls; `refuse` gives the seconds to wait when there were too many, and counts the call otherwise. */
export interface RateLimiter {
  refuse(method: string, tier: Tier, channel: string): number | undefined;
}

/** Makes a limiter over the workspace's clock. */
export function createRateLimiter(clock: Clock, limits: RateLimits): RateLimiter {
  const calls = new Map<string, number[]>();
  const buckets = new Map<string, { tokens: number; at: number }>();

  const perMinute = (method: string, most: number) => {
    const now = clock.now();
    const recent = (calls.get(method) ?? []).filter((at) => at > now - 60_000);
    calls.set(method, recent);
    const oldest = recent[0];
    if (recent.length >= most && oldest !== undefined) return secondsUntil(oldest + 60_000 - now);
    recent.push(now);
    return undefined;
  };

  const posts = (channel: string) => {
    const now = clock.now();
    const bucket = buckets.get(channel) ?? { tokens: limits.postBurst, at: now };
    const earned = ((now - bucket.at) / 1000) * limits.postPerSecond;
    const tokens = Math.min(limits.postBurst, bucket.tokens + earned);
    const allowed = tokens >= 1;
    buckets.set(channel, { tokens: allowed ? tokens - 1 : tokens, at: now });
    return allowed ? undefined : secondsUntil(((1 - tokens) / limits.postPerSecond) * 1000);
  };

  return {
    refuse: (method, tier, channel) => {
      if (tier === 'unlimited') return undefined;
      return tier === 'post' ? posts(channel) : perMinute(method, limits[tier]);
    },
  };
}

function secondsUntil(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}

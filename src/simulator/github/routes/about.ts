import { ok } from '../http/answer.ts';
import type { Call, Route } from '../http/route.ts';

/** What GitHub says of itself: https://docs.github.com/en/rest/meta */
export const aboutRoutes: readonly Route[] = [
  {
    template: 'GET /meta',
    for: 'anyone',
    handle: () =>
      ok({ verifiable_password_authentication: false, hooks: ['127.0.0.0/8'], api: ['127.0.0.0/8'] }),
  },
  { template: 'GET /rate_limit', for: 'anyone', handle: (call) => ok(rateLimit(call)) },
];

/** How many requests an hour an installation has; the local GitHub never counts them down. */
export const hourlyLimit = 5_000;

function rateLimit({ site }: Call) {
  const reset = Math.ceil(site.appClock.now() / 1000) + 3_600;
  const rate = { limit: hourlyLimit, used: 0, remaining: hourlyLimit, reset };
  return { resources: { core: rate, search: { ...rate, limit: 30, remaining: 30 } }, rate };
}

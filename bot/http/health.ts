import type { Metrics } from '../metrics/metrics.ts';
import type { Store } from '../store/store.ts';
import { pathOf, sendJson } from './answer.ts';
import type { Route } from './server.ts';

/** What readiness is judged by. */
export interface HealthParts {
  readonly store: Pick<Store, 'ping'>;
  readonly slackReady: () => boolean;
  /** Whether GitHub has answered lately. */
  readonly gitHubReady: () => boolean;
  readonly stopping: () => boolean;
  readonly metrics: Pick<Metrics, 'text'>;
}

/**
 * `/healthz`: the process answers. `/readyz`: it can do its work. Slack and GitHub must have been reached once; when one of them goes
 * down later the bot stays ready, because it is what people turn to then, and the answer says what is missing.
 */
export function createHealthRoute(parts: HealthParts): Route {
  let wasConnected = false;
  return async (req, res) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return false;
    switch (pathOf(req)) {
      case '/healthz':
        sendJson(res, 200, { ok: true });
        return true;
      case '/readyz': {
        const state = {
          database: await parts.store.ping(),
          slack: parts.slackReady(),
          github: parts.gitHubReady(),
          stopping: parts.stopping(),
        };
        wasConnected ||= state.slack && state.github;
        const ready = state.database && wasConnected && !state.stopping;
        sendJson(res, ready ? 200 : 503, { ready, ...state });
        return true;
      }
      case '/metrics': {
        const { type, body } = await parts.metrics.text();
        res.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
        return true;
      }
      default:
        return false;
    }
  };
}

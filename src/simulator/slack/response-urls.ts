import type { Clock } from '../clock.ts';

/** A response_url answers five times in thirty minutes (https://docs.slack.dev/interactivity/handling-user-interaction). */
const MOST_USES = 5;
const LIFE_MS = 30 * 60_000;

/** Where an answer goes: to whom, in which channel, and which message it may replace. */
export interface ResponseTarget {
  readonly user: string;
  readonly channel: string;
  /** The message whose button was pressed. */
  readonly source?: { readonly ts: string; readonly ephemeral: boolean; readonly threadTs?: string };
}

/** The response_urls that are out. */
export interface ResponseUrls {
  issue(target: ResponseTarget): string;
  /** Uses a path once, or says why it cannot be. */
  use(
    path: string,
  ):
    | { readonly ok: true; readonly target: ResponseTarget }
    | { readonly ok: false; readonly error: 'invalid_url' | 'expired_url' | 'used_url' };
}

/** Makes an issuer of paths over the workspace's time. */
export function createResponseUrls(clock: Clock): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; at: number; uses: number }>();
  return {
    issue: (target) => {
      const path = `/response/${issued.size + 1}`;
      issued.set(path, { target, at: clock.now(), uses: 0 });
      return path;
    },
    use: (path) => {
      const found = issued.get(path);
      if (!found) return { ok: false, error: 'invalid_url' };
      if (clock.now() - found.at > LIFE_MS) return { ok: false, error: 'expired_url' };
      if (found.uses >= MOST_USES) return { ok: false, error: 'used_url' };
      found.uses += 1;
      return { ok: true, target: found.target };
    },
  };
}

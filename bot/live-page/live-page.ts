import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../src/clock.ts';
import type { Refusals } from '../http/refusals.ts';
import type { IncidentId } from '../incidents/incident.ts';
import type { Store } from '../store/store.ts';
import { checkLink, signLink } from './link-token.ts';
import { pageHeaders, pageHtml, refusalHtml } from './page-html.ts';
import { pageState } from './page-parts.ts';
import { createWatchers, type Watchers } from './watchers.ts';

/** What the live page is made of. */
export interface LivePageParts {
  readonly store: Pick<Store, 'readIncident'>;
  /** Signs the links; at least 32 characters. */
  readonly secret: string;
  readonly clock: Clock;
  /** Is told of links that are none of ours; not of those that have expired, which people keep. */
  readonly refusals: Refusals;
  /** Where people reach the bot, without a slash at the end. */
  readonly publicUrl: string;
  /** How many readers may watch at once: 200 unless told otherwise. */
  readonly mostStreams?: number;
}

/** The page `/runs/ID`, for whoever holds a signed link. */
export interface LivePage {
  /** A link that opens the incident's page for a day. */
  link(incident: IncidentId): string;
  /** Answers when the request is for a page; false when it is none of ours. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  /** The incident has changed: tells everybody who watches it. */
  notify(incident: IncidentId): Promise<void>;
  /** Ends every stream. */
  close(): void;
}

/** Makes the live page. */
export function createLivePage(parts: LivePageParts): LivePage {
  const watchers = createWatchers(parts);
  return {
    link: (incident) => {
      const token = signLink(parts.secret, incident, parts.clock.now());
      return `${parts.publicUrl}/runs/${encodeURIComponent(incident)}?token=${token}`;
    },
    handle: async (req, res) => await handle(req, res, { parts, watchers }),
    notify: async (incident) => {
      await watchers.changed(incident);
    },
    close: () => {
      watchers.close();
    },
  };
}

interface Context {
  readonly parts: LivePageParts;
  readonly watchers: Watchers;
}

async function handle(
  req: IncomingMessage,
  res: ServerResponse,
  { parts, watchers }: Context,
): Promise<boolean> {
  const address = req.url ?? '/';
  if (!/^\/runs(?:[/?]|$)/.test(address)) return false;
  const url = URL.canParse(address, parts.publicUrl) ? new URL(address, parts.publicUrl) : undefined;
  const [, name, events] = /^\/runs\/([^/]{1,600})(\/events)?$/.exec(url?.pathname ?? '') ?? [];
  const incident = decoded(name);
  if (url === undefined || incident === undefined) return refuse(req, res, refusals.unknown);
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    res.setHeader('allow', 'GET, HEAD');
    return refuse(req, res, refusals.method);
  }
  const now = parts.clock.now();
  const token = url.searchParams.get('token') ?? '';
  const check = checkLink({ secret: parts.secret, incident, token }, now);
  if (check.state === 'wrong')
    await parts.refusals.note({
      at: 'live-page',
      code: 'LINK',
      message: 'a link to a live page that the bot has not signed',
    });
  if (check.state !== 'good') return refuse(req, res, refusals[check.state]);
  const known = await parts.store.readIncident(incident);
  if (known === undefined) return refuse(req, res, refusals.unknown);
  if (events !== undefined && req.method === 'GET') {
    const last = req.headers['last-event-id'];
    const took = watchers.add(known, {
      res,
      expiresAt: check.expiresAt,
      version: typeof last === 'string' ? last : '',
    });
    return took || refuse(req, res, refusals.full);
  }
  const nonce = randomBytes(16).toString('base64');
  return answer(req, res, { status: 200, nonce, html: pageHtml(pageState(known, now), nonce) });
}

function decoded(name: string | undefined): string | undefined {
  try {
    return name === undefined ? undefined : decodeURIComponent(name);
  } catch {
    return undefined;
  }
}

interface PageRefusal {
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

const refusals = {
  wrong: {
    status: 403,
    title: 'This link does not open anything',
    text: 'It is not complete, or not one of ours. Open the newest link from the headline in the incidents channel, or type `/failover status` in Slack.',
  },
  expired: {
    status: 403,
    title: 'This link has expired',
    text: 'Links are good for a day. Open the newest one from the headline in the incidents channel, or type `/failover status` in Slack.',
  },
  unknown: {
    status: 404,
    title: 'There is no such page',
    text: 'Open the newest link from the headline in the incidents channel, or type `/failover status` in Slack.',
  },
  method: { status: 405, title: 'This page can only be read', text: 'Open it with GET.' },
  full: {
    status: 503,
    title: 'Too many people are watching',
    text: 'Reload the page to see the newest state.',
  },
} as const satisfies Readonly<Record<string, PageRefusal>>;

function refuse(req: IncomingMessage, res: ServerResponse, refusal: PageRefusal): true {
  const nonce = randomBytes(16).toString('base64');
  if (refusal.status === 503) res.setHeader('retry-after', '10');
  return answer(req, res, { status: refusal.status, nonce, html: refusalHtml(refusal, nonce) });
}

function answer(
  { method }: IncomingMessage,
  res: ServerResponse,
  { status, nonce, html }: { readonly status: number; readonly nonce: string; readonly html: string },
): true {
  const body = Buffer.from(html);
  res.writeHead(status, { ...pageHeaders(nonce), 'content-length': body.length });
  res.end(method === 'HEAD' ? undefined : body);
  return true;
}

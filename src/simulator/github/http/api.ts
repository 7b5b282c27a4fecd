import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerOfFault, type ApiFault, type ApiFaults } from '../faults.ts';
import { hourlyLimit } from '../routes/about.ts';
import type { Site } from '../site.ts';
import { notFound, refused, type Answer } from './answer.ts';
import type { Caller } from './auth.ts';
import { findRoute, handleRoute } from './router.ts';
import type { Services } from './route.ts';

/** One request and its answer, as tests and the log see them. */
export interface Exchange {
  readonly method: string;
  /** `/repos/{owner}/{repo}`; undefined for an operation that is not there. */
  readonly template: string | undefined;
  /** Below `/api/v3`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly caller: Caller['kind'];
  readonly accept: string;
  readonly requestBody: unknown;
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: unknown;
  /** The fault that stood between. */
  readonly fault: ApiFault['kind'] | undefined;
}

/** What serving the API takes. */
export interface ApiNeeds extends Services {
  readonly faults: ApiFaults;
  readonly told: (exchange: Exchange) => void;
  readonly stop: AbortSignal;
}

interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly accept: string;
  readonly body: unknown;
}

const maxBodyBytes = 5_000_000;

/** Answers one request to the API, whose path has lost its prefix. */
export async function serveApi(
  needs: ApiNeeds,
  { request, response, url }: { request: IncomingMessage; response: ServerResponse; url: URL },
): Promise<void> {
  const { site } = needs;
  const method = request.method ?? 'GET';
  const path = url.pathname.slice('/api/v3'.length) || '/';
  const fault = needs.faults.take(method, path);
  if (fault?.kind === 'drop') {
    request.socket.destroy();
    return;
  }
  if (fault?.kind === 'hang') return;
  const body = await readJson(request);
  if (fault?.kind === 'slow')
    await site.clock.sleep(fault.delayMs ?? 1_000, needs.stop).catch(() => undefined);
  const { authorization, accept = '' } = request.headers;
  const incoming = { method, path, query: url.searchParams, authorization, accept, body };
  const faulty = fault && answerOfFault(fault, site.appClock);
  const { answer, caller } = faulty ? { answer: faulty, caller: undefined } : await answerTo(needs, incoming);
  const sent = wire(site, answer, { method, noneMatch: request.headers['if-none-match'] });
  needs.told({
    method,
    path,
    template: findRoute(method, path)?.route.template.split(' ')[1],
    query: Object.fromEntries(url.searchParams),
    caller: caller?.kind ?? 'nobody',
    accept,
    requestBody: body === unreadable ? undefined : body,
    status: sent.status,
    responseHeaders: sent.headers,
    responseBody: answer.text?.content ?? answer.body,
    fault: fault?.kind,
  });
  if (fault?.kind === 'lost-answer') {
    request.socket.destroy();
    return;
  }
  response.writeHead(sent.status, sent.headers).end(method === 'HEAD' ? undefined : sent.content);
}

async function answerTo(
  needs: ApiNeeds,
  { method, path, query, authorization, accept, body }: Incoming,
): Promise<{ answer: Answer; caller?: Caller }> {
  if (body === unreadable) return { answer: refused(400, 'Problems parsing JSON') };
  const caller = await needs.credentials.identify(authorization);
  if ('status' in caller) return { answer: caller };
  const found = findRoute(method === 'HEAD' ? 'GET' : method, path);
  if (!found) return { answer: notFound, caller };
  const { params } = found;
  const address = `${needs.site.apiUrl}${path}`;
  const call = { ...needs, caller, params, query, accept, address, body };
  return { answer: await handleRoute(found, call), caller };
}

function wire(
  site: Site,
  { status, body, text, headers = {} }: Answer,
  { method, noneMatch }: { method: string; noneMatch: string | undefined },
) {
  const now = site.appClock.now();
  const content = text?.content ?? (body === undefined ? '' : JSON.stringify(body));
  const etag = `W/"${createHash('sha256').update(content).digest('hex')}"`;
  const unchanged = method === 'GET' && status === 200 && noneMatch === etag;
  return {
    status: unchanged ? 304 : status,
    content: unchanged ? '' : content,
    headers: {
      ...(content === '' ? {} : { 'content-type': text?.type ?? 'application/json; charset=utf-8' }),
      ...(method === 'GET' && status === 200 ? { etag } : {}),
      date: new Date(now).toUTCString(),
      'x-github-request-id': randomUUID(),
      'x-ratelimit-limit': String(hourlyLimit),
      'x-ratelimit-remaining': String(hourlyLimit - 1),
      'x-ratelimit-used': '1',
      'x-ratelimit-resource': 'core',
      'x-ratelimit-reset': String(Math.ceil(now / 1000) + 3_600),
      ...headers,
    },
  };
}

const unreadable = Symbol('a body that is no JSON');

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBodyBytes) return unreadable;
    chunks.push(chunk);
  }
  if (length === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return unreadable;
  }
}

import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject, parseJson, textOf } from '../fields.ts';
import { readText } from '../http.ts';
import type { SlackSide } from '../side.ts';
import { findUser } from '../world.ts';
import type { User } from '../world.ts';
import { act } from './actions.ts';
import { renderDocument } from './document.ts';
import type { PageOptions } from './options.ts';
import { actors } from './people.ts';
import { channelsOf } from './sidebar.ts';
import { createStreams } from './streams.ts';
import type { Streams } from './streams.ts';

/** The page on which people use the local Slack. */
export interface ChannelPage {
  /** Answers every request that is not an app's. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** Makes the page of a workspace. */
export function createPage(side: SlackSide, options: PageOptions): ChannelPage {
  const streams = createStreams(side, options);
  return {
    handle: async (request, response) => {
      const url = new URL(request.url ?? '/', 'http://local');
      // A page of another site must be able neither to read this one (by a name that points here) nor to press its buttons.
      if (!isOurHost(side, request)) refuse(response, 421, 'This server answers to its own address only.');
      else if (request.method === 'POST') await answerAct(side, options, { request, response, url });
      else if (request.method === 'GET') answerGet(side, { streams, options }, { request, response, url });
      else refuse(response, 405, 'Only GET and POST.');
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

function isOurHost(side: SlackSide, request: IncomingMessage): boolean {
  const { port } = new URL(side.url);
  return [`127.0.0.1:${port}`, `localhost:${port}`].includes(request.headers.host ?? '');
}

function isOurOrigin(request: IncomingMessage): boolean {
  return request.headers.origin === `http://${request.headers.host ?? ''}`;
}

function answerGet(
  side: SlackSide,
  { streams, options }: { streams: Streams; options: PageOptions },
  { request, response, url }: Exchange,
): void {
  const me = chosenPerson(side, options, url);
  const channels = me ? channelsOf(side, me) : [];
  const place = channels.find((one) => one.id === url.searchParams.get('channel')) ?? channels[0];
  if (!me || !place) {
    refuse(response, 404, 'There is nobody here who could see a channel.');
    return;
  }
  const archived = /^\/archives\/([A-Z0-9]+)\/p(\d+)(\d{6})$/.exec(url.pathname);
  if (url.pathname === '/page/stream') {
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin') refuse(response, 403, 'For the page itself only.');
    else streams.open(response, { me, place, thread: url.searchParams.get('thread') ?? undefined });
  } else if (archived) {
    const [, channel = '', seconds = '', micros = ''] = archived;
    const thread = url.searchParams.get('thread_ts') ?? `${seconds}.${micros}`;
    const to = new URLSearchParams({ channel, thread });
    response.writeHead(302, { location: `/?${to.toString()}` }).end();
  } else if (url.pathname === '/') {
    sendDocument(side, options, { response, me });
  } else {
    refuse(response, 404, 'There is nothing here.');
  }
}

function chosenPerson(side: SlackSide, options: PageOptions, url: URL): User | undefined {
  const people = actors(side);
  const wanted = url.searchParams.get('as') ?? options.person;
  return people.find((user) => user.name === wanted) ?? people[0];
}

function sendDocument(
  side: SlackSide,
  options: PageOptions,
  { response, me }: { response: ServerResponse; me: User },
): void {
  const nonce = randomBytes(18).toString('base64');
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'content-security-policy': [
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      `style-src 'nonce-${nonce}'`,
      "connect-src 'self'",
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  });
  response.end(renderDocument(side, { options, me, nonce }));
}

async function answerAct(
  side: SlackSide,
  options: PageOptions,
  { request, response, url }: Exchange,
): Promise<void> {
  const isJson = (request.headers['content-type'] ?? '').startsWith('application/json');
  if (url.pathname !== '/page/act') refuse(response, 404, 'There is nothing here.');
  else if (!isOurOrigin(request) || !isJson) refuse(response, 403, 'For the page itself only.');
  else {
    const order = parseJson(await readText(request));
    const name = isObject(order) ? textOf(order['as']) : '';
    if (!isObject(order) || !actors(side).some((user) => user.name === name)) {
      refuse(response, 400, 'Who does what?');
      return;
    }
    const outcome = await act(side, options, { me: findUser(side.workspace.directory, name), order });
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(outcome));
  }
}

function refuse(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${why}\n`);
}

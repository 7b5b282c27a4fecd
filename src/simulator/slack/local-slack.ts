import { setMaxListeners } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { scaledClock } from '../clock.ts';
import { handleResponseUrl } from './answers.ts';
import { createCallLog } from './call-log.ts';
import type { CallLog } from './call-log.ts';
import { sendEvent } from './events.ts';
import { createFaultList } from './faults.ts';
import type { DeliveryFault, FaultList, SlackFault } from './faults.ts';
import type { Json } from './fields.ts';
import type { PageOptions } from './page/options.ts';
import { createPage } from './page/page.ts';
import type { ChannelPage } from './page/page.ts';
import { personOf } from './person.ts';
import type { SlackPerson } from './person.ts';
import { createRateLimiter, publishedLimits } from './rate-limits.ts';
import type { RateLimits } from './rate-limits.ts';
import { createResponseUrls } from './response-urls.ts';
import type { RequestUrls, SlackSide } from './side.ts';
import { createSockets } from './socket-mode.ts';
import { createTriggers } from './triggers.ts';
import { handleWebApi } from './web-api.ts';
import { channelMessages, createWorkspace, repliesOf } from './workspace.ts';
import type { Change, SlackMessage } from './workspace.ts';
import { findChannel, findGroup, findUser } from './world.ts';
import type { Channel, Identity, SlackWorld, User, UserGroup, UserKind } from './world.ts';

/** How Slack is away: nothing listens, connections are cut, or nothing is ever answered. */
export type Outage = 'refused' | 'reset' | 'hang';

/** What to start a local Slack with. Without a request URL the app is told everything by Socket Mode. */
export interface LocalSlackOptions extends RequestUrls {
  /** The workspace's time: timestamps, rate limits, retries of events, the life of a response_url. */
  readonly clock: Clock;
  /** Real time, for the three seconds an app has; the machine's own unless given. */
  readonly wall?: Clock;
  readonly port?: number;
  readonly signingSecret: string;
  readonly botToken: string;
  readonly appToken: string;
  /** The bot token's scopes: calls that want another one are refused. Any scope, unless given. */
  readonly scopes?: readonly string[];
  /** The events the app has subscribed to, such as `message.channels`. */
  readonly events?: readonly string[];
  readonly limits?: Partial<RateLimits>;
  readonly world: SlackWorld;
  readonly page?: PageOptions;
}

/** A Slack that runs on loopback. */
export interface LocalSlack {
  /** The page's address; the Web API is at `apiUrl`. */
  readonly url: string;
  readonly apiUrl: string;
  readonly identity: Identity;
  readonly log: CallLog;
  readonly faults: FaultList<SlackFault>;
  readonly deliveryFaults: FaultList<DeliveryFault>;
  /** Somebody by handle; throws when there is nobody of that name. */
  as(name: string): SlackPerson;
  channel(name: string): Channel;
  group(handle: string): UserGroup;
  /** What a channel shows, oldest first. */
  messages(channel: string): SlackMessage[];
  /** A message and its replies, oldest first. */
  thread(channel: string, ts: string): SlackMessage[];
  onChange(listener: (change: Change) => void): () => void;
  /** Resolves with the first value that is not undefined, asked now and after every change; rejects after that much real time. */
  until<T>(probe: () => T | undefined, withinMs?: number): Promise<T>;
  /** Sends an event to the app with Slack's retries. */
  emit(event: Json): Promise<boolean>;
  /** Tells where the app takes requests, from now on. */
  deliverTo(urls: RequestUrls): void;
  /** Makes Slack's API (not the page, unless connections are refused) go away until `restore`. */
  outage(how: Outage): Promise<void>;
  restore(): Promise<void>;
  /** Open Socket Mode connections; `refreshSockets` asks the app to connect again, `dropSockets` cuts them. */
  connections(): number;
  refreshSockets(): void;
  dropSockets(): void;
  /** Changes who somebody is: a guest from now on, deleted, a member again. */
  setKind(name: string, kind: UserKind): User;
  setGroupMembers(handle: string, members: readonly string[]): void;
  close(): Promise<void>;
}

/** Starts a Slack on loopback, on a free port unless one is given. */
export async function startLocalSlack(options: LocalSlackOptions): Promise<LocalSlack> {
  const closing = new AbortController();
  // Every delivery that is under way listens.
  setMaxListeners(0, closing.signal);
  const side = createSide(options, closing.signal);
  const state: { outage: Outage | undefined } = { outage: undefined };
  const page = createPage(side, options.page ?? {});
  const server = createServer((request, response) => {
    handle(side, { state, page }, { request, response }).catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket, head) => {
    if (state.outage) socket.destroy();
    else side.sockets.upgrade(request, socket, head);
  });
  const sockets = trackSockets(server);
  const port = await listen(server, options.port ?? 0);
  side.url = `http://127.0.0.1:${port}`;

  return {
    ...lookups(side),
    url: side.url,
    apiUrl: `${side.url}/api/`,
    identity: side.workspace.directory.identity,
    log: side.log,
    faults: side.faults,
    deliveryFaults: side.deliveryFaults,
    emit: (event) => sendEvent(side, event),
    deliverTo: (urls) => {
      Object.assign(side.urls, urls);
    },
    outage: async (how) => {
      state.outage = how;
      side.sockets.drop();
      if (how === 'refused') await stopListening(server, sockets);
    },
    restore: async () => {
      state.outage = undefined;
      if (!server.listening) await listen(server, port);
    },
    connections: () => side.sockets.connected(),
    refreshSockets: () => {
      side.sockets.refresh();
    },
    dropSockets: () => {
      side.sockets.drop();
    },
    close: async () => {
      closing.abort();
      side.sockets.close();
      await stopListening(server, sockets);
    },
  };
}

function createSide(options: LocalSlackOptions, closing: AbortSignal): SlackSide {
  const { clock, wall = scaledClock({ startMs: Date.now(), speed: 1 }) } = options;
  const workspace = createWorkspace(options.world, clock);
  return {
    workspace,
    clock,
    wall,
    closing,
    url: '',
    app: {
      signingSecret: options.signingSecret,
      botToken: options.botToken,
      appToken: options.appToken,
      scopes: options.scopes,
      events: options.events ?? [],
    },
    urls: {
      commandUrl: options.commandUrl,
      interactionUrl: options.interactionUrl,
      eventsUrl: options.eventsUrl,
    },
    faults: createFaultList<SlackFault>(),
    deliveryFaults: createFaultList<DeliveryFault>(),
    limiter: createRateLimiter(clock, { ...publishedLimits, ...options.limits }),
    log: createCallLog(),
    triggers: createTriggers(wall),
    responseUrls: createResponseUrls(clock),
    sockets: createSockets(wall, workspace.directory.identity.appId),
  };
}

/** Everything that looks at the workspace, or changes who is who in it. */
function lookups(side: SlackSide) {
  const { workspace } = side;
  const { directory } = workspace;
  const channel = (name: string): Channel => {
    const found = findChannel(directory, name);
    if (!found) throw new Error(`There is no channel "${name}".`);
    return found;
  };
  const group = (handle: string): UserGroup => {
    const found = findGroup(directory, handle);
    if (!found) throw new Error(`There is no user group "${handle}".`);
    return found;
  };
  return {
    as: (name: string) => personOf(side, findUser(directory, name)),
    channel,
    group,
    messages: (name: string) => channelMessages(workspace, channel(name).id),
    thread: (name: string, ts: string) => {
      const { id } = channel(name);
      const parent = workspace.messages.filter((one) => one.channel === id && one.ts === ts);
      return [...parent, ...repliesOf(workspace, id, ts)];
    },
    onChange: (listener: (change: Change) => void) => workspace.onChange(listener),
    until: <T>(probe: () => T | undefined, withinMs = 10_000) => until(side, probe, withinMs),
    setKind: (name: string, kind: UserKind) => {
      const user = findUser(directory, name);
      user.kind = kind;
      workspace.changed({ kind: 'people' });
      return user;
    },
    setGroupMembers: (handle: string, members: readonly string[]) => {
      const { members: set } = group(handle);
      set.clear();
      for (const name of members) set.add(findUser(directory, name).id);
      workspace.changed({ kind: 'people' });
    },
  };
}

function until<T>(side: SlackSide, probe: () => T | undefined, withinMs: number): Promise<T> {
  const now = probe();
  if (now !== undefined) return Promise.resolve(now);
  const over = new AbortController();
  return new Promise<T>((resolve, reject) => {
    const stop = side.workspace.onChange(() => {
      const value = probe();
      if (value === undefined) return;
      stop();
      over.abort();
      resolve(value);
    });
    side.wall.sleep(withinMs, over.signal).then(
      () => {
        stop();
        reject(new Error(`Slack did not come to show what was waited for within ${withinMs} ms.`));
      },
      () => undefined,
    );
  });
}

async function handle(
  side: SlackSide,
  { state, page }: { state: { outage: Outage | undefined }; page: ChannelPage },
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://local');
  const forApps = pathname.startsWith('/api/') || pathname.startsWith('/response/');
  if (forApps && state.outage) {
    if (state.outage !== 'hang') response.destroy();
    return;
  }
  if (pathname.startsWith('/api/')) await handleWebApi(side, request, response);
  else if (pathname.startsWith('/response/')) await handleResponseUrl(side, request, response);
  else await page.handle(request, response);
}

function trackSockets(server: Server): Set<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return sockets;
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

async function stopListening(server: Server, sockets: Set<Socket>): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    for (const socket of sockets) socket.destroy();
  });
}

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Clock } from '../clock.ts';
import { isObject, parseJson, textOf } from './fields.ts';
import type { Json } from './fields.ts';

/** Slack's own interval; clients give a connection up when the pings they are used to stay away. */
const PING_EVERY_MS = 10_000;

/** One thing that the app is told over a WebSocket (https://docs.slack.dev/apis/events-api/using-socket-mode). */
export interface Envelope {
  readonly envelope_id: string;
  readonly type: 'slash_commands' | 'interactive' | 'events_api';
  readonly accepts_response_payload: boolean;
  readonly payload: Json;
  readonly retry_attempt?: number;
  readonly retry_reason?: string;
}

/** The WebSocket connections of the app. */
export interface Sockets {
  /** The address for one connection, as `apps.connections.open` answers it. */
  openAddress(serverUrl: string): string;
  /** Takes an upgrade request of the server; refuses it without a ticket that was issued and not used. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  connected(): number;
  /**
   * Sends an envelope and resolves with what the app acknowledges it with. An envelope whose connection goes away before that is sent
   * again over the next one.
   */
  send(envelope: Envelope): Promise<Json>;
  /** Stops waiting for the acknowledgement of an envelope. */
  forget(envelopeId: string): void;
  /** Asks the app to connect again, as Slack does every few hours. */
  refresh(): void;
  /** Cuts all connections without a word. */
  drop(): void;
  close(): void;
}

interface Pending {
  readonly envelope: Envelope;
  readonly acknowledge: (payload: Json) => void;
  carrier: WebSocket | undefined;
}

/** Makes the server's side of Socket Mode; pings follow real time. */
export function createSockets(wall: Clock, appId: string): Sockets {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const pending = new Map<string, Pending>();
  const connections = new Set<WebSocket>();
  let issued = 0;

  const transmit = (one: Pending) => {
    const [carrier] = connections;
    one.carrier = carrier;
    carrier?.send(JSON.stringify(one.envelope));
  };
  const accept = (socket: WebSocket) => {
    const gone = new AbortController();
    connections.add(socket);
    socket.on('message', (data) => {
      const message = parseJson((data as Buffer).toString());
      const id = isObject(message) ? textOf(message['envelope_id']) : '';
      const payload = isObject(message) && isObject(message['payload']) ? message['payload'] : {};
      pending.get(id)?.acknowledge(payload);
      pending.delete(id);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      gone.abort();
      connections.delete(socket);
      for (const one of pending.values()) if (one.carrier === socket) transmit(one);
    });
    socket.send(JSON.stringify(hello(appId, connections.size)));
    for (const one of pending.values()) if (!one.carrier) transmit(one);
    void pingUntilGone(socket, wall, gone.signal);
  };

  return {
    openAddress: (serverUrl) => {
      issued += 1;
      const ticket = `ticket-${issued}`;
      tickets.add(ticket);
      return `${serverUrl.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${appId}`;
    },
    upgrade: (request, socket, head) => {
      const url = new URL(request.url ?? '/', 'http://local');
      if (url.pathname !== '/link/' || !tickets.delete(url.searchParams.get('ticket') ?? '')) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, accept);
    },
    connected: () => connections.size,
    send: (envelope) =>
      new Promise((resolve) => {
        const one: Pending = { envelope, acknowledge: resolve, carrier: undefined };
        pending.set(envelope.envelope_id, one);
        transmit(one);
      }),
    forget: (envelopeId) => {
      pending.delete(envelopeId);
    },
    refresh: () => {
      for (const socket of connections)
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: {} }));
    },
    drop: () => {
      for (const socket of connections) socket.terminate();
    },
    close: () => {
      pending.clear();
      for (const socket of connections) socket.terminate();
      server.close();
    },
  };
}

function hello(appId: string, connections: number): Json {
  return {
    type: 'hello',
    num_connections: connections,
    connection_info: { app_id: appId },
    debug_info: { host: 'local', approximate_connection_time: 18_060 },
  };
}

async function pingUntilGone(socket: WebSocket, wall: Clock, gone: AbortSignal): Promise<void> {
  while (!gone.aborted) {
    socket.ping();
    await wall.sleep(PING_EVERY_MS, gone).catch(() => undefined);
  }
}

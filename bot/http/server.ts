import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../log.ts';
import { sendRefusal } from './answer.ts';

/** Answers a request if it is its own; false where the path belongs to somebody else. */
export type Route = (req: IncomingMessage, res: ServerResponse) => Promise<boolean>;

/** The bot's one port. */
export interface HttpServer {
  /** Where it listens: `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Takes no new connections, lets answers that are under way finish for up to `graceMs`, then closes. */
  stop(graceMs?: number): Promise<void>;
}

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/** Listens and asks the routes one after the other; 404 when none of them answers, 500 without particulars when one of them throws. */
export async function startHttpServer({
  host,
  port,
  routes,
  log,
}: {
  readonly host: string;
  readonly port: number;
  readonly routes: readonly Route[];
  readonly log: Log;
}): Promise<HttpServer> {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5000 });
  // Live pages stay open; everything else is far below this.
  server.maxConnections = 2000;
  server.maxHeadersCount = 100;
  server.on('request', (req, res) => {
    void answer(routes, log, { req, res });
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    else socket.destroy();
  });
  await listening(server, { host, port });
  // A connection that could not be taken, for want of file descriptors above all, must not end the bot.
  server.on('error', (error) => {
    log.error({ err: error }, 'a connection could not be taken');
  });
  const address = server.address() as AddressInfo;
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${shown}:${address.port}`,
    stop: (graceMs = 10_000) => stopServer(server, graceMs),
  };
}

interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

async function answer(routes: readonly Route[], log: Log, { req, res }: Exchange): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders)) res.setHeader(name, value);
  try {
    for (const route of routes) if (await route(req, res)) return;
    sendRefusal(res, { status: 404, code: 'NOT_FOUND', message: 'There is nothing here.' });
  } catch (error) {
    log.error({ err: error, method: req.method }, 'a request could not be answered');
    if (res.headersSent) res.destroy();
    else sendRefusal(res, { status: 500, code: 'INTERNAL', message: 'Something went wrong in the bot.' });
  } finally {
    // What was refused without being read must not be read as the next request.
    if (!req.complete) req.once('end', () => undefined).resume();
  }
}

function listening(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const isTaken = 'code' in error && error.code === 'EADDRINUSE';
      const fix = isTaken ? ' Is another bot running? HOST and PORT say where this one listens.' : '';
      reject(
        new Error(`The bot cannot listen on ${host}:${port}: ${error.message}.${fix}`, { cause: error }),
      );
    });
    server.listen(port, host, () => {
      resolve();
    });
  });
}

function stopServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    // Of the machine's time: a process manager that waits for us does not use the bot's clock.
    const late = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}

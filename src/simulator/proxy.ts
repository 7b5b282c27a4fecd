import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { CertificateAuthority } from './tls.ts';
import type { Website } from './website.ts';
import { regionBehind, serveWebsite } from './website.ts';

/** A running forward proxy, for `http_proxy` and `https_proxy`. */
export interface Proxy {
  url: string;
  close(): Promise<void>;
}

/** Serves a forward proxy on loopback: names lead to whatever region the world's DNS (or a load balancer's name) says. */
export async function startProxy(site: Website, authority: CertificateAuthority): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    answerDirect(site, request, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    connect({ site, authority }, request.url ?? '', socket).catch(() => {
      socket.destroy();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
      for (const socket of sockets) socket.destroy();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

function answerDirect(site: Website, request: IncomingMessage, response: ServerResponse): void {
  const url = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : undefined;
  if (!url) {
    response.writeHead(400).end('This is a forward proxy: ask for an absolute URL.\n');
    return;
  }
  const region = regionBehind(site.world, url.hostname);
  if (region === undefined)
    response.writeHead(502, { 'content-type': 'text/plain' }).end(noAnswer(url.hostname));
  else serveWebsite(site, region, { request, response, path: url.pathname });
}

/** Opens a tunnel: the region is decided when the connection is made, as a real client's address would be. */
async function connect(
  { site, authority }: { site: Website; authority: CertificateAuthority },
  target: string,
  socket: Duplex,
): Promise<void> {
  socket.on('error', () => socket.destroy());
  const host = target.replace(/:\d+$/, '');
  const region = regionBehind(site.world, host);
  if (region === undefined) {
    socket.end(
      `HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n${noAnswer(host)}`,
    );
    return;
  }
  socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  const inner = createServer((request, response) => {
    serveWebsite(site, region, { request, response, path: request.url ?? '/' });
  });
  if (!(await beginsWithTls(socket))) {
    inner.emit('connection', socket);
    socket.resume();
    return;
  }
  const secure = new TLSSocket(socket, {
    isServer: true,
    secureContext: await authority.secureContextFor(host),
    // Through a load balancer's own address people ask for the website by its public name.
    SNICallback: (name, done) => {
      authority.secureContextFor(name).then(
        (found) => {
          done(null, found);
        },
        (problem: unknown) => {
          done(problem instanceof Error ? problem : new Error(String(problem)));
        },
      );
    },
  });
  secure.on('error', () => secure.destroy());
  inner.emit('connection', secure);
}

/** Whether what comes through a tunnel is TLS, whose first byte says handshake; what has been looked at stays to be read. */
function beginsWithTls(socket: Duplex): Promise<boolean> {
  return new Promise((resolve) => {
    socket.once('close', () => {
      resolve(false);
    });
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      resolve(first[0] === 0x16);
    });
  });
}

function noAnswer(host: string): string {
  return `The simulated DNS has no address for ${host}.\n`;
}

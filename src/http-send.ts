import type { Agent } from 'node:http';
import { isIP } from 'node:net';
import type { HttpRequest, HttpResponse } from './http.ts';
import { openConnection, type TlsSettings } from './http-connect.ts';
import { exchange } from './http-exchange.ts';
import { proxyAuthorization } from './http-proxy.ts';

const defaultMaxBytes = 64 * 1024;

/** How a request leaves, besides what it says itself. */
export interface SendOptions {
  /** An http:// proxy; a direct connection where absent. */
  readonly proxy?: URL;
  /** What differs from Node's defaults. */
  readonly tls?: Partial<TlsSettings>;
  /** For TCP, proxy and TLS together, in ms; the request's own time where absent. */
  readonly connectTimeoutMs?: number;
  /** Connections to the request's host that are kept between requests. */
  readonly keep?: Agent;
}

/** Sends one request, over a connection of its own unless some are kept, and reads the answer. Throws the network's error when there is none. */
export async function sendRequest(
  request: HttpRequest,
  { proxy, tls, connectTimeoutMs, keep }: SendOptions,
): Promise<HttpResponse> {
  const url = new URL(request.url);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new TypeError(`${url.protocol} is not a URL of the web`);
  const secure = url.protocol === 'https:';
  // Plain HTTP is forwarded by the proxy, not tunnelled, unless another host than the URL's is wanted.
  const forward = !secure && request.connectTo === undefined ? proxy : undefined;
  const deadline = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
  try {
    const connection =
      keep ??
      (await openConnection({
        ...(forward
          ? { host: bare(forward.hostname), port: Number(forward.port || 80) }
          : peerOf(url, request.connectTo)),
        ...(secure && { tls: { name: bare(url.hostname), ...tls } }),
        ...(proxy && !forward && { proxy }),
        signal,
        timeoutMs: Math.min(connectTimeoutMs ?? request.timeoutMs, request.timeoutMs),
      }));
    return await exchange({
      connection,
      method: request.method ?? 'GET',
      path: forward ? `${url.origin}${url.pathname}${url.search}` : `${url.pathname}${url.search}`,
      headers: {
        host: url.host,
        'user-agent': 'region-failover',
        accept: '*/*',
        ...(forward && proxyAuthorization(forward)),
        ...lowerCased(request.headers ?? {}),
      },
      ...(request.body !== undefined && { body: request.body }),
      maxBytes: request.maxBytes ?? defaultMaxBytes,
      signal,
    });
  } catch (error) {
    const late = deadline.aborted && request.signal?.aborted !== true && !connecting(error);
    throw late ? timedOut(url, request.timeoutMs) : error;
  }
}

/** Whether the error says that no connection came about, which is worth more than that time ran out. */
function connecting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'UND_ERR_CONNECT_TIMEOUT';
}

function timedOut(url: URL, timeoutMs: number): Error {
  return Object.assign(new Error(`${url.host} did not finish its answer within ${timeoutMs} ms`), {
    name: 'TimeoutError',
  });
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

function peerOf(url: URL, connectTo: string | undefined): { host: string; port: number } {
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (connectTo === undefined) return { host: bare(url.hostname), port };
  if (isIP(bare(connectTo)) === 6) return { host: bare(connectTo), port };
  const { hostname, port: other } = new URL(`tcp://${connectTo}`);
  return { host: bare(hostname), port: other === '' ? port : Number(other) };
}

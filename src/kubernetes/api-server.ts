import type { Agent } from 'node:http';
import { cleanText } from '../clean-text.ts';
import { retryAfterMs } from '../error-facts.ts';
import { fail } from '../errors.ts';
import type { HttpRequest, HttpResponse } from '../http.ts';
import { openConnection, type TlsSettings } from '../http-connect.ts';
import { keepConnections, takeTurns } from '../http-keep.ts';
import { sendRequest } from '../http-send.ts';
import type { Connection } from './connection.ts';
import type { Cluster, KubernetesObject } from './kubernetes.ts';

/** Limits in ms, of one request; tests shorten them. */
export interface ApiServerLimits {
  readonly connectTimeoutMs: number;
  readonly requestTimeoutMs: number;
}

const pageSize = 500;
const largestAnswer = 64 * 1024 * 1024;

interface Call {
  readonly method: 'GET' | 'PATCH';
  readonly path: string;
  readonly body?: string;
  readonly contentType?: string;
  readonly signal: AbortSignal;
}

/** One API server over a connection. A 401 renews the credentials and is tried once more; all other retries are the engine's. */
export function apiServer(connection: Connection, limits: ApiServerLimits): Cluster {
  const transmit = transmitter(connection, limits);
  const inTurn = takeTurns();
  const send = async (request: Call): Promise<HttpResponse> => await inTurn(() => transmit(request));
  const call = async (request: Call): Promise<Readonly<Record<string, unknown>>> => {
    let response = await send(request);
    if (response.status === 401) {
      connection.forget();
      response = await send(request);
    }
    return bodyOf(response, connection.server);
  };

  return {
    get: async (path, signal) => objectOf(await call({ method: 'GET', path, signal })),
    list: async (path, signal) => {
      const found: KubernetesObject[] = [];
      let next = '';
      do {
        const query = new URLSearchParams({
          limit: String(pageSize),
          ...(next !== '' && { continue: next }),
        });
        const page = await call({
          method: 'GET',
          path: `${path}${path.includes('?') ? '&' : '?'}${query.toString()}`,
          signal,
        });
        const items: readonly unknown[] = Array.isArray(page['items']) ? page['items'] : [];
        found.push(...items.map(objectOf));
        next = continueOf(page);
      } while (next !== '');
      return found;
    },
    mergePatch: async (path, patch, signal) =>
      objectOf(
        await call({
          method: 'PATCH',
          path,
          body: JSON.stringify(patch),
          contentType: 'application/merge-patch+json',
          signal,
        }),
      ),
  };
}

/** Sends requests, over connections that are kept as long as the TLS settings stay the same. */
function transmitter(connection: Connection, limits: ApiServerLimits): (call: Call) => Promise<HttpResponse> {
  const { server, proxy } = connection;
  const { connectTimeoutMs } = limits;
  let kept: { readonly settings: string; readonly agent: Agent } | undefined;
  const agentFor = (tls: Partial<TlsSettings>): Agent => {
    const settings = JSON.stringify(tls);
    if (kept?.settings === settings) return kept.agent;
    const target = {
      host: bare(server.hostname),
      port: Number(server.port || 443),
      tls: { name: bare(server.hostname), ...tls },
      ...(proxy && { proxy }),
      timeoutMs: connectTimeoutMs,
    };
    const agent = keepConnections(() =>
      openConnection({ ...target, signal: AbortSignal.timeout(connectTimeoutMs) }),
    );
    kept = { settings, agent };
    return agent;
  };
  return async (call) => {
    const { tls, headers } = await connection.credentials();
    if (
      server.protocol === 'http:' &&
      headers['authorization'] !== undefined &&
      !isLoopback(server.hostname)
    ) {
      throw fail({
        code: 'INVALID_CALL',
        message: `The API server ${server.origin} is not reached by TLS, so the token would travel in the open; it was not sent.`,
        fix: 'Use an https:// address for the cluster.',
      });
    }
    const request = requestOf(server, { call, headers, timeoutMs: limits.requestTimeoutMs });
    const how = { tls, connectTimeoutMs, ...(proxy && { proxy }) };
    if (server.protocol !== 'https:') return await sendRequest(request, how);
    try {
      return await sendRequest(request, { ...how, keep: agentFor(tls) });
    } catch (error) {
      // A kept connection may have been closed by the server at the very moment it was used again; a new one says how things are.
      if (
        !(error instanceof Error && 'reusedSocket' in error && 'code' in error) ||
        error.code !== 'ECONNRESET'
      )
        throw error;
      return await sendRequest(request, how);
    }
  };
}

function requestOf(
  server: URL,
  given: {
    readonly call: Call;
    readonly headers: Readonly<Record<string, string>>;
    readonly timeoutMs: number;
  },
): HttpRequest {
  const { call, headers, timeoutMs } = given;
  return {
    url: `${server.origin}${server.pathname.replace(/\/$/, '')}${call.path}`,
    method: call.method,
    headers: {
      accept: 'application/json',
      ...headers,
      ...(call.contentType !== undefined && { 'content-type': call.contentType }),
    },
    ...(call.body !== undefined && { body: call.body }),
    timeoutMs,
    maxBytes: largestAnswer,
    signal: call.signal,
  };
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(host) ||
    host.endsWith('.localhost')
  );
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

function bodyOf(response: HttpResponse, server: URL): Readonly<Record<string, unknown>> {
  const body = parse(response.body);
  if (response.status >= 200 && response.status < 300 && body !== undefined) return body;
  const said = typeof body?.['message'] === 'string' ? body['message'] : response.body.slice(0, 200);
  const message = `${server.host} answered ${response.status}: ${cleanText(said) || 'no text'}`;
  const details = body?.['details'] as { readonly retryAfterSeconds?: unknown } | undefined;
  const asked = typeof details?.retryAfterSeconds === 'number' ? details.retryAfterSeconds * 1000 : undefined;
  const waitMs = asked ?? retryAfterMs(response.headers['retry-after'], Date.now());
  throw Object.assign(new Error(message), {
    name: typeof body?.['reason'] === 'string' && body['reason'] !== '' ? body['reason'] : 'KubernetesError',
    // A body that is no JSON under 200 comes from something else than an API server, which 502 says best.
    code: response.status < 300 ? 502 : response.status,
    kubernetes: true,
    ...(waitMs !== undefined && { retryAfterMs: waitMs }),
  });
}

function objectOf(value: unknown): KubernetesObject {
  const metadata = (value as { readonly metadata?: { readonly name?: unknown } } | null)?.metadata;
  if (typeof metadata?.name !== 'string') {
    throw Object.assign(new Error('The API server sent something that is not an object with a name.'), {
      code: 502,
      kubernetes: true,
    });
  }
  // Checked above; the rest of an object's shape is whatever the server's version has, which the kinds read with care.
  return value as KubernetesObject;
}

function continueOf(page: Readonly<Record<string, unknown>>): string {
  const metadata = page['metadata'] as { readonly continue?: unknown } | undefined;
  return typeof metadata?.continue === 'string' ? metadata.continue : '';
}

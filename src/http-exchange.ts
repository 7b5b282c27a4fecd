import { Agent, type IncomingMessage, request as httpRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { HttpResponse } from './http.ts';

/** One request over one open connection, or over one that an agent keeps. */
export interface Exchange {
  readonly connection: Socket | Agent;
  readonly method: string;
  /** Path and query; the whole URL when a proxy forwards plain HTTP. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The body is cut after this many bytes. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** Sends the request and reads the answer; a connection that no agent keeps is closed afterwards. Rejects with Node's error or an AbortError. */
export function exchange(options: Exchange): Promise<HttpResponse> {
  const { connection, method, path, headers, body, maxBytes, signal } = options;
  const kept = connection instanceof Agent;
  return new Promise<HttpResponse>((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = httpRequest({
      method,
      path,
      headers: { ...headers, ...length, ...(kept ? {} : { connection: 'close' }) },
      ...(kept ? { agent: connection } : { createConnection: () => connection }),
      setHost: false,
      signal,
    });
    request.once('error', (error) => {
      reject(request.reusedSocket ? Object.assign(error, { reusedSocket: true }) : error);
    });
    request.once('response', (response) => {
      readBody(response, maxBytes).then((text) => {
        resolve({ status: response.statusCode ?? 0, headers: headersOf(response), body: text });
      }, reject);
    });
    request.end(body);
  }).finally(() => {
    if (!kept) connection.destroy();
  });
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk.subarray(0, maxBytes - size));
    size += chunk.length;
    if (size >= maxBytes) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function headersOf(response: IncomingMessage): Record<string, string> {
  const pairs = Object.entries(response.headers).map(
    ([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')] as const,
  );
  return Object.fromEntries(pairs);
}

import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

const MOST_BYTES = 5_000_000;

/** The body of a request or response as text; throws when it is larger than 5 MB. */
export async function readText(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of message) {
    size += (part as Buffer).length;
    if (size > MOST_BYTES) throw new Error('The body is too large.');
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString();
}

/** Posts a body over a connection of its own; rejects when the other side cannot be reached or hangs up. */
export function post(
  url: string,
  { headers, body, signal }: { headers: Record<string, string>; body: string; signal: AbortSignal },
): Promise<{ status: number; body: string }> {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    // No agent: a connection that is kept alive would keep the app's server from closing.
    const sent = send(url, { method: 'POST', headers, agent: false, signal }, (answer) => {
      readText(answer).then((text) => {
        resolve({ status: answer.statusCode ?? 0, body: text });
      }, reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createGunzip } from 'node:zlib';

/** Why a request was refused, as programs and people read it. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Answers with JSON; nothing of the bot may be cached. */
export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  const text = Buffer.from(`${JSON.stringify(body)}\n`);
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': text.length,
    'cache-control': 'no-store',
  });
  res.end(text);
}

/** Answers with a refusal: `{ error: { code, message } }`. */
export function sendRefusal(res: ServerResponse, { status, code, message }: Refusal): void {
  if (status === 401) res.setHeader('www-authenticate', 'Bearer');
  if (status === 503) res.setHeader('retry-after', '2');
  sendJson(res, status, { error: { code, message } });
}

const tooLarge: Refusal = { status: 413, code: 'TOO_LARGE', message: 'The body is too large.' };

/** The body as bytes, unpacked where it came as gzip; more than `limit` bytes, packed or not, is refused without being read to the end. */
export async function readBody(
  req: IncomingMessage,
  limit: number,
): Promise<{ readonly bytes: Buffer } | { readonly refusal: Refusal }> {
  if (Number(req.headers['content-length'] ?? 0) > limit) return { refusal: tooLarge };
  const encoding = req.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip')
    return {
      refusal: { status: 415, code: 'ENCODING', message: 'Only gzip or no content encoding is understood.' },
    };
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of encoding === 'gzip' ? req.pipe(createGunzip()) : req) {
      const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      size += bytes.length;
      if (size > limit) return { refusal: tooLarge };
      chunks.push(bytes);
    }
  } catch {
    return {
      refusal: { status: 400, code: 'BODY', message: 'The body broke off or could not be unpacked.' },
    };
  }
  return { bytes: Buffer.concat(chunks) };
}

/** JSON in UTF-8; undefined where it is not. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** The path of a request without its query; `/` where the address is nonsense. */
export function pathOf(req: IncomingMessage): string {
  const address = req.url ?? '/';
  return URL.canParse(address, 'http://bot') ? new URL(address, 'http://bot').pathname : '/';
}

import type { ServerResponse } from 'node:http';

/** One reader of the page with the connection that stays open. */
export interface Stream {
  readonly res: ServerResponse;
  /** ms since the epoch: the link is worth nothing afterwards. */
  readonly expiresAt: number;
  /** The state that was sent last. */
  version: string;
}

/** A reader who does not keep up with so many bytes is let go; the browser comes back by itself. */
const mostUnsent = 1_000_000;

/** Sends one server-sent event: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function sendEvent(
  { res }: Stream,
  { event, data, id }: { readonly event: string; readonly data: string; readonly id?: string },
): void {
  if (res.destroyed || res.writableEnded) return;
  const lines = data.split('\n').map((line) => `data: ${line}`);
  res.write([...(id === undefined ? [] : [`id: ${id}`]), `event: ${event}`, ...lines, '', ''].join('\n'));
  if (res.writableLength > mostUnsent) res.destroy();
}

/** Answers with the headers of a stream that no proxy should hold back, and how soon to come back when it breaks. */
export function openStream(res: ServerResponse): void {
  res.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-accel-buffering': 'no',
  });
  res.write('retry: 2000\n\n');
}

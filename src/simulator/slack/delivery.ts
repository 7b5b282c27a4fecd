import { isObject, parseJson } from './fields.ts';
import type { Json } from './fields.ts';
import { post } from './http.ts';
import type { SlackSide } from './side.ts';
import { signatureHeaders } from './signing.ts';
import type { Envelope } from './socket-mode.ts';

/** The app must acknowledge within three seconds (https://docs.slack.dev/interactivity/handling-user-interaction). */
const ACKNOWLEDGE_WITHIN_MS = 3000;

/** Something that the app is to be told. */
export interface Delivery {
  readonly kind: Envelope['type'];
  /** The command, action id, callback id or event type, for the log. */
  readonly about: string;
  readonly payload: Json;
  readonly retry?: { readonly attempt: number; readonly reason: string };
}

/** What became of a delivery; `answer` is what the app acknowledged it with. */
export type Outcome =
  | { readonly state: 'acknowledged'; readonly answer: Json; readonly text: string }
  /** Not acknowledged in time. */
  | { readonly state: 'operation_timeout' }
  /** The app could not be reached, or answered with another status than 200. */
  | { readonly state: 'dispatch_failed'; readonly status?: number };

/** Tells the app something, over HTTP where it has a request URL and by Socket Mode otherwise, and waits for its acknowledgement. */
export async function deliver(side: SlackSide, delivery: Delivery): Promise<Outcome> {
  const fault = side.deliveryFaults.take(delivery.kind);
  const began = side.wall.now();
  const outcome =
    fault?.kind === 'lost' ? await neverArrives(side) : await inTime(side, delivery, fault?.kind);
  // Nobody waits for the second copy: Slack shows what the first one brought.
  if (fault?.kind === 'duplicate') void inTime(side, delivery, undefined).then(note(side, delivery, began));
  note(side, delivery, began)(outcome);
  return outcome;
}

function note(side: SlackSide, delivery: Delivery, began: number) {
  return (outcome: Outcome): void => {
    side.log.addDelivery({
      at: side.clock.now(),
      kind: delivery.kind,
      about: delivery.about,
      attempt: delivery.retry?.attempt ?? 0,
      outcome: outcome.state,
      ...('status' in outcome ? { status: outcome.status } : {}),
      durationMs: side.wall.now() - began,
    });
    side.workspace.changed({ kind: 'delivery' });
  };
}

async function neverArrives(side: SlackSide): Promise<Outcome> {
  await side.wall.sleep(ACKNOWLEDGE_WITHIN_MS, side.closing).catch(() => undefined);
  return { state: 'operation_timeout' };
}

type Forgery = 'forged' | 'stale' | undefined;

async function inTime(side: SlackSide, delivery: Delivery, fault: string | undefined): Promise<Outcome> {
  const forgery: Forgery = fault === 'forged' || fault === 'stale' ? fault : undefined;
  const url = urlFor(side, delivery.kind);
  const over = new AbortController();
  const stop = () => {
    over.abort();
  };
  side.closing.addEventListener('abort', stop, { once: true });
  const timeout = side.wall.sleep(ACKNOWLEDGE_WITHIN_MS, over.signal).then(
    (): Outcome => ({ state: 'operation_timeout' }),
    (): Outcome => ({ state: 'dispatch_failed' }),
  );
  const answer =
    url === undefined
      ? overSocket(side, delivery)
      : overHttp(side, { delivery, url, forgery, signal: over.signal });
  try {
    return await side.clock.during(Promise.race([answer, timeout]));
  } finally {
    side.closing.removeEventListener('abort', stop);
    stop();
  }
}

function urlFor(side: SlackSide, kind: Delivery['kind']): string | undefined {
  switch (kind) {
    case 'slash_commands':
      return side.urls.commandUrl;
    case 'interactive':
      return side.urls.interactionUrl;
    case 'events_api':
      return side.urls.eventsUrl;
  }
}

async function overHttp(
  side: SlackSide,
  call: { delivery: Delivery; url: string; forgery: Forgery; signal: AbortSignal },
): Promise<Outcome> {
  const { delivery, url, forgery, signal } = call;
  const body = encode(delivery);
  const secret = forgery === 'forged' ? `not ${side.app.signingSecret}` : side.app.signingSecret;
  const signedAt = side.wall.now() - (forgery === 'stale' ? 10 * 60_000 : 0);
  const headers = {
    'content-type': delivery.kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Slackbot 1.0 (local)',
    ...signatureHeaders(secret, body, signedAt),
    ...(delivery.retry
      ? {
          'x-slack-retry-num': String(delivery.retry.attempt),
          'x-slack-retry-reason': delivery.retry.reason,
        }
      : {}),
  };
  try {
    const answer = await post(url, { headers, body, signal });
    if (answer.status !== 200) return { state: 'dispatch_failed', status: answer.status };
    const parsed = parseJson(answer.body);
    return isObject(parsed)
      ? { state: 'acknowledged', answer: parsed, text: '' }
      : { state: 'acknowledged', answer: {}, text: answer.body };
  } catch {
    return { state: 'dispatch_failed' };
  }
}

function encode(delivery: Delivery): string {
  if (delivery.kind === 'events_api') return JSON.stringify(delivery.payload);
  if (delivery.kind === 'interactive')
    return new URLSearchParams({ payload: JSON.stringify(delivery.payload) }).toString();
  const fields = Object.entries(delivery.payload).map(([name, value]) => [name, String(value)]);
  return new URLSearchParams(fields as [string, string][]).toString();
}

async function overSocket(side: SlackSide, delivery: Delivery): Promise<Outcome> {
  const id = side.workspace.nextId('envelope');
  side.closing.addEventListener(
    'abort',
    () => {
      side.sockets.forget(id);
    },
    { once: true },
  );
  const answer = await side.sockets.send({
    envelope_id: id,
    type: delivery.kind,
    accepts_response_payload: delivery.kind !== 'events_api',
    payload: delivery.payload,
    ...(delivery.retry ? { retry_attempt: delivery.retry.attempt, retry_reason: delivery.retry.reason } : {}),
  });
  const text = Object.keys(answer).length === 1 && typeof answer['text'] === 'string' ? answer['text'] : '';
  return { state: 'acknowledged', answer: text ? {} : answer, text };
}

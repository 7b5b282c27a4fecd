import { cleanText } from './clean-text.ts';

/** Which AWS call an exception came from; the clients note it on the exception as `call`. */
export interface CallFacts {
  /** IAM prefix of the service. */
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  /** Only where it is not AWS's own. */
  readonly endpoint?: string;
  /** ARN that the call was about, where the answer may not say it. */
  readonly resource?: string;
}

/** What an unknown error says about itself, whatever library has thrown it. */
export interface ErrorFacts {
  readonly name: string;
  /** Cleaned: safe to print. */
  readonly message: string;
  /** HTTP status of the answer, if there was one. */
  readonly status?: number;
  /** The answer was none that AWS gives, such as the error page of a proxy or an emulator; `message` is what could be read of it. */
  readonly unreadable: boolean;
  /** Node's code of a network error. */
  readonly networkCode?: string;
  /** Whether the SDK marks it as throttling. */
  readonly throttling: boolean;
  readonly retryAfterMs?: number;
  readonly call?: CallFacts;
  /** Host (and port) that the network error is about. */
  readonly peer?: string;
  /** The API server of a cluster has answered, not AWS. */
  readonly kubernetes: boolean;
}

type Bag = Readonly<Record<string, unknown>>;

function bag(value: unknown): Bag {
  return typeof value === 'object' && value !== null ? (value as Bag) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The error and what caused it, outermost first; AggregateError counts by its first member. */
function chain(error: unknown): readonly Bag[] {
  const links: Bag[] = [];
  let next: unknown = error;
  while (typeof next === 'object' && next !== null && links.length < 8 && !links.includes(next as Bag)) {
    const link = next as Bag;
    links.push(link);
    const members = link['errors'];
    next = link['cause'] ?? (Array.isArray(members) ? (members[0] as unknown) : undefined);
  }
  return links;
}

/** Retry-After as servers write it: seconds or an HTTP date. In ms, at most ten minutes; undefined when it cannot be read. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - nowMs;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 600_000) : undefined;
}

function headerOf(headers: Bag, name: string): string | undefined {
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
  return text(found?.[1]);
}

function peerOf(links: readonly Bag[]): string | undefined {
  for (const link of links) {
    const host = text(link['hostname']) ?? text(link['host']) ?? text(link['address']);
    const port = count(link['port']);
    if (host !== undefined) return port === undefined ? host : `${host}:${port}`;
  }
  return undefined;
}

function waitOf(outer: Bag, nowMs: number): number | undefined {
  const response = bag(bag(outer['$response'])['headers']);
  const amazon = Number(headerOf(response, 'x-amz-retry-after'));
  if (Number.isFinite(amazon) && amazon > 0) return Math.min(amazon, 600_000);
  const own = count(outer['retryAfterMs']);
  return own ?? retryAfterMs(headerOf(response, 'retry-after'), nowMs);
}

function callOf(value: unknown): CallFacts | undefined {
  const { service, operation, region, endpoint, resource } = bag(value);
  if (typeof service !== 'string' || typeof operation !== 'string' || typeof region !== 'string')
    return undefined;
  return {
    service,
    operation,
    region,
    ...(typeof endpoint === 'string' && { endpoint: cleanText(endpoint) }),
    ...(typeof resource === 'string' && { resource: cleanText(resource) }),
  };
}

/** The SDK adds this to the message of whatever its parsers throw. */
const unreadHint = 'Deserialization error: to see the raw response';

/** What can be told of an answer that the SDK could not parse: the title of a page, or what its parser says. Undefined for all other errors. */
function unreadAnswer(outer: Bag): string | undefined {
  const [said = '', hint] = (text(outer['message']) ?? '').split(unreadHint);
  if (hint === undefined) return undefined;
  const page = text(bag(outer['$response'])['body']) ?? '';
  return /<title>([^<]{1,200})<\/title>/i.exec(page)?.[1] ?? said.trim();
}

/** Reads an unknown error; `nowMs` (since the epoch) turns a date in Retry-After into a wait. */
export function factsOf(error: unknown, nowMs: number): ErrorFacts {
  const links = chain(error);
  const outer = links[0] ?? {};
  const first = <Value>(read: (link: Bag) => Value | undefined): Value | undefined =>
    links.map(read).find((value) => value !== undefined);
  const status =
    count(bag(outer['$metadata'])['httpStatusCode']) ??
    count(bag(outer['$response'])['statusCode']) ??
    count(outer['code']) ??
    count(outer['statusCode']);
  const networkCode = first((link) => text(link['code']));
  const unread = unreadAnswer(outer);
  const message =
    unread ?? first((link) => text(link['message'])) ?? (typeof error === 'string' ? error : '');
  const call = callOf(outer['call']);
  const wait = waitOf(outer, nowMs);
  const peer = peerOf(links);
  return {
    name: text(outer['name']) ?? text(outer['Code']) ?? 'Error',
    message: cleanText(message),
    unreadable: unread !== undefined,
    throttling: bag(outer['$retryable'])['throttling'] === true,
    kubernetes: outer['kubernetes'] === true,
    ...(status !== undefined && { status }),
    ...(networkCode !== undefined && { networkCode }),
    ...(wait !== undefined && { retryAfterMs: wait }),
    ...(call !== undefined && { call }),
    ...(peer !== undefined && { peer: cleanText(peer) }),
  };
}

/** Whether an abort was a deadline's (AbortSignal.timeout, or a reason named TimeoutError) rather than somebody's wish. */
export function isDeadline(error: unknown): boolean {
  return chain(error).some((link) => link['name'] === 'TimeoutError');
}

import { Later } from '../ports.ts';

const timeoutMs = 5_000;

/** A POST of JSON to a stakeholder. */
export interface JsonPost {
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, as it is signed and sent. */
  readonly body: string;
  /** Who it is for, in messages; never the address, which may hold a secret. */
  readonly to: string;
}

/**
 * Sends it within five seconds and follows no redirects. Throws `Later` where the other side is busy, broken or silent, and an error
 * that waiting does not mend where it refuses.
 */
export async function sendJson({ url, headers = {}, body, to }: JsonPost): Promise<void> {
  const answer = await answerOf(to, url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'region-failover', ...headers },
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await answer.body?.cancel();
  if (answer.ok) return;
  if (answer.status === 429 || answer.status >= 500)
    throw new Later(`${to} answered ${answer.status}`, retryAfterMs(answer.headers.get('retry-after')));
  if (answer.status >= 300 && answer.status < 400)
    throw new Error(`${to} redirects (${answer.status}), which is not followed: give the final address.`);
  throw new Error(`${to} refused the message with ${answer.status}`);
}

async function answerOf(to: string, url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : undefined;
    throw new Later(
      `${to} did not answer: ${cause ?? (error instanceof Error ? error.message : String(error))}`,
    );
  }
}

function retryAfterMs(header: string | null): number | undefined {
  const seconds = header === null || header === '' ? NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 600) * 1_000 : undefined;
}

/** An address from a variable of the environment: https, or anything on this machine. Throws where it is missing or neither; never repeats it. */
export function addressFrom(variable: string, value: string | undefined): URL {
  if (value === undefined || !URL.canParse(value))
    throw new Error(`The variable ${variable} of the bot holds no address.`);
  const url = new URL(value);
  const isLoopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback))
    throw new Error(`The address in the variable ${variable} of the bot must begin with https://.`);
  return url;
}

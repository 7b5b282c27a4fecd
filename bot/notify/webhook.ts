import { createHmac } from 'node:crypto';
import type { NotifyFacts } from './facts.ts';
import { addressFrom, sendJson } from './send-json.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Posts the facts to the address in a variable. With a secret in `<variable>_SECRET` it is signed:
 * `X-Region-Failover-Signature: t=<seconds since the epoch>,v1=<hex HMAC-SHA256 of "<t>.<body>">`.
 * `X-Region-Failover-Delivery` is the same for every try.
 */
export async function tellWebhook(
  { variable, env, now }: { readonly variable: string; readonly env: Env; readonly now: number },
  facts: NotifyFacts,
  delivery: string,
): Promise<void> {
  const body = JSON.stringify(facts);
  const secret = env[`${variable}_SECRET`];
  await sendJson({
    to: `The webhook ${variable}`,
    url: addressFrom(variable, env[variable]),
    headers: {
      'x-region-failover-delivery': delivery,
      ...(secret === undefined || secret === ''
        ? {}
        : { 'x-region-failover-signature': signature(secret, body, now) }),
    },
    body,
  });
}

function signature(secret: string, body: string, now: number): string {
  const seconds = Math.floor(now / 1_000);
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${mac}`;
}

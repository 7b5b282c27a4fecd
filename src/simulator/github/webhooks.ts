import { createHmac, randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { LocalApp } from './world.ts';

/** An event as it goes to the App. */
export interface HookEvent {
  readonly event: string;
  readonly action: string | undefined;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** One delivery, and how each try of it went; `status` 0 when there was no answer. */
export interface Delivery extends HookEvent {
  readonly number: number;
  /** X-GitHub-Delivery. */
  readonly guid: string;
  readonly at: number;
  readonly tries: { readonly status: number; readonly redelivery: boolean; readonly problem?: string }[];
}

/**
 * What may happen to deliveries. `reordered`: sent after the next one. `forged`: signed with another secret. `late`: by `delayMs` of the clock.
 * Without `event` any delivery matches; `times` is how many, default 1.
 */
export interface HookFault {
  readonly kind: 'lost' | 'late' | 'doubled' | 'reordered' | 'forged' | 'unsigned';
  readonly event?: string;
  readonly action?: string;
  readonly times?: number;
  readonly delayMs?: number;
}

/** The App's webhook. */
export interface Webhooks {
  /** Sets where deliveries go; those from before went nowhere. */
  pointTo(url: string): void;
  fault(fault: HookFault): void;
  clearFaults(): void;
  readonly deliveries: readonly Delivery[];
  /** Sends a delivery once more, with the same guid, as the button in the App's settings does. */
  redeliver(guid: string): Promise<void>;
  /** When nothing is under way, held back or late. */
  settled(): Promise<void>;
}

interface Sending {
  readonly delivery: Delivery;
  readonly redelivery: boolean;
  readonly signature: 'right' | 'forged' | 'unsigned';
}

const timeoutMs = 10_000;

/** Sends events to the App as GitHub does: each once, signed, without a second try of its own. */
export function createWebhooks(app: LocalApp, { clock, stop }: { clock: Clock; stop: AbortSignal }) {
  const deliveries: Delivery[] = [];
  const faults: (HookFault & { left: number })[] = [];
  const underWay = new Set<Promise<void>>();
  let url = app.webhookUrl;
  let heldBack: Sending[] = [];

  const track = (work: Promise<void>) => {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    return tracked;
  };

  const send = async ({ delivery, redelivery, signature }: Sending) => {
    if (url === undefined || stop.aborted) return;
    try {
      const status = await post(url, { app, delivery, signature, stop });
      delivery.tries.push({ status, redelivery });
    } catch (problem) {
      delivery.tries.push({ status: 0, redelivery, problem: String(problem) });
    }
  };

  const takeFault = ({ event, action }: HookEvent) => {
    const fault = faults.find(
      (one) =>
        one.left > 0 &&
        (one.event === undefined || one.event === event) &&
        (one.action === undefined || one.action === action),
    );
    if (fault) fault.left -= 1;
    return fault;
  };

  const deliver = async (delivery: Delivery, fault: HookFault | undefined) => {
    const sending: Sending = { delivery, redelivery: false, signature: 'right' };
    switch (fault?.kind) {
      case 'lost':
        return;
      case 'reordered':
        heldBack.push(sending);
        return;
      case 'late':
        await clock.sleep(fault.delayMs ?? 60_000, stop).then(
          () => send(sending),
          () => undefined,
        );
        return;
      case 'doubled':
        await Promise.all([send(sending), send(sending)]);
        return;
      case 'forged':
      case 'unsigned':
        await send({ ...sending, signature: fault.kind });
        return;
      case undefined: {
        const after = heldBack;
        heldBack = [];
        await send(sending);
        for (const held of after) await send(held);
      }
    }
  };

  /** Hands an event to the App, when it has subscribed to it. */
  const emit = (event: HookEvent) => {
    const subscribed = app.events?.includes(event.event) ?? true;
    if (!subscribed && event.event !== 'installation') return;
    const delivery: Delivery = {
      ...event,
      number: deliveries.length + 1,
      guid: randomUUID(),
      at: clock.now(),
      tries: [],
    };
    deliveries.push(delivery);
    void track(deliver(delivery, takeFault(event)));
  };

  const webhooks: Webhooks & { emit: (event: HookEvent) => void } = {
    emit,
    deliveries,
    pointTo: (to) => {
      url = to;
    },
    fault: (fault) => {
      faults.push({ ...fault, left: fault.times ?? 1 });
    },
    clearFaults: () => {
      faults.length = 0;
    },
    redeliver: async (guid) => {
      const delivery = deliveries.find((one) => one.guid === guid);
      if (!delivery) throw new Error(`There is no delivery ${guid}.`);
      await track(send({ delivery, redelivery: true, signature: 'right' }));
    },
    settled: async () => {
      const held = heldBack;
      heldBack = [];
      for (const sending of held) await send(sending);
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
  return webhooks;
}

async function post(
  url: string,
  {
    app,
    delivery,
    signature,
    stop,
  }: { app: LocalApp; delivery: Delivery; signature: Sending['signature']; stop: AbortSignal },
): Promise<number> {
  const body = JSON.stringify(delivery.payload);
  const secret = signature === 'forged' ? `not ${app.webhookSecret}` : app.webhookSecret;
  const digest = createHmac('sha256', secret).update(body).digest('hex');
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)]),
    headers: {
      accept: '*/*',
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/local',
      'x-github-delivery': delivery.guid,
      'x-github-event': delivery.event,
      'x-github-hook-id': '1',
      'x-github-hook-installation-target-id': String(app.id),
      'x-github-hook-installation-target-type': 'integration',
      ...(signature === 'unsigned' ? {} : { 'x-hub-signature-256': `sha256=${digest}` }),
    },
    body,
  });
  await answer.arrayBuffer();
  return answer.status;
}

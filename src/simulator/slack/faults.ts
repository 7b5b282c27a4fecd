/** What goes wrong with a call of the Web API. Delays are real milliseconds, waits that Slack asks for are its clock's. */
export type SlackFault =
  /** The connection is destroyed and nothing has happened. */
  | { readonly kind: 'reset' }
  /** The call is taken and never answered; nothing has happened. */
  | { readonly kind: 'hang' }
  /** The change is made, then the connection is destroyed. */
  | { readonly kind: 'answer-lost' }
  /** The answer comes this late. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** An HTTP status without a document. */
  | { readonly kind: 'status'; readonly status: number }
  /** 429, with this Retry-After. */
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  /** `ok: false` with this code. */
  | { readonly kind: 'error'; readonly error: string };

/** What goes wrong on the way from a person to the app. */
export type DeliveryFault =
  /** The app receives it twice. */
  | { readonly kind: 'duplicate' }
  /** The app never receives it. */
  | { readonly kind: 'lost' }
  /** Signed with a secret that is not the app's. */
  | { readonly kind: 'forged' }
  /** Signed rightly, with a timestamp of ten minutes ago. */
  | { readonly kind: 'stale' };

/** Which calls a fault is for: `name` is a method or a kind of delivery, all of them unless told; `after` calls pass first, then `times` are hit. */
export interface FaultOrder<Effect> {
  readonly name?: string;
  readonly after?: number;
  readonly times?: number;
  readonly effect: Effect;
}

/** The faults that wait for their calls. */
export interface FaultList<Effect> {
  /** Plants a fault and gives the function that takes it away. */
  add(order: FaultOrder<Effect>): () => void;
  clear(): void;
  /** The effect of the first fault that hits this call; counts the call for all that match it. */
  take(name: string): Effect | undefined;
}

/** Makes an empty list of faults. */
export function createFaultList<Effect>(): FaultList<Effect> {
  let entries: { order: FaultOrder<Effect>; seen: number; hit: number }[] = [];
  return {
    add: (order) => {
      const entry = { order, seen: 0, hit: 0 };
      entries.push(entry);
      return () => {
        entries = entries.filter((other) => other !== entry);
      };
    },
    clear: () => {
      entries = [];
    },
    take: (name) => {
      let effect: Effect | undefined;
      for (const entry of entries) {
        const { order } = entry;
        if ((order.name ?? name) !== name) continue;
        entry.seen += 1;
        if (effect !== undefined || entry.seen <= (order.after ?? 0)) continue;
        if (entry.hit >= (order.times ?? Number.POSITIVE_INFINITY)) continue;
        entry.hit += 1;
        effect = order.effect;
      }
      return effect;
    },
  };
}

import type { Outside } from '../kinds/kind.ts';

/** Told how long a call took, in ms, whether or not it succeeded. */
export type Meter = (tookMs: number) => void;

/**
 * The same ways out, with every call to AWS, to clusters and over HTTP measured. What it takes to load and make a client is no part of
 * a call.
 */
export function meteredOutside(outside: Outside, meter: Meter): Outside {
  return {
    ...outside,
    aws: opening(outside.aws, meter),
    kubernetes: opening(outside.kubernetes, meter),
    http: measured(outside.http, meter),
  };
}

/** An object whose methods open another one, whose methods are the calls. */
function opening<T extends object>(target: T, meter: Meter): T {
  return wrapped(target, async (opened) => {
    const api = await opened;
    return typeof api === 'object' && api !== null ? measured(api, meter) : api;
  });
}

function measured<T extends object>(target: T, meter: Meter): T {
  return wrapped(target, async (call) => {
    const startedAt = performance.now();
    try {
      return await call;
    } finally {
      meter(Math.round(performance.now() - startedAt));
    }
  });
}

/** Every method's promise goes through `around`; nothing else is changed. */
function wrapped<T extends object>(target: T, around: (promise: Promise<unknown>) => Promise<unknown>): T {
  return new Proxy(target, {
    get: (object, key) => {
      const value: unknown = Reflect.get(object, key);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(value, object, args);
        return result instanceof Promise ? around(result) : result;
      };
    },
  });
}

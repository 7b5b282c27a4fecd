import { setTimeout as delay } from 'node:timers/promises';

/** The only source of time and the only timer. Times are milliseconds since the epoch. */
export interface Clock {
  /** The time now, in ms since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Marks work as under way, so that a simulated clock does not jump ahead while it lasts. */
  during<T>(work: Promise<T>): Promise<T>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal ? { signal } : {});
  },
  during: (work) => work,
};

/**
 * A clock that runs `speed` times as fast as the machine's, as the simulator's does, so that measured times are simulated ones.
 * `spec` is what `simulate` prints as REGION_FAILOVER_CLOCK: `<real epoch ms>,<simulated epoch ms>,<speed>`.
 */
export function clockFrom(spec: string | undefined): Clock {
  if (spec === undefined || spec === '') return systemClock;
  const [realStart, simulatedStart, speed] = spec.split(',').map(Number);
  if (realStart === undefined || simulatedStart === undefined || speed === undefined || !(speed > 0))
    return systemClock;
  return {
    now: () => simulatedStart + (Date.now() - realStart) * speed,
    sleep: async (ms, signal) => {
      await delay(ms / speed, undefined, signal ? { signal } : {});
    },
    during: (work) => work,
  };
}

import type { Clock } from '../../src/clock.ts';

/** A sleep that can be ended early; a wake that comes while nobody sleeps ends the next one. */
export function createWaker(clock: Clock) {
  let sleeping: AbortController | undefined;
  let woken = false;
  return {
    wake: (): void => {
      woken = true;
      sleeping?.abort();
    },
    /** Resolves after `ms`, or when woken. */
    sleep: async (ms: number): Promise<void> => {
      if (!woken) {
        sleeping = new AbortController();
        await clock.sleep(ms, sleeping.signal).catch(() => undefined);
        sleeping = undefined;
      }
      woken = false;
    },
  };
}

import type { Clock } from '../../src/clock.ts';

/** Moves the world's clock; resolves when the world has arrived. */
export type MoveWorld = (toMs: number) => Promise<void>;

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/**
 * A clock that shares its time with a world in another process: it stands still while work is under way and then jumps, together
 * with the world, to the next sleeper. So waiting costs nothing, and what is measured of the process is its own work.
 */
export function lockstepClock(startMs: number, moveWorld: MoveWorld): Clock {
  const sleepers = new Set<Sleeper>();
  let nowMs = startMs;
  let underWay = 0;
  let considering = false;

  const jump = async (): Promise<void> => {
    const at = Math.min(...[...sleepers].map((sleeper) => sleeper.at));
    if (underWay === 0 && Number.isFinite(at)) {
      const next = Math.max(at, nowMs);
      if (next > nowMs) await moveWorld(next);
      nowMs = next;
      for (const sleeper of [...sleepers]) if (sleeper.at <= nowMs) sleeper.wake();
    }
    considering = false;
    consider();
  };
  // Two turns of the event loop: what a wake-up or a finished work starts must be able to announce itself first.
  const consider = (): void => {
    if (considering || underWay > 0 || sleepers.size === 0) return;
    considering = true;
    setImmediate(() => setImmediate(() => void jump()));
  };

  return {
    now: () => nowMs,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const leave = (): void => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', abort);
        };
        const abort = (): void => {
          leave();
          reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
        };
        const sleeper = {
          at: nowMs + Math.max(0, ms),
          wake: () => {
            leave();
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', abort, { once: true });
        consider();
      });
    },
    during: async (work) => {
      underWay += 1;
      try {
        return await work;
      } finally {
        underWay -= 1;
        consider();
      }
    },
  };
}

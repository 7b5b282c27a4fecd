/** Time as the simulator and its clients share it; every wait in a simulated world goes through one of these. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after that many milliseconds of this clock; rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Tells the clock that work is under way, so that a clock which moves by itself stands still meanwhile. */
  during<T>(work: Promise<T>): Promise<T>;
}

/** A clock that moves only when `advance` is called. */
export interface SteppedClock extends Clock {
  /** Moves on by that many milliseconds, waking sleepers in the order of their times. */
  advance(ms: number): void;
}

/** How a scaled clock relates simulated to real time; times in milliseconds since the epoch, speed 1 is real time. */
export interface Scale {
  startMs: number;
  speed: number;
  realStartMs?: number;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Sleepers in the order of their times; those of the same time in the order of their coming. */
function createDormitory() {
  const sleepers: Sleeper[] = [];
  const leave = (sleeper: Sleeper) => {
    const index = sleepers.indexOf(sleeper);
    if (index >= 0) sleepers.splice(index, 1);
  };
  return {
    next: () => sleepers[0]?.at,
    wakeFirst: () => sleepers.shift()?.wake(),
    sleepUntil: (at: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        if (signal?.aborted) {
          reject(reasonOf(signal));
          return;
        }
        const onAbort = () => {
          leave(sleeper);
          reject(reasonOf(signal));
        };
        const wake = () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        };
        const sleeper: Sleeper = { at, wake };
        const later = sleepers.findIndex((other) => other.at > at);
        sleepers.splice(later < 0 ? sleepers.length : later, 0, sleeper);
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
  };
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason });
}

/** A clock for tests that assert order: it stands still until it is advanced. */
export function steppedClock(startMs: number): SteppedClock {
  const dormitory = createDormitory();
  let nowMs = startMs;
  return {
    now: () => nowMs,
    sleep: (ms, signal) => dormitory.sleepUntil(nowMs + Math.max(0, ms), signal),
    during: (work) => work,
    advance: (ms) => {
      const target = nowMs + ms;
      for (let at = dormitory.next(); at !== undefined && at <= target; at = dormitory.next()) {
        nowMs = Math.max(nowMs, at);
        dormitory.wakeFirst();
      }
      nowMs = target;
    },
  };
}

/** A clock that jumps to the next sleeper's time as soon as nothing is under way: hours pass in milliseconds. */
export function virtualClock(startMs: number): Clock {
  const dormitory = createDormitory();
  let nowMs = startMs;
  let underWay = 0;
  let considering = false;
  // Two turns of the event loop: what a sleeper's waking (or a finished work) starts must be able to announce itself first.
  const consider = () => {
    if (considering || underWay > 0 || dormitory.next() === undefined) return;
    considering = true;
    setImmediate(() => setImmediate(jump));
  };
  const jump = () => {
    considering = false;
    const at = dormitory.next();
    if (underWay > 0 || at === undefined) return;
    nowMs = Math.max(nowMs, at);
    dormitory.wakeFirst();
    consider();
  };
  return {
    now: () => nowMs,
    sleep: (ms, signal) => {
      const slept = dormitory.sleepUntil(nowMs + Math.max(0, ms), signal);
      consider();
      return slept;
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

/** Real time at another speed, for programs that cannot be told the time (shell scripts, `aws`, `kubectl`). */
export function scaledClock({ startMs, speed, realStartMs = Date.now() }: Scale): Clock & Required<Scale> {
  return {
    startMs,
    speed,
    realStartMs,
    now: () => startMs + (Date.now() - realStartMs) * speed,
    during: (work) => work,
    sleep: (ms, signal) =>
      new Promise<void>((resolve, reject) => {
        if (signal?.aborted) {
          reject(reasonOf(signal));
          return;
        }
        const onAbort = () => {
          clearTimeout(timer);
          reject(reasonOf(signal));
        };
        const timer = setTimeout(
          () => {
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
          Math.max(0, ms) / speed,
        );
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
  };
}

/** Turns for one kind of call: `perMs` apart in the long run, with up to `burst` at once. Times in ms since the epoch. */
export interface Pace {
  readonly perMs: number;
  readonly burst: number;
}

interface Key {
  /** When the next turn would be if all turns were evenly spaced: the theoretical arrival time of GCRA. */
  nextAt: number;
  pausedUntil: number;
}

/** Spaces out calls by key, such as a channel or a message, so that a limit of the other side is seldom met. */
export function createPacer() {
  const keys = new Map<string, Key>();

  const keyOf = (name: string): Key => {
    const known = keys.get(name);
    if (known !== undefined) return known;
    const fresh = { nextAt: 0, pausedUntil: 0 };
    keys.set(name, fresh);
    return fresh;
  };

  return {
    /** How long the next turn is away, in ms, without taking it. */
    wait: (name: string, pace: Pace, now: number): number => {
      const { nextAt, pausedUntil } = keyOf(name);
      return Math.max(0, nextAt - pace.perMs * (pace.burst - 1) - now, pausedUntil - now);
    },
    /** Takes the next turn, which is at `at`. */
    take: (name: string, pace: Pace, at: number): void => {
      const key = keyOf(name);
      key.nextAt = Math.max(key.nextAt, at) + pace.perMs;
    },
    /** No turns before `until`: the other side said so. */
    pause: (name: string, until: number): void => {
      const key = keyOf(name);
      key.pausedUntil = Math.max(key.pausedUntil, until);
    },
    /** Forgets what has no bearing on later turns, so that keys of old incidents do not pile up. */
    tidy: (now: number): void => {
      for (const [name, { nextAt, pausedUntil }] of keys)
        if (nextAt <= now && pausedUntil <= now) keys.delete(name);
    },
  };
}

/** See `createPacer`. */
export type Pacer = ReturnType<typeof createPacer>;

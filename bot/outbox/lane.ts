/** At most `width` pieces of work at a time; the others wait in the order of their coming. */
export function createLane(width: number) {
  const waiting: (() => void)[] = [];
  let free = width;

  const enter = (): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  // A place goes straight to the next in line, so that nobody who comes meanwhile can slip in before.
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };

  return {
    run: async <T>(work: () => Promise<T>): Promise<T> => {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}

/** See `createLane`. */
export type Lane = ReturnType<typeof createLane>;

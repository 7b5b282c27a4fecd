/** The longest that an effect waits before it is tried again, unless the other side asked for more. In ms. */
export const longestWaitMs = 60_000;

/**
 * How long to wait after so many failures in a row, in ms: doubled each time from 1 s up to the longest wait, with jitter
 * between half and all of it. `random` gives numbers from 0 up to 1.
 */
export function backoffMs(failures: number, random: () => number): number {
  const full = Math.min(longestWaitMs, 1_000 * 2 ** Math.min(failures - 1, 16));
  return Math.round(full * (0.5 + random() / 2));
}

const MINUTE_MS = 60_000;

/**
 * When a simulated world begins, in ms since the epoch: the present minute, always the same way into it. A metric has one point a minute, so what
 * a promotion reads as its loss depends on how far into the minute the region was lost.
 */
export function startingMoment(): number {
  return Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS + 1_000;
}

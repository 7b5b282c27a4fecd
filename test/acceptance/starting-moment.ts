const MINUTE_MS = 60_000;

/**
 * When the simulated worlds of this process begin, in ms since the epoch: all at the same moment, since what is compared may hold it, as the
 * end of a certificate does; and always the same way into the minute. A metric has one point a minute, so what a promotion reads as its
 * loss depends on how far into the minute the region was lost.
 */
export const startingMoment: number = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS + 1_000;

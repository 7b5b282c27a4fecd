import type { Goal, Lag } from './plan.ts';

/**
 * The most that promoting a replica with this lag gives up, in ms. A source that is down writes nothing any more, so the lag that
 * has grown since the replica stood still is no loss; one that answers in any way may still be writing.
 */
export function possibleLossMs(lag: Lag, goal: Goal): number | undefined {
  return goal.fromCondition === 'down' ? (lag.atStandstillMs ?? lag.ms) : lag.ms;
}

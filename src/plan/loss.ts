import { formatDuration } from '../format-duration.ts';
import type { ResourceId } from '../ids.ts';
import type { Goal, Lag } from './plan.ts';

/**
 * The most that promoting a replica with this lag gives up, in ms. A source that is down writes nothing any more, so the lag that
 * has grown since the replica stood still is no loss; one that answers in any way may still be writing.
 */
export function possibleLossMs(lag: Lag, goal: Goal): number | undefined {
  return goal.fromCondition === 'down' ? (lag.atStandstillMs ?? lag.ms) : lag.ms;
}

/** What nobody promotes, such as a bucket, is lost with its region as well where its copy is too far behind. */
export function leftBehind(
  resource: ResourceId,
  lag: Lag,
  { goal, limit }: { readonly goal: Goal; readonly limit: number | undefined },
): string | undefined {
  if (goal.mode === 'planned' || limit === undefined || lag.ms === undefined || lag.ms <= limit)
    return undefined;
  return `${resource} is ${formatDuration(lag.ms)} behind (${lag.source}), its RPO allows ${formatDuration(limit)}: what is newer stays in ${goal.from}.`;
}

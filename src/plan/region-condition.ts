import type { Region } from '../ids.ts';
import type { Observation } from '../kinds/kind.ts';
import type { Assessment, RegionCondition } from './plan.ts';

/**
 * How a region answers. What a kind concluded from evidence counts before anything else, the worst first; without such a kind,
 * the region is down when nothing there could be reached, and degraded when only some of it could.
 */
export function regionCondition(
  region: Region,
  assessments: Iterable<Assessment>,
  observations: Iterable<Observation>,
): RegionCondition {
  const concluded = [...assessments].flatMap(({ condition }) =>
    condition?.region === region ? [condition.state] : [],
  );
  for (const state of ['down', 'degraded', 'up'] as const) if (concluded.includes(state)) return state;
  let reached = 0;
  let lost = 0;
  for (const observation of observations) {
    const seen = observation.places[region];
    if (seen === undefined) continue;
    if (seen.state === 'failed' && !seen.reachable) lost += 1;
    else reached += 1;
  }
  if (lost === 0) return 'up';
  return reached === 0 ? 'down' : 'degraded';
}

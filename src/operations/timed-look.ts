import type { Config } from '../config/config.ts';
import { lookOnce, looksFor, type Look, type Looking } from '../engine/observe.ts';
import { isPassing } from '../engine/retry-policy.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { Observation, Seen } from '../kinds/kind.ts';
import { meteredOutside } from './metered-outside.ts';

/** What was seen of a resource, and how long the slowest call of the look took in each place, in ms of real time. */
export interface TimedObservation extends Observation {
  readonly tookMs: Readonly<Record<string, number>>;
}

/**
 * Looks at everything in these regions, as planning does, and measures the calls. Real time and not the run's clock: what is measured
 * is the network. A look that failed in passing is made once more, and the second one counts.
 */
export async function lookTimed(
  config: Config,
  looking: Looking,
  { regions, signal }: { readonly regions: readonly Region[]; readonly signal?: AbortSignal | undefined },
): Promise<ReadonlyMap<ResourceId, TimedObservation>> {
  const timed = async (look: Look) => {
    let tookMs: number | undefined;
    const outside = meteredOutside(looking.outside, (ms) => (tookMs = Math.max(tookMs ?? 0, ms)));
    const looked = await lookOnce(look, { ...looking, outside }, signal);
    return { ...looked, tookMs };
  };
  const looks = looksFor(config.resources, looking.registry, { regions });
  const all = await Promise.all(
    looks.map(async (look) => {
      const first = await timed(look);
      return first.failure !== undefined && isPassing(first.failure.class) ? timed(look) : first;
    }),
  );
  const found = new Map<ResourceId, { places: Record<string, Seen>; tookMs: Record<string, number> }>(
    config.resources.map(({ id }) => [id, { places: {}, tookMs: {} }]),
  );
  for (const { look, seen, tookMs } of all)
    for (const [id, value] of seen) {
      const entry = found.get(id);
      if (entry === undefined) continue;
      entry.places[look.place] = value;
      if (tookMs !== undefined) entry.tookMs[look.place] = tookMs;
    }
  const at = looking.clock.now();
  return new Map([...found].map(([id, entry]) => [id, { at, ...entry }]));
}

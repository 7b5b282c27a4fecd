import type { Resource } from '../config/config.ts';
import type { Region } from '../ids.ts';
import { nothingThere } from '../plan/holding.ts';
import type { Holding, Sight } from '../plan/holding.ts';
import { nodesOf } from './elasticache-cost.ts';
import type { GlobalCache } from './elasticache-global-cache.ts';

/** What the replication group of a Global Datastore costs in a region that stands by. The config does not say how large it is. */
export function globalCacheHoldings(
  { regional }: Resource,
  region: Region,
  sight?: Sight<GlobalCache>,
): readonly Holding[] {
  if (regional[region] === undefined) return [];
  const group = sight?.value?.group;
  if (sight !== undefined && group === undefined) return [nothingThere];
  const nodes = nodesOf({
    engine: group?.engine,
    nodeType: group?.nodeType,
    nodes: group?.clusters.length,
  });
  return [{ ...nodes, done: 'replicated-cache' }];
}

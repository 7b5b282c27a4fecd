import type { Region } from '../ids.ts';
import { nothingThere } from '../plan/holding.ts';
import type { Holding, Sight } from '../plan/holding.ts';
import type { Cache } from './elasticache-calls.ts';
import type { CacheResource } from './elasticache-spec.ts';
import { forRegion } from './per-region.ts';

/** What a cache costs in a region that stands by; without a look, as it would be created. */
export function cacheHoldings(
  { spec, regional }: CacheResource,
  region: Region,
  sight?: Sight<Cache>,
): readonly Holding[] {
  if (regional[region] === undefined) return [];
  const absent = forRegion(spec.standby, region) === 'absent';
  if (sight === undefined && absent) return [{ what: 'none at rest', quantity: 0, done: 'no-cache' }];
  const { engine, nodeType, nodes } =
    sight === undefined ? { ...spec, nodeType: spec.nodeType, nodes: spec.nodes } : (sight.value ?? noCache);
  if (engine === undefined) return [absent ? { ...nothingThere, done: 'no-cache' } : nothingThere];
  return [nodesOf({ engine, nodeType, nodes }, 'no-cache')];
}

const noCache = { engine: undefined, nodeType: undefined, nodes: undefined };

/** The nodes of a cache, and what it would be without them. */
export function nodesOf(
  cache: {
    readonly engine: string | undefined;
    readonly nodeType: string | undefined;
    readonly nodes: number | undefined;
  },
  without?: 'no-cache',
): Holding {
  const { engine, nodeType, nodes } = cache;
  const instead = without === undefined ? {} : { instead: [{ strategy: without, quantity: 0 }] };
  if (engine === undefined || nodeType === undefined || nodes === undefined)
    return { what: nodeType ?? 'nodes', missing: 'its engine, node type and number of nodes', ...instead };
  return {
    what: `${engine} ${nodeType}`,
    item: `elasticache/${engine}/${nodeType}`,
    quantity: nodes,
    ...instead,
  };
}

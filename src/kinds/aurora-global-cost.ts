import type { Region } from '../ids.ts';
import { nothingThere } from '../plan/holding.ts';
import type { Holding, Sight } from '../plan/holding.ts';
import type { AuroraCluster, AuroraInstance, AuroraSide } from './aurora-global-look.ts';
import type { AuroraResource } from './aurora-global-spec.ts';

const storage: Holding = { what: 'storage and replicated writes', missing: 'how much is stored and written' };

/** What an Aurora cluster costs in a region that stands by: its instances; storage and I/O are paid for as they are used. */
export function clusterHoldings(
  { regional }: AuroraResource,
  region: Region,
  sight?: Sight<AuroraSide>,
): readonly Holding[] {
  const named = regional[region];
  if (named === undefined) return [];
  if (sight === undefined) {
    const serverless = named.class === 'db.serverless';
    return [
      {
        what: named.class ?? 'instances',
        missing: serverless ? 'how many instances there are, and their least capacity' : 'its instances',
        ...(serverless
          ? { done: 'serverless-database' }
          : { instead: [{ strategy: 'serverless-database' }] }),
      },
      storage,
    ];
  }
  const cluster = sight.value?.cluster;
  if (cluster === undefined) return [nothingThere];
  if (cluster.instances.length === 0)
    return [{ what: 'no instances: storage alone is replicated', quantity: 0 }, storage];
  return [...cluster.instances.map((instance) => instanceOf(instance, cluster)), storage];
}

function instanceOf({ class: type }: AuroraInstance, { engine, serverless }: AuroraCluster): Holding {
  if (type === 'db.serverless' && serverless !== undefined)
    return {
      what: `${type}, ${serverless.min} to ${serverless.max} ACU`,
      ...{ item: 'aurora/serverless-v2', quantity: serverless.min, atLeast: true },
      done: 'serverless-database',
    };
  if (type === undefined || type === 'db.serverless')
    return { what: type ?? 'instance', missing: type === undefined ? 'its class' : 'its least capacity' };
  const item = `aurora/${engine.replace(/^aurora-/, '')}/${type}`;
  return { what: type, item, quantity: 1, instead: [{ strategy: 'serverless-database' }] };
}

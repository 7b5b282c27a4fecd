import { addCacheCluster, addReplicationGroup } from '../builders.ts';
import { numberAt, textAt } from '../kubernetes/json.ts';
import { addGlobalDatastore } from '../store-builders.ts';
import type { DescribedResource } from './described-service.ts';
import { countMade, inRegion, textOf } from './making.ts';
import type { Making } from './making.ts';

/** Makes a cache in each region that is not to be without one while it stands by. */
export function makeCaches(making: Making, resource: DescribedResource): void {
  const { world, home, service } = making;
  const { spec, regional } = resource;
  for (const region of service.regions) {
    const id = textOf(regional[region])?.toLowerCase();
    if (id === undefined || (region !== home && inRegion(making, spec['standby'], region) === 'absent'))
      continue;
    const common = { id, region, engine: textAt(spec, 'engine'), nodeType: textAt(spec, 'nodeType') };
    const nodes = numberAt(spec, ['nodes'], 1);
    if (spec['replicationGroup'] === true)
      addReplicationGroup(world, { ...common, members: membersOf(id, nodes), automaticFailover: nodes > 1 });
    else addCacheCluster(world, { ...common, nodes });
  }
  countMade(making, 'cache/caches');
}

/** Makes the replication groups of a Global Datastore, the one of home its primary. */
export function makeDatastore(making: Making, resource: DescribedResource): void {
  const { world, home, service } = making;
  const [primary, ...secondaries] = service.regions
    .filter((region) => resource.regional[region] !== undefined)
    .sort((one, other) => Number(other === home) - Number(one === home))
    .map((region) => {
      const id = textAt(resource.regional[region], 'group').toLowerCase();
      return addReplicationGroup(world, { id, region, members: membersOf(id, 2), automaticFailover: true });
    });
  if (primary === undefined) return;
  addGlobalDatastore(world, textAt(resource.spec, 'datastore'), [primary, ...secondaries]);
  countMade(making, 'global datastore/global datastores');
}

function membersOf(id: string, nodes: number): string[] {
  return Array.from({ length: nodes }, (_, index) => `${id}-${String(index + 1).padStart(3, '0')}`);
}

import type { Goal, Step } from '../../src/plan/plan.ts';
import { addCacheCluster, addReplicationGroup } from '../../src/simulator/builders.ts';
import type { GlobalDatastore } from '../../src/simulator/global-stores.ts';
import type { ReplicationGroup } from '../../src/simulator/regional-resources.ts';
import { addGlobalDatastore } from '../../src/simulator/store-builders.ts';
import type { World } from '../../src/simulator/world.ts';
import { awsWire } from './wire.ts';
import type { Wire } from './wire.ts';

/** eu-west-1 is lost. */
export const takeover: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};

/** eu-west-1 is well, and left on purpose. */
export const switchover: Goal = { ...takeover, mode: 'planned', fromCondition: 'up' };

/** A world with what `build` puts into it. */
export const sessionsWire = (build: (world: World) => void): Promise<Wire> =>
  awsWire((world) => {
    // The clock is stepped and each step costs requests, so nothing takes as long as it really does.
    world.timings.createCacheMs = 60_000;
    world.timings.deleteCacheMs = 30_000;
    build(world);
  });

function group(world: World, id: string, region: string): ReplicationGroup {
  const members = [`${id}-001`, `${id}-002`];
  for (const member of members) addCacheCluster(world, { id: member, region, replicationGroupId: id });
  return addReplicationGroup(world, { id, region, members, automaticFailover: true });
}

/** The datastore of the kind's example: its primary in eu-west-1, and its secondary unless there is to be none. */
export function sessions(world: World, { standby = true }: { standby?: boolean } = {}): GlobalDatastore {
  const primary = group(world, 'sessions-primary', 'eu-west-1');
  const secondaries = standby ? [group(world, 'sessions-standby', 'eu-west-2')] : [];
  return addGlobalDatastore(world, 'ldgnf-sessions', [primary, ...secondaries]);
}

/** What other steps of a plan have done before a drain. */
export function stopWriters(step: Step, { world, advance }: Wire): void {
  if (step.action !== 'drain') return;
  for (const datastore of world.globalDatastores.values()) datastore.writing = false;
  advance(0);
}

import type { Goal } from '../../src/plan/plan.ts';
import { addDbCluster, addGlobalCluster } from '../../src/simulator/aurora-builders.ts';
import type { DbCluster } from '../../src/simulator/aurora-resources.ts';
import { regionOf } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';

export const home = 'eu-central-1';
export const standby = 'eu-west-1';

/** A failover out of a home region that is down. */
export const away: Goal = {
  from: home,
  to: standby,
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
/** A switchover to the standby while both regions answer. */
export const planned: Goal = { ...away, mode: 'planned', fromCondition: 'up' };
/** The way home. */
export const back: Goal = { ...planned, from: standby, to: home, operation: 'failback' };
/** The standby is active; home is to stand by behind it. */
export const reprotect: Goal = { ...planned, from: home, to: standby, operation: 'reprotect' };

/** Building takes a minute here: what is waited for is the same, with fewer looks. */
function clusterIn(world: World, region: string, count = 2): DbCluster {
  const [createDbClusterMs, createDbInstanceMs, auroraRebuildMs] = [60_000, 70_000, 60_000];
  Object.assign(world.timings, { createDbClusterMs, createDbInstanceMs, auroraRebuildMs });
  return addDbCluster(world, { identifier: `matbakh-${region}`, region }, { count });
}

/** The runbook's database: the writer at home, a secondary in Ireland with as many instances as told. */
export function globalDatabase(world: World, instances = 2): void {
  addGlobalCluster(world, 'matbakh', [clusterIn(world, home), clusterIn(world, standby, instances)]);
}

/** After a failover that did not take the old writer back: it stands alone, and the other goes on in the global database. */
export function oldWriterLeft(world: World): void {
  addGlobalCluster(world, 'matbakh', [clusterIn(world, standby)]);
  clusterIn(world, home);
}

/** After the secondary was detached by hand: it stands alone, and the old writer has the global database for itself. */
export function secondaryDetached(world: World): void {
  addGlobalCluster(world, 'matbakh', [clusterIn(world, home)]);
  clusterIn(world, standby);
}

/** After a managed failover whose lost region has just come back: Aurora builds the old writer anew. */
export function comingBack(world: World): void {
  const [old, active] = [clusterIn(world, home), clusterIn(world, standby)];
  const global = addGlobalCluster(world, 'matbakh', [active, old]);
  for (const member of global.members) if (!member.writer) member.synchronization = 'pending-resync';
  Object.assign(old, { stale: true, lag: [] });
}

/** The standby has gone: the global database has a writer only. */
export function writerOnly(world: World): void {
  addGlobalCluster(world, 'matbakh', [clusterIn(world, standby)]);
}

/** The cluster of a region, as the world has it. */
export function clusterOf(world: World, region: string): DbCluster {
  const found = regionOf(world, region).dbClusters.get(`matbakh-${region}`);
  if (found === undefined) throw new Error(`there is no cluster in ${region}`);
  return found;
}

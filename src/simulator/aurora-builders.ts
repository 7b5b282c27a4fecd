import type { DbCluster, GlobalCluster } from './aurora-resources.ts';
import { addDbInstance } from './builders.ts';
import { letters } from './names.ts';
import { nextSequence, regionOf } from './world.ts';
import type { World } from './world.ts';

type Named<T, K extends keyof T> = Pick<T, K> & Partial<T>;

/** Puts an Aurora cluster with its instances (`<cluster>-1`, ...; one unless told) into its region, available and standing alone. */
export function addDbCluster(
  world: World,
  given: Named<DbCluster, 'identifier' | 'region'>,
  instances: { count?: number; class?: string } = {},
): DbCluster {
  const cluster = newDbCluster(world, given);
  regionOf(world, cluster.region).dbClusters.set(cluster.identifier, cluster);
  for (let index = 1; index <= (instances.count ?? 1); index += 1) {
    addDbInstance(world, {
      ...instanceOf(cluster, `${cluster.identifier}-${index}`),
      instanceClass: instances.class ?? 'db.r6g.large',
    });
  }
  return cluster;
}

/** What an instance takes over from the cluster it is a member of. */
export function instanceOf(cluster: DbCluster, identifier: string) {
  const { region, engine, engineVersion, port } = cluster;
  return {
    ...{ identifier, region, engine, engineVersion, port },
    clusterIdentifier: cluster.identifier,
    writable: false,
    writing: false,
  };
}

/** A cluster that is nowhere yet. */
export function newDbCluster(world: World, given: Named<DbCluster, 'identifier' | 'region'>): DbCluster {
  const { identifier, region } = given;
  return {
    arn: `arn:aws:rds:${region}:${world.accountId}:cluster:${identifier}`,
    resourceId: `cluster-${letters(`${region}/${identifier}/${nextSequence(world)}`, 26).toUpperCase()}`,
    engine: 'aurora-postgresql',
    engineVersion: '16.6',
    status: 'available',
    host: clusterHost(world, given, 'cluster'),
    readerHost: clusterHost(world, given, 'cluster-ro'),
    port: 5432,
    databaseName: 'app',
    createdAt: world.clock.now() - 30 * 24 * 60 * 60_000,
    deletionProtection: false,
    backupRetentionDays: 7,
    kmsKey: `arn:aws:kms:${region}:${world.accountId}:key/${letters(`key/${region}`, 32)}`,
    subnetGroup: `${identifier}-subnets`,
    parameterGroup: 'default.aurora-postgresql16',
    securityGroups: [`sg-${letters(`${region}/${identifier}`, 17)}`],
    serverless: undefined,
    writable: true,
    writing: true,
    stale: false,
    baseLagMs: 120,
    lag: [],
    promotedAt: undefined,
    replayedUntil: undefined,
    ...given,
  };
}

/** The address of a cluster: `kind` is `cluster` for the writer, `cluster-ro` for the readers. */
export function clusterHost(
  world: World,
  { identifier, region }: { identifier: string; region: string },
  kind: 'cluster' | 'cluster-ro',
): string {
  return `${identifier}.${kind}-c${letters(`${world.accountId}${region}`, 11)}.${region}.rds.amazonaws.com`;
}

/** Makes a global database of these clusters, which exist: the first is its writer, the others have been following it since they were made. */
export function addGlobalCluster(
  world: World,
  identifier: string,
  clusters: readonly [DbCluster, ...DbCluster[]],
): GlobalCluster {
  const [writer, ...secondaries] = clusters;
  const global: GlobalCluster = {
    ...newGlobalCluster(world, identifier, writer),
    members: clusters.map(({ arn }) => ({ arn, writer: arn === writer.arn, synchronization: 'connected' })),
  };
  world.globalClusters.set(identifier, global);
  for (const secondary of secondaries) {
    Object.assign(secondary, { writable: false, writing: false });
    secondary.lag = [{ from: secondary.createdAt, mode: 'steady', lagMs: secondary.baseLagMs }];
  }
  return global;
}

/** A global database around one cluster, its writer. */
export function newGlobalCluster(world: World, identifier: string, writer: DbCluster): GlobalCluster {
  return {
    identifier,
    arn: `arn:aws:rds::${world.accountId}:global-cluster:${identifier}`,
    resourceId: `cluster-${letters(`global/${identifier}/${nextSequence(world)}`, 16)}`,
    engine: writer.engine,
    engineVersion: writer.engineVersion,
    status: 'available',
    host: `${identifier}.global-${letters(`${world.accountId}${identifier}`, 12)}.global.rds.amazonaws.com`,
    deletionProtection: false,
    members: [{ arn: writer.arn, writer: true, synchronization: 'connected' }],
    move: undefined,
  };
}

import type { DBCluster, DBInstance, GlobalCluster } from '@aws-sdk/client-rds';
import type { Region } from '../ids.ts';
import type { Lag } from '../plan/plan.ts';
import { auroraLags } from './aurora-global-lag.ts';
import type { AuroraFollower } from './aurora-global-lag.ts';
import type { ObserveContext } from './kind.ts';
import { conditionOf } from './rds-status.ts';
import { batchesOf } from './replication-lag.ts';

/** What a secondary that is built anew takes over from the cluster that it replaces. */
export interface AuroraSettings {
  /** Instance class, such as `db.r6g.large` or `db.serverless`. */
  readonly class?: string | undefined;
  readonly subnetGroup?: string | undefined;
  readonly parameterGroup?: string | undefined;
  readonly securityGroups?: readonly string[] | undefined;
  readonly kmsKey?: string | undefined;
}

/** One instance of a cluster. */
export interface AuroraInstance {
  readonly id: string;
  readonly status: string;
  readonly class?: string | undefined;
}

/** What is seen of one Aurora cluster. */
export interface AuroraCluster {
  readonly id: string;
  readonly arn: string;
  /** RDS's own id, which a rename keeps and a new cluster of the same name does not have. */
  readonly resourceId: string;
  readonly status: string;
  readonly engine: string;
  readonly version: string;
  readonly endpoint?: string | undefined;
  readonly readerEndpoint?: string | undefined;
  readonly port?: number | undefined;
  readonly encrypted: boolean;
  /** Capacity of serverless instances, where it has any: least and most Aurora capacity units. */
  readonly serverless?: { readonly min: number; readonly max: number } | undefined;
  readonly settings: AuroraSettings;
  readonly instances: readonly AuroraInstance[];
}

/** One cluster's place in a global database. */
export interface AuroraMember {
  readonly arn: string;
  readonly region: Region;
  readonly writer: boolean;
  /** `connected` or `pending-resync`, where RDS says so. */
  readonly synchronization?: string | undefined;
}

/** A global database as one region tells it. */
export interface AuroraGlobal {
  readonly id: string;
  readonly arn: string;
  readonly status: string;
  /** The address that always leads to the writer, wherever it is. */
  readonly endpoint?: string | undefined;
  readonly members: readonly AuroraMember[];
  /** A switchover or failover that is under way. */
  readonly move?: { readonly status: string; readonly to: string; readonly lossy: boolean } | undefined;
}

/** What one region says: of the global database, and of the cluster that the config names there. */
export interface AuroraSide {
  readonly global?: AuroraGlobal | undefined;
  readonly cluster?: AuroraCluster | undefined;
  /** How far the cluster is behind the writer, for secondaries only. */
  readonly lag?: Lag | undefined;
}

/** What to look for in a region. */
export interface AuroraNames {
  readonly global: string;
  readonly cluster: string;
}

const PAGE = 100;

/** Looks at global databases and clusters of a region; `withLag` also asks CloudWatch. What is missing from the answer does not exist. */
export async function lookAtAurora(
  names: readonly AuroraNames[],
  region: Region,
  { context, withLag }: { readonly context: ObserveContext; readonly withLag: boolean },
): Promise<readonly AuroraSide[]> {
  const ids = [...new Set(names.map(({ cluster }) => cluster))];
  const [globals, clusters] = await Promise.all([
    describeGlobals(region, context),
    describeClusters(ids, region, context),
  ]);
  const sides = names.map((name) => ({
    global: globals.get(name.global),
    cluster: clusters.get(name.cluster),
  }));
  if (!withLag) return sides;
  const lags = await auroraLags(sides.flatMap(followerOf), region, context);
  return sides.map((side) => {
    const lag = lags.get(side.cluster?.id ?? '');
    return lag === undefined ? side : { ...side, lag };
  });
}

function followerOf(side: AuroraSide): readonly AuroraFollower[] {
  const member = memberOf(side);
  if (side.cluster === undefined || member === undefined || member.writer) return [];
  if (conditionOf(side.cluster.status) === 'broken') return [];
  return [{ cluster: side.cluster, writer: side.global?.members.find(({ writer }) => writer)?.region }];
}

/** The place of a region's cluster in its global database; undefined where it has none. */
export function memberOf({ global, cluster }: AuroraSide): AuroraMember | undefined {
  return global?.members.find(({ arn }) => arn === cluster?.arn);
}

/** There is no filter by name: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeGlobalClusters.html */
async function describeGlobals(
  region: Region,
  context: ObserveContext,
): Promise<ReadonlyMap<string, AuroraGlobal>> {
  const rds = await context.outside.aws.rds(region);
  const found = new Map<string, AuroraGlobal>();
  let marker: string | undefined;
  do {
    const page = await rds.describeGlobalClusters(
      { MaxRecords: PAGE, ...(marker === undefined ? {} : { Marker: marker }) },
      { signal: context.signal },
    );
    for (const each of page.GlobalClusters ?? []) {
      const global = globalOf(each);
      found.set(global.id, global);
    }
    marker = page.Marker;
  } while (marker !== undefined && marker !== '');
  return found;
}

async function describeClusters(
  ids: readonly string[],
  region: Region,
  context: ObserveContext,
): Promise<ReadonlyMap<string, AuroraCluster>> {
  const rds = await context.outside.aws.rds(region);
  const { signal } = context;
  const clusters: DBCluster[] = [];
  const instances: DBInstance[] = [];
  for (const batch of batchesOf(ids, PAGE)) {
    const input = { Filters: [{ Name: 'db-cluster-id', Values: [...batch] }], MaxRecords: PAGE };
    let marker: string | undefined;
    do {
      const page = await rds.describeDBClusters(
        { ...input, ...(marker === undefined ? {} : { Marker: marker }) },
        { signal },
      );
      clusters.push(...(page.DBClusters ?? []));
      marker = page.Marker;
    } while (marker !== undefined && marker !== '');
    do {
      const page = await rds.describeDBInstances(
        { ...input, ...(marker === undefined || marker === '' ? {} : { Marker: marker }) },
        { signal },
      );
      instances.push(...(page.DBInstances ?? []));
      marker = page.Marker;
    } while (marker !== undefined && marker !== '');
  }
  return new Map(clusters.map((each) => clusterOf(each, instances)).map((each) => [each.id, each]));
}

function globalOf(global: GlobalCluster): AuroraGlobal {
  const { FailoverState: move } = global;
  return {
    id: (global.GlobalClusterIdentifier ?? '').toLowerCase(),
    arn: global.GlobalClusterArn ?? '',
    status: global.Status ?? 'unknown',
    endpoint: present(global.Endpoint),
    members: (global.GlobalClusterMembers ?? []).map((member) => ({
      arn: member.DBClusterArn ?? '',
      region: (member.DBClusterArn ?? '').split(':')[3] ?? '',
      writer: member.IsWriter ?? false,
      synchronization: member.SynchronizationStatus,
    })),
    move:
      move?.Status === undefined
        ? undefined
        : { status: move.Status, to: move.ToDbClusterArn ?? '', lossy: move.IsDataLossAllowed ?? false },
  };
}

function clusterOf(cluster: DBCluster, all: readonly DBInstance[]): AuroraCluster {
  const id = (cluster.DBClusterIdentifier ?? '').toLowerCase();
  const instances = all
    .filter((instance) => instance.DBClusterIdentifier?.toLowerCase() === id)
    .map((instance) => ({
      id: (instance.DBInstanceIdentifier ?? '').toLowerCase(),
      status: instance.DBInstanceStatus ?? 'unknown',
      class: instance.DBInstanceClass,
    }));
  const { MinCapacity: min, MaxCapacity: max } = cluster.ServerlessV2ScalingConfiguration ?? {};
  return {
    id,
    arn: cluster.DBClusterArn ?? '',
    resourceId: cluster.DbClusterResourceId ?? '',
    status: cluster.Status ?? 'unknown',
    engine: cluster.Engine ?? 'unknown',
    version: cluster.EngineVersion ?? 'unknown',
    endpoint: present(cluster.Endpoint),
    readerEndpoint: present(cluster.ReaderEndpoint),
    port: cluster.Port,
    encrypted: cluster.StorageEncrypted ?? false,
    serverless: min === undefined || max === undefined ? undefined : { min, max },
    settings: {
      class: instances[0]?.class,
      subnetGroup: present(cluster.DBSubnetGroup),
      parameterGroup: present(cluster.DBClusterParameterGroup),
      securityGroups: (cluster.VpcSecurityGroups ?? []).flatMap((group) => group.VpcSecurityGroupId ?? []),
      kmsKey: present(cluster.KmsKeyId),
    },
    instances,
  };
}

function present(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

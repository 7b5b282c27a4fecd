import type { DBCluster, DBClusterMessage, DescribeDBClustersMessage } from '@aws-sdk/client-rds';
import { DBClusterNotFoundFault$, InvalidDBClusterStateFault$ } from '@aws-sdk/client-rds';
import type { DbCluster } from '../aurora-resources.ts';
import { membershipOf } from '../aurora-roles.ts';
import { failure } from '../operation.ts';
import type { Answer, Call, Failure } from '../operation.ts';
import { asOf } from '../past.ts';
import type { DbInstance } from '../regional-resources.ts';
import { pageOf } from './pages.ts';

/** DescribeDBClusters: by identifier or ARN, by filter, in pages of `MaxRecords`. */
export function describeDbClusters(input: DescribeDBClustersMessage, call: Call): Answer<DBClusterMessage> {
  const wanted = input.DBClusterIdentifier;
  if (wanted !== undefined) {
    const found = findCluster(call, wanted);
    return 'kind' in found ? found : { DBClusters: [showCluster(call, found)] };
  }
  const all = [...call.region.dbClusters.values()].sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
  const filtered = all.filter((cluster) =>
    (input.Filters ?? []).every(({ Name, Values = [] }) => matchesFilter(cluster, Name ?? '', Values)),
  );
  const page = pageOf(filtered, input.Marker, input.MaxRecords ?? 100);
  return {
    DBClusters: page.items.map((cluster) => showCluster(call, cluster)),
    ...(page.next === undefined ? {} : { Marker: page.next }),
  };
}

/** Finds a cluster of the call's region by identifier or ARN. */
export function findCluster(call: Call, name: string | undefined): DbCluster | Failure {
  const found = [...call.region.dbClusters.values()].find((cluster) => isNamed(cluster, name ?? ''));
  return found ?? clusterNotFound(name ?? '');
}

/** RDS's answer to a cluster it does not know. */
export function clusterNotFound(name: string): Failure {
  return failure(DBClusterNotFoundFault$, `DBCluster ${name.split(':').at(-1) ?? name} not found.`);
}

/** RDS's answer to a change that the state of a cluster does not allow. */
export function wrongClusterState(message: string): Failure {
  return failure(InvalidDBClusterStateFault$, message);
}

/** The instances of a cluster, in the order of their names. */
export function instancesOf(call: Call, cluster: DbCluster): DbInstance[] {
  const instances = call.world.regions.get(cluster.region)?.dbInstances.values() ?? [];
  return [...instances]
    .filter(({ clusterIdentifier }) => clusterIdentifier === cluster.identifier)
    .sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
}

/** A cluster as RDS describes it; the endpoint of a secondary exists, though nothing answers at it. */
export function showCluster(call: Call, current: DbCluster): DBCluster {
  const cluster = asOf(current, call.staleAt);
  const endpoints =
    cluster.status === 'creating' ? {} : { Endpoint: cluster.host, ReaderEndpoint: cluster.readerHost };
  const { serverless } = cluster;
  const membership = membershipOf(call.world, current);
  return {
    ...endpoints,
    AllocatedStorage: 1,
    BackupRetentionPeriod: cluster.backupRetentionDays,
    ClusterCreateTime: new Date(cluster.createdAt),
    DBClusterArn: cluster.arn,
    DBClusterIdentifier: cluster.identifier,
    DBClusterMembers: instancesOf(call, current).map(({ identifier }, index) => ({
      DBInstanceIdentifier: identifier,
      IsClusterWriter: index === 0 && cluster.writable,
      DBClusterParameterGroupStatus: 'in-sync',
      PromotionTier: 1,
    })),
    DBClusterParameterGroup: cluster.parameterGroup,
    DBSubnetGroup: cluster.subnetGroup,
    DatabaseName: cluster.databaseName,
    DbClusterResourceId: cluster.resourceId,
    DeletionProtection: cluster.deletionProtection,
    Engine: cluster.engine,
    EngineMode: 'provisioned',
    EngineVersion: cluster.engineVersion,
    ...(membership === undefined ? {} : { GlobalClusterIdentifier: membership.global.identifier }),
    HostedZoneId: 'Z1TTGA775OQIYO',
    KmsKeyId: cluster.kmsKey,
    MultiAZ: false,
    Port: cluster.port,
    ...(serverless === undefined
      ? {}
      : {
          ServerlessV2ScalingConfiguration: { MinCapacity: serverless.min, MaxCapacity: serverless.max },
        }),
    Status: cluster.status,
    StorageEncrypted: true,
    VpcSecurityGroups: cluster.securityGroups.map((id) => ({ VpcSecurityGroupId: id, Status: 'active' })),
  };
}

function isNamed(cluster: DbCluster, name: string): boolean {
  return cluster.identifier === name.toLowerCase() || cluster.arn === name;
}

function matchesFilter(cluster: DbCluster, name: string, values: string[]): boolean {
  if (name === 'db-cluster-id') return values.some((value) => isNamed(cluster, value));
  if (name === 'db-cluster-resource-id') return values.includes(cluster.resourceId);
  if (name === 'engine') return values.includes(cluster.engine);
  return true;
}

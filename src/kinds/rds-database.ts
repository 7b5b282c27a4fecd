import type { DBInstance, DescribeDBInstancesCommandInput } from '@aws-sdk/client-rds';
import { classify } from '../error-class.ts';
import type { Region } from '../ids.ts';
import type { Lag } from '../plan/plan.ts';
import type { ObserveContext } from './kind.ts';
import { batchesOf, newestPoints } from './replication-lag.ts';
import type { DataPoint, MetricQuery } from './replication-lag.ts';
import { conditionOf } from './rds-status.ts';

/** What a replica that is built anew takes over from the instance that it replaces. */
export interface RdsSettings {
  readonly class?: string | undefined;
  readonly subnetGroup?: string | undefined;
  readonly parameterGroup?: string | undefined;
  readonly securityGroups?: readonly string[] | undefined;
  readonly kmsKey?: string | undefined;
}

/** What is seen of one DB instance. */
export interface RdsDatabase {
  readonly id: string;
  readonly arn: string;
  /** RDS's own id, which a rename keeps and a new instance of the same name does not have. */
  readonly resourceId: string;
  readonly status: string;
  readonly engine: string;
  readonly version: string;
  readonly endpoint?: string | undefined;
  readonly port?: number | undefined;
  /** What it replicates from, as RDS writes it: an ARN across regions, a plain identifier within one. */
  readonly source?: string | undefined;
  readonly replicas: readonly string[];
  readonly multiAz: boolean;
  readonly backupRetentionDays: number;
  readonly encrypted: boolean;
  readonly allocatedGiB: number;
  /** `gp3` and the like. */
  readonly storageType?: string | undefined;
  readonly settings: RdsSettings;
  /** The class that it is being given, or will be in its next maintenance window. */
  readonly pendingClass?: string | undefined;
  /** How far it is behind, for replicas only. */
  readonly lag?: Lag | undefined;
  /** The most clients at once in the last minute that was measured, for instances that accept writes. */
  readonly connections?: number | undefined;
}

/** How many identifiers are asked for in one call; a page holds as many. */
const IDENTIFIERS_A_CALL = 100;

/** Looks at instances of a region by identifier, without metrics. An identifier that is missing from the answer does not exist. */
export async function describeDatabases(
  ids: readonly string[],
  region: Region,
  context: ObserveContext,
): Promise<ReadonlyMap<string, RdsDatabase>> {
  const found = new Map<string, RdsDatabase>();
  for (const batch of batchesOf([...new Set(ids.map((id) => id.toLowerCase()))], IDENTIFIERS_A_CALL)) {
    const filter = { Filters: [{ Name: 'db-instance-id', Values: [...batch] }] };
    for (const [id, database] of await listDatabases(region, context, filter)) found.set(id, database);
  }
  return found;
}

/** Looks at all instances of a region, or those that a filter lets through, without metrics. */
export async function listDatabases(
  region: Region,
  context: ObserveContext,
  filter: Pick<DescribeDBInstancesCommandInput, 'Filters'> = {},
): Promise<ReadonlyMap<string, RdsDatabase>> {
  const rds = await context.outside.aws.rds(region);
  const found = new Map<string, RdsDatabase>();
  let marker: string | undefined;
  do {
    const input = { ...filter, MaxRecords: IDENTIFIERS_A_CALL };
    const page = await rds.describeDBInstances(marker === undefined ? input : { ...input, Marker: marker }, {
      signal: context.signal,
    });
    for (const instance of page.DBInstances ?? []) {
      const database = databaseOf(instance);
      found.set(database.id, database);
    }
    marker = page.Marker;
  } while (marker !== undefined && marker !== '');
  return found;
}

/**
 * Adds lag and connections. That CloudWatch does not answer hides no database: the lag is unknown then, and its source says why.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html
 */
export async function withMetrics(
  databases: ReadonlyMap<string, RdsDatabase>,
  region: Region,
  context: ObserveContext,
): Promise<ReadonlyMap<string, RdsDatabase>> {
  const queries = [...databases.values()]
    .filter((database) => conditionOf(database.status) !== 'broken')
    .map(queryOf);
  if (queries.length === 0) return databases;
  const measured = await newestPoints(queries, region, context).catch((error: unknown) => {
    context.signal.throwIfAborted();
    return classify(error, { region }).problem.message;
  });
  const points = typeof measured === 'string' ? new Map<string, DataPoint>() : measured;
  const silence =
    typeof measured === 'string' ? `ReplicaLag: ${measured}` : 'ReplicaLag: no data points in 10 minutes';
  return new Map(
    [...databases].map(([id, database]): [string, RdsDatabase] => {
      const point = points.get(id);
      if (database.source === undefined) return [id, { ...database, connections: point?.value }];
      return [id, { ...database, lag: lagOf(point, silence) }];
    }),
  );
}

/** RDS reports -1 where replication does not run, which is no lag of zero either. */
function lagOf(point: DataPoint | undefined, silence: string): Lag {
  if (point === undefined) return { ms: undefined, source: silence };
  if (point.value < 0) return { ms: undefined, source: 'ReplicaLag: -1, replication is not running' };
  return {
    ms: Math.round(point.value * 1000),
    source: 'ReplicaLag',
    at: point.at,
    atStandstillMs: Math.round(point.atStandstill * 1000),
  };
}

function queryOf(database: RdsDatabase): MetricQuery {
  const replica = database.source !== undefined;
  return {
    key: database.id,
    namespace: 'AWS/RDS',
    name: replica ? 'ReplicaLag' : 'DatabaseConnections',
    dimensions: { DBInstanceIdentifier: database.id },
    statistic: 'Maximum',
  };
}

function databaseOf(instance: DBInstance): RdsDatabase {
  return {
    id: (instance.DBInstanceIdentifier ?? '').toLowerCase(),
    arn: instance.DBInstanceArn ?? '',
    resourceId: instance.DbiResourceId ?? '',
    status: instance.DBInstanceStatus ?? 'unknown',
    engine: instance.Engine ?? 'unknown',
    version: instance.EngineVersion ?? 'unknown',
    endpoint: instance.Endpoint?.Address,
    port: instance.Endpoint?.Port,
    source:
      present(instance.ReadReplicaSourceDBInstanceIdentifier) ??
      present(instance.ReadReplicaSourceDBClusterIdentifier),
    replicas: instance.ReadReplicaDBInstanceIdentifiers ?? [],
    multiAz: instance.MultiAZ ?? false,
    backupRetentionDays: instance.BackupRetentionPeriod ?? 0,
    encrypted: instance.StorageEncrypted ?? false,
    allocatedGiB: instance.AllocatedStorage ?? 0,
    storageType: instance.StorageType,
    settings: settingsOf(instance),
    pendingClass: present(instance.PendingModifiedValues?.DBInstanceClass),
  };
}

function settingsOf(instance: DBInstance): RdsSettings {
  return {
    class: instance.DBInstanceClass,
    subnetGroup: present(instance.DBSubnetGroup?.DBSubnetGroupName),
    parameterGroup: present(instance.DBParameterGroups?.[0]?.DBParameterGroupName),
    securityGroups: (instance.VpcSecurityGroups ?? []).flatMap((group) => group.VpcSecurityGroupId ?? []),
    kmsKey: present(instance.KmsKeyId),
  };
}

function present(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** Whether `replica` replicates from `source`, whichever of its two names RDS uses for it. */
export function replicatesFrom(replica: RdsDatabase, source: RdsDatabase): boolean {
  return (
    replica.source === source.arn ||
    (replica.source === source.id && regionOfArn(replica.arn) === regionOfArn(source.arn))
  );
}

/** Whether an instance accepts writes, or will when its change is over. */
export function isWriter(database: RdsDatabase): boolean {
  const condition = conditionOf(database.status);
  return database.source === undefined && (condition === 'usable' || condition === 'changing');
}

/** The region in an ARN, or an empty text. */
function regionOfArn(arn: string): string {
  return arn.split(':')[3] ?? '';
}

import type { DBInstance, DescribeDBInstancesMessage, DBInstanceMessage } from '@aws-sdk/client-rds';
import { DBInstanceNotFoundFault$ } from '@aws-sdk/client-rds';
import { failure } from '../operation.ts';
import type { Answer, Call, Failure } from '../operation.ts';
import type { DbInstance } from '../regional-resources.ts';
import type { World } from '../world.ts';
import { pageOf } from './pages.ts';

/** DescribeDBInstances: by identifier or ARN, by filter, in pages of `MaxRecords`. */
export function describeDbInstances(
  input: DescribeDBInstancesMessage,
  call: Call,
): Answer<DBInstanceMessage> {
  const all = visibleInstances(call);
  const wanted = input.DBInstanceIdentifier;
  if (wanted !== undefined) {
    const found = all.find((instance) => isNamed(instance, wanted));
    return found ? { DBInstances: [showInstance(call.world, found)] } : instanceNotFound(wanted);
  }
  const unknown = (input.Filters ?? []).find(({ Name }) => filters[Name ?? ''] === undefined);
  if (unknown !== undefined)
    return failure(
      { code: 'InvalidParameterValue', status: 400 },
      `Unrecognized filter name: ${unknown.Name ?? ''}`,
    );
  const filtered = all.filter((instance) =>
    (input.Filters ?? []).every(({ Name, Values }) => filters[Name ?? '']?.(instance, Values ?? [])),
  );
  const page = pageOf(filtered, input.Marker, input.MaxRecords ?? 100);
  return {
    DBInstances: page.items.map((instance) => showInstance(call.world, instance)),
    ...(page.next === undefined ? {} : { Marker: page.next }),
  };
}

/** Finds an instance of the call's region by identifier or ARN as it really is, stale reads or not. */
export function findInstance(call: Call, name: string | undefined): DbInstance | Failure {
  const found = [...call.region.dbInstances.values()].find((instance) => isNamed(instance, name ?? ''));
  return found ?? instanceNotFound(name ?? '');
}

/** RDS's answer to a name it does not know. */
export function instanceNotFound(name: string): Failure {
  return failure(DBInstanceNotFoundFault$, `DBInstance ${name.split(':').at(-1) ?? name} not found.`);
}

/** Every replica in the account that follows this instance. */
export function replicasOf(world: World, instance: DbInstance): DbInstance[] {
  const found: DbInstance[] = [];
  for (const region of world.regions.values())
    for (const candidate of region.dbInstances.values())
      if (candidate.sourceArn === instance.arn) found.push(candidate);
  return found;
}

/** An instance as RDS describes it: relations inside the region by identifier, across regions by ARN. */
export function showInstance(world: World, instance: DbInstance): DBInstance {
  const source = instance.sourceArn;
  const { multiAz, instanceClass } = instance.pending;
  return {
    DBInstanceIdentifier: instance.identifier,
    DBInstanceClass: instance.instanceClass,
    Engine: instance.engine,
    DBInstanceStatus: instance.status,
    MasterUsername: 'postgres',
    ...(instance.status === 'creating'
      ? {}
      : { Endpoint: { Address: instance.host, Port: instance.port, HostedZoneId: 'Z1TTGA775OQIYO' } }),
    AllocatedStorage: instance.allocatedGiB,
    InstanceCreateTime: new Date(instance.createdAt),
    BackupRetentionPeriod: instance.backupRetentionDays,
    AvailabilityZone: `${instance.region}a`,
    PendingModifiedValues: {
      ...(multiAz === undefined ? {} : { MultiAZ: multiAz }),
      ...(instanceClass === undefined ? {} : { DBInstanceClass: instanceClass }),
    },
    MultiAZ: instance.multiAz,
    EngineVersion: instance.engineVersion,
    AutoMinorVersionUpgrade: true,
    ...(source === undefined ? {} : { ReadReplicaSourceDBInstanceIdentifier: relative(instance, source) }),
    ReadReplicaDBInstanceIdentifiers: replicasOf(world, instance).map((replica) =>
      relative(instance, replica.arn),
    ),
    StorageType: 'gp3',
    StorageEncrypted: true,
    DbiResourceId: instance.resourceId,
    DBInstanceArn: instance.arn,
    ...(instance.clusterIdentifier === undefined ? {} : { DBClusterIdentifier: instance.clusterIdentifier }),
    DeletionProtection: instance.deletionProtection,
    // PostgreSQL leaves this empty while replication is well; MySQL says so.
    StatusInfos:
      source !== undefined && instance.engine !== 'postgres'
        ? [{ StatusType: 'read replication', Normal: true, Status: 'replicating' }]
        : [],
    TagList: Object.entries(instance.tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

function visibleInstances(call: Call): DbInstance[] {
  const stale = call.staleInstances?.filter((instance) => instance.region === call.region.name);
  const all = stale ?? [...call.region.dbInstances.values()];
  return [...all].sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
}

function isNamed(instance: DbInstance, name: string): boolean {
  return instance.identifier === name.toLowerCase() || instance.arn === name;
}

const filters: Readonly<Record<string, (instance: DbInstance, values: string[]) => boolean>> = {
  'db-instance-id': (instance, values) => values.some((value) => isNamed(instance, value)),
  'db-cluster-id': (instance, values) => values.includes(instance.clusterIdentifier ?? ''),
  engine: (instance, values) => values.includes(instance.engine),
  'dbi-resource-id': (instance, values) => values.includes(instance.resourceId),
};

function relative(instance: DbInstance, arn: string): string {
  const [, , , region, , , identifier = ''] = arn.split(':');
  return region === instance.region ? identifier : arn;
}

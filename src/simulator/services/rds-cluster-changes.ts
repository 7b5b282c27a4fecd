import type {
  CreateDBClusterMessage,
  CreateDBInstanceMessage,
  DBCluster,
  DBInstance,
  DeleteDBClusterMessage,
  ModifyDBClusterMessage,
} from '@aws-sdk/client-rds';
import {
  DBClusterAlreadyExistsFault$,
  DBInstanceAlreadyExistsFault$,
  GlobalClusterNotFoundFault$,
  InvalidGlobalClusterStateFault$,
} from '@aws-sdk/client-rds';
import { clusterHost, instanceOf, newDbCluster } from '../aurora-builders.ts';
import type { DbCluster, GlobalCluster } from '../aurora-resources.ts';
import { clusterByArn, membershipOf, regionOfArn } from '../aurora-roles.ts';
import { addDbInstance } from '../builders.ts';
import { failure, isFailure } from '../operation.ts';
import type { Answer, Call, Failure } from '../operation.ts';
import { changeAt } from '../past.ts';
import { scheduleIn } from '../world.ts';
import { findCluster, instancesOf, showCluster, wrongClusterState } from './rds-clusters.ts';
import { showInstance } from './rds-describe.ts';

type Changed = Answer<{ DBCluster: DBCluster }>;

const combination = { code: 'InvalidParameterCombination', status: 400 };

/** CreateDBCluster: only as a secondary of a global database; no standby needs another kind of cluster. */
export function createDbCluster(input: CreateDBClusterMessage, call: Call): Changed {
  const { world, region } = call;
  const identifier = (input.DBClusterIdentifier ?? '').toLowerCase();
  if (region.dbClusters.has(identifier))
    return failure(DBClusterAlreadyExistsFault$, `DB cluster already exists: ${identifier}`);
  const global = world.globalClusters.get((input.GlobalClusterIdentifier ?? '').toLowerCase());
  if (!global) return noGlobal(input.GlobalClusterIdentifier ?? '');
  const source = clusterByArn(world, global.members.find(({ writer }) => writer)?.arn ?? '');
  const refused = refuseSecondary(input, call, { global, source });
  if (refused || !source) return refused ?? noGlobal(global.identifier);
  const { engine, engineVersion, port, databaseName } = source;
  const cluster = newDbCluster(world, {
    ...{ identifier, region: region.name, engine, engineVersion, port, databaseName },
    ...(input.KmsKeyId === undefined ? {} : { kmsKey: input.KmsKeyId }),
    ...(input.DBSubnetGroupName === undefined ? {} : { subnetGroup: input.DBSubnetGroupName }),
    ...(input.DBClusterParameterGroupName === undefined
      ? {}
      : { parameterGroup: input.DBClusterParameterGroupName }),
    ...(input.VpcSecurityGroupIds === undefined ? {} : { securityGroups: input.VpcSecurityGroupIds }),
    serverless: scalingOf(input),
    status: 'creating',
    createdAt: call.now,
    writable: false,
    writing: false,
  });
  region.dbClusters.set(identifier, cluster);
  changeAt(global, call.now, (it) =>
    it.members.push({ arn: cluster.arn, writer: false, synchronization: 'connected' }),
  );
  scheduleIn(world, world.timings.createDbClusterMs, {
    apply: (at) => {
      changeAt(cluster, at, (it) => (it.status = call.doomedStatus ?? 'available'));
    },
  });
  return { DBCluster: showCluster(call, cluster) };
}

function refuseSecondary(
  input: CreateDBClusterMessage,
  call: Call,
  { global, source }: { global: GlobalCluster; source: DbCluster | undefined },
): Failure | undefined {
  const wrong = (message: string) => failure(InvalidGlobalClusterStateFault$, message);
  if (global.status !== 'available' || !source)
    return wrong(`Global cluster ${global.identifier} is ${global.status}.`);
  if (global.members.some(({ arn }) => regionOfArn(arn) === call.region.name))
    return wrong(`The global cluster already has a cluster in ${call.region.name}.`);
  if (source.status !== 'available' || call.world.regions.get(source.region)?.condition === 'dark')
    return wrong('The source cluster is not available.');
  if (input.MasterUsername !== undefined || input.MasterUserPassword !== undefined)
    return failure(combination, 'Cannot specify user name for cross region replication cluster');
  if (input.KmsKeyId === undefined)
    return failure(
      combination,
      'If Replication Source is Encrypted, KmsKeyId should be specified for the target cluster.',
    );
  return undefined;
}

function scalingOf({
  ServerlessV2ScalingConfiguration: given,
}: CreateDBClusterMessage): DbCluster['serverless'] {
  return given === undefined ? undefined : { min: given.MinCapacity ?? 0.5, max: given.MaxCapacity ?? 8 };
}

function noGlobal(name: string): Failure {
  return failure(GlobalClusterNotFoundFault$, `Global cluster ${name} not found`);
}

/** ModifyDBCluster: a new name, backups and deletion protection. */
export function modifyDbCluster(input: ModifyDBClusterMessage, call: Call): Changed {
  const cluster = findCluster(call, input.DBClusterIdentifier);
  if (isFailure(cluster)) return cluster;
  if (cluster.status !== 'available') return wrongClusterState(notAvailable(cluster));
  const newName = input.NewDBClusterIdentifier?.toLowerCase();
  if (newName !== undefined && call.region.dbClusters.has(newName))
    return failure(DBClusterAlreadyExistsFault$, `DB cluster already exists: ${newName}`);
  cluster.backupRetentionDays = input.BackupRetentionPeriod ?? cluster.backupRetentionDays;
  cluster.deletionProtection = input.DeletionProtection ?? cluster.deletionProtection;
  if (newName !== undefined) {
    if (input.ApplyImmediately !== true)
      return failure(combination, 'A new name is simulated only with ApplyImmediately.');
    rename(call, cluster, newName);
  }
  return { DBCluster: showCluster(call, cluster) };
}

function rename(call: Call, cluster: DbCluster, newName: string): void {
  const { world, region } = call;
  changeAt(cluster, call.now, (it) => (it.status = 'renaming'));
  scheduleIn(world, world.timings.renameDbClusterMs, {
    apply: () => {
      const instances = instancesOf(call, cluster);
      const member = membershipOf(world, cluster)?.member;
      region.dbClusters.delete(cluster.identifier);
      cluster.identifier = newName;
      cluster.arn = cluster.arn.replace(/:cluster:.*$/, `:cluster:${newName}`);
      cluster.host = clusterHost(world, cluster, 'cluster');
      cluster.readerHost = clusterHost(world, cluster, 'cluster-ro');
      cluster.status = 'available';
      region.dbClusters.set(newName, cluster);
      if (member) member.arn = cluster.arn;
      for (const instance of instances) instance.clusterIdentifier = newName;
    },
  });
}

/** DeleteDBCluster: refused for a member of a global database, and while it has instances. */
export function deleteDbCluster(input: DeleteDBClusterMessage, call: Call): Changed {
  const cluster = findCluster(call, input.DBClusterIdentifier);
  if (isFailure(cluster)) return cluster;
  if (membershipOf(call.world, cluster))
    return wrongClusterState(
      'This cluster is a part of a global cluster, please remove it from globalcluster first',
    );
  if (cluster.deletionProtection)
    return failure(
      combination,
      'Cannot delete protected Cluster, please disable deletion protection and try again.',
    );
  if (instancesOf(call, cluster).some(({ status }) => status !== 'deleting'))
    return wrongClusterState(
      'Cluster cannot be deleted, it still contains DB instances in non-deleting state.',
    );
  if (cluster.status !== 'available') return wrongClusterState(notAvailable(cluster));
  if (input.SkipFinalSnapshot !== true && input.FinalDBSnapshotIdentifier === undefined)
    return failure(
      combination,
      'FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.',
    );
  changeAt(cluster, call.now, (it) => Object.assign(it, { status: 'deleting', writable: false }));
  scheduleIn(call.world, call.world.timings.deleteDbClusterMs, {
    apply: () => call.region.dbClusters.delete(cluster.identifier),
  });
  return { DBCluster: showCluster(call, cluster) };
}

/** CreateDBInstance: only as a member of an Aurora cluster. */
export function createDbInstance(
  input: CreateDBInstanceMessage,
  call: Call,
): Answer<{ DBInstance: DBInstance }> {
  const { world, region } = call;
  const identifier = (input.DBInstanceIdentifier ?? '').toLowerCase();
  if (input.DBClusterIdentifier === undefined)
    return failure(
      { code: 'NotSimulated', status: 501 },
      'CreateDBInstance is simulated for Aurora clusters only.',
    );
  const cluster = findCluster(call, input.DBClusterIdentifier);
  if (isFailure(cluster)) return cluster;
  if (region.dbInstances.has(identifier))
    return failure(DBInstanceAlreadyExistsFault$, `DB instance already exists: ${identifier}`);
  const instance = addDbInstance(world, {
    ...instanceOf(cluster, identifier),
    instanceClass: input.DBInstanceClass ?? 'db.r6g.large',
    status: 'creating',
    createdAt: call.now,
  });
  scheduleIn(world, world.timings.createDbInstanceMs, {
    apply: () => {
      instance.status = call.doomedStatus ?? 'available';
    },
  });
  return { DBInstance: showInstance(world, instance) };
}

function notAvailable(cluster: DbCluster): string {
  return `DB cluster ${cluster.identifier} is not in the available state: it is ${cluster.status}.`;
}

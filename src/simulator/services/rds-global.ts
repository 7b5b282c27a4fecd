import type {
  CreateGlobalClusterMessage,
  DeleteGlobalClusterMessage,
  DescribeGlobalClustersMessage,
  FailoverGlobalClusterMessage,
  GlobalCluster as Shown,
  GlobalClustersMessage,
  ModifyGlobalClusterMessage,
  RemoveFromGlobalClusterMessage,
  SwitchoverGlobalClusterMessage,
} from '@aws-sdk/client-rds';
import {
  GlobalClusterAlreadyExistsFault$,
  GlobalClusterNotFoundFault$,
  InvalidGlobalClusterStateFault$,
} from '@aws-sdk/client-rds';
import { newGlobalCluster } from '../aurora-builders.ts';
import type { DbCluster, GlobalCluster } from '../aurora-resources.ts';
import { beginMove, clusterByArn, membershipOf, regionOfArn } from '../aurora-roles.ts';
import { failure, isFailure } from '../operation.ts';
import type { Answer, Call, Failure } from '../operation.ts';
import { asOf, changeAt } from '../past.ts';
import { scheduleIn } from '../world.ts';
import { pageOf } from './pages.ts';
import { clusterNotFound, instancesOf, wrongClusterState } from './rds-clusters.ts';

type Changed = Answer<{ GlobalCluster: Shown }>;

const combination = { code: 'InvalidParameterCombination', status: 400 };

/** DescribeGlobalClusters: those that have a member in the region, or none at all. */
export function describeGlobalClusters(
  input: DescribeGlobalClustersMessage,
  call: Call,
): Answer<GlobalClustersMessage> {
  const wanted = input.GlobalClusterIdentifier;
  const all = [...call.world.globalClusters.values()].filter((global) => isVisible(global, call));
  if (wanted !== undefined) {
    const found = all.find(({ identifier }) => identifier === wanted.toLowerCase());
    return found ? { GlobalClusters: [show(found, call)] } : notFound(wanted);
  }
  const page = pageOf(all, input.Marker, input.MaxRecords ?? 100);
  return {
    GlobalClusters: page.items.map((global) => show(global, call)),
    ...(page.next === undefined ? {} : { Marker: page.next }),
  };
}

/** SwitchoverGlobalCluster: in the region of the primary, between clusters that are well and run the same version. */
export function switchoverGlobalCluster(input: SwitchoverGlobalClusterMessage, call: Call): Changed {
  const asked = readMove(input, call);
  if (isFailure(asked)) return asked;
  const { global, target, source } = asked;
  if (call.region.name !== source.region)
    return wrong(
      `The switchover must be requested in ${source.region}, the Region of the primary DB cluster.`,
    );
  if (source.status !== 'available')
    return wrongClusterState(`The primary DB cluster ${source.identifier} is ${source.status}.`);
  if (global.members.some(({ synchronization }) => synchronization !== 'connected'))
    return wrong('A secondary DB cluster is not synchronized with the primary DB cluster.');
  if (call.world.regions.get(target.region)?.condition === 'dark')
    return wrong('The target DB cluster cannot be reached.');
  beginMove(call.world, global, { target, lossy: false, doomedStatus: call.doomedStatus });
  return { GlobalCluster: show(global, call) };
}

/** FailoverGlobalCluster: with `AllowDataLoss` in the region of the secondary; without it a switchover. */
export function failoverGlobalCluster(input: FailoverGlobalClusterMessage, call: Call): Changed {
  if (input.AllowDataLoss === true && input.Switchover === true)
    return failure(combination, 'AllowDataLoss and Switchover cannot be specified together.');
  if (input.AllowDataLoss !== true) return switchoverGlobalCluster(input, call);
  const asked = readMove(input, call);
  if (isFailure(asked)) return asked;
  const { global, target } = asked;
  if (call.region.name !== target.region)
    return wrong(
      `The failover must be requested in ${target.region}, the Region of the secondary DB cluster.`,
    );
  beginMove(call.world, global, { target, lossy: true, doomedStatus: call.doomedStatus });
  return { GlobalCluster: show(global, call) };
}

interface Move {
  global: GlobalCluster;
  target: DbCluster;
  source: DbCluster;
}

function readMove(
  input: { GlobalClusterIdentifier: string | undefined; TargetDbClusterIdentifier: string | undefined },
  call: Call,
): Move | Failure {
  const global = findGlobal(call, input.GlobalClusterIdentifier);
  if (isFailure(global)) return global;
  const arn = input.TargetDbClusterIdentifier ?? '';
  const target = clusterByArn(call.world, arn);
  const member = global.members.find((candidate) => candidate.arn === arn);
  if (!target || !member) return clusterNotFound(arn);
  if (global.status !== 'available' || global.asked === true || target.promotedAt !== undefined)
    return wrong(
      `Global cluster ${global.identifier} is ${global.status}, and cannot be switched or failed over now.`,
    );
  if (member.writer) return wrong(`${target.identifier} is already the primary DB cluster.`);
  if (target.status !== 'available')
    return wrongClusterState(`The target DB cluster ${target.identifier} is ${target.status}.`);
  if (instancesOf(call, target).length === 0)
    return wrongClusterState(`The target DB cluster ${target.identifier} has no DB instances.`);
  const source = clusterByArn(call.world, global.members.find(({ writer }) => writer)?.arn ?? '');
  if (!source) return wrong(`Global cluster ${global.identifier} has no primary DB cluster.`);
  if (source.engineVersion !== target.engineVersion)
    return wrongClusterState('The primary and the target DB cluster have different engine versions.');
  return { global, target, source };
}

/** CreateGlobalCluster around a cluster that stands alone. */
export function createGlobalCluster(input: CreateGlobalClusterMessage, call: Call): Changed {
  const { world } = call;
  const identifier = (input.GlobalClusterIdentifier ?? '').toLowerCase();
  if (world.globalClusters.has(identifier))
    return failure(GlobalClusterAlreadyExistsFault$, `Global cluster ${identifier} already exists`);
  const source = clusterByArn(world, input.SourceDBClusterIdentifier ?? '');
  if (source?.region !== call.region.name) return clusterNotFound(input.SourceDBClusterIdentifier ?? '');
  if (source.status !== 'available' || membershipOf(world, source))
    return wrongClusterState(
      `DB cluster ${source.identifier} is not available, or in a global cluster already.`,
    );
  const global = newGlobalCluster(world, identifier, source);
  world.globalClusters.set(identifier, global);
  return { GlobalCluster: show(global, call) };
}

/** ModifyGlobalCluster: a new name and deletion protection. */
export function modifyGlobalCluster(input: ModifyGlobalClusterMessage, call: Call): Changed {
  const { world } = call;
  const global = findGlobal(call, input.GlobalClusterIdentifier);
  if (isFailure(global)) return global;
  const newName = input.NewGlobalClusterIdentifier?.toLowerCase();
  if (newName !== undefined && world.globalClusters.has(newName))
    return failure(GlobalClusterAlreadyExistsFault$, `Global cluster ${newName} already exists`);
  global.deletionProtection = input.DeletionProtection ?? global.deletionProtection;
  if (newName !== undefined) {
    world.globalClusters.delete(global.identifier);
    global.identifier = newName;
    global.arn = global.arn.replace(/:global-cluster:.*$/, `:global-cluster:${newName}`);
    world.globalClusters.set(newName, global);
  }
  return { GlobalCluster: show(global, call) };
}

/** RemoveFromGlobalCluster: a secondary becomes a cluster of its own that accepts writes; the primary goes last. */
export function removeFromGlobalCluster(input: RemoveFromGlobalClusterMessage, call: Call): Changed {
  const global = findGlobal(call, input.GlobalClusterIdentifier);
  if (isFailure(global)) return global;
  const arn = input.DbClusterIdentifier ?? '';
  const member = global.members.find((candidate) => candidate.arn === arn);
  const cluster = clusterByArn(call.world, arn);
  if (!member || !cluster) return clusterNotFound(arn);
  if (cluster.region !== call.region.name) return clusterNotFound(arn);
  if (member.writer && global.members.length > 1)
    return wrong('The primary DB cluster cannot be removed while the global cluster has secondaries.');
  if (cluster.status === 'creating')
    return wrongClusterState(`DB cluster ${cluster.identifier} is being created.`);
  changeAt(global, call.now, (it) => (it.members = it.members.filter((candidate) => candidate !== member)));
  if (!member.writer) detach(call, cluster);
  return { GlobalCluster: show(global, call) };
}

const PROMOTION_MS = 60_000;

/** Where no instance is left there is nothing to promote. */
function detach(call: Call, cluster: DbCluster): void {
  if (instancesOf(call, cluster).every(({ status }) => status === 'deleting')) {
    changeAt(cluster, call.now, (it) => Object.assign(it, { promotedAt: call.now, lag: [], stale: false }));
    return;
  }
  changeAt(cluster, call.now, (it) =>
    Object.assign(it, { status: 'promoting', promotedAt: call.now, stale: false }),
  );
  scheduleIn(call.world, PROMOTION_MS, {
    apply: (at) => {
      changeAt(cluster, at, (it) => Object.assign(it, { status: 'available', writable: true, lag: [] }));
    },
  });
}

/** DeleteGlobalCluster: only an empty one. */
export function deleteGlobalCluster(input: DeleteGlobalClusterMessage, call: Call): Changed {
  const global = findGlobal(call, input.GlobalClusterIdentifier);
  if (isFailure(global)) return global;
  if (global.members.length > 0) return wrong(`Global Cluster ${global.arn} is not empty`);
  if (global.deletionProtection)
    return wrong(`Global Cluster ${global.identifier} has deletion protection enabled`);
  call.world.globalClusters.delete(global.identifier);
  return { GlobalCluster: { ...show(global, call), Status: 'deleting' } };
}

function findGlobal(call: Call, name: string | undefined): GlobalCluster | Failure {
  const found = call.world.globalClusters.get((name ?? '').toLowerCase());
  return found && isVisible(found, call) ? found : notFound(name ?? '');
}

function isVisible(global: GlobalCluster, call: Call): boolean {
  const { members } = global;
  return members.length === 0 || members.some(({ arn }) => regionOfArn(arn) === call.region.name);
}

function show(current: GlobalCluster, call: Call): Shown {
  const global = asOf(current, call.staleAt);
  const readers = global.members.filter(({ writer }) => !writer).map(({ arn }) => arn);
  const { move } = global;
  return {
    GlobalClusterIdentifier: global.identifier,
    GlobalClusterResourceId: global.resourceId,
    GlobalClusterArn: global.arn,
    Status: global.status,
    Engine: global.engine,
    EngineVersion: global.engineVersion,
    StorageEncrypted: true,
    DeletionProtection: global.deletionProtection,
    Endpoint: global.host,
    GlobalClusterMembers: global.members.map(({ arn, writer, synchronization }) => ({
      DBClusterArn: arn,
      IsWriter: writer,
      Readers: writer ? readers : [],
      ...(writer ? {} : { SynchronizationStatus: synchronization }),
    })),
    ...(move === undefined
      ? {}
      : {
          FailoverState: {
            // The documentation knows `switching-over`, the SDK's list of values does not.
            Status: move.status as 'failing-over',
            FromDbClusterArn: move.fromArn,
            ToDbClusterArn: move.toArn,
            IsDataLossAllowed: move.lossy,
          },
        }),
  };
}

function notFound(name: string): Failure {
  return failure(GlobalClusterNotFoundFault$, `Global cluster ${name} not found`);
}

function wrong(message: string): Failure {
  return failure(InvalidGlobalClusterStateFault$, message);
}

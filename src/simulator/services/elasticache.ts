import * as client from '@aws-sdk/client-elasticache';
import { addCacheCluster, addReplicationGroup, cacheHost } from '../builders.ts';
import { defineOperation, failure, operationsOf, regionalArn } from '../operation.ts';
import type { Answer, Call, Service } from '../operation.ts';
import { scheduleIn } from '../world.ts';
import type { CacheCluster, ReplicationGroup } from '../regional-resources.ts';
import { associate, datastoreOf, globalOperations, refuseSecondary, roleOf } from './elasticache-global.ts';
import { pageOf } from './pages.ts';

const clusterMissing = (id: string) =>
  failure(client.CacheClusterNotFoundFault$, `CacheCluster not found: ${id}`);
const groupMissing = (id: string) =>
  failure(client.ReplicationGroupNotFoundFault$, `ReplicationGroup ${id} not found.`);

function describeCacheClusters(
  input: client.DescribeCacheClustersMessage,
  call: Call,
): Answer<client.CacheClusterMessage> {
  const id = input.CacheClusterId?.toLowerCase();
  const all = [...call.region.cacheClusters.values()];
  if (id !== undefined && !call.region.cacheClusters.has(id)) return clusterMissing(id);
  const page = pageOf(
    all.filter((found) => (id ?? found.id) === found.id),
    input.Marker,
    input.MaxRecords ?? 100,
  );
  const withNodes = input.ShowCacheNodeInfo === true;
  return { Marker: page.next, CacheClusters: page.items.map((found) => showCluster(call, found, withNodes)) };
}

function describeReplicationGroups(
  input: client.DescribeReplicationGroupsMessage,
  call: Call,
): Answer<client.ReplicationGroupMessage> {
  const id = input.ReplicationGroupId?.toLowerCase();
  const all = [...call.region.replicationGroups.values()];
  if (id !== undefined && !call.region.replicationGroups.has(id)) return groupMissing(id);
  const page = pageOf(
    all.filter((found) => (id ?? found.id) === found.id),
    input.Marker,
    input.MaxRecords ?? 100,
  );
  return { Marker: page.next, ReplicationGroups: page.items.map((found) => showGroup(call, found)) };
}

function createCacheCluster(
  input: client.CreateCacheClusterMessage,
  call: Call,
): Answer<client.CreateCacheClusterResult> {
  const id = (input.CacheClusterId ?? '').toLowerCase();
  if (call.region.cacheClusters.has(id)) {
    return failure(client.CacheClusterAlreadyExistsFault$, `Cache cluster already exists: ${id}`);
  }
  const cluster = addCacheCluster(call.world, {
    id,
    region: call.region.name,
    status: 'creating',
    createdAt: call.now,
    ...chosen(input.Engine, input.CacheNodeType),
    nodes: input.NumCacheNodes ?? 1,
  });
  becomeAvailable(call, cluster);
  return { CacheCluster: showCluster(call, cluster, false) };
}

function createReplicationGroup(
  input: client.CreateReplicationGroupMessage,
  call: Call,
): Answer<client.CreateReplicationGroupResult> {
  const id = (input.ReplicationGroupId ?? '').toLowerCase();
  if (call.region.replicationGroups.has(id)) {
    return failure(client.ReplicationGroupAlreadyExistsFault$, `Replication group already exists: ${id}`);
  }
  const refusal = refuseSecondary(call, input.GlobalReplicationGroupId);
  if (refusal) return refusal;
  const count =
    input.NumCacheClusters ?? (input.NumNodeGroups ?? 1) * ((input.ReplicasPerNodeGroup ?? 0) + 1);
  const members = Array.from({ length: count }, (_, index) => `${id}-${String(index + 1).padStart(3, '0')}`);
  const datastore = call.world.globalDatastores.get(input.GlobalReplicationGroupId ?? '');
  const choice = datastore ?? chosen(input.Engine, input.CacheNodeType);
  const { engine, nodeType } = choice;
  const group = addReplicationGroup(call.world, {
    ...{ id, region: call.region.name, members, status: 'creating', createdAt: call.now, engine, nodeType },
    description: input.ReplicationGroupDescription ?? '',
    automaticFailover: input.AutomaticFailoverEnabled ?? false,
  });
  for (const member of members) {
    const given = { id: member, region: call.region.name, replicationGroupId: id, engine, nodeType };
    becomeAvailable(call, addCacheCluster(call.world, { ...given, status: 'creating', createdAt: call.now }));
  }
  becomeAvailable(call, group);
  if (datastore) associate(call, datastore, group);
  return { ReplicationGroup: showGroup(call, group) };
}

function deleteCacheCluster(
  input: client.DeleteCacheClusterMessage,
  call: Call,
): Answer<client.DeleteCacheClusterResult> {
  const cluster = call.region.cacheClusters.get((input.CacheClusterId ?? '').toLowerCase());
  if (!cluster) return clusterMissing(input.CacheClusterId ?? '');
  if (cluster.status !== 'available') {
    return failure(
      client.InvalidCacheClusterStateFault$,
      `Cache cluster ${cluster.id} is not in available state.`,
    );
  }
  cluster.status = 'deleting';
  scheduleIn(call.world, call.world.timings.deleteCacheMs, {
    apply: () => {
      call.region.cacheClusters.delete(cluster.id);
    },
  });
  return { CacheCluster: showCluster(call, cluster, false) };
}

function deleteReplicationGroup(
  input: client.DeleteReplicationGroupMessage,
  call: Call,
): Answer<client.DeleteReplicationGroupResult> {
  const group = call.region.replicationGroups.get((input.ReplicationGroupId ?? '').toLowerCase());
  if (!group) return groupMissing(input.ReplicationGroupId ?? '');
  if (group.status !== 'available') {
    const message = `Replication group ${group.id} is not in available state.`;
    return failure(client.InvalidReplicationGroupStateFault$, message);
  }
  if (datastoreOf(call, group)) {
    const message = `Replication group ${group.id} is a member of a global replication group. Disassociate it first.`;
    return failure(client.InvalidReplicationGroupStateFault$, message);
  }
  group.status = 'deleting';
  scheduleIn(call.world, call.world.timings.deleteCacheMs, {
    apply: () => {
      call.region.replicationGroups.delete(group.id);
      if (input.RetainPrimaryCluster === true) return;
      for (const member of group.members) call.region.cacheClusters.delete(member);
    },
  });
  return { ReplicationGroup: showGroup(call, group) };
}

function chosen(engine: string | undefined, nodeType: string | undefined) {
  return { engine: engine ?? 'redis', nodeType: nodeType ?? 'cache.t3.medium' };
}

function becomeAvailable(call: Call, made: { status: string }): void {
  scheduleIn(call.world, call.world.timings.createCacheMs, {
    apply: () => {
      made.status = call.doomedStatus ?? 'available';
    },
  });
}

function endpoint(call: Call, id: string): client.Endpoint {
  return { Address: cacheHost(call.world, id, call.region.name), Port: 6379 };
}

function showCluster(call: Call, cluster: CacheCluster, withNodes: boolean): client.CacheCluster {
  const nodes = Array.from({ length: cluster.nodes }, (_, index) => ({
    CacheNodeId: String(index + 1).padStart(4, '0'),
    CacheNodeStatus: cluster.status,
    CacheNodeCreateTime: new Date(cluster.createdAt),
    ...(cluster.status === 'creating' ? {} : { Endpoint: endpoint(call, cluster.id) }),
  }));
  return {
    CacheClusterId: cluster.id,
    CacheNodeType: cluster.nodeType,
    Engine: cluster.engine,
    EngineVersion: cluster.engineVersion,
    CacheClusterStatus: cluster.status,
    NumCacheNodes: cluster.nodes,
    CacheClusterCreateTime: new Date(cluster.createdAt),
    ReplicationGroupId: cluster.replicationGroupId,
    ARN: cluster.arn,
    ...(withNodes ? { CacheNodes: nodes } : {}),
  };
}

function showGroup(call: Call, group: ReplicationGroup): client.ReplicationGroup {
  const ready = group.status !== 'creating';
  const role = roleOf(call, group);
  return {
    ReplicationGroupId: group.id,
    Description: group.description,
    Status: group.status,
    MemberClusters: group.members,
    ...(role ? { GlobalReplicationGroupInfo: role } : {}),
    AutomaticFailover: group.automaticFailover ? 'enabled' : 'disabled',
    CacheNodeType: group.nodeType,
    ARN: group.arn,
    Engine: group.engine,
    NodeGroups: ready
      ? [
          {
            NodeGroupId: '0001',
            Status: group.status,
            PrimaryEndpoint: endpoint(call, `${group.id}.primary`),
          },
        ]
      : [],
    ReplicationGroupCreateTime: new Date(group.createdAt),
  };
}

const cluster = (input: { CacheClusterId?: string | undefined }, call: Call) => [
  regionalArn(call, 'elasticache', `cluster:${input.CacheClusterId ?? '*'}`),
];
const group = (input: { ReplicationGroupId?: string | undefined }, call: Call) => [
  regionalArn(call, 'elasticache', `replicationgroup:${input.ReplicationGroupId ?? '*'}`),
];

/** Amazon ElastiCache: clusters and replication groups. */
export const elasticache: Service = {
  name: 'elasticache',
  signingName: 'elasticache',
  protocol: 'query',
  xmlNamespace: 'http://elasticache.amazonaws.com/doc/2015-02-02/',
  global: false,
  throttling: { code: 'Throttling', status: 400 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.DescribeCacheClusters$, { resources: cluster, handle: describeCacheClusters }),
    defineOperation(client.DescribeReplicationGroups$, {
      resources: group,
      handle: describeReplicationGroups,
    }),
    defineOperation(client.CreateCacheCluster$, {
      mutating: true,
      resources: cluster,
      handle: createCacheCluster,
    }),
    defineOperation(client.CreateReplicationGroup$, {
      mutating: true,
      resources: group,
      handle: createReplicationGroup,
    }),
    defineOperation(client.DeleteCacheCluster$, {
      mutating: true,
      resources: cluster,
      handle: deleteCacheCluster,
    }),
    defineOperation(client.DeleteReplicationGroup$, {
      mutating: true,
      resources: group,
      handle: deleteReplicationGroup,
    }),
    ...globalOperations,
  ],
};

import { arrivalLatencyAt, followerLagAt } from './follower-lag.ts';
import type { Call } from './operation.ts';
import type { MetricProvider } from './regional-resources.ts';

interface AskedMetric {
  readonly Namespace?: string | undefined;
  readonly MetricName?: string | undefined;
}

/** The metrics of replication between regions that are computed from the replication itself; undefined where it is none of them. */
export function replicationMetric(
  call: Call,
  { Namespace: namespace, MetricName: metricName }: AskedMetric,
  dimensions: Record<string, string>,
): MetricProvider | undefined {
  if (namespace === 'AWS/ElastiCache' && metricName === 'GlobalDatastoreReplicationLag')
    return datastoreLag(call, dimensions);
  if (namespace === 'AWS/DynamoDB' && metricName === 'ReplicationLatency')
    return replicationLatency(call, dimensions);
  return undefined;
}

/** Reported in the secondary's region, by cluster and by replication group. */
function datastoreLag(call: Call, dimensions: Record<string, string>): MetricProvider | undefined {
  const cluster = call.region.cacheClusters.get(dimensions['CacheClusterId'] ?? '');
  const groupId = dimensions['ReplicationGroupId'] ?? cluster?.replicationGroupId;
  const group = call.region.replicationGroups.get(groupId ?? '');
  const datastore = call.world.globalDatastores.get(group?.globalDatastoreId ?? '');
  const member = datastore?.members.find(
    ({ region, groupId: id }) => region === call.region.name && id === group?.id,
  );
  if (!member) return undefined;
  const valueAt = (at: number): number | undefined => {
    const lagMs = followerLagAt(member.follower, at);
    return lagMs === undefined ? undefined : lagMs / 1000;
  };
  const names = { namespace: 'AWS/ElastiCache', metricName: 'GlobalDatastoreReplicationLag' };
  return { ...names, dimensions, unit: 'Seconds', valueAt };
}

/** Reported in the region that the changes come from, and only while some arrive. */
function replicationLatency(call: Call, dimensions: Record<string, string>): MetricProvider | undefined {
  const table = call.region.tables.get(dimensions['TableName'] ?? '');
  const receiving = call.world.regions.get(dimensions['ReceivingRegion'] ?? '');
  const follower = receiving?.tables.get(table?.name ?? '')?.inbound.get(call.region.name);
  if (!follower) return undefined;
  const names = { namespace: 'AWS/DynamoDB', metricName: 'ReplicationLatency' };
  return { ...names, dimensions, unit: 'Milliseconds', valueAt: (at) => arrivalLatencyAt(follower, at) };
}

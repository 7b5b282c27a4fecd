import { membershipOf, regionOfArn } from '../aurora-roles.ts';
import type { Call } from '../operation.ts';
import type { MetricProvider } from '../regional-resources.ts';
import { lagAt } from '../replication-lag.ts';
import { instancesOf } from './rds-clusters.ts';

const betweenRegions = ['AuroraGlobalDBRPOLag', 'AuroraGlobalDBReplicationLag'];

/** How far a reader of a cluster is behind its writer, ms. */
const WITHIN_CLUSTER_MS = 18;

/** The lag metrics of Aurora clusters, in milliseconds; those of a global database exist in the secondaries' regions only. */
export function auroraMetric(
  call: Call,
  metricName: string,
  dimensions: Record<string, string>,
): MetricProvider | undefined {
  const cluster = call.region.dbClusters.get(dimensions['DBClusterIdentifier'] ?? '');
  if (!cluster) return undefined;
  const metric = { namespace: 'AWS/RDS', metricName, dimensions, unit: 'Milliseconds' };
  if (betweenRegions.includes(metricName)) {
    const writer = membershipOf(call.world, cluster)?.global.members.find((member) => member.writer);
    const source = dimensions['SourceRegion'];
    if (cluster.lag.length === 0 || (source !== undefined && source !== regionOfArn(writer?.arn ?? '')))
      return undefined;
    return { ...metric, valueAt: (at) => lagAt(cluster, at) };
  }
  if (metricName !== 'AuroraReplicaLagMaximum' || instancesOf(call, cluster).length < 2) return undefined;
  return { ...metric, valueAt: () => WITHIN_CLUSTER_MS };
}

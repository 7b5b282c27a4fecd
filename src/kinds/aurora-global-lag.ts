import { classify } from '../error-class.ts';
import type { Region } from '../ids.ts';
import type { Lag } from '../plan/plan.ts';
import type { AuroraCluster } from './aurora-global-look.ts';
import type { ObserveContext } from './kind.ts';
import { newestPoints } from './replication-lag.ts';
import type { DataPoint, MetricQuery } from './replication-lag.ts';

interface LagMetric {
  readonly name: string;
  readonly unitMs: number;
  /** By cluster and the writer's region, by cluster, or by each instance of the cluster. */
  readonly by: 'source' | 'cluster' | 'instance';
}

/**
 * The metrics that may tell how far a secondary is behind, best first. The first two are between regions; the others only say how
 * it is inside the secondary. https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html
 */
const metrics: readonly LagMetric[] = [
  { name: 'AuroraGlobalDBRPOLag', unitMs: 1, by: 'source' },
  { name: 'AuroraGlobalDBRPOLag', unitMs: 1, by: 'cluster' },
  { name: 'AuroraGlobalDBReplicationLag', unitMs: 1, by: 'source' },
  { name: 'AuroraGlobalDBReplicationLag', unitMs: 1, by: 'cluster' },
  { name: 'AuroraReplicaLagMaximum', unitMs: 1, by: 'cluster' },
  { name: 'ReplicaLag', unitMs: 1000, by: 'instance' },
];

/** Whether a metric of this name tells the lag between regions, and so what a failover may lose. */
export function isBetweenRegions(source: string): boolean {
  return /^AuroraGlobalDB(RPO|Replication)Lag$/.test(source);
}

/** A secondary and the region of the writer that it follows. */
export interface AuroraFollower {
  readonly cluster: Pick<AuroraCluster, 'id' | 'instances'>;
  readonly writer: Region | undefined;
}

/** The lag of secondaries of a region by the first metric that has an answer, in ms. That CloudWatch is silent is said, and is not zero. */
export async function auroraLags(
  followers: readonly AuroraFollower[],
  region: Region,
  context: ObserveContext,
): Promise<ReadonlyMap<string, Lag>> {
  if (followers.length === 0) return new Map();
  const asked = followers.map((follower) => ({
    id: follower.cluster.id,
    byRank: metrics.map((metric, rank) => queriesFor(metric, rank, follower)),
  }));
  const measured = await newestPoints(
    asked.flatMap(({ byRank }) => byRank.flat()),
    region,
    context,
  ).catch((error: unknown) => {
    context.signal.throwIfAborted();
    return classify(error, { region }).problem.message;
  });
  return new Map(asked.map(({ id, byRank }) => [id, bestOf(byRank, measured)]));
}

function bestOf(
  byRank: readonly (readonly MetricQuery[])[],
  measured: ReadonlyMap<string, DataPoint> | string,
): Lag {
  if (typeof measured === 'string') return { ms: undefined, source: `AuroraGlobalDBRPOLag: ${measured}` };
  for (const [rank, metric] of metrics.entries()) {
    const points = (byRank[rank] ?? []).flatMap(({ key }) => measured.get(key) ?? []);
    const [worst] = points.sort((one, other) => other.value - one.value);
    // A writer reports -1, which is no lag of zero either.
    if (worst !== undefined && worst.value >= 0) return lagOf(worst, metric);
  }
  return { ms: undefined, source: 'AuroraGlobalDBRPOLag: no data points in 10 minutes' };
}

function lagOf({ value, at, atStandstill }: DataPoint, { name, unitMs }: LagMetric): Lag {
  return {
    ms: Math.round(value * unitMs),
    source: name,
    at,
    atStandstillMs: Math.round(atStandstill * unitMs),
  };
}

function queriesFor(
  { name, unitMs, by }: LagMetric,
  rank: number,
  { cluster, writer }: AuroraFollower,
): readonly MetricQuery[] {
  const query = (dimensions: Record<string, string>): MetricQuery => ({
    key: `${rank} ${cluster.id} ${Object.values(dimensions).join(' ')}`,
    namespace: 'AWS/RDS',
    name,
    dimensions,
    statistic: 'Maximum',
    unitMs,
  });
  switch (by) {
    case 'source':
      return writer === undefined ? [] : [query({ DBClusterIdentifier: cluster.id, SourceRegion: writer })];
    case 'cluster':
      return [query({ DBClusterIdentifier: cluster.id })];
    case 'instance':
      return cluster.instances.map(({ id }) => query({ DBInstanceIdentifier: id }));
  }
}

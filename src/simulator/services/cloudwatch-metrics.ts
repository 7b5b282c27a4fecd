import type { Dimension } from '@aws-sdk/client-cloudwatch';
import { isHealthy } from '../health-checks.ts';
import type { Call } from '../operation.ts';
import type { MetricProvider } from '../regional-resources.ts';
import { lagAt } from '../replication-lag.ts';
import { replicationMetric } from '../replication-metrics.ts';
import { auroraMetric } from './rds-cluster-metrics.ts';

/** A stretch of time cut into periods; `end` is not in it. */
export interface Window {
  start: number;
  end: number;
  periodMs: number;
}

/** The values of one period. */
export interface Point {
  at: number;
  values: number[];
}

/** A metric as a request names it. */
export interface AskedMetric {
  Namespace?: string | undefined;
  MetricName?: string | undefined;
  Dimensions?: Dimension[] | undefined;
}

const SAMPLES_PER_PERIOD = 5;

/** The metric in the caller's region that has exactly these dimensions; undefined where there is none. */
export function findMetric(call: Call, asked: AskedMetric): MetricProvider | undefined {
  const dimensions = dimensionsOf(asked.Dimensions);
  if (asked.Namespace === 'AWS/RDS' && asked.MetricName === 'ReplicaLag') return replicaLag(call, dimensions);
  if (asked.Namespace === 'AWS/Route53' && asked.MetricName === 'HealthCheckStatus')
    return healthCheckStatus(call, dimensions);
  const aurora =
    asked.Namespace === 'AWS/RDS' ? auroraMetric(call, asked.MetricName ?? '', dimensions) : undefined;
  if (aurora) return aurora;
  const replication = replicationMetric(call, asked, dimensions);
  if (replication) return replication;
  const found = call.region.metrics.filter(
    (metric) =>
      metric.namespace === asked.Namespace &&
      metric.metricName === asked.MetricName &&
      sameDimensions(metric.dimensions, dimensions),
  );
  const first = found[0];
  if (!first) return undefined;
  const valueAt = (at: number) =>
    found.map((metric) => metric.valueAt(at)).find((value) => value !== undefined);
  return { ...first, valueAt, points: found.flatMap((metric) => metric.points ?? []) };
}

/** Whether two sets of dimensions are the same, in whatever order. */
export function sameDimensions(
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): boolean {
  return JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
}

function replicaLag(call: Call, dimensions: Record<string, string>): MetricProvider | undefined {
  const instance = call.region.dbInstances.get(dimensions['DBInstanceIdentifier'] ?? '');
  if (!instance || instance.lag.length === 0) return undefined;
  const valueAt = (at: number) => {
    const lagMs = lagAt(instance, at);
    return lagMs === undefined ? undefined : lagMs / 1000;
  };
  return { namespace: 'AWS/RDS', metricName: 'ReplicaLag', dimensions, unit: 'Seconds', valueAt };
}

/** Route 53 publishes in us-east-1 alone. The world keeps no history of a check, so its past is as its present. */
function healthCheckStatus(call: Call, dimensions: Record<string, string>): MetricProvider | undefined {
  const check = call.world.healthChecks.get(dimensions['HealthCheckId'] ?? '');
  if (!check || call.region.name !== 'us-east-1') return undefined;
  const valueAt = () => (isHealthy(check) ? 1 : 0);
  return { namespace: 'AWS/Route53', metricName: 'HealthCheckStatus', dimensions, unit: 'None', valueAt };
}

/** The periods of a window that have values, oldest first. */
export function pointsOf(metric: MetricProvider, window: Window, now: number): Point[] {
  const points: Point[] = [];
  const first = Math.floor(window.start / window.periodMs) * window.periodMs;
  const end = Math.min(window.end, now + 1);
  for (let at = first; at < end; at += window.periodMs) {
    const step = window.periodMs / SAMPLES_PER_PERIOD;
    const samples = Array.from({ length: SAMPLES_PER_PERIOD }, (_, index) => at + index * step);
    const known = samples.filter((sample) => sample <= now).map((sample) => metric.valueAt(sample));
    const put = (metric.points ?? []).filter((point) => point.at >= at && point.at < at + window.periodMs);
    const values = [...known.filter((value) => value !== undefined), ...put.map((point) => point.value)];
    if (values.length > 0) points.push({ at, values });
  }
  return points;
}

/** The statistics that have names of their own. */
export function statistics(values: number[]) {
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    Average: sum / values.length,
    Sum: sum,
    Minimum: Math.min(...values),
    Maximum: Math.max(...values),
    SampleCount: values.length,
  };
}

/** One statistic of some values: a named one, or a percentile such as `p99` or `p99.9` by the nearest rank. */
export function statisticOf(values: number[], statistic: string): number {
  const percentile = /^p(\d{1,2}(?:\.\d+)?|100)$/.exec(statistic)?.[1];
  if (percentile === undefined) return statistics(values)[statistic as keyof ReturnType<typeof statistics>];
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((Number(percentile) / 100) * sorted.length));
  return sorted[rank - 1] ?? 0;
}

/** Dimensions by name. */
export function dimensionsOf(dimensions: Dimension[] | undefined): Record<string, string> {
  return Object.fromEntries((dimensions ?? []).map(({ Name = '', Value = '' }) => [Name, Value]));
}

import * as client from '@aws-sdk/client-cloudwatch';
import { defineOperation, failure, operationsOf } from '../operation.ts';
import type { Answer, Call, Service } from '../operation.ts';
import { lagAt } from '../replication-lag.ts';
import type { MetricProvider } from '../regional-resources.ts';

interface Window {
  start: number;
  end: number;
  periodMs: number;
}

interface Point {
  at: number;
  values: number[];
}

const SAMPLES_PER_PERIOD = 5;

function getMetricStatistics(
  input: client.GetMetricStatisticsInput,
  call: Call,
): Answer<client.GetMetricStatisticsOutput> {
  const window = windowOf(input.StartTime, input.EndTime, input.Period);
  if (window.start >= window.end) {
    const message = 'The parameter StartTime must be less than the parameter EndTime.';
    return failure(client.InvalidParameterCombinationException$, message);
  }
  const metric = findMetric(call, input);
  const wanted = new Set<string>(input.Statistics ?? []);
  const points = metric ? pointsOf(metric, window, call.now) : [];
  return {
    Label: input.MetricName,
    Datapoints: points.map((point) => {
      const all = statistics(point.values);
      const chosen = Object.entries(all).filter(([name]) => wanted.has(name));
      return {
        Timestamp: new Date(point.at),
        Unit: (metric?.unit ?? 'None') as client.StandardUnit,
        ...Object.fromEntries(chosen),
      };
    }),
  };
}

function getMetricData(input: client.GetMetricDataInput, call: Call): client.GetMetricDataOutput {
  const results = (input.MetricDataQueries ?? []).flatMap((query) => {
    if (!query.MetricStat) return [];
    const window = windowOf(input.StartTime, input.EndTime, query.MetricStat.Period);
    const metric = findMetric(call, query.MetricStat.Metric ?? {});
    const points = metric ? pointsOf(metric, window, call.now) : [];
    if (input.ScanBy !== 'TimestampAscending') points.reverse();
    const statistic = (query.MetricStat.Stat ?? 'Average') as keyof ReturnType<typeof statistics>;
    return {
      Id: query.Id,
      Label: query.Label ?? query.MetricStat.Metric?.MetricName,
      Timestamps: points.map((point) => new Date(point.at)),
      Values: points.map((point) => statistics(point.values)[statistic]),
      StatusCode: 'Complete' as const,
    };
  });
  return { MetricDataResults: results, Messages: [] };
}

function putMetricData(input: client.PutMetricDataInput, call: Call): object {
  for (const datum of input.MetricData ?? []) {
    const at = datum.Timestamp?.getTime() ?? call.now;
    const dimensions = dimensionsOf(datum.Dimensions);
    const { Value: value = 0 } = datum;
    const namespace = input.Namespace ?? '';
    const metric = { namespace, metricName: datum.MetricName ?? '', dimensions, unit: datum.Unit ?? 'None' };
    call.region.metrics.push({ ...metric, valueAt: () => undefined, points: [{ at, value }] });
  }
  return {};
}

function windowOf(start: Date | undefined, end: Date | undefined, periodSeconds = 60): Window {
  const periodMs = periodSeconds * 1000;
  return { start: start?.getTime() ?? 0, end: end?.getTime() ?? 0, periodMs };
}

function findMetric(
  call: Call,
  asked: {
    Namespace?: string | undefined;
    MetricName?: string | undefined;
    Dimensions?: client.Dimension[] | undefined;
  },
): MetricProvider | undefined {
  const dimensions = dimensionsOf(asked.Dimensions);
  if (asked.Namespace === 'AWS/RDS' && asked.MetricName === 'ReplicaLag') return replicaLag(call, dimensions);
  const found = call.region.metrics.filter(
    (metric) =>
      metric.namespace === asked.Namespace &&
      metric.metricName === asked.MetricName &&
      JSON.stringify(Object.entries(metric.dimensions).sort()) ===
        JSON.stringify(Object.entries(dimensions).sort()),
  );
  const first = found[0];
  if (!first) return undefined;
  const valueAt = (at: number) =>
    found.map((metric) => metric.valueAt(at)).find((value) => value !== undefined);
  return { ...first, valueAt, points: found.flatMap((metric) => metric.points ?? []) };
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

function pointsOf(metric: MetricProvider, window: Window, now: number): Point[] {
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

function statistics(values: number[]) {
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    Average: sum / values.length,
    Sum: sum,
    Minimum: Math.min(...values),
    Maximum: Math.max(...values),
    SampleCount: values.length,
  };
}

function dimensionsOf(dimensions: client.Dimension[] | undefined): Record<string, string> {
  return Object.fromEntries((dimensions ?? []).map(({ Name = '', Value = '' }) => [Name, Value]));
}

/** Amazon CloudWatch: metrics of the region, ReplicaLag computed from the replication itself. */
export const cloudwatch: Service = {
  name: 'cloudwatch',
  signingName: 'monitoring',
  protocol: 'query',
  xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
  global: false,
  throttling: { code: 'Throttling', status: 400 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.GetMetricStatistics$, { handle: getMetricStatistics }),
    defineOperation(client.GetMetricData$, { handle: getMetricData }),
    defineOperation(client.PutMetricData$, { mutating: true, handle: putMetricData }),
    defineOperation(client.DescribeAlarms$, {
      handle: () => ({ MetricAlarms: [], CompositeAlarms: [] }),
    }),
  ],
};

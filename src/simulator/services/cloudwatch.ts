import * as client from '@aws-sdk/client-cloudwatch';
import { defineOperation, failure, operationsOf } from '../operation.ts';
import type { Answer, Call, Service } from '../operation.ts';
import { alarmOperations } from './cloudwatch-alarms.ts';
import { dashboardOperations } from './cloudwatch-dashboards.ts';
import {
  dimensionsOf,
  findMetric,
  pointsOf,
  sameDimensions,
  statisticOf,
  statistics,
} from './cloudwatch-metrics.ts';
import type { Window } from './cloudwatch-metrics.ts';

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
    const statistic = query.MetricStat.Stat ?? 'Average';
    return {
      Id: query.Id,
      Label: query.Label ?? query.MetricStat.Metric?.MetricName,
      Timestamps: points.map((point) => new Date(point.at)),
      Values: points.map((point) => statisticOf(point.values, statistic)),
      StatusCode: 'Complete' as const,
    };
  });
  return { MetricDataResults: results, Messages: [] };
}

function putMetricData(input: client.PutMetricDataInput, call: Call): object {
  const { metrics } = call.region;
  for (const datum of input.MetricData ?? []) {
    const at = datum.Timestamp?.getTime() ?? call.now;
    const dimensions = dimensionsOf(datum.Dimensions);
    const [namespace, metricName] = [input.Namespace ?? '', datum.MetricName ?? ''];
    const points = valuesOf(datum).map((value) => ({ at, value }));
    const known = metrics.find(
      (metric) =>
        metric.points !== undefined &&
        metric.namespace === namespace &&
        metric.metricName === metricName &&
        sameDimensions(metric.dimensions, dimensions),
    );
    if (known?.points !== undefined) known.points.push(...points);
    else
      metrics.push({
        namespace,
        metricName,
        dimensions,
        unit: datum.Unit ?? 'None',
        valueAt: () => undefined,
        points,
      });
  }
  return {};
}

/** A value alone, or values with how often each was seen. */
function valuesOf({ Value, Values, Counts }: client.MetricDatum): number[] {
  if (Values === undefined || Values.length === 0) return [Value ?? 0];
  return Values.flatMap((value, index) => Array.from({ length: Counts?.[index] ?? 1 }, () => value));
}

function windowOf(start: Date | undefined, end: Date | undefined, periodSeconds = 60): Window {
  const periodMs = periodSeconds * 1000;
  return { start: start?.getTime() ?? 0, end: end?.getTime() ?? 0, periodMs };
}

/** Amazon CloudWatch: metrics of the region, ReplicaLag computed from the replication itself; alarms on them, and dashboards. */
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
    defineOperation(client.PutMetricData$, {
      mutating: true,
      keys: (input: client.PutMetricDataInput) => ({ 'cloudwatch:namespace': input.Namespace ?? '' }),
      handle: putMetricData,
    }),
    ...alarmOperations,
    ...dashboardOperations,
  ],
};

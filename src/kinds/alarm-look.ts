import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Region, ResourceId } from '../ids.ts';
import type { Metric } from '../config/metric-schema.ts';
import type { SeenAlarm, SeenPoint } from './alarm-state.ts';
import type { ObserveContext } from './kind.ts';
import { batchesOf } from './replication-lag.ts';

/** As many names as DescribeAlarms takes: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
const NAMES_A_CALL = 100;

/** As many queries as GetMetricData takes, two of them for a rate. */
const METRICS_A_CALL = 250;

/** Metrics reach CloudWatch a minute or two late, so older periods are asked for than are judged. */
const LATE_PERIODS = 5;

/** The alarms with these names that exist in a region, composite ones as well. */
export async function describeAlarms(
  names: readonly string[],
  region: Region,
  { outside, signal }: ObserveContext,
): Promise<ReadonlyMap<string, SeenAlarm>> {
  const found = new Map<string, SeenAlarm>();
  for (const batch of batchesOf([...new Set(names)], NAMES_A_CALL)) {
    const cloudwatch = await outside.aws.cloudwatch(region);
    let token: string | undefined;
    do {
      const answer = await cloudwatch.describeAlarms(
        {
          AlarmNames: [...batch],
          AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
          MaxRecords: NAMES_A_CALL,
          ...(token === undefined ? {} : { NextToken: token }),
        },
        { signal },
      );
      for (const { AlarmName: name = '', StateValue, StateReason } of [
        ...(answer.MetricAlarms ?? []),
        ...(answer.CompositeAlarms ?? []),
      ])
        found.set(name, { name, state: StateValue ?? 'INSUFFICIENT_DATA', reason: StateReason ?? '' });
      token = answer.NextToken;
    } while (token !== undefined);
  }
  return found;
}

/** A metric, for how many periods, and what it is a part of (`errors` per `requests`). */
export interface WantedMetric {
  readonly id: ResourceId;
  readonly metric: Metric;
  readonly periods: number;
  /** The metric it is divided by, with the same namespace and dimensions. */
  readonly per?: string | undefined;
}

/** The newest periods that are over, newest first, by the id that asks. A metric without data has none. */
export async function recentPoints(
  wanted: readonly WantedMetric[],
  region: Region,
  context: ObserveContext,
): Promise<ReadonlyMap<ResourceId, readonly SeenPoint[]>> {
  const found = new Map<ResourceId, readonly SeenPoint[]>();
  for (const batch of batchesOf(wanted, METRICS_A_CALL)) {
    const longest = Math.max(...batch.map(({ metric, periods }) => metric.period * (periods + LATE_PERIODS)));
    const cloudwatch = await context.outside.aws.cloudwatch(region);
    const series = new Map<string, Map<number, number>>();
    const input = {
      StartTime: new Date(context.now - longest),
      EndTime: new Date(context.now),
      MetricDataQueries: batch.flatMap(queriesOf),
    };
    let token: string | undefined;
    do {
      const answer = await cloudwatch.getMetricData(
        token === undefined ? input : { ...input, NextToken: token },
        { signal: context.signal },
      );
      for (const { Id = '', Values = [], Timestamps = [] } of answer.MetricDataResults ?? []) {
        const points = series.get(Id) ?? new Map<number, number>();
        series.set(Id, points);
        for (const [index, value] of Values.entries()) points.set(Timestamps[index]?.getTime() ?? 0, value);
      }
      token = answer.NextToken;
    } while (token !== undefined);
    for (const [index, each] of batch.entries())
      found.set(each.id, pointsFor(each, index, { series, context }));
  }
  return found;
}

function queriesOf({ metric, per }: WantedMetric, index: number): MetricDataQuery[] {
  const { namespace, name, dimensions, statistic, period } = metric;
  const query = (id: string, metricName: string): MetricDataQuery => ({
    Id: id,
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: metricName,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: period / 1000,
      Stat: statistic,
    },
  });
  return [query(`m${index}`, name), ...(per === undefined ? [] : [query(`d${index}`, per)])];
}

/**
 * Of a rate, the periods in which the divisor was measured: services do not publish a count of errors while there are none
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html), and without requests
 * there is no rate.
 */
function pointsFor(
  { metric, periods, per }: WantedMetric,
  index: number,
  {
    series,
    context,
  }: { readonly series: ReadonlyMap<string, ReadonlyMap<number, number>>; readonly context: ObserveContext },
): readonly SeenPoint[] {
  const own = series.get(`m${index}`) ?? new Map<number, number>();
  const divisor = series.get(`d${index}`);
  const values =
    per === undefined
      ? [...own]
      : [...(divisor ?? [])].flatMap(([at, whole]): [number, number][] =>
          whole > 0 ? [[at, (own.get(at) ?? 0) / whole]] : [],
        );
  return values
    .map(([at, value]) => ({ at, value }))
    .filter(({ at }) => at + metric.period <= context.now)
    .sort((a, b) => b.at - a.at)
    .slice(0, periods);
}

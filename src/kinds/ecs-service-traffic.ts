import type { MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { Region } from '../ids.ts';
import type { ObserveContext } from './kind.ts';

/** One minute of a target group. `p99Ms` is undefined where nothing was answered. */
export interface Minute {
  /** Its beginning, ms since the epoch. */
  readonly at: number;
  readonly requests: number;
  readonly errors: number;
  readonly p99Ms: number | undefined;
}

/** How the targets of a service do. */
export interface TrafficLook {
  readonly targets: number;
  readonly healthy: number;
  /** Oldest first; the minute that is not over yet is not among them, and neither is one without requests. */
  readonly minutes: readonly Minute[];
}

/** How far back minutes are read, in ms. */
const LOOK_BACK_MS = 20 * 60_000;
const MINUTE_MS = 60_000;

/** Looks at the targets of these groups and at what they have answered. */
export async function lookAtTraffic(
  groups: readonly string[],
  region: Region,
  context: ObserveContext,
): Promise<TrafficLook> {
  const looks = await Promise.all(groups.map(async (group) => await lookAtGroup(group, region, context)));
  const byMinute = new Map<number, Minute>();
  for (const minute of looks.flatMap(({ minutes }) => minutes)) {
    const known = byMinute.get(minute.at);
    byMinute.set(minute.at, known === undefined ? minute : merged(known, minute));
  }
  return {
    targets: looks.reduce((sum, { targets }) => sum + targets, 0),
    healthy: looks.reduce((sum, { healthy }) => sum + healthy, 0),
    minutes: [...byMinute.values()].sort((one, other) => one.at - other.at),
  };
}

function merged(one: Minute, other: Minute): Minute {
  const slowest = Math.max(one.p99Ms ?? -1, other.p99Ms ?? -1);
  return {
    at: one.at,
    requests: one.requests + other.requests,
    errors: one.errors + other.errors,
    p99Ms: slowest < 0 ? undefined : slowest,
  };
}

async function lookAtGroup(
  group: string,
  region: Region,
  { outside, signal, now }: ObserveContext,
): Promise<TrafficLook> {
  const elb = await outside.aws.elb(region);
  const [{ TargetGroups = [] }, { TargetHealthDescriptions = [] }] = await Promise.all([
    elb.describeTargetGroups({ TargetGroupArns: [group] }, { signal }),
    elb.describeTargetHealth({ TargetGroupArn: group }, { signal }),
  ]);
  const states = TargetHealthDescriptions.map(({ TargetHealth }) => TargetHealth?.State);
  const present = states.filter((state) => state !== 'draining');
  const balancer = TargetGroups[0]?.LoadBalancerArns?.[0];
  const common = { targets: present.length, healthy: present.filter((state) => state === 'healthy').length };
  if (balancer === undefined) return { ...common, minutes: [] };
  const end = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const cloudwatch = await outside.aws.cloudwatch(region);
  const { MetricDataResults = [] } = await cloudwatch.getMetricData(
    {
      StartTime: new Date(end - LOOK_BACK_MS),
      EndTime: new Date(end),
      ScanBy: 'TimestampAscending',
      MetricDataQueries: queriesFor(group, balancer),
    },
    { signal },
  );
  return { ...common, minutes: minutesOf(MetricDataResults, end) };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html */
function queriesFor(group: string, balancer: string) {
  const Dimensions = [
    { Name: 'TargetGroup', Value: group.replace(/^.*:(?=targetgroup\/)/, '') },
    { Name: 'LoadBalancer', Value: balancer.replace(/^.*:loadbalancer\//, '') },
  ];
  const query = (Id: string, MetricName: string, Stat: string) => ({
    Id,
    MetricStat: { Metric: { Namespace: 'AWS/ApplicationELB', MetricName, Dimensions }, Period: 60, Stat },
  });
  return [
    query('requests', 'RequestCount', 'Sum'),
    query('errors', 'HTTPCode_Target_5XX_Count', 'Sum'),
    query('p99', 'TargetResponseTime', 'p99'),
  ];
}

function minutesOf(results: readonly MetricDataResult[], end: number): readonly Minute[] {
  const series = (id: string) => {
    const { Timestamps = [], Values = [] } = results.find(({ Id }) => Id === id) ?? {};
    return new Map(Timestamps.map((at, index) => [at.getTime(), Values[index] ?? 0]));
  };
  const [requests, errors, p99] = [series('requests'), series('errors'), series('p99')];
  return [...requests].flatMap(([at, count]) => {
    if (count <= 0 || at >= end) return [];
    const seconds = p99.get(at);
    // An absent count of errors is none: the load balancer reports it only where there were some.
    const minute = { at, requests: count, errors: errors.get(at) ?? 0 };
    return [{ ...minute, p99Ms: seconds === undefined ? undefined : seconds * 1000 }];
  });
}

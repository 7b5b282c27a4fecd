import type { MetricDatum, StandardUnit } from '@aws-sdk/client-cloudwatch';
import { classify } from '../error-class.ts';
import { summarise } from '../engine/summary.ts';
import { loadRun } from '../engine/run.ts';
import { isFinal } from '../engine/run-state.ts';
import type { Problem } from '../errors.ts';
import type { RunSummary } from '../events.ts';
import type { Region } from '../ids.ts';
import type { Call } from '../plan/plan.ts';
import type { RegionHealth } from './health-service.ts';
import type { Session } from './session.ts';

/** One value under the names of the metric's path: `MultiRegion/ReplicationLag/Milliseconds` is `Milliseconds` in `MultiRegion/ReplicationLag`. */
export interface Measurement {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
  readonly unit: StandardUnit;
}

/** As many values as PutMetricData takes at once: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
const VALUES_A_CALL = 1000;

/** What the health of a service comes to in numbers. A lag that nobody could tell is left out: no number is not zero. */
export function measurementsOf(service: string, regions: readonly RegionHealth[]): readonly Measurement[] {
  return [...wholeService(service, regions), ...regions.flatMap((each) => ofRegion(service, each))];
}

/**
 * The numbers of the service as its users have them: those of the region that is active, whichever it is. A standby that sleeps is no
 * trouble, so alarms look at these; and at the lag and the obstacles of the regions that stand by.
 */
function wholeService(service: string, regions: readonly RegionHealth[]): Measurement[] {
  const dimensions = { Service: service };
  const active = regions.find((each) => each.active);
  const lags = regions.flatMap(({ resources }) => resources.flatMap(({ lag }) => lag?.ms ?? []));
  const obstacles = regions.reduce((sum, each) => sum + each.obstacles.length, 0);
  const times = (active?.services ?? []).flatMap(({ responseMs }) => responseMs ?? []);
  return [
    ...(active === undefined
      ? [success(dimensions, 0), availability(dimensions, 0)]
      : shares(dimensions, active)),
    ...(times.length === 0 ? [] : [milliseconds('ResponseTime', dimensions, Math.max(...times))]),
    ...(lags.length === 0 ? [] : [milliseconds('ReplicationLag', dimensions, Math.max(...lags))]),
    { namespace: 'MultiRegion/Obstacle', name: 'Count', dimensions, value: obstacles, unit: 'Count' },
  ];
}

function ofRegion(service: string, health: RegionHealth): Measurement[] {
  const { region, services, resources } = health;
  const there = { Service: service, Region: region };
  const lags = resources.flatMap(({ lag }) => lag?.ms ?? []);
  return [
    ...services.flatMap((part): Measurement[] => {
      const check = { ...there, Check: part.service };
      return [
        success(check, part.state === 'healthy' ? 1 : 0),
        ...(part.responseMs === undefined ? [] : [milliseconds('ResponseTime', check, part.responseMs)]),
      ];
    }),
    ...shares(there, health),
    ...(lags.length === 0 ? [] : [milliseconds('ReplicationLag', there, Math.max(...lags))]),
  ];
}

/** How many of the parts are healthy, and how many answer at all. */
function shares(dimensions: Measurement['dimensions'], { services }: RegionHealth): Measurement[] {
  if (services.length === 0) return [];
  const healthy = services.filter(({ state }) => state === 'healthy').length;
  const answering = services.filter(({ state }) => state !== 'unhealthy').length;
  return [
    success(dimensions, healthy / services.length),
    availability(dimensions, (100 * answering) / services.length),
  ];
}

function availability(dimensions: Measurement['dimensions'], value: number): Measurement {
  return { namespace: 'MultiRegion/Availability', name: 'Percentage', dimensions, value, unit: 'Percent' };
}

/**
 * What the runs of the service came to: how many have begun in the last `windowMs`, and the RTO and RPO that the newest one measured.
 * Drills and runs that go on count for neither.
 */
export async function runMeasurements(session: Session, windowMs: number): Promise<readonly Measurement[]> {
  const { service } = session.config;
  const dimensions = { Service: service };
  const runs = await session.store.list(service);
  const [newest] = runs;
  const since = session.clock.now() - windowMs;
  const begun = runs.filter((run) => (beganAt(run) ?? 0) >= since).length;
  const count: Measurement = {
    ...{ namespace: 'MultiRegion/Failover', name: 'Count', dimensions, value: begun, unit: 'Count' },
  };
  if (newest === undefined) return [count];
  const { record, context, state } = await loadRun(session.store, newest);
  const { operation } = record.plan.goal;
  if (!isFinal(state) || (operation !== 'failover' && operation !== 'failback')) return [count];
  return [
    count,
    ...recoveryOf(summarise(record, context, { state, now: session.clock.now(), warnings: [] })),
  ];
}

/** RTO and RPO of a run, as far as they were measured. */
export function recoveryOf({ service, rtoMs, rpo }: RunSummary): readonly Measurement[] {
  const dimensions = { Service: service };
  return [
    ...(rtoMs === undefined ? [] : [minutes('RTO', dimensions, rtoMs)]),
    ...(rpo?.known === true ? [minutes('RPO', dimensions, rpo.ms)] : []),
  ];
}

/**
 * Puts all numbers into every region of the service, since an alarm sees only the metrics of its own region, and a region that is lost
 * tells nobody. Gives what could not be put, as sentences.
 */
export async function publish(
  session: Session,
  measurements: readonly Measurement[],
): Promise<readonly string[]> {
  const failed = await publishTo(session, measurements, { regions: session.config.regions });
  return failed.map(({ region, problem }) => `No metrics could be put into ${region}: ${problem.message}`);
}

/** The same for some regions; gives those that did not take them, and why. */
export async function publishTo(
  { aws }: Session,
  measurements: readonly Measurement[],
  { regions, signal }: { readonly regions: readonly Region[]; readonly signal?: AbortSignal },
): Promise<readonly { readonly region: Region; readonly problem: Problem }[]> {
  const namespaces = [...new Set(measurements.map(({ namespace }) => namespace))];
  const options = signal === undefined ? {} : { signal };
  const put = async (region: Region): Promise<{ region: Region; problem: Problem }[]> => {
    try {
      const cloudwatch = await aws.cloudwatch(region);
      for (const namespace of namespaces) {
        const data = measurements.filter((each) => each.namespace === namespace).map(datumOf);
        for (let start = 0; start < data.length; start += VALUES_A_CALL)
          await cloudwatch.putMetricData(
            { Namespace: namespace, MetricData: data.slice(start, start + VALUES_A_CALL) },
            options,
          );
      }
      return [];
    } catch (error) {
      return [{ region, problem: classify(error, { region }).problem }];
    }
  };
  return (await Promise.all(regions.map(put))).flat();
}

/** The calls of `publish`. */
export function publishCalls(regions: readonly Region[]): readonly Call[] {
  return regions.map((region) => ({
    ...{ service: 'cloudwatch', action: 'PutMetricData', resource: '*', region, plane: 'data' },
    condition: { key: 'cloudwatch:namespace', value: 'MultiRegion/*' },
  }));
}

/** The numbers in the text format of Prometheus, for a textfile collector: https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function prometheusText(measurements: readonly Measurement[]): string {
  const names = [...new Set(measurements.map(prometheusName))];
  const lines = names.flatMap((name) => [
    `# TYPE ${name} gauge`,
    ...measurements
      .filter((each) => prometheusName(each) === name)
      .map(({ dimensions, value }) => {
        const labels = Object.entries(dimensions).map(
          ([label, text]) =>
            `${label.toLowerCase()}="${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`,
        );
        return `${name}{${labels.join(',')}} ${value}`;
      }),
  ]);
  return `${lines.join('\n')}\n`;
}

function prometheusName({ namespace, name }: Measurement): string {
  const words = `${namespace}/${name}`.replace('MultiRegion', 'multiregion').split('/');
  return words.map((word) => word.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()).join('_');
}

function datumOf({ name, dimensions, value, unit }: Measurement): MetricDatum {
  const list = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return { MetricName: name, Dimensions: list, Value: value, Unit: unit };
}

function success(dimensions: Measurement['dimensions'], value: number): Measurement {
  return { namespace: 'MultiRegion/HealthCheck', name: 'Success', dimensions, value, unit: 'None' };
}

function milliseconds(what: string, dimensions: Measurement['dimensions'], value: number): Measurement {
  return { namespace: `MultiRegion/${what}`, name: 'Milliseconds', dimensions, value, unit: 'Milliseconds' };
}

/** A duration, for which CloudWatch has no unit. */
export function minutes(what: string, dimensions: Measurement['dimensions'], ms: number): Measurement {
  return { namespace: `MultiRegion/${what}`, name: 'Minutes', dimensions, value: ms / 60_000, unit: 'None' };
}

/** When a run began, from its id. */
function beganAt(run: string): number | undefined {
  const [, year, month, day, hour, minute, second] =
    /^fo-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-/.exec(run) ?? [];
  if (year === undefined) return undefined;
  return Date.parse(`${year}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`);
}

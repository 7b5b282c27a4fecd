import type { MetricAlarm, PutMetricAlarmInput, Statistic } from '@aws-sdk/client-cloudwatch';
import { alarmArn, dashboardArn } from '../aws/arn.ts';
import { classify } from '../error-class.ts';
import { fail, type Problem } from '../errors.ts';
import type { Config } from '../config/config.ts';
import { monitoringSchema, type MonitoringConfig } from '../config/monitoring-schema.ts';
import type { Region } from '../ids.ts';
import type { Call } from '../plan/plan.ts';
import { stableJson } from '../plan/stable-json.ts';
import { alarmPrefix, wantedAlarms, type WantedAlarm } from './monitoring-alarms.ts';
import { wantedDashboards, type WantedDashboard } from './monitoring-dashboards.ts';
import type { Session } from './session.ts';

/** One alarm or dashboard, and what has to be done about it. `stray`: one of ours that nobody wants any more; it is left alone. */
export interface MonitorItem {
  readonly what: 'alarm' | 'dashboard';
  /** Absent for dashboards, which belong to no region. */
  readonly region?: Region;
  readonly name: string;
  readonly action: 'create' | 'update' | 'unchanged' | 'stray';
  /** What differs, as `threshold: 30 instead of 60`. */
  readonly differences: readonly string[];
}

/** What is there and what is wanted. */
export interface MonitorPlan {
  readonly items: readonly MonitorItem[];
  /** Regions that could not be looked at or changed. */
  readonly problems: readonly Problem[];
}

type Wanted = { readonly alarm: WantedAlarm } | { readonly dashboard: WantedDashboard };

interface Change {
  readonly item: MonitorItem;
  readonly wanted?: Wanted;
}

/** Compares CloudWatch with what the config wants. Changes nothing. */
export async function planMonitoring(session: Session): Promise<MonitorPlan> {
  const { changes, problems } = await compare(session);
  return { items: changes.map(({ item }) => item), problems };
}

/** Creates and updates what differs, and nothing else: a second time there is nothing to do. A region that does not answer keeps nobody waiting. */
export async function applyMonitoring(session: Session): Promise<MonitorPlan> {
  const { changes, problems } = await compare(session);
  const failed: Problem[] = [];
  for (const { item, wanted } of changes) {
    if (wanted === undefined || (item.action !== 'create' && item.action !== 'update')) continue;
    const region = item.region ?? dashboardRegion(session.config, problems);
    await put(session, region, wanted).catch((error: unknown) =>
      failed.push({ ...classify(error, { region }).problem, resource: item.name }),
    );
  }
  return { items: changes.map(({ item }) => item), problems: [...problems, ...failed] };
}

/** The calls of `planMonitoring`, and those of `applyMonitoring` as well where it changes something. */
export function monitorCalls(config: Config, { changes }: { readonly changes: boolean }): readonly Call[] {
  const owner = (region: Region) => ({
    region,
    ...(config.account === undefined ? {} : { account: config.account }),
  });
  const monitoring = monitoringOf(config);
  const regions = [...new Set(wantedAlarms(config, monitoring).map(({ region }) => region))];
  const common = { service: 'cloudwatch', plane: 'control' } as const;
  return [
    ...regions.flatMap((region): Call[] => [
      { ...common, action: 'DescribeAlarms', resource: '*', region },
      ...(changes
        ? [
            {
              ...{ ...common, action: 'PutMetricAlarm', region },
              resource: alarmArn(owner(region), `${alarmPrefix(config.service)}*`),
            },
          ]
        : []),
    ]),
    ...config.regions.flatMap((region) =>
      (changes ? ['GetDashboard', 'PutDashboard'] : ['GetDashboard']).map((action): Call => ({
        ...{ ...common, action, region },
        resource: dashboardArn(owner(region), `${config.service}-*`),
      })),
    ),
  ];
}

/** Without a block the defaults hold, and alarms tell nobody. */
function monitoringOf(config: Config): MonitoringConfig {
  return config.monitoring ?? monitoringSchema.parse({});
}

async function compare(
  session: Session,
): Promise<{ readonly changes: readonly Change[]; readonly problems: readonly Problem[] }> {
  const monitoring = monitoringOf(session.config);
  const alarms = wantedAlarms(session.config, monitoring);
  const regions = [...new Set(alarms.map(({ region }) => region))];
  const problems: Problem[] = [];
  const looked = await Promise.all(
    regions.map(async (region) => {
      try {
        const wanted = alarms.filter((alarm) => alarm.region === region);
        return compareAlarms(region, wanted, await ownAlarms(session, region));
      } catch (error) {
        const { problem } = classify(error, { region });
        if (problem.code === 'CREDENTIALS_MISSING' || problem.code === 'CREDENTIALS_EXPIRED')
          throw fail(problem);
        problems.push(problem);
        return [];
      }
    }),
  );
  const at = dashboardRegion(session.config, problems);
  const dashboards = await Promise.all(
    wantedDashboards(session.config, monitoring).map((dashboard) => compareDashboard(session, at, dashboard)),
  ).catch((error: unknown) => {
    const { problem } = classify(error, { region: at });
    if (!problems.some(({ region }) => region === at)) problems.push(problem);
    return [];
  });
  return { changes: [...dashboards, ...looked.flat()], problems };
}

/** Dashboards belong to no region, so any that answers will do. */
function dashboardRegion({ regions }: Config, problems: readonly Problem[]): Region {
  return regions.find((region) => !problems.some((problem) => problem.region === region)) ?? regions[0] ?? '';
}

async function ownAlarms({ aws, config }: Session, region: Region): Promise<readonly MetricAlarm[]> {
  const cloudwatch = await aws.cloudwatch(region);
  const found: MetricAlarm[] = [];
  let token: string | undefined;
  do {
    const answer = await cloudwatch.describeAlarms({
      AlarmNamePrefix: alarmPrefix(config.service),
      AlarmTypes: ['MetricAlarm'],
      MaxRecords: 100,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    found.push(...(answer.MetricAlarms ?? []));
    token = answer.NextToken;
  } while (token !== undefined);
  return found;
}

function compareAlarms(
  region: Region,
  wanted: readonly WantedAlarm[],
  found: readonly MetricAlarm[],
): readonly Change[] {
  const byName = new Map(found.map((alarm) => [alarm.AlarmName, alarm]));
  const changes = wanted.map((alarm): Change => {
    const known = byName.get(alarm.name);
    const differences = known === undefined ? [] : alarmDifferences(alarm, known);
    const action = known === undefined ? 'create' : differences.length > 0 ? 'update' : 'unchanged';
    return { item: { what: 'alarm', region, name: alarm.name, action, differences }, wanted: { alarm } };
  });
  const strays = found.filter(({ AlarmName }) => !wanted.some(({ name }) => name === AlarmName));
  return [
    ...changes,
    ...strays.map(({ AlarmName: name = '' }): Change => ({
      item: { what: 'alarm', region, name, action: 'stray', differences: [] },
    })),
  ];
}

/** What PutMetricAlarm would change. */
function alarmDifferences(wanted: WantedAlarm, found: MetricAlarm): readonly string[] {
  const dimensions = Object.fromEntries(
    (found.Dimensions ?? []).map(({ Name = '', Value = '' }) => [Name, Value]),
  );
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['description', wanted.description, found.AlarmDescription ?? ''],
    ['metric', `${wanted.namespace} ${wanted.metric}`, `${found.Namespace ?? ''} ${found.MetricName ?? ''}`],
    ['dimensions', wanted.dimensions, dimensions],
    ['statistic', wanted.statistic, found.Statistic ?? found.ExtendedStatistic],
    ['period', wanted.periodSeconds, found.Period],
    ['periods', wanted.periods, found.EvaluationPeriods],
    ['data points to alarm', wanted.periods, found.DatapointsToAlarm ?? found.EvaluationPeriods],
    ['comparison', wanted.comparison, found.ComparisonOperator],
    ['threshold', wanted.threshold, found.Threshold],
    ['missing data', wanted.missing, found.TreatMissingData ?? 'missing'],
    ['topics', wanted.topics, found.AlarmActions ?? []],
    ['topics of OK', wanted.topics, found.OKActions ?? []],
    ['actions', true, found.ActionsEnabled ?? true],
  ];
  return pairs.flatMap(([name, expected, is]) =>
    stableJson(expected) === stableJson(is ?? null)
      ? []
      : [`${name}: ${stableJson(expected)} instead of ${stableJson(is ?? null)}`],
  );
}

async function compareDashboard(
  { aws }: Session,
  region: Region,
  dashboard: WantedDashboard,
): Promise<Change> {
  const { name, body } = dashboard;
  const item = (action: MonitorItem['action'], differences: readonly string[] = []): Change => ({
    item: { what: 'dashboard', name, action, differences },
    wanted: { dashboard },
  });
  const cloudwatch = await aws.cloudwatch(region);
  try {
    const { DashboardBody: text = '' } = await cloudwatch.getDashboard({ DashboardName: name });
    return sameJson(text, body) ? item('unchanged') : item('update', ['its widgets differ']);
  } catch (error) {
    if (classify(error).class === 'not-found') return item('create');
    throw error;
  }
}

function sameJson(text: string, body: unknown): boolean {
  try {
    return stableJson(JSON.parse(text)) === stableJson(body);
  } catch {
    return false;
  }
}

async function put({ aws }: Session, region: Region, wanted: Wanted): Promise<void> {
  const cloudwatch = await aws.cloudwatch(region);
  if ('alarm' in wanted) {
    await cloudwatch.putMetricAlarm(alarmInput(wanted.alarm));
    return;
  }
  const { name, body } = wanted.dashboard;
  await cloudwatch.putDashboard({ DashboardName: name, DashboardBody: JSON.stringify(body) });
}

function alarmInput(alarm: WantedAlarm): PutMetricAlarmInput {
  return {
    AlarmName: alarm.name,
    AlarmDescription: alarm.description,
    Namespace: alarm.namespace,
    MetricName: alarm.metric,
    Dimensions: Object.entries(alarm.dimensions).map(([Name, Value]) => ({ Name, Value })),
    ...(alarm.statistic.startsWith('p')
      ? { ExtendedStatistic: alarm.statistic }
      : { Statistic: alarm.statistic as Statistic }),
    Period: alarm.periodSeconds,
    EvaluationPeriods: alarm.periods,
    DatapointsToAlarm: alarm.periods,
    ComparisonOperator: alarm.comparison,
    Threshold: alarm.threshold,
    TreatMissingData: alarm.missing,
    AlarmActions: [...alarm.topics],
    OKActions: [...alarm.topics],
    ActionsEnabled: true,
  };
}

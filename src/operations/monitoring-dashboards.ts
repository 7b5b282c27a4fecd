import { alarmArn } from '../aws/arn.ts';
import type { Config } from '../config/config.ts';
import type { MonitoringConfig } from '../config/monitoring-schema.ts';
import type { Json, Region } from '../ids.ts';
import { operations } from '../plan/plan.ts';
import { wantedAlarms } from './monitoring-alarms.ts';
import { graphProperties } from './monitoring-graphs.ts';

/** One dashboard as it is to be; `body` as PutDashboard takes it. */
export interface WantedDashboard {
  readonly name: string;
  readonly body: Json;
}

/** A widget before it has a place: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
interface Widget {
  readonly type: 'metric' | 'text' | 'alarm';
  readonly properties: Json;
  readonly width: 12 | 24;
  readonly height: number;
}

/** `Multi-Region Overview` and `Disaster Recovery`. Dashboards belong to no region, so there is one of each, which shows every region. */
export function wantedDashboards(config: Config, monitoring: MonitoringConfig): readonly WantedDashboard[] {
  return [
    {
      name: `${config.service}-multi-region-overview`,
      body: bodyOf([...overview(config, monitoring), ...own('overview', config, monitoring)]),
    },
    {
      name: `${config.service}-disaster-recovery`,
      body: bodyOf([...recovery(config, monitoring), ...own('recovery', config, monitoring)]),
    },
  ];
}

/** The graphs that the config has for this dashboard. */
function own(
  dashboard: 'overview' | 'recovery',
  { regions }: Config,
  { graphs }: MonitoringConfig,
): readonly Widget[] {
  return graphs
    .filter((graph) => graph.dashboard === dashboard)
    .map((graph) => ({
      ...{ type: 'metric', width: 12, height: 6 },
      properties: graphProperties(graph, { regions, home: readFrom(regions) }),
    }));
}

function overview(
  { service, regions }: Config,
  { every, availabilityBelow, lagOver }: MonitoringConfig,
): readonly Widget[] {
  const draw = drawer(readFrom(regions), every);
  const inRegions = (namespace: string, name: string): Json[] =>
    regions.map((region) => [namespace, name, 'Service', service, 'Region', region, { label: region }]);
  return [
    text(`${service}: Multi-Region Overview`),
    draw('Health of the regions', inRegions('MultiRegion/HealthCheck', 'Success'), { stat: 'Minimum' }),
    draw('Availability (%)', inRegions('MultiRegion/Availability', 'Percentage'), {
      stat: 'Average',
      line: { label: 'warning', value: availabilityBelow },
    }),
    ...regions.map((region) =>
      draw(`Response time in ${region} (ms)`, responseTimes(service, region), {
        stat: 'Maximum',
      }),
    ),
    draw('Replication lag (ms)', inRegions('MultiRegion/ReplicationLag', 'Milliseconds'), {
      stat: 'Maximum',
      line: { label: 'critical', value: lagOver },
    }),
    draw('Failovers', [['MultiRegion/Failover', 'Count', 'Service', service]], { stat: 'Maximum' }),
  ];
}

function recovery(config: Config, monitoring: MonitoringConfig): readonly Widget[] {
  const { service, regions, objectives, account } = config;
  const draw = drawer(readFrom(regions), monitoring.every);
  const objective = (ms: number | undefined) =>
    ms === undefined ? {} : { line: { label: 'objective', value: ms / 60_000 } };
  const one = (what: string, name: string): Json[] => [[`MultiRegion/${what}`, name, 'Service', service]];
  const byOperation = (name: string): Json[] =>
    operations.map((operation) => [
      ...['MultiRegion/Run', name, 'Service', service, 'Operation', operation],
      { label: operation },
    ]);
  return [
    text(`${service}: Disaster Recovery`),
    // An alarm is named by its ARN, which has the account in it.
    ...(account === undefined ? [] : [alarms(config, monitoring)]),
    draw('RTO (minutes)', one('RTO', 'Minutes'), { stat: 'Maximum', ...objective(objectives.rtoMs) }),
    draw('RPO (minutes)', one('RPO', 'Minutes'), { stat: 'Maximum', ...objective(objectives.rpoMs) }),
    draw('Failovers', one('Failover', 'Count'), { stat: 'Maximum' }),
    draw('Duration of runs (minutes)', byOperation('Minutes'), { stat: 'Maximum' }),
    draw('Results of runs (1: done, 0: aborted)', byOperation('Success'), { stat: 'Minimum' }),
    draw('What makes a failover impossible today', one('Obstacle', 'Count'), { stat: 'Maximum' }),
  ];
}

function alarms(config: Config, monitoring: MonitoringConfig): Widget {
  const { account } = config;
  const arns = wantedAlarms(config, monitoring).map(({ region, name }) =>
    alarmArn({ region, ...(account === undefined ? {} : { account }) }, name),
  );
  // A widget shows a hundred alarms at most.
  return { type: 'alarm', width: 24, height: 6, properties: { title: 'Alarms', alarms: arns.slice(0, 100) } };
}

function responseTimes(service: string, region: Region): Json[] {
  return ['api', 'database', 'cache', 'storage', 'secrets'].map((check) => [
    'MultiRegion/ResponseTime',
    'Milliseconds',
    ...['Service', service, 'Region', region, 'Check', check],
    { label: check },
  ]);
}

/** Every region has all the numbers; those of the standby are still there when home is lost. */
function readFrom([home = '', standby]: readonly Region[]): Region {
  return standby ?? home;
}

interface Drawing {
  readonly stat: string;
  readonly line?: { readonly label: string; readonly value: number };
}

function drawer(region: Region, everyMs: number) {
  return (title: string, metrics: Json[], { stat, line }: Drawing): Widget => ({
    type: 'metric',
    width: 12,
    height: 6,
    properties: {
      ...{ title, metrics, stat, region, period: everyMs / 1000, view: 'timeSeries', stacked: false },
      ...(line === undefined ? {} : { annotations: { horizontal: [line] } }),
    },
  });
}

function text(title: string): Widget {
  const markdown = `# ${title}\nKept by \`region-failover monitor apply\`: what is changed here by hand is lost with the next one.`;
  return { type: 'text', width: 24, height: 2, properties: { markdown } };
}

/** Puts the widgets into a grid of 24 columns, two beside each other. */
function bodyOf(widgets: readonly Widget[]): Json {
  let [x, y, rowHeight] = [0, 0, 0];
  const placed = widgets.map(({ type, width, height, properties }): Json => {
    if (x + width > 24) {
      y += rowHeight;
      [x, rowHeight] = [0, 0];
    }
    const at = { x, y };
    x += width;
    rowHeight = Math.max(rowHeight, height);
    return { type, ...at, width, height, properties };
  });
  return { widgets: placed };
}

import type { Config } from '../config/config.ts';
import type { MonitoringConfig } from '../config/monitoring-schema.ts';
import type { Metric } from '../config/metric-schema.ts';
import { formatDuration } from '../format-duration.ts';
import type { Region } from '../ids.ts';

/** One alarm as it is to be. */
export interface WantedAlarm {
  readonly region: Region;
  readonly name: string;
  readonly description: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** `Maximum`, or a percentile such as `p99`. */
  readonly statistic: string;
  readonly periodSeconds: number;
  readonly periods: number;
  readonly comparison: 'GreaterThanThreshold' | 'LessThanThreshold';
  readonly threshold: number;
  readonly missing: string;
  /** Topics that are told of every change to and from ALARM. */
  readonly topics: readonly string[];
}

type Severity = 'critical' | 'warning';

interface Rule {
  readonly severity: Severity;
  readonly name: string;
  readonly description: string;
  readonly metric: Metric;
  readonly above?: number | undefined;
  readonly below?: number | undefined;
  readonly periods: number;
  readonly missing: string;
  readonly only?: Region | undefined;
}

/** What the names of all alarms of a service begin with. */
export function alarmPrefix(service: string): string {
  return `region-failover-${service}-`;
}

/** Every alarm of a service, in every region: an alarm in a region that is lost tells nobody. */
export function wantedAlarms(config: Config, monitoring: MonitoringConfig): readonly WantedAlarm[] {
  const rules = [
    ...healthRules(config.service, monitoring),
    ...runRules(config, monitoring),
    ...ownRules(monitoring),
  ];
  return rules.flatMap((rule) => {
    const regions = rule.only === undefined ? config.regions : [rule.only];
    return regions.map((region) => alarmOf(rule, region, { config, monitoring }));
  });
}

function alarmOf(
  { severity, name, description, metric, above, below, periods, missing }: Rule,
  region: Region,
  { config, monitoring }: { readonly config: Config; readonly monitoring: MonitoringConfig },
): WantedAlarm {
  const topic = monitoring.topics[region];
  return {
    region,
    name: `${alarmPrefix(config.service)}${severity}-${name}`,
    description,
    namespace: metric.namespace,
    metric: metric.name,
    dimensions: metric.dimensions,
    statistic: metric.statistic,
    periodSeconds: metric.period / 1000,
    periods,
    comparison: above === undefined ? 'LessThanThreshold' : 'GreaterThanThreshold',
    threshold: above ?? below ?? 0,
    missing,
    topics: topic === undefined ? [] : [topic],
  };
}

/** What `health --metrics cloudwatch` measures. A period in which it did not run says nothing. */
function healthRules(service: string, monitoring: MonitoringConfig): readonly Rule[] {
  const { every, lagOver, lagWarnOver, responseOver, availabilityBelow } = monitoring;
  const of = (what: string, name: string, statistic: string): Metric => ({
    namespace: `MultiRegion/${what}`,
    name,
    dimensions: { Service: service },
    statistic,
    period: every,
  });
  const common = { periods: 1, missing: 'missing' } as const;
  const lag = of('ReplicationLag', 'Milliseconds', 'Maximum');
  return [
    {
      ...common,
      severity: 'critical',
      name: 'health',
      description: `Parts of ${service} fail in the region that is active.`,
      metric: of('HealthCheck', 'Success', 'Minimum'),
      below: 1,
    },
    {
      ...common,
      severity: 'critical',
      name: 'lag',
      description: `Replication is more than ${formatDuration(lagOver)} behind.`,
      metric: lag,
      above: lagOver,
    },
    {
      ...common,
      severity: 'warning',
      name: 'lag',
      description: `Replication is more than ${formatDuration(lagWarnOver)} behind.`,
      metric: lag,
      above: lagWarnOver,
      periods: 2,
    },
    {
      ...common,
      severity: 'warning',
      name: 'response-time',
      description: `A part of ${service} answers after more than ${formatDuration(responseOver)}.`,
      metric: of('ResponseTime', 'Milliseconds', 'Maximum'),
      above: responseOver,
      periods: 2,
    },
    {
      ...common,
      severity: 'warning',
      name: 'availability',
      description: `Fewer than ${availabilityBelow} % of the parts of ${service} answer.`,
      metric: of('Availability', 'Percentage', 'Average'),
      below: availabilityBelow,
    },
    {
      ...common,
      severity: 'warning',
      name: 'standby',
      description: `Something makes a failover of ${service} impossible today; \`region-failover health\` says what.`,
      metric: of('Obstacle', 'Count', 'Maximum'),
      above: 0,
    },
  ];
}

/** What runs come to. Most periods have none, and that is well. */
function runRules({ service, objectives }: Config, { every }: MonitoringConfig): readonly Rule[] {
  const of = (what: string, name: string): Metric => ({
    namespace: `MultiRegion/${what}`,
    name,
    dimensions: { Service: service },
    statistic: 'Maximum',
    period: every,
  });
  const common = { severity: 'critical', periods: 1, missing: 'notBreaching' } as const;
  const missed = (what: 'RTO' | 'RPO', ms: number | undefined): Rule[] =>
    ms === undefined
      ? []
      : [
          {
            ...common,
            name: what.toLowerCase(),
            description: `The newest failover missed its ${what} of ${formatDuration(ms)}.`,
            metric: of(what, 'Minutes'),
            above: ms / 60_000,
          },
        ];
  return [
    {
      ...common,
      name: 'failover',
      description: `A failover of ${service} has begun.`,
      metric: of('Failover', 'Count'),
      above: 0,
    },
    ...missed('RTO', objectives.rtoMs),
    ...missed('RPO', objectives.rpoMs),
  ];
}

function ownRules({ alarms }: MonitoringConfig): readonly Rule[] {
  return Object.entries(alarms).map(
    ([name, { severity, metric, above, below, for: periods, missing, region }]) => ({
      ...{ severity, name, metric, above, below, periods, missing, only: region },
      description: `${metric.statistic} of ${metric.namespace} ${metric.name} is ${above === undefined ? `below ${below ?? 0}` : `above ${above}`}.`,
    }),
  );
}

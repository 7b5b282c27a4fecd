import type { Region } from '../../src/ids.ts';
import type { Alarm, AlarmMetric } from './alarm.ts';

/**
 * What is not well when an alarm rings. `active`, `standby`: of the service, whichever regions these are. `nothing`: it is not about a
 * region of this service. `unknown`: it may be, and nobody can tell which.
 */
export type AlarmSubject =
  | { readonly type: 'region'; readonly region: Region }
  | { readonly type: 'active' | 'standby' | 'nothing' | 'unknown' };

/** What a service says about its alarms. */
export interface AboutAlarms {
  readonly service: string;
  /** `incidents.alarms.about` of failover.yml, by the names of alarms. */
  readonly about: Readonly<Record<string, Region>>;
}

/** What an alarm is about: by the file of the service, or by the metrics that it looks at. */
export function subjectOf(alarm: Alarm, { service, about }: AboutAlarms): AlarmSubject {
  const said = Object.hasOwn(about, alarm.name) ? about[alarm.name] : undefined;
  if (said !== undefined) return said === 'none' ? { type: 'nothing' } : { type: 'region', region: said };
  const [first, ...others] = alarm.metrics.map((metric) => metricSubject(metric, alarm.region, service));
  if (first === undefined) return { type: 'unknown' };
  return others.every((other) => isSame(first, other)) ? first : { type: 'unknown' };
}

function isSame(one: AlarmSubject, other: AlarmSubject): boolean {
  return one.type === 'region' && other.type === 'region'
    ? one.region === other.region
    : one.type === other.type;
}

/**
 * Namespaces of AWS whose metrics all stand in one region, whichever region they are about:
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html and its like.
 */
const withoutRegion: readonly string[] = [
  ...[
    'AWS/Billing',
    'AWS/CloudFront',
    'AWS/GlobalAccelerator',
    'AWS/Route53',
    'AWS/Route53RecoveryReadiness',
  ],
  ...['AWS/TrustedAdvisor'],
];

/** Namespaces of AWS that do not begin with `AWS/`. */
const besides: readonly string[] = ['ContainerInsights', 'ECS/ContainerInsights', 'LambdaInsights'];

function metricSubject(metric: AlarmMetric, region: Region, service: string): AlarmSubject {
  const { namespace } = metric;
  if (namespace.startsWith('MultiRegion/')) return ownSubject(metric, service);
  const isOfRegion = namespace.startsWith('AWS/') || besides.includes(namespace);
  if (!isOfRegion || withoutRegion.includes(namespace)) return { type: 'unknown' };
  return { type: 'region', region };
}

/** The numbers of region-failover itself, which are put into every region; docs/monitoring.md says by what. */
function ownSubject(metric: AlarmMetric, service: string): AlarmSubject {
  if (metric.service === undefined) return { type: 'unknown' };
  if (metric.service !== service) return { type: 'nothing' };
  switch (metric.namespace) {
    case 'MultiRegion/HealthCheck':
    case 'MultiRegion/Availability':
    case 'MultiRegion/ResponseTime':
      return metric.region === undefined ? { type: 'active' } : { type: 'region', region: metric.region };
    case 'MultiRegion/ReplicationLag':
    case 'MultiRegion/Obstacle':
      // Data that does not follow is no reason to go where it has not arrived.
      return { type: 'standby' };
    case 'MultiRegion/Failover':
    case 'MultiRegion/RTO':
    case 'MultiRegion/RPO':
    case 'MultiRegion/Run':
      return { type: 'nothing' };
    default:
      return { type: 'unknown' };
  }
}

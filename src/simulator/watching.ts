import type { World } from './world.ts';
import { regionOf } from './world.ts';

/** One CloudWatch alarm on a single metric; `state` is what its last evaluation came to. */
export interface Alarm {
  name: string;
  arn: string;
  description: string | undefined;
  namespace: string;
  metricName: string;
  dimensions: Record<string, string>;
  /** `Average`, `Maximum`, or a percentile such as `p99`. */
  statistic: string;
  periodSeconds: number;
  evaluationPeriods: number;
  datapointsToAlarm: number;
  threshold: number;
  comparison: string;
  treatMissingData: string;
  unit: string | undefined;
  actionsEnabled: boolean;
  okActions: string[];
  alarmActions: string[];
  insufficientDataActions: string[];
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  reason: string;
  stateSince: number;
  updatedAt: number;
  /** Until then the state is what SetAlarmState has said. */
  heldUntil: number;
}

/** One message that was published to a topic. */
export interface Published {
  id: string;
  at: number;
  subject: string | undefined;
  message: string;
  attributes: Record<string, string>;
  deduplicationId: string | undefined;
}

/** One SNS topic with everything that was published to it. */
export interface Topic {
  name: string;
  arn: string;
  fifo: boolean;
  messages: Published[];
}

/** One certificate of ACM; `notAfter` in ms since the epoch. */
export interface Certificate {
  arn: string;
  domainName: string;
  names: string[];
  status: string;
  notAfter: number;
  inUseBy: string[];
}

/** One image repository of ECR. */
export interface Repository {
  name: string;
  arn: string;
  images: { digest: string; tags: string[]; pushedAt: number }[];
}

/** One quota of Service Quotas; `used` is what CloudWatch shows as its usage. */
export interface Quota {
  service: string;
  code: string;
  name: string;
  value: number;
  used: number | undefined;
}

/** What watches a region, and what is looked at before anything is moved there. */
export interface Watching {
  alarms: Map<string, Alarm>;
  topics: Map<string, Topic>;
  certificates: Map<string, Certificate>;
  repositories: Map<string, Repository>;
  quotas: Map<string, Quota>;
}

/** A CloudWatch dashboard. There is one of a name in an account, whatever region it is asked for in. */
export interface Dashboard {
  body: string;
  modifiedAt: number;
}

/** A region that nothing watches. */
export function watchesNothing(): Watching {
  return {
    alarms: new Map(),
    topics: new Map(),
    certificates: new Map(),
    repositories: new Map(),
    quotas: new Map(),
  };
}

type Named<T, K extends keyof T> = Pick<T, K> & Partial<T>;

/** Puts an alarm into a region; it is evaluated when it is looked at. */
export function addAlarm(
  world: World,
  region: string,
  given: Named<Alarm, 'name' | 'namespace' | 'metricName' | 'threshold'>,
): Alarm {
  const now = world.clock.now();
  const alarm: Alarm = {
    arn: `arn:aws:cloudwatch:${region}:${world.accountId}:alarm:${given.name}`,
    description: undefined,
    dimensions: {},
    statistic: 'Average',
    periodSeconds: 60,
    evaluationPeriods: 1,
    datapointsToAlarm: given.evaluationPeriods ?? 1,
    comparison: 'GreaterThanThreshold',
    treatMissingData: 'missing',
    unit: undefined,
    actionsEnabled: true,
    okActions: [],
    alarmActions: [],
    insufficientDataActions: [],
    state: 'INSUFFICIENT_DATA',
    reason: 'Unchecked: Initial alarm creation',
    stateSince: now,
    updatedAt: now,
    heldUntil: 0,
    ...given,
  };
  regionOf(world, region).watching.alarms.set(alarm.name, alarm);
  return alarm;
}

/** Puts a topic into a region; a name that ends in `.fifo` makes it one that drops copies. */
export function addTopic(world: World, region: string, name: string): Topic {
  const arn = `arn:aws:sns:${region}:${world.accountId}:${name}`;
  const topic: Topic = { name, arn, fifo: name.endsWith('.fifo'), messages: [] };
  regionOf(world, region).watching.topics.set(arn, topic);
  return topic;
}

/** Puts a certificate into a region, issued and good for 90 days unless told otherwise. */
export function addCertificate(
  world: World,
  region: string,
  given: Named<Certificate, 'domainName'> & { readonly id: string },
): Certificate {
  const { id, ...rest } = given;
  const certificate: Certificate = {
    arn: `arn:aws:acm:${region}:${world.accountId}:certificate/${id}`,
    names: [given.domainName],
    status: 'ISSUED',
    notAfter: world.clock.now() + 90 * 24 * 60 * 60_000,
    inUseBy: [],
    ...rest,
  };
  regionOf(world, region).watching.certificates.set(certificate.arn, certificate);
  return certificate;
}

/** Puts a repository into a region; `images` are digests by tag. */
export function addRepository(
  world: World,
  region: string,
  given: { readonly name: string; readonly images: Readonly<Record<string, string>> },
): Repository {
  const repository: Repository = {
    name: given.name,
    arn: `arn:aws:ecr:${region}:${world.accountId}:repository/${given.name}`,
    images: Object.entries(given.images).map(([tag, digest]) => ({
      digest,
      tags: [tag],
      pushedAt: world.clock.now(),
    })),
  };
  regionOf(world, region).watching.repositories.set(given.name, repository);
  return repository;
}

/** Sets a quota of a region; with `used` its usage is a metric, as AWS/Usage has it for some. */
export function addQuota(
  world: World,
  region: string,
  given: Named<Quota, 'service' | 'code' | 'value'>,
): Quota {
  const quota: Quota = { name: given.code, used: undefined, ...given };
  const at = regionOf(world, region);
  at.watching.quotas.set(`${quota.service}/${quota.code}`, quota);
  if (quota.used !== undefined)
    at.metrics.push({
      namespace: 'AWS/Usage',
      metricName: 'ResourceCount',
      dimensions: usageDimensions(quota),
      unit: 'None',
      valueAt: () => quota.used,
    });
  return quota;
}

/** The dimensions of a quota's usage metric: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Service-Quota-Integration.html */
export function usageDimensions({ service, code }: Quota): Record<string, string> {
  return { Service: service, Type: 'Resource', Resource: code, Class: 'None' };
}

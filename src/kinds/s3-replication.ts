import type { ReplicationConfiguration, ReplicationRule } from '@aws-sdk/client-s3';
import type { Region, ResourceId } from '../ids.ts';
import type { Lag } from '../plan/plan.ts';
import type { ObserveContext } from './kind.ts';
import type { MetricQuery } from './replication-lag.ts';
import { lookAtLock } from './s3-lock.ts';
import type { LockLook } from './s3-lock.ts';

/** What is seen of one bucket. */
export interface BucketLook {
  /** Where it really is, as S3 says; undefined where S3 does not say. */
  readonly region?: string | undefined;
  readonly versioning?: string | undefined;
  /** Names of the buckets that enabled rules replicate it to. */
  readonly targets: readonly string[];
  /** All its replication rules. */
  readonly rules?: readonly ReplicationRule[];
  /** Whether and for how long versions are locked; looked at where the config asks for it. */
  readonly objectLock?: LockLook;
  /** How far it is behind each bucket that replicates to it, by that bucket's name. */
  readonly lags: Readonly<Record<string, Lag>>;
}

/** A bucket that may replicate to the one that is looked at. */
export interface Partner {
  readonly resource: ResourceId;
  readonly source: string;
  readonly destination: string;
  readonly rule?: string | undefined;
}

/** Looks at one bucket in its region, at its Object Lock where told; undefined when it does not exist. */
export async function describeBucket(
  { name, objectLock }: { readonly name: string; readonly objectLock: boolean },
  region: Region,
  context: ObserveContext,
): Promise<BucketLook | undefined> {
  const s3 = await context.outside.aws.s3(region);
  const options = { signal: context.signal };
  try {
    const { BucketRegion } = await s3.headBucket({ Bucket: name }, options);
    const { Status } = await s3.getBucketVersioning({ Bucket: name }, options);
    const rules = (await replicationOf(name, region, context))?.Rules ?? [];
    return {
      region: BucketRegion,
      versioning: Status,
      targets: rules.filter((rule) => rule.Status === 'Enabled').map(bucketOf),
      rules,
      ...(objectLock ? { objectLock: await lookAtLock(name, region, context) } : {}),
      lags: {},
    };
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    if (statusOf(error) !== 301) throw error;
    return { region: 'another region', targets: [], lags: {} };
  }
}

/** The replication configuration of a bucket; undefined where it has none. */
export async function replicationOf(
  name: string,
  region: Region,
  context: ObserveContext,
): Promise<ReplicationConfiguration | undefined> {
  const s3 = await context.outside.aws.s3(region);
  try {
    const answer = await s3.getBucketReplication({ Bucket: name }, { signal: context.signal });
    return answer.ReplicationConfiguration;
  } catch (error) {
    if (error instanceof Error && error.name === 'ReplicationConfigurationNotFoundError') return undefined;
    throw error;
  }
}

/** Name of the bucket that a rule leads to. */
export function bucketOf({ Destination }: ReplicationRule): string {
  return (Destination?.Bucket ?? '').replace(/^arn:[^:]*:s3:::/, '');
}

/** HEAD has no body, so S3's errors are told by their status. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined;
  return (error.$metadata as { httpStatusCode?: number }).httpStatusCode;
}

const dimensionsOf = ({ source, destination }: Partner) => ({
  SourceBucket: source,
  DestinationBucket: destination,
});

/** The metrics of a replication, published in the destination's region: https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html */
export function lagQueries(partners: readonly Partner[]): readonly MetricQuery[] {
  return partners.flatMap((partner) =>
    ['ReplicationLatency', 'BytesPendingReplication'].map((name) => ({
      key: keyOf(partner, name),
      namespace: 'AWS/S3',
      name,
      ...(partner.rule === undefined
        ? { dimensions: dimensionsOf(partner), anyOf: ['RuleId'] }
        : { dimensions: { ...dimensionsOf(partner), RuleId: partner.rule } }),
      statistic: 'Maximum' as const,
    })),
  );
}

/** The lag by what CloudWatch said. An idle rule publishes no latency but goes on publishing that nothing is pending. */
export function lagFrom(points: ReadonlyMap<string, { readonly value: number }>, partner: Partner): Lag {
  const seconds = points.get(keyOf(partner, 'ReplicationLatency'))?.value;
  if (seconds !== undefined) return { ms: Math.round(seconds * 1000), source: 'ReplicationLatency' };
  const pending = points.get(keyOf(partner, 'BytesPendingReplication'))?.value;
  if (pending === 0) return { ms: 0, source: 'BytesPendingReplication' };
  return {
    ms: undefined,
    source:
      pending === undefined
        ? 'ReplicationLatency: no data points in 10 minutes'
        : `BytesPendingReplication: ${pending}`,
  };
}

function keyOf({ resource, source }: Partner, metric: string): string {
  return `${resource} ${source} ${metric}`;
}

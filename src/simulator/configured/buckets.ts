import type { DefaultRetention, ReplicationRule } from '@aws-sdk/client-s3';
import { addBucket, addMetric, addObject } from '../builders.ts';
import type { Bucket } from '../global-resources.ts';
import { isObject, numberAt, textAt } from '../kubernetes/json.ts';
import { regionOf } from '../world.ts';
import type { DescribedResource } from './described-service.ts';
import { countMade, inRegion, textOf } from './making.ts';
import type { Making } from './making.ts';

/** Makes the buckets of an `s3-bucket`: home replicates to the others, and they to home unless a reprotect is to make that rule. */
export function makeBuckets(making: Making, resource: DescribedResource): void {
  const { world, home, service } = making;
  const { spec, regional } = resource;
  const regions = service.regions.filter((region) => textOf(regional[region]) !== undefined);
  const lock = spec['objectLock'];
  const buckets = regions.map((region) =>
    addBucket(world, {
      ...{ name: textOf(regional[region]) ?? '', region, versioning: 'Enabled' },
      objectLock: lock === true || isObject(lock),
      retention: retentionOf(resource),
    }),
  );
  const [source] = buckets.filter(({ region }) => region === home);
  const copies = buckets.filter(({ region }) => region !== home);
  if (source === undefined) return;
  if (copies.length > 0) replicate(making, { resource, from: source, to: copies });
  if (spec['reverse'] !== false && spec['replicationRole'] === undefined)
    for (const copy of copies) replicate(making, { resource, from: copy, to: [source] });
  const body = Buffer.from(`An object of ${service.service}.\n`);
  addObject(world, source, { key: 'example.txt', body, replicationStatus: 'COMPLETED' });
  for (const copy of copies)
    addObject(world, copy, { key: 'example.txt', body, replicationStatus: 'REPLICA' });
  countMade(making, 'bucket/buckets');
}

/** Makes the bucket that holds lease and journal. */
export function makeWitness({ world, service: { witness } }: Making): void {
  if (witness === undefined || world.buckets.has(witness.bucket)) return;
  addBucket(world, { name: witness.bucket, region: witness.region, versioning: 'Enabled' });
}

function retentionOf({ spec }: DescribedResource): DefaultRetention | undefined {
  if (!isObject(spec['objectLock'])) return undefined;
  const Mode = textAt(spec, 'objectLock', 'mode') === 'COMPLIANCE' ? 'COMPLIANCE' : 'GOVERNANCE';
  return { Mode, Days: numberAt(spec, ['objectLock', 'days'], 1) };
}

interface Replication {
  readonly resource: DescribedResource;
  readonly from: Bucket;
  readonly to: readonly Bucket[];
}

function replicate(making: Making, { resource: { spec }, from, to }: Replication): void {
  const { world } = making;
  const asked = textOf(inRegion(making, spec['rule'], from.region)) ?? 'replication';
  const role = textOf(inRegion(making, spec['replicationRole'], from.region));
  const timed = textOf(spec['timeControl']) !== undefined;
  from.replication = {
    Role: role ?? `arn:aws:iam::${world.accountId}:role/s3-replication`,
    Rules: to.map((target, index) => {
      // A bucket's rules have different names; the config knows that of the first.
      const ID = index === 0 ? asked : `${asked}-${target.region}`;
      addLatency(making, { from, to: target, rule: ID });
      return ruleTo(target, { ID, priority: index + 1, timed });
    }),
  };
}

function ruleTo(
  target: Bucket,
  { ID, priority, timed }: { ID: string; priority: number; timed: boolean },
): ReplicationRule {
  const time = { Minutes: 15 };
  return {
    ID,
    Status: 'Enabled',
    Priority: priority,
    Filter: { Prefix: '' },
    DeleteMarkerReplication: { Status: 'Disabled' },
    Destination: {
      Bucket: `arn:aws:s3:::${target.name}`,
      ...(timed ? { ReplicationTime: { Status: 'Enabled', Time: time } } : {}),
      Metrics: { Status: 'Enabled', EventThreshold: time },
    },
  };
}

/** What S3 publishes in the region of the copy, while both ends answer. */
function addLatency({ world }: Making, { from, to, rule }: { from: Bucket; to: Bucket; rule: string }): void {
  const dark = () => [from, to].some(({ region }) => regionOf(world, region).condition === 'dark');
  addMetric(world, to.region, {
    namespace: 'AWS/S3',
    metricName: 'ReplicationLatency',
    dimensions: { SourceBucket: from.name, DestinationBucket: to.name, RuleId: rule },
    unit: 'Seconds',
    valueAt: () => (dark() ? undefined : 2),
  });
}

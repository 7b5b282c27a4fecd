import { s3Bucket } from '../../src/kinds/s3-bucket.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { addBucket, addMetric, addObject } from '../../src/simulator/builders.ts';
import { setRegionCondition } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import { conforms } from './conformance.ts';
import { awsWire } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
const withRule = `${s3Bucket.example}\nrule: media`;

function buckets(world: World): void {
  addBucket(world, {
    name: 'shop-media',
    region: 'eu-west-1',
    versioning: 'Enabled',
    replication: {
      Role: 'arn:aws:iam::111122223333:role/replication',
      Rules: [{ ID: 'media', Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::shop-media-replica' } }],
    },
  });
  addBucket(world, { name: 'shop-media-replica', region: 'eu-west-2', versioning: 'Enabled' });
  const begin = world.clock.now();
  addMetric(world, 'eu-west-2', {
    namespace: 'AWS/S3',
    metricName: 'ReplicationLatency',
    dimensions: { SourceBucket: 'shop-media', DestinationBucket: 'shop-media-replica', RuleId: 'media' },
    unit: 'Seconds',
    // It catches up after five minutes.
    valueAt: (at) => (at - begin > 300_000 ? 1 : 90),
  });
}

const reprotect: Goal = { ...goal, operation: 'reprotect', mode: 'planned', fromCondition: 'up' };
const role = 'replicationRole: arn:aws:iam::111122223333:role/replication';

function writtenMeanwhile(world: World): void {
  for (const bucket of world.buckets.values()) bucket.objectLock = true;
  const replica = world.buckets.get('shop-media-replica');
  if (replica !== undefined) addObject(world, replica, { key: 'new/oak.jpg', body: Buffer.from('oak') });
}

conforms(s3Bucket, [
  {
    name: 'an unplanned failover',
    goal,
    open: () =>
      awsWire((world) => {
        buckets(world);
        setRegionCondition(world, 'eu-west-1', 'dark');
      }),
    actions: [],
  },
  {
    name: 'a planned switchover',
    goal: { ...goal, mode: 'planned', fromCondition: 'up' },
    block: withRule,
    open: () => awsWire(buckets),
    actions: ['drain'],
  },
  {
    name: 'a reprotect without a rule for the way back',
    goal: reprotect,
    block: `${withRule}\n${role}\nobjectLock: true`,
    open: () =>
      awsWire((world) => {
        buckets(world);
        writtenMeanwhile(world);
      }),
    actions: ['replicate-back', 'sync-back'],
  },
  {
    name: 'a reprotect whose rule has no time control yet',
    goal: { ...reprotect, from: 'eu-west-2', to: 'eu-west-1' },
    block: `${withRule}\n${role}\ntimeControl: 15m\nstorageClass: STANDARD_IA`,
    open: () => awsWire(buckets),
    actions: ['replicate-back'],
  },
  {
    name: 'a reprotect that finds the rule',
    goal: { ...reprotect, from: 'eu-west-2', to: 'eu-west-1' },
    block: withRule,
    open: () => awsWire(buckets),
    actions: [],
  },
]);

import { describe, expect, it } from 'vitest';
import { s3Bucket } from '../../src/kinds/s3-bucket.ts';
import { lagFrom, lagQueries } from '../../src/kinds/s3-replication.ts';
import type { BucketLook } from '../../src/kinds/s3-replication.ts';
import type { Observation } from '../../src/kinds/kind.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { addBucket } from '../../src/simulator/builders.ts';
import { resourceOf } from './resource.ts';
import { awsWire, look } from './wire.ts';

const goal: Goal = { from: 'eu-west-1', to: 'eu-west-2', mode: 'planned', fromCondition: 'up' };
const resource = resourceOf(s3Bucket, s3Bucket.example);
const source: BucketLook = {
  region: 'eu-west-1',
  versioning: 'Enabled',
  targets: ['shop-media-replica'],
  lags: {},
};
const copy: BucketLook = {
  region: 'eu-west-2',
  versioning: 'Enabled',
  targets: ['shop-media'],
  lags: { 'shop-media': { ms: 4000, source: 'ReplicationLatency' } },
};

function observed(to: BucketLook | undefined, from: BucketLook = source): Observation {
  return {
    at: 0,
    places: {
      'eu-west-1': { state: 'seen', value: from },
      'eu-west-2': to === undefined ? { state: 'absent' } : { state: 'seen', value: to },
    },
  };
}

const warnings = (to: BucketLook, from = source) =>
  s3Bucket.assess(resource, observed(to, from), goal).notes?.map(({ message }) => message) ?? [];

describe('a replicated bucket', () => {
  it('has nothing to say against it when both rules are there', () => {
    expect(warnings(copy)).toEqual([]);
    expect(s3Bucket.assess(resource, observed(copy), goal).lag).toEqual({
      ms: 4000,
      source: 'ReplicationLatency',
    });
  });

  it('warns where nothing leads back, where nothing leads there, and where versions are not kept', () => {
    expect(warnings({ ...copy, targets: [] })).toEqual([expect.stringContaining('back to shop-media')]);
    expect(warnings(copy, { ...source, targets: [] })).toEqual([
      expect.stringContaining('No rule replicates shop-media to'),
    ]);
    expect(warnings({ ...copy, versioning: undefined })).toEqual([expect.stringContaining('not versioned')]);
  });

  it('blocks the plan when the copy is missing or elsewhere', () => {
    expect(s3Bucket.assess(resource, observed(undefined), goal)).toMatchObject({
      state: 'blocked',
      problems: [{ code: 'RESOURCE_MISSING' }],
    });
    expect(s3Bucket.assess(resource, observed({ ...copy, region: 'us-east-1' }), goal)).toMatchObject({
      state: 'blocked',
      problems: [{ found: 'us-east-1' }],
    });
  });

  it('does not wait for a lag that nobody measures', () => {
    const lags = {
      'shop-media': { ms: undefined, source: 'ReplicationLatency: no data points in 10 minutes' },
    };
    expect(s3Bucket.steps(resource, observed({ ...copy, lags }), goal)[0]?.skip).toContain('not known');
  });
});

describe('the lag of a replication', () => {
  const partner = { resource: 'media', source: 'a', destination: 'b', rule: 'r' };
  const [latency, pending] = lagQueries([partner]).map(({ key }) => key);

  it.each([
    ['the latency, in ms', [[latency, 12]], 12_000],
    [
      'the latency before what is pending',
      [
        [latency, 12],
        [pending, 0],
      ],
      12_000,
    ],
    ['zero when an idle rule has nothing pending', [[pending, 0]], 0],
    ['unknown when something is pending for an unknown time', [[pending, 500]], undefined],
    ['unknown without any data', [], undefined],
  ] as const)('is %s', (_name, points, ms) => {
    const measured = new Map(points.map(([key = '', value]) => [key, { value }]));
    expect(lagFrom(measured, partner).ms).toBe(ms);
  });

  it('is searched for where the id of the rule is not known', () => {
    const [query] = lagQueries([{ ...partner, rule: undefined }]);
    expect(query).toMatchObject({
      anyOf: ['RuleId'],
      dimensions: { SourceBucket: 'a', DestinationBucket: 'b' },
    });
  });
});

describe('a bucket that does not exist', () => {
  it('is absent, in the region where it was expected', async () => {
    const wire = await awsWire((world) => void addBucket(world, { name: 'shop-media', region: 'eu-west-1' }));
    const { places } = await look(s3Bucket, resource, { wire, goal }).finally(() => wire.close());
    expect(places).toMatchObject({
      'eu-west-1': { state: 'seen', value: { targets: [] } },
      'eu-west-2': { state: 'absent' },
    });
  });
});

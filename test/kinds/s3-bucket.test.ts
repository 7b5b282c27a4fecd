import { describe, expect, it } from 'vitest';
import { s3Bucket } from '../../src/kinds/s3-bucket.ts';
import { lagFrom, lagQueries } from '../../src/kinds/s3-replication.ts';
import type { LockLook } from '../../src/kinds/s3-lock.ts';
import type { BucketLook } from '../../src/kinds/s3-replication.ts';
import type { Applied, Observation } from '../../src/kinds/kind.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { addBucket, addObject } from '../../src/simulator/builders.ts';
import { resourceOf } from './resource.ts';
import { awsWire, contextOf, look, stepOf } from './wire.ts';
import type { Wire } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'planned',
  fromCondition: 'up',
};
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

describe('a bucket that is made to replicate back', () => {
  const protect: Goal = { ...goal, operation: 'reprotect' };
  const role = 'replicationRole: arn:aws:iam::111122223333:role/replication';
  const ready = resourceOf(s3Bucket, `${s3Bucket.example}\n${role}`);
  const object = (key: string, text: string, modifiedAt: number) => ({
    key,
    body: Buffer.from(text),
    modifiedAt,
  });

  async function protectedWorld(check: (wire: Wire, applied: readonly Applied[]) => Promise<void> | void) {
    const wire = await awsWire((world) => {
      const [home, away] = (['shop-media', 'shop-media-replica'] as const).map((name, index) =>
        addBucket(world, { name, region: `eu-west-${index + 1}`, versioning: 'Enabled' }),
      );
      if (home === undefined || away === undefined) return;
      for (let index = 0; index < 1_050; index += 1)
        for (const bucket of [home, away]) addObject(world, bucket, object(`old/${index}`, 'same', 1));
      addObject(world, away, object('new/ä &+.jpg', 'written meanwhile', 5));
      addObject(world, away, object('changed', 'after the failover', 5));
      addObject(world, home, object('changed', 'before', 2));
      addObject(world, away, object('corrected', 'old', 5));
      addObject(world, home, object('corrected', 'by hand', 9));
      addObject(world, home, object('deleted there', 'kept', 1));
    });
    try {
      const before = await look(s3Bucket, ready, { wire, goal: protect });
      const applied: Applied[] = [];
      for (const draft of s3Bucket.protect?.(ready, before, protect) ?? []) {
        applied.push((await s3Bucket.apply?.(stepOf(draft, ready), contextOf(wire, protect))) ?? {});
      }
      await check(wire, applied);
    } finally {
      await wire.close();
    }
  }

  it('gets what was written meanwhile, loses nothing that is newer, and nothing is deleted', () =>
    protectedWorld((wire, applied) => {
      const text = (key: string) => wire.world.buckets.get('shop-media')?.objects.get(key)?.body.toString();
      expect(['new/ä &+.jpg', 'changed', 'corrected', 'deleted there'].map(text)).toEqual([
        'written meanwhile',
        'after the failover',
        'by hand',
        'kept',
      ]);
      expect(applied[1]?.evidence).toEqual({ copied: 2, bytes: 35, same: 1_050, newer: 1 });
      expect(wire.world.buckets.get('shop-media-replica')?.replication?.Rules).toMatchObject([
        { ID: 'region-failover', Status: 'Enabled', Destination: { Metrics: { Status: 'Enabled' } } },
      ]);
    }));

  it('says by the name of its rule that copying is not over, so that another run goes on with it', async () => {
    const wire = await awsWire((world) => {
      addBucket(world, { name: 'shop-media', region: 'eu-west-1', versioning: 'Enabled' });
      addBucket(world, { name: 'shop-media-replica', region: 'eu-west-2', versioning: 'Enabled' });
    });
    const seen = () => look(s3Bucket, ready, { wire, goal: protect });
    try {
      const [rule] = s3Bucket.protect?.(ready, await seen(), protect) ?? [];
      await s3Bucket.apply?.(stepOf(rule ?? expect.fail(), ready), contextOf(wire, protect));
      const after = await seen();
      expect(s3Bucket.protect?.(ready, after, protect).map(({ action }) => action)).toEqual(['sync-back']);
      expect(s3Bucket.protected?.(ready, after, protect)).toMatchObject([{ ok: false }]);
    } finally {
      await wire.close();
    }
  });

  it('needs a role for its rule, and versions on both sides', () => {
    const one = observed({ ...copy, targets: [] });
    expect(s3Bucket.assess(resource, one, protect)).toMatchObject({
      state: 'blocked',
      problems: [{ fix: expect.stringContaining('replicationRole') as string }],
    });
    expect(s3Bucket.assess(ready, one, protect).state).toBe('ready');
    const unversioned = observed({ ...copy, targets: [] }, { ...source, versioning: undefined });
    expect(s3Bucket.assess(ready, unversioned, protect)).toMatchObject({
      state: 'blocked',
      problems: [{ region: 'eu-west-1', message: expect.stringContaining('not versioned') as string }],
    });
  });

  it('verifies Object Lock where the config asks for it', () => {
    const audit = resourceOf(s3Bucket, `${s3Bucket.example}\nobjectLock: true`);
    const checks = (enabled: boolean) =>
      s3Bucket.verify(audit, observed({ ...copy, objectLock: { enabled } }), goal).map(({ ok }) => ok);
    expect(checks(true)).toEqual([true, true]);
    expect(checks(false)).toEqual([true, false]);
  });

  it('verifies the default retention where the config asks for it, in days or years, and `health` tells of it', () => {
    const audit = resourceOf(s3Bucket, `${s3Bucket.example}\nobjectLock: { mode: COMPLIANCE, days: 2555 }`);
    const found = (objectLock: LockLook) => {
      const seen = observed({ ...copy, objectLock }, { ...source, objectLock });
      const [check] = s3Bucket.prerequisites?.(audit, seen, goal) ?? [];
      expect(s3Bucket.verify(audit, seen, goal).at(-1)).toEqual(check);
      const [home, standby] = ['eu-west-1', 'eu-west-2'].map((region) =>
        s3Bucket.vitals?.(audit, seen, region),
      );
      expect(home).toEqual(standby);
      expect(home?.state).toBe(check?.ok === true ? 'healthy' : 'degraded');
      return check?.ok === true ? 'well' : check?.found;
    };
    expect(found({ enabled: true, mode: 'COMPLIANCE', days: 2555 })).toBe('well');
    expect(found({ enabled: true, mode: 'COMPLIANCE', days: 3650 })).toBe('well');
    expect(found({ enabled: true, mode: 'COMPLIANCE', days: 365 })).toBe('Enabled, COMPLIANCE for 365 days');
    expect(found({ enabled: true, mode: 'GOVERNANCE', days: 2555 })).toContain('GOVERNANCE');
    expect(found({ enabled: true })).toBe('Enabled, no default retention');
    expect(found({ enabled: false })).toBe('not enabled');
  });

  it('asks for no lock where the config asks for none', () => {
    expect(s3Bucket.prerequisites?.(resource, observed(copy), goal)).toEqual([]);
    expect(s3Bucket.vitals?.(resource, observed(copy), 'eu-west-1')).toMatchObject({ state: 'healthy' });
  });

  it.each([
    [{ Mode: 'COMPLIANCE', Years: 7 } as const, { enabled: true, mode: 'COMPLIANCE', days: 2555 }],
    [{ Mode: 'GOVERNANCE', Days: 30 } as const, { enabled: true, mode: 'GOVERNANCE', days: 30 }],
    [undefined, { enabled: true }],
  ])('reads the default retention %o of S3', async (retention, objectLock) => {
    const wire = await awsWire((world) => {
      const common = { region: 'eu-west-2', versioning: 'Enabled', objectLock: true } as const;
      addBucket(world, { ...common, name: 'shop-media-replica', retention });
    });
    try {
      const audit = resourceOf(s3Bucket, `${s3Bucket.example}\nobjectLock: true`);
      const observation = await look(s3Bucket, audit, { wire, goal });
      expect(observation.places['eu-west-2']).toMatchObject({ state: 'seen', value: { objectLock } });
    } finally {
      await wire.close();
    }
  });
});

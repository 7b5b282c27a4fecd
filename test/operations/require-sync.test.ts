import { describe, expect, it } from 'vitest';
import { exitOf, FailoverError } from '../../src/errors.ts';
import { requireSync } from '../../src/operations/require-sync.ts';
import { addMetric, addObject } from '../../src/simulator/builders.ts';
import { regionOf, setRegionCondition } from '../../src/simulator/world.ts';
import { openSmallService, type SmallService } from './small-service.ts';

// eu-west-1 is the active region here; home is whichever one goes to.
const direction = { from: 'eu-west-1', to: 'eu-west-2' } as const;

/** The service with a rule that copies its bucket, and says that nothing is pending. */
async function openReplicated(): Promise<SmallService> {
  const service = await openSmallService('', (world) => {
    const [media, replica] = ['shop-media', 'shop-media-replica'].map((name) => world.buckets.get(name));
    if (media === undefined || replica === undefined) throw new Error('a bucket is missing');
    media.replication = {
      Role: `arn:aws:iam::${world.accountId}:role/shop-replication`,
      Rules: [
        {
          ...{ ID: 'media', Status: 'Enabled', Priority: 1, Filter: { Prefix: '' } },
          Destination: { Bucket: `arn:aws:s3:::${replica.name}` },
          DeleteMarkerReplication: { Status: 'Disabled' },
        },
      ],
    };
    addMetric(world, 'eu-west-2', {
      ...{ namespace: 'AWS/S3', metricName: 'BytesPendingReplication', unit: 'Bytes' },
      dimensions: { SourceBucket: media.name, DestinationBucket: replica.name, RuleId: 'media' },
      valueAt: () => 0,
    });
  });
  const { session } = service;
  const resources = session.config.resources.map((resource) =>
    resource.id === 'media'
      ? { ...resource, spec: { ...(resource.spec as object), rule: 'media' } }
      : resource,
  );
  return { ...service, session: { ...session, config: { ...session.config, resources } } };
}

async function refusal({ session }: SmallService, only: readonly string[] = []): Promise<FailoverError> {
  const refused = await requireSync(session, direction, only).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(refused instanceof FailoverError)) throw new Error('it was not refused');
  expect(exitOf(refused.problems)).toBe('refused');
  expect(refused.problems.every(({ code }) => code === 'SYNC_UNPROVEN')).toBe(true);
  return refused;
}

function addOld({ wire }: SmallService): void {
  const bucket = wire.world.buckets.get('shop-media') ?? expect.fail();
  addObject(wire.world, bucket, { key: 'a/old.jpg', body: Buffer.from('old') });
  wire.advance(3_600_000);
}

describe('a failback that validates first', () => {
  it('goes on when all data is there, has arrived, and is written on one side alone; it changes nothing', async () => {
    const service = await openReplicated();
    const checks = await requireSync(service.session, direction);
    const names = checks.map(({ name }) => name);
    expect(names).toContain('orders keeps the RPO');
    expect(names.join('\n')).toContain('has what');
    expect(checks.every(({ ok }) => ok)).toBe(true);
    expect(service.wire.log.entries.filter(({ mutating }) => mutating)).toEqual([]);
  });

  it('is refused when an object is not there', async () => {
    const service = await openReplicated();
    addOld(service);
    expect((await refusal(service)).message).toContain('1 missing or older, such as a/old.jpg');
  });

  it('is refused when a replica is too far behind', async () => {
    const service = await openReplicated();
    const replica = regionOf(service.wire.world, 'eu-west-2').dbInstances.get('orders-prod-replica');
    if (replica !== undefined) replica.baseLagMs = 300_000;
    service.wire.advance(300_000);
    expect((await refusal(service)).problems.map(({ resource }) => resource)).toEqual(['orders']);
  });

  it('is refused when a side cannot be asked: nothing is known of it', async () => {
    const service = await openReplicated();
    setRegionCondition(service.wire.world, 'eu-west-2', 'dark');
    expect((await refusal(service)).problems.length).toBeGreaterThan(2);
  });

  it('is refused when nobody can tell whether the side that is left alone takes writes', async () => {
    const service = await openReplicated();
    setRegionCondition(service.wire.world, 'eu-west-1', 'dark');
    expect((await refusal(service)).problems.length).toBeGreaterThan(0);
  });

  it('looks at what goes home, and at nothing else', async () => {
    const service = await openReplicated();
    addOld(service);
    await expect(requireSync(service.session, direction, ['orders'])).resolves.not.toEqual([]);
    await refusal(service, ['media']);
    const { session } = service;
    const none = { ...session, config: { ...session.config, resources: [] } };
    await expect(requireSync(none, direction)).resolves.toEqual([]);
  });
});

import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createAws } from '../../../src/aws/clients.ts';
import { chain } from '../../../src/engine/journal.ts';
import type { Lease, RunRecord, RunStore } from '../../../src/engine/run-store.ts';
import { classify } from '../../../src/error-class.ts';
import { addBucket } from '../../../src/simulator/builders.ts';
import { virtualClock } from '../../../src/simulator/clock.ts';
import { addFault } from '../../../src/simulator/faults.ts';
import { s3Store } from '../../../src/store/s3-store.ts';
import { awsWire, type Wire } from '../../kinds/wire.ts';
import { bodyOf, serving } from '../loopback.ts';

const witness = { bucket: 'witness', region: 'eu-central-1' };

async function open(
  bucket = 'witness',
): Promise<{ readonly wire: Wire; readonly store: RunStore; readonly second: RunStore }> {
  const wire = await awsWire((world) => {
    addBucket(world, { name: bucket, region: 'eu-central-1' });
  });
  onTestFinished(wire.close);
  const make = (): RunStore =>
    s3Store({ aws: wire.outside.aws, witness, clock: virtualClock(wire.now()), classify });
  return { wire, store: make(), second: make() };
}

function record(run: string, declaredAt = 0, service = 'toys'): RunRecord {
  const plan = {} as RunRecord['plan']; // The store never looks into a plan.
  return {
    schemaVersion: 1,
    run,
    service,
    declaredAt,
    actor: 'ann',
    reason: 'drill',
    configDigest: '',
    plan,
  };
}

const entries = chain(
  [1, 2, 3, 4].map((at) => ({ type: 'resume' as const, at })),
  { seq: 0, hash: '' },
);

const lease = (run: string, expiresAt: number, holder = 'here/1'): Lease => ({ run, holder, expiresAt });

describe('a journal in a bucket', () => {
  it('keeps what was appended, in order', async () => {
    const { store } = await open();
    await store.create(record('fo-1'));
    await store.append('fo-1', entries.slice(0, 1));
    await store.append('fo-1', entries.slice(1, 3));
    await store.append('fo-1', entries.slice(3));
    expect((await store.read('fo-1'))?.entries).toEqual(entries);
    expect(await store.read('fo-2')).toBeUndefined();
  });

  it('lets only one of two processes write an entry', async () => {
    const { store, second } = await open();
    await store.create(record('fo-1'));
    const other = chain([{ type: 'resume', at: 99 }], { seq: 0, hash: '' });
    const both = await Promise.allSettled([
      store.append('fo-1', entries.slice(0, 1)),
      second.append('fo-1', other),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { problems: [{ code: 'LEASE_LOST' }] },
    });
    expect((await store.read('fo-1'))?.entries).toHaveLength(1);
  });

  it('takes an entry for written whose answer was lost', async () => {
    const { wire, store } = await open();
    await store.create(record('fo-1'));
    addFault(wire.faults, { service: 's3', operation: 'PutObject', times: 1, effect: { kind: 'dropAfter' } });
    await store.append('fo-1', entries.slice(0, 2));
    await store.append('fo-1', entries.slice(2));
    expect((await store.read('fo-1'))?.entries).toEqual(entries);
  });

  it('outlasts throttling and errors of the server', async () => {
    const { wire, store } = await open();
    await store.create(record('fo-1'));
    addFault(wire.faults, { service: 's3', operation: 'PutObject', times: 2, effect: { kind: 'throttle' } });
    addFault(wire.faults, { service: 's3', operation: 'PutObject', times: 1, effect: { kind: 'error5xx' } });
    await store.append('fo-1', entries);
    expect((await store.read('fo-1'))?.entries).toEqual(entries);
  });

  it('names the bucket when it does not exist', async () => {
    const { store } = await open('another');
    await expect(store.create(record('fo-1'))).rejects.toThrow(/witness bucket witness in eu-central-1/);
    await expect(store.read('fo-1')).rejects.toThrow(/witness bucket witness in eu-central-1/);
  });
});

describe('runs in a bucket', () => {
  it('are listed newest first, each service by itself', async () => {
    const { store } = await open();
    await store.create(record('fo-1', 1_000));
    await store.create(record('fo-3', 3_000));
    await store.create(record('fo-2', 2_000));
    await store.create(record('fo-9', 9_000, 'others'));
    expect(await store.list('toys')).toEqual(['fo-3', 'fo-2', 'fo-1']);
    expect(await store.list('nobody')).toEqual([]);
  });

  it('cannot be named out of their folder', async () => {
    const { store } = await open();
    await expect(store.read('../../secrets')).rejects.toMatchObject({ problems: [{ code: 'RUN_UNKNOWN' }] });
  });

  it('keep the requests that operators leave until they are in the journal', async () => {
    const { store, second } = await open();
    await store.create(record('fo-1'));
    await second.request('fo-1', { type: 'operator-abort', at: 5, actor: 'ann', reason: 'enough' });
    const left = await store.readRequests('fo-1');
    expect(left).toMatchObject([
      { request: { type: 'operator-abort', at: 5, actor: 'ann', reason: 'enough' } },
    ]);
    expect(await store.readRequests('fo-1')).toEqual(left);
    await store.dropRequests(
      'fo-1',
      left.map(({ name }) => name),
    );
    expect(await store.readRequests('fo-1')).toEqual([]);
  });
});

describe('a lease in a bucket', () => {
  it('is taken by one of many that want it at once', async () => {
    const { store, second } = await open();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        (index % 2 === 0 ? store : second).acquireLease('toys', lease(`fo-${index}`, 1_000), 0),
      ),
    );
    expect(answers.filter(({ acquired }) => acquired)).toHaveLength(1);
  });

  it('is not taken from a run that holds it, and is by one of many when it has expired', async () => {
    const { store, second } = await open();
    await store.acquireLease('toys', lease('fo-1', 1_000), 0);
    expect(await second.acquireLease('toys', lease('fo-2', 2_000), 999)).toEqual({
      acquired: false,
      lease: lease('fo-1', 1_000),
    });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        second.acquireLease('toys', lease(`fo-1${index}`, 5_000), 1_001),
      ),
    );
    expect(answers.filter(({ acquired }) => acquired)).toHaveLength(1);
  });

  it('is prolonged by its holder only', async () => {
    const { store, second } = await open();
    const first = await store.acquireLease('toys', lease('fo-1', 1_000), 0);
    if (!first.acquired) expect.fail();
    const renewed = await store.renewLease('toys', lease('fo-1', 2_000), first.tag);
    expect(renewed.acquired).toBe(true);
    await second.acquireLease('toys', lease('fo-2', 9_000), 2_001);
    if (!renewed.acquired) expect.fail();
    expect(await store.renewLease('toys', lease('fo-1', 3_000), renewed.tag)).toEqual({
      acquired: false,
      lease: lease('fo-2', 9_000),
    });
  });

  it('is held although the answer to taking or prolonging it was lost', async () => {
    const { wire, store } = await open();
    addFault(wire.faults, { service: 's3', operation: 'PutObject', times: 1, effect: { kind: 'dropAfter' } });
    const first = await store.acquireLease('toys', lease('fo-1', 1_000), 0);
    if (!first.acquired) expect.fail();
    addFault(wire.faults, { service: 's3', operation: 'PutObject', times: 1, effect: { kind: 'dropAfter' } });
    expect((await store.renewLease('toys', lease('fo-1', 2_000), first.tag)).acquired).toBe(true);
  });

  it('is given back by its holder only', async () => {
    const { store } = await open();
    const held = await store.acquireLease('toys', lease('fo-1', 1_000), 0);
    if (!held.acquired) expect.fail();
    await store.releaseLease('toys', '"another"');
    expect(await store.readLease('toys')).toEqual(lease('fo-1', 1_000));
    await store.releaseLease('toys', held.tag);
    expect(await store.readLease('toys')).toBeUndefined();
  });

  it.each([
    ['If-None-Match', 'if-none-match'],
    ['If-Match', 'if-match'],
  ])('is refused by a store that does not heed %s, and nothing is left behind', async (_, ignored) => {
    const objects = new Map<string, string>();
    const port = await serving((request, response) => {
      void bodyOf(request).then((body) => {
        const key = request.url?.split('?')[0] ?? '';
        const stored = objects.get(key);
        const heeds = (header: string): boolean => header in request.headers && header !== ignored;
        const refused =
          (heeds('if-none-match') && stored !== undefined) ||
          (heeds('if-match') && request.headers['if-match'] !== '"e"');
        if (request.method === 'PUT' && !refused) objects.set(key, body);
        if (request.method === 'DELETE') objects.delete(key);
        const missing = request.method === 'GET' && stored === undefined;
        response.writeHead(refused ? 412 : missing ? 404 : 200, { etag: '"e"' }).end();
      });
    });
    vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const credentials = () => Promise.resolve({ accessKeyId: 'k', secretAccessKey: 's' });
    const aws = createAws({ homeRegion: 'eu-west-2', credentials });
    const store = s3Store({ aws, witness, clock: virtualClock(0), classify });
    await expect(store.acquireLease('toys', lease('fo-1', 1_000), 0)).rejects.toMatchObject({
      problems: [{ code: 'UNSUPPORTED', message: expect.stringContaining('two runs apart') as string }],
    });
    expect(objects.size).toBe(0);
  });
});

import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { addFault } from '../../src/simulator/faults.ts';
import type { FaultEffect } from '../../src/simulator/faults.ts';
import { findRequests } from '../../src/simulator/request-log.ts';
import { effectsOf, stateOf } from './lomash-wood.ts';
import { abort, openLomashWood, problemsOf, retry, skip } from './service.ts';
import type { Service, ServiceOptions } from './service.ts';

// A whole run each; a machine that does other things as well takes its time.
vi.setConfig({ testTimeout: 120_000 });

async function open(variant: string, options?: ServiceOptions): Promise<Service> {
  const service = await openLomashWood(variant, options);
  onTestFinished(() => service.close());
  return service;
}

/** What stopped a run or a plan, by its code. */
async function thrownBy(work: Promise<unknown>) {
  return problemsOf(
    await work.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
}

const databases = [
  'auth',
  'products',
  'orders',
  'appointments',
  'content',
  'customers',
  'notifications',
  'analytics',
];

function expectNothingTwice({ running }: Service): void {
  expect(Object.entries(effectsOf(running)).filter(([, count]) => count !== 1)).toEqual([]);
}

describe('what the config says and the world does not have', () => {
  it('is named, each resource with its region, before anything is touched', async () => {
    const service = await open('dark', {
      edit: (config) =>
        config.replace('eu-west-2: lomash-${each}-prod-replica', 'eu-west-2: lomash-${each}-prod-copy'),
    });
    const { problems } = await service.plan();
    expect(problems).toHaveLength(databases.length);
    expect(problems[2]).toMatchObject({
      code: expect.stringMatching(/^(REPLICA|RESOURCE)_MISSING$/) as string,
      resource: 'databases/orders',
      region: 'eu-west-2',
      message: expect.stringContaining('lomash-orders-prod-copy') as string,
    });
    expect((await thrownBy(service.failover())).map(({ code }) => code)).toEqual(['PLAN_BLOCKED']);
    expect(findRequests(service.running.log, { mutating: true })).toEqual([]);
  });
});

describe('a call that is denied', () => {
  it('is named with its action and resource, is not repeated, and goes through once it is allowed', async () => {
    const service = await open('dark', { quick: true });
    const { world, log } = service.running;
    world.deniedActions.add('rds:PromoteReadReplica');
    const stopped = await service.failover();
    expect(stopped.result).toBe('stopped');
    expect(stopped.problems).toHaveLength(databases.length);
    for (const { code, message } of stopped.problems) {
      expect(code).toBe('DENIED');
      expect(message).toContain('rds:PromoteReadReplica');
      expect(message).toMatch(/arn:aws:rds:eu-west-2:111122223333:db:lomash-\w+-prod-replica/);
    }
    expect(findRequests(log, { operation: 'PromoteReadReplica' })).toHaveLength(databases.length);
    world.deniedActions.clear();
    const done = await service.resume(...databases.map((name) => retry(`databases/${name}:promote`)));
    expect(done.result).toBe('done');
    expectNothingTwice(service);
  });
});

describe('a call that fails in passing', () => {
  const operations = [
    'PromoteReadReplica',
    'CreateCacheCluster',
    'UpdateNodegroupConfig',
    'CreateCase',
    'ChangeResourceRecordSets',
    'patch secrets',
    'patch deployments/scale',
  ];
  const effects: [string, FaultEffect][] = [
    ['throttled', { kind: 'throttle' }],
    ['answered with 503', { kind: 'error5xx' }],
    ['dropped before it takes effect', { kind: 'drop' }],
    ['dropped after it has taken effect', { kind: 'dropAfter' }],
  ];

  it.each(effects)(
    'is made again when it is %s, for every change of the run, and nothing is done twice',
    async (_, effect) => {
      const service = await open('dark', { quick: true });
      for (const operation of operations) {
        const region = operation.startsWith('patch') ? { region: 'eu-west-2' } : {};
        addFault(service.running.faults, { operation, ...region, times: 1, effect });
      }
      expect(await service.failover()).toMatchObject({ result: 'done', problems: [] });
      expect(service.running.faults.entries.map(({ hit }) => hit)).toEqual(operations.map(() => 1));
      const { databases: promoted, supportCases, caches } = stateOf(service.running);
      expect(promoted.filter(({ writable }) => writable)).toHaveLength(databases.length);
      expect([supportCases, caches.length]).toEqual([1, 1]);
    },
  );
});

describe('an operation that the endpoint does not have', () => {
  const missing: FaultEffect = { kind: 'error5xx', status: 501, code: 'NotImplemented' };

  it('is named by the plan at once', async () => {
    const service = await open('dark');
    const operation = 'DescribeDBInstances';
    addFault(service.running.faults, { operation, region: 'eu-west-2', effect: missing });
    const { problems } = await service.plan();
    expect(problems[0]).toMatchObject({ code: 'UNSUPPORTED' });
    expect(problems[0]?.message).toContain('rds:DescribeDBInstances');
    expect(findRequests(service.running.log, { operation, region: 'eu-west-2' })).toHaveLength(1);
  });

  it('stops the run at its first use and is not tried again', async () => {
    const service = await open('dark', { quick: true });
    const operation = 'ChangeResourceRecordSets';
    addFault(service.running.faults, { operation, effect: missing });
    const { result, problems } = await service.failover();
    expect(result).toBe('stopped');
    expect(problems.map(({ code, step }) => [code, step])).toEqual([['UNSUPPORTED', 'dns:upsert']]);
    expect(problems[0]?.message).toContain('route53:ChangeResourceRecordSets');
    expect(findRequests(service.running.log, { operation })).toHaveLength(1);
  });
});

describe('a promotion that fails', () => {
  it('stops what depends on it and nothing else; the operator who has mended it skips it', async () => {
    const service = await open('promotion-fails', { quick: true });
    const stopped = await service.failover({ mode: 'unplanned' });
    expect(stopped).toMatchObject({
      result: 'stopped',
      problems: [{ code: 'STEP_BROKEN', step: 'databases/orders:promote', found: 'incompatible-restore' }],
    });
    const { databases: seen, records } = stateOf(service.running);
    expect(seen.filter(({ writable }) => writable)).toHaveLength(databases.length - 1);
    expect(records[0], 'traffic has not moved').toContain('PRIMARY lomash-api-eu-west-1');
    const orders = service.running.world.regions
      .get('eu-west-2')
      ?.dbInstances.get('lomash-orders-prod-replica');
    Object.assign(orders ?? {}, { status: 'available', writable: true, sourceArn: undefined });
    expect((await service.resume(skip('databases/orders:promote'))).result).toBe('done');
    expectNothingTwice(service);
  });
});

describe('a deployment that never becomes ready', () => {
  it('is named with what was found, keeps traffic where it is, and the run can be given up', async () => {
    const service = await open('dark');
    const workload = service.running.clusters[1]?.workloads.get('lomash-wood/product-service');
    if (workload) workload.crashes = true;
    expect(await service.failover()).toMatchObject({
      result: 'stopped',
      problems: [
        { code: 'STEP_BROKEN', step: 'services:scale(product-service)', found: '0 of 3 pods are ready' },
      ],
    });
    expect(findRequests(service.running.log, { operation: 'ChangeResourceRecordSets' })).toEqual([]);
    expect((await service.resume(abort)).result).toBe('aborted');
  });
});

describe('credentials that expire in mid-run', () => {
  it('stop the run with that reason, and with new ones it is resumed without doing anything twice', async () => {
    const service = await open('dark', { quick: true });
    const { world, log, clock } = service.running;
    const [key] = world.accessKeys.values();
    log.beforeAnswer = ({ operation }) => {
      if (operation === 'PromoteReadReplica' && key !== undefined) key.expiresAt = clock.now() - 1;
    };
    const [problem] = await thrownBy(service.failover());
    expect(problem).toMatchObject({ code: 'CREDENTIALS_EXPIRED' });
    log.beforeAnswer = undefined;
    if (key !== undefined) key.expiresAt = undefined;
    expect((await service.resume()).result).toBe('done');
    expectNothingTwice(service);
  });
});

describe('a second run of the same service', () => {
  it('is refused while the first is going on, and while it is unfinished', async () => {
    const service = await open('promotion-fails', { quick: true });
    const first = service.failover({ mode: 'unplanned' });
    const [held] = await thrownBy(
      Promise.race([first.then(() => Promise.reject(new Error('over'))), second(service)]),
    );
    expect(held?.code).toBe('LEASE_HELD');
    const { run } = await first;
    const [unfinished] = await thrownBy(service.failover({ mode: 'unplanned', only: ['aws-support'] }));
    expect(unfinished).toMatchObject({ code: 'RUN_UNFINISHED', found: run });
    expect(unfinished?.fix).toContain(`resume ${run}`);
  });
});

/** Begins as soon as the first run holds the lease. */
async function second(service: Service): Promise<unknown> {
  await new Promise<void>((resolve) => {
    service.running.log.beforeAnswer = ({ operation }) => {
      if (operation === 'PromoteReadReplica') resolve();
    };
  });
  return await service.failover({ mode: 'unplanned' });
}

describe('a replica that is too far behind', () => {
  it('is refused with its lag, and promoted with the loss told when that is accepted', async () => {
    const service = await open('lagging', { quick: true });
    const mode = 'unplanned';
    const { problems } = await service.plan({ mode });
    expect(problems).toMatchObject([{ code: 'REPLICA_TOO_FAR_BEHIND', resource: 'databases/orders' }]);
    expect((await thrownBy(service.failover({ mode }))).map(({ code }) => code)).toEqual(['PLAN_BLOCKED']);
    expect(findRequests(service.running.log, { mutating: true })).toEqual([]);
    const { result, rpo } = await service.failover({ mode, acceptDataLoss: true });
    expect(result).toBe('done');
    expect(rpo?.source).toContain('databases/orders');
    expect(rpo?.ms).toBeGreaterThanOrEqual(40 * 60_000);
  });
});

describe('a region that is not dark', () => {
  it('is left without losing anything: writers stopped, replicas drained, then promoted', async () => {
    const service = await open('healthy');
    expect(await service.failover()).toMatchObject({
      result: 'done',
      rpo: { ms: 0, known: true },
      unfenced: [],
    });
    const replicas = stateOf(service.running).workloads.map((workload) => [
      ...new Set(Object.values(workload.replicas)),
    ]);
    expect(replicas).toEqual([['0 of 0'], ['3 of 3']]);
    const order = service.events.flatMap((event) => (event.type === 'step-done' ? [event.step] : []));
    const ends = [
      'services:fence(order-payment-service)',
      'databases/orders:drain',
      'databases/orders:promote',
    ];
    expect(order.filter((step) => ends.includes(step))).toEqual(ends);
    expectNothingTwice(service);
  });

  it('is left although it refuses every second change', async () => {
    const service = await open('degraded', { quick: true });
    expect(await service.failover()).toMatchObject({ result: 'done', problems: [], unfenced: [] });
    expectNothingTwice(service);
  });
});

describe('traffic that moves by a switch', () => {
  it('needs no control plane of Route 53', async () => {
    const service = await open('stop-switch', {
      quick: true,
      edit: (config) =>
        config.replace(
          /\n {2}dns:\n[\s\S]*?\n\n/,
          '\n  dns:\n    kind: route53-switch\n    eu-west-2: { bucket: lomash-wood-failover-stop, key: stop-eu-west-1 }\n\n',
        ),
    });
    expect(await service.failover({ mode: 'unplanned' })).toMatchObject({ result: 'done', problems: [] });
    expect(findRequests(service.running.log, { operation: 'ChangeResourceRecordSets' })).toEqual([]);
    const bucket = service.running.world.buckets.get('lomash-wood-failover-stop');
    expect([...(bucket?.objects.keys() ?? [])]).toEqual(['stop-eu-west-1']);
  });
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { parseConfig } from '../../../src/config/parse.ts';
import type { RunSummary } from '../../../src/events.ts';
import { kinds } from '../../../src/kinds/registry.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { addObject } from '../../../src/simulator/builders.ts';
import { resolveRecord } from '../../../src/simulator/resolve-record.ts';
import type { Timings } from '../../../src/simulator/timings.ts';
import { regionOf, setRegionCondition } from '../../../src/simulator/world.ts';
import { project } from '../program.ts';
import { retry } from '../service.ts';
import { changesOf, openRunbook } from './runbook-service.ts';
import type { RunbookService, Wish } from './runbook-service.ts';
import { snapshotOf, worldDiff } from './world-diff.ts';
import type { Allowed, Snapshot } from './world-diff.ts';

// Whole runs; a machine that does other things as well takes its time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const home = 'eu-west-1';
const standby = 'eu-west-2';
const MINUTE = 60_000;
const away: Wish = { from: home, to: standby, operation: 'failover' };
const behindStandby: Wish = { from: home, to: standby, operation: 'reprotect' };
const back: Wish = { from: standby, to: home, operation: 'failback' };
const behindHome: Wish = { from: standby, to: home, operation: 'reprotect' };

const databases = [
  ...['auth', 'products', 'orders', 'appointments'],
  ...['content', 'customers', 'notifications', 'analytics'],
];
const zone = 'Z08LOMASHWOOD0000001';
const upload = 'kitchens/ash.jpg';

/** What is not as it was after a failover and a failback, and cannot be. */
const mustDiffer: readonly Allowed[] = [
  { path: /\/dbInstances\/lomash-[\w-]+-before-fo-/, reason: 'old primaries are kept' },
  { path: /\/dbInstances\/lomash-\w+-prod(-replica)?\/resourceId$/, reason: 'a rebuilt instance is new' },
  { path: /\/eu-west-1\/dbInstances\/lomash-\w+-prod\/writing$/, reason: 'nobody writes in this world' },
  {
    path: /^buckets\/lomash-wood-media-prod-replica\/replication\//,
    reason: 'the rule that leads back, which the first reprotect has made for the next failover',
  },
  {
    path: /^kubernetes\/eu-west-2\/lomash-wood\/secrets\/lomash-wood\/[\w-]+\/data\//,
    reason: 'the secrets in eu-west-2 name the stores of their own region and stay so',
  },
];

const whileAway: Allowed = {
  path: /^buckets\/lomash-wood-media-prod(-replica)?\/objects\/kitchens\/ash\.jpg/,
  reason: 'what users have uploaded meanwhile',
};

/** A service of this test; stages are held for no longer than DNS needs, and a replica is there soon. */
async function open(
  edit = (config: string) => config,
  timings: Partial<Timings> = {},
): Promise<RunbookService> {
  const service = await openRunbook('lomash-wood', 'healthy', (config) =>
    edit(config.replace('hold: 10m', 'hold: 2m')),
  );
  Object.assign(service.running.world.timings, {
    createReplicaMs: MINUTE,
    modifyDbInstanceMs: 20_000,
    renameDbInstanceMs: 10_000,
    ...timings,
  });
  return service;
}

/** Whether these steps stand in the plan in this order. */
function inOrder({ steps }: Plan, ...ids: readonly string[]): boolean {
  const positions = ids.map((id) => steps.findIndex((step) => step.id === id));
  return positions.every((position, index) => position > (positions[index - 1] ?? -1));
}

function recordsIn({ running }: RunbookService): readonly ResourceRecordSet[] {
  return running.world.hostedZones.get(zone)?.records ?? [];
}

function led({ running }: RunbookService): string | undefined {
  return resolveRecord(running.world, 'api.lomashwood.com', 'A')?.region;
}

/** Replicas that the deployments of a region ask for; each number once. */
function replicasIn({ running }: RunbookService, region: string): readonly unknown[] {
  const cluster = running.clusters.find((each) => each.region === region);
  const found = [...(cluster?.objects.get('deployments')?.values() ?? [])];
  return [...new Set(found.map(({ spec }) => (spec as { replicas?: number }).replicas))];
}

/** How many pods run in a region, and in which regions their databases are. */
function answeringIn(
  { running: { clusters } }: RunbookService,
  region: string,
): readonly [pods: number, databases: readonly string[]] {
  const pods = [...(clusters.find((cluster) => cluster.region === region)?.pods.values() ?? [])].filter(
    ({ started, leaving }) => started && !leaving,
  );
  const hosts = pods.flatMap(({ databaseHost }) => databaseHost ?? []);
  return [pods.length, [...new Set(hosts.map((host) => /eu-west-\d/.exec(host)?.[0] ?? host))]];
}

/** What one wish led to. */
interface Leg {
  readonly plan: Plan;
  readonly summary: RunSummary;
  readonly changes: Readonly<Record<string, number>>;
}

async function leg(service: RunbookService, wish: Wish): Promise<Leg> {
  const plan = await service.plan(wish);
  const from = service.running.log.entries.length;
  const summary = await service.run(wish);
  return { plan, summary, changes: changesOf(service.running, from) };
}

describe('Lomash Wood there and back, eu-west-1 being lost and ElastiCache refusing at first', () => {
  let service: RunbookService;
  let before: Snapshot;
  let after: Snapshot;
  let stopped: RunSummary;
  let failover: Leg;
  let reprotect: Leg;
  let failback: Leg;
  let rest: Leg;
  let synced: boolean | undefined;
  const weights: (readonly (number | undefined)[])[] = [];
  const inLondon: (readonly [pods: number, databases: readonly string[]])[] = [];

  beforeAll(async () => {
    service = await open();
    const { running } = service;
    before = snapshotOf(running);
    setRegionCondition(running.world, home, 'dark');
    const plan = await service.plan(away);
    const from = running.log.entries.length;
    running.world.deniedActions.add('elasticache:CreateCacheCluster');
    stopped = await service.run(away);
    running.world.deniedActions.clear();
    const summary = await service.resume(retry('sessions:create'));
    failover = { plan, summary, changes: changesOf(running, from) };
    setRegionCondition(running.world, home, 'healthy');
    await running.clock.sleep(60 * MINUTE);
    const replica = running.world.buckets.get('lomash-wood-media-prod-replica');
    if (replica) addObject(running.world, replica, { key: upload, body: Buffer.from('ash') });
    reprotect = await leg(service, behindStandby);
    synced = running.world.buckets.get('lomash-wood-media-prod')?.objects.has(upload);
    running.log.beforeAnswer = ({ operation, outcome }) => {
      if (operation !== 'ChangeResourceRecordSets' || outcome !== 'ok') return;
      weights.push(recordsIn(service).map(({ Weight }) => Weight));
      inLondon.push(answeringIn(service, standby));
    };
    failback = await leg(service, back);
    running.log.beforeAnswer = undefined;
    rest = await leg(service, behindHome);
    after = snapshotOf(running);
  });
  afterAll(() => service.close());

  it('"Regional Failover Procedure": its seven steps are the plan, in an order that works', () => {
    const steps = ['aws-support:open', 'connections/orders:update', 'databases/orders:promote'];
    const then = ['services:scale(order-payment-service)', 'health:ready', 'stripe:update', 'dns:upsert'];
    const last = ['health:verify', 'smoke-test:run'];
    expect(inOrder(failover.plan, ...steps, ...then, ...last)).toBe(true);
    expect(failover.summary).toMatchObject({ result: 'done', problems: [], rpo: { ms: 800, known: true } });
    expect(failover.summary.rtoMs).toBeLessThan(30 * MINUTE);
    for (const name of databases)
      expect(failover.changes[`rds PromoteReadReplica ${standby} lomash-${name}-prod-replica`]).toBe(1);
  });

  it('"eu-west-1 is completely unavailable (AWS region outage)" is confirmed before anything is changed', () => {
    expect(failover.plan.goal).toMatchObject({ mode: 'unplanned', fromCondition: 'down' });
    expect(failover.plan.steps[0]).toMatchObject({ id: 'regions:confirm', changes: false });
  });

  it('"Scale Up EKS in eu-west-2": all nine services, from none to three, each once', () => {
    const scaled = Object.entries(failover.changes).filter(([name]) =>
      name.startsWith(`kubernetes patch deployments/scale ${standby} `),
    );
    expect(scaled).toHaveLength(9);
    expect(scaled.every(([, times]) => times === 1)).toBe(true);
  });

  it('"Update Database Connection Strings": all eight, before any pod starts that would read them', () => {
    for (const name of databases) {
      expect(failover.changes[`kubernetes patch secrets ${standby} ${name}-database`]).toBe(1);
      expect(inOrder(failover.plan, `connections/${name}:update`, 'services:scale(auth-service)')).toBe(true);
    }
  });

  it('"Update Stripe Webhook Endpoint": "If using a global domain that Route 53 handles, no change is needed", which the plan says', () => {
    const { skip } = failover.plan.steps.find(({ id }) => id === 'stripe:update') ?? {};
    expect(skip).toMatch(/global|DNS/);
  });

  it('"Trigger DNS Failover" and "Verify DNS propagation": one change of the pair, then the name servers are asked', () => {
    expect(failover.changes[`route53 ChangeResourceRecordSets us-east-1 ${zone}`]).toBe(1);
    expect(failover.plan.steps.find(({ id }) => id === 'health:verify')?.params).toMatchObject({ dns: true });
  });

  it('"Verify Failover Complete": "Expected: eu-west-2", then "Run smoke tests"', () => {
    const done = service.events.flatMap((event) => (event.type === 'step-done' ? [event.step] : []));
    const wanted = ['dns:upsert', 'health:verify', 'smoke-test:run'];
    expect(done.filter((step) => wanted.includes(step)).slice(0, 3)).toEqual(wanted);
    expect(service.config.resources.find(({ id }) => id === 'health')?.spec).toMatchObject({
      expect: { json: { region: '$to' } },
    });
  });

  it('stops where a member fails and says what; what does not need it goes on, and a retry finishes', () => {
    expect(stopped).toMatchObject({
      result: 'stopped',
      problems: [{ code: 'DENIED', step: 'sessions:create' }],
    });
    expect(failover.changes[`elasticache CreateCacheCluster ${standby} lomash-sessions`]).toBe(1);
    expect(Object.entries(failover.changes).filter(([, times]) => times > 1)).toEqual([]);
  });

  it('"2. Re-establish read replicas": a replica of the promoted instance takes the old name, the old primary is kept', () => {
    expect(reprotect.summary).toMatchObject({ result: 'done', problems: [] });
    for (const name of databases) {
      expect(inOrder(reprotect.plan, `databases/${name}:set-aside`, `databases/${name}:replicate`)).toBe(
        true,
      );
      expect(reprotect.changes[`rds CreateDBInstanceReadReplica ${home} lomash-${name}-prod`]).toBe(1);
      expect(rest.changes[`rds CreateDBInstanceReadReplica ${standby} lomash-${name}-prod-replica`]).toBe(1);
    }
  });

  it('"3. Sync any S3 objects written to eu-west-2 back to eu-west-1", and goes on replicating that way', () => {
    expect(inOrder(reprotect.plan, 'media:replicate-back', 'media:sync-back')).toBe(true);
    expect(synced).toBe(true);
    expect(failback.plan.assessments['media']?.state).not.toBe('blocked');
  });

  it('"4. Scale up EKS in eu-west-1 and verify all services healthy", before any traffic', () => {
    const ids = ['services:scale(api-gateway)', 'health:ready', 'dns:shift-10'];
    expect(inOrder(failback.plan, 'nodes:scale', ...ids)).toBe(true);
    expect(replicasIn(service, home)).toEqual([3]);
  });

  it('"5. Gradually shift traffic back using Route 53 weighted routing (10% → 50% → 100%)", and the pair is a pair again', () => {
    const shifts = failback.plan.steps.filter(({ id }) => id.startsWith('dns:')).map(({ action }) => action);
    expect(shifts).toEqual(['shift-10', 'hold-10', 'shift-50', 'hold-50', 'shift-100', 'expire']);
    expect(weights.map((pair) => [...pair].sort())).toEqual([
      [10, 90],
      [50, 50],
      [undefined, undefined],
    ]);
  });

  it('between the stages both regions answer: London on the databases of Ireland', () => {
    const serve = 'services:serve(order-payment-service)';
    const stop = ['services:fence(order-payment-service)', 'connections/orders:serve', serve];
    expect(inOrder(failback.plan, 'databases/orders:drain', ...stop.slice(1), 'dns:shift-10')).toBe(true);
    expect(inOrder(failback.plan, ...stop)).toBe(true);
    // All nine services, whenever the records change; eight of them have a database.
    expect(inLondon).toEqual([
      [27, [home]],
      [27, [home]],
      [27, [home]],
    ]);
  });

  it('"6. Scale down eu-west-2 EKS to 0 replicas": once for the promotion, so that nothing is lost, and for good when all traffic is home', () => {
    const ids = [
      'services:fence(order-payment-service)',
      'databases/orders:drain',
      'databases/orders:promote',
      'dns:shift-100',
      'services:stand-by(order-payment-service)',
      'connections/orders:leave',
    ];
    expect(inOrder(failback.plan, ...ids)).toBe(true);
    expect(failback.summary).toMatchObject({ result: 'done', problems: [], unfenced: [], rpo: { ms: 0 } });
    expect(replicasIn(service, standby)).toEqual([0]);
  });

  it('"7. Re-establish eu-west-1 as primary, eu-west-2 as standby": the world is as it was, field by field, apart from what must differ', () => {
    expect(led(service)).toBe(home);
    expect(rest.summary).toMatchObject({ result: 'done', problems: [] });
    expect(worldDiff(before, after, [...mustDiffer, whileAway])).toEqual([]);
  });

  it('"Redis (eu-west-2): Stopped; recreate on failover"', () => {
    expect(rest.changes[`elasticache DeleteCacheCluster ${standby} lomash-sessions`]).toBe(1);
    expect(regionOf(service.running.world, standby).cacheClusters.size).toBe(0);
  });

  it('opens a case with AWS Support for the failover, and none for going home', () => {
    expect(service.running.world.supportCases.size).toBe(1);
  });

  it('"A partial failover test (DNS cutover only, without promoting replicas)": pods first, then DNS there and back, then pods off', async () => {
    const { running } = service;
    await service.run({ ...away, only: ['sessions', 'session-connection', 'connections'] });
    const begun = snapshotOf(running);
    const seen: (string | undefined)[] = [];
    running.log.beforeAnswer = ({ operation }) => {
      if (operation === 'UpdateHealthCheck') seen.push(led(service));
    };
    const drill = await leg(service, { ...away, operation: 'drill', drill: 'dns' });
    running.log.beforeAnswer = undefined;
    expect(drill.summary).toMatchObject({ result: 'done', problems: [] });
    expect(
      inOrder(
        drill.plan,
        ...['services:scale(api-gateway)', 'dns:fail-check', 'dns:leave', 'dns:restore-check', 'dns:return'],
        ...['dns:expire', 'services:stand-by(api-gateway)'],
      ),
    ).toBe(true);
    expect(seen).toEqual([standby, home]);
    expect(Object.keys(drill.changes).filter((name) => name.startsWith('rds '))).toEqual([]);
    expect(worldDiff(begun, snapshotOf(running))).toEqual([]);
  });
});

it('"Verify replication lag" and "Check replication metrics": in every plan, and "replication lag < 30 seconds" is the objective that a late replica is refused for', async () => {
  const healthy = await openRunbook('lomash-wood', 'healthy');
  onTestFinished(() => healthy.close());
  const { assessments } = await healthy.plan(away);
  for (const name of databases) {
    const { lag } = assessments[`databases/${name}`] ?? {};
    expect(lag?.source).toMatch(/ReplicaLag/);
    expect(lag?.ms).toBeLessThan(30_000);
  }
  const looked = healthy.running.log.entries.map(({ operation }) => operation);
  expect(looked).toEqual(expect.arrayContaining(['GetBucketReplication', 'GetMetricData']));
  expect(healthy.config.objectives).toEqual({ rtoMs: 30 * MINUTE, rpoMs: 30_000 });
  const lagging = await openRunbook('lomash-wood', 'lagging');
  onTestFinished(() => lagging.close());
  const { problems } = await lagging.plan({ ...away, mode: 'unplanned' });
  expect(problems).toMatchObject([{ resource: 'databases/orders', region: standby }]);
});

it('"UK data residency requirement": a standby or a witness outside the regions that are allowed is refused', async () => {
  const text = await readFile(join(project, 'docs/examples/lomash-wood/failover.yml'), 'utf8');
  const rulesBroken = (config: string) =>
    parseConfig({ text: config, file: 'failover.yml', registry: kinds }).diagnostics.map(({ rule }) => rule);
  expect(rulesBroken(text)).toEqual([]);
  const elsewhere = text.replace('witness, region: eu-central-1', 'witness, region: us-east-1');
  expect(rulesBroken(elsewhere)).toEqual(['region-outside-residency']);
  expect(rulesBroken(text.replace('residency: [eu-west-1, eu-west-2,', 'residency: [eu-west-1,'))).toEqual([
    'region-outside-residency',
  ]);
});

it('leaves a home that is well without losing anything, is sent back by its guard on the way home, and goes on when told to retry', async () => {
  const service = await open((config) => config.replace('stages: [10, 50, 100]', 'stages: [50, 100]'), {
    promotionMs: [20_000, 30_000],
    createReplicaMs: 20_000,
    createCacheMs: 20_000,
    nodegroupScaleMs: 20_000,
  });
  onTestFinished(() => service.close());
  const { running } = service;
  const before = snapshotOf(running);
  const there = await service.run(away);
  expect(there).toMatchObject({ result: 'done', problems: [], unfenced: [], rpo: { ms: 0, known: true } });
  expect(await service.run(behindStandby)).toMatchObject({ result: 'done', problems: [] });

  const orders = regionOf(running.world, home).dbInstances.get('lomash-orders-prod');
  running.log.beforeAnswer = ({ operation, outcome }) => {
    if (operation !== 'ChangeResourceRecordSets' || outcome !== 'ok' || orders === undefined) return;
    orders.writable = false;
    running.log.beforeAnswer = undefined;
  };
  const stopped = await service.run(back);
  expect(stopped).toMatchObject({
    result: 'stopped',
    problems: [{ code: 'CHECK_FAILED', step: 'dns:hold-50' }],
  });
  expect(recordsIn(service).map(({ Failover }) => Failover)).toContain('PRIMARY');
  if (orders) orders.writable = true;
  expect(await service.resume(retry('dns:hold-50'))).toMatchObject({ result: 'done', problems: [] });
  expect(await service.run(behindHome)).toMatchObject({ result: 'done', problems: [] });
  expect(worldDiff(before, snapshotOf(running), mustDiffer)).toEqual([]);
});

it('"1. Restore all RDS instances in eu-west-1 from snapshots taken from eu-west-2 promoted instances": with `rebuild: snapshot`, while the service stands still', async () => {
  const service = await open((config) => config.replace('rebuild: replica', 'rebuild: snapshot'));
  onTestFinished(() => service.close());
  for (const replica of regionOf(service.running.world, standby).dbInstances.values())
    Object.assign(replica, { sourceArn: undefined, writable: true, backupRetentionDays: 7 });
  const plan = await service.plan(back);
  const ids = ['set-aside', 'snapshot', 'copy-snapshot', 'restore'].map(
    (action) => `databases/orders:${action}`,
  );
  // Its address is known when it has been restored, so writers stop before connection strings can be changed.
  expect(inOrder(plan, ...ids, 'connections/orders:update')).toBe(true);
  expect(plan.problems).toEqual([]);
  const { phase, risk } = plan.steps.find(({ id }) => id === 'databases/orders:snapshot') ?? {};
  // What a snapshot is to hold must have been written before it: it waits until writers have been stopped.
  expect([phase, risk]).toEqual(['data', 'reversible']);
});

import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { RunSummary } from '../../../src/events.ts';
import type { Plan, Step } from '../../../src/plan/plan.ts';
import { resolveRecord } from '../../../src/simulator/resolve-record.ts';
import { regionOf, setRegionCondition } from '../../../src/simulator/world.ts';
import { retry } from '../service.ts';
import { changesOf, openRunbook } from './runbook-service.ts';
import type { RunbookService, Wish } from './runbook-service.ts';
import { snapshotOf, worldDiff } from './world-diff.ts';
import type { Allowed, Snapshot } from './world-diff.ts';

// Whole runs; a machine that does other things as well takes its time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const home = 'us-east-1';
const standby = 'us-west-2';
const away: Wish = { from: home, to: standby, operation: 'failover' };
const behindStandby: Wish = { from: home, to: standby, operation: 'reprotect' };
const back: Wish = { from: standby, to: home, operation: 'failback' };
const behindHome: Wish = { from: standby, to: home, operation: 'reprotect' };

const hourMs = 3_600_000;
const deployments = [
  'analytics-service',
  'api-gateway',
  'merchant-service',
  'notification-service',
  'payment-service',
];
const zone = 'Z05MAIPEXAMPLE000001';

/** What is not as it was after a failover and a failback, and cannot be. */
const mustDiffer: readonly Allowed[] = [
  { path: /\/dbInstances\/maip-prod-postgres(-replica)?-before-fo-/, reason: 'old primaries are kept' },
  { path: /\/dbInstances\/maip-prod-postgres(-replica)?\/resourceId$/, reason: 'a rebuilt instance is new' },
  { path: /\/us-east-1\/dbInstances\/maip-prod-postgres\/writing$/, reason: 'nobody writes in this world' },
];

/** A service of this test; stages are held for a minute, and a replica is there within two. */
async function open(variant: string, edit = (config: string) => config): Promise<RunbookService> {
  const service = await openRunbook('maip', variant, (config) =>
    edit(config.replace('hold: 10m', 'hold: 1m')),
  );
  service.running.world.timings.createReplicaMs = 2 * 60_000;
  return service;
}

async function openHere(variant: string, edit?: (config: string) => string): Promise<RunbookService> {
  const service = await open(variant, edit);
  onTestFinished(() => service.close());
  return service;
}

/** The first step with such an id. */
function stepOf({ steps }: Plan, id: string): Step | undefined {
  return steps.find((step) => step.id === id);
}

/** Whether one step stands before another in the plan. */
function isBefore({ steps }: Plan, earlier: string, later: string): boolean {
  const position = (id: string) => steps.findIndex((step) => step.id === id);
  return position(earlier) >= 0 && position(earlier) < position(later);
}

function recordsIn({ running }: RunbookService): readonly ResourceRecordSet[] {
  return running.world.hostedZones.get(zone)?.records ?? [];
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

describe('MAIP there and back, us-east-1 and with it Route 53 being lost', () => {
  let service: RunbookService;
  let before: Snapshot;
  let after: Snapshot;
  let failover: Leg;
  let tooEarly: Plan;
  let reprotect: Leg;
  let failback: Leg;
  let ended: RunSummary;
  let answered: string | undefined;
  const weights: (readonly (number | undefined)[])[] = [];

  beforeAll(async () => {
    service = await open('healthy');
    const { running } = service;
    const { world, clock } = running;
    before = snapshotOf(running);
    setRegionCondition(world, home, 'dark');
    failover = await leg(service, away);
    answered = resolveRecord(world, 'api.maip.example.com', 'A')?.region;
    setRegionCondition(world, home, 'healthy');
    await clock.sleep(hourMs);
    tooEarly = await service.plan(back);
    reprotect = await leg(service, behindStandby);
    const kafka = regionOf(world, home).kafkaClusters.get('maip-prod-kafka');
    running.log.beforeAnswer = ({ operation, outcome }) => {
      if (operation !== 'ChangeResourceRecordSets' || outcome !== 'ok') return;
      weights.push(recordsIn(service).map(({ Weight }) => Weight));
      if (weights.length === 1) Object.assign(kafka ?? {}, { state: 'FAILED' });
    };
    failback = await leg(service, back);
    Object.assign(kafka ?? {}, { state: 'ACTIVE' });
    ended = await service.resume(retry('dns:hold-10'));
    running.log.beforeAnswer = undefined;
    await service.run(behindHome);
    after = snapshotOf(running);
  });
  afterAll(() => service.close());

  it('does nothing twice', () => {
    expect([failover, reprotect].map(({ summary }) => summary.result)).toEqual(['done', 'done']);
    for (const { changes } of [failover, reprotect, failback]) {
      const repeated = Object.entries(changes).filter(([name, times]) => times > 1 && !name.includes(zone));
      expect(repeated).toEqual([]);
    }
  });

  it('"Runbook Checklist": its nine items are the plan, in an order that works', () => {
    const { plan } = failover;
    const items: [item: string, step: string][] = [
      ['Verify primary is down', 'regions:confirm'],
      ['Scale DR EKS nodes', 'nodes:scale'],
      ['Promote RDS replica; wait for RDS to be available', 'database:promote'],
      ...deployments.map((name): [string, string] => ['Scale DR deployments', `services:scale(${name})`]),
      ['Verify services healthy', 'api:ready'],
      ['Update Route 53', 'switch:put'],
      ['Verify API responding', 'api:verify'],
      ['Notify stakeholders', 'stakeholders:end'],
    ];
    const ids = plan.steps.map(({ id }) => id);
    expect(items.map(([, step]) => step).filter((step) => !ids.includes(step))).toEqual([]);
    const positions = items.map(([, step]) => ids.indexOf(step));
    expect(positions).toEqual([...positions].sort((one, other) => one - other));
  });

  it('"Verify Primary is Down": "Should timeout or show NotReady" is found out first, and once more before anything is changed', () => {
    expect(failover.plan.goal).toMatchObject({ mode: 'unplanned', fromCondition: 'down' });
    expect(failover.plan.steps[0]).toMatchObject({ id: 'regions:confirm', changes: false });
    // Whoever has subscribed may be told meanwhile; nothing of the service is touched.
    const done = service.events.flatMap((event) => (event.type === 'step-done' ? [event.step] : []));
    expect(done.filter((step) => step !== 'stakeholders:begin')[0]).toBe('regions:confirm');
  });

  it('"Verify DR is Serving Traffic": pods first, "Expected: HTTP 200" from the load balancer before traffic moves, and from the public name afterwards', () => {
    for (const name of deployments)
      expect(isBefore(failover.plan, `services:scale(${name})`, 'api:ready')).toBe(true);
    const done = service.events.flatMap((event) => (event.type === 'step-done' ? [event.step] : []));
    const wanted = ['api:ready', 'switch:put', 'api:verify'];
    expect(done.filter((step) => wanted.includes(step)).slice(0, 3)).toEqual(wanted);
    expect(service.config.resources.find(({ id }) => id === 'api')?.spec).toMatchObject({
      expect: { status: 200 },
    });
  });

  it('"Restore Primary Infrastructure": nodes and pods of us-east-1 go back to the size in which they stand by', () => {
    const ids = reprotect.plan.steps.map(({ id }) => id);
    expect(ids).toContain('nodes:stand-by');
    for (const name of deployments) expect(ids).toContain(`services:stand-by(${name})`);
  });

  it('"Promote RDS Read Replica": promotes it once, waits for it, and measures what was lost', () => {
    expect(failover.plan.goal.mode).toBe('unplanned');
    expect(failover.changes['rds PromoteReadReplica us-west-2 maip-prod-postgres-replica']).toBe(1);
    expect(failover.summary).toMatchObject({ result: 'done', problems: [], rpo: { known: true } });
    expect(failover.summary.rpo?.ms).toBeGreaterThanOrEqual(800);
    expect(failover.summary.rpo?.ms).toBeLessThan(60_000);
  });

  it('"Scale node group" and "Scale all deployments" --all -n maip-services --replicas=4', () => {
    expect(stepOf(failover.plan, 'nodes:scale')?.params['size']).toEqual({ desired: 8, min: 4, max: 20 });
    for (const name of deployments) {
      expect(failover.changes[`kubernetes patch deployments/scale us-west-2 ${name}`]).toBe(1);
      expect(stepOf(failover.plan, `services:scale(${name})`)?.params).toMatchObject({ replicas: 4 });
    }
  });

  it('"Update Route 53": moves the name without Route 53, which is changed in the region that is lost', () => {
    expect(answered).toBe(standby);
    expect(failover.plan.problems).toEqual([]);
    expect(failover.plan.dependencies.map(({ service: name }) => name)).not.toContain('route53');
    expect(failover.changes['s3 PutObject us-west-2 stop-us-east-1']).toBe(1);
  });

  it('"Notify stakeholders": the subscribers in the region that is activated hear of both ends', () => {
    const [topic] = regionOf(service.running.world, standby).watching.topics.values();
    expect(topic?.messages.map(({ subject }) => subject)).toEqual([
      'Failover begins: us-east-1 to us-west-2',
      'Failover is done: us-east-1 to us-west-2',
    ]);
  });

  it('"Resync RDS": "Create new replica from promoted DR database", under the old name, and keeps the old primary', () => {
    const { plan, summary, changes } = reprotect;
    expect(summary).toMatchObject({ result: 'done', problems: [] });
    expect(isBefore(plan, 'database:set-aside', 'database:replicate')).toBe(true);
    expect(changes).toMatchObject({
      'rds ModifyDBInstance us-east-1 maip-prod-postgres': 1,
      'rds CreateDBInstanceReadReplica us-east-1 maip-prod-postgres': 1,
    });
    expect([...after.keys()].some((path) => path.includes('/maip-prod-postgres-before-fo-'))).toBe(true);
  });

  it('lets the records take over from the switch only when no resolver knows better', () => {
    const { plan, changes } = reprotect;
    expect(isBefore(plan, 'dns:stand-by', 'dns:expire')).toBe(true);
    expect(stepOf(plan, 'switch:delete')?.needs.map(({ on }) => on)).toContainEqual({ step: 'dns:expire' });
    expect(changes['s3 DeleteObject us-west-2 stop-us-east-1']).toBe(1);
  });

  it('"Gradual Traffic Shift": "Update Route 53 weights: 10% → 50% → 90% → 100% to primary"', () => {
    expect(ended).toMatchObject({ result: 'done', problems: [] });
    const shifts = failback.plan.steps.filter(({ id }) => id.startsWith('dns:')).map(({ action }) => action);
    expect(shifts).toEqual([
      ...['shift-10', 'hold-10', 'shift-50', 'hold-50', 'shift-90', 'hold-90', 'shift-100', 'expire'],
    ]);
    expect(weights.slice(2).map((pair) => [...pair].sort())).toEqual([
      [10, 90],
      [50, 50],
      [10, 90],
      [undefined, undefined],
    ]);
  });

  it('takes a share back when the Kafka of home fails while it is held, and goes on when told to retry', () => {
    expect(failback.summary).toMatchObject({
      result: 'stopped',
      problems: [{ code: 'CHECK_FAILED', step: 'dns:hold-10' }],
    });
    expect(weights.slice(0, 2).map((pair) => [...pair].sort())).toEqual([
      [10, 90],
      [undefined, undefined],
    ]);
  });

  it('asks for a reprotect before that, since the switch could only send all traffic home at once', () => {
    expect(tooEarly.problems).toMatchObject([{ code: 'RESOURCE_NOT_READY', resource: 'dns' }]);
    expect(tooEarly.problems[0]?.fix).toContain('reprotect --from us-east-1 --to us-west-2');
  });

  it('leaves the world as it was, field by field, apart from what must differ', () => {
    expect(worldDiff(before, after, mustDiffer)).toEqual([]);
  });
});

it('loses nothing in a planned failover with throttled control planes, stops where a promotion is refused, and finishes by a retry', async () => {
  const service = await openHere('throttled');
  const { running } = service;
  running.world.deniedActions.add('rds:PromoteReadReplica');
  const { plan, summary: stopped } = await leg(service, away);
  expect(plan.goal.mode).toBe('planned');
  for (const name of deployments)
    expect(isBefore(plan, `services:fence(${name})`, 'database:promote')).toBe(true);
  expect(isBefore(plan, 'database:drain', 'database:promote')).toBe(true);
  expect(stopped).toMatchObject({
    result: 'stopped',
    problems: [{ step: 'database:promote', region: standby }],
  });
  expect(stopped.problems[0]?.message).toContain('rds:PromoteReadReplica');

  running.world.deniedActions.clear();
  const summary = await service.resume(retry('database:promote'));
  expect(summary).toMatchObject({ result: 'done', problems: [], unfenced: [], rpo: { ms: 0, known: true } });
  expect(running.log.entries.filter(({ outcome }) => outcome !== 'ok').length).toBeGreaterThan(6);
  expect(resolveRecord(running.world, 'api.maip.example.com', 'A')?.region).toBe(standby);
});

describe('"Common Errors"', () => {
  it('"Replica already promoted": "Use as new primary"', async () => {
    const service = await openHere('dark');
    const replica = regionOf(service.running.world, standby).dbInstances.get('maip-prod-postgres-replica');
    Object.assign(replica ?? {}, { sourceArn: undefined, writable: true, backupRetentionDays: 7 });
    const plan = await service.plan(away);
    expect(plan.problems).toEqual([]);
    expect(plan.assessments['database']?.state).toBe('done');
    expect(stepOf(plan, 'database:promote')).toBeUndefined();
  });

  it('"Pods not scheduling": "Scale node group first" is what the plan does, and what the error says where it cannot', async () => {
    const service = await openHere('dark', (config) =>
      config.replace(/ {2}nodes:\n(?: {4}.*\n)+/, '').replace('active: 4', 'active: 12'),
    );
    const stopped = await service.run(away);
    expect(stopped.result).toBe('stopped');
    expect(stopped.problems.map(({ message, fix = '' }) => `${message} ${fix}`).join('\n')).toMatch(
      /node group/,
    );
  });

  it('"DNS not propagating": "Wait" for the name servers and the TTL, which the checks do', async () => {
    const service = await openHere('healthy');
    const plan = await service.plan(back);
    expect(plan.problems).toEqual([]);
    const verify = stepOf(await service.plan(away), 'api:verify');
    expect(verify).toMatchObject({ changes: false, params: { dns: true } });
    expect(verify?.timeoutMs).toBeGreaterThanOrEqual(10 * 60_000);
  });

  it('"DynamoDB replication lag": "Monitor, usually self-corrects" is a warning and no refusal', async () => {
    const service = await openHere('healthy');
    const table = regionOf(service.running.world, standby).tables.get('maip-prod-merchant-analytics');
    const lagMs = 10 * 60_000;
    table?.inbound.set(home, { baseLagMs: lagMs, lag: [{ from: table.createdAt, mode: 'steady', lagMs }] });
    const plan = await service.plan({ ...away, mode: 'unplanned' });
    expect(plan.problems).toEqual([]);
    expect(plan.assessments['merchant-analytics']?.lag?.ms).toBe(lagMs);
    expect(plan.warnings.join('\n')).toMatch(/merchant-analytics.*10 min/);
  });
});

describe('"Health Check Commands"', () => {
  it('"MSK" state in both regions, "DynamoDB Global Table Status" with "Replicas" and "Check Replication Lag", and the zone by its name', async () => {
    const service = await openHere('healthy');
    const plan = await service.plan(away);
    expect(plan.assessments['events']?.summary).toMatch(/ACTIVE/);
    expect(plan.assessments['merchant-analytics']?.lag).toMatchObject({ ms: 900 });
    expect(service.running.log.entries.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(['ListClustersV2', 'DescribeTable', 'ListHostedZonesByName']),
    );
    const looked = service.running.log.entries.filter(({ operation }) => operation === 'ListClustersV2');
    expect(new Set(looked.map(({ region }) => region))).toEqual(new Set([home, standby]));
  });

  it('"Check Primary Region" and "Check Secondary Region": nodes, the status of the databases and the state of Kafka in both, and nothing is changed', async () => {
    const service = await openHere('healthy');
    const plan = await service.plan(away);
    const looked = (operation: RegExp) =>
      new Set(
        service.running.log.entries
          .filter((entry) => operation.test(`${entry.service} ${entry.operation} ${entry.resource ?? ''}`))
          .map(({ region }) => region),
      );
    for (const operation of [/^kubernetes list.*nodes/, / DescribeDBInstances /, / ListClustersV2 /])
      expect([...looked(operation)].sort()).toEqual([home, standby]);
    expect(plan.assessments['database']?.summary).toMatch(/maip-prod-postgres-replica/);
    expect(changesOf(service.running)).toEqual({});
  });

  it('stops at a Kafka cluster in us-west-2 that has failed', async () => {
    const service = await openHere('dark');
    const kafka = regionOf(service.running.world, standby).kafkaClusters.get('maip-prod-dr-kafka');
    Object.assign(kafka ?? {}, { state: 'FAILED' });
    const plan = await service.plan(away);
    expect(plan.problems[0]).toMatchObject({ resource: 'events', region: standby });
  });
});

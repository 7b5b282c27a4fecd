import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { parseConfig } from '../../../src/config/parse.ts';
import type { RunSummary } from '../../../src/events.ts';
import { kinds } from '../../../src/kinds/registry.ts';
import { measurementsOf, runMeasurements } from '../../../src/operations/health-metrics.ts';
import { healthOfService } from '../../../src/operations/health-service.ts';
import { holdDrills } from '../../../src/operations/drill-service.ts';
import { applyMonitoring } from '../../../src/operations/monitor-service.ts';
import { requireSync } from '../../../src/operations/require-sync.ts';
import type { Session } from '../../../src/operations/session.ts';
import { drillsOf } from '../../../src/plan/drill-report.ts';
import type { Plan, Step } from '../../../src/plan/plan.ts';
import { renderDrillMarkdown } from '../../../src/report/drill-markdown.ts';
import { addFault } from '../../../src/simulator/faults.ts';
import { resolveRecord } from '../../../src/simulator/resolve-record.ts';
import { regionOf, setRegionCondition } from '../../../src/simulator/world.ts';
import { project } from '../program.ts';
import { problemsOf, retry } from '../service.ts';
import {
  connectionsIn,
  consumersIn,
  home,
  parametersIn,
  recordsOf,
  standby,
  workers,
  writersIn,
  zone,
} from './matbakh-world.ts';
import { openDesk } from './notification-desk.ts';
import type { Desk } from './notification-desk.ts';
import { changesOf, openRunbook } from './runbook-service.ts';
import type { RunbookService, Wish } from './runbook-service.ts';
import { snapshotOf, worldDiff } from './world-diff.ts';
import type { Allowed, Snapshot } from './world-diff.ts';

// Whole runs; a machine that does other things as well takes its time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const away: Wish = { from: home, to: standby, operation: 'failover' };
const behindStandby: Wish = { from: home, to: standby, operation: 'reprotect' };
const back: Wish = { from: standby, to: home, operation: 'failback' };
const behindHome: Wish = { from: standby, to: home, operation: 'reprotect' };

const hourMs = 3_600_000;
const secret = 'connections-x1insl';

/** What is not as it was after a failover and a failback, and cannot be. */
const mustDiffer: readonly Allowed[] = [
  { path: /^distributions\/[^/]+\/revision$/, reason: 'CloudFront counts the changes of a distribution' },
  { path: /\/parameters\/.*\/versions\//, reason: 'the Parameter Store keeps former values' },
  { path: /\/secrets\/.*\/versions\/[^/]+\/(id|value|stages)/, reason: 'a secret keeps its former version' },
  { path: /\/alarms\/matbakh-api-errors\/reason$/, reason: 'an alarm is evaluated when it is looked at' },
];

/**
 * A service of this test: one stage on the way home, held no longer than resolvers need, a store in a folder, and a world that is
 * quicker than expected, since every look costs time.
 */
async function open(variant: string): Promise<RunbookService> {
  const service = await openRunbook('matbakh', variant, (config) =>
    config
      .replace('[10, 50, 100]', '[50, 100]')
      .replace('hold: 10m', 'hold: 1m')
      .replace(/^witness:.*$/m, ''),
  );
  Object.assign(service.running.world.timings, {
    ...{ auroraFailoverMs: [15_000, 20_000], auroraSwitchoverMs: [8_000, 10_000] },
    ...{ globalCacheFailoverMs: 8_000, dnsChangeMs: 8_000, eventSourceMs: 5_000 },
    ...{ provisionedConcurrencyMs: 20_000, distributionDeployMs: 45_000 },
  });
  return service;
}

async function openHere(variant: string): Promise<RunbookService> {
  const service = await open(variant);
  onTestFinished(() => service.close());
  return service;
}

/** Works with a session of the service, as a command does. */
async function within<T>(service: RunbookService, work: (session: Session) => Promise<T>): Promise<T> {
  const session = service.open(standby);
  try {
    return await work(session);
  } finally {
    session.close();
  }
}

function stepOf({ steps }: Plan, id: string): Step | undefined {
  return steps.find((step) => step.id === id);
}

/** Where these steps stand in the plan, in the order in which they are named. */
function positionsOf({ steps }: Plan, ids: readonly string[]): readonly number[] {
  return ids.map((id) => steps.findIndex((step) => step.id === id));
}

function expectInOrder(plan: Plan, ids: readonly string[]): void {
  const positions = positionsOf(plan, ids);
  expect(ids.filter((_, index) => positions[index] === -1)).toEqual([]);
  expect(positions).toEqual([...positions].sort((one, other) => one - other));
}

/** What one wish led to. */
interface Leg {
  readonly plan: Plan;
  readonly summary: RunSummary;
  readonly changes: Readonly<Record<string, number>>;
}

/** Plans and runs. */
async function leg(service: RunbookService, wish: Wish): Promise<Leg> {
  const plan = await service.plan(wish);
  const from = service.running.log.entries.length;
  const summary = await service.run(wish);
  const changes = changesOf(service.running, from);
  return { plan, summary, changes };
}

describe('matbakh there and back, Frankfurt being lost', () => {
  let service: RunbookService;
  let desk: Desk;
  let before: Snapshot;
  let failover: Leg;
  let reprotect: Leg;
  let failback: Leg;
  let shared: object;
  let resumed: RunSummary;
  let after: Snapshot;
  let alone: {
    readonly parameters: object;
    readonly connections: Record<string, string>;
    readonly dns?: string;
  };
  let numbers: readonly string[];
  const writers: (readonly string[])[] = [];
  const consumers: (readonly string[])[] = [];

  beforeAll(async () => {
    service = await open('healthy');
    desk = await openDesk();
    const { world, clock } = service.running;
    before = snapshotOf(service.running);
    setRegionCondition(world, home, 'dark');
    failover = await leg(service, away);
    alone = {
      parameters: parametersIn(service, standby),
      connections: connectionsIn(service, standby),
      dns: resolveRecord(world, 'api.matbakh.app', 'A')?.region ?? 'nowhere',
    };
    const measured = await within(service, (session) => runMeasurements(session, hourMs));
    numbers = measured.map(({ namespace, name, value }) => `${namespace}/${name} ${value}`);
    setRegionCondition(world, home, 'healthy');
    await clock.sleep(hourMs);
    reprotect = await leg(service, behindStandby);
    writers.push(writersIn(service));
    consumers.push(consumersIn(service));
    // Errors at home, as soon as traffic arrives there; they are mended before it is tried again.
    const alarm = regionOf(world, home).watching.alarms.get('matbakh-api-errors');
    Object.assign(alarm ?? {}, { state: 'ALARM', heldUntil: Number.POSITIVE_INFINITY });
    failback = await leg(service, back);
    shared = {
      region: resolveRecord(world, 'api.matbakh.app', 'A')?.region,
      weights: recordsOf(service).map(({ Weight }) => Weight),
    };
    Object.assign(alarm ?? {}, { state: 'OK', heldUntil: 0 });
    resumed = await service.resume(retry('dns:hold-50'));
    writers.push(writersIn(service));
    consumers.push(consumersIn(service));
    await service.run(behindHome);
    after = snapshotOf(service.running);
  });
  afterAll(async () => {
    await desk.close();
    await service.close();
  });

  it('"Pre-flight Checks: Validate secondary region health": is well before anything is changed, and Frankfurt really lost', () => {
    expect(failover.plan.problems).toEqual([]);
    expect(failover.plan.goal).toMatchObject({ mode: 'unplanned', fromCondition: 'down' });
    expect(failover.plan.steps[0]?.id).toBe('regions:confirm');
    expect(failover.plan.assessments['database']?.state).toBe('ready');
  });

  it('its "Failover Steps" are the plan: database, DNS, CloudFront, health, in this order, and configuration before the functions', () => {
    expectInOrder(failover.plan, [
      'database:failover',
      'health:ready',
      'dns:upsert',
      'cdn:lead',
      'health:verify',
    ]);
    expectInOrder(failover.plan, ['connections:promote', 'connections:update', 'api:scale(matbakh-api)']);
  });

  it('"Database Promotion: Promote Aurora Global secondary to primary": allowing data loss, once, and says how much', () => {
    expect(failover.plan.pointOfNoReturn).toBe('database:failover');
    expect(failover.changes['rds FailoverGlobalCluster eu-west-1 matbakh-eu-west-1']).toBe(1);
    expect(failover.summary).toMatchObject({
      ...{ result: 'done', problems: [] },
      rpo: { known: true, source: expect.stringMatching(/Lag of (cache|database)$/) as string },
    });
  });

  it('"three-metric strategy": the lag comes from AuroraGlobalDBRPOLag, in milliseconds, and says so', () => {
    expect(failover.plan.assessments['database']?.lag).toMatchObject({ source: 'AuroraGlobalDBRPOLag' });
    expect(failback.plan.assessments['database']?.lag?.ms).toBeLessThan(1_000);
  });

  it('"DNS Update: Switch Route 53 failover records": the name leads to Ireland, and cannot flip back', () => {
    expect(alone.dns).toBe(standby);
    expect(failover.changes[`route53 ChangeResourceRecordSets us-east-1 ${zone}`]).toBe(1);
  });

  it('"CloudFront Update: Update origin configuration": API and media come from Ireland', () => {
    expect(failover.changes['cloudfront UpdateDistribution us-east-1 E2MATBAKHPROD1']).toBe(1);
    expect(stepOf(failover.plan, 'cdn:lead')?.params).toMatchObject({
      wanted: {
        origins: {
          api: 'origin-eu-west-1.matbakh.app',
          media: 'matbakh-media-eu-west-1.s3.eu-west-1.amazonaws.com',
        },
      },
    });
  });

  it('"Parameter Update: Sync configuration parameters", and the secret that was a replica', () => {
    expect(alone.parameters).toMatchObject({
      '/matbakh/prod/active-region': standby,
      '/matbakh/prod/media-bucket': 'matbakh-media-eu-west-1',
      '/matbakh/prod/database/writer': expect.stringMatching(/^matbakh-eu-west-1\.cluster-/) as string,
    });
    expect(alone.connections['REDIS_URL']).toContain('matbakh-cache-eu-west-1.');
    expect(alone.connections['DATABASE_URL']).toContain('.global.rds.amazonaws.com');
    expect(failover.changes[`secretsmanager StopReplicationToReplica eu-west-1 ${secret}`]).toBe(1);
  });

  it('"Lambda Functions": the API grows, the workers start, and nobody waits for the ones that are lost', () => {
    expect(stepOf(failover.plan, 'api:scale(matbakh-api)')?.params).toMatchObject({
      wanted: { reserved: 200, provisioned: 20 },
    });
    expect(failover.summary.unfenced).toEqual(workers.map((name) => `workers:fence(${name})`));
  });

  it('"Notification Channels": mail and webhook hear of the beginning and of the end of what moves the service', () => {
    expect(desk.subjects).toEqual([
      'Failover begins: eu-central-1 to eu-west-1',
      'Failover is done: eu-central-1 to eu-west-1',
      'Failback begins: eu-west-1 to eu-central-1',
      'Failback is done: eu-west-1 to eu-central-1',
    ]);
    expect(new Set(desk.texts).size).toBe(4);
  });

  it('"Failover history tracking with RTO/RPO measurement": within 15 minutes and 1 minute, as numbers', () => {
    expect(failover.summary.rtoMs).toBeLessThan(15 * 60_000);
    expect(failover.summary.rpo?.ms).toBeLessThan(60_000);
    expect(numbers).toEqual([
      'MultiRegion/Failover/Count 1',
      expect.stringMatching(/^MultiRegion\/RTO\/Minutes \d+/) as string,
      expect.stringMatching(/^MultiRegion\/RPO\/Minutes 0\.0\d/) as string,
    ]);
  });

  it('"Re-establish replication": Aurora and the cache do so themselves, the rest is made to stand by', () => {
    expect(reprotect.summary).toMatchObject({ result: 'done', problems: [] });
    expect(reprotect.plan.warnings.join('\n')).not.toMatch(/stops the writes/);
    expect(reprotect.changes).toMatchObject({
      [`secretsmanager ReplicateSecretToRegions eu-west-1 ${secret}`]: 1,
      'lambda PutFunctionConcurrency eu-central-1 matbakh-order-worker': 1,
      'ssm PutParameter eu-central-1 active-region': 1,
    });
  });

  it('"Split-Brain Prevention: Verify only one region is accepting writes", and only one takes from the queues', () => {
    expect(writers).toEqual([[standby], [home]]);
    expect(consumers).toEqual([[standby], [home]]);
  });

  it('"Synchronize data": the way home waits until everything has arrived, and loses nothing', () => {
    expect(resumed).toMatchObject({
      ...{ result: 'done', problems: [], unfenced: [], rpo: { ms: 0, known: true } },
    });
    expectInOrder(failback.plan, [
      'workers:fence(matbakh-order-worker)',
      'cache:drain',
      'database:switchover',
    ]);
    expectInOrder(failback.plan, ['workers:fence(matbakh-order-worker)', 'media:drain', 'cache:promote']);
    expect(failback.changes['rds SwitchoverGlobalCluster eu-west-1 matbakh-eu-central-1']).toBe(1);
  });

  it('"Switch traffic back": in stages, watched by the API and its error rate, CloudFront last', () => {
    expectInOrder(failback.plan, [
      ...['dns:shift-50', 'dns:hold-50', 'dns:shift-100', 'dns:expire', 'cdn:lead', 'health:verify'],
    ]);
    expect(stepOf(failback.plan, 'dns:hold-50')?.params['guards']).toEqual([
      ...['errors.healthy', 'health.healthy'],
    ]);
  });

  it('"Switch traffic back": goes back to the stage before when errors rise at home, and on when they are mended', () => {
    expect(failback.summary).toMatchObject({
      result: 'stopped',
      problems: [{ code: 'CHECK_FAILED', step: 'dns:hold-50' }],
    });
    expect(shared).toEqual({ region: standby, weights: [undefined, undefined] });
  });

  it('does nothing twice, in either direction', () => {
    const twice = [failover, reprotect, failback].map(({ changes }) =>
      Object.keys(changes).filter((name) => (changes[name] ?? 0) > 1),
    );
    // Traffic has gone half way, and back.
    expect(twice).toEqual([[], [], [`route53 ChangeResourceRecordSets us-east-1 ${zone}`]]);
  });

  it('leaves the world as it was, field by field, apart from what must differ', () => {
    expect(worldDiff(before, after, mustDiffer)).toEqual([]);
  });
});

it('rides out throttled control planes, stops where Lambda has no room, says what, and finishes when told to retry: "Concurrent failover prevention with locking mechanism"', async () => {
  const service = await openHere('dark');
  const { faults, log, world } = service.running;
  const throttled = [
    'FailoverGlobalCluster',
    'StopReplicationToReplica',
    'PutParameter',
    'UpdateDistribution',
  ];
  for (const operation of throttled) addFault(faults, { operation, times: 2, effect: { kind: 'throttle' } });
  const operation = 'PutProvisionedConcurrencyConfig';
  addFault(faults, { operation, times: 1, effect: { kind: 'fail', status: 'FAILED' } });

  const stopped = await service.run(away);

  expect(stopped).toMatchObject({
    result: 'stopped',
    problems: [{ step: 'api:scale(matbakh-api)', region: standby }],
  });
  expect(stopped.problems[0]?.message).toMatch(/matbakh-api/);
  expect(resolveRecord(world, 'api.matbakh.app', 'A')?.setIdentifier).toBe('secondary');
  expect(recordsOf(service).map(({ Failover }) => Failover)).toEqual(['PRIMARY', 'SECONDARY']);
  // "Concurrent failover prevention with locking mechanism".
  const refused = await service.run(away).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(problemsOf(refused).map(({ code }) => code)).toEqual(['RUN_UNFINISHED']);

  expect(await service.resume(retry('api:scale(matbakh-api)'))).toMatchObject({
    result: 'done',
    problems: [],
  });
  expect(log.entries.filter(({ outcome }) => outcome !== 'ok').length).toBeGreaterThanOrEqual(8);
  const twice = Object.entries(changesOf(service.running)).filter(([, times]) => times > 1);
  expect(twice).toEqual([['lambda PutProvisionedConcurrencyConfig eu-west-1 live', 2]]);
});

it('"Planned maintenance": loses nothing, and leaves one region that writes, and both knowing which', async () => {
  const service = await openHere('healthy');
  expect(await service.run(away)).toMatchObject({
    ...{ result: 'done', problems: [], unfenced: [], rpo: { ms: 0, known: true } },
  });
  expect([writersIn(service), consumersIn(service)]).toEqual([[standby], [standby]]);
  expect(parametersIn(service, home)['/matbakh/prod/active-region']).toBe(standby);
});

it('refuses to switch to a cluster that is too far behind: "High replication lag (>5 minutes)"', async () => {
  const service = await openHere('lagging');
  const planned = await service.plan({ ...away, mode: 'planned' });
  expect(planned.problems).toMatchObject([{ code: 'REPLICA_TOO_FAR_BEHIND', resource: 'database' }]);
  const unplanned = await service.plan({ ...away, mode: 'unplanned' });
  expect(unplanned.problems).toMatchObject([{ resource: 'database', region: standby }]);
  const health = await within(service, (session) => healthOfService(session));
  expect(health[1]?.obstacles.map(({ resource }) => resource)).toEqual(['database']);
});

it('"Multi-service health checks (API, Database, Cache, Storage, Secrets)": with states and response times, as MultiRegion numbers', async () => {
  const service = await openHere('healthy');
  const health = await within(service, (session) => healthOfService(session));
  expect(health.map(({ region, active, obstacles }) => ({ region, active, obstacles }))).toEqual([
    { region: home, active: true, obstacles: [] },
    { region: standby, active: false, obstacles: [] },
  ]);
  for (const { services } of health) {
    expect(services.map(({ service: name, state }) => `${name} ${state}`)).toEqual([
      ...['api healthy', 'database healthy', 'cache healthy', 'storage healthy', 'secrets healthy'],
    ]);
    for (const { responseMs } of services) expect(responseMs).toBeGreaterThanOrEqual(0);
  }
  const names = measurementsOf('matbakh', health).map(({ namespace, name }) => `${namespace}/${name}`);
  expect([...new Set(names)]).toEqual(
    expect.arrayContaining([
      'MultiRegion/HealthCheck/Success',
      'MultiRegion/ReplicationLag/Milliseconds',
      'MultiRegion/ResponseTime/Milliseconds',
      'MultiRegion/Availability/Percentage',
    ]),
  );
});

it('"Dashboards" and "Alerting": two dashboards, critical and warning alarms, made once', async () => {
  const service = await openHere('healthy');
  const first = await within(service, applyMonitoring);
  const second = await within(service, applyMonitoring);
  expect(first.items.filter(({ what }) => what === 'dashboard').map(({ name }) => name)).toEqual([
    'matbakh-multi-region-overview',
    'matbakh-disaster-recovery',
  ]);
  const alarms = first.items.filter(({ region, what }) => what === 'alarm' && region === standby);
  expect(alarms.map(({ name }) => name.replace('region-failover-matbakh-', '')).sort()).toEqual([
    ...['critical-failover', 'critical-health', 'critical-lag', 'critical-rpo', 'critical-rto'],
    ...['warning-availability', 'warning-backups', 'warning-lag', 'warning-response-time', 'warning-standby'],
  ]);
  const ofAll = first.items.filter(({ region }) => region === 'us-east-1').map(({ name }) => name);
  expect(ofAll.map((name) => name.replace('region-failover-matbakh-', ''))).toEqual([
    'critical-api-health',
    'warning-budget',
  ]);
  expect(second.items.filter(({ action }) => action !== 'unchanged')).toEqual([]);
  const overview = service.running.world.dashboards.get('matbakh-multi-region-overview')?.body;
  expect(overview).toContain('Estimated charges of the month');
});

it('"Test Types": health checks, failover simulation, data consistency and performance, without moving anything, and "Generate test report"', async () => {
  const service = await openHere('healthy');
  await within(service, applyMonitoring);
  const from = service.running.log.entries.length;
  const { parts } = await within(service, (session) =>
    holdDrills(session, drillsOf('all'), { from: home, to: standby }),
  );
  expect(parts.map(({ type }) => type)).toEqual([
    ...['health-check', 'failover-simulation', 'data-consistency', 'performance'],
  ]);
  expect(parts.flatMap(({ checks }) => checks.filter(({ ok }) => !ok))).toEqual([]);
  expect(changesOf(service.running, from)).toEqual({});
  const report = renderDrillMarkdown({
    ...{
      service: 'matbakh',
      from: home,
      to: standby,
      startedAt: service.running.clock.now(),
      tookMs: 0,
      ok: true,
      parts,
    },
  });
  for (const { type, checks } of parts) {
    expect(checks.length).toBeGreaterThan(0);
    expect(report).toContain(type);
  }
});

it('"status: healthy, degraded, unhealthy": Aurora that is late is degraded, and everything in a region that is dark is unhealthy', async () => {
  const service = await openHere('lagging');
  const states = async (region: string) =>
    (await within(service, (session) => healthOfService(session)))
      .filter((health) => health.region === region)
      .flatMap(({ services }) => services.map(({ service: name, state }) => `${name} ${state}`));
  expect(await states(standby)).toContain('database degraded');
  setRegionCondition(service.running.world, home, 'dark');
  expect((await states(home)).filter((state) => !state.endsWith('unhealthy'))).toEqual([]);
});

it('"Manual failback with validation": "--validate-sync" lets the way home begin when the data of both regions is the same, and no sooner', async () => {
  const service = await openHere('healthy');
  const validated = () =>
    within(service, (session) => requireSync(session, { from: standby, to: home })).then(
      () => [],
      (error: unknown) => problemsOf(error).map(({ code }) => code),
    );
  expect(await service.run(away)).toMatchObject({ result: 'done' });
  await service.run(behindStandby);
  await service.running.clock.sleep(hourMs);
  expect(await validated()).toEqual([]);
  const from = service.running.log.entries.length;
  service.running.world.buckets.get('matbakh-media-eu-central-1')?.objects.clear();
  expect(await validated()).toContain('SYNC_UNPROVEN');
  expect(changesOf(service.running, from)).toEqual({});
});

it('"EU data residency (eu-central-1, eu-west-1)": a bucket outside the regions that are allowed is refused', async () => {
  const text = await readFile(join(project, 'docs/examples/matbakh/failover.yml'), 'utf8');
  const judged = (config: string) => parseConfig({ text: config, file: 'failover.yml', registry: kinds });
  const { config, diagnostics: none } = judged(text);
  expect(none).toEqual([]);
  expect(config).toMatchObject({
    objectives: { rtoMs: 15 * 60_000, rpoMs: 60_000 },
    failback: { stages: [10, 50, 100], hold: 10 * 60_000, guards: ['health', 'errors'] },
  });
  const { diagnostics } = judged(text.replace('region: eu-north-1 }', 'region: us-east-1 }'));
  expect(diagnostics.map(({ rule }) => rule)).toEqual(['region-outside-residency']);
});

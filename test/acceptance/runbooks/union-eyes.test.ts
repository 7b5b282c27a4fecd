import { beforeAll, afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { RunSummary } from '../../../src/events.ts';
import { healthOfService } from '../../../src/operations/health-service.ts';
import { wantedDashboards } from '../../../src/operations/monitoring-dashboards.ts';
import { openSession } from '../../../src/operations/session.ts';
import { kinds } from '../../../src/kinds/registry.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { addMetric } from '../../../src/simulator/builders.ts';
import { addFault } from '../../../src/simulator/faults.ts';
import { resolveRecord } from '../../../src/simulator/resolve-record.ts';
import { findRequests } from '../../../src/simulator/request-log.ts';
import { regionOf, setRegionCondition } from '../../../src/simulator/world.ts';
import { retry } from '../service.ts';
import { changesOf } from './runbook-service.ts';
import type { RunbookService, Wish } from './runbook-service.ts';
import {
  MINUTE,
  allowed,
  away,
  changes,
  config,
  expectOnce,
  failback,
  home,
  led,
  open,
  reprotect,
  standBehindHome,
  standby,
  step,
  twice,
} from './union-eyes.ts';
import { snapshotOf, worldDiff } from './world-diff.ts';
import type { Snapshot } from './world-diff.ts';

// Whole runs; a machine that does other things as well takes its time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

describe('Union Eyes when us-east-1 is lost', () => {
  let service: RunbookService;
  let plan: Plan;
  let summary: RunSummary;
  let before: Snapshot;

  beforeAll(async () => {
    service = await open('real');
    before = snapshotOf(service.running);
    const { clock, world } = service.running;
    // CloudWatch has one point a minute: in the midst of one it cannot tell to the second what has been lost.
    await clock.sleep(MINUTE - (clock.now() % MINUTE));
    setRegionCondition(world, home, 'dark');
    plan = await service.plan(away);
    summary = await service.run(away);
  });
  afterAll(() => service.close());

  it('"1. Promote RDS replica to primary", under the one name that the replica has', () => {
    expect(step(plan, 'database:promote').title).toBe('Promote unioneyes-prod-replica');
    expect(regionOf(service.running.world, standby).dbInstances.get('unioneyes-prod-replica')).toMatchObject({
      status: 'available',
      writable: true,
      sourceArn: undefined,
    });
  });

  it('"2. Update Route 53 to point to secondary" without Route 53, whose control plane is in the region that is lost', () => {
    const needing = plan.dependencies.filter(({ region }) => region === home).flatMap(({ steps }) => steps);
    expect(new Set(needing)).toEqual(new Set(['app:fence(unioneyes-app)']));
    expect(step(plan, 'app:fence(unioneyes-app)').optional).toBe(true);
    expect(findRequests(service.running.log, { operation: 'ChangeResourceRecordSets' })).toEqual([]);
    expect(led(service)).toBe(standby);
  });

  it('stays there when us-east-1 answers again, which the record change of the runbook alone would not ensure', async () => {
    expect(
      service.running.world.buckets.get('unioneyes-failover-switch')?.objects.has('stop-us-east-1'),
    ).toBe(true);
    setRegionCondition(service.running.world, home, 'healthy');
    await service.running.clock.sleep(10 * MINUTE);
    expect(led(service)).toBe(standby);
  });

  it('"3. Update application config": DATABASE_URL and REDIS_URL name the stores of us-west-2, the rest of them as it was', () => {
    expect(config(service, standby)).toEqual({
      DATABASE_URL: expect.stringMatching(
        /^postgresql:\/\/admin:simulated@unioneyes-prod-replica\.\w+\.us-west-2\.rds\.amazonaws\.com:5432\/unioneyes$/,
      ) as string,
      REDIS_URL: expect.stringMatching(
        /^redis:\/\/unioneyes-redis-west\..*cache\.amazonaws\.com:6379$/,
      ) as string,
    });
  });

  it('"4. Restart application" after its config has changed, not before', () => {
    const done = service.events.flatMap((event) => (event.type === 'step-done' ? [event.step] : []));
    const wanted = [
      'app-config:update',
      'app:restart(unioneyes-app)',
      'health:ready',
      'traffic:put',
      'health:verify',
    ];
    expect(done.filter((each) => wanted.includes(each))).toEqual(wanted);
  });

  it('"ElastiCache Redis (Global Datastore)": the group in us-west-2 is its primary', () => {
    const { members } = service.running.world.globalDatastores.get('ldgnf-unioneyes-global') ?? {};
    expect(members?.map(({ groupId, role }) => [groupId, role])).toEqual([
      ['unioneyes-redis-primary', 'SECONDARY'],
      ['unioneyes-redis-west', 'PRIMARY'],
    ]);
  });

  it('"Recovery Time Objectives (RTO)": each row that a failover can be held to is an objective, was measured and is met', () => {
    const { rtoMs = Infinity, resources = [], warnings } = summary;
    // Manual Intervention: 15-30 minutes.
    expect(summary.rtoObjectiveMs).toBe(30 * MINUTE);
    expect(rtoMs).toBeLessThan(30 * MINUTE);
    const limits = Object.fromEntries(resources.map((each) => [each.resource, each.rtoObjectiveMs]));
    // RDS Replica Promotion: 5-10 minutes. Automatic Failover (Route 53): < 2 minutes.
    expect(limits).toMatchObject({ database: 10 * MINUTE, health: 2 * MINUTE });
    for (const { rtoMs: took = 0, rtoObjectiveMs = 0 } of resources)
      expect(took).toBeLessThanOrEqual(rtoObjectiveMs || Infinity);
    expect(resources.find(({ resource }) => resource === 'database')?.rtoMs).toBeGreaterThan(3 * MINUTE);
    expect(warnings.filter((text) => text.includes('RTO'))).toEqual([]);
  });

  it('"Recovery Point Objectives (RPO)": database < 5 seconds, S3 < 15 minutes, Redis < 1 second; what was lost was measured before each promotion', () => {
    expect(summary.resources).toMatchObject([
      { resource: 'database', rpoObjectiveMs: 5_000, lostMs: 800 },
      { resource: 'cache', rpoObjectiveMs: 1_000, lostMs: 600 },
      { resource: 'assets', rpoObjectiveMs: 15 * MINUTE },
      { resource: 'health' },
    ]);
    expect(summary.rpo).toMatchObject({ ms: 800, known: true });
  });

  it('does each thing once, and says what could not be fenced', () => {
    expect(summary).toMatchObject({ result: 'done', problems: [], unfenced: ['app:fence(unioneyes-app)'] });
    expectOnce(changesOf(service.running), changes.failover);
  });

  it('"Full Region Recovery: 1-2 hours": home again with everything as it was, each thing done once', async () => {
    const from = service.running.log.entries.length;
    const begun = service.running.clock.now();
    expect(await service.run(reprotect)).toMatchObject({ result: 'done', problems: [] });
    const found = changesOf(service.running, from);
    for (const name of twice) expect(found[name]).toBe(2);
    expectOnce(
      Object.fromEntries(Object.entries(found).filter(([name]) => !twice.includes(name))),
      changes.reprotect,
    );
    expect(led(service)).toBe(standby);

    const middle = service.running.log.entries.length;
    const back = await service.run(failback);
    expect(back).toMatchObject({ result: 'done', problems: [], unfenced: [], rpo: { ms: 0, known: true } });
    expectOnce(changesOf(service.running, middle), changes.failback);
    expect(await service.run(standBehindHome)).toMatchObject({ result: 'done', problems: [] });
    expect(service.running.clock.now() - begun).toBeLessThan(120 * MINUTE);
    expect(led(service)).toBe(home);
    expect(worldDiff(before, snapshotOf(service.running), allowed)).toEqual([]);
  });
});

describe('Union Eyes when its control planes are throttled', () => {
  it('goes there and home, planned, to the same end: nothing is lost, nothing is done twice; "Create alarm for primary region health" is waited for', async () => {
    const service = await open();
    onTestFinished(() => service.close());
    const { running } = service;
    const before = snapshotOf(running);
    const throttled = (operation: string, region: string): void => {
      addFault(running.faults, { operation, region, times: 2, effect: { kind: 'throttle' } });
    };
    throttled('PromoteReadReplica', standby);
    throttled('FailoverGlobalReplicationGroup', standby);
    const all = [...changes.fence, ...changes.failover];
    const there = await service.run(away);
    expect(there).toMatchObject({ result: 'done', unfenced: [], rpo: { ms: 0, known: true } });
    expectOnce(changesOf(running), all);

    const from = running.log.entries.length;
    throttled('CreateDBInstanceReadReplica', home);
    throttled('ChangeResourceRecordSets', home);
    expect(await service.run(reprotect)).toMatchObject({ result: 'done', problems: [] });
    const { [twice[0] ?? '']: rules, ...once } = changesOf(running, from);
    expect(rules).toBe(2);
    expectOnce(once, changes.reprotect);

    // "Create alarm for primary region health": the way home ends when it is quiet.
    const alarm = regionOf(running.world, home).watching.alarms.get('unioneyes-primary-health');
    running.log.beforeAnswer = ({ operation }) => {
      if (operation !== 'ChangeResourceRecordSets' || alarm === undefined) return;
      Object.assign(alarm, { state: 'ALARM', heldUntil: running.clock.now() + 3 * MINUTE });
    };
    const back = await service.run(failback);
    running.log.beforeAnswer = undefined;
    expect(back).toMatchObject({ result: 'done', problems: [], rpo: { ms: 0, known: true } });
    const waited = service.events.flatMap((event) =>
      event.type === 'step-waiting' && event.step === 'primary-health:quiet' ? [event.note] : [],
    );
    expect(waited[0]).toContain('unioneyes-primary-health is ALARM');
    expect(led(service)).toBe(home);
    expect(await service.run(standBehindHome)).toMatchObject({ result: 'done', problems: [] });
    const rang = {
      path: /\/alarms\/unioneyes-primary-health\/(stateSince|heldUntil)$/,
      reason: 'when the alarm last rang',
    };
    expect(worldDiff(before, snapshotOf(running), [...allowed, rang])).toEqual([]);
  });
});

describe('a promotion that is denied', () => {
  it('"Route 53 health checks detect failure in primary region; DNS automatically routes traffic to secondary region" within 2 minutes; the run stops before traffic moves, says which, and a retry finishes when it has been mended', async () => {
    const service = await open();
    onTestFinished(() => service.close());
    const { world, faults, log } = service.running;
    setRegionCondition(world, home, 'dark');
    await service.running.clock.sleep(2 * MINUTE);
    expect(led(service)).toBe(standby);
    world.deniedActions.add('elasticache:FailoverGlobalReplicationGroup');
    const stopped = await service.run(away);
    expect(stopped).toMatchObject({
      result: 'stopped',
      problems: [{ code: 'DENIED', step: 'cache:promote' }],
    });
    expect(stopped.problems[0]?.message).toContain('elasticache:FailoverGlobalReplicationGroup');
    expect(world.buckets.get('unioneyes-failover-switch')?.objects.size).toBe(0);
    world.deniedActions.clear();
    expect(faults.entries).toEqual([]);
    expect(await service.resume(retry('cache:promote'))).toMatchObject({ result: 'done', problems: [] });
    expectOnce(changesOf(service.running), changes.failover);
    expect(log.entries.length).toBeGreaterThan(0);
  });
});

describe('Testing Failover', () => {
  it('"Simulate primary region failure; wait for failover (~2 minutes); dig unioneyes.com; re-enable primary": the drill does it, and all is as it was', async () => {
    const service = await open();
    onTestFinished(() => service.close());
    const { world } = service.running;
    const before = snapshotOf(service.running);
    const seen: (string | undefined)[] = [];
    const drill: Wish = { from: home, to: standby, operation: 'drill', drill: 'dns' };
    const { steps } = await service.plan(drill);
    expect(steps.map(({ title }) => title.replace(/ [0-9a-f-]{36}/, ''))).toEqual([
      'Make health check of unioneyes.com count as unhealthy',
      'Wait until DNS leads unioneyes.com to us-west-2',
      'Put health check of unioneyes.com back as it was',
      'Wait until DNS leads unioneyes.com to us-east-1 again',
      'Wait until resolvers have dropped what unioneyes.com said before',
    ]);
    service.running.log.beforeAnswer = ({ operation }) => {
      if (operation === 'UpdateHealthCheck') seen.push(resolveRecord(world, 'unioneyes.com', 'A')?.region);
    };
    expect(await service.run(drill)).toMatchObject({ result: 'done', problems: [] });
    service.running.log.beforeAnswer = undefined;
    expect(seen).toEqual([standby, home]);
    expect(worldDiff(before, snapshotOf(service.running))).toEqual([]);
    // The command of the runbook alone would not have moved anything: a disabled health check counts as healthy.
    const [check] = [...world.healthChecks.values()].filter(({ config: { Type } }) => Type === 'CALCULATED');
    Object.assign(check?.config ?? {}, { Disabled: true });
    expect(led(service)).toBe(home);
  });
});

describe('"Setup replication" with a ReplicationTime of 15 minutes', () => {
  it('a copy that is later than that is an obstacle today, and a warning on the day; "Alert when primary region is unhealthy" is evidence', async () => {
    const service = await open();
    onTestFinished(() => service.close());
    const dimensions = {
      SourceBucket: 'unioneyes-assets-east',
      DestinationBucket: 'unioneyes-assets-west',
      RuleId: 'assets',
    };
    addMetric(service.running.world, standby, {
      ...{ namespace: 'AWS/S3', metricName: 'ReplicationLatency', unit: 'Seconds', dimensions },
      valueAt: () => 1200,
    });
    const { warnings } = await service.plan({ ...away, mode: 'unplanned' });
    expect(warnings).toContainEqual(
      expect.stringMatching(/^assets is 20 .* behind .*, its RPO allows 15 /) as string,
    );
    // An alarm of the region that is left is evidence, too: "Alert when primary region is unhealthy".
    const alarm = regionOf(service.running.world, home).watching.alarms.get('unioneyes-primary-health');
    Object.assign(alarm ?? {}, { state: 'ALARM', heldUntil: Infinity });
    const { goal } = await service.plan(away);
    expect(goal).toMatchObject({ mode: 'unplanned', fromCondition: 'degraded' });
    const session = openSession({
      config: service.config,
      registry: kinds,
      clock: service.running.clock,
      to: standby,
      env: process.env,
      directory: '.',
    });
    const regions = await healthOfService(session).finally(() => {
      session.close();
    });
    const obstacles = regions.flatMap((region) => region.obstacles);
    expect(obstacles).toMatchObject([
      { region: standby, resource: 'assets', sentence: expect.stringContaining('20 min') as string },
    ]);
  });
});

it('"SSL certificates in ACM (both regions)": one that has ended in us-west-2 is what makes a failover impossible today', async () => {
  const service = await open();
  onTestFinished(() => service.close());
  const obstacles = async () => {
    const session = service.open(standby);
    const regions = await healthOfService(session).finally(() => {
      session.close();
    });
    return regions.flatMap((region) =>
      region.obstacles.map(({ resource }) => ({ region: region.region, resource })),
    );
  };
  expect(await obstacles()).toEqual([]);
  for (const certificate of regionOf(service.running.world, standby).watching.certificates.values())
    Object.assign(certificate, { status: 'EXPIRED', notAfter: service.running.clock.now() - MINUTE });
  expect(await obstacles()).toEqual([{ region: standby, resource: 'certificates' }]);
  const { warnings } = await service.plan(away);
  expect(warnings.join('\n')).toMatch(/unioneyes\.com/);
});

it('"Implement CloudWatch dashboards for resource utilization": nodes, database and cache of both regions are on the overview', async () => {
  const service = await open();
  onTestFinished(() => service.close());
  const whole = service.config;
  const [overview] = wantedDashboards(whole, whole.monitoring ?? expect.fail('there is no monitoring'));
  const { widgets } = overview?.body as unknown as {
    widgets: { properties: { title?: string; metrics?: unknown[][] } }[];
  };
  const drawn = widgets.slice(-4).map(({ properties }) => {
    const lines = properties.metrics ?? [];
    const regions = lines.map((line) => (line.at(-1) as { region: string }).region);
    return [[...new Set(lines.map((line) => line[1]))], [...new Set(regions)]];
  });
  expect(drawn).toEqual([
    [
      ['node_cpu_utilization', 'node_memory_utilization'],
      [home, standby],
    ],
    [['CPUUtilization'], [home, standby]],
    [['FreeableMemory'], [home, standby]],
    [
      ['EngineCPUUtilization', 'DatabaseMemoryUsagePercentage'],
      [home, standby],
    ],
  ]);
});

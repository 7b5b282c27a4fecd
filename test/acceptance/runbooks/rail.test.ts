import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { judgeAlarms } from '../../../bot/alarms/alarm-policy.ts';
import { defaultAnswer } from '../../../src/engine/host.ts';
import type { RunSummary } from '../../../src/events.ts';
import { kinds } from '../../../src/kinds/registry.ts';
import { wantedAlarms } from '../../../src/operations/monitoring-alarms.ts';
import { wantedDashboards } from '../../../src/operations/monitoring-dashboards.ts';
import { planDeployment } from '../../../src/operations/deploy-service.ts';
import { runPlan } from '../../../src/operations/run-service.ts';
import { openSession } from '../../../src/operations/session.ts';
import type { DeployRequest } from '../../../src/plan/deploy-request.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { regionOf, setRegionCondition } from '../../../src/simulator/world.ts';
import { retry } from '../service.ts';
import {
  home,
  standby,
  far,
  away,
  back,
  backend,
  promotion,
  secret,
  rollout,
  policy,
  mustDiffer,
  open,
  openHere,
  stepOf,
  inOrder,
  weightsIn,
  dialsIn,
  answeredFrom,
  serviceIn,
  imageOf,
  count5xx,
  openPagerDuty,
} from './rail-service.ts';
import { changesOf } from './runbook-service.ts';
import type { RunbookService, Wish } from './runbook-service.ts';
import { snapshotOf, worldDiff } from './world-diff.ts';
import type { Snapshot } from './world-diff.ts';

// Whole runs; a machine that does other things as well takes its time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

describe('RAIL there and back: us-east-1 and Route 53 are lost, and something fails in each direction', () => {
  let service: RunbookService;
  let pager: Awaited<ReturnType<typeof openPagerDuty>>;
  let before: Snapshot;
  let plan: Plan;
  let stopped: RunSummary;
  let failover: RunSummary;
  let made: Readonly<Record<string, number>>;
  let dials: Readonly<Record<string, number>>;
  let answers: readonly (string | undefined)[];
  let rejoined: Plan;
  let homeward: Plan;
  let retreat: { readonly summary: RunSummary; readonly weights: readonly number[]; readonly dial: unknown };
  let failback: RunSummary;
  let madeHomeward: Readonly<Record<string, number>>;
  let followers: readonly RunSummary[];

  async function goAway(): Promise<void> {
    const { world } = service.running;
    setRegionCondition(world, home, 'dark');
    world.deniedActions.add('rds:PromoteReadReplica');
    plan = await service.plan(away);
    stopped = await service.run(away);
    world.deniedActions.clear();
    failover = await service.resume(retry('database:promote'));
    made = changesOf(service.running);
    dials = dialsIn(service);
    answers = [home, standby, far].map((region) => answeredFrom(service, region));
    setRegionCondition(world, home, 'healthy');
  }

  async function goHome(): Promise<void> {
    let ill = true;
    const failing = () => (ill && weightsIn(service)[0] === 50 ? 120 : 0);
    count5xx(service, home, { failing, ofTargets: false });
    const from = service.running.log.entries.length;
    homeward = await service.plan(back);
    const summary = await service.run(back);
    retreat = { summary, weights: weightsIn(service), dial: dialsIn(service)[home] };
    ill = false;
    const held = summary.problems.flatMap(({ step }) => (step === undefined ? [] : [retry(step)]));
    failback = await service.resume(...held);
    madeHomeward = changesOf(service.running, from);
  }

  beforeAll(async () => {
    pager = await openPagerDuty();
    service = await open('healthy');
    before = snapshotOf(service.running);
    await goAway();
    const behindStandby: Wish = { from: home, to: standby, operation: 'reprotect' };
    rejoined = await service.plan(behindStandby);
    const first = await service.run(behindStandby);
    await goHome();
    const second = await service.run({ from: standby, to: home, operation: 'reprotect' });
    const third = await service.run({ from: far, to: home, operation: 'reprotect' });
    followers = [first, second, third];
  });
  afterAll(async () => {
    pager.close();
    await service.close();
  });

  it('"Database Failover": "PostgreSQL automatic promotion of read replica", whose refusal stops the run and which a retry finishes', () => {
    expect(plan.goal.mode).toBe('unplanned');
    expect(plan.problems).toEqual([]);
    expect(stopped.result).toBe('stopped');
    expect(stopped.problems[0]).toMatchObject({ step: 'database:promote', region: standby });
    expect(stopped.problems[0]?.message).toContain('rds:PromoteReadReplica');
    expect(failover).toMatchObject({ result: 'done', problems: [], rpo: { known: true } });
    expect(made[promotion(standby)]).toBe(1);
  });

  it('"Connection strings updated in Secrets Manager", then "Application reconnects with new credentials"', () => {
    expect(inOrder(plan, 'secrets:promote', 'secrets:update', `backend:scale(${backend(standby)})`)).toBe(
      true,
    );
    expect(stepOf(plan, `backend:scale(${backend(standby)})`)).toMatchObject({
      params: { force: true },
      reads: [{ resource: 'secrets', output: 'version', region: standby }],
    });
    expect(made).toMatchObject({ [secret(standby)]: 1, [rollout(standby)]: 1 });
  });

  it('"Application validates database connectivity", "Health checks pass, traffic restored": in this order', () => {
    const scale = `backend:scale(${backend(standby)})`;
    for (const ready of ['targets:ready', 'database-role:ready', 'write-api:ready'])
      expect(inOrder(plan, scale, ready, 'switch:put', 'write-api:verify')).toBe(true);
    expect(inOrder(plan, 'switch:put', 'api:verify', 'smoke-test:run')).toBe(true);
  });

  it('"Route 53 removes failed region from DNS" and "Latency-based routing directs to healthy region", without a call to Route 53', () => {
    expect(plan.dependencies.map(({ service: name }) => name)).not.toContain('route53');
    expect(made['s3 PutObject eu-west-1 stop-us-east-1']).toBe(1);
    expect(answers).toEqual([standby, standby, far]);
  });

  it('"Verify database failover": "SELECT pg_is_in_recovery();" is asked of the server before traffic moves and afterwards', () => {
    expect(stepOf(plan, 'database-role:ready')?.title).toBe(
      'Wait until database in eu-west-1 accepts writes',
    );
    const done = (step: string) =>
      service.events.some((event) => event.type === 'step-done' && event.step === step);
    expect(['database-role:ready', 'database-role:verify'].map(done)).toEqual([true, true]);
  });

  it('"RTO < 15 minutes, RPO < 5 minutes" are the objectives, and what was measured keeps to them', () => {
    expect(failover).toMatchObject({ rtoObjectiveMs: 15 * 60_000 });
    expect(service.config.objectives).toEqual({ rtoMs: 15 * 60_000, rpoMs: 5 * 60_000 });
    expect(failover.rpo?.ms).toBeLessThan(5 * 60_000);
  });

  it('"Global Redis Topology": the keys that "must be consistent across regions" follow one primary, which is promoted once', () => {
    expect(made[`elasticache FailoverGlobalReplicationGroup ${standby} ldgnf-rail-global`]).toBe(1);
  });

  it('"Test application endpoints": "/health" and "/api/v1/users/me" answer when traffic has moved', () => {
    const done = service.events.flatMap((event) => (event.type === 'step-done' ? [event.step] : []));
    const wanted = ['switch:put', 'api:verify', 'smoke-test:run'];
    expect(done.filter((step) => wanted.includes(step)).slice(0, 3)).toEqual(wanted);
  });

  it('"Global Accelerator adjusts routing"', () => {
    expect(dials).toEqual({ [home]: 0, [standby]: 100, [far]: 100 });
  });

  it('"notifications": "sns_topic" and "pagerduty_integration" hear of the beginning and the end of a run', () => {
    const [topic] = regionOf(service.running.world, standby).watching.topics.values();
    expect(topic?.messages.map(({ subject }) => subject)).toEqual([
      'Failover begins: us-east-1 to eu-west-1',
      'Failover is done: us-east-1 to eu-west-1',
    ]);
    const ofFailover = pager.told.filter(({ dedup_key: key }) => key === failover.run);
    expect(new Set(ofFailover.map(({ event_action: action }) => action))).toEqual(
      new Set(['trigger', 'resolve']),
    );
  });

  it('changes nothing twice', () => {
    expect(Object.entries(made).filter(([, times]) => times > 1)).toEqual([]);
    const once = Object.entries(madeHomeward).filter(
      ([name]) => !/TrafficPolicyInstance|UpdateEndpointGroup/.test(name),
    );
    // Ireland's tasks are stopped for the promotion, started again on the database of home, and get the bounds of a standby.
    const bounds = Object.keys(madeHomeward).find((name) =>
      name.includes('RegisterScalableTarget eu-west-1'),
    );
    expect(Object.fromEntries(once.filter(([, times]) => times > 1))).toEqual({
      [`ecs UpdateService ${standby} rail-backend-eu-west-1`]: 2,
      [bounds ?? '']: 3,
    });
    expect(madeHomeward[promotion(home)]).toBe(1);
  });

  it('makes the policy say what the switch has done before it goes home: nobody is sent to and fro', () => {
    expect(stepOf(rejoined, 'write-policy:follow')).toBeDefined();
    expect(inOrder(rejoined, 'database:set-aside', 'database:replicate')).toBe(true);
  });

  it('"Automatic Rollback": "error_rate_threshold: 0.05" during a stage leads traffic back to the stage before', () => {
    expect(inOrder(homeward, 'write-policy:shift-50', 'write-policy:hold-50', 'write-policy:shift-100')).toBe(
      true,
    );
    expect(retreat.summary.result).toBe('stopped');
    expect(retreat.summary.problems.map(({ code }) => code)).toContain('CHECK_FAILED');
    expect(retreat.summary.problems[0]?.message).toMatch(/error-rate/);
    expect({ weights: retreat.weights, dial: retreat.dial }).toEqual({ weights: [0, 100], dial: 0 });
  });

  it('"trigger": "latency_threshold: 2000" and "health_check_failure: true" watch each stage beside the error rate', () => {
    const guards = ['error-rate.healthy', 'p99-latency.healthy', 'targets.healthy', 'write-api.healthy'];
    expect(stepOf(homeward, 'write-policy:hold-50')?.params['guards']).toEqual(guards);
  });

  it('goes home in stages when the errors are gone, and loses nothing', () => {
    expect(failback).toMatchObject({ result: 'done', problems: [], rpo: { ms: 0, known: true } });
    expect(weightsIn(service)).toEqual([100, 0]);
    expect(madeHomeward[policy]).toBe(4);
  });

  it('"Read replicas for each region": Europe and Tokyo follow us-east-1 again', () => {
    expect(followers.map(({ result, problems }) => ({ result, problems }))).toEqual(
      followers.map(() => ({ result: 'done', problems: [] })),
    );
    for (const region of [standby, far]) {
      const replica = regionOf(service.running.world, region).dbInstances.get(backend(region));
      expect(replica?.sourceArn).toMatch(/us-east-1:.*:db:rail-backend-us-east-1$/);
    }
  });

  it('leaves the world as it was, field by field, apart from what must differ', () => {
    expect(worldDiff(before, snapshotOf(service.running), mustDiffer)).toEqual([]);
  });
});

it('loses nothing in a planned failover while control planes throttle: tasks stop, replicas drain, then they are promoted', async () => {
  const service = await openHere('throttled');
  const plan = await service.plan(away);
  expect(plan.goal.mode).toBe('planned');
  const fence = `backend:fence(${backend(home)})`;
  expect(inOrder(plan, fence, 'database:drain', 'database:promote')).toBe(true);
  expect(inOrder(plan, fence, 'cache:drain', 'cache:promote')).toBe(true);
  expect(await service.run(away)).toMatchObject({
    result: 'done',
    problems: [],
    unfenced: [],
    rpo: { ms: 0, known: true },
  });
  const { log } = service.running;
  expect(log.entries.filter(({ outcome }) => outcome !== 'ok').length).toBeGreaterThan(3);
  expect(changesOf(service.running)[promotion(standby)]).toBe(1);
  expect(answeredFrom(service, home)).toBe(standby);
});

it('"Active-Active": takes a failed region that is not the one written to out of DNS and the accelerator, and puts it back', async () => {
  const service = await openHere('healthy');
  const only = ['dns', 'accelerator'];
  setRegionCondition(service.running.world, standby, 'dark');
  expect(await service.run({ from: standby, to: home, operation: 'failover', only })).toMatchObject({
    result: 'done',
  });
  expect([answeredFrom(service, standby), dialsIn(service)[standby]]).toEqual([home, 0]);
  setRegionCondition(service.running.world, standby, 'healthy');
  await service.running.clock.sleep(600_000);
  expect(await service.run({ from: home, to: standby, operation: 'failback', only })).toMatchObject({
    result: 'done',
  });
  expect([home, standby, far].map((region) => answeredFrom(service, region))).toEqual([home, standby, far]);
  expect(dialsIn(service)).toEqual({ [home]: 100, [standby]: 100, [far]: 100 });
});

it('"ECS tasks scale up in healthy region": from the two tasks of a weekend to six, and the autoscaling with them', async () => {
  const service = await openHere('dark');
  const europe = serviceIn(service, standby);
  europe.tasks.splice(2);
  europe.desired = 2;
  const step = stepOf(await service.plan(away), `backend:scale(${backend(standby)})`);
  expect(step?.title).toBe('Scale rail-backend-eu-west-1 in eu-west-1 to 6 tasks');
  // "Scheduled Scaling" is for us-east-1 as the active region: while it is not, its schedules must not shrink Europe.
  expect(step?.params).toMatchObject({ desired: 6, limits: { min: 6, max: 12, scheduled: 'suspended' } });
});

it('"Region Failover Test": "Check current health" is target health in both regions, and "Traffic distribution" is in the document of the policy', async () => {
  const service = await openHere('healthy');
  const plan = await service.plan(away);
  expect(plan.assessments['targets']?.summary).toMatch(/6 of 6 targets are healthy/);
  const looked = service.running.log.entries.filter(({ operation }) => operation === 'DescribeTargetHealth');
  expect(new Set(looked.map(({ region }) => region))).toEqual(new Set([home, standby]));
  expect(plan.assessments['write-policy']?.state).toBe('done');
  const other = await service.plan({ from: standby, to: home, operation: 'failover' });
  expect(other.assessments['write-policy']?.summary).toMatch(/version 1 \(Applied\), 100 % to us-east-1/);
});

it('"Health Check Failure Detection": "Route 53 health checks detect unhealthy endpoint" and "Route 53 removes failed region from DNS", before anybody does anything', async () => {
  const service = await openHere('healthy');
  expect(answeredFrom(service, home)).toBe(home);
  setRegionCondition(service.running.world, home, 'dark');
  await service.running.clock.sleep(2 * 60_000);
  expect([home, standby, far].map((region) => answeredFrom(service, region))).toEqual([
    standby,
    standby,
    far,
  ]);
  expect(changesOf(service.running)).toEqual({});
});

it('"Simulating primary region failure" and "Verifying traffic shift": a drill sends the users of us-east-1 to Europe and back, and leaves everything as it was', async () => {
  const service = await openHere('healthy');
  const before = snapshotOf(service.running);
  const seen: (string | undefined)[] = [];
  service.running.log.beforeAnswer = ({ operation }) => {
    if (operation === 'UpdateHealthCheck') seen.push(answeredFrom(service, home));
  };
  const drill: Wish = { from: home, to: standby, operation: 'drill', drill: 'dns' };
  expect(await service.run(drill)).toMatchObject({ result: 'done', problems: [] });
  service.running.log.beforeAnswer = undefined;
  expect(seen).toEqual([standby, home]);
  const spelt = { path: /^healthChecks\/.*\/(Disabled|Inverted)$/, reason: 'false is what absence means' };
  expect(worldDiff(before, snapshotOf(service.running), [spelt])).toEqual([]);
});

it('"Cross-Region S3 Replication": "replication_time: minutes: 15" is the objective of the audit log, whose lag every plan has and a planned one drains', async () => {
  const service = await openHere('healthy');
  const plan = await service.plan(away);
  expect(plan.assessments['audit-log']?.lag?.source).toMatch(/ReplicationLatency/);
  expect(stepOf(plan, 'audit-log:drain')).toBeDefined();
  const audit = service.config.resources.find(({ id }) => id === 'audit-log');
  expect(audit?.objectives).toMatchObject({ rpoMs: 15 * 60_000 });
});

it('"Scheduled Scaling": the schedules of Europe are suspended while it carries the load, and its bounds are those of an active region', async () => {
  const service = await openHere('healthy');
  await service.run({ ...away, only: ['backend'] });
  const targets = (region: string) =>
    [...regionOf(service.running.world, region).containers.scalableTargets.values()].map(
      ({ min, max, suspended }) => ({ min, max, scheduled: suspended.scheduled }),
    );
  expect(targets(standby)).toEqual([{ min: 6, max: 12, scheduled: true }]);
});

it('"Request Count by Region", "Latency by Region" and "5xx Errors by Region" are on the overview, a line for each region', async () => {
  const { config } = await openHere('healthy');
  if (config.monitoring === undefined) expect.fail('RAIL has no monitoring');
  const [overview] = wantedDashboards(config, config.monitoring);
  const { widgets } = overview?.body as unknown as {
    widgets: { properties: { title?: string; metrics?: unknown[][] } }[];
  };
  const drawn = widgets
    .slice(-3)
    .map(({ properties: { title, metrics } }) => [
      ...[title, metrics?.[0]?.[1]],
      metrics?.map((line) => (line.at(-1) as { region: string }).region),
    ]);
  const everywhere = [home, standby, far];
  expect(drawn).toEqual([
    ['Requests by region', 'RequestCount', everywhere],
    ['Response time of the load balancers by region, p95', 'TargetResponseTime', everywhere],
    ['5xx errors by region', 'HTTPCode_Target_5XX_Count', everywhere],
  ]);
});

it('"PrimaryRegionDown" and "HealthCheckFailing": the bot takes them for alarms about us-east-1, and for no others', async () => {
  const { config } = await openHere('healthy');
  const listening = config.incidents?.alarms ?? expect.fail('RAIL has no alarms for the bot');
  const alarms = wantedAlarms(config, config.monitoring ?? expect.fail('RAIL has no monitoring'));
  const proposed = alarms.map(({ region, name, namespace, dimensions }) => {
    const metrics = [{ namespace, service: dimensions['Service'], region: dimensions['Region'] }];
    const about = { ...{ id: `${region} ${name}`, name, region, reason: '', since: 0 }, metrics };
    const ringing = [{ ...about, state: 'ALARM' as const }];
    const found = judgeAlarms(config, listening, { alarms: ringing, active: { active: home }, now: 1 });
    return [name.replace('region-failover-rail-', ''), found[0]] as const;
  });
  const leaving = proposed.filter(([, found]) => found !== undefined && 'wish' in found);
  expect(new Set(leaving.map(([name]) => name))).toEqual(
    new Set([
      'critical-health',
      'warning-response-time',
      'warning-availability',
      'critical-primary-region-down',
    ]),
  );
  for (const [, found] of leaving) expect(found).toMatchObject({ wish: { from: home, to: standby } });
  expect(proposed.find(([name]) => name === 'warning-cross-region-latency-high')?.[1]).toMatchObject({
    notice: { about: 'standby', regions: [standby] },
  });
});

it('"Alerting Configuration": PrimaryRegionDown, ReplicationLagHigh, CrossRegionLatencyHigh and HealthCheckFailing with their thresholds and severities, made by `monitor apply`', async () => {
  const { config } = await openHere('healthy');
  if (config.monitoring === undefined) expect.fail('RAIL has no monitoring');
  const alarms = wantedAlarms(config, config.monitoring);
  const found = (region: string, name: string) =>
    alarms.find((alarm) => alarm.region === region && alarm.name === `region-failover-rail-${name}`);
  // "FailedHealthChecks > 3", and "PrimaryRegionHealthy == false".
  expect(found(home, 'critical-primary-region-down')).toMatchObject({
    ...{ metric: 'HealthCheckStatus', threshold: 1, comparison: 'LessThanThreshold', periods: 3 },
  });
  expect(found(standby, 'warning-lag')).toMatchObject({ threshold: 30_000 });
  expect(found(standby, 'warning-cross-region-latency-high')).toMatchObject({
    ...{ metric: 'TargetResponseTime', statistic: 'p95', threshold: 0.5 },
  });
  expect(found(home, 'critical-primary-region-down')?.topics).toEqual([
    'arn:aws:sns:us-east-1:111122223333:rail-failover',
  ]);
});

it('"S3 Object Lock for compliance (WORM)": a run does not end well where the audit bucket has none, or where "mode: COMPLIANCE" and "retention_days: 2555" are not its default', async () => {
  const service = await openHere('dark');
  const only = ['audit-log'];
  expect(await service.run({ ...away, only })).toMatchObject({ result: 'done', problems: [] });
  const bucket = service.running.world.buckets.get('rail-audit-logs-eu-west-1');
  const badly = async (lock: object) => {
    Object.assign(bucket ?? {}, lock);
    const { problems, warnings } = await service.run({ ...away, only });
    return JSON.stringify([problems, warnings]);
  };
  expect(await badly({ retention: { Mode: 'GOVERNANCE', Days: 2555 } })).toContain(
    'GOVERNANCE for 2555 days',
  );
  expect(await badly({ retention: { Mode: 'COMPLIANCE', Days: 30 } })).toContain('COMPLIANCE for 30 days');
  expect(await badly({ objectLock: false })).toMatch(/[Oo]bject [Ll]ock/);
});

describe('"Deployment Procedures"', () => {
  async function carryOut(service: RunbookService, request: DeployRequest) {
    const { config, running } = service;
    const directory = mkdtempSync(join(tmpdir(), 'rail-deploy-'));
    const session = openSession({
      ...{ config, registry: kinds, clock: running.clock, to: request.region, env: process.env, directory },
    });
    try {
      const planned = await planDeployment(session, request);
      const ask = (question: Parameters<typeof defaultAnswer>[0]) => Promise.resolve(defaultAnswer(question));
      const host = { emit: () => undefined, ask };
      const by = { host, signal: new AbortController().signal, actor: 'ada', reason: 'a release' };
      return { plan: planned.plan, summary: await runPlan(session, planned, by) };
    } finally {
      session.close();
      rmSync(directory, { recursive: true });
    }
  }

  const subjectsOf = ({ running }: RunbookService) => {
    const [topic] = regionOf(running.world, standby).watching.topics.values();
    return topic?.messages.map(({ subject }) => subject) ?? [];
  };

  const image = `111122223333.dkr.ecr.${standby}.amazonaws.com/rail-backend:2.0.0`;

  it('"Blue-Green Deployment": registers, deploys six tasks to the green service, and waits until it is stable; "Manual Rollback" deploys the revision before the one that runs', async () => {
    const service = await openHere('healthy');
    const { plan, summary } = await carryOut(service, {
      ...{ resource: 'backend', region: standby, color: 'green', tasks: 6, what: { image } },
    });
    const own = plan.steps.filter(({ resource }) => resource === 'backend');
    expect(own.map(({ action }) => action.replace(/\(.*/, ''))).toEqual(['register', 'deploy', 'evaluate']);
    expect(summary).toMatchObject({ result: 'done' });
    const green = serviceIn(service, standby, `${backend(standby)}-green`);
    expect(imageOf(service, standby, green.name)).toBe('rail-backend:2.0.0');
    expect(green).toMatchObject({ desired: 6, deployments: [{ rolloutState: 'COMPLETED' }] });
    // "Manual Rollback" of the other one: the revision before the one that runs, with six tasks.
    expect(imageOf(service, standby)).toBe('rail-backend:1.9.0');
    const rolledBack = await carryOut(service, {
      resource: 'backend',
      region: standby,
      what: 'previous',
      tasks: 6,
    });
    expect(rolledBack.summary).toMatchObject({ result: 'done' });
    expect(imageOf(service, standby)).toBe('rail-backend:1.8.0');
  });

  it('"Automatic Rollback": more than 5 % errors for "wait_after_trigger: 120" seconds, "rollback_to_previous" within "max_rollback_time: 300", "send_notification" and "alert_on_call"', async () => {
    const desk = await openPagerDuty();
    onTestFinished(() => {
      desk.close();
    });
    const service = await openHere('healthy');
    const failing = () => (imageOf(service, standby) === 'rail-backend:2.0.0' ? 120 : 0);
    count5xx(service, standby, { failing, ofTargets: true });
    const { plan, summary } = await carryOut(service, {
      resource: 'backend',
      region: standby,
      what: { image },
    });
    expect(plan.steps.find(({ action }) => action.startsWith('evaluate('))).toMatchObject({
      retreats: `deploy(${backend(standby)})`,
      params: { errorRate: 0.05, p99Ms: 2_000, evaluateMs: 60_000, waitMs: 120_000 },
    });
    // What taking back may last is what the step itself may.
    expect(plan.steps.find(({ action }) => action.startsWith('deploy('))?.timeoutMs).toBe(300_000);
    expect(summary.result).toBe('stopped');
    expect(summary.problems[0]?.message).toMatch(/10% of the answers/);
    expect(imageOf(service, standby)).toBe('rail-backend:1.9.0');
    expect(subjectsOf(service)).toEqual([
      expect.stringMatching(/^Deployment begins: rail-backend:2\.0\.0 to rail-backend-eu-west-1/),
      expect.stringMatching(/^Deployment was taken back: /),
    ]);
    expect(desk.told.map(({ event_action: action }) => action)).toEqual(['trigger']);
  });

  it('"send_notification": a rollback that does well is told when it begins and when it is done', async () => {
    const service = await openHere('healthy');
    const request = { resource: 'backend', region: standby, what: 'previous', tasks: 6 } as const;
    expect((await carryOut(service, request)).summary).toMatchObject({ result: 'done' });
    expect(subjectsOf(service).map((subject) => subject?.replace(/:.*/, ''))).toEqual([
      'Deployment begins',
      'Deployment is done',
    ]);
  });
});

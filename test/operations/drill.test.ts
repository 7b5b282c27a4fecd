import { describe, expect, it } from 'vitest';
import { defaultAnswer } from '../../src/engine/host.ts';
import { rehearse } from '../../src/engine/rehearse.ts';
import { drillCalls } from '../../src/operations/drill-calls.ts';
import { holdDrills } from '../../src/operations/drill-service.ts';
import { permissionsFor } from '../../src/operations/iam-service.ts';
import { planService } from '../../src/operations/plan-service.ts';
import { runPlan } from '../../src/operations/run-service.ts';
import { applyMonitoring } from '../../src/operations/monitor-service.ts';
import { kinds } from '../../src/kinds/registry.ts';
import { drillsOf, type DrillReport, type LookingDrill } from '../../src/plan/drill-report.ts';
import { loadRun } from '../../src/engine/run.ts';
import { renderDrillMarkdown } from '../../src/report/drill-markdown.ts';
import { drillOfRun } from '../../src/report/drill-of-run.ts';
import { renderDrill } from '../../src/report/drill-text.ts';
import { plainPalette } from '../../src/report/palette.ts';
import { addObject } from '../../src/simulator/builders.ts';
import { regionOf, setRegionCondition } from '../../src/simulator/world.ts';
import { openSmallService, withTime, type SmallService } from './small-service.ts';

const direction = { from: 'eu-west-1', to: 'eu-west-2' } as const;

async function hold({ session }: SmallService, ...types: LookingDrill[]): Promise<DrillReport> {
  return await holdDrills(session, types, direction);
}

const failed = ({ parts }: DrillReport): string[] =>
  parts.flatMap(({ checks }) => checks.filter(({ ok }) => !ok).map(({ name }) => name));

describe('drills that change nothing', () => {
  it('are passed by a service that is well, one after the other, and touch nothing', async () => {
    const service = await openSmallService();
    await applyMonitoring(service.session);
    const before = service.wire.log.entries.length;
    const report = await hold(service, ...drillsOf('all'));
    expect(report.parts.map(({ type }) => type)).toEqual([
      'health-check',
      'failover-simulation',
      'data-consistency',
      'performance',
    ]);
    expect(service.wire.log.entries.slice(before).filter(({ mutating }) => mutating)).toEqual([]);
    const text = renderDrill(report, { palette: plainPalette, unicode: true });
    expect(text).toContain('✔ planned failover eu-west-1 to eu-west-2 is possible');
    expect(text).toContain('RTO and RPO have not been measured yet');
  });

  it('find the alarm that is missing, and the lag over the objective', async () => {
    const service = await openSmallService('monitoring: { every: 1m }\n');
    const names = failed(await hold(service, 'health-check'));
    expect(names).toContain('alarm region-failover-shop-critical-health');
    await applyMonitoring(service.session);
    expect(failed(await hold(service, 'health-check'))).toEqual([]);
    const replica = regionOf(service.wire.world, 'eu-west-2').dbInstances.get('orders-prod-replica');
    replica?.lag.push({ from: service.wire.now(), mode: 'stalled', lagMs: 1000 });
    if (replica !== undefined) replica.baseLagMs = 300_000;
    service.wire.advance(300_000);
    expect(failed(await hold(service, 'data-consistency'))).toContain('orders keeps the RPO');
    expect(failed(await hold(service, 'failover-simulation'))).toContain(
      'unplanned failover eu-west-1 to eu-west-2 is possible',
    );
  });

  it('compare a sample of both buckets, and leave alone what may still be on its way', async () => {
    const service = await openSmallService();
    const { world } = service.wire;
    const bucket = (name: string) => world.buckets.get(name) ?? expect.fail();
    addObject(world, bucket('shop-media'), { key: 'a/old.jpg', body: Buffer.from('old') });
    service.wire.advance(3_600_000);
    addObject(world, bucket('shop-media'), { key: 'a/new.jpg', body: Buffer.from('new') });
    service.wire.advance(60_000);
    const found = await hold(service, 'data-consistency');
    const check = found.parts[0]?.checks.find(({ name }) => name.includes('has what'));
    expect(check).toMatchObject({
      ok: false,
      expected: 'all 2 objects of media',
      found: '1 missing or older, such as a/old.jpg',
    });
    addObject(world, bucket('shop-media-replica'), { key: 'a/old.jpg', body: Buffer.from('old') });
    expect(failed(await hold(service, 'data-consistency'))).not.toContain(check?.name);
  });

  it('say that the region is not the active one, and what a region that is dark means', async () => {
    const service = await openSmallService();
    const turned = await holdDrills(service.session, ['failover-simulation'], {
      from: 'eu-west-2',
      to: 'eu-west-1',
    });
    expect(JSON.stringify(turned)).toContain('REGION_NOT_ACTIVE');
    setRegionCondition(service.wire.world, 'eu-west-2', 'dark');
    const dark = await hold(service, 'health-check', 'data-consistency');
    expect(failed(dark)).toContain('eu-west-2 answers');
    expect(failed(dark)).toContain('orders is there in eu-west-2');
  });

  it('need no more than `iam --operation drill --drill-type all` allows', async () => {
    const service = await openSmallService('monitoring: { every: 1m }\n');
    const { config } = service.session;
    await hold(service, ...drillsOf('all'));
    const { policy } = permissionsFor(config, kinds, {
      ...{ ...direction, operation: 'drill', drill: 'all', mode: 'auto', only: [] },
    });
    const allowed = policy.Statement.flatMap(({ Action }) => Action);
    expect(allowed).toContain('cloudwatch:DescribeAlarms');
    expect(allowed.filter((action) => /Put|Update|Delete|Create|Modify|Promote/.test(action))).toEqual([]);
    const made = service.wire.log.entries.map(({ service, operation }) => `${service}:${operation}`);
    // IAM has other names for these two operations of S3.
    const names: Record<string, string> = {
      's3:HeadBucket': 's3:ListBucket',
      's3:ListObjectsV2': 's3:ListBucket',
      's3:GetBucketReplication': 's3:GetReplicationConfiguration',
    };
    const called = new Set(made.map((call) => names[call] ?? call));
    expect([...called].filter((call) => !allowed.includes(call))).toEqual([]);
    expect(drillCalls(config).length).toBeGreaterThan(0);
  });
});

it('a run is told as the drill that it was, with its RTO, and past runs are measured', async () => {
  const service = await openSmallService();
  const session = withTime(service);
  const planned = await planService(session, {
    ...{ ...direction, operation: 'failover', mode: 'unplanned', only: [] },
  });
  const summary = await runPlan(session, planned, {
    host: { emit: () => undefined, ask: (request) => Promise.resolve(defaultAnswer(request)) },
    ...{ signal: new AbortController().signal, actor: 'ana', reason: 'annual drill' },
  });
  const report = drillOfRun(await loadRun(session.store, summary.run), session.clock.now());
  const text = renderDrillMarkdown(report, { link: 'https://github.com/acme/shop/actions/runs/1' });
  expect(report.run).toMatchObject({ id: summary.run, measured: { rtoObjectiveMs: 900_000 } });
  expect(text).toMatch(/^## \d{4}-\d\d-\d\d failover: passed\n/);
  expect(text).toContain('| RTO |');
  expect(text).toContain('<https://github.com/acme/shop/actions/runs/1>');
  const back = await holdDrills(session, ['performance'], { from: 'eu-west-2', to: 'eu-west-1' });
  expect(back.parts[0]?.checks[0]).toMatchObject({ name: `${summary.run} kept the RTO`, ok: true });
  expect(back.parts[0]?.notes[0]).toBe('RTO kept by 1 of 1 runs (100 %).');
});

it('a rehearsal takes exactly the time of the critical path', async () => {
  const { session } = await openSmallService();
  const { plan } = await planService(session, {
    ...{ ...direction, operation: 'failover', mode: 'planned', only: [] },
  });
  const { status, summary } = rehearse(plan);
  expect(status).toBe('done');
  expect(summary.endedAt - summary.declaredAt).toBe(plan.estimate.totalMs);
});

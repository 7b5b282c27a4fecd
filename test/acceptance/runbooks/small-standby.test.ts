import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { RunSummary } from '../../../src/events.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { regionOf, setRegionCondition } from '../../../src/simulator/world.ts';
import { changesOf, openRunbook } from './runbook-service.ts';
import type { RunbookService, Wish } from './runbook-service.ts';
import { snapshotOf, worldDiff } from './world-diff.ts';
import type { Allowed, Snapshot } from './world-diff.ts';

// Whole runs; a machine that does other things as well takes its time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const home = 'eu-west-1';
const standby = 'eu-west-2';
const MINUTE = 60_000;
const large = 'db.r6g.large';
const small = 'db.t3.medium';
const away: Wish = { from: home, to: standby, operation: 'failover' };
const protects = { operation: 'reprotect', only: ['databases'] } as const;
const back: Wish = { from: standby, to: home, operation: 'failback' };

/** What is not as it was afterwards, besides what has nothing to do with databases. */
const mustDiffer: readonly Allowed[] = [
  { path: /\/dbInstances\/lomash-[\w-]+-before-fo-/, reason: 'old primaries are kept' },
  { path: /\/dbInstances\/lomash-\w+-prod(-replica)?\/resourceId$/, reason: 'a rebuilt instance is new' },
  { path: /\/eu-west-1\/dbInstances\/lomash-\w+-prod\/writing$/, reason: 'nobody writes in this world' },
];

async function open(): Promise<RunbookService> {
  const service = await openRunbook('lomash-wood', 'healthy', (config) =>
    config
      .replace('stages: [10, 50, 100]', 'stages: [100]')
      .replace('rebuild: replica', `rebuild: replica\n    class: { active: ${large}, standby: ${small} }`),
  );
  Object.assign(service.running.world.timings, { createReplicaMs: MINUTE, renameDbInstanceMs: 10_000 });
  return service;
}

/** The classes of the databases of a region, each once; of those that are in use, and not set aside. */
function classesIn({ running }: RunbookService, region: string): readonly string[] {
  const instances = [...regionOf(running.world, region).dbInstances.values()];
  const used = instances.filter(({ identifier }) => !identifier.includes('-before-'));
  return [...new Set(used.map(({ instanceClass }) => instanceClass))];
}

function stepsOf({ steps }: Plan, resource: string): readonly string[] {
  return steps.filter((step) => step.resource === resource).map(({ action }) => action);
}

describe('Lomash Wood with a small standby, eu-west-1 being lost', () => {
  let service: RunbookService;
  let plan: Plan;
  let way: Plan;
  let before: Snapshot;
  let failover: RunSummary;
  let failback: RunSummary;
  const classes: (readonly [home: readonly string[], standby: readonly string[]])[] = [];
  const noted = () => classes.push([classesIn(service, home), classesIn(service, standby)]);

  beforeAll(async () => {
    service = await open();
    const { world, clock } = service.running;
    before = snapshotOf(service.running);
    noted();
    setRegionCondition(world, home, 'dark');
    plan = await service.plan(away);
    failover = await service.run(away);
    noted();
    setRegionCondition(world, home, 'healthy');
    await clock.sleep(60 * MINUTE);
    expect(await service.run({ ...away, ...protects })).toMatchObject({ result: 'done' });
    noted();
    way = await service.plan(back);
    failback = await service.run(back);
    noted();
    expect(await service.run({ ...back, ...protects })).toMatchObject({ result: 'done' });
    noted();
  });
  afterAll(() => service.close());

  it('"RDS replicas (eu-west-2): db.t3.medium — minimal size; scale on failover", there and back', () => {
    expect(classes).toEqual([
      [[large], [small]],
      [[large], [large]],
      [[small], [large]],
      [[large], [large]],
      [[large], [small]],
    ]);
  });

  it('scales all eight at once, after the promotion and before anybody is sent there, within the RTO', () => {
    expect(stepsOf(plan, 'databases/orders')).toEqual(['promote', 'resize']);
    expect(plan.steps.filter(({ action }) => action === 'resize')).toHaveLength(8);
    const begun = Object.entries(plan.estimate.startMs).flatMap(([id, ms]) =>
      id.endsWith(':resize') ? [ms] : [],
    );
    expect(new Set(begun).size).toBe(1);
    expect(plan.estimate.startMs['health:ready']).toBeGreaterThanOrEqual((begun[0] ?? 0) + 8 * MINUTE);
    expect(plan.estimate.totalMs).toBeLessThan(20 * MINUTE);
    expect(failover).toMatchObject({ result: 'done', problems: [] });
    expect(failover.rtoMs).toBeLessThan(20 * MINUTE);
  });

  it('goes home without anybody waiting for it, and without losing anything', () => {
    expect(failback).toMatchObject({ result: 'done', problems: [], unfenced: [], rpo: { ms: 0 } });
    expect(stepsOf(way, 'databases/orders')).toEqual(['resize', 'drain', 'promote']);
    const ids = way.steps.map(({ id }) => id);
    const stops = ids.indexOf('services:fence(order-payment-service)');
    expect(stops).toBeGreaterThan(ids.indexOf('databases/orders:resize'));
    // To give up its name, and for the class.
    const changes = changesOf(service.running);
    expect(changes[`rds ModifyDBInstance ${home} lomash-orders-prod`]).toBe(2);
    expect(changes[`rds ModifyDBInstance ${standby} lomash-orders-prod-replica`]).toBe(2);
  });

  it('leaves the databases as they were, field by field', () => {
    const differ = worldDiff(before, snapshotOf(service.running), mustDiffer);
    expect(differ.filter((line) => line.includes('dbInstances'))).toEqual([]);
  });
});

it('a failover goes on with a small database where no larger one is to be had, and says so', async () => {
  const service = await open();
  onTestFinished(() => service.close());
  setRegionCondition(service.running.world, home, 'dark');
  service.running.world.deniedActions.add('rds:ModifyDBInstance');
  const summary = await service.run({ ...away, only: ['databases/orders', 'databases/auth'] });
  expect(summary).toMatchObject({ result: 'done' });
  expect(summary.warnings.join('\n')).toContain('databases/orders:resize');
  expect(classesIn(service, standby)).toEqual([small]);
});

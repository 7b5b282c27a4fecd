import { describe, expect, it } from 'vitest';
import { ecsService } from '../../src/kinds/ecs-service.ts';
import type { Goal, Step, StepDraft } from '../../src/plan/plan.ts';
import { addFault } from '../../src/simulator/faults.ts';
import { findRequests } from '../../src/simulator/request-log.ts';
import { deploy } from '../../src/simulator/container-scheduler.ts';
import { regionOf, setRegionCondition } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import { away, home, limitsIn, planned, runningIn, serviceIn, shop } from './ecs-services.ts';
import { resourceOf } from './resource.ts';
import { awsWire, contextOf, look, stepOf } from './wire.ts';
import type { Wire } from './wire.ts';

const resource = resourceOf(ecsService, ecsService.example);
const block = (more: string) => resourceOf(ecsService, `${ecsService.example}${more}\n`);
const reprotect: Goal = { ...away, operation: 'reprotect', fromCondition: 'up' };

async function inShop(build: (world: World) => void, play: (wire: Wire) => Promise<void>): Promise<void> {
  const wire = await awsWire(build);
  await play(wire).finally(() => wire.close());
}

async function drafts(wire: Wire, goal: Goal, of = resource): Promise<readonly StepDraft[]> {
  const seen = await look(ecsService, of, { wire, goal });
  const steps = goal.operation === 'reprotect' ? ecsService.protect?.(of, seen, goal) : undefined;
  return steps ?? ecsService.steps(of, seen, goal);
}

async function settle(wire: Wire, step: Step, { goal, of }: { goal: Goal; of: typeof resource }) {
  const startedAt = wire.now();
  for (let tick = 0; tick < 60; tick += 1) {
    const seen = await look(ecsService, of, { wire, goal });
    const settled = ecsService.settled(step, { ...seen, startedAt }, wire.now());
    if (settled.state === 'done' || settled.state === 'broken') return settled;
    wire.advance(10_000);
  }
  throw new Error(`${step.id} does not settle`);
}

async function carryOut(wire: Wire, goal: Goal, of = resource): Promise<readonly string[]> {
  const steps = (await drafts(wire, goal, of)).map((draft) => stepOf(draft, of));
  for (const step of steps) {
    await ecsService.apply?.(step, contextOf(wire, goal));
    expect(await settle(wire, step, { goal, of }), step.id).toMatchObject({ state: 'done' });
  }
  return steps.map(({ action }) => action);
}

const state = ({ world }: Wire) =>
  ['eu-west-1', 'eu-west-2'].map((region) => ({
    desired: serviceIn(world, region).desired,
    running: runningIn(world, region),
    limits: limitsIn(world, region),
  }));

describe('an ECS service', () => {
  it('goes away and comes back, and ends where it began', () =>
    inShop(shop(2), async (wire) => {
      const before = state(wire);
      expect(await carryOut(wire, planned)).toEqual(['scale(shop-api)', 'release(shop-api)']);
      expect(state(wire)).toEqual([
        { desired: 2, running: 2, limits: { min: 2, max: 6, scheduled: true } },
        { desired: 6, running: 6, limits: { min: 6, max: 12, scheduled: true } },
      ]);
      expect(await drafts(wire, planned)).toEqual([]);
      await carryOut(wire, home);
      expect(state(wire)).toEqual(before);
    }));

  it('leaves the lost region alone, and reprotect brings it to its standby count', () =>
    inShop(shop(2), async (wire) => {
      expect(await carryOut(wire, away)).toEqual(['scale(shop-api)']);
      expect(state(wire)[0]).toMatchObject({ desired: 6, limits: { min: 6, max: 12 } });
      expect(await carryOut(wire, reprotect)).toEqual(['standby(shop-api)']);
      expect(state(wire)[0]).toEqual({ desired: 2, running: 2, limits: { min: 2, max: 6, scheduled: true } });
      const seen = await look(ecsService, resource, { wire, goal: reprotect });
      expect(ecsService.protected?.(resource, seen, reprotect)).toMatchObject([{ ok: true }]);
      expect(ecsService.assess(resource, seen, reprotect).state).toBe('done');
    }));

  it('fences before it stands by again, where it is told to', () =>
    inShop(shop(2), async (wire) => {
      const fenced = block('fence: true');
      await carryOut(wire, away, resource);
      expect(await carryOut(wire, reprotect, fenced)).toEqual(['fence(shop-api)', 'standby(shop-api)']);
      expect(state(wire)[0]).toEqual({ desired: 2, running: 2, limits: { min: 2, max: 6, scheduled: true } });
    }));

  it('takes no fence for proof while a task that was told to end still runs', () =>
    inShop(shop(2), async (wire) => {
      const of = block('fence: true');
      const [draft] = await drafts(wire, planned, of);
      const step = stepOf(draft as StepDraft, of);
      expect(step.phase).toBe('fence');
      await ecsService.apply?.(step, contextOf(wire, planned));
      expect(runningIn(wire.world, 'eu-west-1')).toBe(0);
      const judge = async () =>
        ecsService.settled(step, await look(ecsService, of, { wire, goal: planned }), wire.now());
      expect(await judge()).toMatchObject({ state: 'pending', evidence: { fence: 'Unfenced' } });
      wire.advance(30_000);
      expect(await judge()).toMatchObject({ state: 'done', evidence: { fence: 'Fenced' } });
      expect(limitsIn(wire.world, 'eu-west-1')).toEqual({ min: 0, max: 0, scheduled: true });
    }));

  it('needs nothing of a dark region, and tries to fence it without insisting', () =>
    inShop(shop(2), async (wire) => {
      const down: Goal = { ...away, fromCondition: 'down' };
      setRegionCondition(wire.world, 'eu-west-1', 'dark');
      expect((await drafts(wire, down)).map(({ region }) => region)).toEqual(['eu-west-2']);
      const [fence, ...rest] = await drafts(wire, down, block('fence: true'));
      expect(fence).toMatchObject({ region: 'eu-west-1', optional: true, timeoutMs: 40_000 });
      expect(rest.map(({ region }) => region)).toEqual(['eu-west-2']);
    }));

  it('replaces its tasks once, however often it is tried', () =>
    inShop(shop(6), async (wire) => {
      const of = block('restart: [connection]');
      const former = serviceIn(wire.world, 'eu-west-2').tasks.map(({ id }) => id);
      const [draft] = await drafts(wire, away, of);
      const step = stepOf(draft as StepDraft, of);
      expect(step).toMatchObject({
        title: 'Replace the tasks of shop-api in eu-west-2',
        reads: [{ resource: 'connection', output: 'version', region: 'eu-west-2' }],
      });
      expect(ecsService.references?.(of)).toEqual(['connection.version']);
      const ask = async () =>
        ecsService.settled(step, await look(ecsService, of, { wire, goal: away }), wire.now());
      expect(await ask()).toMatchObject({ state: 'not-begun' });
      // Somebody else has deployed between the plan and the run: those tasks have the old secrets.
      deploy(wire.world, serviceIn(wire.world, 'eu-west-2'), {
        taskDefinition: serviceIn(wire.world, 'eu-west-2').taskDefinition,
      }).createdAt -= 60_000;
      await ecsService.apply?.(step, contextOf(wire, away));
      await ecsService.apply?.(step, contextOf(wire, away));
      expect(await ask()).toMatchObject({ state: 'pending' });
      expect(await settle(wire, step, { goal: away, of })).toMatchObject({ state: 'done' });
      const changes = findRequests(wire.log, { operation: 'UpdateService' });
      expect(changes).toHaveLength(1);
      const now = serviceIn(wire.world, 'eu-west-2').tasks.filter(({ status }) => status === 'RUNNING');
      expect(now.filter(({ id }) => former.includes(id))).toEqual([]);
    }));

  it('fails at once when the circuit breaker fails the deployment', () =>
    inShop(shop(6, { circuitBreaker: { enable: true, rollback: true } }), async (wire) => {
      const of = block('restart: true');
      regionOf(wire.world, 'eu-west-2').containers.badImages.set('shop-api:1', 'crashes');
      const [draft] = await drafts(wire, away, of);
      const step = stepOf(draft as StepDraft, of);
      await ecsService.apply?.(step, contextOf(wire, away));
      const settled = await settle(wire, step, { goal: away, of });
      expect(settled).toMatchObject({ state: 'broken', problem: { code: 'STEP_BROKEN' } });
    }));

  it('says why its tasks do not start where there is no room for them', () =>
    inShop(shop(2), async (wire) => {
      const cluster = regionOf(wire.world, 'eu-west-2').containers.clusters.get('shop-eu-west-2');
      if (cluster !== undefined) cluster.capacity = 4;
      const [draft] = await drafts(wire, away);
      const step = stepOf(draft as StepDraft, resource);
      const startedAt = wire.now();
      await ecsService.apply?.(step, contextOf(wire, away));
      wire.advance(120_000);
      const seen = await look(ecsService, resource, { wire, goal: away });
      expect(ecsService.settled(step, { ...seen, startedAt }, wire.now())).toMatchObject({
        state: 'pending',
        note: expect.stringMatching(/^4 of 6 tasks run; .*unable to place a task/) as string,
      });
    }));

  it('says that only the deployment is lacking where all tasks run', () =>
    inShop(shop(2), async (wire) => {
      const [draft] = await drafts(wire, away);
      const step = stepOf(draft as StepDraft, resource);
      await ecsService.apply?.(step, contextOf(wire, away));
      await settle(wire, step, { goal: away, of: resource });
      for (const deployment of serviceIn(wire.world, 'eu-west-2').deployments)
        deployment.rolloutState = 'IN_PROGRESS';
      const seen = await look(ecsService, resource, { wire, goal: away });
      expect(ecsService.settled(step, seen, wire.now())).toMatchObject({
        state: 'pending',
        note: expect.stringMatching(/^6 of 6 tasks run, the deployment is IN_PROGRESS/) as string,
      });
    }));

  it('blocks the plan where the service or its cluster is not there', () =>
    inShop(shop(2), async (wire) => {
      const found = async (text: string) => {
        const of = resourceOf(ecsService, text);
        return ecsService.assess(of, await look(ecsService, of, { wire, goal: away }), away);
      };
      const problems = [{ code: 'RESOURCE_MISSING' }];
      expect(
        await found(ecsService.example.replace(/eu-west-2: shop-api/, 'eu-west-2: nothing')),
      ).toMatchObject({ state: 'blocked', problems });
      expect(await found(ecsService.example.replaceAll('shop-eu', 'none-eu'))).toMatchObject({
        state: 'blocked',
        problems,
      });
      expect(await found(ecsService.example.replace(/^cluster:.*\n/m, ''))).toMatchObject({
        state: 'blocked',
        problems,
      });
    }));

  it('warns of autoscaling that the config does not know', () =>
    inShop(shop(2), async (wire) => {
      const of = resourceOf(ecsService, ecsService.example.replace(/autoscaling:\n(  .*\n)*/, ''));
      const seen = await look(ecsService, of, { wire, goal: away });
      expect(ecsService.assess(of, seen, away).notes?.map(({ message }) => message)).toEqual([
        'shop-api in eu-west-2: Application Auto Scaling holds it between 2 and 6 tasks and overrides the config; give `autoscaling`',
      ]);
      // Only a warning depends on it, so that a missing permission blocks nothing.
      addFault(wire.faults, {
        service: 'application-autoscaling',
        effect: { kind: 'error5xx' },
        times: 10,
      });
      expect((await look(ecsService, of, { wire, goal: away })).places['eu-west-2']?.state).toBe('seen');
    }));

  it('tells a guard whether a region carries its load', () =>
    inShop(shop(2), async (wire) => {
      const seen = await look(ecsService, resource, { wire, goal: away });
      const healthy = (region: string) => ecsService.outputs?.(resource, seen, region)['healthy'];
      expect([healthy('eu-west-1'), healthy('eu-west-2'), healthy('us-east-1')]).toEqual([
        'yes',
        'no',
        undefined,
      ]);
    }));

  it('refuses counts and bounds that contradict each other', () => {
    const wrong = (from: string, to: string) => () =>
      resourceOf(ecsService, ecsService.example.replace(from, to));
    expect(wrong('standby: 2 }', 'standby: 9 }')).toThrow('must not be more than active');
    expect(wrong('standby: 2 }', 'standby: 1 }')).toThrow('which would raise it again');
    expect(wrong('max: 12', 'max: 5')).toThrow('must not be less than min');
    expect(wrong('active: 6,', 'active: 20,')).toThrow('must not be above the maximum');
  });
});

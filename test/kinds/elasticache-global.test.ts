import { describe, expect, it } from 'vitest';
import { elasticacheGlobal as kind } from '../../src/kinds/elasticache-global.ts';
import type { Goal, Step } from '../../src/plan/plan.ts';
import { addReplicationGroup } from '../../src/simulator/builders.ts';
import { addFault } from '../../src/simulator/faults.ts';
import { findRequests } from '../../src/simulator/request-log.ts';
import { denyAction, regionOf, setRegionCondition } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import { sessions, sessionsWire, switchover, takeover } from './global-caches.ts';
import { resourceOf } from './resource.ts';
import { contextOf, look, stepOf } from './wire.ts';
import type { Wire } from './wire.ts';

const resource = resourceOf(kind, kind.example);
const detaching = resourceOf(kind, `${kind.example}\nunplanned: detach`);
const home: Goal = { ...switchover, operation: 'failback', from: 'eu-west-2', to: 'eu-west-1' };
const reprotect: Goal = { ...takeover, operation: 'reprotect' };

/** A test in a world with what `build` puts into it; the datastore of the example unless told. */
async function within(
  play: (wire: Wire) => Promise<void>,
  build: (world: World) => void = (world) => void sessions(world),
): Promise<void> {
  const wire = await sessionsWire(build);
  try {
    await play(wire);
  } finally {
    await wire.close();
  }
}

const dark = (world: World): void => {
  sessions(world);
  setRegionCondition(world, 'eu-west-1', 'dark');
};

async function assess(wire: Wire, goal: Goal, of = resource) {
  return kind.assess(of, await look(kind, of, { wire, goal }), goal);
}

async function step(wire: Wire, action: string, goal: Goal): Promise<Step> {
  const of = action === 'detach' ? detaching : resource;
  const drafts = kind.steps(of, await look(kind, of, { wire, goal }), goal);
  const draft = drafts.find((each) => each.action === action);
  if (draft === undefined) throw new Error(`no ${action} among ${drafts.map((each) => each.action).join()}`);
  return stepOf(draft, of);
}

async function apply(wire: Wire, goal: Goal, given: Step) {
  return kind.apply?.(given, contextOf(wire, goal));
}

async function stateOf(wire: Wire, given: Step, startedAt = wire.now()) {
  const observation = await look(kind, resource, { wire, goal: takeover });
  return kind.settled(given, { ...observation, startedAt }, wire.now());
}

describe('a promotion in a Global Datastore', () => {
  it('is proven by the role, never by a datastore that still reads available', () =>
    within(async (wire) => {
      const promote = await step(wire, 'promote', takeover);
      await apply(wire, takeover, promote);
      expect(await stateOf(wire, promote)).toMatchObject({
        state: 'not-begun',
        note: 'available, still secondary',
      });
      wire.advance(10_000);
      expect(await stateOf(wire, promote)).toMatchObject({ state: 'pending' });
      wire.advance(60_000);
      expect(await stateOf(wire, promote)).toMatchObject({ state: 'done' });
    }, dark));

  it('asks nothing of the lost region and measures what it gives up right before the call', () =>
    within(async (wire) => {
      wire.advance(5 * 60_000);
      setRegionCondition(wire.world, 'eu-west-1', 'dark');
      const promote = await step(wire, 'promote', takeover);
      const from = wire.log.entries.length;
      const applied = await apply(wire, takeover, promote);
      expect(applied?.loss).toEqual({ ms: 600, source: 'GlobalDatastoreReplicationLag' });
      const calls = wire.log.entries.slice(from);
      expect(new Set(calls.map(({ region }) => region))).toEqual(new Set(['eu-west-2']));
      expect(promote.calls.every(({ region }) => region === 'eu-west-2')).toBe(true);
    }));

  it('reports an unknown loss as unknown where CloudWatch does not answer', () =>
    within(async (wire) => {
      denyAction(wire.world, 'cloudwatch:GetMetricData');
      const promote = await step(wire, 'promote', takeover);
      const loss = (await apply(wire, takeover, promote))?.loss;
      expect(loss?.ms).toBeUndefined();
      expect(loss?.source).toContain('GlobalDatastoreReplicationLag: ');
    }, dark));

  it('whose answer is lost is recognised when it is asked for again', () =>
    within(async (wire) => {
      const promote = await step(wire, 'promote', takeover);
      const operation = 'FailoverGlobalReplicationGroup';
      addFault(wire.faults, { operation, times: 1, effect: { kind: 'dropAfter' } });
      await expect(apply(wire, takeover, promote)).rejects.toThrow();
      wire.advance(10_000);
      expect(await apply(wire, takeover, promote)).toMatchObject({
        note: expect.stringContaining('already') as string,
      });
    }, dark));

  it('waits in a switchover until replication is past the end of writes, however close it is', () =>
    within(async (wire) => {
      const drain = await step(wire, 'drain', switchover);
      wire.advance(3 * 60_000);
      expect(await stateOf(wire, drain)).toMatchObject({
        state: 'pending',
        note: expect.stringContaining('not yet past the end of writes') as string,
      });
    }));
});

describe('the way back of a Global Datastore', () => {
  it('finds the old primary standing by without anybody having asked for it', () =>
    within(async (wire) => {
      await apply(wire, takeover, await step(wire, 'promote', takeover));
      wire.advance(2 * 60_000);
      setRegionCondition(wire.world, 'eu-west-1', 'healthy');
      const observation = await look(kind, resource, { wire, goal: reprotect });
      expect(kind.verify(resource, observation, takeover).every(({ ok }) => ok)).toBe(true);
      expect(kind.assess(resource, observation, reprotect)).toMatchObject({ state: 'done' });
      expect(kind.protect?.(resource, observation, reprotect)).toEqual([]);
      expect(kind.protected?.(resource, observation, reprotect)).toMatchObject([{ ok: true }]);
      const back = kind.steps(resource, await look(kind, resource, { wire, goal: home }), home);
      expect(back.map(({ action }) => action)).toEqual(['drain', 'promote']);
    }, dark));

  it('does not touch a group that is in the way of a missing standby, and says how to free its name', () =>
    within(
      async (wire) => {
        const goal: Goal = { ...reprotect, from: 'eu-west-2', to: 'eu-west-1' };
        const { state, problems } = await assess(wire, goal);
        expect(state).toBe('blocked');
        expect(problems?.[0]?.fix).toContain('delete-replication-group');
      },
      (world) => {
        sessions(world, { standby: false });
        addReplicationGroup(world, { id: 'sessions-standby', region: 'eu-west-2' });
      },
    ));

  it('leaves a secondary alone that is older than the run', () =>
    within(
      async (wire) => {
        const create = await step(wire, 'create', switchover);
        const join = await step(wire, 'join', switchover);
        regionOf(wire.world, 'eu-west-1').replicationGroups.clear();
        wire.world.globalDatastores.clear();
        sessions(wire.world);
        await kind.undo?.(join, contextOf(wire, switchover));
        await kind.undo?.(create, contextOf(wire, switchover));
        expect(findRequests(wire.log, { mutating: true })).toEqual([]);
      },
      (world) => void sessions(world, { standby: false }),
    ));

  it('takes a secondary that is a member still out of the datastore before it is deleted', () =>
    within(
      async (wire) => {
        const create = await step(wire, 'create', switchover);
        await apply(wire, switchover, create);
        wire.advance(2 * 60_000);
        const undo = () => kind.undo?.(create, contextOf(wire, switchover));
        // The engine tries a conflict again.
        await expect(undo()).rejects.toMatchObject({ name: /^InvalidReplicationGroupState/ });
        wire.advance(2 * 60_000);
        await undo();
        wire.advance(2 * 60_000);
        wire.world.settle();
        expect(regionOf(wire.world, 'eu-west-2').replicationGroups.size).toBe(0);
      },
      (world) => void sessions(world, { standby: false }),
    ));
});

describe('a secondary that was detached', () => {
  it('accepts writes alone, and is in the way of a datastore whose old primary is back', () =>
    within(async (wire) => {
      const goal = takeover;
      const detach = await step(wire, 'detach', goal);
      expect((await apply(wire, goal, detach))?.loss).toBeDefined();
      wire.advance(3 * 60_000);
      expect(await stateOf(wire, detach)).toMatchObject({
        state: 'done',
        note: 'stands alone, accepts writes',
      });
      const during = await look(kind, detaching, { wire, goal });
      expect(kind.verify(detaching, during, goal).every(({ ok }) => ok)).toBe(true);
      expect(kind.assess(detaching, during, goal).state).toBe('done');
      setRegionCondition(wire.world, 'eu-west-1', 'healthy');
      const after = await look(kind, detaching, { wire, goal });
      expect(kind.verify(detaching, after, goal).find(({ ok }) => !ok)?.found).toBe(
        'sessions-standby in eu-west-2, sessions-primary in eu-west-1',
      );
      const { problems } = await assess(wire, reprotect, detaching);
      expect(problems?.[0]?.fix).toContain('create-global-replication-group');
    }, dark));
});

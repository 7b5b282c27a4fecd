import { describe, expect, it } from 'vitest';
import { dynamodbTable as kind } from '../../src/kinds/dynamodb-table.ts';
import type { TableReplica } from '../../src/kinds/dynamodb-table-replica.ts';
import type { Observation } from '../../src/kinds/kind.ts';
import type { Goal, Lag, Step } from '../../src/plan/plan.ts';
import { findRequests } from '../../src/simulator/request-log.ts';
import { addGlobalTable, addTable } from '../../src/simulator/store-builders.ts';
import { setRegionCondition } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import { resourceOf } from './resource.ts';
import { awsWire, contextOf, look, stepOf } from './wire.ts';
import type { Wire } from './wire.ts';

const takeover: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'degraded',
};
const switchover: Goal = { ...takeover, mode: 'planned', fromCondition: 'up' };
const name = 'merchant-analytics';
const resource = resourceOf(kind, kind.example);

async function within(build: (world: World) => void, play: (wire: Wire) => Promise<void>): Promise<void> {
  const wire = await awsWire(build);
  try {
    await play(wire);
  } finally {
    await wire.close();
  }
}

/** Both regions with an active table; what `from` measures on the way to `to`. */
function seen(lag: Lag, more: Partial<TableReplica> = {}): Observation<TableReplica> {
  const table = (other: string): TableReplica => ({
    ...{ name, status: 'ACTIVE', onDemand: true, readUnits: 0, writeUnits: 0, strong: false },
    replicas: { [other]: 'ACTIVE' },
    outbound: { [other]: lag },
  });
  return {
    at: 0,
    places: {
      'eu-west-1': { state: 'seen', value: { ...table('eu-west-2'), ...more } },
      'eu-west-2': { state: 'seen', value: table('eu-west-1') },
    },
  };
}

const silence: Lag = { ms: undefined, source: 'ReplicationLatency: no data points in 10 minutes' };
const minute = 60_000;

describe('the lag of a global table', () => {
  it('is measured where the changes come from', () =>
    within(
      (world) => void addGlobalTable(world, ['eu-west-1', 'eu-west-2'], { name }),
      async (wire) => {
        wire.advance(5 * minute);
        const observation = await look(kind, resource, { wire, goal: takeover });
        expect(kind.assess(resource, observation, takeover)).toMatchObject({
          state: 'done',
          lag: { ms: 900, source: 'ReplicationLatency' },
        });
      },
    ));

  it('is unknown when that region does not answer, and nothing there is asked for', () =>
    within(
      (world) => {
        addGlobalTable(world, ['eu-west-1', 'eu-west-2'], { name });
        setRegionCondition(world, 'eu-west-1', 'dark');
      },
      async (wire) => {
        const observation = await look(kind, resource, { wire, goal: takeover });
        const { state, lag, notes } = kind.assess(resource, observation, takeover);
        expect(state).toBe('done');
        expect(lag).toEqual({
          ms: undefined,
          source: 'ReplicationLatency: measured in eu-west-1, which does not answer',
        });
        expect(notes).toMatchObject([{ level: 'info' }]);
        expect(kind.verify(resource, observation, takeover)).toMatchObject([{ ok: true }]);
      },
    ));

  it('is a warning, since it usually corrects itself, and a refusal only above `maxLag`', () => {
    const behind = seen({ ms: 90_000, source: 'ReplicationLatency', at: 0 });
    const warned = kind.assess(resource, behind, takeover);
    expect(warned.state).toBe('done');
    expect(warned.notes).toMatchObject([
      { level: 'warning', message: expect.stringContaining('usually corrects itself') as string },
      { level: 'info' },
    ]);
    const strict = resourceOf(kind, `${kind.example}\nmaxLag: 1m`);
    expect(kind.assess(strict, behind, takeover)).toMatchObject({
      state: 'blocked',
      problems: [{ code: 'REPLICA_TOO_FAR_BEHIND', found: '1 min 30 s', expected: 'at most 1 min 00 s' }],
    });
    const down: Goal = { ...takeover, fromCondition: 'down' };
    expect(kind.assess(strict, behind, down).state).toBe('done');
  });
});

describe('the drain of a global table', () => {
  const [draft] = kind.steps(resource, seen(silence), switchover);
  const drain = (observation: Observation<TableReplica>, now: number) => {
    if (draft === undefined) throw new Error('there is no step');
    const startedAt = 100 * minute;
    return kind.settled(stepOf(draft, resource), { ...observation, startedAt }, now);
  };

  it.each<{ what: string; lag: Lag; after: number; state: string }>([
    {
      what: 'an arrival that was written before',
      lag: { ms: 500, source: 'm', at: 99.9 * minute },
      after: 101,
      state: 'pending',
    },
    {
      what: 'an arrival that was written after',
      lag: { ms: 500, source: 'm', at: 101 * minute },
      after: 102,
      state: 'done',
    },
    {
      what: 'a slow arrival afterwards',
      lag: { ms: 5 * minute, source: 'm', at: 103 * minute },
      after: 105,
      state: 'pending',
    },
    { what: 'nothing arriving yet', lag: silence, after: 102, state: 'pending' },
    { what: 'nothing arriving for long', lag: silence, after: 105, state: 'done' },
    {
      what: 'quiet since an earlier arrival',
      lag: { ms: 500, source: 'm', at: 99 * minute },
      after: 105,
      state: 'done',
    },
    {
      what: 'CloudWatch refusing',
      lag: { ms: undefined, source: 'ReplicationLatency: denied' },
      after: 200,
      state: 'pending',
    },
  ])('with $what is $state', ({ lag, after, state }) => {
    expect(drain(seen(lag), after * minute).state).toBe(state);
  });

  it('is not over while the replica does not replicate, however quiet it is', () => {
    const updating = seen(silence, { replicas: { 'eu-west-2': 'UPDATING' } });
    expect(drain(updating, 200 * minute).state).toBe('pending');
  });

  it('has nothing to wait for where the table is consistent across regions', () => {
    const none: Lag = { ms: 0, source: 'multi-Region strong consistency' };
    expect(drain(seen(none, { strong: true }), 100 * minute).state).toBe('done');
  });
});

describe('a table', () => {
  it('that only shares its name with one in the other region is no replica', () =>
    within(
      (world) => {
        addTable(world, { name, region: 'eu-west-1' });
        addTable(world, { name, region: 'eu-west-2' });
      },
      async (wire) => {
        const observation = await look(kind, resource, { wire, goal: takeover });
        expect(kind.assess(resource, observation, takeover)).toMatchObject({
          state: 'blocked',
          problems: [{ code: 'REPLICA_MISSING', found: 'a table of its own' }],
        });
        expect(kind.verify(resource, observation, takeover)).toMatchObject([{ ok: true }, { ok: false }]);
      },
    ));

  it('keeps a replica that is older than the run when the run is taken back', () =>
    within(
      (world) => void addGlobalTable(world, ['eu-west-1', 'eu-west-2'], { name }),
      async (wire) => {
        const goal: Goal = { ...takeover, operation: 'reprotect', from: 'eu-west-2', to: 'eu-west-1' };
        const alone = seen(silence, { replicas: {} });
        const places = { ...alone.places, 'eu-west-2': { state: 'absent' as const } };
        const [draft] = kind.protect?.(resource, { at: 0, places }, goal) ?? [];
        if (draft === undefined) throw new Error('there is no step');
        const undone = await kind.undo?.(stepOf(draft, resource), contextOf(wire, goal));
        expect(undone?.note).toContain('older than this run');
        expect(findRequests(wire.log, { mutating: true })).toEqual([]);
      },
    ));

  it('on demand, or with more than enough, is given no capacity', () => {
    const wanting = resourceOf(kind, `${kind.example}\ncapacity: { read: 10, write: 10 }`);
    expect(kind.steps(wanting, seen(silence), takeover)).toEqual([]);
  });

  it('keeps a capacity that somebody has chosen since', () =>
    within(
      (world) => void addTable(world, { name, region: 'eu-west-2', billing: 'PROVISIONED', readUnits: 50 }),
      async (wire) => {
        const params = { table: name, read: 10, write: 10, readBefore: 5, writeBefore: 5 };
        const step = { action: 'capacity', region: 'eu-west-2', params } as unknown as Step;
        await kind.undo?.(step, contextOf(wire, takeover));
        expect(findRequests(wire.log, { mutating: true })).toEqual([]);
      },
    ));
});

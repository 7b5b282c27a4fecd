import { describe, expect, it } from 'vitest';
import type { Resource } from '../../src/config/config.ts';
import { rdsInstance } from '../../src/kinds/rds-instance.ts';
import type { Kind } from '../../src/kinds/kind.ts';
import type { Goal, Step } from '../../src/plan/plan.ts';
import { addDbInstance, addMetric, addReplica } from '../../src/simulator/builders.ts';
import { addFault } from '../../src/simulator/faults.ts';
import { findRequests } from '../../src/simulator/request-log.ts';
import { denyAction, regionOf, setRegionCondition } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import { resourceOf } from './resource.ts';
import { awsWire, contextOf, look, lookAll, stepOf } from './wire.ts';
import type { Wire } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
const back: Goal = {
  from: 'eu-west-2',
  to: 'eu-west-1',
  operation: 'failover',
  mode: 'planned',
  fromCondition: 'up',
};
const resource = resourceOf(rdsInstance, rdsInstance.example);

function replicas(count: number): (world: World) => void {
  return (world) => {
    for (let index = 0; index < count; index += 1) {
      const name = count === 1 ? 'orders-prod' : `shard-${index}`;
      const source = addDbInstance(world, { identifier: name, region: 'eu-west-1' });
      addReplica(world, source, { identifier: `${name}-replica`, region: 'eu-west-2' });
    }
  };
}

async function inWorld(build: (world: World) => void, play: (wire: Wire) => Promise<void>): Promise<void> {
  const wire = await awsWire(build);
  await play(wire).finally(() => wire.close());
}

async function stepIn(wire: Wire, action: string, wanted = goal): Promise<Step> {
  const observation = await look(rdsInstance, resource, { wire, goal: wanted });
  const draft = rdsInstance.steps(resource, observation, wanted).find((step) => step.action === action);
  if (draft === undefined) throw new Error(`there is no step ${action}`);
  return stepOf(draft, resource);
}

const change = (how: 'apply' | 'undo', step: Step, wire: Wire) => {
  const kind: Kind = rdsInstance;
  return how === 'apply'
    ? kind.apply?.(step, contextOf(wire, goal))
    : kind.undo?.(step, contextOf(wire, goal));
};

describe('looking at databases', () => {
  it('looks at 250 databases with four calls in a region', () =>
    inWorld(replicas(250), async (wire) => {
      const many: Resource[] = Array.from({ length: 250 }, (_, index) =>
        resourceOf(
          rdsInstance,
          `kind: rds-instance\neu-west-1: shard-${index}\neu-west-2: shard-${index}-replica`,
          `databases/${index}`,
        ),
      );
      const observations = await lookAll(rdsInstance, many, { wire, goal });
      const missing = many.filter(({ id }) => observations.get(id)?.places['eu-west-2']?.state !== 'seen');
      expect(missing).toEqual([]);
      const calls = findRequests(wire.log, { region: 'eu-west-2' }).map(({ operation }) => operation);
      expect(calls).toEqual([
        'DescribeDBInstances',
        'DescribeDBInstances',
        'DescribeDBInstances',
        'GetMetricData',
      ]);
    }));

  it('finds an instance whose name the config writes in capitals', () =>
    inWorld(replicas(1), async (wire) => {
      const loud = resourceOf(
        rdsInstance,
        'kind: rds-instance\neu-west-1: Orders-Prod\neu-west-2: Orders-Prod-Replica',
      );
      const observation = await look(rdsInstance, loud, { wire, goal });
      expect(Object.values(observation.places).map(({ state }) => state)).toEqual(['seen', 'seen']);
    }));

  it('knows the instances, and says why their lag is unknown, when CloudWatch refuses', () =>
    inWorld(replicas(1), async (wire) => {
      denyAction(wire.world, 'cloudwatch:GetMetricData');
      const { state, lag } = rdsInstance.assess(
        resource,
        await look(rdsInstance, resource, { wire, goal }),
        goal,
      );
      expect(state).toBe('ready');
      expect(lag?.ms).toBeUndefined();
      expect(lag?.source).toContain('cloudwatch:GetMetricData');
    }));

  it('sees the lag grow while the source is dark', () =>
    inWorld(replicas(1), async (wire) => {
      setRegionCondition(wire.world, 'eu-west-1', 'dark');
      wire.advance(5 * 60_000);
      const { lag } = rdsInstance.assess(resource, await look(rdsInstance, resource, { wire, goal }), goal);
      expect(lag?.source).toBe('ReplicaLag');
      expect(lag?.ms).toBeGreaterThan(4 * 60_000);
    }));
});

describe('promoting', () => {
  it.each([
    ['as the lag when replication stood still, where the region has been down since', 'down', 800, 61_000],
    [
      'as the lag right before the call, where the region may still be writing',
      'degraded',
      4 * 60_000,
      6 * 60_000,
    ],
  ] as const)('reports what is lost %s', (...[, fromCondition, least, most]) =>
    inWorld(replicas(1), async (wire) => {
      const step = await stepIn(wire, 'promote');
      setRegionCondition(wire.world, 'eu-west-1', 'dark');
      wire.advance(5 * 60_000);
      const applied = await rdsInstance.apply?.(step, contextOf(wire, { ...goal, fromCondition }));
      expect(applied?.loss?.source).toBe('ReplicaLag');
      expect(applied?.loss?.ms).toBeGreaterThanOrEqual(least);
      expect(applied?.loss?.ms).toBeLessThanOrEqual(most);
    }),
  );

  it('reports no loss of zero when nobody knows the lag', () =>
    inWorld(replicas(1), async (wire) => {
      const step = await stepIn(wire, 'promote');
      denyAction(wire.world, 'cloudwatch:GetMetricData');
      const applied = await change('apply', step, wire);
      expect(applied?.loss).toMatchObject({ ms: undefined });
    }));

  it('is not taken for done while the instance still reads available', () =>
    inWorld(replicas(1), async (wire) => {
      const step = await stepIn(wire, 'promote');
      await change('apply', step, wire);
      const observation = await look(rdsInstance, resource, { wire, goal });
      expect(regionOf(wire.world, 'eu-west-2').dbInstances.get('orders-prod-replica')?.status).toBe(
        'available',
      );
      expect(rdsInstance.settled(step, observation, wire.now()).state).toBe('not-begun');
    }));

  it('takes a promotion whose answer was lost for begun', () =>
    inWorld(replicas(1), async (wire) => {
      const step = await stepIn(wire, 'promote');
      addFault(wire.faults, { operation: 'PromoteReadReplica', times: 1, effect: { kind: 'dropAfter' } });
      await expect(change('apply', step, wire)).rejects.toThrow();
      wire.advance(30_000);
      await expect(change('apply', step, wire)).resolves.toMatchObject({
        note: expect.stringContaining('already') as string,
      });
      expect(findRequests(wire.log, { operation: 'PromoteReadReplica', outcome: 'ok' })).toEqual([]);
    }));

  it('leaves a backup in progress to the retries', () =>
    inWorld(replicas(1), async (wire) => {
      const step = await stepIn(wire, 'promote');
      const instance = regionOf(wire.world, 'eu-west-2').dbInstances.get('orders-prod-replica');
      if (instance !== undefined) instance.status = 'backing-up';
      await expect(change('apply', step, wire)).rejects.toMatchObject({
        name: expect.stringMatching(/^InvalidDBInstanceState/) as string,
      });
    }));

  it('is broken when the promotion fails on the other side', () =>
    inWorld(replicas(1), async (wire) => {
      const step = await stepIn(wire, 'promote');
      addFault(wire.faults, {
        operation: 'PromoteReadReplica',
        effect: { kind: 'fail', status: 'incompatible-restore' },
      });
      await change('apply', step, wire);
      wire.advance(20 * 60_000);
      const settled = rdsInstance.settled(
        step,
        await look(rdsInstance, resource, { wire, goal }),
        wire.now(),
      );
      expect(settled).toMatchObject({ state: 'broken', problem: { found: 'incompatible-restore' } });
    }));
});

describe('the way back', () => {
  const twoPrimaries = (world: World): void => {
    addDbInstance(world, { identifier: 'orders-prod', region: 'eu-west-1' });
    addDbInstance(world, { identifier: 'orders-prod-replica', region: 'eu-west-2' });
  };

  it('keeps the old primary under the name of the run', () =>
    inWorld(twoPrimaries, async (wire) => {
      const step = await stepIn(wire, 'set-aside', back);
      await change('apply', step, wire);
      wire.advance(10 * 60_000);
      wire.world.settle();
      expect([...regionOf(wire.world, 'eu-west-1').dbInstances.keys()]).toEqual([
        'orders-prod-before-fo-20261121-100000-7f3a',
      ]);
    }));

  it('never deletes an instance that does not replicate any more', () =>
    inWorld(twoPrimaries, async (wire) => {
      const step = await stepIn(wire, 'replicate', back);
      await expect(change('undo', step, wire)).resolves.toMatchObject({
        note: expect.stringContaining('left alone') as string,
      });
      expect(findRequests(wire.log, { operation: 'DeleteDBInstance' })).toEqual([]);
    }));

  it('never renames an instance that has taken the place of the old primary', () =>
    inWorld(twoPrimaries, async (wire) => {
      const step = await stepIn(wire, 'set-aside', back);
      const other = { ...step, params: { ...step.params, resourceId: 'db-ANOTHER' } };
      await change('apply', other, wire);
      expect(findRequests(wire.log, { mutating: true })).toEqual([]);
    }));
});

describe('a standby that is built again', () => {
  const protect: Goal = { ...goal, operation: 'reprotect', mode: 'planned', fromCondition: 'up' };
  const failedOver = (world: World): void => {
    addDbInstance(world, { identifier: 'orders-prod', region: 'eu-west-1' });
    addDbInstance(world, { identifier: 'orders-prod-replica', region: 'eu-west-2' });
  };

  async function carryOut(wire: Wire): Promise<void> {
    const before = await look(rdsInstance, resource, { wire, goal: protect });
    for (const draft of rdsInstance.protect?.(resource, before, protect) ?? []) {
      await rdsInstance.apply?.(stepOf(draft, resource), contextOf(wire, protect));
      wire.advance(60 * 60_000);
    }
  }

  it('is found by the failback, which has only to drain and to promote', () =>
    inWorld(failedOver, async (wire) => {
      expect(
        rdsInstance.assess(resource, await look(rdsInstance, resource, { wire, goal: protect }), protect),
      ).toMatchObject({ state: 'ready', summary: expect.stringContaining('has no standby') as string });
      await carryOut(wire);
      const observation = await look(rdsInstance, resource, { wire, goal: back });
      const home: Goal = { ...back, operation: 'failback' };
      expect(rdsInstance.steps(resource, observation, home).map(({ action }) => action)).toEqual([
        'drain',
        'promote',
      ]);
      expect(rdsInstance.assess(resource, observation, protect).state).toBe('done');
    }));

  it('leaves the old primary aside, which every plan lists with its price in mind', () =>
    inWorld(failedOver, async (wire) => {
      await carryOut(wire);
      const { notes } = rdsInstance.assess(
        resource,
        await look(rdsInstance, resource, { wire, goal: back }),
        back,
      );
      expect(notes?.map(({ message }) => message)).toContainEqual(
        expect.stringMatching(
          /^orders-prod-before-fo-20261121-100000-7f3a in eu-west-1 .* paid for \(db\.t3\.medium, 100 GiB/,
        ),
      );
    }));

  it('is built behind the side that the applications use, not in its place', () =>
    inWorld(failedOver, async (wire) => {
      const wrong: Goal = { ...protect, from: 'eu-west-2', to: 'eu-west-1' };
      const usage = (region: string, identifier: string, connections: number) => ({
        namespace: 'AWS/RDS',
        metricName: 'DatabaseConnections',
        dimensions: { DBInstanceIdentifier: identifier },
        unit: 'Count',
        valueAt: () => (region === 'eu-west-2' ? connections : 0),
      });
      addMetric(wire.world, 'eu-west-1', usage('eu-west-1', 'orders-prod', 0));
      addMetric(wire.world, 'eu-west-2', usage('eu-west-2', 'orders-prod-replica', 12));
      const observation = await look(rdsInstance, resource, { wire, goal: wrong });
      expect(rdsInstance.assess(resource, observation, wrong)).toMatchObject({
        state: 'blocked',
        problems: [{ message: expect.stringContaining('seems to be active already') as string }],
      });
    }));

  it('by a snapshot holds what was written before, and a failback restores from one of the end of writes', () =>
    inWorld(failedOver, async (wire) => {
      const copied = resourceOf(rdsInstance, `${rdsInstance.example}\nrebuild: snapshot`);
      const home: Goal = { ...back, operation: 'failback' };
      const before = await look(rdsInstance, copied, { wire, goal: home });
      for (const draft of rdsInstance.steps(copied, before, home)) {
        const applied = await rdsInstance.apply?.(stepOf(draft, copied), contextOf(wire, home));
        if (draft.action === 'restore')
          expect(applied?.loss).toEqual({ ms: 0, source: 'snapshot taken after the end of writes' });
        wire.advance(60 * 60_000);
      }
      wire.world.settle();
      const restored = regionOf(wire.world, 'eu-west-1').dbInstances.get('orders-prod');
      expect(restored).toMatchObject({ status: 'available', writable: true, sourceArn: undefined });
      expect([...regionOf(wire.world, 'eu-west-1').dbSnapshots.keys()]).toEqual([
        'orders-prod-replica-rebuild-1',
      ]);
    }));
});

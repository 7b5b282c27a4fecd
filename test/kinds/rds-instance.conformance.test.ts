import { rdsInstance } from '../../src/kinds/rds-instance.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { addDbInstance, addReplica } from '../../src/simulator/builders.ts';
import { regionOf, setRegionCondition } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import { conforms } from './conformance.ts';
import { awsWire } from './wire.ts';

const away: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
const planned: Goal = { ...away, mode: 'planned', fromCondition: 'up' };

function replicated(world: World): void {
  const source = addDbInstance(world, { identifier: 'orders-prod', region: 'eu-west-1' });
  addReplica(world, source, {
    identifier: 'orders-prod-replica',
    region: 'eu-west-2',
    backupRetentionDays: 0,
  });
}

/** As it is after a failover: two instances of their own, the one that is left being the truth. */
function promotedBefore(world: World): void {
  addDbInstance(world, { identifier: 'orders-prod', region: 'eu-west-1' });
  addDbInstance(world, { identifier: 'orders-prod-replica', region: 'eu-west-2' });
}

/** As it is after a failover whose fence has stopped the old primary. */
function fencedBefore(world: World): void {
  addDbInstance(world, {
    identifier: 'orders-prod',
    region: 'eu-west-1',
    status: 'stopped',
    writable: false,
  });
  addDbInstance(world, { identifier: 'orders-prod-replica', region: 'eu-west-2' });
}

const protect: Goal = { ...planned, operation: 'reprotect' };
const byPart = `${rdsInstance.example}\nclass: { active: db.r6g.large, standby: db.t3.medium }`;
const bySnapshot = `${rdsInstance.example}\nrebuild: snapshot`;

function stopWriters(world: World, region: string): void {
  for (const instance of regionOf(world, region).dbInstances.values()) instance.writing = false;
}

conforms(rdsInstance, [
  {
    name: 'an unplanned failover out of a dark region',
    goal: away,
    open: () =>
      awsWire((world) => {
        replicated(world);
        setRegionCondition(world, 'eu-west-1', 'dark');
      }),
    actions: ['promote'],
  },
  {
    name: 'an unplanned failover with a fence and a second zone',
    goal: { ...away, fromCondition: 'degraded' },
    block: `${rdsInstance.example}\nfence: stop\nmultiAz: true`,
    open: () => awsWire(replicated),
    actions: ['promote', 'fence', 'multi-az'],
  },
  {
    name: 'a planned switchover',
    goal: planned,
    open: () => awsWire(replicated),
    before: (step, { world }) => {
      if (step.action === 'drain') stopWriters(world, 'eu-west-1');
    },
    actions: ['drain', 'promote'],
  },
  {
    name: 'a failback to a stale old primary',
    goal: { ...planned, from: 'eu-west-2', to: 'eu-west-1' },
    open: () => awsWire(promotedBefore),
    before: (step, { world }) => {
      if (step.action === 'drain') stopWriters(world, 'eu-west-2');
    },
    actions: ['set-aside', 'replicate', 'drain', 'promote'],
  },
  {
    name: 'a failback that finds the replica that a reprotect has built',
    goal: { ...planned, operation: 'failback', from: 'eu-west-2', to: 'eu-west-1' },
    open: () =>
      awsWire((world) => {
        const active = addDbInstance(world, { identifier: 'orders-prod-replica', region: 'eu-west-2' });
        addReplica(world, active, { identifier: 'orders-prod', region: 'eu-west-1' });
      }),
    before: (step, { world }) => {
      if (step.action === 'drain') stopWriters(world, 'eu-west-2');
    },
    actions: ['drain', 'promote'],
  },
  {
    name: 'a failback by a snapshot',
    goal: { ...planned, operation: 'failback', from: 'eu-west-2', to: 'eu-west-1' },
    block: bySnapshot,
    open: () => awsWire(promotedBefore),
    actions: ['set-aside', 'snapshot', 'copy-snapshot', 'restore'],
  },
  {
    name: 'a reprotect after a failover',
    goal: protect,
    open: () => awsWire(promotedBefore),
    actions: ['set-aside', 'replicate'],
  },
  {
    name: 'a reprotect after a failover that has fenced',
    goal: protect,
    open: () => awsWire(fencedBefore),
    actions: ['start', 'set-aside', 'replicate'],
  },
  {
    name: 'a reprotect that finds a replica',
    goal: { ...protect, from: 'eu-west-2', to: 'eu-west-1' },
    open: () => awsWire(replicated),
    actions: [],
  },
  {
    name: 'an unplanned failover to a small replica',
    goal: away,
    block: byPart,
    open: () =>
      awsWire((world) => {
        replicated(world);
        setRegionCondition(world, 'eu-west-1', 'dark');
      }),
    actions: ['promote', 'resize'],
  },
  {
    name: 'an unplanned failover to a small replica with a fence and a second zone',
    goal: { ...away, fromCondition: 'degraded' },
    block: `${byPart}\nfence: stop\nmultiAz: true`,
    open: () => awsWire(replicated),
    actions: ['promote', 'fence', 'resize', 'multi-az'],
  },
  {
    name: 'a planned switchover to a small replica in two zones',
    goal: planned,
    block: byPart,
    open: () =>
      awsWire((world) => {
        replicated(world);
        const replica = regionOf(world, 'eu-west-2').dbInstances.get('orders-prod-replica');
        Object.assign(replica ?? {}, { multiAz: true });
      }),
    before: (step, { world }) => {
      if (step.action === 'drain') stopWriters(world, 'eu-west-1');
    },
    actions: ['resize', 'drain', 'promote'],
  },
  {
    name: 'an instance that was promoted and is still small',
    goal: away,
    block: byPart,
    open: () =>
      awsWire((world) => {
        addDbInstance(world, { identifier: 'orders-prod-replica', region: 'eu-west-2' });
        setRegionCondition(world, 'eu-west-1', 'dark');
      }),
    actions: ['resize'],
  },
  {
    name: 'a reprotect that finds a large replica',
    goal: { ...protect, from: 'eu-west-2', to: 'eu-west-1' },
    block: byPart,
    open: () =>
      awsWire((world) => {
        replicated(world);
        const replica = regionOf(world, 'eu-west-2').dbInstances.get('orders-prod-replica');
        Object.assign(replica ?? {}, { instanceClass: 'db.r6g.large' });
      }),
    actions: ['resize'],
  },
  {
    name: 'a reprotect by a snapshot',
    goal: protect,
    block: bySnapshot,
    open: () => awsWire(promotedBefore),
    actions: ['snapshot', 'copy-snapshot'],
  },
]);

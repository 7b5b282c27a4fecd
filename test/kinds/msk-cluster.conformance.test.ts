import { mskCluster } from '../../src/kinds/msk-cluster.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { addKafkaCluster, addReplicator } from '../../src/simulator/store-builders.ts';
import { scheduleIn, setRegionCondition } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import { conforms } from './conformance.ts';
import { awsWire } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
const block = [
  'kind: msk-cluster',
  'eu-west-1: events',
  'eu-west-2: { cluster: events-standby, replicator: events-to-standby }',
].join('\n');

function clusters(world: World, state = 'ACTIVE'): void {
  const source = addKafkaCluster(world, { name: 'events', region: 'eu-west-1' });
  const target = addKafkaCluster(world, { name: 'events-standby', region: 'eu-west-2', state });
  addReplicator(world, 'events-to-standby', { source, target });
  scheduleIn(world, 60_000, {
    apply: () => {
      target.state = 'ACTIVE';
    },
  });
}

conforms(mskCluster, [
  {
    name: 'a cluster that serves while its neighbour is lost',
    goal,
    open: () =>
      awsWire((world) => {
        clusters(world);
        setRegionCondition(world, 'eu-west-1', 'dark');
      }),
    actions: [],
  },
  {
    name: 'a cluster that is being created',
    goal,
    open: () =>
      awsWire((world) => {
        clusters(world, 'CREATING');
      }),
    actions: ['wait'],
  },
  {
    name: 'a standby with a replicator',
    block,
    goal: { ...goal, operation: 'reprotect', from: 'eu-west-2', to: 'eu-west-1' },
    open: () =>
      awsWire((world) => {
        clusters(world, 'UPDATING');
      }),
    actions: ['wait'],
  },
]);

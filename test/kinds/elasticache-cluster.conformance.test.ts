import { elasticacheCluster } from '../../src/kinds/elasticache-cluster.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { addCacheCluster, addReplicationGroup } from '../../src/simulator/builders.ts';
import { setRegionCondition } from '../../src/simulator/world.ts';
import { conforms } from './conformance.ts';
import { awsWire } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
const reprotect: Goal = { ...goal, operation: 'reprotect', mode: 'planned', fromCondition: 'up' };
const lost = () =>
  awsWire((world) => {
    addCacheCluster(world, { id: 'sessions', region: 'eu-west-1' });
    setRegionCondition(world, 'eu-west-1', 'dark');
  });

conforms(elasticacheCluster, [
  { name: 'a fresh cluster', goal, open: lost, actions: ['create'] },
  {
    name: 'a fresh replication group',
    goal,
    block: `${elasticacheCluster.example}\nreplicationGroup: true\nnodes: 2`,
    open: lost,
    actions: ['create'],
  },
  {
    name: 'a cluster that is there',
    goal,
    open: () => awsWire((world) => void addCacheCluster(world, { id: 'sessions', region: 'eu-west-2' })),
    actions: [],
  },
  {
    name: 'a standby that does without a cache',
    goal: reprotect,
    block: `${elasticacheCluster.example}\nstandby: { eu-west-1: absent }`,
    open: () => awsWire((world) => void addCacheCluster(world, { id: 'sessions', region: 'eu-west-1' })),
    actions: ['delete'],
  },
  {
    name: 'a standby that does without a replication group',
    goal: reprotect,
    block: `${elasticacheCluster.example}\nreplicationGroup: true\nnodes: 2\nstandby: absent`,
    open: () => awsWire((world) => void addReplicationGroup(world, { id: 'sessions', region: 'eu-west-1' })),
    actions: ['delete'],
  },
]);

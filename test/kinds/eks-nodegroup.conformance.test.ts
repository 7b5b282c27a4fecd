import { eksNodegroup } from '../../src/kinds/eks-nodegroup.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { addEksCluster, addNodegroup } from '../../src/simulator/builders.ts';
import type { World } from '../../src/simulator/world.ts';
import { conforms } from './conformance.ts';
import { awsWire } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'degraded',
};

function groups(world: World): void {
  addNodegroup(world, addEksCluster(world, { name: 'shop', region: 'eu-west-1' }), {
    name: 'workers',
    desired: 5,
  });
  addNodegroup(world, addEksCluster(world, { name: 'shop', region: 'eu-west-2' }), {
    name: 'workers',
    desired: 0,
  });
}

conforms(eksNodegroup, [
  { name: 'an unplanned failover', goal, open: () => awsWire(groups), actions: ['scale'] },
  {
    name: 'a planned switchover',
    goal: { ...goal, mode: 'planned', fromCondition: 'up' },
    open: () => awsWire(groups),
    actions: ['scale', 'shrink'],
  },
  {
    name: 'a reprotect',
    goal: { ...goal, operation: 'reprotect', mode: 'planned', fromCondition: 'up' },
    open: () => awsWire(groups),
    actions: ['stand-by'],
  },
]);

import { lambdaFunction } from '../../src/kinds/lambda-function.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { addEventSource, addLambdaFunction } from '../../src/simulator/application-builders.ts';
import { setRegionCondition } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import { conforms } from './conformance.ts';
import { awsWire } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'planned',
  fromCondition: 'up',
};

/** Quicker than in reality, so that fewer looks are needed. */
function workers(world: World): void {
  Object.assign(world.timings, { eventSourceMs: 15_000, provisionedConcurrencyMs: 15_000 });
  const environment = { ACTIVE_REGION: 'eu-west-1', TOKEN: 'kept' };
  const home = addLambdaFunction(world, {
    name: 'order-worker',
    region: 'eu-west-1',
    environment,
    reserved: 50,
    timeoutSeconds: 15,
  });
  addEventSource(world, home, { queue: 'orders' });
  const standby = addLambdaFunction(world, {
    ...{ name: 'order-worker', region: 'eu-west-2', environment },
    reserved: 0,
    qualifiers: ['live'],
  });
  addEventSource(world, standby, { queue: 'orders', state: 'Disabled' });
}

function warm(world: World): void {
  workers(world);
  const home = world.regions.get('eu-west-1')?.functions.get('order-worker');
  home?.qualifiers.push('live');
  if (home) home.provisioned['live'] = { requested: 5, available: 5, status: 'READY', modifiedAt: 0 };
}

conforms(lambdaFunction, [
  {
    name: 'a planned switchover',
    goal,
    open: () => awsWire(workers),
    actions: [
      'fence(order-worker)',
      'environment(order-worker)',
      'scale(order-worker)',
      'consume(order-worker)',
    ],
  },
  {
    name: 'provisioned concurrency and a small standby',
    goal,
    block: `kind: lambda-function
reserved: { active: 50, standby: 2 }
provisioned: { qualifier: live, active: 5, standby: 1 }
eventSources: [orders]
eu-west-1: order-worker
eu-west-2: order-worker
`,
    open: () => awsWire(warm),
    actions: ['fence(order-worker)', 'standby(order-worker)', 'scale(order-worker)', 'consume(order-worker)'],
  },
  {
    name: 'an unplanned failover while the old region still answers',
    goal: { ...goal, mode: 'unplanned', fromCondition: 'degraded' },
    open: () => awsWire(workers),
    actions: [
      'fence(order-worker)',
      'environment(order-worker)',
      'scale(order-worker)',
      'consume(order-worker)',
    ],
  },
  {
    name: 'a service that is there already',
    goal: { ...goal, from: 'eu-west-2', to: 'eu-west-1' },
    open: () => awsWire(workers),
    actions: [],
  },
]);

// Nothing can be fenced in a dark region, so that step is not carried out here; see lambda-function.test.ts.
conforms(lambdaFunction, [
  {
    name: 'a failover from a dark region, without a fence',
    goal: { ...goal, mode: 'unplanned', fromCondition: 'down' },
    block: `${lambdaFunction.example}fence: false\n`,
    open: () =>
      awsWire((world) => {
        workers(world);
        setRegionCondition(world, 'eu-west-1', 'dark');
      }),
    actions: ['environment(order-worker)', 'scale(order-worker)', 'consume(order-worker)'],
  },
]);

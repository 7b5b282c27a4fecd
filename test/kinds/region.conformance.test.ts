import { region } from '../../src/kinds/region.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { conforms } from './conformance.ts';
import { scenarioWire } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};

conforms(region, [
  {
    name: 'an unplanned failover out of a dark region',
    goal,
    block: 'kind: region\ncluster: lomash-wood',
    open: () => scenarioWire('lomash-wood:dark'),
    actions: ['confirm'],
  },
  {
    name: 'a planned switchover',
    goal: { ...goal, mode: 'planned', fromCondition: 'up' },
    block: 'kind: region\ncluster: lomash-wood',
    open: () => scenarioWire('lomash-wood'),
    actions: ['confirm'],
  },
]);

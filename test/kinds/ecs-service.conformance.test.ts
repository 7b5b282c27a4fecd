import { ecsService } from '../../src/kinds/ecs-service.ts';
import { conforms } from './conformance.ts';
import { away, home, planned, shop } from './ecs-services.ts';
import { awsWire } from './wire.ts';

const plain = [
  'kind: ecs-service',
  'cluster: { eu-west-1: shop-eu-west-1, eu-west-2: shop-eu-west-2 }',
  'tasks: { active: 6, standby: 0 }',
  'eu-west-1: shop-api',
  'eu-west-2: [shop-api]',
].join('\n');

const scaled = `${plain}\nautoscaling: { active: { min: 6, max: 12 }, standby: { min: 0, max: 6 } }`;

conforms(ecsService, [
  {
    name: 'an unplanned failover to a warm standby',
    goal: away,
    open: () => awsWire(shop(2)),
    actions: ['scale(shop-api)'],
  },
  {
    name: 'a planned switchover',
    goal: planned,
    open: () => awsWire(shop(2)),
    actions: ['scale(shop-api)', 'release(shop-api)'],
  },
  {
    name: 'a planned switchover with a fence',
    block: `${scaled}\nfence: true`,
    goal: planned,
    open: () => awsWire(shop(0)),
    actions: ['fence(shop-api)', 'scale(shop-api)'],
  },
  {
    name: 'a failover that replaces the warm tasks, for they have the old secrets',
    block: `${plain}\nrestart: [connection]`,
    goal: away,
    inputs: { 'connection.version': 'v2' },
    open: () => awsWire(shop(2)),
    actions: ['scale(shop-api)'],
  },
  {
    name: 'a region that stands by again',
    block: `${ecsService.example}fence: true`,
    goal: { ...away, operation: 'reprotect', fromCondition: 'up' },
    open: () => awsWire(shop(6)),
    actions: ['fence(shop-api)', 'standby(shop-api)'],
  },
  {
    name: 'a failback to a home that has been empty',
    block: scaled,
    goal: { ...home, from: 'eu-west-1', to: 'eu-west-2' },
    open: () => awsWire(shop(0)),
    actions: ['scale(shop-api)', 'release(shop-api)'],
  },
  {
    name: 'a failback in stages on which both regions answer',
    block: `${scaled}\nfence: true`,
    goal: {
      ...home,
      ...{ from: 'eu-west-1', to: 'eu-west-2' },
      stages: { percent: [50, 100], holdMs: 60_000, guards: [], serving: 'both' },
    },
    open: () => awsWire(shop(0)),
    actions: ['fence(shop-api)', 'scale(shop-api)', 'serve(shop-api)', 'release(shop-api)'],
  },
]);

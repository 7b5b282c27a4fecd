import { elasticacheGlobal } from '../../src/kinds/elasticache-global.ts';
import { setRegionCondition } from '../../src/simulator/world.ts';
import { conforms } from './conformance.ts';
import { sessions, sessionsWire, stopWriters, switchover, takeover } from './global-caches.ts';

const reprotect = { ...takeover, operation: 'reprotect', from: 'eu-west-2', to: 'eu-west-1' } as const;

conforms(elasticacheGlobal, [
  {
    name: 'a secondary whose primary is lost',
    goal: takeover,
    open: () =>
      sessionsWire((world) => {
        sessions(world);
        setRegionCondition(world, 'eu-west-1', 'dark');
      }),
    actions: ['promote'],
  },
  {
    name: 'a secondary that is detached from a lost primary',
    goal: takeover,
    block: `${elasticacheGlobal.example}\nunplanned: detach`,
    open: () =>
      sessionsWire((world) => {
        sessions(world);
        setRegionCondition(world, 'eu-west-1', 'dark');
      }),
    actions: ['detach'],
  },
  {
    name: 'a switchover',
    goal: switchover,
    open: () => sessionsWire((world) => void sessions(world)),
    before: stopWriters,
    actions: ['drain', 'promote'],
  },
  {
    name: 'a switchover to a region without a secondary',
    goal: { ...switchover, operation: 'failback' },
    open: () => sessionsWire((world) => void sessions(world, { standby: false })),
    before: stopWriters,
    actions: ['create', 'join', 'drain', 'promote'],
  },
  {
    name: 'a primary already',
    goal: { ...takeover, from: 'eu-west-2', to: 'eu-west-1' },
    open: () => sessionsWire((world) => void sessions(world)),
    actions: [],
  },
  {
    name: 'a standby that is missing',
    goal: reprotect,
    block: elasticacheGlobal.example.replace(/eu-west-2: (.*)$/, 'eu-west-2: { group: $1, replicas: 1 }'),
    open: () => sessionsWire((world) => void sessions(world, { standby: false })),
    actions: ['create', 'join'],
  },
  {
    name: 'a standby that stands by',
    goal: reprotect,
    open: () => sessionsWire((world) => void sessions(world)),
    actions: [],
  },
]);

import { auroraGlobal } from '../../src/kinds/aurora-global.ts';
import { setRegionCondition } from '../../src/simulator/world.ts';
import {
  away,
  back,
  comingBack,
  globalDatabase,
  home,
  oldWriterLeft,
  planned,
  reprotect,
  secondaryDetached,
  writerOnly,
} from './aurora-worlds.ts';
import { conforms } from './conformance.ts';
import { awsWire } from './wire.ts';

const replacing = `${auroraGlobal.example}\nrebuild: replace`;

conforms(auroraGlobal, [
  {
    name: 'an unplanned failover out of a dark region',
    goal: away,
    open: () =>
      awsWire((world) => {
        globalDatabase(world);
        setRegionCondition(world, home, 'dark');
      }),
    actions: ['failover'],
  },
  {
    name: 'an unplanned failover to a secondary without instances',
    goal: away,
    open: () =>
      awsWire((world) => {
        globalDatabase(world, 0);
        setRegionCondition(world, home, 'dark');
      }),
    actions: ['instance', 'failover'],
  },
  {
    name: 'a planned switchover',
    goal: planned,
    open: () => awsWire(globalDatabase),
    actions: ['switchover'],
  },
  {
    name: 'a way home where the old writer has left the global database',
    goal: back,
    block: replacing,
    open: () => awsWire(oldWriterLeft),
    actions: ['set-aside', 'replicate', 'switchover'],
  },
  {
    name: 'a way home after a secondary was detached by hand',
    goal: back,
    block: replacing,
    open: () => awsWire(secondaryDetached),
    actions: ['set-aside', 'regroup', 'replicate', 'switchover'],
  },
  {
    name: 'a standby that Aurora builds anew by itself',
    goal: reprotect,
    open: () => awsWire(comingBack),
    actions: ['rejoin'],
  },
  {
    name: 'a standby that is gone',
    goal: reprotect,
    open: () => awsWire(writerOnly),
    actions: ['replicate'],
  },
  {
    name: 'a standby that was left behind when the other was detached by hand',
    goal: reprotect,
    block: replacing,
    open: () => awsWire(secondaryDetached),
    actions: ['set-aside', 'regroup', 'replicate'],
  },
]);

import { dynamodbTable } from '../../src/kinds/dynamodb-table.ts';
import type { Goal, Step } from '../../src/plan/plan.ts';
import { addGlobalTable, addTable } from '../../src/simulator/store-builders.ts';
import { regionOf, setRegionCondition } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import { conforms } from './conformance.ts';
import { awsWire } from './wire.ts';
import type { Wire } from './wire.ts';

const name = 'merchant-analytics';
const regions = ['eu-west-1', 'eu-west-2'];
const takeover: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
const switchover: Goal = { ...takeover, mode: 'planned', fromCondition: 'up' };

const provisioned = { name, billing: 'PROVISIONED' as const, readUnits: 5, writeUnits: 5 };
function alone(world: World): void {
  world.timings.tableReplicaMs = 60_000;
  addTable(world, { name, region: 'eu-west-1', writing: true });
}

function stopWriters(step: Step, { world, advance }: Wire): void {
  if (step.action !== 'drain') return;
  for (const region of regions)
    for (const table of regionOf(world, region).tables.values()) table.writing = false;
  advance(0);
}

conforms(dynamodbTable, [
  {
    name: 'a region that is lost',
    goal: takeover,
    open: () =>
      awsWire((world) => {
        addGlobalTable(world, regions, { name });
        setRegionCondition(world, 'eu-west-1', 'dark');
      }),
    actions: [],
  },
  {
    name: 'a table with less capacity than production needs',
    goal: takeover,
    block: `${dynamodbTable.example}\ncapacity: { eu-west-2: { read: 100, write: 20 } }`,
    open: () =>
      awsWire((world) => {
        addGlobalTable(world, regions, provisioned);
        setRegionCondition(world, 'eu-west-1', 'dark');
      }),
    actions: ['capacity'],
  },
  {
    name: 'a switchover',
    goal: switchover,
    open: () => awsWire((world) => void addGlobalTable(world, regions, { name })),
    before: stopWriters,
    actions: ['drain'],
  },
  {
    name: 'a switchover to a region without a replica',
    goal: { ...switchover, operation: 'failback' },
    open: () => awsWire(alone),
    before: stopWriters,
    actions: ['replicate', 'drain'],
  },
  {
    name: 'a replica that is missing',
    goal: { ...takeover, operation: 'reprotect', from: 'eu-west-2', to: 'eu-west-1' },
    open: () => awsWire(alone),
    actions: ['replicate'],
  },
]);

import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { route53Record } from '../../src/kinds/route53-record.ts';
import { addHealthCheck } from '../../src/simulator/builders.ts';
import { createWorld } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import { conforms } from './conformance.ts';
import { away, home, inStages, learnNames, planned, recordBlock, withZone } from './traffic-worlds.ts';
import { awsWire, scenarioWire } from './wire.ts';

learnNames(createWorld({ now: () => 0 }));

type To = Parameters<Parameters<typeof withZone>[1]>[0];

/** A world with these records of one name. */
const records = (make: (to: To, world: World) => ResourceRecordSet[]) => () =>
  awsWire((world) => void withZone(world, (to) => make(to, world)));
const record = (fields: Partial<ResourceRecordSet>): ResourceRecordSet => ({
  ...({ Name: 'api.example.com', Type: 'A' } as const),
  ...fields,
});
const weighted = (region: string, Weight: number, alias: object) =>
  record({ SetIdentifier: region, Weight, ...alias });
const latency = (region: 'eu-west-1' | 'eu-west-2', alias: object) =>
  record({ SetIdentifier: region, Region: region, ...alias });
const check = (world: World) => {
  world.probe = () => ({ status: 200 });
  return addHealthCheck(world, { Type: 'HTTPS', FullyQualifiedDomainName: 'one.example.com' }).id;
};
const stagesOf = (...percent: readonly number[]) => [
  ...percent.flatMap((each) => [`shift-${each}`, `hold-${each}`]),
  'shift-100',
  'expire',
];

conforms(route53Record, [
  {
    name: 'a simple record (maip: "Step 3: Update Route 53")',
    goal: away,
    block: recordBlock().replace('zone: Z0123456789ABCDEFGHIJ', 'zone: example.com'),
    open: records((to) => [record(to('eu-west-1'))]),
    actions: ['upsert'],
  },
  {
    name: 'a simple record in stages (maip: "10% → 50% → 90% → 100% to primary")',
    goal: { ...inStages, stages: { percent: [10, 50, 90, 100], holdMs: 60_000, guards: [] } },
    block: recordBlock(),
    open: records((to) => [record(to('eu-west-2'))]),
    actions: stagesOf(10, 50, 90),
  },
  {
    name: 'a pinned pair in stages (lomash-wood: "10% → 50% → 100%")',
    goal: inStages,
    block: recordBlock('style: failover'),
    open: records((to, world) => [
      record({ SetIdentifier: 'p', Failover: 'PRIMARY', HealthCheckId: check(world), ...to('eu-west-2') }),
      record({ SetIdentifier: 's', Failover: 'SECONDARY', ...to('eu-west-2') }),
    ]),
    actions: stagesOf(10, 50),
  },
  {
    name: 'weights that a failback left half way',
    goal: { ...inStages, stages: { percent: [10, 100], holdMs: 60_000, guards: [] } },
    block: recordBlock('style: failover'),
    open: records((to, world) => [
      { ...weighted('p', 10, to('eu-west-1')), HealthCheckId: check(world) },
      weighted('s', 90, to('eu-west-2')),
    ]),
    actions: ['shift-100', 'expire'],
  },
  {
    name: 'weighted records in a failover',
    goal: away,
    block: recordBlock(),
    open: records((to) => [weighted('one', 100, to('eu-west-1')), weighted('two', 0, to('eu-west-2'))]),
    actions: ['upsert'],
  },
  {
    name: 'latency records with a lost region (rail: "Route 53 removes failed region from DNS")',
    goal: away,
    block: recordBlock('style: latency'),
    open: records((to) => [latency('eu-west-1', to('eu-west-1')), latency('eu-west-2', to('eu-west-2'))]),
    actions: ['upsert'],
  },
  {
    name: 'latency records with the region back',
    goal: home,
    block: recordBlock('style: latency'),
    open: records((to) => [latency('eu-west-1', to('eu-west-2')), latency('eu-west-2', to('eu-west-2'))]),
    actions: ['upsert'],
  },
  {
    name: 'a pinned pair behind which the old region stands by again',
    goal: { ...planned, operation: 'reprotect' },
    block: recordBlock(),
    open: records((to, world) => [
      record({ SetIdentifier: 'p', Failover: 'PRIMARY', HealthCheckId: check(world), ...to('eu-west-2') }),
      record({ SetIdentifier: 's', Failover: 'SECONDARY', ...to('eu-west-2') }),
    ]),
    actions: ['stand-by'],
  },
  {
    name: 'a drill of DNS (union-eyes: "Testing Failover"; lomash-wood: "DNS cutover only")',
    goal: { ...planned, operation: 'drill', drill: 'dns' },
    block: await lomashWood(),
    open: async () => {
      const wire = await scenarioWire('lomash-wood');
      // The standby must be able to answer, or DNS would not go there.
      wire.world.targetHealth = () => 'healthy';
      return wire;
    },
    actions: ['fail-check', 'leave', 'restore-check', 'return', 'expire'],
  },
]);

async function lomashWood(): Promise<string> {
  const { world, close } = await scenarioWire('lomash-wood');
  const lines = [...world.regions].flatMap(([region, { loadBalancers }]) =>
    [...loadBalancers.values()].map(
      ({ dnsName, hostedZoneId }) =>
        `${region}: { alias: { dnsName: ${dnsName}, hostedZoneId: ${hostedZoneId} } }`,
    ),
  );
  await close();
  return ['kind: route53-record', 'zone: lomashwood.com', 'name: api.lomashwood.com', ...lines, ''].join(
    '\n',
  );
}

import { globalAccelerator } from '../../src/kinds/global-accelerator.ts';
import { route53TrafficPolicy } from '../../src/kinds/route53-traffic-policy.ts';
import { routingControl } from '../../src/kinds/routing-control.ts';
import { s3MultiRegionAccessPoint } from '../../src/kinds/s3-multi-region-access-point.ts';
import {
  addAccelerator,
  addMultiRegionAccessPoint,
  addPolicyInstance,
  addRoutingControls,
  addTrafficPolicy,
} from '../../src/simulator/traffic-builders.ts';
import { createWorld } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import { conforms } from './conformance.ts';
import { away, home, inStages, learnNames, withZone, zoneId } from './traffic-worlds.ts';
import { awsWire } from './wire.ts';

/** One stage between is enough here; more of them are held in the suite of `route53-record`. */
const half = { ...inStages, stages: { percent: [50, 100], holdMs: 60_000, guards: [] } };

/** The names and ARNs that the simulator gives are the same in every world. */
const names = createWorld({ now: () => 0 });
learnNames(names);

const accelerator = (dials: Readonly<Record<string, number>>) => (world: World) =>
  addAccelerator(world, 'web', dials);
const [one, two] = accelerator({ 'eu-west-1': 100, 'eu-west-2': 0 })(names).listeners[0]?.groups ?? [];
const acceleratorBlock = (more = '') => `kind: global-accelerator
${more}
eu-west-1: { endpointGroup: '${one?.arn ?? ''}' }
eu-west-2: { endpointGroup: '${two?.arn ?? ''}' }
`;

conforms(globalAccelerator, [
  {
    name: 'a region that is lost',
    goal: away,
    block: acceleratorBlock(),
    open: () => awsWire(accelerator({ 'eu-west-1': 100, 'eu-west-2': 0 })),
    actions: ['open', 'close'],
  },
  {
    name: 'a failback in stages, all regions active (rail: "Global Accelerator adjusts routing")',
    goal: half,
    block: acceleratorBlock('standby: 100'),
    open: () => awsWire(accelerator({ 'eu-west-1': 0, 'eu-west-2': 100 })),
    actions: ['shift-50', 'hold-50', 'shift-100'],
  },
]);

const panel = (states: Readonly<Record<string, 'On' | 'Off'>>) => (world: World) =>
  addRoutingControls(world, states);
const [first, second] = panel({ one: 'On', two: 'Off' })(names);
const controlBlock = `kind: routing-control
endpoints:
  us-east-1: https://host-aaaaaa.us-east-1.example.com/v1
  us-west-2: https://host-bbbbbb.us-west-2.example.com/v1
  eu-west-1: https://host-cccccc.eu-west-1.example.com/v1
  ap-northeast-1: https://host-dddddd.ap-northeast-1.example.com/v1
  ap-southeast-2: https://host-eeeeee.ap-southeast-2.example.com/v1
eu-west-1: { control: '${first?.arn ?? ''}' }
eu-west-2: { control: '${second?.arn ?? ''}' }
`;

conforms(routingControl, [
  {
    name: 'a region that is lost',
    goal: away,
    block: controlBlock,
    open: () => awsWire(panel({ one: 'On', two: 'Off' })),
    actions: ['switch'],
  },
  {
    name: 'the way home',
    goal: home,
    block: controlBlock,
    open: () => awsWire(panel({ one: 'Off', two: 'On' })),
    actions: ['switch'],
  },
]);

const routes = (dialOne: number, dialTwo: number) => (world: World) =>
  addMultiRegionAccessPoint(world, 'media', [
    { bucket: 'media-one', region: 'eu-west-1', dial: dialOne },
    { bucket: 'media-two', region: 'eu-west-2', dial: dialTwo },
  ]);
const accessPointBlock = `kind: s3-multi-region-access-point
accessPoint: ${routes(100, 0)(names).arn}
eu-west-1: { bucket: media-one }
eu-west-2: { bucket: media-two }
`;

conforms(s3MultiRegionAccessPoint, [
  {
    name: 'a region that is lost',
    goal: away,
    block: accessPointBlock,
    open: () => awsWire(routes(100, 0)),
    actions: ['route'],
  },
  {
    name: 'the way home',
    goal: home,
    block: accessPointBlock,
    open: () => awsWire(routes(0, 100)),
    actions: ['route'],
  },
]);

const instance = '6ba7b810-9dad-41d1-80b4-00c04fd430c8';

/** A world with a policy of one rule, whose endpoints are `one` and `two`. */
const policy =
  (rule: object, values: Readonly<Record<string, string>> = {}) =>
  (world: World) => {
    withZone(world, () => []);
    const document = {
      AWSPolicyFormatVersion: '2015-10-01',
      RecordType: 'A',
      StartRule: 'start',
      Endpoints: {
        one: { Type: 'value', Value: values['one'] ?? '198.51.100.1' },
        two: { Type: 'value', Value: values['two'] ?? '198.51.100.2' },
      },
      Rules: { start: rule },
    };
    addPolicyInstance(world, addTrafficPolicy(world, 'web', document), {
      ...{ id: instance, zoneId, name: 'www.example.com' },
    });
  };
const policyBlock = `kind: route53-traffic-policy
instance: ${instance}
eu-west-1: { endpoint: one, value: 198.51.100.1 }
eu-west-2: { endpoint: two, value: 198.51.100.2 }
`;
const items = (oneWeight: string, twoWeight: string) => ({
  RuleType: 'weighted',
  Items: [
    { EndpointReference: 'one', Weight: oneWeight },
    { EndpointReference: 'two', Weight: twoWeight },
  ],
});
const latency = {
  RuleType: 'latency',
  Regions: [
    { EndpointReference: 'one', Region: 'eu-west-1' },
    { EndpointReference: 'two', Region: 'eu-west-2' },
  ],
};

conforms(route53TrafficPolicy, [
  {
    name: 'weights with a lost region (rail: "Verify traffic shift", the weights of the policy)',
    goal: away,
    block: policyBlock,
    open: () => awsWire(policy(items('60', '30'))),
    actions: ['follow'],
  },
  {
    name: 'weights in stages',
    goal: half,
    block: policyBlock,
    open: () => awsWire(policy(items('0', '100'))),
    actions: ['shift-50', 'hold-50', 'shift-100'],
  },
  {
    name: 'latency with a lost region',
    goal: away,
    block: policyBlock,
    open: () => awsWire(policy(latency)),
    actions: ['follow'],
  },
  {
    name: 'latency with the region back',
    goal: home,
    block: policyBlock,
    open: () => awsWire(policy(latency, { one: '198.51.100.2' })),
    actions: ['follow'],
  },
]);

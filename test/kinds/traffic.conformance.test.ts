import { httpCheck } from '../../src/kinds/http-check.ts';
import { route53Record } from '../../src/kinds/route53-record.ts';
import { route53Switch } from '../../src/kinds/route53-switch.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { conforms } from './conformance.ts';
import { scenarioWire } from './wire.ts';

const away: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
const planned: Goal = { ...away, mode: 'planned', fromCondition: 'up' };

/** The load balancers of the scenario, whose names only the simulator knows. */
async function targets(): Promise<string> {
  const { world, close } = await scenarioWire('lomash-wood');
  const lines = [...world.regions].flatMap(([region, { loadBalancers }]) =>
    [...loadBalancers.values()].map(
      ({ dnsName, hostedZoneId }) =>
        `${region}: { alias: { dnsName: ${dnsName}, hostedZoneId: ${hostedZoneId} } }`,
    ),
  );
  await close();
  return lines.join('\n');
}

const record = (zone: string, regions: string) => `kind: route53-record
zone: ${zone}
name: api.lomashwood.com
${regions}
`;
const regions = await targets();

conforms(route53Record, [
  {
    name: 'a failover pair in an unplanned failover',
    goal: away,
    block: record('Z08LOMASHWOOD0000001', regions),
    open: () => scenarioWire('lomash-wood:dark'),
    actions: ['upsert'],
  },
  {
    name: 'a failover pair in a planned switchover, the zone by its name',
    goal: planned,
    block: record('lomashwood.com', regions),
    open: () => scenarioWire('lomash-wood'),
    actions: ['upsert'],
  },
]);

conforms(route53Switch, [
  {
    name: 'the object in the standby region',
    goal: away,
    block: `kind: route53-switch
eu-west-2: { bucket: lomash-wood-failover-stop, key: stop-eu-west-1 }
`,
    open: () => scenarioWire('lomash-wood:stop-switch'),
    actions: ['put'],
  },
]);

conforms(httpCheck, [
  {
    name: 'the home region, which answers',
    goal: { ...planned, from: 'eu-west-2', to: 'eu-west-1' },
    block: `kind: http-check
url: https://api.lomashwood.com/health
expect: { json: { region: $to } }
${regions.replace(/: \{ alias: \{ dnsName: ([^,]+),.*/g, ': $1')}
`,
    open: () => scenarioWire('lomash-wood'),
    actions: ['ready', 'verify'],
  },
]);

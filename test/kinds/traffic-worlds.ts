import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Goal } from '../../src/plan/plan.ts';
import { addHostedZone, addLoadBalancer, addRecord } from '../../src/simulator/builders.ts';
import type { HostedZone, World } from '../../src/simulator/world.ts';

/** A lost region, a planned way, and a failback in stages, each between the same two regions. */
export const away: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
export const planned: Goal = { ...away, mode: 'planned', fromCondition: 'up' };
export const home: Goal = { ...planned, from: 'eu-west-2', to: 'eu-west-1', operation: 'failback' };
export const inStages: Goal = { ...home, stages: { percent: [10, 50, 100], holdMs: 60_000, guards: [] } };

/** The id of the zone in all of these worlds. */
export const zoneId = 'Z0123456789ABCDEFGHIJ';

/** A zone, and a load balancer that answers in each of two regions. */
export function withZone(
  world: World,
  records: (to: (region: string) => Alias) => ResourceRecordSet[],
): HostedZone {
  const targets = [{ id: '10.0.0.1', port: 80, health: 'healthy' as const }];
  const balancers = new Map(
    ['eu-west-1', 'eu-west-2'].map((region) => [
      region,
      addLoadBalancer(world, { name: 'web', region, targets }),
    ]),
  );
  const zone = addHostedZone(world, { name: 'example.com', id: zoneId });
  const to = (region: string): Alias => {
    const { dnsName = '', hostedZoneId = '' } = balancers.get(region) ?? {};
    return {
      AliasTarget: { DNSName: `${dnsName}.`, HostedZoneId: hostedZoneId, EvaluateTargetHealth: true },
    };
  };
  for (const record of records(to)) addRecord(zone, record);
  return zone;
}

interface Alias {
  readonly AliasTarget: { DNSName: string; HostedZoneId: string; EvaluateTargetHealth: boolean };
}

/** The block of a record for a world of `withZone`, whose names are the same in every world. */
export function recordBlock(more = ''): string {
  return `kind: route53-record
zone: ${zoneId}
name: api.example.com
${more}
eu-west-1: { alias: { dnsName: ${names.get('eu-west-1') ?? ''}, hostedZoneId: Z32O12XQLTSW2 } }
eu-west-2: { alias: { dnsName: ${names.get('eu-west-2') ?? ''}, hostedZoneId: ZHURV8PSTC4K8 } }
`;
}

const names = new Map<string, string>();

/** Learns the names that the simulator gives, once, so that blocks can be written before a world is opened. */
export function learnNames(world: World): void {
  for (const region of ['eu-west-1', 'eu-west-2'])
    names.set(region, addLoadBalancer(world, { name: 'web', region }).dnsName);
}

import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { expect, it } from 'vitest';
import type { DnsRecord } from '../../src/kinds/record-look.ts';
import { isSwitched, leadsBySelf, standbyChange, switchedAway } from '../../src/kinds/record-switched.ts';
import { wishOf } from '../../src/kinds/record-steps.ts';
import type { Goal } from '../../src/plan/plan.ts';

const target = (region: string) => ({
  alias: { dnsName: `api.${region}.elb.amazonaws.com`, hostedZoneId: 'Z32O12XQLNTSW2' },
});
const resource: DnsRecord = {
  id: 'dns',
  group: 'dns',
  kind: 'route53-record',
  after: [],
  spec: {
    ...{ zone: 'Z0123456789ABCDEFGHIJ', name: 'api.example.com', type: 'A', ttl: 60 },
    ...{ style: 'failover', pin: true, switched: ['eu-west-2'] },
  },
  regional: { 'eu-west-1': target('eu-west-1'), 'eu-west-2': target('eu-west-2') },
};
const goal = (operation: Goal['operation'], from: string, to: string): Goal => ({
  ...{ operation, from, to, mode: 'planned', fromCondition: 'up' },
});
const record = (role: 'PRIMARY' | 'SECONDARY', region: string): ResourceRecordSet => ({
  ...{ Name: 'api.example.com.', Type: 'A', SetIdentifier: role.toLowerCase(), Failover: role },
  AliasTarget: {
    DNSName: `${target(region).alias.dnsName}.`,
    HostedZoneId: 'Z32O12XQLNTSW2',
    EvaluateTargetHealth: true,
  },
});
const homePair = [
  { ...record('PRIMARY', 'eu-west-1'), HealthCheckId: 'stop' },
  record('SECONDARY', 'eu-west-2'),
];
const seen = (healthy: boolean) => ({
  zoneId: 'Z0123456789ABCDEFGHIJ',
  records: homePair,
  checks: { stop: { type: 'HTTPS', inverted: true, disabled: false, healthy } },
});

it('leaves a failover to the switch in the regions that it is named for, and only there', () => {
  expect(isSwitched(resource, goal('failover', 'eu-west-1', 'eu-west-2'))).toBe(true);
  expect(isSwitched(resource, goal('failover', 'eu-west-2', 'eu-west-1'))).toBe(false);
  expect(isSwitched(resource, goal('failback', 'eu-west-1', 'eu-west-2'))).toBe(false);
});

it('swaps the pair at a reprotect, each target with its health check, and finds that done afterwards', () => {
  const reprotect = goal('reprotect', 'eu-west-1', 'eu-west-2');
  const change = standbyChange(resource, { wish: wishOf(resource), records: homePair }, reprotect);
  expect(change).toMatchObject({
    state: 'change',
    upserts: [{ Failover: 'PRIMARY' }, { Failover: 'SECONDARY', HealthCheckId: 'stop' }],
  });
  const swapped = [
    record('PRIMARY', 'eu-west-2'),
    { ...record('SECONDARY', 'eu-west-1'), HealthCheckId: 'stop' },
  ];
  expect(standbyChange(resource, { wish: wishOf(resource), records: swapped }, reprotect).state).toBe('done');
});

it('refuses a failback while the object alone keeps the name away, and none when home is active', () => {
  const failback = goal('failback', 'eu-west-2', 'eu-west-1');
  expect(switchedAway(resource, seen(false), failback)).toMatchObject({ code: 'RESOURCE_NOT_READY' });
  expect(switchedAway(resource, seen(true), failback)).toBeUndefined();
});

it('says where the records lead by themselves', () => {
  expect(leadsBySelf(resource, seen(false), 'eu-west-1')).toBe('yes');
  expect(leadsBySelf(resource, seen(false), 'eu-west-2')).toBe('no');
});

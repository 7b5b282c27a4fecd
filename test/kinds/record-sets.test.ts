import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { describe, expect, it } from 'vitest';
import { changeFor } from '../../src/kinds/record-sets.ts';
import type { RecordWish } from '../../src/kinds/record-sets.ts';
import type { Goal } from '../../src/plan/plan.ts';

const away: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
const planned: Goal = { ...away, mode: 'planned', fromCondition: 'up' };
const back: Goal = { ...planned, from: 'eu-west-2', to: 'eu-west-1' };

const wish: RecordWish = {
  name: 'api.example.com',
  type: 'A',
  ttl: 60,
  style: 'auto',
  pin: true,
  targets: {
    'eu-west-1': { alias: { dnsName: 'one.elb.amazonaws.com', hostedZoneId: 'ZONE1' } },
    'eu-west-2': { alias: { dnsName: 'two.elb.amazonaws.com', hostedZoneId: 'ZONE2' } },
  },
};

const alias = (name: 'one' | 'two') => ({
  DNSName: `${name}.elb.amazonaws.com.`,
  HostedZoneId: name === 'one' ? 'ZONE1' : 'ZONE2',
  EvaluateTargetHealth: true,
});
const base = { Name: 'api.example.com.', Type: 'A' } as const;
const primary = (name: 'one' | 'two', check?: string): ResourceRecordSet => ({
  ...base,
  SetIdentifier: 'p',
  Failover: 'PRIMARY',
  AliasTarget: alias(name),
  ...(check === undefined ? {} : { HealthCheckId: check }),
});
const secondary = (name: 'one' | 'two', check?: string): ResourceRecordSet => ({
  ...primary(name, check),
  SetIdentifier: 's',
  Failover: 'SECONDARY',
});

/** The pair as it is after a change, as `PRIMARY target/check`. */
function applied(
  records: readonly ResourceRecordSet[],
  goal: Goal,
  more: Partial<RecordWish> = {},
): string | readonly string[] {
  const change = changeFor({ ...wish, ...more }, records, goal);
  if (change.state !== 'change') return change.state;
  const left = records.filter(
    (record) => !change.upserts.some(({ SetIdentifier }) => SetIdentifier === record.SetIdentifier),
  );
  return [...left, ...change.upserts]
    .map(
      (record) =>
        `${record.Failover ?? record.SetIdentifier ?? 'simple'} ${targetOf(record)} ${record.HealthCheckId ?? record.Weight ?? '-'}`,
    )
    .sort();
}

function targetOf({ AliasTarget, ResourceRecords }: ResourceRecordSet): string {
  return AliasTarget?.DNSName?.slice(0, 3) ?? (ResourceRecords ?? []).map(({ Value }) => Value).join();
}

describe('a failover pair', () => {
  const home = [primary('one', 'hc1'), secondary('two')];

  it('is pinned to the new region when the old one is lost', () => {
    expect(applied(home, away)).toEqual(['PRIMARY two hc1', 'SECONDARY two -']);
  });

  it('goes home from there with the health check it had', () => {
    const pinned = [primary('two', 'hc1'), secondary('two')];
    expect(applied(pinned, back)).toEqual(['PRIMARY one hc1', 'SECONDARY two -']);
  });

  it('swaps targets and health checks in a planned switchover, and swaps them back', () => {
    expect(applied(home, planned)).toEqual(['PRIMARY two -', 'SECONDARY one hc1']);
    expect(applied([primary('two'), secondary('one', 'hc1')], back)).toEqual([
      'PRIMARY one hc1',
      'SECONDARY two -',
    ]);
  });

  it('leads both records away from a lost region whichever is which', () => {
    expect(applied([primary('one', 'hc1'), secondary('one')], away)).toEqual([
      'PRIMARY two hc1',
      'SECONDARY two -',
    ]);
    expect(applied([primary('two', 'hc2'), secondary('one', 'hc1')], away)).toEqual([
      'PRIMARY two hc2',
      'SECONDARY two hc1',
    ]);
  });

  it('is done when it is pinned, or in a planned switchover when PRIMARY leads there', () => {
    expect(applied([primary('two', 'hc1'), secondary('two')], away)).toBe('done');
    expect(applied([primary('two'), secondary('one', 'hc1')], planned)).toBe('done');
  });

  it('of values without a health check is pinned in a planned switchover too, since Route 53 must judge PRIMARY', () => {
    const values = (Value: string, record: ResourceRecordSet): ResourceRecordSet => {
      const { SetIdentifier, Failover, HealthCheckId } = record;
      const kept = HealthCheckId === undefined ? {} : { HealthCheckId };
      return { ...base, SetIdentifier, Failover, ...kept, TTL: 60, ResourceRecords: [{ Value }] };
    };
    const targets = { 'eu-west-1': { values: ['192.0.2.1'] }, 'eu-west-2': { values: ['192.0.2.2'] } };
    const pair = [values('192.0.2.1', primary('one', 'hc1')), values('192.0.2.2', secondary('two'))];
    expect(applied(pair, planned, { targets })).toEqual(['PRIMARY 192.0.2.2 hc1', 'SECONDARY 192.0.2.2 -']);
  });

  it('without its SECONDARY is refused', () => {
    expect(applied([primary('one', 'hc1')], away)).toBe('impossible');
  });
});

describe('other records', () => {
  it('lead a simple record over, or make it', () => {
    expect(applied([{ ...base, AliasTarget: alias('one') }], away)).toEqual(['simple two -']);
    expect(applied([], away)).toEqual(['simple two -']);
  });

  it('take dualstack and case for the same name', () => {
    const written = { ...alias('two'), DNSName: 'dualstack.TWO.elb.amazonaws.com.' };
    expect(applied([{ ...base, AliasTarget: written }], away)).toBe('done');
  });

  it('shift weights and leave a third region alone', () => {
    const weighted = (SetIdentifier: string, Weight: number, DNSName: string): ResourceRecordSet => ({
      ...base,
      SetIdentifier,
      Weight,
      AliasTarget: { ...alias('one'), DNSName },
    });
    const there = [weighted('a', 100, 'one.elb.amazonaws.com'), weighted('c', 5, 'six.elb.amazonaws.com')];
    expect(applied(there, away)).toEqual(['a one 0', 'c six 5', 'eu-west-2 two 100']);
  });

  it.each([
    [[primary('one', 'hc1'), secondary('two')], 'simple' as const],
    [[{ ...base, AliasTarget: alias('one') }], 'failover' as const],
  ])('are not mixed with another routing policy', (records, style) => {
    expect(changeFor({ ...wish, style }, records, away)).toMatchObject({ state: 'impossible' });
  });

  it('of a routing policy that is not known are left alone', () => {
    const located: ResourceRecordSet = {
      ...base,
      SetIdentifier: 'x',
      GeoLocation: { ContinentCode: 'EU' },
      AliasTarget: alias('one'),
    };
    expect(applied([located], away)).toBe('impossible');
  });
});

import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Region } from '../ids.ts';
import type { Goal } from '../plan/plan.ts';

/** Where a record leads: an alias to a name of AWS, or plain values. */
export type RecordTarget =
  | {
      readonly alias: { readonly dnsName: string; readonly hostedZoneId: string };
      readonly evaluateTargetHealth?: boolean | undefined;
    }
  | { readonly values: readonly string[] };

/** How the records of one name share their traffic. */
export type RecordStyle = 'simple' | 'failover' | 'weighted';

/** What is wanted of the records of one name. */
export interface RecordWish {
  readonly name: string;
  readonly type: string;
  /** In seconds, for records with values. */
  readonly ttl: number;
  readonly style: 'auto' | RecordStyle;
  readonly pin: boolean;
  readonly targets: Readonly<Record<Region, RecordTarget>>;
}

/** The change that makes `to` answer, or why there is none. */
export type RecordChange =
  | { readonly state: 'change'; readonly upserts: readonly ResourceRecordSet[]; readonly summary: string }
  | { readonly state: 'done' }
  | { readonly state: 'impossible'; readonly why: string };

/** The name as Route 53 writes it: lower case, with the final dot, `*` escaped as it answers it. */
export function zoneName(name: string): string {
  return `${name.toLowerCase().replace(/\.$/, '').replace(/^\*/, '\\052')}.`;
}

/** The style of the records that are there; undefined for routing policies that this kind does not change. */
function styleOf(records: readonly ResourceRecordSet[]): RecordStyle | undefined {
  if (records.every((record) => record.SetIdentifier === undefined)) return 'simple';
  if (records.every((record) => record.Failover !== undefined)) return 'failover';
  return records.every((record) => record.Weight !== undefined) ? 'weighted' : undefined;
}

/** Whether a record leads to a target; `dualstack.` and case make no difference. */
export function leadsTo(record: ResourceRecordSet, target: RecordTarget | undefined): boolean {
  if (target === undefined) return false;
  if ('alias' in target)
    return plainName(record.AliasTarget?.DNSName ?? '') === plainName(target.alias.dnsName);
  const found = (record.ResourceRecords ?? []).map(({ Value }) => plainName(Value ?? ''));
  return (
    found.length === target.values.length && target.values.every((value) => found.includes(plainName(value)))
  );
}

/** The upserts that make `to` answer for the name, given the records that are there. */
export function changeFor(wish: RecordWish, records: readonly ResourceRecordSet[], goal: Goal): RecordChange {
  const found = records.length === 0 && wish.style !== 'auto' ? wish.style : styleOf(records);
  if (found === undefined)
    return {
      state: 'impossible',
      why: 'its records use a routing policy other than simple, failover or weighted',
    };
  if (wish.style !== 'auto' && wish.style !== found) {
    return {
      state: 'impossible',
      why: `its records are ${found}, the config says ${wish.style}; Route 53 refuses both side by side`,
    };
  }
  const target = wish.targets[goal.to];
  if (target === undefined) return { state: 'impossible', why: `the config gives no target for ${goal.to}` };
  if (found === 'failover') return failoverChange(wish, records, { goal, target });
  return found === 'simple'
    ? simpleChange(wish, records, target)
    : weightedChange(wish, records, { goal, target });
}

interface Aim {
  readonly goal: Goal;
  readonly target: RecordTarget;
}

function simpleChange(
  wish: RecordWish,
  records: readonly ResourceRecordSet[],
  target: RecordTarget,
): RecordChange {
  const [record = emptyRecord(wish)] = records;
  return finish(
    [withTarget(record, target, wish.ttl)],
    records,
    `one record led to ${describeTarget(target)}`,
  );
}

/**
 * Unplanned and pinned: both records lead to `to`, so that whatever a health check says, nobody is sent back to data that has
 * been left behind. Otherwise the pair swaps: each target takes its health check along, so that PRIMARY is never judged by
 * the health of the region that was left.
 */
function failoverChange(
  wish: RecordWish,
  records: readonly ResourceRecordSet[],
  { goal, target }: Aim,
): RecordChange {
  const primary = records.find(({ Failover }) => Failover === 'PRIMARY');
  const secondary = records.find(({ Failover }) => Failover === 'SECONDARY');
  if (primary === undefined || secondary === undefined)
    return { state: 'impossible', why: 'its failover pair is not complete' };
  const pinned = [primary, secondary].map((record) =>
    leadsTo(record, target) ? record : withTarget(record, target, wish.ttl),
  );
  if (goal.mode === 'unplanned' && wish.pin)
    return finish(pinned, records, `both records of the pair led to ${goal.to}`);
  if (leadsTo(primary, target)) return { state: 'done' };
  // Nothing to swap with: PRIMARY alone moves, and keeps the health check that it had for this region before.
  if (!leadsTo(secondary, target))
    return finish([withTarget(primary, target, wish.ttl)], records, `PRIMARY led to ${goal.to}`);
  const swapped = [swap(primary, secondary), swap(secondary, primary)];
  // Route 53 wants something that tells whether PRIMARY lives; values without a health check have nothing.
  const judged = swapped[0]?.HealthCheckId !== undefined || swapped[0]?.AliasTarget !== undefined;
  return finish(
    judged ? swapped : pinned,
    records,
    judged ? `the pair swapped` : `both records of the pair led to ${goal.to}`,
  );
}

/** The record in its own role with everything else taken from the other one. */
function swap(record: ResourceRecordSet, other: ResourceRecordSet): ResourceRecordSet {
  const alias = other.AliasTarget;
  const mustBeJudged =
    record.Failover === 'PRIMARY' && other.HealthCheckId === undefined && alias !== undefined;
  return {
    Name: record.Name,
    Type: record.Type,
    ...(record.SetIdentifier === undefined ? {} : { SetIdentifier: record.SetIdentifier }),
    ...(record.Failover === undefined ? {} : { Failover: record.Failover }),
    ...(other.TTL === undefined ? {} : { TTL: other.TTL }),
    ...(other.ResourceRecords === undefined ? {} : { ResourceRecords: other.ResourceRecords }),
    ...(other.HealthCheckId === undefined ? {} : { HealthCheckId: other.HealthCheckId }),
    ...(alias === undefined
      ? {}
      : { AliasTarget: mustBeJudged ? { ...alias, EvaluateTargetHealth: true } : alias }),
  };
}

function weightedChange(
  wish: RecordWish,
  records: readonly ResourceRecordSet[],
  { goal, target }: Aim,
): RecordChange {
  const toRecord = records.find((record) => leadsTo(record, target)) ?? {
    ...withTarget(emptyRecord(wish), target, wish.ttl),
    SetIdentifier: goal.to,
  };
  const others = records.filter(
    (record) => leadsTo(record, wish.targets[goal.from]) && !leadsTo(record, target),
  );
  const upserts = [{ ...toRecord, Weight: 100 }, ...others.map((record) => ({ ...record, Weight: 0 }))];
  return finish(upserts, records, `weights: ${goal.to} 100, ${goal.from} 0`);
}

function finish(
  upserts: readonly ResourceRecordSet[],
  records: readonly ResourceRecordSet[],
  summary: string,
): RecordChange {
  const needed = upserts.filter((upsert) => !records.some((record) => sameRecord(record, upsert)));
  return needed.length === 0 ? { state: 'done' } : { state: 'change', upserts: needed, summary };
}

function emptyRecord({ name, type }: RecordWish): ResourceRecordSet {
  // The cast widens a checked string to the SDK's own union: the schema of the kind allows A, AAAA and CNAME alone.
  return { Name: zoneName(name), Type: type as NonNullable<ResourceRecordSet['Type']> };
}

function withTarget(record: ResourceRecordSet, target: RecordTarget, ttl: number): ResourceRecordSet {
  const { AliasTarget: alias, ResourceRecords: values, TTL: formerTtl, ...rest } = record;
  if (!('alias' in target)) {
    return {
      ...rest,
      TTL: values === undefined ? ttl : (formerTtl ?? ttl),
      ResourceRecords: target.values.map((Value) => ({ Value })),
    };
  }
  const { dnsName, hostedZoneId } = target.alias;
  const EvaluateTargetHealth = target.evaluateTargetHealth ?? alias?.EvaluateTargetHealth ?? true;
  return { ...rest, AliasTarget: { DNSName: dnsName, HostedZoneId: hostedZoneId, EvaluateTargetHealth } };
}

/** Whether a record that is there is the wanted one, role, weight and health check included. */
export function sameRecord(found: ResourceRecordSet, wanted: ResourceRecordSet): boolean {
  return comparable(found) === comparable(wanted);
}

function comparable(record: ResourceRecordSet): string {
  const { AliasTarget: alias } = record;
  return JSON.stringify([
    record.SetIdentifier,
    record.Failover,
    record.Weight,
    record.HealthCheckId,
    alias === undefined
      ? undefined
      : [plainName(alias.DNSName ?? ''), alias.HostedZoneId, alias.EvaluateTargetHealth],
    alias === undefined ? record.TTL : undefined,
    (record.ResourceRecords ?? []).map(({ Value }) => plainName(Value ?? '')).sort(),
  ]);
}

/** The target as people read it. */
function describeTarget(target: RecordTarget): string {
  return 'alias' in target ? target.alias.dnsName : target.values.join(', ');
}

function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^dualstack\./, '');
}

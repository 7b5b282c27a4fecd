import type { ResourceRecordSet } from '@aws-sdk/client-route-53';

/** Where a record leads: an alias to a name of AWS, or plain values. */
export type RecordTarget =
  | {
      readonly alias: { readonly dnsName: string; readonly hostedZoneId: string };
      readonly evaluateTargetHealth?: boolean | undefined;
    }
  | { readonly values: readonly string[] };

/** How the records of one name share their traffic. */
export type RecordStyle = 'simple' | 'failover' | 'weighted' | 'latency';

/** The name as Route 53 writes it: lower case, with the final dot, `*` escaped as it answers it. */
export function zoneName(name: string): string {
  return `${name.toLowerCase().replace(/\.$/, '').replace(/^\*/, '\\052')}.`;
}

/** The routing policy of a record; undefined for those that this kind does not change. */
export function policyOf(record: ResourceRecordSet): RecordStyle | undefined {
  if (record.SetIdentifier === undefined) return 'simple';
  if (record.Failover !== undefined) return 'failover';
  if (record.Weight !== undefined) return 'weighted';
  return record.Region === undefined ? undefined : 'latency';
}

/** The style of the records that are there; undefined for routing policies that this kind does not change. */
export function styleOf(records: readonly ResourceRecordSet[]): RecordStyle | undefined {
  const [first] = records;
  const style = first === undefined ? 'simple' : policyOf(first);
  return records.every((record) => policyOf(record) === style) ? style : undefined;
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

/** A record of the name without a target. */
export function emptyRecord({ name, type }: { name: string; type: string }): ResourceRecordSet {
  // The cast widens a checked string to the SDK's own union: the schema of the kind allows A, AAAA and CNAME alone.
  return { Name: zoneName(name), Type: type as NonNullable<ResourceRecordSet['Type']> };
}

/** The record led to a target, everything else as it was; `ttl` in seconds, where it has none yet. */
export function withTarget(record: ResourceRecordSet, target: RecordTarget, ttl: number): ResourceRecordSet {
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

/** The record without some of its fields. */
export function without(
  record: ResourceRecordSet,
  fields: readonly (keyof ResourceRecordSet)[],
): ResourceRecordSet {
  const left = Object.entries(record).filter(([name]) => !fields.some((field) => field === name));
  // The cast is sound as long as the name and the type stay: nothing else is required of a record.
  return Object.fromEntries(left) as unknown as ResourceRecordSet;
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
    record.Region,
    record.HealthCheckId,
    alias === undefined
      ? undefined
      : [plainName(alias.DNSName ?? ''), alias.HostedZoneId, alias.EvaluateTargetHealth],
    alias === undefined ? record.TTL : undefined,
    (record.ResourceRecords ?? []).map(({ Value }) => plainName(Value ?? '')).sort(),
  ]);
}

function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^dualstack\./, '');
}

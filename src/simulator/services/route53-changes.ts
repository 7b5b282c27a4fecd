import { isIPv4, isIPv6 } from 'node:net';
import type { Change, ResourceRecordSet } from '@aws-sdk/client-route-53';
import { dnsName } from '../builders.ts';
import type { World } from '../world.ts';

/** The records after a batch, or what Route 53 says about every change it refuses. */
export type BatchResult = { records: ResourceRecordSet[] } | { problems: string[] };

/** Applies a change batch to a copy of a zone's records: all of it or nothing. */
export function applyBatch(
  world: World,
  zone: { name: string; records: ResourceRecordSet[] },
  changes: Change[],
): BatchResult {
  let records = [...zone.records];
  const problems: string[] = [];
  for (const change of changes) {
    const given = change.ResourceRecordSet ?? { Name: undefined, Type: undefined };
    const record = { ...given, Name: dnsName(given.Name ?? ''), ...lowered(given) };
    const problem =
      problemAlone(world, zone.name, record) ?? problemAmong(records, record, change.Action ?? 'UPSERT');
    if (problem !== undefined) {
      problems.push(problem);
      continue;
    }
    records = records.filter((other) => !isSame(other, record));
    if (change.Action !== 'DELETE') records.push(record);
  }
  return problems.length > 0 ? { problems } : { records };
}

function lowered(record: ResourceRecordSet): Partial<ResourceRecordSet> {
  if (!record.AliasTarget) return {};
  return { AliasTarget: { ...record.AliasTarget, DNSName: dnsName(record.AliasTarget.DNSName ?? '') } };
}

function problemAlone(world: World, zoneName: string, record: ResourceRecordSet): string | undefined {
  const label = labelOf(record);
  const name = record.Name ?? '';
  if (name !== zoneName && !name.endsWith(`.${zoneName}`)) {
    return `RRSet with DNS name ${name} is not permitted in zone ${zoneName}`;
  }
  if (record.TrafficPolicyInstanceId !== undefined)
    return `Resource record sets of a traffic policy instance cannot be changed, in Change with ${label}`;
  const routed = routingOf(record) !== 'simple';
  if (routed && record.SetIdentifier === undefined)
    return `Missing field 'SetIdentifier' in Change with ${label}`;
  if (!routed && record.SetIdentifier !== undefined) {
    return `Invalid request: Missing one of 'Weight, Region, Failover, GeoLocation or MultiValueAnswer' for a record with SetIdentifier, in Change with ${label}`;
  }
  if (record.HealthCheckId !== undefined && !world.healthChecks.has(record.HealthCheckId)) {
    return `The specified health check ${record.HealthCheckId} does not exist, in Change with ${label}`;
  }
  if (
    record.Failover === 'PRIMARY' &&
    record.HealthCheckId === undefined &&
    !record.AliasTarget?.EvaluateTargetHealth
  ) {
    return `A health check is required for a primary failover resource record set, or EvaluateTargetHealth for an alias, in Change with ${label}`;
  }
  if (record.AliasTarget) {
    return record.TTL === undefined
      ? undefined
      : `Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found more than one in Change with ${label}`;
  }
  if (record.TTL === undefined || (record.ResourceRecords ?? []).length === 0) {
    return `Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found none in Change with ${label}`;
  }
  const wrong = (record.ResourceRecords ?? []).find(({ Value }) => !isValueOf(record.Type, Value ?? ''));
  return (
    wrong &&
    `Invalid Resource Record: '${wrong.Value ?? ''}' is no value of type ${record.Type ?? ''}, in Change with ${label}`
  );
}

/** Addresses are checked; values of the other types are taken as they are. */
function isValueOf(type: string | undefined, value: string): boolean {
  if (type === 'A') return isIPv4(value);
  return type === 'AAAA' ? isIPv6(value) : value !== '';
}

function problemAmong(
  records: ResourceRecordSet[],
  record: ResourceRecordSet,
  action: string,
): string | undefined {
  const named = `[name='${record.Name ?? ''}', type='${record.Type ?? ''}'${identifierOf(record)}]`;
  const present = records.find((other) => isSame(other, record));
  if (action === 'DELETE') {
    if (!present) return `Tried to delete resource record set ${named} but it was not found`;
    return sameContent(present, record)
      ? undefined
      : `Tried to delete resource record set ${named} but the values provided do not match the current values`;
  }
  if (action === 'CREATE' && present)
    return `Tried to create resource record set ${named} but it already exists`;
  const others = records.filter((other) => other.Name === record.Name && !isSame(other, record));
  const sameType = others.filter((other) => other.Type === record.Type);
  if (sameType.some((other) => other.TrafficPolicyInstanceId !== undefined))
    return `RRSet ${named} is managed by a traffic policy instance and cannot be changed.`;
  const clash = sameType.find((other) => routingOf(other) !== routingOf(record));
  if (clash) {
    return `RRSet with DNS name ${record.Name ?? ''}, type ${record.Type ?? ''}, SetIdentifier ${record.SetIdentifier ?? 'null'} cannot be created as ${clashReason(clash, record)} with the same name and type.`;
  }
  if (record.Failover !== undefined && sameType.some((other) => other.Failover === record.Failover)) {
    return `RRSet with DNS name ${record.Name ?? ''}, type ${record.Type ?? ''}, SetIdentifier ${record.SetIdentifier ?? ''} cannot be created because a ${record.Failover.toLowerCase()} failover resource record set already exists with the same name and type.`;
  }
  if ((record.Type === 'CNAME') !== others.some((other) => other.Type === 'CNAME')) {
    const conflicting = record.Type === 'CNAME' ? others.length > 0 : true;
    if (conflicting) {
      return `RRSet of type ${record.Type ?? ''} with DNS name ${record.Name ?? ''} is not permitted because a conflicting RRSet of type ${record.Type === 'CNAME' ? (others[0]?.Type ?? '') : 'CNAME'} with the same DNS name already exists in the zone.`;
    }
  }
  return undefined;
}

function clashReason(clash: ResourceRecordSet, record: ResourceRecordSet): string {
  const [there, wanted] = [routingOf(clash), routingOf(record)];
  if (wanted === 'simple') return `other RRSets exist`;
  return there === 'simple' ? 'a non multi-answer RRSet exists' : `a ${there} RRSet exists`;
}

function routingOf(record: ResourceRecordSet): string {
  if (record.Failover !== undefined) return 'failover';
  if (record.Weight !== undefined) return 'weighted';
  if (record.Region !== undefined) return 'latency';
  if (record.GeoLocation !== undefined) return 'geolocation';
  return record.MultiValueAnswer === true ? 'multivalue' : 'simple';
}

function isSame(a: ResourceRecordSet, b: ResourceRecordSet): boolean {
  return a.Name === b.Name && a.Type === b.Type && a.SetIdentifier === b.SetIdentifier;
}

function sameContent(a: ResourceRecordSet, b: ResourceRecordSet): boolean {
  const values = (record: ResourceRecordSet) =>
    (record.ResourceRecords ?? []).map(({ Value }) => Value).sort();
  const rest = ({ TTL, Weight, Region, Failover, HealthCheckId, AliasTarget }: ResourceRecordSet) => [
    ...[TTL, Weight, Region, Failover, HealthCheckId],
    ...[
      AliasTarget?.HostedZoneId,
      AliasTarget && dnsName(AliasTarget.DNSName ?? ''),
      AliasTarget?.EvaluateTargetHealth,
    ],
  ];
  return JSON.stringify([values(a), rest(a)]) === JSON.stringify([values(b), rest(b)]);
}

function identifierOf(record: ResourceRecordSet): string {
  return record.SetIdentifier === undefined ? '' : `, set-identifier='${record.SetIdentifier}'`;
}

function labelOf(record: ResourceRecordSet): string {
  return `[Action=change, Name=${record.Name ?? ''}, Type=${record.Type ?? ''}, SetIdentifier=${record.SetIdentifier ?? 'null'}]`;
}

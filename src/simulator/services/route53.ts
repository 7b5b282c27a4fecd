import * as client from '@aws-sdk/client-route-53';
import { dnsName } from '../builders.ts';
import { letters } from '../names.ts';
import { defineOperation, failure, isFailure, operationsOf } from '../operation.ts';
import type { Answer, Call, Failure, Service } from '../operation.ts';
import { nextSequence } from '../world.ts';
import type { HostedZone } from '../global-resources.ts';
import type { World } from '../world.ts';
import { pageOf } from './pages.ts';
import { applyBatch } from './route53-changes.ts';
import { healthCheckOperations } from './route53-health.ts';
import { policyOperations } from './route53-policies.ts';

function findZone(call: Call, id = ''): HostedZone | Failure {
  const found = call.world.hostedZones.get(id.replace(/^\/?hostedzone\//, ''));
  return found ?? failure(client.NoSuchHostedZone$, `No hosted zone found with ID: ${id}`);
}

function listHostedZones(
  input: client.ListHostedZonesRequest,
  call: Call,
): Answer<client.ListHostedZonesResponse> {
  const size = input.MaxItems ?? 100;
  const page = pageOf([...call.world.hostedZones.values()], input.Marker, size);
  return {
    HostedZones: page.items.map(showZone),
    Marker: input.Marker ?? '',
    IsTruncated: page.next !== undefined,
    ...(page.next === undefined ? {} : { NextMarker: page.next }),
    MaxItems: size,
  };
}

function listHostedZonesByName(
  input: client.ListHostedZonesByNameRequest,
  call: Call,
): Answer<client.ListHostedZonesByNameResponse> {
  const size = input.MaxItems ?? 100;
  const reversed = (name: string) => name.split('.').reverse().join('.');
  const from = input.DNSName === undefined ? '' : reversed(dnsName(input.DNSName));
  const sorted = [...call.world.hostedZones.values()]
    .filter((zone) => reversed(zone.name) >= from)
    .sort((a, b) => (reversed(a.name) < reversed(b.name) ? -1 : 1));
  const next = sorted[size];
  return {
    HostedZones: sorted.slice(0, size).map(showZone),
    DNSName: input.DNSName,
    IsTruncated: next !== undefined,
    ...(next ? { NextDNSName: next.name, NextHostedZoneId: next.id } : {}),
    MaxItems: size,
  };
}

function listRecords(
  input: client.ListResourceRecordSetsRequest,
  call: Call,
): Answer<client.ListResourceRecordSetsResponse> {
  const zone = findZone(call, input.HostedZoneId);
  if (isFailure(zone)) return zone;
  const size = input.MaxItems ?? 300;
  const key = (record: client.ResourceRecordSet) =>
    [(record.Name ?? '').split('.').reverse().join('.'), record.Type ?? '', record.SetIdentifier ?? ''].join(
      ' ',
    );
  const from =
    input.StartRecordName === undefined
      ? ''
      : key({
          Name: dnsName(input.StartRecordName),
          Type: input.StartRecordType,
          SetIdentifier: input.StartRecordIdentifier,
        }).trimEnd();
  const sorted = zone.records
    .map((record) => ({ record, key: key(record) }))
    .filter((entry) => entry.key >= from)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const next = sorted[size]?.record;
  return {
    ResourceRecordSets: sorted.slice(0, size).map((entry) => entry.record),
    IsTruncated: next !== undefined,
    MaxItems: size,
    ...(next && {
      NextRecordName: next.Name,
      NextRecordType: next.Type,
      NextRecordIdentifier: next.SetIdentifier,
    }),
  };
}

function changeRecords(
  input: client.ChangeResourceRecordSetsRequest,
  call: Call,
): Answer<client.ChangeResourceRecordSetsResponse> {
  const zone = findZone(call, input.HostedZoneId);
  if (isFailure(zone)) return zone;
  const result = applyBatch(call.world, zone, input.ChangeBatch?.Changes ?? []);
  if ('problems' in result) {
    const message = `[${result.problems.join(', ')}]`;
    return failure(client.InvalidChangeBatch$, message);
  }
  zone.records = result.records;
  const id = `C${letters(`change${nextSequence(call.world)}`, 20).toUpperCase()}`;
  call.world.dnsChanges.set(id, { id, submittedAt: call.now });
  return { ChangeInfo: showChange(call.world, id, call.now) };
}

function getChange(input: client.GetChangeRequest, call: Call): Answer<client.GetChangeResponse> {
  const id = (input.Id ?? '').replace(/^\/?change\//, '');
  if (call.world.dnsChanges.has(id)) return { ChangeInfo: showChange(call.world, id, call.now) };
  return failure(client.NoSuchChange$, `Could not find resource with ID: ${id}`);
}

function listTags(
  input: client.ListTagsForResourceRequest,
  call: Call,
): Answer<client.ListTagsForResourceResponse> {
  const check = call.world.healthChecks.get(input.ResourceId ?? '');
  const Tags = Object.entries(check?.tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
  return { ResourceTagSet: { ResourceType: input.ResourceType, ResourceId: input.ResourceId, Tags } };
}

function showZone(zone: HostedZone): client.HostedZone {
  return {
    Id: `/hostedzone/${zone.id}`,
    Name: zone.name,
    CallerReference: zone.id,
    Config: { PrivateZone: zone.private },
    ResourceRecordSetCount: zone.records.length,
  };
}

function showChange(world: World, id: string, now: number): client.ChangeInfo {
  const submittedAt = world.dnsChanges.get(id)?.submittedAt ?? now;
  const settled = now - submittedAt >= world.timings.dnsChangeMs;
  return {
    Id: `/change/${id}`,
    Status: settled ? 'INSYNC' : 'PENDING',
    SubmittedAt: new Date(submittedAt),
  };
}

const zoneArn = (id: string | undefined) => [`arn:aws:route53:::hostedzone/${id ?? '*'}`];
const zoneOf = (input: { HostedZoneId: string | undefined }) => zoneArn(input.HostedZoneId);

/** Amazon Route 53: zones, records and health checks; its control plane lives in us-east-1. */
export const route53: Service = {
  name: 'route53',
  signingName: 'route53',
  protocol: 'rest-xml',
  xmlNamespace: 'https://route53.amazonaws.com/doc/2013-04-01/',
  global: true,
  throttling: { code: 'Throttling', status: 400 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.ListHostedZones$, { handle: listHostedZones }),
    defineOperation(client.ListHostedZonesByName$, { handle: listHostedZonesByName }),
    defineOperation(client.GetHostedZone$, {
      resources: (input: client.GetHostedZoneRequest) => zoneArn(input.Id),
      handle: (input: client.GetHostedZoneRequest, call): Answer<client.GetHostedZoneResponse> => {
        const zone = findZone(call, input.Id);
        if (isFailure(zone)) return zone;
        return { HostedZone: showZone(zone), DelegationSet: { NameServers: ['ns-1.awsdns-01.org'] } };
      },
    }),
    defineOperation(client.ListResourceRecordSets$, { resources: zoneOf, handle: listRecords }),
    defineOperation(client.ChangeResourceRecordSets$, {
      mutating: true,
      resources: zoneOf,
      handle: changeRecords,
    }),
    defineOperation(client.GetChange$, {
      resources: (input: client.GetChangeRequest) => [`arn:aws:route53:::change/${input.Id ?? '*'}`],
      handle: getChange,
    }),
    defineOperation(client.ListTagsForResource$, { handle: listTags }),
    ...healthCheckOperations,
    ...policyOperations,
  ],
};

import { healthCheckArn, hostedZoneArn, partitionOf } from '../aws/arn.ts';
import type { Region } from '../ids.ts';
import type { Call, Goal } from '../plan/plan.ts';
import type { DnsRecord } from './record-look.ts';
import { isZoneId } from './record-lookup.ts';

/** The calls that looking at a name makes. */
export function lookCalls(resource: DnsRecord): readonly Call[] {
  return [
    ...(isZoneId(resource.spec.zone) ? [] : [call('ListHostedZonesByName', '*', resource)]),
    call('ListResourceRecordSets', zoneArn(resource), resource),
    ...['GetHealthCheck', 'GetHealthCheckStatus'].map((action) =>
      call(action, healthCheckArn(anyRegion(resource), '*'), resource),
    ),
  ];
}

/** The calls that changing records makes; in whichever zone where its id is not known. */
export function upsertCalls(resource: DnsRecord, zoneId?: string): readonly Call[] {
  const zone = zoneId === undefined ? zoneArn(resource) : hostedZoneArn(anyRegion(resource), zoneId);
  return ['ListResourceRecordSets', 'ChangeResourceRecordSets'].map((action) => call(action, zone, resource));
}

/** The calls that turning a health check round makes. */
export function checkCalls(resource: DnsRecord, check: string): readonly Call[] {
  return ['GetHealthCheck', 'UpdateHealthCheck'].map((action) =>
    call(action, healthCheckArn(anyRegion(resource), check), resource),
  );
}

/** What must be permitted for a goal, whatever is found. */
export function possibleCalls(resource: DnsRecord, { operation }: Goal): readonly Call[] {
  return operation === 'drill' ? checkCalls(resource, '*') : upsertCalls(resource);
}

function call(action: string, arn: string, resource: DnsRecord): Call {
  return {
    service: 'route53',
    action,
    resource: arn,
    region: partitionOf(anyRegion(resource)).globalRegion,
    plane: 'control',
  };
}

/** Only the partition of it matters: all regions of a service are in one. */
function anyRegion({ regional: targets }: DnsRecord): Region {
  return Object.keys(targets)[0] ?? 'us-east-1';
}

function zoneArn(resource: DnsRecord): string {
  return hostedZoneArn(anyRegion(resource), isZoneId(resource.spec.zone) ? resource.spec.zone : '*');
}

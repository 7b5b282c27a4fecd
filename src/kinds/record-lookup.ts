import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Route53Api } from '../aws/services/route53.ts';
import { zoneName } from './record-sets.ts';

/** What the id of a hosted zone looks like. */
export const zoneIdPattern = /^Z[A-Z0-9]{4,31}$/;

/** Whether a text is the id of a hosted zone and not its name. */
export function isZoneId(text: string): boolean {
  return zoneIdPattern.test(text);
}

/** One name and type in a zone. */
interface Lookup extends Pick<ResourceRecordSet, 'Name' | 'Type'> {
  readonly zone: string;
}

/** The id of a public zone given by id or name; undefined when there is none of that name. */
export async function findZone(
  api: Route53Api,
  zone: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (isZoneId(zone)) return zone;
  const { HostedZones = [] } = await api.listHostedZonesByName({ DNSName: zone, MaxItems: 10 }, { signal });
  const found = HostedZones.find(
    ({ Name, Config }) => Name === zoneName(zone) && Config?.PrivateZone !== true,
  );
  return found?.Id?.replace(/^\/hostedzone\//, '');
}

/** The records of one name and type. They come sorted by name, so a page that begins there ends them; 100 share a name at most. */
export async function recordsOf(
  api: Route53Api,
  { zone, Name, Type }: Lookup,
  signal: AbortSignal,
): Promise<readonly ResourceRecordSet[]> {
  const page = await api.listResourceRecordSets(
    { HostedZoneId: zone, StartRecordName: Name, StartRecordType: Type, MaxItems: 300 },
    { signal },
  );
  return (page.ResourceRecordSets ?? []).filter((record) => record.Name === Name && record.Type === Type);
}

/**
 * Whether a health check passes, `Inverted` taken into account; undefined when that cannot be told.
 * More than 18 % of the checkers decide: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */
export async function healthOf(
  api: Route53Api,
  HealthCheckId: string,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  try {
    const [{ HealthCheck }, { HealthCheckObservations = [] }] = await Promise.all([
      api.getHealthCheck({ HealthCheckId }, { signal }),
      api.getHealthCheckStatus({ HealthCheckId }, { signal }),
    ]);
    const healthy = HealthCheckObservations.filter(
      ({ StatusReport }) => StatusReport?.Status?.startsWith('Success') === true,
    );
    if (HealthCheckObservations.length === 0) return undefined;
    return (
      healthy.length / HealthCheckObservations.length > 0.18 !==
      (HealthCheck?.HealthCheckConfig?.Inverted === true)
    );
  } catch {
    // Only a note depends on it: without the permission, or with the check gone, the records still count.
    return undefined;
  }
}

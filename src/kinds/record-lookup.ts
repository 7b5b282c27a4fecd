import type { HealthCheckConfig, ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Route53Api } from '../aws/services/route53.ts';
import { zoneName } from './record-shape.ts';

/** What the id of a hosted zone of AWS looks like. */
export const zoneIdPattern = /^Z[A-Z0-9]{4,31}$/;

/** Emulators give ids that begin with any letter or digit; no zone is called such a thing, in capitals and without a dot. */
const madeUpId = /^[A-Z0-9]{14,32}$/;

/** Whether a text is the id of a hosted zone and not its name. */
export function isZoneId(text: string): boolean {
  return zoneIdPattern.test(text) || madeUpId.test(text);
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

/** One health check as it stands. */
export interface HealthCheckSeen {
  readonly inverted: boolean;
  readonly disabled: boolean;
  readonly type: string;
  /** What DNS goes by, `inverted` and `disabled` taken into account; undefined when that cannot be told. */
  readonly healthy?: boolean;
}

/** A calculated check may watch calculated checks; deeper than this Route 53 is not asked. */
const deepest = 3;

/**
 * A health check and whether it passes; undefined when it cannot be read. More than 18 % of the checkers decide, of a calculated one its
 * children: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */
export async function checkOf(
  api: Route53Api,
  HealthCheckId: string,
  { signal, depth = 0 }: { readonly signal: AbortSignal; readonly depth?: number },
): Promise<HealthCheckSeen | undefined> {
  try {
    const { HealthCheck } = await api.getHealthCheck({ HealthCheckId }, { signal });
    const config = HealthCheck?.HealthCheckConfig;
    const { Inverted, Disabled, Type = '' } = config ?? {};
    const check = { inverted: Inverted === true, disabled: Disabled === true, type: Type };
    // A disabled check counts as healthy, before `Inverted` turns it round.
    if (check.disabled) return { ...check, healthy: !check.inverted };
    const passes =
      Type === 'CALCULATED'
        ? await childrenPass(api, config, { signal, depth })
        : await checkersPass(api, HealthCheckId, signal);
    return passes === undefined ? check : { ...check, healthy: passes !== check.inverted };
  } catch {
    // Notes and drills depend on it: without the permission, or with the check gone, the records still count.
    return undefined;
  }
}

async function checkersPass(
  api: Route53Api,
  HealthCheckId: string,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const { HealthCheckObservations = [] } = await api.getHealthCheckStatus({ HealthCheckId }, { signal });
  if (HealthCheckObservations.length === 0) return undefined;
  const passing = HealthCheckObservations.filter(
    ({ StatusReport }) => StatusReport?.Status?.startsWith('Success') === true,
  );
  return passing.length / HealthCheckObservations.length > 0.18;
}

/** Route 53 does not tell the status of a calculated check: https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHealthCheckStatus.html */
async function childrenPass(
  api: Route53Api,
  config: HealthCheckConfig | undefined,
  { signal, depth }: { readonly signal: AbortSignal; readonly depth: number },
): Promise<boolean | undefined> {
  const ids = config?.ChildHealthChecks ?? [];
  if (depth >= deepest) return undefined;
  const children = await Promise.all(ids.map((id) => checkOf(api, id, { signal, depth: depth + 1 })));
  const needed = config?.HealthThreshold ?? ids.length;
  const healthy = children.filter((child) => child?.healthy === true).length;
  const unknown = children.filter((child) => child?.healthy === undefined).length;
  if (healthy >= needed) return true;
  return healthy + unknown < needed ? false : undefined;
}

import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Resource } from '../config/config.ts';
import type { Http } from '../http.ts';
import type { Region } from '../ids.ts';
import type { ObserveContext } from './kind.ts';
import { checkOf, findZone, recordsOf } from './record-lookup.ts';
import type { HealthCheckSeen } from './record-lookup.ts';
import { zoneName } from './record-shape.ts';
import type { RecordStyle, RecordTarget } from './record-shape.ts';
import { lookUpAddresses } from './region-addresses.ts';
import type { Addresses } from './region-addresses.ts';

/** The block of a record, as far as looking at it and changing it goes. */
export interface RecordSpec {
  readonly zone: string;
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'CNAME';
  /** In seconds. */
  readonly ttl: number;
  readonly style: 'auto' | RecordStyle;
  readonly pin: boolean;
  /** Regions that a `route53-switch` leads the name to. */
  readonly switched?: readonly Region[] | undefined;
}

/** A name that is led to the active region. */
export type DnsRecord = Resource<RecordSpec, RecordTarget>;

/** What was seen of a name. */
export interface RecordValue {
  readonly zoneId: string;
  readonly records: readonly ResourceRecordSet[];
  /** The health checks of the records, by id; without those that cannot be read, and none where only steps on records wait. */
  readonly checks: Readonly<Record<string, HealthCheckSeen>>;
  /** What the name servers answer; only where a step waits for that. */
  readonly dns?: Addresses;
}

/** The actions of a drill that wait for DNS. */
export const dnsActions: readonly string[] = ['leave', 'return'];

/** One look at all names of a zone. */
export async function lookAtRecords(
  resources: readonly DnsRecord[],
  { outside, signal, waiting }: ObserveContext,
): Promise<ReadonlyMap<string, RecordValue>> {
  const api = await outside.aws.route53();
  const zone = await findZone(api, resources[0]?.spec.zone ?? '', signal);
  if (zone === undefined) return new Map();
  const asked = new Set(
    waiting?.filter(({ action }) => dnsActions.includes(action)).map(({ resource }) => resource),
  );
  // Route 53 takes five requests a second from a whole account: steps that change or hold records wait for nothing else.
  const judging = waiting?.some(({ action, params }) => dnsActions.includes(action) || 'check' in params);
  const seen = resources.map(async (resource) => {
    const { id, spec } = resource;
    const records = await recordsOf(api, { zone, Name: zoneName(spec.name), Type: spec.type }, signal);
    const ids =
      judging === false ? [] : [...new Set(records.flatMap(({ HealthCheckId }) => HealthCheckId ?? []))];
    const checks = ids.map(async (check) => [check, await checkOf(api, check, { signal })] as const);
    const [found, dns] = await Promise.all([
      Promise.all(checks),
      asked.has(id) ? addressesOf(outside.http, resource, signal) : undefined,
    ]);
    const known = found.flatMap(([check, value]) => (value === undefined ? [] : [[check, value] as const]));
    const value = { zoneId: zone, records, checks: Object.fromEntries(known) };
    return [id, dns === undefined ? value : { ...value, dns }] as const;
  });
  return new Map<string, RecordValue>(await Promise.all(seen));
}

async function addressesOf(
  http: Http,
  { spec, regional }: DnsRecord,
  signal: AbortSignal,
): Promise<Addresses> {
  const regions = Object.entries(regional).map(
    ([region, target]) => [region, 'alias' in target ? [target.alias.dnsName] : target.values] as const,
  );
  return lookUpAddresses(http, { name: spec.name, regions: new Map(regions) }, signal);
}

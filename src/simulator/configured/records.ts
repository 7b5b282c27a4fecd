import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { addHostedZone, addRecord, dnsName } from '../builders.ts';
import type { HostedZone } from '../global-resources.ts';
import { isObject, listAt, numberAt, objectAt, textAt } from '../kubernetes/json.ts';
import type { Json } from '../kubernetes/json.ts';
import type { DescribedResource } from './described-service.ts';
import { addHomeCheck } from './home-check.ts';
import { countMade, resourcesOf, textOf } from './making.ts';
import type { Making } from './making.ts';

/** Makes the zones and the records that lead to home while it is active. */
export function makeRecords(making: Making): void {
  const records = resourcesOf(making, 'route53-record');
  for (const record of records) {
    const zone = zoneOf(making, textAt(record.spec, 'zone'), records);
    for (const each of recordSets(making, record)) addRecord(zone, each);
    countMade(making, 'DNS name/DNS names');
  }
}

function zoneOf(making: Making, given: string, records: readonly DescribedResource[]): HostedZone {
  const { world } = making;
  const known = world.hostedZones.get(given) ?? zoneByName(making, given);
  if (known !== undefined) return known;
  if (!/^[A-Z0-9]{5,32}$/.test(given)) return addHostedZone(world, { name: given });
  const names = records
    .filter(({ spec }) => spec['zone'] === given)
    .map(({ spec }) => textAt(spec, 'name').toLowerCase().replace(/\.$/, ''));
  return addHostedZone(world, { id: given, name: commonParent(names) });
}

function zoneByName({ world }: Making, name: string): HostedZone | undefined {
  return [...world.hostedZones.values()].find((zone) => zone.name === dnsName(name));
}

/** The domain that these names have in common; a name of two labels is taken for a domain itself. */
function commonParent([first = '', ...others]: readonly string[]): string {
  const labels = first.split('.');
  let parent = labels.length > 2 ? labels.slice(1) : labels;
  const within = (name: string) => name === parent.join('.') || name.endsWith(`.${parent.join('.')}`);
  while (parent.length > 1 && !others.every(within)) parent = parent.slice(1);
  return parent.join('.');
}

type Base = Pick<ResourceRecordSet, 'Name' | 'Type'>;

/** The records of a name, in the style that the config expects: a failover pair for two regions where it leaves that open. */
function recordSets(making: Making, record: DescribedResource): readonly ResourceRecordSet[] {
  const { service, home } = making;
  const { spec, regional } = record;
  const regions = service.regions.filter((region) => isObject(regional[region]));
  // Route 53 writes the star of a wildcard as an octal number.
  const Name = textAt(spec, 'name').replace(/^\*/, '\\052');
  // The schema of the config allows A, AAAA and CNAME alone.
  const Type = textAt(spec, 'type') as NonNullable<ResourceRecordSet['Type']>;
  const base: Base = { Name, Type };
  const target = (region: string) => targetOf(regional[region], numberAt(spec, ['ttl'], 60));
  const asked = textAt(spec, 'style');
  const style = asked === 'auto' ? (regions.length === 2 ? 'failover' : 'weighted') : asked;
  const check = () => ({ HealthCheckId: addHomeCheck(making, record) });
  if (style === 'simple') return [{ ...base, ...target(home) }];
  if (style === 'failover')
    return regions.slice(0, 2).map((region) => {
      const role = region === home ? ('PRIMARY' as const) : ('SECONDARY' as const);
      const pair = { SetIdentifier: role.toLowerCase(), Failover: role };
      return { ...base, ...pair, ...(region === home ? check() : {}), ...target(region) };
    });
  return regions.map((region) => ({
    ...{ ...base, SetIdentifier: region },
    ...(style === 'latency'
      ? // The list of regions in the SDK's type is not longer than that of AWS.
        { Region: region as NonNullable<ResourceRecordSet['Region']>, ...(region === home ? check() : {}) }
      : { Weight: region === home ? 100 : 0 }),
    ...target(region),
  }));
}

function targetOf(given: Json | undefined, TTL: number): Partial<ResourceRecordSet> {
  const alias = objectAt(given, 'alias');
  const name = textOf(alias['dnsName']);
  if (name === undefined)
    return { TTL, ResourceRecords: listAt(given, 'values').map((Value) => ({ Value: textOf(Value) ?? '' })) };
  const EvaluateTargetHealth = objectAt(given)['evaluateTargetHealth'] !== false;
  const DNSName = name.endsWith('.') ? name : `${name}.`;
  return { AliasTarget: { HostedZoneId: textAt(alias, 'hostedZoneId'), DNSName, EvaluateTargetHealth } };
}

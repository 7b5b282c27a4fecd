import { isIP } from 'node:net';
import { addHostedZone, addRecord, addHealthCheck, dnsName } from '../builders.ts';
import type { HostedZone } from '../global-resources.ts';
import { textAt } from '../kubernetes/json.ts';
import { loadBalancerByName, resolveRecord } from '../resolve-record.ts';
import { entranceOf } from './entrances.ts';
import { resourcesOf } from './making.ts';
import type { Making } from './making.ts';

/** A public name that a check asks, and the id of the check. */
interface AskedName {
  readonly host: string;
  readonly id: string;
}

/** Names that checks ask and that lead nowhere so far, each once. */
export function unledNames(making: Making): readonly AskedName[] {
  const asked = resourcesOf(making, 'http-check', 'region').flatMap(({ id, spec }): AskedName[] => {
    const url = textAt(spec, 'url');
    const host = URL.canParse(url) ? new URL(url).hostname : '';
    return host === '' || leadsSomewhere(making, host) ? [] : [{ host, id }];
  });
  return [...new Map(asked.map((each) => [each.host, each])).values()];
}

function leadsSomewhere({ world }: Making, host: string): boolean {
  // In a URL an IPv6 address has brackets.
  if (isIP(host) > 0 || host.startsWith('[')) return true;
  return loadBalancerByName(world, host) !== undefined || resolveRecord(world, host, 'A') !== undefined;
}

/** The zone that a name belongs to, made where there is none. */
export function zoneAround({ world }: Making, host: string): HostedZone {
  const known = [...world.hostedZones.values()].find(
    ({ name }) => dnsName(host) === name || dnsName(host).endsWith(`.${name}`),
  );
  const labels = host.split('.');
  return known ?? addHostedZone(world, { name: labels.length > 2 ? labels.slice(1).join('.') : host });
}

/** Names that nothing in the config leads anywhere follow the routing controls, or else the health of the regions, by a failover pair. */
export function makeOtherNames(making: Making): void {
  const { home, service, remarks } = making;
  const controlled = resourcesOf(making, 'routing-control').length > 0;
  for (const { host, id } of unledNames(making)) {
    const zone = zoneAround(making, host);
    const [, standby = home] = service.regions;
    for (const [region, Failover] of [
      [home, 'PRIMARY'],
      [standby, 'SECONDARY'],
    ] as const) {
      const entrance = entranceOf(making, region);
      if (entrance === undefined) continue;
      const { hostedZoneId: HostedZoneId, dnsName: name } = entrance;
      addRecord(zone, {
        ...{ Name: host, Type: 'A', SetIdentifier: Failover.toLowerCase(), Failover },
        AliasTarget: { HostedZoneId, DNSName: `${name}.`, EvaluateTargetHealth: true },
        ...controlCheck(making, { host, region }),
      });
    }
    const follows = controlled ? 'the routing controls' : `the health of ${home}`;
    remarks.push(
      `No record in the file leads ${host} anywhere, which ${id} asks: here it follows ${follows}.`,
    );
  }
}

function controlCheck(
  making: Making,
  { host, region }: { host: string; region: string },
): { HealthCheckId?: string } {
  const [control] = resourcesOf(making, 'routing-control');
  const arn = textAt(control?.regional[region], 'control');
  if (arn === '') return {};
  const config = { Type: 'RECOVERY_CONTROL', RoutingControlArn: arn } as const;
  return { HealthCheckId: addHealthCheck(making.world, config, { callerReference: `${host} ${region}` }).id };
}

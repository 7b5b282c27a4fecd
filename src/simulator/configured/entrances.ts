import { addLoadBalancer } from '../builders.ts';
import { at, isObject, listAt, numberAt, textAt } from '../kubernetes/json.ts';
import type { LoadBalancer } from '../world.ts';
import { regionOf } from '../world.ts';
import { inRegion, resourcesOf, textOf } from './making.ts';
import type { Making } from './making.ts';

/**
 * Makes whatever answers for a region: a load balancer behind every name and address that the config gives for it. All of a region have
 * the same addresses, those that the config gives where it gives any, so that DNS agrees however a region is named.
 */
export function makeEntrances(making: Making): void {
  for (const region of making.service.regions) {
    const hosts = new Set(hostsOf(making, region));
    const known = [...making.world.regions.values()].flatMap(({ loadBalancers }) => [
      ...loadBalancers.values(),
    ]);
    const fresh = [...hosts].filter((host) => known.every(({ dnsName }) => dnsName !== host));
    const numbers = [...hosts].filter(isAddress);
    const made: LoadBalancer[] = [];
    for (const host of fresh.length > 0 ? fresh : [undefined])
      made.push(addEntrance(making, { region, host, addresses: made[0]?.addresses ?? numbers }));
    giveTargetGroups(making, region, made);
  }
}

/** The first of whatever answers for a region. */
export function entranceOf({ world }: Making, region: string): LoadBalancer | undefined {
  return [...regionOf(world, region).loadBalancers.values()][0];
}

function isAddress(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

/** Host names and addresses that lead to a region by themselves. */
function hostsOf(making: Making, region: string): readonly string[] {
  const named = resourcesOf(making, 'route53-record').flatMap(({ regional }) => {
    const target = regional[region];
    const alias = textOf(at(target, 'alias', 'dnsName'));
    return alias === undefined ? listAt(target, 'values').flatMap((each) => textOf(each) ?? []) : [alias];
  });
  const asked = resourcesOf(making, 'http-check').map(({ regional }) => textAt(regional[region]));
  const evidence = resourcesOf(making, 'region').map(({ spec: { address, url } }) => {
    if (isObject(address)) return textAt(inRegion(making, address, region));
    const own = isObject(url) ? textAt(inRegion(making, url, region)) : '';
    return URL.canParse(own) ? new URL(own).hostname : '';
  });
  const policies = resourcesOf(making, 'route53-traffic-policy').map(({ regional }) =>
    textAt(regional[region], 'value'),
  );
  return [...named, ...policies, ...asked, ...evidence]
    .map((host) =>
      host
        .replace(/:\d+$/, '')
        .replace(/\.$/, '')
        .replace(/^dualstack\./, '')
        .toLowerCase(),
    )
    .filter((host) => host !== '');
}

interface Entrance {
  readonly region: string;
  readonly host: string | undefined;
  readonly addresses: readonly string[];
}

function addEntrance({ world, service }: Making, { region, host, addresses }: Entrance): LoadBalancer {
  // As ELB makes names: that of the load balancer and a number.
  const short = host?.replace(/-\d{8,}\.[^.]+\.elb\..*$/, '') ?? `${service.service}-${region}`;
  const name = regionOf(world, region).loadBalancers.has(short) ? (host ?? short) : short;
  const target = (number: number) => ({ id: `10.0.1.${number + 9}`, port: 8080, health: 'healthy' as const });
  return addLoadBalancer(world, {
    ...{ name, region, targets: [1, 2, 3].map(target) },
    ...(host === undefined ? {} : { dnsName: host }),
    ...(addresses.length === 0 ? {} : { addresses: [...addresses] }),
  });
}

/** Gives the target groups that the config names to load balancers of the region, with as many targets as are wanted. */
function giveTargetGroups(making: Making, region: string, balancers: readonly LoadBalancer[]): void {
  const free = [...balancers];
  for (const { id, spec, regional } of resourcesOf(making, 'load-balancer-targets')) {
    const given = textAt(regional[region]);
    const name = /:targetgroup\/([^/]+)\//.exec(given)?.[1] ?? given;
    const own = free.findIndex((each) => name.startsWith(each.name));
    const [balancer] = free.splice(Math.max(own, 0), 1);
    if (given === '') continue;
    if (balancer === undefined) {
      making.remarks.push(`${id} in ${region} has no load balancer of its own in the file, and is not made.`);
      continue;
    }
    balancer.targetGroupName = name;
    if (given !== name) balancer.targetGroupArn = given;
    const wanted = numberAt(spec, ['healthy'], 3);
    balancer.targets = Array.from({ length: Math.max(1, wanted) }, (_, index) => ({
      ...{ id: `10.0.2.${(index % 240) + 10}`, port: balancer.port, health: 'healthy' as const },
    }));
  }
}

import { addDistribution } from '../application-builders.ts';
import { isObject, numberAt, objectAt, textAt, textsAt } from '../kubernetes/json.ts';
import { letters } from '../names.ts';
import { addPolicyInstance, addTrafficPolicy } from '../traffic-builders.ts';
import type { AcceleratorState } from '../traffic-state.ts';
import { unledNames, zoneAround } from './asked-names.ts';
import type { DescribedResource } from './described-service.ts';
import { addHomeCheck } from './home-check.ts';
import { countMade } from './making.ts';
import type { Making } from './making.ts';

/** Makes a CloudFront distribution whose origins are those of home. */
export function makeDistribution(making: Making, { spec }: DescribedResource): void {
  const { world, home } = making;
  const domains = Object.entries(objectAt(spec, 'origins')).map(([id, byRegion]): [string, string] => [
    id,
    textAt(byRegion, home),
  ]);
  const groups = Object.entries(objectAt(spec, 'originGroups')).map(([id, byRegion]): [string, string[]] => {
    const first = textAt(byRegion, home);
    const others = Object.values(textsAt(byRegion)).filter((origin) => origin !== first);
    return [id, [...new Set([first, ...others])]];
  });
  const members = groups.flatMap(([, origins]) =>
    origins.map((id): [string, string] => [id, `${id}.origin.example`]),
  );
  addDistribution(world, {
    id: textAt(spec, 'distribution'),
    origins: Object.fromEntries([...members, ...domains]),
    groups: Object.fromEntries(groups),
  });
  countMade(making, 'distribution/distributions');
}

/** Makes the accelerators that the endpoint groups belong to; home is dialled to 100. */
export function makeAccelerator(making: Making, { id, spec, regional }: DescribedResource): void {
  const { world, home, service } = making;
  for (const region of service.regions) {
    const arn = textAt(regional[region], 'endpointGroup');
    const [, acceleratorArn, listenerPart] = /^(.+?)(\/listener\/[^/]+)\/endpoint-group\//.exec(arn) ?? [];
    if (acceleratorArn === undefined || listenerPart === undefined) continue;
    const accelerator =
      world.traffic.accelerators.get(acceleratorArn) ?? newAccelerator(making, acceleratorArn, id);
    const listenerArn = `${acceleratorArn}${listenerPart}`;
    const listener = accelerator.listeners.find((each) => each.arn === listenerArn) ?? {
      arn: listenerArn,
      groups: [],
    };
    if (!accelerator.listeners.includes(listener)) accelerator.listeners.push(listener);
    const dial = region === home ? 100 : numberAt(spec, ['standby']);
    listener.groups.push({
      arn,
      region,
      dial,
      endpoints: [{ id: `endpoint-${region}`, weight: 128, healthy: true }],
    });
  }
  countMade(making, 'accelerator/accelerators');
}

function newAccelerator({ world }: Making, arn: string, name: string): AcceleratorState {
  const now = world.clock.now();
  const made = {
    arn,
    name,
    dnsName: `${letters(arn, 17)}.awsglobalaccelerator.com`,
    createdAt: now,
    deployedAt: now,
    listeners: [],
  };
  world.traffic.accelerators.set(arn, made);
  return made;
}

/** Makes the routing controls, On for home. */
export function makeRoutingControls(making: Making, { spec, regional }: DescribedResource): void {
  const { world, home, service } = making;
  const standby = spec['standby'] === 'On' ? 'On' : 'Off';
  for (const region of service.regions) {
    const arn = textAt(regional[region], 'control');
    if (arn === '') continue;
    const panelArn = arn.replace(/\/routingcontrol\/.*$/, '');
    const state = region === home ? 'On' : standby;
    world.traffic.routingControls.set(arn, { arn, name: region, panelArn, panelName: 'failover', state });
    countMade(making, 'routing control/routing controls');
  }
}

/** Makes a Multi-Region Access Point that leads to the bucket of home. */
export function makeAccessPoint(making: Making, { spec, regional }: DescribedResource): void {
  const { world, home, service } = making;
  const standby = spec['standby'] === 'active' ? 100 : 0;
  const routes = service.regions.flatMap((region) => {
    const bucket = textAt(regional[region], 'bucket');
    return bucket === '' ? [] : [{ bucket, region, dial: region === home ? 100 : standby }];
  });
  const arn = textAt(spec, 'accessPoint');
  world.traffic.accessPoints.set(arn, { arn, routes });
  countMade(making, 'access point/access points');
}

/** Makes a traffic policy by weights, all of it on home, that answers for a name which checks ask and no record leads anywhere. */
export function makePolicy(making: Making, resource: DescribedResource): void {
  const { world, home, service, remarks } = making;
  const { id, spec, regional } = resource;
  const [asked] = unledNames(making);
  const host = asked?.host ?? `${letters(id, 8)}.${service.service}.example`;
  if (asked === undefined) remarks.push(`${id} answers for ${host}: the file does not say for which name.`);
  const regions = service.regions.filter((region) => isObject(regional[region]));
  const endpoint = (region: string) => textAt(regional[region], 'endpoint');
  const policy = addTrafficPolicy(world, id, {
    AWSPolicyFormatVersion: '2015-10-01',
    RecordType: 'A',
    StartRule: 'regions',
    Endpoints: Object.fromEntries(
      regions.map((region) => [endpoint(region), endpointOf(textAt(regional[region], 'value'))]),
    ),
    Rules: {
      regions: {
        RuleType: 'weighted',
        Items: regions.map((region) => ({
          ...{
            EndpointReference: endpoint(region),
            Weight: region === home ? '100' : '0',
            EvaluateTargetHealth: true,
          },
          ...(region === home ? { HealthCheck: addHomeCheck(making, resource) } : {}),
        })),
      },
    },
  });
  addPolicyInstance(world, policy, {
    ...{ id: textAt(spec, 'instance'), zoneId: zoneAround(making, host).id, name: host, ttl: 60 },
  });
  countMade(making, 'traffic policy/traffic policies');
}

function endpointOf(value: string): { Type: string; Value: string } {
  const isLoadBalancer = /\.elb\./.test(value);
  return { Type: isLoadBalancer ? 'elastic-load-balancer' : 'value', Value: value };
}

import { addEventSource, addLambdaFunction } from '../application-builders.ts';
import { addEcsCluster, addEcsService, addScalableService } from '../container-builders.ts';
import { isObject, listAt, numberAt, objectAt, textAt } from '../kubernetes/json.ts';
import { regionOf } from '../world.ts';
import type { DescribedResource } from './described-service.ts';
import { countMade, inRegion, resourcesOf, textOf } from './making.ts';
import type { Making } from './making.ts';
import { settingAtHome } from './settings.ts';

/** Makes ECS services with their tasks; they register in the target groups that the config names in their region. */
export function makeEcsServices(making: Making, resource: DescribedResource): void {
  const { world, home, service } = making;
  const { spec, regional } = resource;
  for (const region of service.regions) {
    const cluster = textAt(regional[region], 'cluster') || textAt(inRegion(making, spec['cluster'], region));
    const { containers } = regionOf(world, region);
    const names = namesIn(resource, region);
    if (names.length === 0) continue;
    const ecs = containers.clusters.get(cluster) ?? addEcsCluster(world, { name: cluster, region });
    const active = numberAt(spec, ['tasks', 'active'], 1);
    // `keep` leaves alone what is there: as many as where the service is active.
    const desired = region === home ? active : numberAt(spec, ['tasks', 'standby'], active);
    for (const name of names) {
      const targetGroups = emptyTargetGroups(making, region);
      const added = addEcsService(world, ecs, { name, desired, targetGroups });
      const bounds = objectAt(spec, 'autoscaling');
      const role = region === home || !isObject(bounds['standby']) ? bounds['active'] : bounds['standby'];
      if (isObject(role))
        addScalableService(world, added, {
          min: numberAt(role, ['min']),
          max: numberAt(role, ['max'], desired),
        });
    }
  }
  countMade(making, 'ECS service/ECS services', namesIn(resource, home).length);
}

function namesIn({ regional }: DescribedResource, region: string): readonly string[] {
  return listAt(regional[region], 'services').flatMap((name) => textOf(name) ?? []);
}

/** Target groups that the config names in a region; the tasks are their targets, in place of what stood for them. */
function emptyTargetGroups(making: Making, region: string): string[] {
  const named = resourcesOf(making, 'load-balancer-targets').map(({ regional }) => textAt(regional[region]));
  return [...regionOf(making.world, region).loadBalancers.values()]
    .filter(({ targetGroupArn, targetGroupName }) =>
      named.some((name) => name === targetGroupArn || name === targetGroupName),
    )
    .map((balancer) => {
      balancer.targets = balancer.targets.filter(({ id }) => !id.startsWith('10.0.2.'));
      return balancer.targetGroupArn;
    });
}

/** Makes functions, free to run at home and as the config wants them elsewhere. */
export function makeFunctions(making: Making, resource: DescribedResource): void {
  const { world, home, service } = making;
  const { regional } = resource;
  for (const region of service.regions) {
    const role = region === home ? 'active' : 'standby';
    for (const name of listAt(regional[region]).flatMap((each) => textOf(each) ?? [])) {
      const added = addLambdaFunction(world, {
        ...{
          name,
          region,
          reserved: reservedIn(resource, role),
          environment: environmentOf(making, resource),
        },
        ...provisionedIn(making, resource, role),
      });
      for (const queue of queuesOf(resource, name))
        addEventSource(world, added, { queue, state: role === 'active' ? 'Enabled' : 'Disabled' });
    }
  }
  countMade(making, 'function/functions', listAt(regional[home]).length);
}

function environmentOf(making: Making, { spec }: DescribedResource): Record<string, string> {
  const rules = Object.entries(objectAt(spec, 'environment'));
  return Object.fromEntries(rules.map(([key, rule]) => [key, settingAtHome(making, rule)]));
}

function reservedIn({ spec }: DescribedResource, role: 'active' | 'standby'): number | undefined {
  const reserved = spec['reserved'];
  const wanted = objectAt(reserved)[role];
  if (typeof wanted === 'number') return wanted;
  return role === 'standby' && reserved === undefined && spec['fence'] !== false ? 0 : undefined;
}

function provisionedIn({ world }: Making, { spec }: DescribedResource, role: 'active' | 'standby') {
  const qualifier = textAt(spec, 'provisioned', 'qualifier');
  const wanted = numberAt(spec, ['provisioned', role]);
  if (qualifier === '') return {};
  const ready = {
    requested: wanted,
    available: wanted,
    status: 'READY' as const,
    modifiedAt: world.clock.now(),
  };
  return { qualifiers: [qualifier], provisioned: wanted === 0 ? {} : { [qualifier]: ready } };
}

/** The queues that the config names, or one made up for each function that takes its events from somewhere. */
function queuesOf({ spec }: DescribedResource, name: string): readonly string[] {
  const sources = spec['eventSources'];
  if (sources === false) return [];
  const named = listAt(sources).flatMap((each) => textOf(each)?.split(':').at(-1) ?? []);
  return Array.isArray(sources) ? named : [`${name}-events`];
}

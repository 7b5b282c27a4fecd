import { listAt, numberAt, objectAt, textAt } from '../kubernetes/json.ts';
import type { Json } from '../kubernetes/json.ts';
import { isReady, podsOf } from '../kubernetes/pods.ts';
import { settleCluster } from '../kubernetes/rollout.ts';
import type { OtherWebsite, Page } from '../website.ts';
import { openWebsite } from '../website.ts';
import { regionOf } from '../world.ts';
import type { DescribedResource } from './described-service.ts';
import { inRegion, resourcesOf } from './making.ts';
import type { Making } from './making.ts';
import { writersOf } from './writers.ts';
import { deploymentsOf } from './workloads.ts';

/** What a region says of itself, judged anew at each visit. */
interface Judge {
  /** Whether everything that takes requests there has something that runs. */
  readonly serves: () => boolean;
  /** Whether every database of the service can be written to at the address that is used there. */
  readonly writes: () => boolean;
}

/** Opens the website of the service: a region answers as the config's checks expect it to while what it runs on there is up. */
export function openService(making: Making): OtherWebsite {
  const { world, service } = making;
  const judges = new Map(service.regions.map((region) => [region, judgeOf(making, region)]));
  const site: OtherWebsite = {
    world,
    page: (region, path) => {
      const judge = judges.get(region);
      return judge && answer(making, { judge, region, path });
    },
  };
  openWebsite(site);
  world.targetHealth = ({ region }) =>
    regionOf(world, region).condition !== 'dark' && judges.get(region)?.serves() === true
      ? 'healthy'
      : 'unhealthy';
  return site;
}

function answer(
  making: Making,
  { judge, region, path }: { judge: Judge; region: string; path: string },
): Page {
  if (!judge.serves()) return { status: 503, body: { status: 'unavailable', region, writable: false } };
  const writable = judge.writes();
  const page: Page = { status: 200, body: { status: 'ok', region, writable } };
  const plain = path.split('?')[0] ?? path;
  for (const { spec } of resourcesOf(making, 'http-check')) {
    const url = textAt(spec, 'url');
    if (!URL.canParse(url) || new URL(url).pathname !== plain) continue;
    page.status = numberAt(spec, ['expect', 'status'], 200);
    for (const [field, expected] of Object.entries(objectAt(spec, 'expect', 'json')))
      put(page.body, field, valueOf(expected, { region, writable }));
  }
  return page;
}

/** A field is what is expected of it; what is true or false of a region that works is the other where nothing can be written. */
function valueOf(
  expected: Json | undefined,
  { region, writable }: { region: string; writable: boolean },
): unknown {
  if (expected === '$to') return region;
  return typeof expected === 'boolean' && !writable ? !expected : expected;
}

/** Sets a field by its path, such as `build.region`. */
function put(body: Record<string, unknown>, field: string, value: unknown): void {
  const [first = '', ...rest] = field.replace(/^\./, '').split('.');
  if (rest.length === 0) {
    body[first] = value;
    return;
  }
  const inner = body[first];
  const within = typeof inner === 'object' && inner !== null ? { ...inner } : {};
  body[first] = within;
  put(within, rest.join('.'), value);
}

function judgeOf(making: Making, region: string): Judge {
  const deployments = [...making.clusters]
    .filter(([, cluster]) => cluster.region === region)
    .map(([key, cluster]) => ({ cluster, keys: deploymentsOf(making, key).map(keyOf) }));
  const containers = resourcesOf(making, 'ecs-service');
  const functions = resourcesOf(making, 'lambda-function');
  const serves = () =>
    deployments.every(({ cluster, keys }) => {
      settleCluster(cluster);
      return keys.every((key) =>
        podsOf(cluster, key).some(([, pod]) => !pod.leaving && isReady(cluster, pod)),
      );
    }) &&
    containers.every((resource) => hasTasks(making, resource, region)) &&
    functions.every((resource) => mayRun(making, resource, region));
  return { serves, writes: writersOf(making, region) };
}

function keyOf({ namespace, name }: { namespace: string; name: string }): string {
  return `${namespace}/${name}`;
}

function hasTasks(making: Making, { spec, regional }: DescribedResource, region: string): boolean {
  const cluster = textAt(regional[region], 'cluster') || textAt(inRegion(making, spec['cluster'], region));
  const services = regionOf(making.world, region).containers.clusters.get(cluster)?.services;
  return listAt(regional[region], 'services').every((name) =>
    services?.get(textAt(name))?.tasks.some(({ status }) => status === 'RUNNING'),
  );
}

function mayRun({ world }: Making, { regional }: DescribedResource, region: string): boolean {
  const { functions } = regionOf(world, region);
  return listAt(regional[region]).every((name) => {
    const found = functions.get(textAt(name));
    return found?.state === 'Active' && found.reserved !== 0;
  });
}

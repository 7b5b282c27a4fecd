import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Cluster } from './kubernetes/cluster.ts';
import { isReady, podsOf } from './kubernetes/pods.ts';
import { settleCluster } from './kubernetes/rollout.ts';
import { loadBalancerByName, resolveRecord } from './resolve-record.ts';
import type { LoadBalancer, World } from './world.ts';
import { regionOf } from './world.ts';

/** A website of pods: which deployment answers for which path, in which namespace, over which clusters. */
export interface PodWebsite {
  world: World;
  clusters: Cluster[];
  namespace: string;
  /** The deployment that receives all requests. */
  gateway: string;
  /** Deployments by the word in `/v1/<word>/health`. */
  services: Record<string, string>;
}

/** A website of anything else, functions for one; it is asked for regions that are not dark. */
export interface OtherWebsite {
  world: World;
  page(region: string, path: string): Page | undefined;
}

/** Who answers for the service of a scenario. */
export type Website = PodWebsite | OtherWebsite;

/** What the website answers a path in a region; undefined means that no connection comes about. */
export interface Page {
  status: number;
  body: { status: string; region: string; writable?: boolean; message?: string; [field: string]: unknown };
}

/** What a region's website would answer now. The world must be settled, or be settling: its health checks come here too. */
function visit(site: Website, region: string, path: string): Page | undefined {
  if (regionOf(site.world, region).condition === 'dark') return undefined;
  return 'page' in site ? site.page(region, path) : visitPods(site, region, path);
}

function visitPods(site: PodWebsite, region: string, path: string): Page | undefined {
  const cluster = site.clusters.find((one) => one.region === region);
  if (!cluster) return undefined;
  settleCluster(cluster);
  const deployment = deploymentFor(site, path.split('?')[0] ?? path);
  if (deployment === undefined) return { status: 404, body: { status: 'not found', region } };
  const gatewayReady = readyHosts(cluster, `${site.namespace}/${site.gateway}`).length > 0;
  const hosts = readyHosts(cluster, `${site.namespace}/${deployment}`);
  if (!gatewayReady || hosts.length === 0)
    return { status: 503, body: { status: 'unavailable', region, writable: false } };
  return { status: 200, body: { status: 'ok', region, writable: isWritable(site, cluster, deployment) } };
}

/** Lets the world's health checks and target health look at this website. */
export function openWebsite(site: Website): void {
  const { world } = site;
  world.targetHealth = ({ region }) =>
    visit(site, region, '/health')?.status === 200 ? 'healthy' : 'unhealthy';
  world.probe = (host, path) => {
    const region = (loadBalancerByName(world, host) ?? firstBehind(world, host))?.region;
    const page = region === undefined ? undefined : visit(site, region, path);
    return page && { status: page.status };
  };
}

// Checkers of a name with several records watch the first. They cannot ask DNS, which depends on what they find.
function firstBehind(world: World, host: string): LoadBalancer | undefined {
  const records = [...world.hostedZones.values()].flatMap((zone) => zone.records);
  const alias = records.find((record) => record.Name === `${host}.` && record.AliasTarget)?.AliasTarget
    ?.DNSName;
  return alias === undefined ? undefined : loadBalancerByName(world, alias);
}

/** The region that answers for a host: a load balancer's own, or the one DNS points at now. */
export function regionBehind(world: World, host: string): string | undefined {
  return loadBalancerByName(world, host)?.region ?? resolveRecord(world, host, 'A')?.region;
}

/** Answers an HTTP request as the website of a region; without an answer the connection is dropped. */
export function serveWebsite(
  site: Website,
  region: string,
  exchange: { request: IncomingMessage; response: ServerResponse; path: string },
): void {
  site.world.settle();
  const page = visit(site, region, exchange.path);
  if (!page) {
    exchange.request.socket.destroy();
    return;
  }
  exchange.response.writeHead(page.status, { 'content-type': 'application/json', 'x-region': region });
  exchange.response.end(`${JSON.stringify(page.body)}\n`);
}

function deploymentFor(site: PodWebsite, path: string): string | undefined {
  if (['/', '/health', '/actuator/health', '/api/health'].includes(path)) return site.gateway;
  const service = /^\/v1\/([^/]+)(\/health)?$/.exec(path)?.[1];
  return service === undefined ? undefined : site.services[service];
}

/** The database hosts of a deployment's ready pods, one a pod; '' for pods without a database. */
function readyHosts(cluster: Cluster, deployment: string): string[] {
  return podsOf(cluster, deployment)
    .filter(([, state]) => !state.leaving && isReady(cluster, state))
    .map(([, state]) => state.databaseHost ?? '');
}

/** The gateway can write when every database can that a ready pod of the region uses; a service, when its own can. */
function isWritable(site: PodWebsite, cluster: Cluster, deployment: string): boolean {
  const asked =
    deployment === site.gateway ? [...cluster.workloads.keys()] : [`${site.namespace}/${deployment}`];
  const withDatabase = asked.filter((key) => cluster.workloads.get(key)?.database);
  // Whether another region's database can be reached was settled when the pod started.
  const writable = new Set(
    [...site.world.regions.values()]
      .filter(({ condition }) => condition !== 'dark')
      .flatMap(({ dbInstances }) => [...dbInstances.values()])
      .filter((instance) => instance.writable && instance.status === 'available')
      .map((instance) => instance.host),
  );
  return withDatabase.every((key) => {
    const hosts = readyHosts(cluster, key);
    return hosts.length > 0 && hosts.every((host) => writable.has(host));
  });
}

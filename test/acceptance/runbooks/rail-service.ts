import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished, vi } from 'vitest';
import type { Plan, Step } from '../../../src/plan/plan.ts';
import { addMetric } from '../../../src/simulator/builders.ts';
import type { EcsService } from '../../../src/simulator/container-resources.ts';
import type { Environment } from '../../../src/simulator/environment.ts';
import { resolveRecord } from '../../../src/simulator/resolve-record.ts';
import { regionOf } from '../../../src/simulator/world.ts';
import { logMessage, openRunbook } from './runbook-service.ts';
import type { RunbookService, Wish } from './runbook-service.ts';
import type { Allowed } from './world-diff.ts';

/** Where the database is that is written to. */
export const home = 'us-east-1';
/** What takes over from it. */
export const standby = 'eu-west-1';
/** What reads. */
export const far = 'ap-northeast-1';
/** The failover. */
export const away: Wish = { from: home, to: standby, operation: 'failover' };
/** The way home. */
export const back: Wish = { from: standby, to: home, operation: 'failback' };

/** What service, cluster and database are called in a region. */
export const backend = (region: string): string => `rail-backend-${region}`;
/** The promotion of a region's replica, as changes are named. */
export const promotion = (region: string): string => `rds PromoteReadReplica ${region} ${backend(region)}`;
/** A new version of a region's secret, as changes are named. */
export const secret = (region: string): string => `secretsmanager PutSecretValue ${region} database-fztaik`;
/** A change of a region's ECS service, as changes are named. */
export const rollout = (region: string): string => `ecs UpdateService ${region} ${backend(region)}`;
/** Another version for the traffic policy instance, as changes are named. */
export const policy = `route53 UpdateTrafficPolicyInstance ${home} 3c9d1b7e-5a42-4f0e-8b16-7e2d90c4f5a1`;

/** What is not as it was after a failover and a failback, and cannot be. */
export const mustDiffer: readonly Allowed[] = [
  { path: /\/dbInstances\/rail-backend-[^/]+-before-fo-/, reason: 'old databases are kept' },
  { path: /\/dbInstances\/[^/]+\/resourceId$/, reason: 'a rebuilt instance is new' },
  { path: /\/us-east-1\/dbInstances\/[^/]+\/writing$/, reason: 'nobody writes in this world' },
  { path: /\/services\/[^/]+\/(tasks|deployments|events)\//, reason: 'tasks were replaced' },
  { path: /\/loadBalancers\/[^/]+\/targets\//, reason: 'new tasks have new addresses' },
  { path: /\/secrets\/rail\/prod\/database\/versions\//, reason: 'a secret keeps its versions' },
  { path: /^traffic\/policies\//, reason: 'a traffic policy keeps its versions' },
  { path: /^traffic\/accelerators\/.*\/deployedAt$/, reason: 'its dials were turned' },
  { path: /\/topics\/.*\/messages\//, reason: 'people were told' },
];

/** The service; stages are held for a minute, and a replica is there within two. */
export async function open(variant: string): Promise<RunbookService> {
  const service = await openRunbook('rail', variant, (config) => config.replace('hold: 5m', 'hold: 1m'));
  service.running.world.timings.createReplicaMs = 2 * 60_000;
  return service;
}

/** The same for one test. */
export async function openHere(variant: string): Promise<RunbookService> {
  const service = await open(variant);
  onTestFinished(() => service.close());
  return service;
}

/** The step with an id. */
export function stepOf({ steps }: Plan, id: string): Step | undefined {
  return steps.find((step) => step.id === id);
}

/** Whether steps stand in this order in the plan. */
export function inOrder({ steps }: Plan, ...ids: readonly string[]): boolean {
  const positions = ids.map((id) => steps.findIndex((step) => step.id === id));
  return positions.every((at, index) => at >= 0 && at > (positions[index - 1] ?? -1));
}

/** The weights of the traffic policy that is in force: home, then the other one. */
export function weightsIn({ running: { world } }: RunbookService): readonly number[] {
  const [instance] = world.traffic.policyInstances.values();
  const version = world.traffic.policies
    .get(instance?.policyId ?? '')
    ?.find((each) => each.version === instance?.version);
  const { Rules } = JSON.parse(version?.document ?? '{}') as {
    Rules: { writers: { Items: { Weight: string }[] } };
  };
  return Rules.writers.Items.map(({ Weight }) => Number(Weight));
}

/** The traffic dials by region. */
export function dialsIn({ running: { world } }: RunbookService): Readonly<Record<string, number>> {
  const [accelerator] = world.traffic.accelerators.values();
  const groups = accelerator?.listeners.flatMap((listener) => listener.groups) ?? [];
  return Object.fromEntries(groups.map(({ region, dial }) => [region, dial]));
}

/** Where a user near a region is answered from. */
export function answeredFrom(
  { running: { world } }: RunbookService,
  clientRegion: string,
): string | undefined {
  return resolveRecord(world, 'api.rail-service.com', { type: 'A', clientRegion })?.region;
}

/** An ECS service of the world; the one that answers users unless another is named. */
export function serviceIn(
  { running: { world } }: RunbookService,
  region: string,
  name = backend(region),
): EcsService {
  const service = regionOf(world, region).containers.clusters.get(backend(region))?.services.get(name);
  if (service === undefined) throw new Error(`there is no service ${name}`);
  return service;
}

/** The image that a service is to run, without its registry. */
export function imageOf(service: RunbookService, region: string, name?: string): string | undefined {
  const { taskDefinition } = serviceIn(service, region, name);
  const { taskDefinitions } = regionOf(service.running.world, region).containers;
  const revision = [...taskDefinitions.values()].flat().find(({ arn }) => arn === taskDefinition);
  return revision?.definition.containerDefinitions?.[0]?.image?.replace(/^.*\//, '');
}

/** Lets a load balancer count failing answers out of its 1200 requests a minute. */
export function count5xx(
  { running: { world } }: RunbookService,
  region: string,
  { failing, ofTargets }: { readonly failing: () => number; readonly ofTargets: boolean },
): void {
  const [balancer] = regionOf(world, region).loadBalancers.values();
  const LoadBalancer = balancer?.arn.replace(/^.*:loadbalancer\//, '') ?? '';
  const TargetGroup = balancer?.targetGroupArn.replace(/^.*:(?=targetgroup\/)/, '') ?? '';
  addMetric(world, region, {
    namespace: 'AWS/ApplicationELB',
    metricName: 'HTTPCode_Target_5XX_Count',
    dimensions: ofTargets ? { LoadBalancer, TargetGroup } : { LoadBalancer },
    unit: 'Count',
    valueAt: failing,
  });
}

/** Answers for PagerDuty on loopback and keeps what it was told. The log of a world hears of it. */
export async function openPagerDuty(running?: Environment) {
  const told: { event_action: string; dedup_key: string }[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const event = JSON.parse(text) as (typeof told)[number];
      told.push(event);
      if (running) logMessage(running, 'pagerduty', event.event_action);
      response.writeHead(202).end('{"status":"success"}');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  vi.stubEnv('PAGERDUTY_ROUTING_KEY', 'a key of the tests');
  vi.stubEnv('PAGERDUTY_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/enqueue`);
  const close = () => {
    vi.unstubAllEnvs();
    server.close();
    server.closeAllConnections();
  };
  return { told, close };
}

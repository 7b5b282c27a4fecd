import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { scaledClock } from '../../src/simulator/clock.ts';
import type { Clock } from '../../src/simulator/clock.ts';
import { startScenario } from '../../src/simulator/environment.ts';
import type { Environment } from '../../src/simulator/environment.ts';
import type { KubeObject } from '../../src/simulator/kubernetes/cluster.ts';
import { listObjects } from '../../src/simulator/kubernetes/cluster.ts';
import { textAt } from '../../src/simulator/kubernetes/json.ts';
import { settleCluster } from '../../src/simulator/kubernetes/rollout.ts';
import type { LoggedRequest } from '../../src/simulator/request-log.ts';
import { regionOf } from '../../src/simulator/world.ts';

const SECOND = 1000;

/** Ten times as fast as real: a lease of two minutes still lasts twelve seconds, which a busy machine needs. */
const SPEED = 10;

/** Starts a variant of Lomash Wood in which everything takes seconds, so that a whole run by a real process takes a few. */
export async function quickWorld(variant: string, clock: Clock = quickClock()): Promise<Environment> {
  const running = await startScenario({ scenario: `lomash-wood:${variant}`, clock });
  quicken(running);
  return running;
}

/** Makes everything that takes minutes take seconds; fewer looks at the same things. */
export function quicken({ world, clusters }: Environment): void {
  Object.assign(world.timings, {
    promotionBeginsMs: [1 * SECOND, 2 * SECOND],
    promotionMs: [8 * SECOND, 12 * SECOND],
    createReplicaMs: 8 * SECOND,
    renameDbInstanceMs: 2 * SECOND,
    modifyDbInstanceMs: 2 * SECOND,
    deleteDbInstanceMs: 2 * SECOND,
    createCacheMs: 8 * SECOND,
    deleteCacheMs: 2 * SECOND,
    nodegroupScaleMs: 6 * SECOND,
    dnsChangeMs: 3 * SECOND,
  });
  for (const cluster of clusters)
    for (const workload of cluster.workloads.values()) workload.startMs = 3 * SECOND;
}

function quickClock(): Clock {
  return scaledClock({ startMs: Date.now(), speed: SPEED });
}

/** Whether a request changed the service, and not the journal or the lease in the witness bucket. */
export function isEffect({ mutating, outcome, resource }: LoggedRequest): boolean {
  return mutating && outcome === 'ok' && resource?.includes('lomash-witness') !== true;
}

/** What a change was made to: one text for each change that a run makes. */
export function effectName({ service, operation, region, resource = '' }: LoggedRequest): string {
  const [, name = ''] =
    /([^/:]+?)(?:\/scale)?$/.exec(resource.replace(/\/general\/[^/]+$/, '/general')) ?? [];
  return [service, operation, region, name].filter((part) => part !== '').join(' ');
}

/** How often each change was made. */
export function effectsOf({ log }: Environment): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const entry of log.entries.filter(isEffect)) {
    const name = effectName(entry);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** Everything of the world that a failover is about, and nothing that depends on when it happened. */
export function stateOf(running: Environment) {
  const { world, clusters } = running;
  world.settle();
  clusters.forEach(settleCluster);
  const active = regionOf(world, 'eu-west-2');
  return {
    databases: [...active.dbInstances.values()].map((database) => ({
      name: database.identifier,
      status: database.status,
      writable: database.writable,
      replicates: database.sourceArn !== undefined,
    })),
    caches: [...active.cacheClusters.values()].map(({ id, status, nodeType }) => ({ id, status, nodeType })),
    nodes: [...active.clusters.values()].flatMap(({ nodegroups }) =>
      [...nodegroups.values()].map(({ name, desired }) => ({ name, desired })),
    ),
    workloads: clusters.map((cluster) => ({
      region: cluster.region,
      replicas: Object.fromEntries(listObjects(cluster, 'deployments').map(replicasOf)),
      secrets: Object.fromEntries(listObjects(cluster, 'secrets').map(secretOf)),
    })),
    records: [...world.hostedZones.values()].flatMap(({ records }) => records.map(recordOf)).sort(),
    supportCases: world.supportCases.size,
  };
}

function replicasOf(deployment: KubeObject): [string, string] {
  const { spec, status } = deployment;
  const { replicas } = spec as { replicas: number };
  const { readyReplicas = 0 } = (status ?? {}) as { readyReplicas?: number };
  return [textAt(deployment, 'metadata', 'name'), `${readyReplicas} of ${replicas}`];
}

function secretOf(secret: KubeObject): [string, string] {
  const texts = Object.entries(secret['data'] as Record<string, string>).map(
    ([key, value]) => `${key}=${Buffer.from(value, 'base64').toString()}`,
  );
  return [textAt(secret, 'metadata', 'name'), texts.sort().join('\n')];
}

function recordOf(record: ResourceRecordSet): string {
  const { Name, Type, SetIdentifier, Failover, AliasTarget, ResourceRecords = [] } = record;
  const target = AliasTarget?.DNSName?.replace(/\.$/, '').toLowerCase();
  const values = ResourceRecords.map(({ Value }) => Value);
  return [Name, Type, SetIdentifier, Failover, target, ...values]
    .filter((part) => part !== undefined)
    .join(' ');
}

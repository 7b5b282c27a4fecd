import type { Region, ResourceId } from '../ids.ts';
import type { Assessment } from '../plan/plan.ts';
import { brokenStep } from './broken-step.ts';
import {
  createCache,
  deleteCache,
  deleteStandbyCache,
  describeCaches,
  isBrokenCache,
} from './elasticache-calls.ts';
import type { Cache } from './elasticache-calls.ts';
import { cacheHoldings } from './elasticache-cost.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Observation, Settled } from './kind.ts';
import { cacheId, cacheSpec } from './elasticache-spec.ts';
import type { CacheResource, CacheSpec } from './elasticache-spec.ts';
import {
  changeCalls,
  createStep,
  deleteCalls,
  deleteStep,
  idIn,
  lookCall,
  waitStep,
} from './elasticache-steps.ts';
import { forRegion } from './per-region.ts';
import { textParam } from './step-params.ts';

/** ElastiCache caches that are not replicated between regions. */
export const elasticacheCluster = defineKind<CacheSpec, string, Cache>({
  name: 'elasticache-cluster',
  role: 'data',
  health: 'cache',
  vitals: (_resource, observation, region) => {
    const { status } = valueIn(observation, region) ?? { status: 'absent' };
    const state = status === 'available' ? 'healthy' : isBrokenCache(status) ? 'unhealthy' : 'degraded';
    return { state, detail: status };
  },
  summary: 'Starts a fresh ElastiCache cache in the region being activated.',
  notes: [
    'Nothing is replicated: what was in the old cache is lost. A session store that begins empty means that users sign in again.',
    'Creating a cache needs the ElastiCache control plane and free capacity in the region being activated at the worst possible time. A small cache that is always there is taken as it is.',
    'The cache that is left behind is kept. Only where `standby: absent` says that the region which stands by does without one, a reprotect deletes it with what is in it; the plan shows that as a step that loses data.',
    'No failover deletes a cache. A cache that needs a password (`AuthToken`) has to be there beforehand: the config holds no secrets.',
  ],
  example: [
    'kind: elasticache-cluster',
    'engine: redis',
    'nodeType: cache.t3.medium',
    'eu-west-1: sessions',
    'eu-west-2: sessions',
  ].join('\n'),
  spec: cacheSpec,
  regional: cacheId,
  regionalNeeded: 'every',
  places: ['regions'],
  holdings: cacheHoldings,
  outputNames: ['endpoint', 'port'],
  batch: ({ spec: { replicationGroup } }) => (replicationGroup ? 'groups' : 'clusters'),
  observe: async (resources, place, context) => {
    const groups = resources.some((resource) => resource.spec.replicationGroup);
    const found = await describeCaches(groups, place, context);
    return new Map(
      resources.flatMap((resource): [ResourceId, Cache][] => {
        const cache = found.get(idIn(resource, place));
        return cache === undefined ? [] : [[resource.id, cache]];
      }),
    );
  },
  reads: (resource, place) => [lookCall(resource, place)],
  changes: (resource, { operation, from, to }) => {
    if (operation !== 'reprotect') return changeCalls(resource, to);
    return isDoneWithout(resource, from) ? deleteCalls(resource, from) : [];
  },
  assess: (resource, observation, goal) => {
    if (goal.operation === 'reprotect') return assessStandby(resource, observation, goal.from);
    const seen = seenIn(observation, goal.to);
    const id = idIn(resource, goal.to);
    if (seen.state === 'failed')
      return {
        state: 'blocked',
        summary: seen.problem.message,
        problems: [{ ...seen.problem, resource: resource.id }],
      };
    if (seen.state === 'absent') {
      const lost = 'What is cached is not replicated: sessions are lost, users sign in again.';
      return {
        state: 'ready',
        summary: `${id} does not exist in ${goal.to} and is created`,
        notes: [{ level: 'info', message: lost }],
      };
    }
    if (isBrokenCache(seen.value.status)) {
      const message = `${id} in ${goal.to} is ${seen.value.status}.`;
      return {
        state: 'blocked',
        summary: message,
        problems: [
          {
            code: 'RESOURCE_NOT_READY',
            message,
            resource: resource.id,
            region: goal.to,
            expected: 'available',
            found: seen.value.status,
          },
        ],
      };
    }
    const state = seen.value.status === 'available' ? 'done' : 'ready';
    return { state, summary: `${id} in ${goal.to} is ${seen.value.status}` };
  },
  steps: (resource, observation, goal) => {
    const cache = valueIn(observation, goal.to);
    if (cache?.status === 'available') return [];
    return [cache === undefined ? createStep(resource, goal.to) : waitStep(resource, goal.to)];
  },
  protect: (resource, observation, { from }) => {
    const cache = valueIn(observation, from);
    return cache === undefined || !isDoneWithout(resource, from) ? [] : [deleteStep(resource, from)];
  },
  protected: (resource, observation, { from }) => {
    if (!isDoneWithout(resource, from)) return [];
    const seen = seenIn(observation, from);
    const found = seen.state === 'seen' ? seen.value.status : seen.state;
    const name = `${from} does without ${idIn(resource, from)}`;
    return [{ name, ok: seen.state === 'absent', expected: 'no cache', found }];
  },
  apply: async (step, context) =>
    step.action === 'delete' ? deleteStandbyCache(step, context) : createCache(step, context),
  undo: deleteCache,
  inCode: ({ action }) =>
    ({
      create: 'Terraform does not know the new cluster: import it, or let a reprotect delete it.',
      delete:
        '`aws_elasticache_cluster`, `aws_elasticache_replication_group`: take the deleted one out of the code of this region.',
    })[action],
  settled: (step, observation) => {
    const seen = seenIn(observation, step.region);
    if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
    if (step.action === 'delete') return deletionSettled(seen.state === 'seen' ? seen.value : undefined);
    if (seen.state === 'absent') return { state: 'not-begun', note: 'does not exist yet' };
    const { status, endpoint } = seen.value;
    if (isBrokenCache(status)) {
      const message = `${textParam(step, 'id')} in ${step.region} is ${status}.`;
      return {
        state: 'broken',
        problem: brokenStep(step, { message, expected: 'available', found: status }),
      };
    }
    if (status !== 'available') return { state: 'pending', note: status };
    // Whoever needs the endpoint asks for it; an emulator may have a cache without one.
    return { state: 'done', note: 'available', evidence: { endpoint: endpoint ?? null } };
  },
  undone: (step, observation) => {
    const seen = seenIn(observation, step.region);
    if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
    return seen.state === 'absent'
      ? { state: 'done', note: 'deleted' }
      : { state: 'pending', note: seen.value.status };
  },
  verify: (resource, observation, goal) => {
    const cache = valueIn(observation, goal.to);
    const found = cache === undefined ? 'not there' : `${cache.status}, ${cache.endpoint ?? 'no endpoint'}`;
    const name = `${idIn(resource, goal.to)} is available in ${goal.to}`;
    return [{ name, ok: cache?.status === 'available', expected: 'available', found }];
  },
  outputs: (_resource, observation, region) => {
    const cache = valueIn(observation, region);
    return { endpoint: cache?.endpoint, port: cache?.port?.toString() };
  },
});

function isDoneWithout({ spec: { standby } }: CacheResource, region: Region): boolean {
  return forRegion(standby, region) === 'absent';
}

function assessStandby(resource: CacheResource, observation: Observation<Cache>, region: Region): Assessment {
  const seen = seenIn(observation, region);
  const id = idIn(resource, region);
  if (!isDoneWithout(resource, region)) {
    const found = seen.state === 'absent' ? 'does not exist; a failover creates it' : 'is kept as it is';
    return { state: 'done', summary: `${id} in ${region} ${found}` };
  }
  if (seen.state === 'failed') {
    const problems = [{ ...seen.problem, resource: resource.id }];
    return { state: 'blocked', summary: seen.problem.message, problems };
  }
  if (seen.state === 'absent') return { state: 'done', summary: `${region} does without ${id}` };
  return {
    state: 'ready',
    summary: `${id} in ${region} is deleted with what is in it, as \`standby: absent\` says`,
  };
}

function deletionSettled(cache: Cache | undefined): Settled {
  if (cache === undefined) return { state: 'done', note: 'deleted' };
  return { state: cache.status === 'deleting' ? 'pending' : 'not-begun', note: cache.status };
}

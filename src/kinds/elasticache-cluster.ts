import { z } from 'zod';
import { cacheClusterArn, replicationGroupArn } from '../aws/arn.ts';
import type { Resource } from '../config/config.ts';
import { duration } from '../config/duration.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { Call, StepDraft } from '../plan/plan.ts';
import { createCache, deleteCache, describeCaches, isBrokenCache } from './elasticache-calls.ts';
import type { Cache } from './elasticache-calls.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import { forRegion, perRegion } from './per-region.ts';
import { textParam } from './step-params.ts';

const cacheId = z
  .string()
  .regex(
    /^[a-z](?!.*--)[a-z0-9-]{0,48}[a-z0-9]$/i,
    'must be a cache identifier: at most 50 letters, digits and single hyphens',
  )
  .describe('Identifier of the cache in this region.');

const text = z.string().min(1);

const spec = z
  .strictObject({
    engine: z
      .enum(['redis', 'valkey', 'memcached'])
      .default('redis')
      .describe('Engine of a cache that has to be created.'),
    engineVersion: text
      .optional()
      .describe('Engine version of a cache that has to be created; the newest where absent.'),
    nodeType: text.describe('Node type of a cache that has to be created, such as `cache.t3.medium`.'),
    nodes: z.int().min(1).max(40).default(1).describe('Number of nodes of a cache that has to be created.'),
    replicationGroup: z
      .boolean()
      .default(false)
      .describe(
        '`true` makes it a Redis or Valkey replication group, which fails over by itself within the region.',
      ),
    subnetGroup: perRegion(text).optional().describe('Cache subnet group, for all regions or by region.'),
    securityGroups: perRegion(z.array(text))
      .optional()
      .describe('VPC security groups, for all regions or by region.'),
    parameterGroup: perRegion(text)
      .optional()
      .describe('Cache parameter group, for all regions or by region.'),
    transitEncryption: z
      .boolean()
      .optional()
      .describe(
        'Whether clients of a cache that has to be created must use TLS; as ElastiCache decides where absent.',
      ),
    creationTime: duration.prefault('6m').describe('How long the creation is expected to take.'),
  })
  .refine((given) => given.replicationGroup || given.engine !== 'valkey', {
    path: ['replicationGroup'],
    message: 'must be true for valkey, which has no clusters outside a replication group',
  })
  .refine((given) => !given.replicationGroup || given.engine !== 'memcached', {
    path: ['replicationGroup'],
    message: 'is for redis and valkey only',
  })
  .refine((given) => given.replicationGroup || given.engine !== 'redis' || given.nodes === 1, {
    path: ['nodes'],
    message: 'must be 1 for redis without `replicationGroup: true`',
  });

type Spec = z.output<typeof spec>;
type CacheResource = Resource<Spec, string>;

/** ElastiCache caches that are not replicated between regions. */
export const elasticacheCluster = defineKind<Spec, string, Cache>({
  name: 'elasticache-cluster',
  role: 'data',
  summary: 'Starts a fresh ElastiCache cache in the region being activated.',
  notes: [
    'Nothing is replicated: what was in the old cache is lost. A session store that begins empty means that users sign in again.',
    'Creating a cache needs the ElastiCache control plane and free capacity in the region being activated at the worst possible time. A small cache that is always there is taken as it is.',
    'The cache that is left behind is not touched. A cache that needs a password (`AuthToken`) has to be there beforehand: the config holds no secrets.',
  ],
  example: [
    'kind: elasticache-cluster',
    'engine: redis',
    'nodeType: cache.t3.medium',
    'eu-west-1: sessions',
    'eu-west-2: sessions',
  ].join('\n'),
  spec,
  regional: cacheId,
  regionalNeeded: 'every',
  places: ['regions'],
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
  changes: (resource, { to }) => changeCalls(resource, to),
  assess: (resource, observation, goal) => {
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
  apply: createCache,
  undo: deleteCache,
  settled: (step, observation) => {
    const seen = seenIn(observation, step.region);
    if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
    if (seen.state === 'absent') return { state: 'not-begun', note: 'does not exist yet' };
    const { status, endpoint } = seen.value;
    if (isBrokenCache(status)) {
      const message = `${textParam(step, 'id')} in ${step.region} is ${status}.`;
      return {
        state: 'broken',
        problem: {
          code: 'STEP_BROKEN',
          message,
          resource: step.resource,
          step: step.id,
          region: step.region,
          expected: 'available',
          found: status,
        },
      };
    }
    if (status !== 'available' || endpoint === undefined) return { state: 'pending', note: status };
    return { state: 'done', note: 'available', evidence: { endpoint } };
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
    const ok = cache?.status === 'available' && cache.endpoint !== undefined;
    return [
      {
        name: `${idIn(resource, goal.to)} is available in ${goal.to}`,
        ok,
        expected: 'available, an endpoint',
        found,
      },
    ];
  },
  outputs: (_resource, observation, region) => {
    const cache = valueIn(observation, region);
    return { endpoint: cache?.endpoint, port: cache?.port?.toString() };
  },
});

/** ElastiCache keeps identifiers in lower case. */
function idIn(resource: CacheResource, region: Region): string {
  return (resource.regional[region] ?? '').toLowerCase();
}

function lookCall({ spec: { replicationGroup } }: CacheResource, region: Region): Call {
  if (replicationGroup)
    return {
      ...control,
      action: 'DescribeReplicationGroups',
      resource: replicationGroupArn({ region }, '*'),
      region,
    };
  return { ...control, action: 'DescribeCacheClusters', resource: cacheClusterArn({ region }, '*'), region };
}

const control = { service: 'elasticache', plane: 'control' } as const;

function createStep(resource: CacheResource, region: Region): StepDraft {
  const {
    engine,
    engineVersion,
    nodeType,
    nodes,
    replicationGroup,
    creationTime,
    transitEncryption,
    ...groups
  } = resource.spec;
  const id = idIn(resource, region);
  const settings = {
    engineVersion,
    transitEncryption,
    subnetGroup: groups.subnetGroup === undefined ? undefined : forRegion(groups.subnetGroup, region),
    securityGroups:
      groups.securityGroups === undefined ? undefined : forRegion(groups.securityGroups, region),
    parameterGroup:
      groups.parameterGroup === undefined ? undefined : forRegion(groups.parameterGroup, region),
  };
  const given = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    action: 'create',
    title: `Create the ${engine} cache ${id}`,
    region,
    phase: 'capacity',
    risk: 'reversible',
    changes: true,
    expectedMs: creationTime,
    timeoutMs: timeoutOf(creationTime),
    params: { id, engine, nodeType, nodes, replicationGroup, ...Object.fromEntries(given) },
    calls: changeCalls(resource, region),
    provides: ['endpoint', 'port'],
    undo: { title: `Delete ${id}, if this run has created it` },
    repeat: 'safe',
  };
}

/** Somebody else is creating (or changing) the cache already: only its end is awaited, and nothing of it is taken back. */
function waitStep(resource: CacheResource, region: Region): StepDraft {
  const id = idIn(resource, region);
  const { creationTime } = resource.spec;
  return {
    action: 'wait',
    title: `Wait for the cache ${id}`,
    region,
    phase: 'capacity',
    risk: 'none',
    changes: false,
    expectedMs: creationTime,
    timeoutMs: timeoutOf(creationTime),
    params: { id },
    calls: [],
    provides: ['endpoint', 'port'],
  };
}

function timeoutOf(expectedMs: number): number {
  return Math.max(30 * 60_000, 4 * expectedMs);
}

/** Creating touches the subnet and parameter groups as well, which IAM wants named. */
function changeCalls(resource: CacheResource, region: Region): readonly Call[] {
  const { replicationGroup } = resource.spec;
  const arn = (replicationGroup ? replicationGroupArn : cacheClusterArn)({ region }, idIn(resource, region));
  const sibling = (type: string): string =>
    cacheClusterArn({ region }, '*').replace(':cluster:', `:${type}:`);
  const [create, remove] = replicationGroup
    ? ['CreateReplicationGroup', 'DeleteReplicationGroup']
    : ['CreateCacheCluster', 'DeleteCacheCluster'];
  const touched = [arn, sibling('subnetgroup'), sibling('parametergroup')];
  return [
    ...touched.map((resourceArn) => ({ ...control, action: create, resource: resourceArn, region })),
    { ...control, action: remove, resource: arn, region },
    lookCall(resource, region),
  ];
}

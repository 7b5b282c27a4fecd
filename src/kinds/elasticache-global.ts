import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import { duration } from '../config/duration.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { Call, Goal, StepDraft } from '../plan/plan.ts';
import { acceptsWrites, describeGlobalCaches, withLag } from './elasticache-global-cache.ts';
import type { GlobalCache } from './elasticache-global-cache.ts';
import { createSecondary, deleteSecondary, detach, leave, promote } from './elasticache-global-changes.ts';
import { settledCache, undoneCache } from './elasticache-global-settled.ts';
import { situationOf, standbyOf } from './elasticache-global-situation.ts';
import type { CacheNames, CacheSituation } from './elasticache-global-situation.ts';
import {
  createStep,
  detachStep,
  drainStep,
  joinStep,
  lookCalls,
  promoteStep,
  waitStep,
} from './elasticache-global-steps.ts';
import type { CacheWishes, SecondarySettings } from './elasticache-global-steps.ts';
import { assessStandby, assessTakeover, onePrimary, takesWrites } from './elasticache-global-summary.ts';
import { globalCacheHoldings } from './elasticache-global-cost.ts';
import { defineKind, valueIn } from './kind.ts';

const groupId = z
  .string()
  .regex(/^[a-z](?!.*--)[a-z0-9-]{0,38}[a-z0-9]$/i, 'must be the identifier of a replication group')
  .describe('Identifier of the replication group in this region.');

const spec = z.strictObject({
  datastore: z
    .string()
    .min(1)
    .describe(
      'Id of the Global Datastore with the prefix that ElastiCache gave it, such as `ldgnf-sessions`.',
    ),
  unplanned: z
    .enum(['promote', 'detach'])
    .default('promote')
    .describe(
      'What an unplanned failover does: `promote` makes the secondary the primary; `detach` takes it out of the datastore, where a promotion cannot be had.',
    ),
  promotionTime: duration.prefault('1m').describe('How long a promotion is expected to take.'),
  creationTime: duration
    .prefault('20m')
    .describe('How long it is expected to take until a secondary that has to be built has all data.'),
});

const regional = z.union([
  groupId.transform((group): { group: string } & SecondarySettings => ({ group })),
  z.strictObject({
    group: groupId,
    replicas: z
      .int()
      .min(0)
      .max(5)
      .optional()
      .describe('Replicas of each shard of a secondary that has to be built here.'),
    subnetGroup: z
      .string()
      .min(1)
      .optional()
      .describe('Cache subnet group of a secondary that has to be built here.'),
    securityGroups: z
      .array(z.string().min(1))
      .optional()
      .describe('VPC security groups of a secondary that has to be built here.'),
  }),
]);

type Spec = z.output<typeof spec>;
type Regional = z.output<typeof regional>;
type Cache = Resource<Spec, Regional>;

/** ElastiCache Global Datastores. */
export const elasticacheGlobal = defineKind<Spec, Regional, GlobalCache>({
  name: 'elasticache-global',
  role: 'data',
  health: 'cache',
  summary: 'Makes the secondary of an ElastiCache Global Datastore its primary.',
  notes: [
    'ElastiCache never does this by itself across regions. The call goes to the region that is being activated; the old primary becomes a secondary as soon as it can be reached, and what it had not replicated is overwritten.',
    'A promotion is proven by the role of the group, not by the status of the datastore, which reads `available` before the promotion has begun, too. After an unplanned one the datastore may go on `modifying` until the lost region is back; the group accepts writes already.',
    'The lag is read from CloudWatch in the region of the secondary (`GlobalDatastoreReplicationLag`) right before the call and reported as the loss; without data points it is unknown, never zero.',
    '`unplanned: detach` takes the secondary out of the datastore instead, for the day on which a promotion is refused. It then stands alone; there is no way back into the same datastore, and a new one has to be founded on it by hand before the other region can stand by again.',
    'A group that exists cannot become a secondary: it is wiped, or refused. Where a standby is missing it is created as one, under its own name, with the engine, node type and shards of the datastore; a group of that name that is in the way has to be deleted first, which this program never does to what it has not made itself.',
  ],
  example: [
    'kind: elasticache-global',
    'datastore: ldgnf-sessions',
    'eu-west-1: sessions-primary',
    'eu-west-2: sessions-standby',
  ].join('\n'),
  spec,
  regional,
  regionalNeeded: 'every',
  places: ['regions'],
  holdings: globalCacheHoldings,
  outputNames: ['endpoint', 'port', 'healthy'],
  observe: async (resources, place, context) => {
    const names = resources.map((resource) => ({
      datastore: resource.spec.datastore,
      group: groupIn(resource, place),
    }));
    const described = await describeGlobalCaches(names, place, context);
    // A promotion proves itself by its role: the lag need not be looked up time and again.
    const promoting = context.waiting?.every(({ action }) => action === 'promote') === true;
    const found = promoting ? described : await withLag(described, place, context);
    return new Map(
      resources.flatMap(({ id }, index): [ResourceId, GlobalCache][] => {
        const cache = found.get(index);
        return cache === undefined ? [] : [[id, cache]];
      }),
    );
  },
  reads: (_resource, place) => lookCalls(place),
  changes: changeCalls,
  rebuilds: rebuildCalls,
  assess: (resource, observation, goal) => {
    const names = namesOf(resource);
    const assessment =
      goal.operation === 'reprotect'
        ? assessStandby(standbyOf(names, observation, goal), names, goal)
        : assessTakeover(situationOf(names, observation, goal), names, goal);
    const problems = assessment.problems?.map((problem) => ({ ...problem, resource: resource.id }));
    return problems === undefined ? assessment : { ...assessment, problems };
  },
  steps: (resource, observation, goal) =>
    stepsIn(situationOf(namesOf(resource), observation, goal), resource, goal),
  protect: (resource, observation, goal) => {
    const wishes = wishesOf(resource, goal.from, goal);
    switch (standbyOf(namesOf(resource), observation, goal).is) {
      case 'missing':
        return [createStep(wishes), joinStep(wishes)];
      case 'joining':
        return [waitStep(wishes)];
      case 'standing-by':
      case 'blocked':
        return [];
    }
  },
  protected: (resource, observation, goal) => {
    const standby = standbyOf(namesOf(resource), observation, goal);
    return [
      {
        name: `${groupIn(resource, goal.from)} follows ${groupIn(resource, goal.to)} in ${goal.from}`,
        ok: standby.is === 'standing-by',
        expected: 'an associated secondary, available',
        found: standby.is === 'blocked' ? standby.problem.message : standby.is,
      },
    ];
  },
  apply: async (step, context) => {
    switch (step.action) {
      case 'promote':
        return promote(step, context);
      case 'detach':
        return detach(step, context);
      case 'create':
        return createSecondary(step, context);
      default:
        return {};
    }
  },
  undo: async (step, context) => {
    switch (step.action) {
      case 'create':
        return deleteSecondary(step, context);
      case 'join':
        return leave(step, context);
      default:
        return {};
    }
  },
  inCode: ({ action }) =>
    ({
      promote:
        '`aws_elasticache_global_replication_group`: ignore `primary_replication_group_id`; another group is the primary.',
      detach:
        '`aws_elasticache_replication_group`: remove `global_replication_group_id`; the group has left the datastore.',
      create: '`aws_elasticache_global_replication_group`: import the new one.',
      join: '`aws_elasticache_replication_group`: import the one that was built anew.',
    })[action],
  settled: settledCache,
  undone: undoneCache,
  verify: (resource, observation, goal) => [
    takesWrites(namesOf(resource), observation, goal),
    onePrimary(namesOf(resource), observation, goal),
  ],
  outputs: (_resource, observation, region) => {
    const cache = valueIn(observation, region);
    const healthy = acceptsWrites(cache) && cache?.group?.status === 'available';
    return {
      endpoint: cache?.group?.endpoint,
      port: cache?.group?.port?.toString(),
      healthy: cache === undefined ? undefined : healthy ? 'yes' : 'no',
    };
  },
});

/** ElastiCache keeps identifiers in lower case. */
function groupIn(resource: Cache, region: Region): string {
  return (resource.regional[region]?.group ?? '').toLowerCase();
}

function namesOf(resource: Cache): CacheNames {
  return { datastore: resource.spec.datastore, groupIn: (region) => groupIn(resource, region) };
}

function wishesOf(resource: Cache, region: Region, goal: Goal): CacheWishes {
  const { replicas, subnetGroup, securityGroups } = resource.regional[region] ?? {};
  const { datastore, promotionTime, creationTime } = resource.spec;
  return {
    datastore,
    group: groupIn(resource, region),
    region,
    goal,
    promotionTimeMs: promotionTime,
    creationTimeMs: creationTime,
    settings: { replicas, subnetGroup, securityGroups },
  };
}

function callsOf(steps: readonly StepDraft[]): readonly Call[] {
  return steps.flatMap(({ calls }) => calls);
}

function changeCalls(resource: Cache, goal: Goal): readonly Call[] {
  if (goal.operation === 'drill') return [];
  if (goal.operation === 'reprotect') {
    const wishes = wishesOf(resource, goal.from, goal);
    return callsOf([createStep(wishes), joinStep(wishes)]);
  }
  return callsOf([takeoverStep(resource, goal)]);
}

/** Only a planned switchover builds a secondary. */
function rebuildCalls(resource: Cache, goal: Goal): readonly Call[] {
  if (goal.mode === 'unplanned' || goal.operation === 'reprotect') return [];
  const wishes = wishesOf(resource, goal.to, goal);
  return callsOf([createStep(wishes), joinStep(wishes)]);
}

function takeoverStep(resource: Cache, goal: Goal): StepDraft {
  const wishes = wishesOf(resource, goal.to, goal);
  const detaches = goal.mode === 'unplanned' && resource.spec.unplanned === 'detach';
  return detaches ? detachStep(wishes) : promoteStep(wishes);
}

function stepsIn(situation: CacheSituation, resource: Cache, goal: Goal): readonly StepDraft[] {
  const wishes = wishesOf(resource, goal.to, goal);
  const takeover = takeoverStep(resource, goal);
  switch (situation.is) {
    case 'primary':
    case 'blocked':
      return [];
    case 'unprotected':
      return [createStep(wishes), joinStep(wishes), drainStep(wishes), takeover];
    case 'secondary':
      if (goal.mode === 'unplanned') return [takeover];
      return [...(situation.joining ? [waitStep(wishes)] : []), drainStep(wishes), takeover];
  }
}

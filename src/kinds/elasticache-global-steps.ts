import { cacheClusterArn, globalDatastoreArn, replicationGroupArn } from '../aws/arn.ts';
import type { Json, Region } from '../ids.ts';
import type { Call, Goal, StepDraft } from '../plan/plan.ts';

const MINUTE = 60_000;

/** What the config says about a secondary that has to be built. */
export interface SecondarySettings {
  readonly replicas?: number | undefined;
  readonly subnetGroup?: string | undefined;
  readonly securityGroups?: readonly string[] | undefined;
}

/** What the steps need from the config. */
export interface CacheWishes {
  readonly datastore: string;
  /** The replication group that a step is about, and where it is. */
  readonly group: string;
  readonly region: Region;
  readonly goal: Goal;
  readonly promotionTimeMs: number;
  readonly creationTimeMs: number;
  readonly settings: SecondarySettings;
}

/** The calls of one look at the caches of a region. */
export function lookCalls(region: Region): readonly Call[] {
  return [
    control('DescribeGlobalReplicationGroups', globalDatastoreArn({ region }, '*'), region),
    control('DescribeReplicationGroups', replicationGroupArn({ region }, '*'), region),
    { service: 'cloudwatch', action: 'GetMetricData', resource: '*', region, plane: 'data' },
  ];
}

function control(action: string, resource: string, region: Region): Call {
  return { service: 'elasticache', action, resource, region, plane: 'control' };
}

/** An operation on a datastore touches the replication group, too. */
function onBoth(action: string, { datastore, group, region }: CacheWishes): readonly Call[] {
  return [globalDatastoreArn({ region }, datastore), replicationGroupArn({ region }, group)].map((arn) =>
    control(action, arn, region),
  );
}

/** Makes the secondary the primary: the old primary becomes its secondary when it can be reached, and loses what had not been replicated. */
export function promoteStep(wishes: CacheWishes): StepDraft {
  const { datastore, group, region, goal, promotionTimeMs } = wishes;
  return {
    action: 'promote',
    title: `Promote ${group} to primary of ${datastore}`,
    region,
    phase: 'data',
    risk: 'irreversible',
    changes: true,
    expectedMs: promotionTimeMs,
    timeoutMs: Math.max(15 * MINUTE, 5 * promotionTimeMs),
    params: { datastore, group, planned: goal.mode === 'planned' },
    calls: [...onBoth('FailoverGlobalReplicationGroup', wishes), ...lookCalls(region)],
    repeat: 'safe',
  };
}

/** Takes the secondary out of the datastore, so that it stands alone and accepts writes whatever becomes of the old primary. */
export function detachStep(wishes: CacheWishes): StepDraft {
  const { datastore, group, region, promotionTimeMs } = wishes;
  return {
    action: 'detach',
    title: `Detach ${group} from ${datastore}, so that it accepts writes`,
    region,
    phase: 'data',
    risk: 'irreversible',
    changes: true,
    expectedMs: promotionTimeMs + MINUTE,
    timeoutMs: 20 * MINUTE,
    params: { datastore, group },
    calls: [...onBoth('DisassociateGlobalReplicationGroup', wishes), ...lookCalls(region)],
    repeat: 'safe',
  };
}

/** Waits until the secondary has everything that was written before writes were stopped. */
export function drainStep({ group, region }: CacheWishes): StepDraft {
  return {
    action: 'drain',
    title: `Wait until ${group} has caught up`,
    region,
    phase: 'drain',
    risk: 'none',
    changes: false,
    expectedMs: 2 * MINUTE,
    timeoutMs: 15 * MINUTE,
    params: { group },
    calls: [],
  };
}

/** Creates the secondary; it is on its way when this step is over. */
export function createStep(wishes: CacheWishes): StepDraft {
  const { datastore, group, region, settings } = wishes;
  const params: Record<string, Json> = { datastore, group };
  for (const [name, value] of Object.entries(settings) as [string, Json | undefined][])
    if (value !== undefined) params[name] = value;
  const sibling = (type: string): string =>
    cacheClusterArn({ region }, '*').replace(':cluster:', `:${type}:`);
  return {
    action: 'create',
    title: `Create ${group} as a secondary of ${datastore}`,
    region,
    phase: 'prepare',
    risk: 'reversible',
    changes: true,
    expectedMs: 30_000,
    timeoutMs: 20 * MINUTE,
    params,
    calls: [
      ...onBoth('CreateReplicationGroup', wishes),
      ...['subnetgroup', 'parametergroup'].map((type) =>
        control('CreateReplicationGroup', sibling(type), region),
      ),
      ...onBoth('DisassociateGlobalReplicationGroup', wishes),
      control('DeleteReplicationGroup', replicationGroupArn({ region }, group), region),
      ...lookCalls(region),
    ],
    undo: { title: `Delete ${group}, if this run has created it` },
    repeat: 'safe',
  };
}

/**
 * Waits until a secondary that was created follows the primary. It counts as a change because it has something to take back: ElastiCache
 * deletes no member of a datastore, so the member has to leave it before the group that `create` has made can go.
 */
export function joinStep(wishes: CacheWishes): StepDraft {
  const { datastore, group, region, creationTimeMs } = wishes;
  return {
    action: 'join',
    title: `Wait until ${group} follows the primary of ${datastore}`,
    region,
    phase: 'prepare',
    risk: 'reversible',
    changes: true,
    expectedMs: creationTimeMs,
    timeoutMs: Math.max(60 * MINUTE, 4 * creationTimeMs),
    params: { datastore, group },
    calls: [...onBoth('DisassociateGlobalReplicationGroup', wishes), ...lookCalls(region)],
    provides: ['endpoint', 'port', 'healthy'],
    undo: { title: `Take ${group} out of ${datastore}` },
    repeat: 'safe',
  };
}

/** Waits for a secondary that comes back, or is being made by somebody else: nothing of it is taken back. */
export function waitStep({ datastore, group, region, creationTimeMs }: CacheWishes): StepDraft {
  return {
    action: 'wait',
    title: `Wait until ${group} follows the primary of ${datastore}`,
    region,
    phase: 'prepare',
    risk: 'none',
    changes: false,
    expectedMs: creationTimeMs,
    timeoutMs: Math.max(60 * MINUTE, 4 * creationTimeMs),
    params: { datastore, group },
    calls: [],
  };
}

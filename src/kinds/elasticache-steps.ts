import { cacheClusterArn, replicationGroupArn } from '../aws/arn.ts';
import type { Region } from '../ids.ts';
import type { Call, StepDraft } from '../plan/plan.ts';
import type { CacheResource } from './elasticache-spec.ts';
import { forRegion } from './per-region.ts';

/** ElastiCache keeps identifiers in lower case. */
export function idIn(resource: CacheResource, region: Region): string {
  return (resource.regional[region] ?? '').toLowerCase();
}

/** The call of one look. */
export function lookCall({ spec: { replicationGroup } }: CacheResource, region: Region): Call {
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

/** Creates the cache, unless it is there when the step runs. */
export function createStep(resource: CacheResource, region: Region): StepDraft {
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
export function waitStep(resource: CacheResource, region: Region): StepDraft {
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
export function changeCalls(resource: CacheResource, region: Region): readonly Call[] {
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

/** Deletes the cache of a region that does without one while it stands by. */
export function deleteStep(resource: CacheResource, region: Region): StepDraft {
  const id = idIn(resource, region);
  return {
    action: 'delete',
    title: `Delete the cache ${id} with what is in it`,
    region,
    phase: 'release',
    risk: 'lossy',
    changes: true,
    expectedMs: 3 * 60_000,
    timeoutMs: 30 * 60_000,
    params: { id, replicationGroup: resource.spec.replicationGroup },
    calls: deleteCalls(resource, region),
    repeat: 'safe',
  };
}

/** The calls of deleting a cache. */
export function deleteCalls(resource: CacheResource, region: Region): readonly Call[] {
  const { replicationGroup } = resource.spec;
  const arn = (replicationGroup ? replicationGroupArn : cacheClusterArn)({ region }, idIn(resource, region));
  const action = replicationGroup ? 'DeleteReplicationGroup' : 'DeleteCacheCluster';
  return [{ ...control, action, resource: arn, region }, lookCall(resource, region)];
}

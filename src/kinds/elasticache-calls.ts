import type { CacheCluster, ReplicationGroup } from '@aws-sdk/client-elasticache';
import type { Region } from '../ids.ts';
import type { Step } from '../plan/plan.ts';
import type { Applied, ApplyContext, ObserveContext } from './kind.ts';
import { beginOfRun } from './run-begin.ts';
import { textParam } from './step-params.ts';

/** What is seen of a cache: a cluster of its own, or a replication group. */
export interface Cache {
  readonly status: string;
  readonly engine: string;
  readonly nodeType?: string | undefined;
  readonly nodes?: number | undefined;
  readonly endpoint?: string | undefined;
  readonly port?: number | undefined;
  /** In ms since the epoch. */
  readonly createdAt?: number | undefined;
}

/** All caches of a region by identifier: there is no way to ask for some, and a service has few. */
export async function describeCaches(
  groups: boolean,
  region: Region,
  context: ObserveContext,
): Promise<ReadonlyMap<string, Cache>> {
  const api = await context.outside.aws.elasticache(region);
  const found = new Map<string, Cache>();
  let marker: string | undefined;
  do {
    const page = { MaxRecords: 100, ...(marker === undefined ? {} : { Marker: marker }) };
    if (groups) {
      const answer = await api.describeReplicationGroups(page, { signal: context.signal });
      for (const group of answer.ReplicationGroups ?? [])
        found.set(group.ReplicationGroupId ?? '', groupOf(group));
      marker = answer.Marker;
    } else {
      const answer = await api.describeCacheClusters(
        { ...page, ShowCacheNodeInfo: true },
        { signal: context.signal },
      );
      for (const cluster of answer.CacheClusters ?? [])
        found.set(cluster.CacheClusterId ?? '', clusterOf(cluster));
      marker = answer.Marker;
    }
  } while (marker !== undefined && marker !== '');
  return found;
}

/** Whether a cache in this status is of no use: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheCluster.html */
export function isBrokenCache(status: string): boolean {
  return ['create-failed', 'incompatible-network', 'restore-failed', 'deleting', 'deleted'].includes(status);
}

function groupOf(group: ReplicationGroup): Cache {
  const endpoint = group.ConfigurationEndpoint ?? group.NodeGroups?.[0]?.PrimaryEndpoint;
  return {
    status: group.Status ?? 'unknown',
    engine: group.Engine ?? 'redis',
    nodeType: group.CacheNodeType,
    nodes: group.MemberClusters?.length,
    endpoint: endpoint?.Address,
    port: endpoint?.Port,
    createdAt: group.ReplicationGroupCreateTime?.getTime(),
  };
}

function clusterOf(cluster: CacheCluster): Cache {
  const endpoint = cluster.ConfigurationEndpoint ?? cluster.CacheNodes?.[0]?.Endpoint;
  return {
    status: cluster.CacheClusterStatus ?? 'unknown',
    engine: cluster.Engine ?? 'unknown',
    nodeType: cluster.CacheNodeType,
    nodes: cluster.NumCacheNodes,
    endpoint: endpoint?.Address,
    port: endpoint?.Port,
    createdAt: cluster.CacheClusterCreateTime?.getTime(),
  };
}

/** Creates the cache of the step, unless it exists. */
export async function createCache(step: Step, context: ApplyContext): Promise<Applied> {
  const id = textParam(step, 'id');
  if ((await look(step, context)) !== undefined) return { note: `${id} exists already.` };
  const api = await context.outside.aws.elasticache(step.region);
  const options = { signal: context.signal };
  try {
    if (step.params['replicationGroup'] === true)
      await api.createReplicationGroup(groupInput(step, context), options);
    else await api.createCacheCluster(clusterInput(step), options);
  } catch (error) {
    if (!(error instanceof Error && /AlreadyExists(Fault)?$/.test(error.name))) throw error;
    return { note: `${id} exists already.` };
  }
  return { note: `${id} is being created.` };
}

function clusterInput(step: Step) {
  return {
    ...commonInput(step),
    CacheClusterId: textParam(step, 'id'),
    NumCacheNodes: Number(step.params['nodes']),
  };
}

/** Failing over by itself within the region needs a second node. */
function groupInput(step: Step, context: ApplyContext) {
  const nodes = Number(step.params['nodes']);
  return {
    ...commonInput(step),
    ReplicationGroupId: textParam(step, 'id'),
    ReplicationGroupDescription: `Created by failover run ${context.run}`,
    NumCacheClusters: nodes,
    AutomaticFailoverEnabled: nodes > 1,
  };
}

function commonInput({ params }: Step) {
  const text = (name: string): string | undefined =>
    typeof params[name] === 'string' ? params[name] : undefined;
  const groups = params['securityGroups'];
  return {
    Engine: text('engine'),
    EngineVersion: text('engineVersion'),
    CacheNodeType: text('nodeType'),
    CacheSubnetGroupName: text('subnetGroup'),
    CacheParameterGroupName: text('parameterGroup'),
    SecurityGroupIds: Array.isArray(groups) ? groups.map(String) : undefined,
    TransitEncryptionEnabled:
      typeof params['transitEncryption'] === 'boolean' ? params['transitEncryption'] : undefined,
  };
}

/** Deletes the cache of the step, if it is younger than the run: an older one was made by somebody else. */
export async function deleteCache(step: Step, context: ApplyContext): Promise<Applied> {
  const id = textParam(step, 'id');
  const cache = await look(step, context);
  if (cache === undefined || cache.status === 'deleting') return { note: `${id} is gone.` };
  const begun = beginOfRun(context.run);
  if (begun === undefined || cache.createdAt === undefined || cache.createdAt < begun)
    return { note: `${id} is left alone: it is older than this run.` };
  return remove(step, context);
}

/** Deletes the cache of the step, whoever has made it: the config says that a standby does without. */
export async function deleteStandbyCache(step: Step, context: ApplyContext): Promise<Applied> {
  const cache = await look(step, context);
  if (cache === undefined || cache.status === 'deleting')
    return { note: `${textParam(step, 'id')} is gone already.` };
  return remove(step, context);
}

async function remove(step: Step, context: ApplyContext): Promise<Applied> {
  const id = textParam(step, 'id');
  const api = await context.outside.aws.elasticache(step.region);
  const options = { signal: context.signal };
  if (step.params['replicationGroup'] === true)
    await api.deleteReplicationGroup({ ReplicationGroupId: id, RetainPrimaryCluster: false }, options);
  else await api.deleteCacheCluster({ CacheClusterId: id }, options);
  return { note: `${id} is being deleted.` };
}

async function look(step: Step, context: ApplyContext): Promise<Cache | undefined> {
  const caches = await describeCaches(step.params['replicationGroup'] === true, step.region, context);
  return caches.get(textParam(step, 'id'));
}

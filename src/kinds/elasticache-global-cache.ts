import type { GlobalReplicationGroup, ReplicationGroup } from '@aws-sdk/client-elasticache';
import { classify } from '../error-class.ts';
import type { Region } from '../ids.ts';
import type { Lag } from '../plan/plan.ts';
import type { ObserveContext } from './kind.ts';
import { newestPoints } from './replication-lag.ts';
import type { DataPoint } from './replication-lag.ts';

/** One member of a Global Datastore as a region describes it. */
export interface GlobalMember {
  readonly id: string;
  readonly region: Region;
  readonly role: 'PRIMARY' | 'SECONDARY';
  /** `associated`, or on its way in or out. */
  readonly status: string;
}

/** A replication group; one without a datastore stands alone and accepts writes. */
export interface CacheGroup {
  readonly id: string;
  readonly status: string;
  readonly endpoint?: string | undefined;
  readonly port?: number | undefined;
  readonly datastore?: string | undefined;
  readonly role?: string | undefined;
  readonly clusters: readonly string[];
  readonly engine?: string | undefined;
  readonly nodeType?: string | undefined;
  /** In ms since the epoch. */
  readonly createdAt?: number | undefined;
}

/** What is seen in one region: its replication group, the Global Datastore as it is known there, and how far a secondary is behind. */
export interface GlobalCache {
  readonly group?: CacheGroup | undefined;
  readonly datastore?: { readonly status: string; readonly members: readonly GlobalMember[] } | undefined;
  readonly lag?: Lag | undefined;
}

/** What a region is asked about: a datastore, and the replication group that belongs to it there. */
export interface CacheName {
  readonly datastore: string;
  readonly group: string;
}

/** Looks at caches of a region, by the place of their name in the list. One of which nothing is there is missing. */
export async function describeGlobalCaches(
  names: readonly CacheName[],
  region: Region,
  context: ObserveContext,
): Promise<ReadonlyMap<number, GlobalCache>> {
  const [datastores, groups] = await Promise.all([
    describeDatastores(region, context),
    describeGroups(region, context),
  ]);
  return new Map(
    names.flatMap((name, index): [number, GlobalCache][] => {
      const found = { datastore: datastores.get(name.datastore), group: groups.get(name.group) };
      return found.datastore === undefined && found.group === undefined ? [] : [[index, found]];
    }),
  );
}

/**
 * Adds the lag of secondaries. That CloudWatch does not answer hides no cache: the lag is unknown then, and its source says why.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
 */
export async function withLag(
  caches: ReadonlyMap<number, GlobalCache>,
  region: Region,
  context: ObserveContext,
): Promise<ReadonlyMap<number, GlobalCache>> {
  const secondaries = [...caches].filter(([, { group }]) => group?.role === 'SECONDARY');
  if (secondaries.length === 0) return caches;
  const queries = secondaries.flatMap(([index, { group }]) => queriesOf(index, group));
  const measured = await newestPoints(queries, region, context).catch((error: unknown) => {
    context.signal.throwIfAborted();
    return classify(error, { region }).problem.message;
  });
  const found = secondaries.map(([index, cache]): [number, GlobalCache] => {
    const keys = queriesOf(index, cache.group).map(({ key }) => key);
    const points = typeof measured === 'string' ? [] : keys.flatMap((key) => measured.get(key) ?? []);
    const silence = typeof measured === 'string' ? measured : 'no data points in 10 minutes';
    return [index, { ...cache, lag: lagOf(points, silence) }];
  });
  return new Map([...caches, ...found]);
}

const METRIC = 'GlobalDatastoreReplicationLag';

/** The metric is there by cluster; some accounts have it by replication group only, so both are asked for and the greater counts. */
function queriesOf(index: number, group: CacheGroup | undefined) {
  const named = [
    ...(group?.clusters ?? []).map((id) => ({ CacheClusterId: id })),
    { ReplicationGroupId: group?.id ?? '' },
  ];
  return named.map((dimensions, place) => ({
    key: `${index}/${place}`,
    namespace: 'AWS/ElastiCache',
    name: METRIC,
    dimensions,
    statistic: 'Maximum' as const,
  }));
}

function lagOf(points: readonly DataPoint[], silence: string): Lag {
  const [worst] = [...points].sort((one, other) => other.value - one.value);
  if (worst === undefined) return { ms: undefined, source: `${METRIC}: ${silence}` };
  const ms = Math.round(worst.value * 1000);
  return { ms, source: METRIC, at: worst.at, atStandstillMs: Math.round(worst.atStandstill * 1000) };
}

/** All datastores that have a member in the region: one call, however many are wanted. */
async function describeDatastores(region: Region, context: ObserveContext) {
  const api = await context.outside.aws.elasticache(region);
  const found = new Map<string, NonNullable<GlobalCache['datastore']>>();
  let marker: string | undefined;
  do {
    const page = await api.describeGlobalReplicationGroups(
      { MaxRecords: 100, ShowMemberInfo: true, ...(marker === undefined ? {} : { Marker: marker }) },
      { signal: context.signal },
    );
    for (const each of page.GlobalReplicationGroups ?? [])
      found.set(each.GlobalReplicationGroupId ?? '', datastoreOf(each));
    marker = page.Marker;
  } while (marker !== undefined && marker !== '');
  return found;
}

async function describeGroups(
  region: Region,
  context: ObserveContext,
): Promise<ReadonlyMap<string, CacheGroup>> {
  const api = await context.outside.aws.elasticache(region);
  const found = new Map<string, CacheGroup>();
  let marker: string | undefined;
  do {
    const page = await api.describeReplicationGroups(
      { MaxRecords: 100, ...(marker === undefined ? {} : { Marker: marker }) },
      { signal: context.signal },
    );
    for (const each of page.ReplicationGroups ?? []) found.set(each.ReplicationGroupId ?? '', groupOf(each));
    marker = page.Marker;
  } while (marker !== undefined && marker !== '');
  return found;
}

function datastoreOf(datastore: GlobalReplicationGroup): NonNullable<GlobalCache['datastore']> {
  return {
    status: datastore.Status ?? 'unknown',
    members: (datastore.Members ?? []).map((member) => ({
      id: member.ReplicationGroupId ?? '',
      region: member.ReplicationGroupRegion ?? '',
      role: member.Role?.toUpperCase() === 'PRIMARY' ? 'PRIMARY' : 'SECONDARY',
      status: member.Status ?? 'unknown',
    })),
  };
}

function groupOf(group: ReplicationGroup): CacheGroup {
  const endpoint = group.ConfigurationEndpoint ?? group.NodeGroups?.[0]?.PrimaryEndpoint;
  return {
    id: group.ReplicationGroupId ?? '',
    status: group.Status ?? 'unknown',
    endpoint: endpoint?.Address,
    port: endpoint?.Port,
    datastore: group.GlobalReplicationGroupInfo?.GlobalReplicationGroupId,
    role: group.GlobalReplicationGroupInfo?.GlobalReplicationGroupMemberRole?.toUpperCase(),
    clusters: group.MemberClusters ?? [],
    engine: group.Engine,
    nodeType: group.CacheNodeType,
    createdAt: group.ReplicationGroupCreateTime?.getTime(),
  };
}

/** The member of the datastore in a region, as `cache` knows it. */
export function memberIn(cache: GlobalCache | undefined, region: Region): GlobalMember | undefined {
  return cache?.datastore?.members.find((member) => member.region === region);
}

/** Whether the group accepts writes: as the primary of its datastore, or because it stands alone. */
export function acceptsWrites(cache: GlobalCache | undefined): boolean {
  const { group } = cache ?? {};
  if (group === undefined) return false;
  return group.datastore === undefined ? group.status !== 'creating' : group.role === 'PRIMARY';
}

/** Whether a replication group in this status does not recover by itself: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ReplicationGroup.html */
export function isBrokenGroup(status: string): boolean {
  return ['create-failed', 'deleting', 'deleted'].includes(status);
}

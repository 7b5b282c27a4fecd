import {
  dbClusterArn,
  dbClusterParameterGroupArn,
  dbInstanceArn,
  dbSubnetGroupArn,
  globalClusterArn,
} from '../aws/arn.ts';
import type { Json, Region } from '../ids.ts';
import type { StepDraft } from '../plan/plan.ts';
import { memberOf } from './aurora-global-look.ts';
import type { AuroraCluster, AuroraNames, AuroraSettings, AuroraSide } from './aurora-global-look.ts';
import { auroraLookCalls, rdsCall } from './aurora-global-steps.ts';
import { conditionOf } from './rds-status.ts';

const MINUTE = 60_000;

/** Where a secondary is to stand by, and what it is to follow. */
export interface RebuildWishes {
  /** The global database, and the secondary's name. */
  readonly names: AuroraNames;
  readonly region: Region;
  readonly writerRegion: Region;
  /** What the config says about a secondary that has to be built. */
  readonly settings: AuroraSettings;
  readonly mayReplace: boolean;
}

/** What makes a region's cluster a secondary of the writer again, in order; none when it is one and in step. */
export function rebuildSteps(
  wishes: RebuildWishes,
  standby: AuroraSide,
  writer: AuroraSide,
): readonly StepDraft[] {
  const { cluster } = standby;
  if (writer.cluster === undefined) return [];
  if (cluster !== undefined && belongsTo(writer, cluster))
    return isInStep(standby) ? [] : [rejoinStep(wishes)];
  // A global database of this name that the writer is no member of holds the name of the new one.
  const grouped = memberOf(writer) !== undefined;
  const inTheWay = grouped ? undefined : standby.global;
  const stale = cluster !== undefined || inTheWay !== undefined;
  const aside = stale ? [asideStep(wishes, cluster, inTheWay !== undefined)] : [];
  const regroup = grouped ? [] : [regroupStep(wishes, writer.cluster)];
  const build = [...aside, ...regroup, replicateStep(wishes, writer.cluster, cluster)];
  if (!stale || wishes.mayReplace) return build;
  const skip = `${wishes.names.cluster} in ${wishes.region} has left the global database, and \`rebuild: keep\` leaves it alone`;
  return build.map((step) => ({ ...step, skip }));
}

/** Whether a cluster is a member of the writer's global database. */
function belongsTo(writer: AuroraSide, cluster: AuroraCluster): boolean {
  return (
    memberOf(writer) !== undefined && writer.global?.members.some(({ arn }) => arn === cluster.arn) === true
  );
}

/** Whether a secondary follows its writer and could take over: connected, available, with an instance. */
export function isInStep({ cluster, global }: AuroraSide): boolean {
  const member = memberOf({ cluster, global });
  if (cluster === undefined || member === undefined || member.writer) return false;
  return (
    conditionOf(cluster.status) === 'usable' &&
    member.synchronization !== 'pending-resync' &&
    cluster.instances.some(({ status }) => conditionOf(status) === 'usable')
  );
}

/** Aurora itself brings back a cluster that has lost its region: there is nothing to do but to wait. */
function rejoinStep({ names, region }: RebuildWishes): StepDraft {
  return {
    action: 'rejoin',
    title: `Wait until Aurora has built ${names.cluster} anew behind the writer`,
    region,
    phase: 'prepare',
    risk: 'none',
    changes: false,
    expectedMs: 20 * MINUTE,
    timeoutMs: 12 * 60 * MINUTE,
    params: { ...names },
    calls: auroraLookCalls(region),
  };
}

/** Frees the names. What is renamed keeps its data until somebody deletes it. */
export function asideStep(
  { names, region }: RebuildWishes,
  cluster: Pick<AuroraCluster, 'resourceId' | 'instances'> | undefined,
  withGlobal: boolean,
): StepDraft {
  const both = (action: string, arn: (name: string) => string, name: string) =>
    [name, '*-before-*'].map((each) => rdsCall(action, arn(each), region));
  const clusterOf = (name: string) => dbClusterArn({ region }, name);
  const instanceOf = (name: string) => dbInstanceArn({ region }, name);
  const globalOf = (name: string) => globalClusterArn({ region }, name);
  const instances = ownNames(names.cluster, cluster);
  return {
    action: 'set-aside',
    title: `Rename the old ${names.cluster}, keeping its data`,
    region,
    phase: 'prepare',
    risk: 'reversible',
    changes: true,
    expectedMs: 4 * MINUTE,
    timeoutMs: 30 * MINUTE,
    params: { ...names, resourceId: cluster?.resourceId ?? null, instances, withGlobal },
    calls: [
      ...both('ModifyDBCluster', clusterOf, names.cluster),
      ...instances.flatMap((id) => both('ModifyDBInstance', instanceOf, id)),
      ...(withGlobal ? both('ModifyGlobalCluster', globalOf, names.global) : []),
      ...auroraLookCalls(region),
    ],
    undo: { title: `Give ${names.cluster} its name back` },
    repeat: 'safe',
  };
}

/** Makes a global database of the writer, which stands alone since it was detached by hand. */
export function regroupStep(
  { names, writerRegion: region }: RebuildWishes,
  writer: Pick<AuroraCluster, 'id'>,
): StepDraft {
  const cluster = dbClusterArn({ region }, writer.id);
  const global = globalClusterArn({ region }, names.global);
  return {
    action: 'regroup',
    title: `Make ${writer.id} in ${region} the writer of a new ${names.global}`,
    region,
    phase: 'prepare',
    risk: 'reversible',
    changes: true,
    expectedMs: MINUTE,
    timeoutMs: 15 * MINUTE,
    params: { global: names.global, cluster: writer.id },
    calls: [
      rdsCall('CreateGlobalCluster', cluster, region),
      rdsCall('CreateGlobalCluster', global, region),
      rdsCall('RemoveFromGlobalCluster', cluster, region),
      rdsCall('RemoveFromGlobalCluster', global, region),
      rdsCall('DeleteGlobalCluster', global, region),
      ...auroraLookCalls(region),
    ],
    undo: { title: `Dissolve ${names.global}, leaving ${writer.id} as it is` },
    repeat: 'safe',
  };
}

/** Builds a secondary: the config's settings, then those of the cluster it replaces, then the writer's. */
export function replicateStep(
  { names, region, writerRegion, settings }: RebuildWishes,
  writer: Pick<AuroraCluster, 'engine' | 'version' | 'encrypted' | 'serverless' | 'settings' | 'instances'>,
  old: AuroraCluster | undefined,
): StepDraft {
  const wanted: AuroraSettings = {
    class: settings.class ?? old?.settings.class ?? writer.settings.class,
    subnetGroup: settings.subnetGroup ?? old?.settings.subnetGroup,
    parameterGroup: settings.parameterGroup ?? old?.settings.parameterGroup,
    securityGroups: settings.securityGroups ?? old?.settings.securityGroups,
    // A key belongs to one region, so the writer's own is of no use here.
    kmsKey: writer.encrypted ? (settings.kmsKey ?? old?.settings.kmsKey ?? 'alias/aws/rds') : undefined,
  };
  const instances = instanceNames(names.cluster, writer, old);
  const given = Object.entries(wanted) as [string, Json | undefined][];
  return {
    action: 'replicate',
    title: `Create ${names.cluster} in ${region} as a secondary of ${names.global}`,
    region,
    phase: 'prepare',
    risk: 'reversible',
    changes: true,
    expectedMs: 25 * MINUTE,
    timeoutMs: 12 * 60 * MINUTE,
    params: {
      ...names,
      ...Object.fromEntries(given.filter((entry): entry is [string, Json] => entry[1] !== undefined)),
      ...(writer.serverless === undefined ? {} : { serverless: { ...writer.serverless } }),
      engine: writer.engine,
      version: writer.version,
      instances,
      writerRegion,
      replaces: old?.resourceId ?? null,
    },
    calls: replicateCalls(names, region, { wanted, instances }),
    provides: ['endpoint', 'readerEndpoint', 'port'],
    undo: { title: `Delete the secondary ${names.cluster}` },
    repeat: 'safe',
  };
}

/** Instances that are called after their cluster. Others are in nobody's way, and permission is given for these names only. */
function ownNames(cluster: string, of: Pick<AuroraCluster, 'instances'> | undefined): readonly string[] {
  return (of?.instances ?? []).map(({ id }) => id).filter((id) => id.startsWith(cluster));
}

/** The names of those that are replaced; else numbered, as many as the writer has. */
function instanceNames(
  cluster: string,
  writer: Pick<AuroraCluster, 'instances'>,
  old: AuroraCluster | undefined,
): readonly string[] {
  const former = ownNames(cluster, old);
  if (former.length > 0) return former;
  return Array.from(
    { length: Math.max(1, writer.instances.length) },
    (_, index) => `${cluster}-${index + 1}`,
  );
}

function replicateCalls(
  names: AuroraNames,
  region: Region,
  { wanted, instances }: { readonly wanted: AuroraSettings; readonly instances: readonly string[] },
) {
  const cluster = dbClusterArn({ region }, names.cluster);
  const global = globalClusterArn({ region }, names.global);
  const created = [
    cluster,
    global,
    dbSubnetGroupArn({ region }, wanted.subnetGroup ?? '*'),
    dbClusterParameterGroupArn({ region }, wanted.parameterGroup ?? '*'),
  ];
  return [
    ...created.map((resource) => rdsCall('CreateDBCluster', resource, region)),
    rdsCall('CreateDBInstance', cluster, region),
    ...instances.flatMap((id) =>
      ['CreateDBInstance', 'DeleteDBInstance'].map((action) =>
        rdsCall(action, dbInstanceArn({ region }, id), region),
      ),
    ),
    rdsCall('RemoveFromGlobalCluster', cluster, region),
    rdsCall('RemoveFromGlobalCluster', global, region),
    rdsCall('DeleteDBCluster', cluster, region),
    ...auroraLookCalls(region),
  ];
}

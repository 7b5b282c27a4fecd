import { dbInstanceArn, dbParameterGroupArn, dbSubnetGroupArn } from '../aws/arn.ts';
import type { Json, Region } from '../ids.ts';
import type { Call, Goal, StepDraft } from '../plan/plan.ts';
import type { RdsDatabase, RdsSettings } from './rds-database.ts';

const MINUTE = 60_000;

/** What the steps need from the config. */
export interface RdsWishes {
  /** Name of the instance in `to`. */
  readonly id: string;
  readonly goal: Goal;
  readonly promotionTimeMs: number;
  readonly backupRetentionDays: number;
  /** Whether an instance that is built has a standby in another zone where the one that it replaces has: the config says nothing else. */
  readonly keepsZones: boolean;
  /** What the config says about a replica in `to` that has to be built. */
  readonly settings: RdsSettings;
  /** The class that the part of the instance in `to` asks for, before all other settings. */
  readonly class?: string | undefined;
}

/** The calls of one look at instances of a region. RDS checks a filtered list against all instances. */
export function lookCalls(region: Region): readonly Call[] {
  return [
    control('DescribeDBInstances', dbInstanceArn({ region }, '*'), region),
    { service: 'cloudwatch', action: 'GetMetricData', resource: '*', region, plane: 'data' },
  ];
}

/** A call of RDS's control plane. */
export function control(action: string, resource: string, region: Region): Call {
  return { service: 'rds', action, resource, region, plane: 'control' };
}

/** Makes the replica the primary: the point of no return. */
export function promoteStep({ id, goal, promotionTimeMs, backupRetentionDays }: RdsWishes): StepDraft {
  const region = goal.to;
  return {
    action: 'promote',
    title: `Promote ${id}`,
    region,
    phase: 'data',
    risk: 'irreversible',
    changes: true,
    expectedMs: promotionTimeMs,
    timeoutMs: Math.max(30 * MINUTE, 3 * promotionTimeMs),
    params: { instance: id, backupRetentionDays, drained: goal.mode === 'planned' },
    calls: [control('PromoteReadReplica', dbInstanceArn({ region }, id), region), ...lookCalls(region)],
    repeat: 'safe',
  };
}

/** Waits until the replica has everything that was written before writes were stopped. */
export function drainStep({ id, goal }: RdsWishes): StepDraft {
  return {
    action: 'drain',
    title: `Wait until ${id} has caught up`,
    region: goal.to,
    phase: 'drain',
    risk: 'none',
    changes: false,
    expectedMs: 2 * MINUTE,
    timeoutMs: 15 * MINUTE,
    params: { instance: id },
    calls: [],
  };
}

/** Frees the name of the old primary. It keeps its data under another name until somebody deletes it. */
export function setAsideStep(
  { id, goal }: RdsWishes,
  old: Pick<RdsDatabase, 'resourceId' | 'source'>,
): StepDraft {
  const region = goal.to;
  return {
    action: 'set-aside',
    title: `Rename the old ${old.source === undefined ? 'primary' : 'replica'} ${id}, keeping its data`,
    region,
    phase: 'prepare',
    risk: 'reversible',
    changes: true,
    expectedMs: 2 * MINUTE,
    timeoutMs: 20 * MINUTE,
    params: { instance: id, resourceId: old.resourceId },
    // The old primary is `<id>-before-<run>` afterwards, which taking the step back renames; a long id is cut.
    calls: [
      ...[id, '*-before-*'].map((name) =>
        control('ModifyDBInstance', dbInstanceArn({ region }, name), region),
      ),
      ...lookCalls(region),
    ],
    undo: { title: `Give ${id} its name back` },
    repeat: 'safe',
  };
}

/** The instance that a new one is built from. */
export type RdsOrigin = Pick<RdsDatabase, 'id' | 'arn' | 'encrypted' | 'settings'>;

/** The settings of an instance that is built: the config's (its class by its part first), then those of the instance it replaces, then the origin's. */
export function settingsFor(
  { settings, class: forPart }: RdsWishes,
  origin: RdsOrigin,
  old: RdsDatabase | undefined,
): RdsSettings {
  return {
    class: forPart ?? settings.class ?? old?.settings.class ?? origin.settings.class,
    subnetGroup: settings.subnetGroup ?? old?.settings.subnetGroup,
    parameterGroup: settings.parameterGroup ?? old?.settings.parameterGroup,
    securityGroups: settings.securityGroups ?? old?.settings.securityGroups,
    // A key belongs to one region, so the origin's own is of no use here.
    kmsKey: origin.encrypted ? (settings.kmsKey ?? old?.settings.kmsKey ?? 'alias/aws/rds') : undefined,
  };
}

/** Settings as parameters of a step. */
export function settingParams(wanted: RdsSettings): Record<string, Json> {
  const given = Object.entries(wanted) as [string, string | readonly string[] | undefined][];
  return Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** What creating an instance touches beside it and its origin. */
export function groupArns(wanted: RdsSettings, region: Region): readonly string[] {
  return [
    dbSubnetGroupArn({ region }, wanted.subnetGroup ?? '*'),
    dbParameterGroupArn({ region }, wanted.parameterGroup ?? '*'),
    dbInstanceArn({ region }, '*').replace(/:db:\*$/, ':og:*'),
  ];
}

/** Builds a replica of the writer in `from`. */
export function replicateStep(wishes: RdsWishes, writer: RdsOrigin, old: RdsDatabase | undefined): StepDraft {
  const { id, goal } = wishes;
  const region = goal.to;
  const wanted = settingsFor(wishes, writer, old);
  const touched = [dbInstanceArn({ region }, id), writer.arn, ...groupArns(wanted, region)];
  return {
    action: 'replicate',
    title: `Create ${id} as a replica of ${writer.id} in ${goal.from}`,
    region,
    phase: 'prepare',
    risk: 'reversible',
    changes: true,
    expectedMs: 25 * MINUTE,
    timeoutMs: 6 * 60 * MINUTE,
    params: {
      instance: id,
      source: writer.arn,
      replaces: old?.resourceId ?? null,
      ...(wishes.keepsZones && old?.multiAz === true ? { multiAz: true } : {}),
      ...settingParams(wanted),
    },
    calls: [
      ...touched.map((resource) => control('CreateDBInstanceReadReplica', resource, region)),
      control('DeleteDBInstance', dbInstanceArn({ region }, id), region),
      ...lookCalls(region),
    ],
    provides: ['endpoint', 'port'],
    undo: { title: `Delete the replica ${id}` },
    repeat: 'safe',
  };
}

/** Starts an old primary that was fenced by stopping it: a stopped instance cannot be renamed. */
export function startStep({ id, goal }: RdsWishes, old: Pick<RdsDatabase, 'resourceId'>): StepDraft {
  const region = goal.to;
  return {
    action: 'start',
    title: `Start the old primary ${id}, so that it can be renamed`,
    region,
    phase: 'prepare',
    risk: 'reversible',
    changes: true,
    expectedMs: 5 * MINUTE,
    timeoutMs: 30 * MINUTE,
    params: { instance: id, resourceId: old.resourceId },
    calls: powerCalls(id, region),
    undo: { title: `Stop ${id} again` },
    repeat: 'safe',
  };
}

function powerCalls(id: string, region: Region): readonly Call[] {
  const arn = dbInstanceArn({ region }, id);
  return [
    control('StopDBInstance', arn, region),
    control('StartDBInstance', arn, region),
    ...lookCalls(region),
  ];
}

/** Stops the old primary. RDS refuses that while it has a replica, so it comes after the promotion. */
export function fenceStep(fromId: string, { goal }: RdsWishes): StepDraft {
  const region = goal.from;
  return {
    action: 'fence',
    title: `Stop the old primary ${fromId}`,
    region,
    phase: 'data',
    risk: 'reversible',
    changes: true,
    expectedMs: 30_000,
    timeoutMs: 3 * MINUTE,
    params: { instance: fromId },
    calls: powerCalls(fromId, region),
    optional: true,
    undo: { title: `Start ${fromId} again` },
    repeat: 'safe',
  };
}

/** Adds the standby in another zone, which a promotion cannot do at once. */
export function multiAzStep({ id, goal }: RdsWishes): StepDraft {
  const region = goal.to;
  return {
    action: 'multi-az',
    title: `Give ${id} a standby in another zone`,
    region,
    phase: 'release',
    risk: 'reversible',
    changes: true,
    expectedMs: 15 * MINUTE,
    timeoutMs: 2 * 60 * MINUTE,
    params: { instance: id },
    calls: [control('ModifyDBInstance', dbInstanceArn({ region }, id), region), ...lookCalls(region)],
    undo: { title: `Take the standby of ${id} away again` },
    repeat: 'safe',
  };
}

import { dbInstanceArn, dbSnapshotArn } from '../aws/arn.ts';
import type { Region } from '../ids.ts';
import type { Call, Phase, StepDraft } from '../plan/plan.ts';
import type { RdsDatabase } from './rds-database.ts';
import { control, groupArns, lookCalls, settingParams, settingsFor } from './rds-steps.ts';
import type { RdsOrigin, RdsWishes } from './rds-steps.ts';

const MINUTE = 60_000;

/** A road without replication: what is to be copied, what the copy takes the place of, and when in the run. */
export interface SnapshotRoad {
  readonly origin: RdsOrigin;
  readonly old: RdsDatabase | undefined;
  /** Name of the snapshot, in both regions. */
  readonly snapshot: string;
  readonly phase: Phase;
}

/** Takes a snapshot of the writer in `from` and copies it to `to`. */
export function copySteps(wishes: RdsWishes, road: SnapshotRoad): readonly StepDraft[] {
  const { from, to } = wishes.goal;
  const { origin, snapshot, phase } = road;
  const { kmsKey } = settingsFor(wishes, origin, road.old);
  const source = origin.arn.replace(/:db:.*$/, `:snapshot:${snapshot}`);
  const common = { phase, risk: 'reversible', changes: true, repeat: 'safe' } as const;
  return [
    {
      ...common,
      action: 'snapshot',
      title: `Take a snapshot of ${origin.id}`,
      region: from,
      expectedMs: 10 * MINUTE,
      timeoutMs: 4 * 60 * MINUTE,
      params: { instance: origin.id, snapshot },
      calls: [
        control('CreateDBSnapshot', dbInstanceArn({ region: from }, origin.id), from),
        ...snapshotCalls('CreateDBSnapshot', origin, from),
      ],
      undo: { title: `Delete the snapshot ${snapshot} in ${from}` },
    },
    {
      ...common,
      action: 'copy-snapshot',
      title: `Copy the snapshot ${snapshot} from ${from}`,
      region: to,
      expectedMs: 20 * MINUTE,
      timeoutMs: 6 * 60 * MINUTE,
      params: { snapshot, source, ...(kmsKey === undefined ? {} : { kmsKey }) },
      calls: [
        control('CopyDBSnapshot', dbSnapshotArn({ region: from }, `${origin.id}-rebuild-*`), to),
        ...snapshotCalls('CopyDBSnapshot', origin, to),
      ],
      undo: { title: `Delete the snapshot ${snapshot} in ${to}` },
    },
  ];
}

/** Makes the snapshot the primary in `to`: nothing flows from `from` any more, and nobody deletes what accepts writes. */
export function restoreStep(wishes: RdsWishes, { origin, old, snapshot, phase }: SnapshotRoad): StepDraft {
  const { id, goal } = wishes;
  const region = goal.to;
  const wanted = settingsFor(wishes, origin, old);
  const touched = [
    dbInstanceArn({ region }, id),
    dbSnapshotArn({ region }, `${origin.id}-rebuild-*`),
    ...groupArns(wanted, region),
  ];
  return {
    action: 'restore',
    title: `Restore ${id} from the snapshot ${snapshot}`,
    region,
    phase,
    risk: 'irreversible',
    changes: true,
    expectedMs: 15 * MINUTE,
    timeoutMs: 4 * 60 * MINUTE,
    params: {
      instance: id,
      snapshot,
      replaces: old?.resourceId ?? null,
      ...(wishes.keepsZones && old?.multiAz === true ? { multiAz: true } : {}),
      ...settingParams({ ...wanted, kmsKey: undefined }),
    },
    calls: [
      ...touched.map((resource) => control('RestoreDBInstanceFromDBSnapshot', resource, region)),
      ...lookCalls(region),
    ],
    provides: ['endpoint', 'port'],
    repeat: 'safe',
  };
}

/** A filtered list is checked against all snapshots, as with instances. */
export function snapshotLookCall(region: Region): Call {
  return control('DescribeDBSnapshots', dbSnapshotArn({ region }, '*'), region);
}

function snapshotCalls(action: string, origin: RdsOrigin, region: Region): readonly Call[] {
  const own = dbSnapshotArn({ region }, `${origin.id}-rebuild-*`);
  return [control(action, own, region), control('DeleteDBSnapshot', own, region), snapshotLookCall(region)];
}

import type { DBSnapshot } from '@aws-sdk/client-rds';
import type { Region } from '../ids.ts';
import type { Step } from '../plan/plan.ts';
import { brokenStep } from './broken-step.ts';
import type { Applied, ApplyContext, ObserveContext, Settled } from './kind.ts';
import { describeDatabases } from './rds-database.ts';
import { batchesOf } from './replication-lag.ts';
import { beginOfRun } from './run-begin.ts';
import { textParam } from './step-params.ts';

/** What is seen of one manual snapshot. */
export interface RdsSnapshot {
  readonly id: string;
  /** The identifier that the instance had, of which it or the snapshot that it copies was taken, and RDS's own id of that. */
  readonly instance: string;
  readonly resourceId: string;
  readonly status: string;
  /** ms since the epoch; unknown while it is being made. */
  readonly takenAt?: number | undefined;
}

const PAGE = 100;

/** Snapshots that rebuilds have taken of these instances, in a region. */
export async function describeSnapshots(
  instances: readonly string[],
  region: Region,
  context: ObserveContext,
): Promise<readonly RdsSnapshot[]> {
  const rds = await context.outside.aws.rds(region);
  const found: RdsSnapshot[] = [];
  for (const batch of batchesOf([...new Set(instances)], PAGE)) {
    let marker: string | undefined;
    do {
      const input = {
        SnapshotType: 'manual',
        Filters: [{ Name: 'db-instance-id', Values: [...batch] }],
        MaxRecords: PAGE,
        ...(marker === undefined ? {} : { Marker: marker }),
      };
      const page = await rds.describeDBSnapshots(input, { signal: context.signal });
      found.push(...(page.DBSnapshots ?? []).map(snapshotOf).filter(({ id }) => numberOf(id) !== undefined));
      marker = page.Marker;
    } while (marker !== undefined && marker !== '');
  }
  return found;
}

function snapshotOf(snapshot: DBSnapshot): RdsSnapshot {
  return {
    id: (snapshot.DBSnapshotIdentifier ?? '').toLowerCase(),
    instance: (snapshot.DBInstanceIdentifier ?? '').toLowerCase(),
    resourceId: snapshot.DbiResourceId ?? '',
    status: snapshot.Status ?? 'unknown',
    takenAt: (snapshot.OriginalSnapshotCreateTime ?? snapshot.SnapshotCreateTime)?.getTime(),
  };
}

function numberOf(id: string): number | undefined {
  const digits = /-rebuild-(\d+)$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The name of the next snapshot: one that no region has yet, and the same whenever it is asked for in the same world. */
export function nextSnapshot(instance: string, taken: readonly RdsSnapshot[]): string {
  return `${instance}-rebuild-${1 + Math.max(0, ...taken.map(({ id }) => numberOf(id) ?? 0))}`;
}

/** Whether a step can only be judged by looking at snapshots. */
export function isSnapshotStep({ action }: Pick<Step, 'action'>): boolean {
  return action === 'snapshot' || action === 'copy-snapshot';
}

/** Takes the snapshot of the step. */
export async function takeSnapshot(step: Step, context: ApplyContext): Promise<Applied> {
  const id = textParam(step, 'snapshot');
  if ((await find(step, context)) !== undefined) return { note: `${id} is there already.` };
  const rds = await context.outside.aws.rds(step.region);
  const input = { DBInstanceIdentifier: textParam(step, 'instance'), DBSnapshotIdentifier: id };
  await rds.createDBSnapshot(input, { signal: context.signal });
  return { note: `The snapshot ${id} is being taken.`, evidence: { snapshot: id } };
}

/** Copies the snapshot of the step into its region; the SDK signs the call to the other region by itself. */
export async function copySnapshot(step: Step, context: ApplyContext): Promise<Applied> {
  const id = textParam(step, 'snapshot');
  if ((await find(step, context)) !== undefined) return { note: `${id} is there already.` };
  const rds = await context.outside.aws.rds(step.region);
  const kmsKey = textParam(step, 'kmsKey');
  await rds.copyDBSnapshot(
    {
      SourceDBSnapshotIdentifier: textParam(step, 'source'),
      TargetDBSnapshotIdentifier: id,
      ...(kmsKey === '' ? {} : { KmsKeyId: kmsKey }),
    },
    { signal: context.signal },
  );
  return { note: `${id} is being copied to ${step.region}.`, evidence: { snapshot: id } };
}

/** Deletes the snapshot of the step, if this run has made it. */
export async function deleteSnapshot(step: Step, context: ApplyContext): Promise<Applied> {
  const id = textParam(step, 'snapshot');
  const snapshot = await find(step, context);
  if (snapshot === undefined) return { note: `${id} is gone.` };
  const begun = beginOfRun(context.run);
  if (begun === undefined || (snapshot.takenAt ?? context.now) < begun)
    return { note: `${id} is left alone: it is older than this run.` };
  const rds = await context.outside.aws.rds(step.region);
  await rds.deleteDBSnapshot({ DBSnapshotIdentifier: id }, { signal: context.signal });
  return { note: `${id} is deleted.` };
}

/** Builds an instance from the snapshot of the step. Nothing was written since it was taken, for writes had been stopped before. */
export async function restoreSnapshot(step: Step, context: ApplyContext): Promise<Applied> {
  const id = textParam(step, 'instance');
  const present = (await describeDatabases([id], step.region, context)).get(id);
  if (present !== undefined && present.resourceId !== step.params['replaces'])
    return { note: `${id} exists already.` };
  const rds = await context.outside.aws.rds(step.region);
  const text = (name: string): string | undefined => textParam(step, name) || undefined;
  const groups = step.params['securityGroups'];
  await rds.restoreDBInstanceFromDBSnapshot(
    {
      DBInstanceIdentifier: id,
      DBSnapshotIdentifier: textParam(step, 'snapshot'),
      DBInstanceClass: text('class'),
      DBSubnetGroupName: text('subnetGroup'),
      DBParameterGroupName: text('parameterGroup'),
      VpcSecurityGroupIds: Array.isArray(groups) && groups.length > 0 ? groups.map(String) : undefined,
      MultiAZ: step.params['multiAz'] === true ? true : undefined,
    },
    { signal: context.signal },
  );
  return {
    note: `${id} is being restored from ${textParam(step, 'snapshot')}.`,
    loss: { ms: 0, source: 'snapshot taken after the end of writes' },
  };
}

/** Whether a snapshot is taken or copied. */
export function snapshotSettled(step: Step, snapshots: readonly RdsSnapshot[]): Settled {
  const id = textParam(step, 'snapshot');
  const snapshot = snapshots.find((each) => each.id === id);
  if (snapshot === undefined) return { state: 'not-begun', note: 'no snapshot yet' };
  if (snapshot.status === 'available') {
    const taken = snapshot.takenAt === undefined ? null : new Date(snapshot.takenAt).toISOString();
    return { state: 'done', note: `${id} is available`, evidence: { snapshot: id, taken } };
  }
  if (!['failed', 'deleting'].includes(snapshot.status)) return { state: 'pending', note: snapshot.status };
  const message = `The snapshot ${id} in ${step.region} is ${snapshot.status}.`;
  const found = snapshot.status;
  return { state: 'broken', problem: brokenStep(step, { message, expected: 'available', found }) };
}

async function find(step: Step, context: ApplyContext): Promise<RdsSnapshot | undefined> {
  const id = textParam(step, 'snapshot');
  const instance = id.replace(/-rebuild-\d+$/, '');
  return (await describeSnapshots([instance], step.region, context)).find((each) => each.id === id);
}

import type {
  CopyDBSnapshotMessage,
  CreateDBSnapshotMessage,
  DBInstance,
  DBSnapshot,
  DBSnapshotMessage,
  DeleteDBSnapshotMessage,
  DescribeDBSnapshotsMessage,
  Filter,
  RestoreDBInstanceFromDBSnapshotMessage,
} from '@aws-sdk/client-rds';
import {
  DBInstanceAlreadyExistsFault$,
  DBSnapshotAlreadyExistsFault$,
  DBSnapshotNotFoundFault$,
  InvalidDBInstanceStateFault$,
  InvalidDBSnapshotStateFault$,
} from '@aws-sdk/client-rds';
import { addDbInstance } from '../builders.ts';
import { failure, isFailure, regionalArn } from '../operation.ts';
import type { Answer, Call, Failure } from '../operation.ts';
import type { DbSnapshot } from '../regional-resources.ts';
import { scheduleIn } from '../world.ts';
import { pageOf } from './pages.ts';
import { findInstance, showInstance } from './rds-describe.ts';

type Changed = Answer<{ DBSnapshot: DBSnapshot }>;

/** CreateDBSnapshot: of an instance that is available, which reads `backing-up` meanwhile. */
export function createDbSnapshot(input: CreateDBSnapshotMessage, call: Call): Changed {
  const instance = findInstance(call, input.DBInstanceIdentifier);
  if (isFailure(instance)) return instance;
  const identifier = (input.DBSnapshotIdentifier ?? '').toLowerCase();
  if (call.region.dbSnapshots.has(identifier)) return alreadyExists(identifier);
  if (instance.status !== 'available') {
    const message = `Cannot create a snapshot because the database instance ${instance.identifier} is not currently in the available state.`;
    return failure(InvalidDBInstanceStateFault$, message);
  }
  const { engine, engineVersion, allocatedGiB, port, instanceClass, backupRetentionDays } = instance;
  instance.status = 'backing-up';
  const settings = { engine, engineVersion, allocatedGiB, port, instanceClass, backupRetentionDays };
  const snapshot = keep(call, {
    identifier,
    instance: instance.identifier,
    resourceId: instance.resourceId,
    settings,
  });
  finish(call, snapshot, call.world.timings.createSnapshotMs);
  scheduleIn(call.world, call.world.timings.createSnapshotMs, {
    apply: () => {
      if (instance.status === 'backing-up') instance.status = 'available';
    },
  });
  return { DBSnapshot: show(snapshot) };
}

/** CopyDBSnapshot in the region of the copy; the source by identifier, or by ARN from another region. */
export function copyDbSnapshot(input: CopyDBSnapshotMessage, call: Call): Changed {
  const { world, region } = call;
  const named = input.SourceDBSnapshotIdentifier ?? '';
  const [, , , from = region.name, , , ...rest] = named.split(':');
  const home = world.regions.get(from);
  const source = home?.dbSnapshots.get(rest.at(-1) ?? named);
  if (source === undefined || home?.condition === 'dark') return notFound(named);
  const identifier = (input.TargetDBSnapshotIdentifier ?? '').toLowerCase();
  if (region.dbSnapshots.has(identifier)) return alreadyExists(identifier);
  if (source.status !== 'available')
    return failure(InvalidDBSnapshotStateFault$, `Snapshot ${source.identifier} is not available.`);
  if (from !== region.name && input.KmsKeyId === undefined) {
    const message = 'You must specify a KMS key ID when copying an encrypted snapshot across regions.';
    return failure({ code: 'InvalidParameterValue', status: 400 }, message);
  }
  const { instance, resourceId, settings } = source;
  const copy = keep(call, { identifier, instance, resourceId, settings, source: source.arn });
  finish(call, copy, world.timings.copySnapshotMs);
  return { DBSnapshot: show(copy) };
}

/** DescribeDBSnapshots: by identifier, by instance, by filter, in pages of `MaxRecords`. */
export function describeDbSnapshots(
  input: DescribeDBSnapshotsMessage,
  call: Call,
): Answer<DBSnapshotMessage> {
  const all = [...call.region.dbSnapshots.values()].sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
  const wanted = input.DBSnapshotIdentifier?.toLowerCase();
  const found = all.filter(
    (snapshot) =>
      (wanted === undefined || snapshot.identifier === wanted || snapshot.arn === wanted) &&
      (input.DBInstanceIdentifier === undefined || snapshot.instance === input.DBInstanceIdentifier) &&
      (input.Filters ?? []).every((filter) => passes(snapshot, filter)),
  );
  if (wanted !== undefined && found.length === 0) return notFound(wanted);
  const page = pageOf(found, input.Marker, input.MaxRecords ?? 100);
  return {
    DBSnapshots: page.items.map(show),
    ...(page.next === undefined ? {} : { Marker: page.next }),
  };
}

/** DeleteDBSnapshot: only one that is available. */
export function deleteDbSnapshot(input: DeleteDBSnapshotMessage, call: Call): Changed {
  const snapshot = call.region.dbSnapshots.get((input.DBSnapshotIdentifier ?? '').toLowerCase());
  if (snapshot === undefined) return notFound(input.DBSnapshotIdentifier ?? '');
  if (snapshot.status !== 'available')
    return failure(InvalidDBSnapshotStateFault$, `Snapshot ${snapshot.identifier} is not available.`);
  call.region.dbSnapshots.delete(snapshot.identifier);
  return { DBSnapshot: { ...show(snapshot), Status: 'deleted' } };
}

/** RestoreDBInstanceFromDBSnapshot: a writable instance of its own, with the data of the moment of the snapshot. */
export function restoreFromSnapshot(
  input: RestoreDBInstanceFromDBSnapshotMessage,
  call: Call,
): Answer<{ DBInstance: DBInstance }> {
  const { world, region } = call;
  const identifier = (input.DBInstanceIdentifier ?? '').toLowerCase();
  const named = (input.DBSnapshotIdentifier ?? '').toLowerCase();
  const snapshot = region.dbSnapshots.get(named.split(':').at(-1) ?? named);
  if (snapshot === undefined) return notFound(named);
  if (region.dbInstances.has(identifier))
    return failure(DBInstanceAlreadyExistsFault$, `DB instance already exists: ${identifier}`);
  if (snapshot.status !== 'available')
    return failure(InvalidDBSnapshotStateFault$, `Snapshot ${snapshot.identifier} is not available.`);
  const instance = addDbInstance(world, {
    ...{ identifier, region: region.name, status: 'creating', createdAt: call.now },
    ...snapshot.settings,
    ...(input.DBInstanceClass === undefined ? {} : { instanceClass: input.DBInstanceClass }),
    multiAz: input.MultiAZ ?? false,
    writable: false,
    writing: false,
    replayedUntil: snapshot.takenAt,
    tags: Object.fromEntries((input.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
  });
  scheduleIn(world, world.timings.createDbInstanceMs, {
    apply: () => {
      instance.status = call.doomedStatus ?? 'available';
      instance.writable = call.doomedStatus === undefined;
    },
  });
  return { DBInstance: showInstance(world, instance) };
}

type Kept = Pick<DbSnapshot, 'identifier' | 'instance' | 'resourceId' | 'settings'> & Partial<DbSnapshot>;

function keep(call: Call, given: Kept): DbSnapshot {
  const snapshot: DbSnapshot = {
    region: call.region.name,
    arn: regionalArn(call, 'rds', `snapshot:${given.identifier}`),
    status: 'creating',
    takenAt: call.now,
    source: undefined,
    ...given,
  };
  call.region.dbSnapshots.set(snapshot.identifier, snapshot);
  return snapshot;
}

function finish(call: Call, snapshot: DbSnapshot, delayMs: number): void {
  scheduleIn(call.world, delayMs, {
    apply: () => {
      snapshot.status = call.doomedStatus ?? 'available';
    },
  });
}

function passes(snapshot: DbSnapshot, { Name, Values = [] }: Filter): boolean {
  if (Name === 'db-instance-id') return Values.includes(snapshot.instance);
  if (Name === 'db-snapshot-id') return Values.includes(snapshot.identifier);
  if (Name === 'dbi-resource-id') return Values.includes(snapshot.resourceId);
  return Name !== 'snapshot-type' || Values.includes('manual');
}

function show(snapshot: DbSnapshot): DBSnapshot {
  const ready = snapshot.status === 'available';
  return {
    DBSnapshotIdentifier: snapshot.identifier,
    DBInstanceIdentifier: snapshot.instance,
    DBSnapshotArn: snapshot.arn,
    DbiResourceId: snapshot.resourceId,
    Engine: snapshot.settings.engine,
    EngineVersion: snapshot.settings.engineVersion,
    AllocatedStorage: snapshot.settings.allocatedGiB,
    Port: snapshot.settings.port,
    SnapshotType: 'manual',
    Status: snapshot.status,
    PercentProgress: ready ? 100 : 0,
    Encrypted: true,
    // AWS leaves the time out while the snapshot is being made.
    ...(ready ? { SnapshotCreateTime: new Date(snapshot.takenAt) } : {}),
    ...(snapshot.source === undefined ? {} : { SourceDBSnapshotIdentifier: snapshot.source }),
  };
}

function alreadyExists(identifier: string): Failure {
  return failure(
    DBSnapshotAlreadyExistsFault$,
    `Cannot create the snapshot because a snapshot with the identifier ${identifier} already exists.`,
  );
}

function notFound(identifier: string): Failure {
  return failure(DBSnapshotNotFoundFault$, `DBSnapshot ${identifier} not found.`);
}

import type {
  CreateDBInstanceReadReplicaMessage,
  DBInstance,
  DeleteDBInstanceMessage,
  ModifyDBInstanceMessage,
  PromoteReadReplicaMessage,
} from '@aws-sdk/client-rds';
import { DBInstanceAlreadyExistsFault$, InvalidDBInstanceStateFault$ } from '@aws-sdk/client-rds';
import { addDbInstance, dbHost } from '../builders.ts';
import { failure, isFailure } from '../operation.ts';
import type { Answer, Call, Failure } from '../operation.ts';
import { instanceByArn, lagAt } from '../replication-lag.ts';
import { variedBy } from '../timings.ts';
import { scheduleIn } from '../world.ts';
import type { DbInstance } from '../regional-resources.ts';
import type { World } from '../world.ts';
import { findInstance, instanceNotFound, replicasOf, showInstance } from './rds-describe.ts';

type Changed = Answer<{ DBInstance: DBInstance }>;

/** PromoteReadReplica: for some seconds nothing shows, then `modifying`, `rebooting`, and at last a writable instance without a source. */
export function promoteReadReplica(input: PromoteReadReplicaMessage, call: Call): Changed {
  const instance = findInstance(call, input.DBInstanceIdentifier);
  if (isFailure(instance)) return instance;
  if (instance.sourceArn === undefined) {
    return wrongState(`DB Instance ${instance.identifier} is not a read replica.`);
  }
  const refused = refuseUnlessAvailable(instance);
  if (refused) return refused;
  instance.promotedAt = call.now + variedBy(instance.identifier, call.world.timings.promotionBeginsMs);
  schedulePromotion(call, instance, {
    beginAt: instance.promotedAt,
    retentionDays: input.BackupRetentionPeriod,
  });
  return changed(call, instance);
}

/** CreateDBInstanceReadReplica in the region of the call; the source by identifier, or by ARN from another region. */
export function createReadReplica(input: CreateDBInstanceReadReplicaMessage, call: Call): Changed {
  const { world, region } = call;
  const identifier = (input.DBInstanceIdentifier ?? '').toLowerCase();
  const named = input.SourceDBInstanceIdentifier ?? '';
  const source = named.startsWith('arn:') ? instanceByArn(world, named) : region.dbInstances.get(named);
  if (!source || world.regions.get(source.region)?.condition === 'dark') return instanceNotFound(named);
  if (region.dbInstances.has(identifier)) return alreadyExists(identifier);
  if (source.status !== 'available')
    return wrongState(`DB instance ${source.identifier} is not in an available state.`);
  if (source.backupRetentionDays === 0) {
    return wrongState(
      'Automated backups are not enabled for this database instance. To enable automated backups, use ModifyDBInstance to set the backup retention period to a non-zero value.',
    );
  }
  const { engine, engineVersion, allocatedGiB, port } = source;
  const instance = addDbInstance(world, {
    ...{ identifier, region: region.name, engine, engineVersion, allocatedGiB, port },
    status: 'creating',
    createdAt: call.now,
    instanceClass: input.DBInstanceClass ?? source.instanceClass,
    multiAz: input.MultiAZ ?? false,
    backupRetentionDays: 0,
    sourceArn: source.arn,
    tags: Object.fromEntries((input.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
  });
  scheduleIn(world, world.timings.createReplicaMs, {
    apply: () => {
      instance.status = call.doomedStatus ?? 'available';
    },
  });
  return changed(call, instance);
}

/** ModifyDBInstance: a new name, backups, Multi-AZ, class and deletion protection. */
export function modifyDbInstance(input: ModifyDBInstanceMessage, call: Call): Changed {
  const instance = findInstance(call, input.DBInstanceIdentifier);
  if (isFailure(instance)) return instance;
  const refused = refuseUnlessAvailable(instance);
  if (refused) return refused;
  if (input.DBInstanceClass !== undefined && !/^db(\.[a-z0-9-]+){2,}$/.test(input.DBInstanceClass))
    return failure(
      { code: 'InvalidParameterValue', status: 400 },
      `Invalid DB Instance class: ${input.DBInstanceClass}`,
    );
  const newName = input.NewDBInstanceIdentifier?.toLowerCase();
  if (newName !== undefined && call.region.dbInstances.has(newName)) return alreadyExists(newName);
  instance.backupRetentionDays = input.BackupRetentionPeriod ?? instance.backupRetentionDays;
  instance.deletionProtection = input.DeletionProtection ?? instance.deletionProtection;
  // Asking for what is there withdraws what was pending.
  instance.pending = differing(instance, {
    ...instance.pending,
    ...(input.MultiAZ === undefined ? {} : { multiAz: input.MultiAZ }),
    ...(input.DBInstanceClass === undefined ? {} : { instanceClass: input.DBInstanceClass }),
  });
  if (input.ApplyImmediately !== true) return changed(call, instance);
  const before = changed(call, instance);
  if (newName !== undefined) rename(call, instance, newName);
  else applyPending(call, instance);
  return before;
}

function differing(instance: DbInstance, wanted: DbInstance['pending']): DbInstance['pending'] {
  const { multiAz, instanceClass } = wanted;
  return {
    ...(multiAz === undefined || multiAz === instance.multiAz ? {} : { multiAz }),
    ...(instanceClass === undefined || instanceClass === instance.instanceClass ? {} : { instanceClass }),
  };
}

/** Another class restarts the instance; all else is changed while it runs. */
function applyPending(call: Call, instance: DbInstance): void {
  const { timings } = call.world;
  const { pending } = instance;
  const wanted = { ...pending, pending: {} };
  if (pending.instanceClass === undefined) {
    passThrough(call, instance, { via: 'modifying', delayMs: timings.modifyDbInstanceMs, wanted });
    return;
  }
  const zones = instance.multiAz ? 2 : 1;
  const delayMs = zones * variedBy(instance.identifier, timings.resizeDbInstanceMs);
  passThrough(call, instance, { via: 'modifying', delayMs, wanted });
  scheduleIn(call.world, delayMs * 0.8, {
    apply: () => {
      if (instance.status === 'modifying') instance.status = 'rebooting';
    },
  });
}

/** DeleteDBInstance, with RDS's rules on final snapshots and deletion protection. */
export function deleteDbInstance(input: DeleteDBInstanceMessage, call: Call): Changed {
  const instance = findInstance(call, input.DBInstanceIdentifier);
  if (isFailure(instance)) return instance;
  const combination = { code: 'InvalidParameterCombination', status: 400 };
  if (instance.deletionProtection) {
    const advice = 'please disable deletion protection and try again.';
    return failure(combination, `Cannot delete protected DB Instance, ${advice}`);
  }
  const snapshots =
    input.SkipFinalSnapshot === true ||
    input.FinalDBSnapshotIdentifier !== undefined ||
    instance.clusterIdentifier !== undefined;
  if (!snapshots && instance.sourceArn === undefined) {
    return failure(
      combination,
      'FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.',
    );
  }
  instance.status = 'deleting';
  instance.writable = false;
  scheduleIn(call.world, call.world.timings.deleteDbInstanceMs, {
    apply: () => {
      call.region.dbInstances.delete(instance.identifier);
    },
  });
  return changed(call, instance);
}

/** StopDBInstance: refused for a replica and for an instance that has one. */
export function stopDbInstance(input: { DBInstanceIdentifier: string | undefined }, call: Call): Changed {
  const instance = findInstance(call, input.DBInstanceIdentifier);
  if (isFailure(instance)) return instance;
  if (instance.sourceArn !== undefined)
    return wrongState('Cannot stop a DB instance that is a read replica.');
  if (replicasOf(call.world, instance).length > 0) {
    return wrongState('Cannot stop a DB instance that has read replicas.');
  }
  const refused = refuseUnlessAvailable(instance);
  if (refused) return refused;
  instance.writable = false;
  const delayMs = call.world.timings.stopDbInstanceMs;
  passThrough(call, instance, { via: 'stopping', delayMs, wanted: { status: 'stopped' } });
  return changed(call, instance);
}

/** StartDBInstance: only a stopped one. */
export function startDbInstance(input: { DBInstanceIdentifier: string | undefined }, call: Call): Changed {
  const instance = findInstance(call, input.DBInstanceIdentifier);
  if (isFailure(instance)) return instance;
  if (instance.status !== 'stopped') {
    return wrongState(`Instance ${instance.identifier} is not in stopped state.`);
  }
  const delayMs = call.world.timings.startDbInstanceMs;
  passThrough(call, instance, { via: 'starting', delayMs, wanted: { writable: true } });
  return changed(call, instance);
}

/** RebootDBInstance. */
export function rebootDbInstance(input: { DBInstanceIdentifier: string | undefined }, call: Call): Changed {
  const instance = findInstance(call, input.DBInstanceIdentifier);
  if (isFailure(instance)) return instance;
  const refused = refuseUnlessAvailable(instance);
  if (refused) return refused;
  const delayMs = call.world.timings.rebootDbInstanceMs;
  passThrough(call, instance, { via: 'rebooting', delayMs, wanted: {} });
  return changed(call, instance);
}

function schedulePromotion(
  call: Call,
  instance: DbInstance,
  how: { beginAt: number; retentionDays: number | undefined },
): void {
  const { world, doomedStatus } = call;
  const totalMs = instance.promotionMs ?? variedBy(instance.identifier, world.timings.promotionMs);
  const remainingMs = Math.max(0, totalMs - (how.beginAt - call.now));
  const at = (delayMs: number, apply: (when: number) => void) => {
    scheduleIn(world, delayMs, { from: how.beginAt, apply });
  };
  at(0, (when) => {
    instance.status = 'modifying';
    instance.replayedUntil = when - (lagAt(instance, when) ?? 0);
  });
  at(remainingMs * 0.6, () => {
    instance.status = 'rebooting';
  });
  at(remainingMs, () => {
    const failed = doomedStatus ?? instance.promotionOutcome;
    instance.status = failed ?? 'available';
    if (failed !== undefined) return;
    instance.sourceArn = undefined;
    instance.writable = true;
    instance.backupRetentionDays = how.retentionDays ?? Math.max(1, instance.backupRetentionDays);
  });
}

function rename(call: Call, instance: DbInstance, newName: string): void {
  const { world, region } = call;
  instance.status = 'renaming';
  scheduleIn(world, world.timings.renameDbInstanceMs, {
    apply: () => {
      const replicas = replicasOf(world, instance);
      region.dbInstances.delete(instance.identifier);
      instance.identifier = newName;
      instance.arn = instance.arn.replace(/:db:.*$/, `:db:${newName}`);
      instance.host = dbHost(world, newName, region.name);
      instance.status = 'available';
      region.dbInstances.set(newName, instance);
      for (const replica of replicas) replica.sourceArn = instance.arn;
    },
  });
}

function passThrough(
  call: Call,
  instance: DbInstance,
  change: { via: string; delayMs: number; wanted: Partial<DbInstance> },
): void {
  instance.status = change.via;
  scheduleIn(call.world, change.delayMs, {
    apply: () => {
      Object.assign(instance, { status: call.doomedStatus ?? 'available', ...change.wanted });
    },
  });
}

function refuseUnlessAvailable(instance: DbInstance): Failure | undefined {
  const promoting = instance.promotedAt !== undefined && instance.sourceArn !== undefined;
  if (instance.status === 'available' && !promoting) return undefined;
  const state = promoting ? 'being promoted' : instance.status;
  return wrongState(`Instance ${instance.identifier} is currently ${state}, and not in the available state.`);
}

function alreadyExists(identifier: string): Failure {
  return failure(DBInstanceAlreadyExistsFault$, `DB instance already exists: ${identifier}`);
}

function wrongState(message: string): Failure {
  return failure(InvalidDBInstanceStateFault$, message);
}

function changed(call: { world: World }, instance: DbInstance): { DBInstance: DBInstance } {
  return { DBInstance: showInstance(call.world, instance) };
}

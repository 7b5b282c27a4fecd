import type { CreateDBInstanceReadReplicaCommandInput } from '@aws-sdk/client-rds';
import { fail } from '../errors.ts';
import { possibleLossMs } from '../plan/loss.ts';
import type { Step } from '../plan/plan.ts';
import type { Applied, ApplyContext } from './kind.ts';
import { asideName } from './rds-aside.ts';
import { describeDatabases, withMetrics } from './rds-database.ts';
import type { RdsDatabase } from './rds-database.ts';
import { followsWanted } from './rds-settled.ts';
import { conditionOf } from './rds-status.ts';
import { textParam } from './step-params.ts';

/** Promotes the replica of the step and says how far behind it was at that moment. */
export async function promote(step: Step, context: ApplyContext): Promise<Applied> {
  const before = await needed(step, context);
  if (before.source === undefined)
    return { note: `${before.id} is promoted already: there is nothing left to do.` };
  const measured = (await withMetrics(new Map([[before.id, before]]), step.region, context)).get(before.id);
  const lag = measured?.lag ?? { ms: undefined, source: 'ReplicaLag' };
  const ms = possibleLossMs(lag, context.goal);
  const { source } = lag;
  const rds = await context.outside.aws.rds(step.region);
  try {
    await rds.promoteReadReplica(
      { DBInstanceIdentifier: before.id, BackupRetentionPeriod: Number(step.params['backupRetentionDays']) },
      { signal: context.signal },
    );
  } catch (error) {
    if (!isNamed(error, 'InvalidDBInstanceState') || !(await isPromoting(step, context))) throw error;
    return { note: `${before.id} is being promoted already.` };
  }
  if (step.params['drained'] === true)
    return {
      note: `Promotion of ${before.id} has begun.`,
      loss: { ms: 0, source: 'drained after the end of writes' },
    };
  return { note: `Promotion of ${before.id} has begun.`, loss: { ms, source } };
}

/** An answer that was lost on the way leaves an instance in promotion, which refuses to be promoted again. */
async function isPromoting(step: Step, context: ApplyContext): Promise<boolean> {
  const now = await needed(step, context);
  return now.source === undefined || now.status === 'modifying' || now.status === 'rebooting';
}

/** Gives the old primary another name, so that a replica can have its own (and with it its endpoint). */
export async function setAside(step: Step, context: ApplyContext): Promise<Applied> {
  const old = await look(step, context);
  if (old === undefined || old.resourceId !== step.params['resourceId'])
    return { note: 'The old primary has given up its name already.' };
  const name = asideName(old.id, context.run);
  await rename({ from: old.id, to: name }, step, context);
  return {
    note: `${old.id} is renamed to ${name}; delete it when it is not needed any more.`,
    evidence: { renamedTo: name },
  };
}

/** Gives the old primary its name back. */
export async function takeBack(step: Step, context: ApplyContext): Promise<Applied> {
  const id = instanceOf(step);
  const name = asideName(id, context.run);
  const found = await describeDatabases([id, name], step.region, context);
  if (found.get(id)?.resourceId === step.params['resourceId']) return { note: `${id} has its name.` };
  if (found.has(id)) {
    const message = `${name} cannot be renamed to ${id} in ${step.region}: another instance has that name.`;
    throw fail({ code: 'CONFLICT', message, resource: step.resource, step: step.id, region: step.region });
  }
  await rename({ from: name, to: id }, step, context);
  return { note: `${name} is renamed back to ${id}.` };
}

async function rename(names: { from: string; to: string }, step: Step, context: ApplyContext): Promise<void> {
  const rds = await context.outside.aws.rds(step.region);
  await rds.modifyDBInstance(
    { DBInstanceIdentifier: names.from, NewDBInstanceIdentifier: names.to, ApplyImmediately: true },
    { signal: context.signal },
  );
}

/** Makes a replica of the instance that is active now. */
export async function replicate(step: Step, context: ApplyContext): Promise<Applied> {
  const present = await look(step, context);
  if (
    present !== undefined &&
    (present.resourceId !== step.params['replaces'] || followsWanted(present, step))
  )
    return { note: `${present.id} exists already.` };
  const rds = await context.outside.aws.rds(step.region);
  await rds.createDBInstanceReadReplica(replicaInput(step), { signal: context.signal });
  return { note: `${instanceOf(step)} is being created as a replica of ${textParam(step, 'source')}.` };
}

function replicaInput({ params }: Step): CreateDBInstanceReadReplicaCommandInput {
  const text = (name: string): string | undefined =>
    typeof params[name] === 'string' ? params[name] : undefined;
  const groups = params['securityGroups'];
  const securityGroups = Array.isArray(groups) ? groups.map(String) : [];
  const optional = {
    DBInstanceClass: text('class'),
    DBSubnetGroupName: text('subnetGroup'),
    DBParameterGroupName: text('parameterGroup'),
    KmsKeyId: text('kmsKey'),
    VpcSecurityGroupIds: securityGroups.length === 0 ? undefined : securityGroups,
    MultiAZ: params['multiAz'] === true ? true : undefined,
  };
  return {
    DBInstanceIdentifier: text('instance') ?? '',
    SourceDBInstanceIdentifier: text('source') ?? '',
    ...optional,
  };
}

/** Deletes the replica that `replicate` has made; an instance that is no replica (any more) is never deleted. */
export async function deleteReplica(step: Step, context: ApplyContext): Promise<Applied> {
  const replica = await look(step, context);
  if (replica === undefined || replica.status === 'deleting') return { note: `${instanceOf(step)} is gone.` };
  if (replica.source !== step.params['source'])
    return {
      note: `${replica.id} is left alone: it does not replicate from ${textParam(step, 'source')}.`,
    };
  const rds = await context.outside.aws.rds(step.region);
  await rds.deleteDBInstance(
    { DBInstanceIdentifier: replica.id, SkipFinalSnapshot: true },
    { signal: context.signal },
  );
  return { note: `${replica.id} is being deleted.` };
}

/** Stops the old primary, so that nobody writes to it any more. RDS starts it again after seven days. */
export async function fence(step: Step, context: ApplyContext): Promise<Applied> {
  const old = await look(step, context);
  if (old === undefined || conditionOf(old.status) === 'stopped')
    return { note: `${instanceOf(step)} does not run.` };
  const rds = await context.outside.aws.rds(step.region);
  await rds.stopDBInstance({ DBInstanceIdentifier: old.id }, { signal: context.signal });
  return { note: `${old.id} is being stopped.` };
}

/** Starts the old primary again. */
export async function unfence(step: Step, context: ApplyContext): Promise<Applied> {
  const old = await needed(step, context);
  if (old.status === 'starting' || conditionOf(old.status) === 'usable') return { note: `${old.id} runs.` };
  const rds = await context.outside.aws.rds(step.region);
  await rds.startDBInstance({ DBInstanceIdentifier: old.id }, { signal: context.signal });
  return { note: `${old.id} is being started.` };
}

/** Adds (or takes away) the standby in another zone. */
export async function setMultiAz(wanted: boolean, step: Step, context: ApplyContext): Promise<Applied> {
  const database = await needed(step, context);
  if (database.multiAz === wanted) return { note: `${database.id} is so already.` };
  const rds = await context.outside.aws.rds(step.region);
  await rds.modifyDBInstance(
    { DBInstanceIdentifier: database.id, MultiAZ: wanted, ApplyImmediately: true },
    { signal: context.signal },
  );
  return { note: `${database.id} ${wanted ? 'gets' : 'loses'} a standby in another zone.` };
}

async function look(step: Step, context: ApplyContext): Promise<RdsDatabase | undefined> {
  const id = instanceOf(step);
  return (await describeDatabases([id], step.region, context)).get(id);
}

/** The instance of the step as it is now; throws `RESOURCE_MISSING` where there is none. */
export async function needed(step: Step, context: ApplyContext): Promise<RdsDatabase> {
  const database = await look(step, context);
  if (database !== undefined) return database;
  const message = `${instanceOf(step)} does not exist in ${step.region}.`;
  throw fail({
    code: 'RESOURCE_MISSING',
    message,
    resource: step.resource,
    step: step.id,
    region: step.region,
  });
}

function instanceOf(step: Step): string {
  return textParam(step, 'instance');
}

/** Whether an error has this name; RDS writes some faults with and some without the ending, depending on the protocol's age. */
export function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name.replace(/Fault$/, '') === name;
}

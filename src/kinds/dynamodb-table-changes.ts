import { fail } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Step } from '../plan/plan.ts';
import { describeTable } from './dynamodb-table-replica.ts';
import type { TableReplica } from './dynamodb-table-replica.ts';
import type { Applied, ApplyContext } from './kind.ts';
import { isMadeBy } from './run-begin.ts';
import { textParam } from './step-params.ts';

/** Adds the replica of the step. DynamoDB refuses it as long as the table is being changed, which is tried again. */
export async function addReplica(step: Step, context: ApplyContext): Promise<Applied> {
  const { table, standby } = namesOf(step);
  const source = await needed(step, context);
  if (source.replicas[standby] !== undefined)
    return { note: `${table} has a replica in ${standby} already.` };
  const api = await context.outside.aws.dynamodb(step.region);
  await api.updateTable(
    { TableName: table, ReplicaUpdates: [{ Create: { RegionName: standby } }] },
    { signal: context.signal },
  );
  return { note: `A replica of ${table} is being made in ${standby}.` };
}

/** Removes the replica of the step, if it is younger than the run: an older one holds what somebody relies on. */
export async function removeReplica(step: Step, context: ApplyContext): Promise<Applied> {
  const { table, standby } = namesOf(step);
  const source = await needed(step, context);
  const status = source.replicas[standby];
  if (status === undefined || status === 'DELETING')
    return { note: `The replica of ${table} in ${standby} is gone.` };
  const replica = await describeTable(table, standby, context);
  if (replica !== undefined && !isMadeBy(context.run, replica.createdAt))
    return { note: `The replica of ${table} in ${standby} is left alone: it is older than this run.` };
  const api = await context.outside.aws.dynamodb(step.region);
  await api.updateTable(
    { TableName: table, ReplicaUpdates: [{ Delete: { RegionName: standby } }] },
    { signal: context.signal },
  );
  return { note: `The replica of ${table} in ${standby} is being removed.` };
}

/** Gives the table of the step its new capacity, or its former one back. */
export async function setCapacity(
  which: 'new' | 'former',
  step: Step,
  context: ApplyContext,
): Promise<Applied> {
  const { table } = namesOf(step);
  const now = await needed(step, context);
  const { read, write } = unitsOf(step, which);
  const fits =
    which === 'new'
      ? now.readUnits >= read && now.writeUnits >= write
      : now.readUnits === read && now.writeUnits === write;
  // A capacity that somebody has chosen since is theirs: only what this step has set is taken back.
  const ours = unitsOf(step, 'new');
  const foreign = which === 'former' && (now.readUnits !== ours.read || now.writeUnits !== ours.write);
  if (now.onDemand || fits || (foreign && now.status === 'ACTIVE'))
    return { note: `${table} has ${now.readUnits} read and ${now.writeUnits} write units.` };
  const api = await context.outside.aws.dynamodb(step.region);
  await api.updateTable(
    {
      TableName: table,
      ProvisionedThroughput: { ReadCapacityUnits: read, WriteCapacityUnits: write },
    },
    { signal: context.signal },
  );
  return { note: `${table} gets ${read} read and ${write} write units.` };
}

/** The capacity units that a step sets, or takes back to. */
export function unitsOf({ params }: Pick<Step, 'params'>, which: 'new' | 'former') {
  const suffix = which === 'new' ? '' : 'Before';
  return { read: Number(params[`read${suffix}`]), write: Number(params[`write${suffix}`]) };
}

function namesOf(step: Step): { table: string; standby: Region } {
  return { table: textParam(step, 'table'), standby: textParam(step, 'standby') };
}

async function needed(step: Step, context: ApplyContext): Promise<TableReplica> {
  const { table } = namesOf(step);
  const found = await describeTable(table, step.region, context);
  if (found !== undefined) return found;
  const message = `${table} does not exist in ${step.region}.`;
  const about = { resource: step.resource, step: step.id, region: step.region };
  throw fail({ code: 'RESOURCE_MISSING', message, ...about });
}

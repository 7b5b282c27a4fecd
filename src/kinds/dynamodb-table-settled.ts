import { formatDuration } from '../format-duration.ts';
import type { Region } from '../ids.ts';
import type { Step } from '../plan/plan.ts';
import { unitsOf } from './dynamodb-table-changes.ts';
import { isBrokenTable, isSilent } from './dynamodb-table-replica.ts';
import type { TableReplica } from './dynamodb-table-replica.ts';
import { seenIn, valueIn } from './kind.ts';
import type { Observation, Settled } from './kind.ts';
import { textParam } from './step-params.ts';

const MINUTE = 60_000;

/** CloudWatch has a minute's points after this long, in ms, so silence has to last longer to mean anything. */
const QUIET_MS = 4 * MINUTE;

/** Whether a step of a table is over, from what is seen in the step's region and, for a replica, in the other one. */
export function settledTable(step: Step, observation: Observation<TableReplica>, now: number): Settled {
  const seen = seenIn(observation, step.region);
  if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
  if (seen.state === 'absent') return broken(step, step.region, 'absent');
  const table = seen.value;
  if (isBrokenTable(table.status)) return broken(step, step.region, table.status);
  switch (step.action) {
    case 'replicate':
    case 'follow':
      return replicated(step, table, observation);
    case 'drain':
      return drained(step, observation, now);
    case 'capacity':
      return raised(step, table);
    default:
      return table.status === 'ACTIVE'
        ? { state: 'done', note: table.status }
        : { state: 'pending', note: table.status };
  }
}

/** The source says what it knows of the replica, and the replica serves nobody before it is active itself. */
function replicated(step: Step, table: TableReplica, observation: Observation<TableReplica>): Settled {
  const standby = textParam(step, 'standby');
  const status = table.replicas[standby];
  if (status === undefined)
    return table.status === 'ACTIVE'
      ? { state: 'not-begun', note: `no replica in ${standby}` }
      : { state: 'pending', note: table.status };
  if (isBrokenTable(status)) return broken(step, standby, status);
  const own = valueIn(observation, standby);
  if (status !== 'ACTIVE' || own?.status !== 'ACTIVE')
    return { state: 'pending', note: `replica ${status}, table ${own?.status ?? 'not seen'} in ${standby}` };
  return { state: 'done', note: `replica in ${standby} ${status}`, evidence: { replica: status } };
}

/**
 * Writes were stopped before this step began. What arrives is measured: an arrival that was written after the step's begin proves that
 * what was written before is there, too. And nothing arriving for some minutes proves that nothing is on its way any more, as long as
 * both sides call their replication ACTIVE. The metric has no points where nothing arrives, so waiting for one might never end.
 */
function drained(step: Step, observation: Observation<TableReplica>, now: number): Settled {
  const source = textParam(step, 'source');
  const seen = seenIn(observation, source);
  const { startedAt } = observation;
  if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
  if (seen.state === 'absent') return broken(step, source, 'absent');
  const status = seen.value.replicas[step.region];
  if (status === undefined) return broken(step, source, `no replica in ${step.region}`);
  if (status !== 'ACTIVE') return { state: 'pending', note: `replica ${status}` };
  const lag = seen.value.outbound[step.region];
  if (lag === undefined || (lag.ms === undefined && !isSilent(lag)))
    return { state: 'pending', note: `replication not measured (${lag?.source ?? 'no answer'})` };
  if (startedAt === undefined) return { state: 'pending', note: 'not begun' };
  if (seen.value.strong) return { state: 'done', note: lag.source };
  const { ms, at = 0, source: metric } = lag;
  if (ms !== undefined && at - ms >= startedAt)
    return { state: 'done', note: 'what arrives was written after the end', evidence: { lagMs: ms, metric } };
  const quietSince = Math.max(startedAt, ms === undefined ? 0 : at + MINUTE);
  const quietMs = now - quietSince;
  if (quietMs < QUIET_MS) {
    const took = ms === undefined ? 'nothing arrives' : `the last arrival took ${formatDuration(ms)}`;
    return { state: 'pending', note: `${took}, quiet for ${formatDuration(Math.max(0, quietMs))}` };
  }
  const evidence = { quietSince: new Date(quietSince).toISOString(), metric };
  return { state: 'done', note: 'nothing is on its way any more', evidence };
}

function raised(step: Step, table: TableReplica): Settled {
  const { read, write } = unitsOf(step, 'new');
  const note = `${table.status}, ${table.readUnits} read and ${table.writeUnits} write units`;
  if (table.onDemand) return { state: 'done', note: 'on demand' };
  if (table.status !== 'ACTIVE') return { state: 'pending', note };
  const enough = table.readUnits >= read && table.writeUnits >= write;
  return { state: enough ? 'done' : 'not-begun', note };
}

/** Whether a step that was taken back is back. */
export function undoneTable(step: Step, observation: Observation<TableReplica>): Settled {
  const seen = seenIn(observation, step.region);
  if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
  const table = seen.state === 'seen' ? seen.value : undefined;
  if (table === undefined) return { state: 'done', note: 'does not exist' };
  if (step.action === 'capacity') {
    // Whatever it has when nothing changes any more: another capacity than this step's is somebody else's.
    const ours = unitsOf(step, 'new');
    const still = table.readUnits === ours.read && table.writeUnits === ours.write;
    const done = table.status === 'ACTIVE' && !still;
    return { state: done ? 'done' : 'pending', note: `${table.readUnits} and ${table.writeUnits} units` };
  }
  const status = table.replicas[textParam(step, 'standby')];
  return { state: status === undefined ? 'done' : 'pending', note: status ?? 'no replica' };
}

function broken(step: Step, region: Region, found: string): Settled {
  const table = textParam(step, 'table');
  return {
    state: 'broken',
    problem: {
      code: 'STEP_BROKEN',
      message: `${table} in ${region}: ${found}.`,
      resource: step.resource,
      step: step.id,
      region,
      expected: 'ACTIVE',
      found,
    },
  };
}

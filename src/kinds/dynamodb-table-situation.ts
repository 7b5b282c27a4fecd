import type { Problem } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Goal } from '../plan/plan.ts';
import { isBrokenTable } from './dynamodb-table-replica.ts';
import type { TableReplica } from './dynamodb-table-replica.ts';
import { seenIn, valueIn } from './kind.ts';
import type { Observation } from './kind.ts';

/** What a table amounts to with regard to becoming active in `to`. */
export type TableSituation =
  /** The table is in `to`; `replica` is what `from` calls it. */
  | { readonly is: 'there'; readonly table: TableReplica; readonly replica?: string | undefined }
  /** `to` has no replica of the table in `from` yet: one is added. */
  | { readonly is: 'unprotected' }
  | { readonly is: 'blocked'; readonly problem: Problem };

/** Judges the table called `name` with regard to a goal. */
export function situationOf(
  name: string,
  observation: Observation<TableReplica>,
  goal: Goal,
): TableSituation {
  const seen = seenIn(observation, goal.to);
  const from = valueIn(observation, goal.from);
  if (seen.state === 'failed') return { is: 'blocked', problem: seen.problem };
  if (seen.state === 'absent') {
    if (goal.mode === 'planned' && from !== undefined) return { is: 'unprotected' };
    const message = `${name} does not exist in ${goal.to}.`;
    return { is: 'blocked', problem: { code: 'REPLICA_MISSING', message, region: goal.to } };
  }
  const { status } = seen.value;
  if (isBrokenTable(status)) return { is: 'blocked', problem: notReady(name, goal.to, status) };
  const replica = from?.replicas[goal.to];
  if (from !== undefined && replica === undefined)
    return { is: 'blocked', problem: unrelated(name, goal.from, goal.to) };
  // In an emergency a replica that has stopped replicating is what there is; a switchover would lose what it has not.
  if (replica !== undefined && isBrokenTable(replica) && goal.mode === 'planned')
    return { is: 'blocked', problem: notReady(name, goal.to, replica) };
  return { is: 'there', table: seen.value, replica };
}

/** What the other side of a table that is active in `goal.to` amounts to. */
export type TableStandby =
  | { readonly is: 'standing-by' | 'missing' }
  | { readonly is: 'following'; readonly status: string }
  | { readonly is: 'blocked'; readonly problem: Problem };

/** Judges whether `goal.from` stands by. */
export function standbyOf(
  name: string,
  observation: Observation<TableReplica>,
  { from, to }: Goal,
): TableStandby {
  const seen = seenIn(observation, from);
  const active = valueIn(observation, to);
  if (seen.state === 'failed') return { is: 'blocked', problem: seen.problem };
  if (active?.status === undefined || isBrokenTable(active.status))
    return { is: 'blocked', problem: notReady(name, to, active?.status ?? 'absent') };
  const replica = active.replicas[from];
  const own = seen.state === 'seen' ? seen.value.status : undefined;
  if (replica === undefined)
    return own === undefined ? { is: 'missing' } : { is: 'blocked', problem: unrelated(name, from, to) };
  if (isBrokenTable(replica)) return { is: 'blocked', problem: notReady(name, from, replica) };
  if (replica === 'ACTIVE' && own === 'ACTIVE') return { is: 'standing-by' };
  return { is: 'following', status: replica === 'ACTIVE' ? (own ?? 'not seen') : replica };
}

function unrelated(name: string, from: Region, to: Region): Problem {
  return {
    code: 'REPLICA_MISSING',
    message: `${name} in ${from} and ${name} in ${to} are two tables: neither is a replica of the other.`,
    region: to,
    expected: `a replica of ${name} in ${from}`,
    found: 'a table of its own',
  };
}

function notReady(name: string, region: Region, found: string): Problem {
  const message = `${name} in ${region} is ${found}.`;
  return { code: 'RESOURCE_NOT_READY', message, region, expected: 'ACTIVE', found };
}

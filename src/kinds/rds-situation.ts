import type { Problem } from '../errors.ts';
import type { Goal } from '../plan/plan.ts';
import { seenIn } from './kind.ts';
import type { Observation, Seen } from './kind.ts';
import { conditionOf } from './rds-status.ts';
import { isWriter, replicatesFrom } from './rds-database.ts';
import type { RdsDatabase } from './rds-database.ts';

/** What a database's two sides amount to with regard to a goal. */
export type RdsSituation =
  /** `to` replicates: promote it. */
  | { readonly is: 'replica'; readonly replica: RdsDatabase; readonly source?: RdsDatabase | undefined }
  /** `to` accepts writes, and `from` does not compete with it. */
  | { readonly is: 'primary'; readonly primary: RdsDatabase; readonly warning?: string }
  /** `to` has nothing that follows the writer in `from`: build it; `old` is the stale primary, or the replica of another one, in its place. */
  | { readonly is: 'unprotected'; readonly writer: RdsDatabase; readonly old?: RdsDatabase | undefined }
  | { readonly is: 'blocked'; readonly problem: Problem };

/** The database that is judged: its instance in `to`, and how that is built anew. */
export interface Judged {
  readonly id: string;
  readonly rebuild: 'replica' | 'snapshot';
}

interface Sides extends Judged {
  readonly goal: Goal;
  readonly from: Seen<RdsDatabase>;
}

/** Judges the two sides of a database. */
export function situationOf(judged: Judged, observation: Observation<RdsDatabase>, goal: Goal): RdsSituation {
  const to = seenIn(observation, goal.to);
  const sides = { ...judged, goal, from: seenIn(observation, goal.from) };
  if (to.state === 'failed') return { is: 'blocked', problem: to.problem };
  if (to.state === 'absent') return withoutInstance(sides);
  return to.value.source === undefined ? standalone(to.value, sides) : replicating(to.value, sides);
}

/** Only a planned switchover takes `from` for the truth, so only then is a replica of it built. */
function withoutInstance(sides: Sides): RdsSituation {
  const { id, goal, from } = sides;
  if (goal.mode === 'planned' && from.state === 'seen' && isWriter(from.value))
    return unprotected(from.value, undefined, sides);
  return blocked({
    code: 'REPLICA_MISSING',
    message: `${id} does not exist in ${goal.to}, so there is nothing to promote.`,
    region: goal.to,
  });
}

function replicating(replica: RdsDatabase, sides: Sides): RdsSituation {
  const { goal, from } = sides;
  const source = from.state === 'seen' ? from.value : undefined;
  if (source !== undefined && !replicatesFrom(replica, source)) {
    // A third region goes on following what has been left: to stand by behind the active one it must be built anew.
    if (goal.operation === 'reprotect' && isWriter(source)) return unprotected(source, replica, sides);
    return blocked({
      code: 'REPLICA_MISSING',
      message: `${replica.id} in ${goal.to} replicates from another instance than ${source.id} in ${goal.from}.`,
      region: goal.to,
      expected: source.arn,
      found: replica.source ?? 'none',
    });
  }
  const condition = conditionOf(replica.status);
  if (condition === 'usable' || (condition === 'changing' && replica.status !== 'creating'))
    return { is: 'replica', replica, source };
  return blocked(notReady(replica, goal));
}

function standalone(primary: RdsDatabase, sides: Sides): RdsSituation {
  const { goal, from } = sides;
  const condition = conditionOf(primary.status);
  if (condition === 'broken') return blocked(notReady(primary, goal));
  const rival = from.state === 'seen' && isWriter(from.value) ? from.value : undefined;
  if (rival === undefined) {
    if (condition === 'stopped')
      return blocked({
        ...notReady(primary, goal),
        fix: `Start it: aws rds start-db-instance --db-instance-identifier ${primary.id} --region ${goal.to}`,
      });
    if (from.state !== 'failed') return { is: 'primary', primary };
    const warning = `${primary.id} in ${goal.to} accepts writes already. ${goal.from} cannot be looked at, so whether it holds the newest data cannot be told: make sure that it was promoted for this failover.`;
    return { is: 'primary', primary, warning };
  }
  return goal.mode === 'planned' ? unprotected(rival, primary, sides) : twoPrimaries(primary, rival, goal);
}

/** The applications have moved when all their connections are on one side. */
function inUse(one: RdsDatabase, other: RdsDatabase): boolean {
  return (one.connections ?? 0) > 0 && other.connections === 0;
}

function twoPrimaries(primary: RdsDatabase, rival: RdsDatabase, goal: Goal): RdsSituation {
  if (inUse(primary, rival)) {
    return {
      is: 'primary',
      primary,
      warning: `${rival.id} in ${goal.from} accepts writes as well, though nobody is connected to it. Stop it.`,
    };
  }
  return blocked({
    code: 'RESOURCE_NOT_READY',
    message: `There are two primaries: ${primary.id} in ${goal.to} and ${rival.id} in ${goal.from} both accept writes, and one of them is stale.`,
    region: goal.to,
    expected: `a replica of ${rival.arn}`,
    found: 'an instance of its own',
    fix: `If ${goal.to} is the truth, stop the other: aws rds stop-db-instance --db-instance-identifier ${rival.id} --region ${goal.from}. If ${goal.from} is, use --mode planned, which builds the replica anew.`,
  });
}

function unprotected(
  writer: RdsDatabase,
  old: RdsDatabase | undefined,
  { goal, rebuild }: Sides,
): RdsSituation {
  if (writer.backupRetentionDays === 0 && rebuild === 'replica') {
    const message = `${writer.id} in ${goal.from} has backups turned off; RDS makes no replica of such an instance.`;
    return blocked({
      code: 'RESOURCE_NOT_READY',
      message,
      region: goal.from,
      fix: `aws rds modify-db-instance --db-instance-identifier ${writer.id} --region ${goal.from} --backup-retention-period 7 --apply-immediately`,
    });
  }
  if (old === undefined) return { is: 'unprotected', writer };
  if (!['usable', 'stopped'].includes(conditionOf(old.status))) return blocked(notReady(old, goal));
  if (inUse(old, writer)) {
    return blocked({
      code: 'RESOURCE_NOT_READY',
      message: `${old.id} in ${goal.to} accepts writes and has ${old.connections ?? 0} connections, while ${writer.id} in ${goal.from} has none: ${goal.to} seems to be active already.`,
      region: goal.to,
      fix: `Check which side is the truth. To leave ${goal.to} instead, exchange the two regions.`,
    });
  }
  return { is: 'unprotected', writer, old };
}

function notReady(database: RdsDatabase, goal: Goal): Problem {
  const message = `${database.id} in ${goal.to} is ${database.status}.`;
  return {
    code: 'RESOURCE_NOT_READY',
    message,
    region: goal.to,
    expected: 'available',
    found: database.status,
  };
}

function blocked(problem: Problem): RdsSituation {
  return { is: 'blocked', problem };
}

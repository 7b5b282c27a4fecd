import type { Problem } from '../errors.ts';
import type { Step } from '../plan/plan.ts';
import { formatDuration } from '../format-duration.ts';
import { brokenStep } from './broken-step.ts';
import { seenIn } from './kind.ts';
import type { Observation, Settled } from './kind.ts';
import { conditionOf } from './rds-status.ts';
import type { RdsDatabase } from './rds-database.ts';
import { textParam } from './step-params.ts';

/** Whether a step of an RDS instance is over, from what is seen in the step's region. */
export function settledRds(step: Step, observation: Observation<RdsDatabase>): Settled {
  const seen = seenIn(observation, step.region);
  if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
  const database = seen.state === 'seen' ? seen.value : undefined;
  switch (step.action) {
    case 'promote':
      return promoted(database, step);
    case 'drain':
      return drained(database, step, observation.startedAt);
    case 'set-aside':
      return setAside(database, step);
    case 'replicate':
      return replicated(database, step);
    case 'restore':
      return replicated(database, step);
    case 'fence':
      return fenced(database);
    case 'start':
      return started(database, step);
    case 'resize':
      return resized(database, step);
    default:
      return multiAz(database, step);
  }
}

/**
 * Right after the call an instance still reads `available`, as it does when all is over: only the vanished source proves a
 * promotion. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Promote.html
 */
function promoted(database: RdsDatabase | undefined, step: Step): Settled {
  if (database === undefined) return { state: 'broken', problem: gone(step) };
  const condition = conditionOf(database.status);
  if (condition === 'broken' || condition === 'stopped')
    return { state: 'broken', problem: broken(database, step) };
  if (condition === 'changing') return { state: 'pending', note: database.status };
  if (database.source !== undefined)
    return { state: 'not-begun', note: `${database.status}, still replicating` };
  return {
    state: 'done',
    note: `${database.status}, accepts writes`,
    evidence: { status: database.status, version: database.version, endpoint: database.endpoint ?? null },
  };
}

/**
 * Writes were stopped before this step began, so the replica has everything as soon as it has replayed past that moment: a point of
 * the metric says how far behind it was at most in the minute that began then. Being close behind is not enough, it must be behind nothing.
 */
function drained(database: RdsDatabase | undefined, step: Step, startedAt: number | undefined): Settled {
  if (database === undefined) return { state: 'broken', problem: gone(step) };
  if (conditionOf(database.status) === 'broken') return { state: 'broken', problem: broken(database, step) };
  if (database.source === undefined) return { state: 'done', note: 'promoted already' };
  const ms = database.lag?.ms;
  if (ms === undefined)
    return { state: 'pending', note: `lag unknown (${database.lag?.source ?? 'not measured'})` };
  const replayedUntil = (database.lag?.at ?? 0) - ms;
  if (startedAt === undefined || replayedUntil < startedAt) {
    return { state: 'pending', note: `${formatDuration(ms)} behind, not yet past the end of writes` };
  }
  const evidence = {
    lagMs: ms,
    source: database.lag?.source ?? '',
    replayedUntil: new Date(replayedUntil).toISOString(),
  };
  return { state: 'done', note: 'has everything that was written', evidence };
}

function setAside(database: RdsDatabase | undefined, step: Step): Settled {
  if (database === undefined || database.resourceId !== step.params['resourceId'])
    return { state: 'done', note: 'the name is free' };
  const condition = conditionOf(database.status);
  if (condition === 'usable') return { state: 'not-begun', note: `still called ${database.id}` };
  if (condition === 'changing') return { state: 'pending', note: database.status };
  return { state: 'broken', problem: broken(database, step) };
}

function replicated(database: RdsDatabase | undefined, step: Step): Settled {
  if (database === undefined) return { state: 'not-begun', note: 'not there yet' };
  if (database.resourceId === step.params['replaces'] && !followsWanted(database, step))
    return { state: 'not-begun', note: 'the old primary still has the name' };
  const condition = conditionOf(database.status);
  if (condition === 'broken' || condition === 'stopped')
    return { state: 'broken', problem: broken(database, step) };
  if (condition === 'changing') return { state: 'pending', note: database.status };
  if (database.source === undefined) {
    return {
      state: 'done',
      note: step.action === 'restore' ? 'restored, accepts writes' : 'promoted already',
      evidence: { status: database.status, endpoint: database.endpoint ?? null },
    };
  }
  return { state: 'done', note: `replicates from ${database.source}`, evidence: { source: database.source } };
}

/** Whether it replicates from what the step wants it to: then it is the new one, even where an emulator gives every instance the same resource id. */
export function followsWanted({ source }: RdsDatabase, { params }: Step): boolean {
  return source !== undefined && source === params['source'];
}

function fenced(database: RdsDatabase | undefined): Settled {
  const evidence = { fence: 'Fenced' };
  if (database === undefined) return { state: 'done', note: 'does not exist any more', evidence };
  switch (conditionOf(database.status)) {
    case 'stopped':
      return { state: 'done', note: database.status, evidence };
    case 'changing':
      return { state: 'pending', note: database.status };
    case 'usable':
    case 'broken':
      return { state: 'not-begun', note: database.status };
  }
}

function started(database: RdsDatabase | undefined, step: Step): Settled {
  if (database === undefined || database.resourceId !== step.params['resourceId'])
    return { state: 'done', note: 'the name is free' };
  switch (conditionOf(database.status)) {
    case 'usable':
      return { state: 'done', note: database.status };
    case 'stopped':
      return { state: database.status === 'stopping' ? 'pending' : 'not-begun', note: database.status };
    case 'changing':
      return { state: 'pending', note: database.status };
    case 'broken':
      return { state: 'broken', problem: broken(database, step) };
  }
}

/** An instance that reads `available` has the old class before the change as well; what is pending may wait for its maintenance window. */
function resized(database: RdsDatabase | undefined, step: Step): Settled {
  if (database === undefined) return { state: 'broken', problem: gone(step) };
  const condition = conditionOf(database.status);
  if (condition === 'broken' || condition === 'stopped')
    return { state: 'broken', problem: broken(database, step) };
  const now = database.settings.class ?? 'unknown';
  if (condition === 'changing') return { state: 'pending', note: `${database.status}, ${now}` };
  if (now !== step.params['class']) return { state: 'not-begun', note: `${database.status}, still ${now}` };
  if (database.pendingClass !== undefined)
    return { state: 'pending', note: `${database.pendingClass} is pending` };
  return { state: 'done', note: `is a ${now}`, evidence: { class: now, status: database.status } };
}

function multiAz(database: RdsDatabase | undefined, step: Step): Settled {
  if (database === undefined) return { state: 'broken', problem: gone(step) };
  if (database.multiAz) return { state: 'done', note: 'has a standby in another zone' };
  const condition = conditionOf(database.status);
  if (condition === 'broken') return { state: 'broken', problem: broken(database, step) };
  return condition === 'changing'
    ? { state: 'pending', note: database.status }
    : { state: 'not-begun', note: 'one zone only' };
}

/** Whether a step that was taken back is back. */
export function undoneRds(step: Step, observation: Observation<RdsDatabase>): Settled {
  const seen = seenIn(observation, step.region);
  if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
  const database = seen.state === 'seen' ? seen.value : undefined;
  const done = isBack(database, step);
  return { state: done ? 'done' : 'pending', note: database?.status ?? 'does not exist' };
}

function isBack(database: RdsDatabase | undefined, step: Step): boolean {
  switch (step.action) {
    case 'set-aside':
      return (
        database !== undefined &&
        database.resourceId === step.params['resourceId'] &&
        conditionOf(database.status) === 'usable'
      );
    case 'replicate':
      return database === undefined || database.source === undefined;
    case 'fence':
      return database !== undefined && conditionOf(database.status) === 'usable';
    case 'start':
      return database?.status === 'stopped';
    case 'resize':
      return (
        database !== undefined &&
        database.settings.class === step.params['former'] &&
        database.pendingClass === undefined &&
        conditionOf(database.status) === 'usable'
      );
    default:
      return database?.multiAz === false;
  }
}

function gone(step: Step): Problem {
  const id = textParam(step, 'instance');
  const message = `${id} does not exist in ${step.region} any more.`;
  return brokenStep(step, { message, expected: 'available', found: 'absent' });
}

function broken(database: RdsDatabase, step: Step): Problem {
  const message = `${database.id} in ${step.region} is ${database.status}; RDS does not bring it back by itself.`;
  return brokenStep(step, { message, expected: 'available', found: database.status });
}

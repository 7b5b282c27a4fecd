import { formatDuration } from '../format-duration.ts';
import type { Step } from '../plan/plan.ts';
import { brokenStep } from './broken-step.ts';
import { isBrokenGroup, memberIn } from './elasticache-global-cache.ts';
import type { GlobalCache } from './elasticache-global-cache.ts';
import { seenIn } from './kind.ts';
import type { Observation, Settled } from './kind.ts';
import { textParam } from './step-params.ts';

/** Whether a step of a Global Datastore is over, from what is seen in the step's region. */
export function settledCache(step: Step, observation: Observation<GlobalCache>): Settled {
  const seen = seenIn(observation, step.region);
  if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
  const cache = seen.state === 'seen' ? seen.value : {};
  if (cache.group !== undefined && isBrokenGroup(cache.group.status)) return broken(step, cache.group.status);
  switch (step.action) {
    case 'promote':
      return promoted(step, cache);
    case 'detach':
      return detached(step, cache);
    case 'drain':
      return drained(step, cache, observation.startedAt);
    case 'create':
      return created(cache);
    default:
      return joined(step, cache);
  }
}

/**
 * Right after the call the datastore still reads `available`, as it does when all is over: only the role proves a promotion. After an
 * unplanned one it may go on `modifying`, for as long as the old primary cannot be told of it.
 */
function promoted(step: Step, cache: GlobalCache): Settled {
  const member = memberIn(cache, step.region);
  if (member === undefined || cache.group === undefined) return broken(step, 'no member');
  const { status } = cache.datastore ?? { status: 'unknown' };
  if (member.role !== 'PRIMARY' || cache.group.role !== 'PRIMARY')
    return status === 'modifying'
      ? { state: 'pending', note: 'modifying' }
      : { state: 'not-begun', note: `${status}, still ${member.role.toLowerCase()}` };
  const settledDown = status === 'available' || status === 'primary-only' || step.params['planned'] !== true;
  if (!settledDown || cache.group.status !== 'available')
    return { state: 'pending', note: `primary, ${status}, ${cache.group.status}` };
  return {
    state: 'done',
    note: 'primary, accepts writes',
    evidence: { role: member.role, datastore: status, endpoint: cache.group.endpoint ?? null },
  };
}

function detached(step: Step, cache: GlobalCache): Settled {
  const { group } = cache;
  if (group === undefined) return broken(step, 'absent');
  const member = memberIn(cache, step.region);
  // A primary accepts writes as well; it was promoted by somebody else.
  const primary = member?.role === 'PRIMARY' && group.role === 'PRIMARY';
  if (member !== undefined && !primary)
    return member.status === 'associated'
      ? { state: 'not-begun', note: 'still a secondary' }
      : { state: 'pending', note: member.status };
  if (group.status !== 'available' || (group.datastore !== undefined && !primary))
    return { state: 'pending', note: group.status };
  const note = primary ? 'primary, accepts writes' : 'stands alone, accepts writes';
  return { state: 'done', note, evidence: { status: group.status, endpoint: group.endpoint ?? null } };
}

/**
 * Writes were stopped before this step began, so the secondary has everything as soon as it is known to have replicated past that
 * moment: being close behind is not enough.
 */
function drained(step: Step, cache: GlobalCache, startedAt: number | undefined): Settled {
  const member = memberIn(cache, step.region);
  if (member === undefined) return broken(step, 'no member');
  if (member.role === 'PRIMARY') return { state: 'done', note: 'promoted already' };
  const { ms, at, source } = cache.lag ?? { ms: undefined, source: 'not measured' };
  if (ms === undefined) return { state: 'pending', note: `lag unknown (${source})` };
  const replicatedUntil = (at ?? 0) - ms;
  if (startedAt === undefined || replicatedUntil < startedAt)
    return { state: 'pending', note: `${formatDuration(ms)} behind, not yet past the end of writes` };
  const evidence = { lagMs: ms, source, replicatedUntil: new Date(replicatedUntil).toISOString() };
  return { state: 'done', note: 'has everything that was written', evidence };
}

function created({ group }: GlobalCache): Settled {
  if (group === undefined) return { state: 'not-begun', note: 'does not exist yet' };
  return { state: 'done', note: group.status };
}

function joined(step: Step, cache: GlobalCache): Settled {
  const { group } = cache;
  const member = memberIn(cache, step.region);
  if (group === undefined) return { state: 'pending', note: 'does not exist yet' };
  if (member === undefined) return { state: 'pending', note: `${group.status}, no member` };
  if (member.status !== 'associated' || group.status !== 'available')
    return { state: 'pending', note: `${group.status}, ${member.status}` };
  const role = member.role.toLowerCase();
  return { state: 'done', note: `${role}, ${member.status}`, evidence: { role: member.role } };
}

/** Whether a step that was taken back is back. */
export function undoneCache(step: Step, observation: Observation<GlobalCache>): Settled {
  const seen = seenIn(observation, step.region);
  if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
  const cache = seen.state === 'seen' ? seen.value : {};
  const member = memberIn(cache, step.region);
  // What the undo leaves alone, because it has become the primary, is not waited for.
  const left = member === undefined || member.role === 'PRIMARY';
  const done = step.action === 'create' ? cache.group === undefined || member?.role === 'PRIMARY' : left;
  return { state: done ? 'done' : 'pending', note: cache.group?.status ?? 'does not exist' };
}

function broken(step: Step, found: string): Settled {
  const group = textParam(step, 'group');
  const message = `${group} in ${step.region} is ${found === 'absent' ? 'gone' : found}.`;
  const expected = 'available, a member of the datastore';
  return { state: 'broken', problem: brokenStep(step, { message, expected, found }) };
}

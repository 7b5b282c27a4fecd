import { formatDuration } from '../../src/format-duration.ts';
import type { SentEvent } from '../../src/job-protocol.ts';
import { dispatchOf } from './dispatches.ts';
import { isEnded, type Dispatch, type Incident } from './incident.ts';
import { onJobEnded } from './on-job-ended.ts';
import { onRunEnded } from './on-run-ended.ts';
import { andThen, moved, notifyAll, story, unchanged, withDispatch, type Outcome } from './outcome.ts';
import type { IncidentSignal } from './signal.ts';

/** What a job has said, and the checklist after it. */
export type JobEventSignal = Extract<IncidentSignal, { readonly type: 'job-event' }>;
type EventOf<Type extends SentEvent['type']> = Extract<SentEvent, { readonly type: Type }>;

/** A job has said something: the checklist moves on, and what matters is told. The same event again is left as it is. */
export function onJobEvent(incident: Incident, signal: JobEventSignal): Outcome {
  const { operation, githubRun, event, at, job } = signal;
  const dispatch = dispatchOf(incident, { githubRun, operation });
  if (dispatch === undefined) return unchanged(incident);
  if (job !== undefined && event.seq <= (dispatch.seen?.[job] ?? 0)) return unchanged(incident);
  const noted = withDispatch(incident, dispatch.operation, {
    heardAt: at,
    ...(dispatch.githubRun === undefined ? { githubRun } : {}),
    ...(job === undefined ? {} : { seen: { ...dispatch.seen, [job]: event.seq } }),
  });
  if (event.type === 'planned') return { ...unchanged(noted) };
  if (event.type === 'job-ended') return onJobEnded(noted, { dispatch, event, at });
  return andThen(onRun(noted, dispatch, signal), (now) =>
    event.type === 'run-ended' ? onRunEnded(now, event.summary, at) : unchanged(now),
  );
}

/** Late words of a run that was believed lost or stopped bring it back; after the end they only complete the checklist. */
function onRun(incident: Incident, dispatch: Dispatch, { event, progress, at }: JobEventSignal): Outcome {
  const shown: Incident =
    progress === undefined ? incident : { ...incident, progress, run: incident.run ?? progress.run };
  if (isEnded(incident)) return moved(shown);
  const { operation } = dispatch;
  if (incident.state === 'planning' || incident.state === 'awaiting-approval' || dispatch.state === 'ended')
    return unapproved(shown, dispatch, at);
  const alive = withDispatch(shown, operation, { state: 'begun' });
  const running: Incident = { ...alive, state: 'running' };
  return moved(running, { effects: tell(running, event, { operation, at }) });
}

/** A run that does not ask, or not wait, cannot be stopped from here; everybody must know. */
function unapproved(incident: Incident, { operation }: Dispatch, at: number): Outcome {
  const facts = { message: `The job ${operation} has begun without approval. Abort it in GitHub.` };
  return moved(incident, {
    effects: [story(incident, 'warning', { at, once: `unapproved/${operation}`, facts, broadcast: true })],
  });
}

type Told = ReturnType<typeof story>;

function tell(
  incident: Incident,
  event: SentEvent,
  { operation, at }: { readonly operation: string; readonly at: number },
): readonly Told[] {
  const once = `${operation}/${event.seq}`;
  // A job that reads out a run which another one has ended tells all of it again.
  const onceInRun = (what: string): string => `${incident.run ?? operation}/${what}`;
  switch (event.type) {
    case 'run-started': {
      const facts = { run: event.run, resumed: event.resumed ? 'yes' : undefined, actor: event.actor };
      if (event.resumed) return [story(incident, 'begun', { at, once, facts })];
      const begun = onceInRun('begun');
      return [story(incident, 'begun', { at, once: begun, facts }), ...notifyAll(incident, 'begun', begun)];
    }
    case 'step-done':
      return groupOver(incident, event, at);
    case 'step-failed':
      return event.optional ? groupOver(incident, event, at) : stepFailed(incident, event, { at, once });
    case 'step-skipped':
      return [
        story(incident, 'step-skipped', {
          ...{ at, once: onceInRun(`${event.step}/skipped`) },
          facts: { step: event.step, reason: event.reason },
        }),
      ];
    case 'step-undo-failed':
      return [
        story(incident, 'warning', {
          ...{ at, once, broadcast: true },
          facts: { step: event.step, message: `${event.step} could not be undone: ${event.problem.message}` },
        }),
      ];
    case 'aborting': {
      const facts = { name: event.actor, reason: event.reason, undo: event.undo ? 'yes' : undefined };
      return [story(incident, 'aborting', { at, once: onceInRun('aborting'), facts, broadcast: true })];
    }
    case 'warning':
      return [story(incident, 'warning', { at, once, facts: { message: event.message } })];
    case 'step-started':
    case 'step-waiting':
    case 'step-retrying':
    case 'step-undone':
    case 'run-ended':
    case 'planned':
    case 'job-ended':
      return [];
  }
}

/** Forty lines that say "done" are no story: one is told when the last step of its kind is over, done or given up. */
function groupOver(
  incident: Incident,
  { step }: EventOf<'step-done'> | EventOf<'step-failed'>,
  at: number,
): readonly Told[] {
  const { progress } = incident;
  const own = progress?.steps.find(({ id }) => id === step);
  if (progress === undefined || own === undefined) return [];
  const steps = progress.steps.filter(({ group }) => group === own.group);
  const isOver = steps.every(
    ({ status }) => status === 'done' || status === 'skipped' || status === 'warned',
  );
  if (!isOver) return [];
  const since = Math.min(...steps.map((one) => one.since ?? Infinity));
  const once = `${progress.run}/${own.group}`;
  const given = steps.filter(({ status }) => status === 'warned');
  if (given.length > 0) {
    const problem = given[0]?.problem;
    const facts = {
      ...{ step: own.group, problem: problem?.message, code: problem?.code, fix: problem?.fix },
      ...{ optional: 'yes', failed: String(given.length), steps: String(steps.length) },
    };
    return [story(incident, 'step-failed', { at, once, facts, broadcast: false })];
  }
  const facts = {
    step: own.group,
    title: steps.length === 1 ? own.title : undefined,
    took: Number.isFinite(since) ? formatDuration(Math.max(0, progress.lastEventAt - since)) : undefined,
    steps: String(steps.length),
  };
  return [story(incident, 'step-done', { at, once, facts })];
}

function stepFailed(
  incident: Incident,
  { step, problem, blocks }: EventOf<'step-failed'>,
  { at, once }: { readonly at: number; readonly once: string },
): readonly Told[] {
  const facts = {
    ...{ step, problem: problem.message, code: problem.code, fix: problem.fix },
    blocks: blocks.length === 0 ? undefined : String(blocks.length),
  };
  return [story(incident, 'step-failed', { at, once, facts, broadcast: true })];
}

import type { SentEvent } from '../../src/job-protocol.ts';
import { isLive } from './dispatches.ts';
import { end } from './end.ts';
import { isEnded, type Dispatch, type Incident } from './incident.ts';
import { moved, story, unchanged, withDispatch, type Outcome } from './outcome.ts';
import { carriesOut } from './purpose.ts';
import { stopRun } from './stop-run.ts';
import { planAgain } from './void-approvals.ts';

interface JobEnd {
  /** The job as it was before its last word. */
  readonly dispatch: Dispatch;
  readonly event: Extract<SentEvent, { readonly type: 'job-ended' }>;
  readonly at: number;
}

/** A job has said its last word. What its run came to is known already; this is for jobs that ended without a run. */
export function onJobEnded(incident: Incident, ended: JobEnd): Outcome {
  const { dispatch, event } = ended;
  if (!isLive(dispatch) && dispatch.state !== 'lost') return withReport(incident, ended);
  // The first job of a run from GitHub only plans; the one that acts comes after it.
  if (carriesOut(dispatch.command) && dispatch.state !== 'begun' && event.result === 'done')
    return unchanged(incident);
  const over = withDispatch(incident, dispatch.operation, { state: 'ended' });
  if (isEnded(incident)) return withReport(over, ended);
  switch (incident.state) {
    case 'planning':
      return dispatch.command === 'plan' || dispatch.external === true
        ? withoutRun(over, ended)
        : moved(over);
    case 'awaiting-approval':
      return dispatch.external === true ? withoutRun(over, ended) : unchanged(over);
    case 'starting':
      return beforeBegin(over, ended);
    case 'running':
      return whileRunning(over, ended);
    case 'stopped':
      return continuationOver(over, ended);
    case 'done':
    case 'failed':
    case 'aborted':
    case 'rejected':
    case 'expired':
    case 'refused':
      return withReport(over, ended);
  }
}

function beforeBegin(incident: Incident, ended: JobEnd): Outcome {
  if (!carriesOut(ended.dispatch.command)) return unchanged(incident);
  const isOurs = ended.dispatch.external !== true;
  if (isOurs && ended.event.reasonCode === 'PLAN_CHANGED') return planAgain(incident, ended.at);
  return withoutRun(incident, ended);
}

/** The job ended before anything was changed. */
function withoutRun(incident: Incident, { event, at }: JobEnd): Outcome {
  const state = event.result === 'refused' ? ('refused' as const) : ('failed' as const);
  return end(incident, { state, at, reason: reasonOf(event), facts: { code: event.reasonCode } });
}

/** The run is not over, but nobody works on it any more. */
function whileRunning(incident: Incident, ended: JobEnd): Outcome {
  const { dispatch, event, at } = ended;
  const hasOther = incident.dispatches.some(({ state }) => state === 'begun');
  if (hasOther || dispatch.state !== 'begun') return continuationOver(incident, ended);
  const reason = reasonOf(event);
  return withProblems(stopRun(incident, { at, about: 'stopped', reason, once: dispatch.operation }), ended);
}

const nothingToAbort: readonly JobEnd['event']['reasonCode'][] = ['RUN_UNKNOWN', 'RUN_FINISHED'];

/** A job that was to retry, skip, resume or abort: worth a line where it could not. */
function continuationOver(incident: Incident, ended: JobEnd): Outcome {
  const { dispatch, event, at } = ended;
  if (event.result === 'done' || dispatch.state === 'begun') return withReport(incident, ended);
  const { operation, command } = dispatch;
  // Nothing is left to be stopped; an incident that only an end can help must be able to have one.
  if (command === 'abort' && incident.state === 'stopped' && nothingToAbort.includes(event.reasonCode))
    return end(incident, { state: 'aborted', at, reason: `There was no run to abort: ${reasonOf(event)}` });
  const facts = { operation, command, reason: reasonOf(event) };
  return moved(incident, {
    effects: [
      story(incident, 'dispatch-refused', { at, once: `ended/${operation}`, facts, broadcast: true }),
    ],
  });
}

/** The report comes with the last word, so after the end. */
function withReport(incident: Incident, { event }: JobEnd): Outcome {
  const { report } = event;
  if (report === undefined || report === '' || report === incident.report) return unchanged(incident);
  return moved({ ...incident, report });
}

function withProblems(outcome: Outcome, ended: JobEnd): Outcome {
  return { ...outcome, incident: withReport(outcome.incident, ended).incident };
}

function reasonOf({ problems, result, reasonCode }: JobEnd['event']): string {
  const [first] = problems;
  return first === undefined ? `The job has ended: ${result} (${reasonCode}).` : first.message;
}

import type { JobAnswer } from '../../src/job-protocol.ts';
import { dispatchOf, isLive } from './dispatches.ts';
import type { Dispatch, Incident, OpenQuestion } from './incident.ts';
import { judgeBegin, type Judgement } from './judge-begin.ts';
import { andThen, answering, moved, unchanged, withDispatch, withQuestion, type Outcome } from './outcome.ts';
import { planAgain } from './void-approvals.ts';

/** A question whether a job may begin, at this moment. */
export interface BeginAsked {
  readonly asked: OpenQuestion;
  readonly at: number;
  /** The command of the job, where it is known. */
  readonly command?: string | undefined;
}

/** Answers the jobs that wait for their yes, as far as that can be said now. */
export function settleBegins(incident: Incident, at: number): Outcome {
  return incident.questions
    .filter(({ answer, question }) => answer === undefined && question.type === 'begin')
    .reduce((outcome, asked) => andThen(outcome, (now) => settleBegin(now, { asked, at })), moved(incident));
}

/** Answers one such question; leaves it open where people have yet to decide. */
export function settleBegin(incident: Incident, begin: BeginAsked): Outcome {
  const dispatch = dispatchOf(incident, { operation: begin.asked.operation });
  const judgement = judge(incident, dispatch, begin);
  if (judgement.type === 'hold') return unchanged(incident);
  const answer: JobAnswer =
    judgement.type === 'proceed' ? { type: 'proceed' } : { type: 'refuse', reason: judgement.reason };
  const answered = withQuestion(incident, begin.asked.id, { answer });
  if (judgement.type === 'proceed' && dispatch !== undefined)
    return answering(moved(begun(answered, dispatch, begin)), answer);
  const isChanged = judgement.type === 'refuse' && judgement.changed === true;
  const outcome =
    isChanged && incident.state === 'starting' && dispatch?.external !== true
      ? planAgain(answered, begin.at)
      : moved(answered);
  return answering(outcome, answer);
}

function judge(
  incident: Incident,
  dispatch: Dispatch | undefined,
  { asked, at, command }: BeginAsked,
): Judgement {
  if (asked.question.type !== 'begin') return { type: 'hold' };
  if (dispatch === undefined)
    return { type: 'refuse', reason: `${asked.operation} is no operation of ${incident.id}.` };
  if (!isLive(dispatch))
    return { type: 'refuse', reason: `The operation ${dispatch.operation} has been called off, or is over.` };
  return judgeBegin(incident, { dispatch, question: asked.question, command, at });
}

/** From here on the job changes things. */
function begun(incident: Incident, { operation }: Dispatch, { asked, at }: BeginAsked): Incident {
  const running = withDispatch(incident, operation, { state: 'begun', heardAt: at });
  const run = incident.run ?? (asked.question.type === 'begin' ? asked.question.run : undefined);
  return { ...running, state: 'running', ...(run === undefined ? {} : { run }) };
}

import { mayApprove } from '../approvals/may-decide.ts';
import { tallyOfQuestion } from '../approvals/tally.ts';
import type { JobAnswer } from '../../src/job-protocol.ts';
import type { Person } from '../people/person.ts';
import { dispatchOf, isLive } from './dispatches.ts';
import { isEnded, type Approval, type Dispatch, type Incident, type OpenQuestion } from './incident.ts';
import { settleBegin } from './on-begin.ts';
import {
  andThen,
  answering,
  moved,
  refused,
  story,
  unchanged,
  withDispatch,
  withQuestion,
  type Outcome,
} from './outcome.ts';
import { heard } from './silence.ts';
import type { IncidentSignal } from './signal.ts';

type Of<Type extends IncidentSignal['type']> = Extract<IncidentSignal, { readonly type: Type }>;

/** A job asks, for the first time or again; the same question has the same answer for ever. */
export function onQuestion(incident: Incident, signal: Of<'question'>): Outcome {
  const { id, at, attempt = 1 } = signal;
  const known = incident.questions.find((question) => question.id === id);
  if (known !== undefined) return answering(unchanged(heard(incident, known.operation, at)), known.answer);
  if (attempt > 1)
    return refused(incident, {
      code: 'OLD_ATTEMPT',
      say: 'This is a re-run, which carries no approval. Ask for it again with `/failover`.',
    });
  if (isEnded(incident))
    return refused(incident, { code: 'NOT_OPEN', say: `${incident.id} has ended (${incident.state}).` });
  const dispatch = dispatchOf(incident, signal);
  if (dispatch === undefined)
    return refused(incident, { code: 'NOT_ALLOWED', say: `This job is none of ${incident.id}.` });
  return firstAsked(incident, dispatch, signal);
}

function firstAsked(incident: Incident, dispatch: Dispatch, signal: Of<'question'>): Outcome {
  const { id, at, question } = signal;
  const asked: OpenQuestion = { id, operation: dispatch.operation, at, question, approvals: [] };
  const kept: Incident = {
    ...heard(incident, dispatch.operation, at),
    questions: [...incident.questions, asked],
  };
  if (question.type === 'begin')
    return andThen(moved(kept), (now) => settleBegin(now, { asked, at, command: signal.command }));
  if (dispatch.state !== 'begun' && dispatch.state !== 'lost')
    return refused(incident, { code: 'NOT_ALLOWED', say: 'This job has not been let begin.' });
  const live = withDispatch(kept, dispatch.operation, { state: 'begun' });
  const running: Incident = { ...live, state: live.state === 'stopped' ? 'running' : live.state };
  return question.type === 'step-failed' ? moved(running) : askPeople(running, asked);
}

/** Nobody is asked where the policy wants nobody, or where the glass has been broken. */
function askPeople(incident: Incident, asked: OpenQuestion): Outcome {
  const { approvals } = incident.policy;
  const { at, id, question } = asked;
  const { breakGlass } = incident;
  const isBroken = breakGlass !== undefined && at < breakGlass.at + (approvals.breakGlass?.within ?? 0);
  if (approvals.pointOfNoReturn === 0 || isBroken) {
    const answer: JobAnswer = { type: 'proceed' };
    return answering(moved(withQuestion(incident, id, { answer })), answer);
  }
  const facts = { step: stepOf(question), required: String(approvals.pointOfNoReturn) };
  return moved(incident, {
    effects: [story(incident, 'question', { at, once: id, facts, broadcast: true })],
  });
}

/** A second yes, by anybody who might have given the first. */
export function approveQuestion(incident: Incident, question: OpenQuestion, signal: Of<'approve'>): Outcome {
  const { by, via, at } = signal;
  if (at >= question.at + incident.policy.approvals.expires)
    return refused(incident, { code: 'EXPIRED', say: 'The time for this approval is over.' });
  const refusal = mayApprove(incident, question.approvals, signal);
  if (refusal !== undefined) return refused(incident, refusal);
  const approval: Approval = { by, via, at, planHash: incident.plan?.hash ?? '' };
  const approvals = [...question.approvals, approval];
  const next = withQuestion(incident, question.id, { approvals });
  const { satisfied, missing, counted, required } = tallyOfQuestion(incident, { approvals });
  const facts = {
    ...{ name: by.name, count: String(counted.length), required: String(required) },
    step: stepOf(question.question),
  };
  const told = moved(next, {
    effects: [story(next, 'approved', { at, once: `${question.id}/${by.key}`, facts })],
    say: satisfied ? 'Your approval counts. Going on.' : `Your approval counts. ${missing} more needed.`,
  });
  if (!satisfied) return told;
  return andThen(told, (now) => answerPointOfNoReturn(now, question, { answer: { type: 'proceed' }, at }));
}

/** An answer to the question about what cannot be undone. Without `by` it is the time that answers. */
export function answerPointOfNoReturn(
  incident: Incident,
  { id, question }: OpenQuestion,
  { answer, by, at }: { readonly answer: JobAnswer; readonly by?: Person; readonly at: number },
): Outcome {
  const answered = withQuestion(incident, id, {
    answer,
    ...(by === undefined ? {} : { answeredBy: by }),
  });
  const reason = answer.type === 'abort' ? answer.reason : undefined;
  const facts = { answer: answer.type, step: stepOf(question), name: by?.name, reason };
  return moved(answered, {
    effects: [story(answered, 'answered', { at, once: id, facts, broadcast: answer.type === 'abort' })],
    say: answer.type === 'abort' ? 'Declined: what can be undone is undone.' : 'Going on.',
  });
}

/** The open question about a failed step, while its job lives. */
export function openStepQuestion(incident: Incident, step: string): OpenQuestion | undefined {
  return openStepQuestions(incident).find(({ question }) => stepOf(question) === step);
}

/** All open questions about failed steps. */
export function openStepQuestions(incident: Incident): readonly OpenQuestion[] {
  return incident.questions.filter(({ question, answer, operation }) => {
    const dispatch = dispatchOf(incident, { operation });
    const isHeard = dispatch !== undefined && isLive(dispatch);
    return question.type === 'step-failed' && answer === undefined && isHeard;
  });
}

function stepOf(question: OpenQuestion['question']): string {
  return question.step ?? '';
}

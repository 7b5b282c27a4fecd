import { maySteer } from '../approvals/may-decide.ts';
import { openPointOfNoReturn } from '../approvals/status.ts';
import type { JobAnswer } from '../../src/job-protocol.ts';
import { addDispatch, isLive, type NewJob } from './dispatches.ts';
import { end } from './end.ts';
import { isEnded, type Incident, type OpenQuestion } from './incident.ts';
import { notOpen } from './on-approval.ts';
import { answerPointOfNoReturn, openStepQuestion, openStepQuestions } from './on-question.ts';
import { moved, refused, story, unchanged, withQuestion, type Outcome } from './outcome.ts';
import type { IncidentSignal, RefusalCode } from './signal.ts';

type Of<Type extends IncidentSignal['type']> = Extract<IncidentSignal, { readonly type: Type }>;
type Steering = Of<'own' | 'abort' | 'retry' | 'skip' | 'resume'>;

/** What those may do who lead the incident or may approve it. */
export function onOperator(incident: Incident, signal: Steering): Outcome {
  if (isEnded(incident)) return refused(incident, notOpen(incident));
  const refusal = maySteer(incident, signal);
  if (refusal !== undefined) return refused(incident, refusal);
  switch (signal.type) {
    case 'own':
      return onOwn(incident, signal);
    case 'abort':
      return onAbort(incident, signal);
    case 'retry':
    case 'skip':
      return onStep(incident, signal);
    case 'resume':
      return onResume(incident, signal);
  }
}

function onOwn(incident: Incident, { by, at }: Of<'own'>): Outcome {
  if (incident.owner?.key === by.key) return unchanged(incident, 'You own it already.');
  const owned: Incident = { ...incident, owner: by };
  const effects = [story(owned, 'owner', { at, once: at, facts: { name: by.name } })];
  return moved(owned, { effects, say: `You own ${incident.id} now.` });
}

/** Before it has begun an abort is the end; afterwards the engine is told, by the answer to what it asks or by a job of its own. */
function onAbort(incident: Incident, { by, at, reason }: Of<'abort'>): Outcome {
  const { state } = incident;
  if (state !== 'running' && state !== 'stopped') {
    const why = `${by.name} aborted it: ${reason}`;
    return end(incident, {
      ...{ state: 'aborted', at, reason: why, facts: { name: by.name, why: reason } },
      say: 'Aborted. Nothing has been changed.',
    });
  }
  const answer: JobAnswer = { type: 'abort', actor: by.name, reason };
  const question = openPointOfNoReturn(incident);
  if (question !== undefined) return answerPointOfNoReturn(incident, question, { answer, by, at });
  const open = openStepQuestions(incident);
  const isAborting = answersOfLiveJobs(incident).some(({ answer }) => answer?.type === 'abort');
  if (isAborting) return unchanged(incident, 'It is being aborted already.');
  if (open.length === 0) return askJob(incident, { command: 'abort', at, by, reason });
  const effects = [
    story(incident, 'aborting', { at, once: at, facts: { name: by.name, reason }, broadcast: true }),
  ];
  const answered = open.reduce((now, { id }) => withQuestion(now, id, { answer, answeredBy: by }), incident);
  return moved(answered, { effects, say: 'Aborting: what can be undone is undone.' });
}

function onStep(incident: Incident, signal: Of<'retry' | 'skip'>): Outcome {
  const { by, at, step, type } = signal;
  const problem = stepProblem(incident, step);
  if (problem !== undefined) return refused(incident, problem);
  const reason = signal.type === 'skip' ? signal.reason : undefined;
  if (reason?.trim() === '')
    return refused(incident, { code: 'NOT_ALLOWED', say: `Say why: \`/failover skip ${step} "reason"\`.` });
  const question = openStepQuestion(incident, step);
  const given = answersOfLiveJobs(incident).findLast((one) => one.question.step === step);
  // Should it fail again, the job asks again; until then a second press means the first.
  if (question === undefined && given !== undefined && incident.state === 'running')
    return unchanged(incident, `That has been answered already: ${given.answer?.type ?? ''}.`);
  if (question === undefined) return askJob(incident, { command: type, at, by, step, reason });
  const answer: JobAnswer =
    signal.type === 'skip'
      ? { type: 'skip', actor: by.name, reason: signal.reason }
      : { type: 'retry', actor: by.name };
  return answerStep(incident, question, { answer, signal });
}

function answerStep(
  incident: Incident,
  { id }: OpenQuestion,
  { answer, signal }: { readonly answer: JobAnswer; readonly signal: Of<'retry' | 'skip'> },
): Outcome {
  const { by, at, step } = signal;
  const reason = signal.type === 'skip' ? signal.reason : undefined;
  const facts = { answer: answer.type, step, name: by.name, reason };
  const answered = withQuestion(incident, id, { answer, answeredBy: by });
  return moved(answered, {
    effects: [story(answered, 'answered', { at, once: id, facts })],
    say: signal.type === 'skip' ? 'The step is skipped.' : 'The step is tried again.',
  });
}

/** What people have answered to jobs that still live, as far as it is about a step. */
function answersOfLiveJobs({ questions, dispatches }: Incident): readonly OpenQuestion[] {
  return questions.filter(({ question, answer, operation }) => {
    const isLiving = dispatches.some((dispatch) => dispatch.operation === operation && isLive(dispatch));
    return question.type !== 'begin' && answer !== undefined && answer.type !== 'wait' && isLiving;
  });
}

/** A step can be retried or skipped while it stands in the way. */
function stepProblem(
  { progress, state, plan }: Incident,
  step: string,
): { readonly code: RefusalCode; readonly say: string } | undefined {
  if (state !== 'running' && state !== 'stopped')
    return { code: 'NOT_READY', say: 'There is no run whose steps could be retried or skipped.' };
  const known = progress?.steps.find(({ id }) => id === step);
  if (known === undefined) {
    const isPlanned = plan?.steps.some(({ id }) => id === step) === true && progress === undefined;
    return isPlanned
      ? { code: 'NOT_READY', say: 'This step has not been begun.' }
      : { code: 'UNKNOWN_STEP', say: 'The run has no such step; the headline names those that failed.' };
  }
  if (['failed', 'warned', 'undo-failed', 'uncertain'].includes(known.status)) return undefined;
  return {
    code: 'NOT_READY',
    say: `The step is \`${known.status}\`; only one that failed can be retried or skipped.`,
  };
}

function onResume(incident: Incident, { by, at }: Of<'resume'>): Outcome {
  if (incident.state !== 'stopped')
    return refused(incident, { code: 'NOT_READY', say: 'Only a run that has stopped can be resumed.' });
  return askJob(incident, { command: 'resume', at, by });
}

/** Asks for a job that goes on with the run; pressed twice, there is one. */
function askJob(incident: Incident, job: NewJob): Outcome {
  const same = incident.dispatches.find(
    (dispatch) => dispatch.command === job.command && dispatch.step === job.step && isLive(dispatch),
  );
  if (same !== undefined) return unchanged(incident, `That has been asked for already (${same.operation}).`);
  const { incident: next, effect, dispatch } = addDispatch(incident, job);
  const about = job.command === 'abort' ? 'aborting' : 'answered';
  const facts = { answer: job.command, name: job.by?.name, step: job.step, reason: job.reason };
  return moved(next, {
    effects: [
      effect,
      story(next, about, { at: job.at, once: dispatch.operation, facts, broadcast: about === 'aborting' }),
    ],
    say: `A job is being started to ${job.command}.`,
  });
}

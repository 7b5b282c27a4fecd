import type { JobAnswer } from '../../src/job-protocol.ts';
import type { IncidentEffect, Story } from './effect.ts';
import { isWaiting, withdraw } from './dispatches.ts';
import { isEnded, type Incident, type IncidentState, type OpenQuestion } from './incident.ts';
import { moved, notifyAll, story, unchanged, type Outcome } from './outcome.ts';

/** How and why an incident ends. */
export interface Ending {
  readonly state: Extract<IncidentState, 'done' | 'failed' | 'aborted' | 'rejected' | 'expired' | 'refused'>;
  readonly at: number;
  readonly reason: string;
  /** Besides the reason, for the line in the thread. */
  readonly facts?: Readonly<Record<string, string | undefined>>;
  readonly say?: string;
}

/** Ends the incident: jobs that have not begun are taken back, open questions are answered with no, everybody is told. */
export function end(incident: Incident, { state, at, reason, facts = {}, say }: Ending): Outcome {
  if (isEnded(incident)) return unchanged(incident);
  const effects: IncidentEffect[] = [];
  let after = incident;
  for (const dispatch of incident.dispatches) {
    if (!isWaiting(dispatch)) continue;
    const taken = withdraw(after, dispatch, `The incident ${incident.id} has ended: ${state}.`);
    after = taken.incident;
    effects.push(...taken.effects);
  }
  const ended: Incident = {
    ...after,
    state,
    endReason: reason,
    endedAt: at,
    questions: after.questions.map((question) =>
      question.answer === undefined ? { ...question, answer: lastAnswer(question, reason) } : question,
    ),
  };
  const about = aboutOf(state);
  effects.push(
    story(ended, about, { at, once: state, facts: { state, reason, ...facts }, broadcast: true }),
    ...notifyAll(ended, about, state),
  );
  return moved(ended, { effects, ...(say === undefined ? {} : { say }) });
}

/** What a question is answered with when nobody will answer it any more. */
function lastAnswer({ question }: OpenQuestion, reason: string): JobAnswer {
  if (question.type === 'begin') return { type: 'refuse', reason };
  return { type: 'wait' };
}

function aboutOf(state: Ending['state']): Story['about'] {
  return state === 'rejected' || state === 'expired' ? state : 'ended';
}

import type { Incident } from './incident.ts';
import { moved, notifyAll, story, type Outcome } from './outcome.ts';

/** The run stands still and waits for an operator: questions of its job lead nowhere any more. */
export function stopRun(
  incident: Incident,
  {
    at,
    about,
    reason,
    once,
  }: {
    readonly at: number;
    readonly about: 'stopped' | 'job-lost';
    readonly reason: string;
    readonly once: string;
  },
): Outcome {
  const stopped: Incident = {
    ...incident,
    state: 'stopped',
    questions: incident.questions.map((question) =>
      question.answer === undefined ? { ...question, answer: { type: 'wait' } } : question,
    ),
  };
  return moved(stopped, {
    effects: [
      story(stopped, about, { at, once, facts: { reason }, broadcast: true }),
      ...notifyAll(stopped, about, once),
    ],
  });
}

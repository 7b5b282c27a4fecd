import type { JobAnswer } from '../../src/job-protocol.ts';
import type { AuditDraft } from '../store/store.ts';
import type { IncidentEffect, Story } from './effect.ts';
import type { Dispatch, Incident, OpenQuestion } from './incident.ts';
import type { RefusalCode, Verdict } from './signal.ts';

/** What a signal comes to, before it is audited. `incident` is the very object that went in where nothing has changed. */
export interface Outcome {
  readonly incident: Incident;
  readonly effects: readonly IncidentEffect[];
  readonly verdict: Verdict;
}

/** What a signal comes to: the next incident, what must be done outside, the answer, and the lines for the audit. */
export interface Transition extends Outcome {
  readonly audit: readonly AuditDraft[];
}

/** Nothing has changed. */
export function unchanged(incident: Incident, say?: string): Outcome {
  return { incident, effects: [], verdict: { ok: true, ...(say === undefined ? {} : { say }) } };
}

/** The signal is refused, and nothing has changed. */
export function refused(
  incident: Incident,
  { code, say }: { readonly code: RefusalCode; readonly say: string },
): Outcome {
  return { incident, effects: [], verdict: { ok: false, code, say } };
}

/** The incident has changed so that people can see it: everything that shows it is renewed. */
export function moved(
  incident: Incident,
  { effects = [], say }: { readonly effects?: readonly IncidentEffect[]; readonly say?: string } = {},
): Outcome {
  return {
    incident,
    effects: [...effects, ...viewsOf(incident)],
    verdict: { ok: true, ...(say === undefined ? {} : { say }) },
  };
}

/** Does one thing after another; what the second says to the sender goes before what the first said. */
export function andThen(first: Outcome, next: (incident: Incident) => Outcome): Outcome {
  const second = next(first.incident);
  const isSilent =
    second.verdict.ok && second.verdict.say === undefined && second.verdict.answer === undefined;
  return {
    incident: second.incident,
    effects: [...first.effects, ...second.effects],
    verdict: isSilent ? first.verdict : second.verdict,
  };
}

/** The same, with an answer for the job that asked. */
export function answering(outcome: Outcome, answer: JobAnswer | undefined): Outcome {
  return answer === undefined ? outcome : { ...outcome, verdict: { ok: true, answer } };
}

/** What shows an incident. A plan alone is nobody's issue. */
export function viewsOf({ request }: Incident): readonly IncidentEffect[] {
  if (request.purpose === 'plan') return [{ type: 'headline' }, { type: 'page' }];
  return [{ type: 'headline' }, { type: 'issue' }, { type: 'page' }];
}

/** A key that no other incident and no other effect has. */
export function keyOf({ id }: Pick<Incident, 'id'>, ...parts: readonly (string | number)[]): string {
  return [id, ...parts].join('/');
}

/** One line of the thread. `once` tells it from other lines of its kind; the same line is never written twice. */
export function story(
  incident: Incident,
  about: Story['about'],
  line: {
    readonly at: number;
    readonly once: string | number;
    readonly facts?: Readonly<Record<string, string | undefined>>;
    readonly broadcast?: boolean;
  },
): IncidentEffect {
  const facts = Object.fromEntries(
    Object.entries(line.facts ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return {
    type: 'story',
    key: keyOf(incident, 'story', about, line.once),
    story: { about, at: line.at, facts, broadcast: line.broadcast ?? false },
  };
}

/** Tells every stakeholder of the policy. Nobody is told of a plan alone. */
export function notifyAll(
  incident: Incident,
  about: Story['about'],
  once: string | number,
): readonly IncidentEffect[] {
  if (incident.request.purpose === 'plan') return [];
  return incident.policy.incidents.notify.map((_target, target) => ({
    type: 'notify' as const,
    key: keyOf(incident, 'notify', target, about, once),
    target,
    about,
  }));
}

/** The incident with one job changed. */
export function withDispatch(incident: Incident, operation: string, patch: Partial<Dispatch>): Incident {
  return {
    ...incident,
    dispatches: incident.dispatches.map((dispatch) =>
      dispatch.operation === operation ? { ...dispatch, ...patch } : dispatch,
    ),
  };
}

/** The incident with one question changed. */
export function withQuestion(incident: Incident, id: string, patch: Partial<OpenQuestion>): Incident {
  return {
    ...incident,
    questions: incident.questions.map((question) =>
      question.id === id ? { ...question, ...patch } : question,
    ),
  };
}

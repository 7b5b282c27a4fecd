import type { Incident, OpenQuestion } from '../incidents/incident.ts';
import { tallyOf, tallyOfQuestion, type Tally } from './tally.ts';

/** What a message says about approvals. Times in ms. */
export interface ApprovalStatus {
  /** `1 of 2 approvals`. */
  readonly text: string;
  readonly required: number;
  readonly given: number;
  readonly missing: number;
  readonly satisfied: boolean;
  /** Names; not trusted. */
  readonly names: readonly string[];
  /** Until the approvals stop counting; 0 when they have. Absent where nothing expires. */
  readonly expiresInMs?: number;
  readonly breakGlass: boolean;
  /** Set while the running job asks for a second approval. */
  readonly question?: OpenQuestion;
}

/** The approvals that are asked for now: those at the point of no return while it is asked about, else those of the plan. */
export function approvalStatus(incident: Incident, now: number): ApprovalStatus {
  const question = openPointOfNoReturn(incident);
  if (question !== undefined) {
    const until = question.at + incident.policy.approvals.expires;
    return { ...statusOf(tallyOfQuestion(incident, question), until, now), question };
  }
  return statusOf(tallyOf(incident), incident.expiresAt, now);
}

/** The open question before the first step that cannot be undone, if the job asks it. */
export function openPointOfNoReturn({ questions }: Pick<Incident, 'questions'>): OpenQuestion | undefined {
  return questions.find(
    ({ question, answer }) => question.type === 'point-of-no-return' && answer === undefined,
  );
}

function statusOf(tally: Tally, until: number | undefined, now: number): ApprovalStatus {
  const { required, counted, missing, satisfied, breakGlass } = tally;
  const names = counted.map(({ by }) => by.name);
  return {
    text: `${counted.length} of ${required} ${required === 1 ? 'approval' : 'approvals'}`,
    ...{ required, given: counted.length, missing, satisfied, names },
    ...(until === undefined ? {} : { expiresInMs: Math.max(0, until - now) }),
    breakGlass: breakGlass !== undefined,
  };
}

import type { Approval, Incident, OpenQuestion } from '../incidents/incident.ts';
import { areDistinct } from '../people/distinct.ts';
import type { Person } from '../people/person.ts';

/** How many of the people who are needed have said yes. */
export interface Tally {
  readonly required: number;
  /** Approvals that count: for this plan, of distinct people, none of them the requester. */
  readonly counted: readonly Approval[];
  readonly missing: number;
  /** Set where somebody goes without approvals. */
  readonly breakGlass?: Approval;
  readonly satisfied: boolean;
}

type Parts = Pick<Incident, 'approvals' | 'plan' | 'policy' | 'requester'>;

/** Counts the approvals of the plan that is shown. What does not count is left out rather than trusted to have been refused earlier. */
export function tallyOf({ approvals, plan, policy, requester }: Parts): Tally {
  const { required } = policy.approvals;
  if (plan === undefined) return { required, counted: [], missing: required, satisfied: false };
  return count(
    approvals.filter(({ planHash }) => planHash === plan.hash),
    required,
    requester,
  );
}

/** Counts the second approvals, at the point of no return. */
export function tallyOfQuestion(
  { policy, requester }: Pick<Incident, 'policy' | 'requester'>,
  { approvals }: Pick<OpenQuestion, 'approvals'>,
): Tally {
  return count(approvals, policy.approvals.pointOfNoReturn, requester);
}

function count(approvals: readonly Approval[], required: number, requester: Person | undefined): Tally {
  const counted: Approval[] = [];
  for (const approval of approvals) {
    if (approval.via === 'break-glass') continue;
    const others = [...counted.map(({ by }) => by), ...(requester === undefined ? [] : [requester])];
    if (others.every((other) => areDistinct(approval.by, other))) counted.push(approval);
  }
  const breakGlass = approvals.find(({ via }) => via === 'break-glass');
  const missing = Math.max(0, required - counted.length);
  return {
    required,
    counted,
    missing,
    ...(breakGlass === undefined ? {} : { breakGlass }),
    satisfied: missing === 0 || breakGlass !== undefined,
  };
}

import type { Approval, Incident } from '../incidents/incident.ts';
import type { RefusalCode } from '../incidents/signal.ts';
import { areDistinct, isSamePerson } from '../people/distinct.ts';
import type { Person } from '../people/person.ts';

/** Why somebody may not decide, in words for them. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly say: string;
}

/** Who wants to approve, and what has been found out about them. */
export interface Approver {
  readonly by: Person;
  readonly member: boolean;
  /** Why they do not count as a member. */
  readonly why?: string;
}

const addThem = 'Add both, with their accounts, under `people` in failover.yml.';

/** Whether this person's yes would count beside those that are there; undefined when it would. */
export function mayApprove(
  { requester }: Pick<Incident, 'requester'>,
  given: readonly Approval[],
  { by, member, why }: Approver,
): Refusal | undefined {
  if (requester !== undefined && isSamePerson(requester, by))
    return { code: 'OWN_REQUEST', say: 'You asked for this, so somebody else must approve it.' };
  if (!member) return notAnApprover(why);
  const same = given.find((approval) => approval.via !== 'break-glass' && isSamePerson(approval.by, by));
  if (same !== undefined)
    return { code: 'ALREADY_APPROVED', say: 'Your approval is counted already; another person is needed.' };
  const others = [
    ...(requester === undefined ? [] : [requester]),
    ...given.filter(({ via }) => via !== 'break-glass').map((approval) => approval.by),
  ];
  const unclear = others.find((other) => !areDistinct(other, by));
  if (unclear === undefined) return undefined;
  return {
    code: 'NOT_PROVABLY_DISTINCT',
    say: `Nobody can tell that you and ${unclear.name} are two people. ${addThem}`,
  };
}

/** The refusal of somebody who is no approver. */
export function notAnApprover(why: string | undefined): Refusal {
  return {
    code: 'NOT_AN_APPROVER',
    say: `You are not an approver of this service${why === undefined ? '.' : `: ${why}`}`,
  };
}

/** Whether somebody may steer the run (abort, retry, skip, own): an approver, the owner, or the one who asked. */
export function maySteer(
  { requester, owner }: Pick<Incident, 'requester' | 'owner'>,
  { by, member }: { readonly by: Person; readonly member?: boolean | undefined },
): Refusal | undefined {
  if (member === true) return undefined;
  const isTheirs = [requester, owner].some((person) => person !== undefined && isSamePerson(person, by));
  if (isTheirs) return undefined;
  return { code: 'NOT_ALLOWED', say: 'Only an approver, the owner, or the one who asked may do this.' };
}

/** Whether the person is on the list of those who may go without approvals. The list has names of `people`, so others can never be on it. */
export function mayBreakGlass({ policy }: Pick<Incident, 'policy'>, by: Person): Refusal | undefined {
  const { breakGlass } = policy.approvals;
  if (breakGlass === undefined)
    return {
      code: 'NOT_ALLOWED',
      say: 'This service has no break-glass: `approvals.breakGlass` in failover.yml would say who may.',
    };
  if (breakGlass.people.some((name) => by.key === `person:${name}`)) return undefined;
  return {
    code: 'NOT_ALLOWED',
    say: 'You are not on the break-glass list of this service (`approvals.breakGlass.people` in failover.yml).',
  };
}

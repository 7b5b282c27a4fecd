import type { Incident, Policy } from '../incidents/incident.ts';
import type { Account } from '../people/resolve-person.ts';
import type { Person } from '../people/person.ts';
import type { GitHubPort, IncidentService, Membership } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { resolvePerson } from '../people/resolve-person.ts';

/** Who typed or pressed something, where, and what handlers need to answer. */
export interface CommandContext {
  readonly service: IncidentService;
  readonly store: Pick<Store, 'readIncident' | 'listIncidents' | 'readAudit'>;
  /** The services of the repositories, at most a minute old. */
  readonly services: GitHubPort['services'];
  readonly membership: (policy: Pick<Policy, 'approvals'>, person: Person) => Promise<Membership>;
  /** The account as its platform proved it. */
  readonly who: Account;
  /** ms since the epoch. */
  readonly now: number;
  /** Unique for this delivery: makes doing it twice the same as doing it once. */
  readonly delivery: string;
  /** Of the thread or issue in which it was typed. */
  readonly incident?: Incident;
}

/** The person behind the account, by the people of an incident's policy. */
export function actorOf({ who }: CommandContext, incident: Incident): Person {
  return resolvePerson(incident.policy.people, who);
}

/** Whether the person may approve, and why not; a platform that does not answer counts as no. */
export async function standingOf(
  context: CommandContext,
  incident: Incident,
): Promise<{ readonly by: Person; readonly member: boolean; readonly why?: string }> {
  const by = actorOf(context, incident);
  const membership = await context.membership(incident.policy, by);
  return membership.state === 'member' ? { by, member: true } : { by, member: false, why: membership.why };
}

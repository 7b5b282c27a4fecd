import type { Approval, Incident } from '../incidents/incident.ts';
import { membershipOf, type MembershipPorts } from '../people/membership.ts';
import { Later, type IncidentService } from '../ports.ts';
import type { Clock } from '../../src/clock.ts';

/** How long a platform that does not answer is asked again before its members count as lost, in ms. */
const askForMs = 120_000;
const askEveryMs = 3_000;

/** What looking up approvers again needs. */
export interface RecheckContext extends MembershipPorts {
  readonly service: Pick<IncidentService, 'signal'>;
  readonly clock: Clock;
}

/**
 * Looks up whether these people may still approve, and says so to the incident. A platform that does not answer is asked again for
 * two minutes; then whoever could not be confirmed does not count: fail closed. Throws `Later` meanwhile.
 */
export async function carryRecheck(
  { service, clock, ...ports }: RecheckContext,
  incident: Incident,
  wanted: { readonly approvals: readonly Approval[]; readonly since: number },
): Promise<void> {
  const answers = await Promise.all(
    wanted.approvals.map(async ({ by, via }) => ({
      by,
      // Whoever broke the glass is on a list of its own, which no group of approvers changes.
      state: via === 'break-glass' ? 'member' : (await membershipOf(ports, incident.policy, by)).state,
    })),
  );
  const unknown = answers.filter(({ state }) => state === 'unknown');
  if (unknown.length > 0 && clock.now() - wanted.since < askForMs)
    throw new Later(
      `it is not known whether ${unknown.map(({ by }) => by.name).join(', ')} may still approve`,
      askEveryMs,
    );
  await service.signal(incident.id, {
    type: 'rechecked',
    at: clock.now(),
    members: answers.filter(({ state }) => state === 'member').map(({ by }) => by.key),
    asked: answers.map(({ by }) => by.key),
  });
}

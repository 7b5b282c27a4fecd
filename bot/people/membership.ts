import type { GitHubPort, Membership, SlackPort } from '../ports.ts';
import type { Policy } from '../incidents/incident.ts';
import type { Person } from './person.ts';

/** Where memberships are looked up. */
export interface MembershipPorts {
  readonly slack: Pick<SlackPort, 'membership'>;
  readonly github: Pick<GitHubPort, 'membership'>;
}

/**
 * Whether the person is an approver: a member of the Slack group or of the GitHub team of the policy, whichever answers first with yes.
 * A platform that fails counts as `unknown`, which is never a yes.
 */
export async function membershipOf(
  { slack, github }: MembershipPorts,
  { approvals: { slackGroup, githubTeam } }: Pick<Policy, 'approvals'>,
  person: Person,
): Promise<Membership> {
  const found: Membership[] = [];
  if (person.slack !== undefined) {
    const answer = await orUnknown(slack.membership(slackGroup, person), 'Slack');
    // A guest of the workspace stays one, whatever a team says, and also where no group of Slack is asked for.
    if (answer.state === 'guest') return answer;
    if (slackGroup !== undefined) {
      if (answer.state === 'member') return answer;
      found.push(answer);
    }
  }
  if (githubTeam !== undefined && person.github !== undefined) {
    const answer = await orUnknown(github.membership(githubTeam, person), 'GitHub');
    if (answer.state === 'member') return answer;
    found.push(answer);
  }
  const worst = found.find(({ state }) => state === 'unknown') ?? found[0];
  if (worst !== undefined) return worst;
  const where = [slackGroup, githubTeam].filter((name) => name !== undefined).join(' or ');
  return {
    state: 'not-a-member',
    why: `${person.name} has no account that could be in ${where}; add it under \`people\` in failover.yml.`,
  };
}

async function orUnknown(lookup: Promise<Membership>, platform: string): Promise<Membership> {
  try {
    return await lookup;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { state: 'unknown', why: `${platform} did not say who the approvers are: ${why}` };
  }
}

import type { Clock } from '../../src/clock.ts';
import type { Person } from '../people/person.ts';
import { Later, type Membership } from '../ports.ts';
import { SlackRefusal, type SlackCall } from './call.ts';

/** How long an answer of Slack about people is believed, in ms. */
const believedMs = 60_000;

/** What Slack answers about people whom the app may not see. */
const unseen: readonly string[] = ['user_not_found', 'user_not_visible'];

/** A user as far as it decides who may approve. */
interface SlackUser {
  readonly deleted?: boolean;
  readonly is_bot?: boolean;
  readonly is_workflow_bot?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly team_id?: string;
  readonly enterprise_user?: { readonly teams?: readonly string[] };
}

/** Keeps answers for a minute; a failure is not kept. */
function remembered<T>(clock: Clock, ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const kept = new Map<string, { readonly at: number; readonly answer: Promise<T> }>();
  return (key) => {
    const now = clock.now();
    for (const [old, { at }] of kept) if (now - at >= believedMs) kept.delete(old);
    const known = kept.get(key);
    if (known !== undefined) return known.answer;
    const answer = ask(key);
    kept.set(key, { at: now, answer });
    answer.catch(() => {
      kept.delete(key);
    });
    return answer;
  };
}

/**
 * Who is in a user group, at most a minute ago. Guests, people of other workspaces, bots and deactivated accounts never count, in
 * whatever group they are; when Slack does not answer, nobody does. `team` gives the id of the bot's own workspace.
 */
export function createMembership(
  call: SlackCall,
  { clock, team }: { readonly clock: Clock; readonly team: () => Promise<string | undefined> },
): (group: string | undefined, person: Person) => Promise<Membership> {
  const membersOf = remembered(clock, async (usergroup) => {
    const { users = [] } = await call({ method: 'usergroups.users.list' }, (client) =>
      client.usergroups.users.list({ usergroup }),
    );
    return users;
  });
  const userOf = remembered(clock, async (user): Promise<SlackUser> => {
    try {
      const answer = await call({ method: 'users.info' }, (client) => client.users.info({ user }));
      return answer.user ?? { deleted: true };
    } catch (error) {
      // Slack shows an app the people of its own workspace, and those it shares a channel with.
      const isHidden = error instanceof SlackRefusal && unseen.includes(error.code);
      if (isHidden) return { is_stranger: true };
      throw error;
    }
  });
  return async (group, { slack, name }) => {
    if (slack === undefined) return { state: 'not-a-member', why: `No Slack account of ${name} is known.` };
    try {
      const listed: readonly string[] | Promise<readonly string[]> =
        group === undefined ? [] : membersOf(group);
      const [members, user, home] = await Promise.all([listed, userOf(slack), team()]);
      const excluded = exclusion(user, home);
      if (excluded !== undefined) return { state: excluded.state, why: `${name} ${excluded.why}` };
      if (members.includes(slack)) return { state: 'member' };
      return {
        state: 'not-a-member',
        why: `${name} is not in the Slack user group ${group ?? 'of approvers'}.`,
      };
    } catch (error) {
      return { state: 'unknown', why: unknownWhy(error, group) };
    }
  };
}

function exclusion(
  user: SlackUser,
  home: string | undefined,
): { readonly state: 'guest' | 'not-a-member'; readonly why: string } | undefined {
  if (user.deleted === true) return { state: 'not-a-member', why: 'has a deactivated Slack account.' };
  if (user.is_bot === true || user.is_workflow_bot === true)
    return { state: 'not-a-member', why: 'is a bot.' };
  if (user.is_restricted === true || user.is_ultra_restricted === true)
    return { state: 'guest', why: 'is a guest of the workspace, and guests cannot approve.' };
  const teams = [user.team_id, ...(user.enterprise_user?.teams ?? [])].filter((id) => id !== undefined);
  if (user.is_stranger === true || home === undefined || !teams.includes(home))
    return { state: 'guest', why: 'belongs to another workspace, and cannot approve.' };
  return undefined;
}

function unknownWhy(error: unknown, group = 'of approvers'): string {
  if (error instanceof SlackRefusal && error.code === 'no_such_subteam')
    return `Slack knows no user group ${group}: check approvals.slackGroup in failover.yml.`;
  if (error instanceof Later || error instanceof SlackRefusal)
    return `Slack did not say who is in the user group ${group}: ${error.message}.`;
  throw error;
}

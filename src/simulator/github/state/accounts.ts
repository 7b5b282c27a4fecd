import type { GitHubWorld, Permission } from '../world.ts';

/** Anyone who may stand as the author of something. */
export interface Holder {
  readonly login: string;
  readonly id: number;
  readonly type: 'User' | 'Bot' | 'Organization';
  readonly name?: string;
  readonly permission: Permission;
}

/** Every account of the world, and who belongs to which team. */
export interface Accounts {
  /** By login, in any case. */
  find(login: string): Holder | undefined;
  /** The account that stands for the App. */
  readonly bot: Holder;
  teamMembers(org: string, slug: string): readonly Holder[] | undefined;
  /** Whether somebody is in any team of the organisation. */
  isMember(org: string, login: string): boolean;
}

const firstUserId = 5_001;
const firstOrganisationId = 9_001;
const botId = 8_001;

/** Gives every login an id, owners of repositories included. */
export function createAccounts(world: GitHubWorld): Accounts {
  const holders = new Map<string, Holder>();
  const add = (holder: Holder) => holders.set(holder.login.toLowerCase(), holder);
  for (const [index, user] of world.users.entries()) {
    add({ permission: 'write', ...user, id: user.id ?? firstUserId + index, type: 'User' });
  }
  const owners = [...world.repositories.map(({ owner }) => owner), ...world.teams.map(({ org }) => org)];
  for (const [index, login] of [...new Set(owners)].entries()) {
    if (holders.has(login.toLowerCase())) continue;
    add({ login, id: firstOrganisationId + index, type: 'Organization', permission: 'admin' });
  }
  const bot: Holder = { login: `${world.app.slug}[bot]`, id: botId, type: 'Bot', permission: 'none' };
  add(bot);
  const find = (login: string) => holders.get(login.toLowerCase());
  const teamMembers = (org: string, slug: string) =>
    world.teams
      .find((team) => same(team.org, org) && same(team.slug, slug))
      ?.members.flatMap((login) => find(login) ?? []);
  return {
    find,
    bot,
    teamMembers,
    isMember: (org, login) =>
      world.teams.some((team) => same(team.org, org) && team.members.some((member) => same(member, login))),
  };
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

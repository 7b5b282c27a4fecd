import { notAccessible, notFound, nothing, ok, type Answer } from '../http/answer.ts';
import { pageOf } from '../http/pagination.ts';
import type { Call, Route } from '../http/route.ts';
import { accountView, organizationView, publicUserView } from '../views/account.ts';

/** Users, organisations and teams: https://docs.github.com/en/rest/teams/members */
export const peopleRoutes: readonly Route[] = [
  {
    template: 'GET /users/{username}',
    for: 'anyone',
    handle: ({ site, params }) => {
      const user = site.accounts.find(params['username'] ?? '');
      return user ? ok(publicUserView(site, user)) : notFound;
    },
  },
  { template: 'GET /user', for: 'anyone', handle: whoAmI },
  membersOnly('GET /orgs/{org}/members/{username}', ({ site, params }) =>
    site.accounts.isMember(params['org'] ?? '', params['username'] ?? '') ? nothing : notFound,
  ),
  membersOnly('GET /orgs/{org}/memberships/{username}', orgMembership),
  membersOnly('GET /orgs/{org}/teams/{team_slug}/members', teamMembers),
  membersOnly('GET /orgs/{org}/teams/{team_slug}/memberships/{username}', teamMembership),
];

/** Membership is for those who may see it: members themselves, and Apps with the permission. */
function membersOnly(template: string, handle: (call: Call) => Answer): Route {
  return {
    template,
    for: 'anyone',
    handle: (call) => {
      const { caller, site, params } = call;
      if (caller.kind === 'installation') {
        return caller.permissions['members'] === undefined ? notAccessible : handle(call);
      }
      const inside = caller.kind === 'user' && site.accounts.isMember(params['org'] ?? '', caller.user.login);
      return inside ? handle(call) : notFound;
    },
  };
}

function whoAmI({ site, caller }: Call): Answer {
  return caller.kind === 'user' ? ok(publicUserView(site, caller.user)) : notAccessible;
}

function orgMembership({ site, params }: Call): Answer {
  const org = site.accounts.find(params['org'] ?? '');
  const user = site.accounts.find(params['username'] ?? '');
  if (!org || !user || !site.accounts.isMember(org.login, user.login)) return notFound;
  const organization = organizationView(site, org);
  return ok({
    url: `${organization.url}/memberships/${encodeURIComponent(user.login)}`,
    state: 'active',
    role: 'member',
    organization_url: organization.url,
    organization,
    user: accountView(site, user),
  });
}

function teamMembers(call: Call): Answer {
  const { site, params } = call;
  const members = site.accounts.teamMembers(params['org'] ?? '', params['team_slug'] ?? '');
  if (!members) return notFound;
  const { items, headers } = pageOf(call, members);
  return ok(
    items.map((member) => accountView(site, member)),
    headers,
  );
}

function teamMembership({ site, params }: Call): Answer {
  const { org = '', team_slug: slug = '', username = '' } = params;
  const member = site.accounts
    .teamMembers(org, slug)
    ?.find(({ login }) => login.toLowerCase() === username.toLowerCase());
  if (!member) return notFound;
  const path = [org, 'team', slug, 'memberships', member.login].map(encodeURIComponent).join('/');
  return ok({ state: 'active', role: 'member', url: `${site.apiUrl}/organizations/${path}` });
}

import type { Json } from '../fields.ts';
import { hasScope, page, refuse } from '../method.ts';
import type { Answer, Args, Method } from '../method.ts';
import type { SlackSide } from '../side.ts';
import type { User } from '../world.ts';

function userJson(side: SlackSide, user: User): Json {
  const { identity } = side.workspace.directory;
  const isBot = user.kind === 'bot';
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.kind === 'deleted',
    real_name: user.realName,
    tz: 'Europe/London',
    profile: {
      real_name: user.realName,
      display_name: user.name,
      title: user.title,
      team: user.teamId,
      ...(isBot ? { api_app_id: identity.appId, bot_id: identity.botId } : {}),
      ...(hasScope(side, 'users:read.email') && !isBot ? { email: user.email } : {}),
    },
    is_bot: isBot,
    is_app_user: false,
    updated: 0,
    // Slack leaves the rest out for people who are deleted.
    ...(user.kind === 'deleted'
      ? {}
      : {
          is_admin: false,
          is_owner: false,
          is_restricted: user.kind === 'guest' || user.kind === 'single-channel-guest',
          is_ultra_restricted: user.kind === 'single-channel-guest',
          ...(user.kind === 'stranger' ? { is_stranger: true } : {}),
          is_email_confirmed: true,
        }),
  };
}

function usersInfo(side: SlackSide, args: Args): Answer {
  const user = side.workspace.directory.users.get(args.text('user'));
  return user ? { ok: true, user: userJson(side, user) } : refuse('user_not_found');
}

function usersList(side: SlackSide, args: Args): Answer {
  const { items, metadata } = page([...side.workspace.directory.users.values()], args, {
    usual: 1000,
    limit: 1000,
  });
  return { ok: true, members: items.map((user) => userJson(side, user)), response_metadata: metadata };
}

function lookupByEmail(side: SlackSide, args: Args): Answer {
  const wanted = args.text('email').toLowerCase();
  const user = [...side.workspace.directory.users.values()].find(
    (one) => one.email.toLowerCase() === wanted && one.kind !== 'deleted' && one.kind !== 'bot',
  );
  return user && wanted !== '' ? { ok: true, user: userJson(side, user) } : refuse('users_not_found');
}

function groupMembers(side: SlackSide, args: Args): Answer {
  const group = side.workspace.directory.groups.get(args.text('usergroup'));
  if (!group) return refuse('no_such_subteam');
  if (group.disabled && !args.flag('include_disabled')) return refuse('subteam_disabled');
  return { ok: true, users: [...group.members] };
}

function groups(side: SlackSide, args: Args): Answer {
  const { identity } = side.workspace.directory;
  return {
    ok: true,
    usergroups: [...side.workspace.directory.groups.values()]
      .filter((group) => !group.disabled || args.flag('include_disabled'))
      .map((group) => ({
        id: group.id,
        team_id: identity.teamId,
        is_usergroup: true,
        name: group.name,
        handle: group.handle,
        user_count: group.members.size,
        ...(args.flag('include_users') ? { users: [...group.members] } : {}),
      })),
  };
}

function authTest(side: SlackSide): Answer {
  const { identity, users } = side.workspace.directory;
  return {
    ok: true,
    url: `${side.url}/`,
    team: identity.teamName,
    user: users.get(identity.botUserId)?.name,
    team_id: identity.teamId,
    user_id: identity.botUserId,
    bot_id: identity.botId,
    is_enterprise_install: false,
  };
}

function teamInfo(side: SlackSide): Answer {
  const { identity } = side.workspace.directory;
  return {
    ok: true,
    team: { id: identity.teamId, name: identity.teamName, domain: identity.domain, url: `${side.url}/` },
  };
}

function botsInfo(side: SlackSide, args: Args): Answer {
  const { identity } = side.workspace.directory;
  if (args.text('bot') !== identity.botId) return refuse('bot_not_found');
  return {
    ok: true,
    bot: {
      id: identity.botId,
      app_id: identity.appId,
      user_id: identity.botUserId,
      name: identity.appName,
      deleted: false,
    },
  };
}

/** The methods that say who somebody is. */
export const peopleMethods: Record<string, Method> = {
  'auth.test': { tier: 'unlimited', run: authTest },
  'team.info': { tier: 'tier3', scope: 'team:read', run: teamInfo },
  'bots.info': { tier: 'tier3', scope: 'users:read', run: botsInfo },
  'users.info': { tier: 'tier4', scope: 'users:read', run: usersInfo },
  'users.list': { tier: 'tier2', scope: 'users:read', run: usersList },
  'users.lookupByEmail': { tier: 'tier3', scope: 'users:read.email', run: lookupByEmail },
  'usergroups.list': { tier: 'tier2', scope: 'usergroups:read', run: groups },
  'usergroups.users.list': { tier: 'tier2', scope: 'usergroups:read', run: groupMembers },
};

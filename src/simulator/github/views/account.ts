import { nodeId, isoTime, type Site } from '../site.ts';
import type { Holder } from '../state/accounts.ts';
import type { Repository } from '../state/repository.ts';

/** A "simple user". */
export function accountView(site: Site, { login, id, type }: Holder) {
  const path = encodeURIComponent(login);
  const url = `${site.apiUrl}/users/${path}`;
  return {
    login,
    id,
    node_id: nodeId('U', id),
    avatar_url: `${site.url}/_avatars/${path}`,
    gravatar_id: '',
    url,
    html_url: `${site.url}/${path}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    site_admin: false,
  };
}

/** A user as `/users/{username}` shows it to others. */
export function publicUserView(site: Site, holder: Holder) {
  return {
    ...accountView(site, holder),
    name: holder.name ?? null,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  };
}

/** An organisation as payloads of webhooks have it. */
export function organizationView(site: Site, { login, id }: Holder) {
  const url = `${site.apiUrl}/orgs/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: nodeId('O', id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${site.url}/_avatars/${encodeURIComponent(login)}`,
    description: null,
  };
}

/** The App itself. */
export function appView(site: Site) {
  const { app } = site;
  const owner = [...site.repositories.values()][0]?.owner ?? site.accounts.bot;
  return {
    id: app.id,
    client_id: app.clientId,
    slug: app.slug,
    node_id: nodeId('A', app.id),
    owner: accountView(site, owner),
    name: app.slug,
    description: null,
    external_url: site.url,
    html_url: `${site.url}/apps/${encodeURIComponent(app.slug)}`,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    permissions: app.permissions,
    events: app.events,
    installations_count: 1,
  };
}

/** The App's one installation. */
export function installationView(site: Site, owner: Holder) {
  const { app } = site;
  return {
    id: app.installationId,
    client_id: app.clientId,
    account: accountView(site, owner),
    repository_selection: 'all',
    access_tokens_url: `${site.apiUrl}/app/installations/${app.installationId}/access_tokens`,
    repositories_url: `${site.apiUrl}/installation/repositories`,
    html_url: `${site.url}/organizations/${encodeURIComponent(owner.login)}/settings/installations/${app.installationId}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: owner.id,
    target_type: owner.type,
    permissions: app.permissions,
    events: app.events,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
  };
}

/** How somebody stands to a repository. */
export function associationOf(site: Site, repository: Repository, { login, permission, id }: Holder): string {
  if (id === repository.owner.id) return 'OWNER';
  if (site.accounts.isMember(repository.owner.login, login)) return 'MEMBER';
  return permission === 'write' || permission === 'admin' ? 'COLLABORATOR' : 'NONE';
}

/** Name, address and time, as in a commit. */
export function gitUserView({ login, name }: Holder, at: number) {
  return { name: name ?? login, email: `${login.replaceAll(/[^\w-]/g, '')}@example.com`, date: isoTime(at) };
}

import { notFound, ok, type Answer } from '../http/answer.ts';
import { pageOf } from '../http/pagination.ts';
import { onRepository, type RepositoryCall, type Route } from '../http/route.ts';
import { nodeId } from '../site.ts';
import { branchOf, history, resolveCommit, type Commit } from '../state/git.ts';
import { accountView } from '../views/account.ts';
import { commitView, fullRepositoryView, repositoryPage, repositoryUrl } from '../views/repository.ts';

/** Repositories, branches and commits: https://docs.github.com/en/rest/repos */
export const repositoryRoutes: readonly Route[] = [
  onRepository('GET /repos/{owner}/{repo}', 'metadata:read', ({ site, repository }) =>
    ok(fullRepositoryView(site, repository)),
  ),
  onRepository('GET /repos/{owner}/{repo}/branches/{branch}', 'contents:read', getBranch),
  onRepository('GET /repos/{owner}/{repo}/commits', 'contents:read', listCommits),
  onRepository('GET /repos/{owner}/{repo}/commits/{ref}', 'contents:read', getCommit),
  onRepository('GET /repos/{owner}/{repo}/git/ref/{ref}', 'contents:read', getRef),
  onRepository('GET /repos/{owner}/{repo}/compare/{basehead}', 'contents:read', compare),
  onRepository(
    'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
    'metadata:read',
    getPermission,
  ),
];

function getBranch({ site, repository, params }: RepositoryCall): Answer {
  const name = params['branch'] ?? '';
  const commit = repository.git.commits.get(repository.git.branches.get(name) ?? '');
  if (!commit) return notFound;
  const self = `${repositoryUrl(site, repository)}/branches/${encodeURIComponent(name)}`;
  return ok({
    name,
    commit: commitView(site, repository, commit),
    _links: { self, html: `${repositoryPage(site, repository)}/tree/${encodeURIComponent(name)}` },
    protected: false,
    protection: {
      enabled: false,
      required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] },
    },
    protection_url: `${self}/protection`,
  });
}

function listCommits(call: RepositoryCall): Answer {
  const { repository, query, site } = call;
  const head = resolveCommit(repository.git, query.get('sha') ?? undefined);
  if (!head) return notFound;
  const path = query.get('path');
  const matching = history(repository.git, head).filter((commit) => {
    const parent = repository.git.commits.get(commit.parents[0] ?? '');
    return (
      path === null || changedPaths(parent, commit).some((one) => one === path || one.startsWith(`${path}/`))
    );
  });
  const { items, headers } = pageOf(call, matching);
  return ok(
    items.map((commit) => commitView(site, repository, commit)),
    headers,
  );
}

function getCommit({ site, repository, params, accept }: RepositoryCall): Answer {
  const commit = resolveCommit(repository.git, params['ref']);
  if (!commit) return notFound;
  if (/application\/vnd\.github\.(v3\.)?sha/.test(accept)) {
    return { status: 200, text: { type: 'application/vnd.github.sha; charset=utf-8', content: commit.sha } };
  }
  const files = filesBetween(repository.git.commits.get(commit.parents[0] ?? ''), commit);
  return ok({
    ...commitView(site, repository, commit),
    stats: { total: files.length, additions: files.length, deletions: 0 },
    files: files.map((file) => ({
      ...file,
      ...fileLinks(site, repository, { commit, path: file.filename }),
    })),
  });
}

function getRef({ site, repository, params }: RepositoryCall): Answer {
  const name = params['ref'] ?? '';
  const sha = repository.git.branches.get(branchOf(name) ?? '');
  if (sha === undefined) return notFound;
  const url = repositoryUrl(site, repository);
  return ok({
    ref: `refs/${name}`,
    node_id: nodeId('REF', name),
    url: `${url}/git/refs/${name}`,
    object: { type: 'commit', sha, url: `${url}/git/commits/${sha}` },
  });
}

function compare(call: RepositoryCall): Answer {
  const { site, repository, params } = call;
  const [baseName = '', headName = ''] = (params['basehead'] ?? '').split('...');
  const base = resolveCommit(repository.git, baseName);
  const head = resolveCommit(repository.git, headName);
  if (!base || !head) return notFound;
  const ofHead = history(repository.git, head);
  const ofBase = history(repository.git, base);
  const ahead = ofHead.filter((commit) => !ofBase.includes(commit));
  const behind = ofBase.filter((commit) => !ofHead.includes(commit));
  const common = ofBase.find((commit) => ofHead.includes(commit)) ?? base;
  const page = `${repositoryPage(site, repository)}/compare/${baseName}...${headName}`;
  const status =
    ahead.length > 0
      ? behind.length > 0
        ? 'diverged'
        : 'ahead'
      : behind.length > 0
        ? 'behind'
        : 'identical';
  return ok({
    url: `${repositoryUrl(site, repository)}/compare/${baseName}...${headName}`,
    html_url: page,
    permalink_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    base_commit: commitView(site, repository, base),
    merge_base_commit: commitView(site, repository, common),
    status,
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: ahead.reverse().map((commit) => commitView(site, repository, commit)),
    files: filesBetween(common, head).map((file) => ({
      ...file,
      ...fileLinks(site, repository, { commit: head, path: file.filename }),
    })),
  });
}

function getPermission({ site, params }: RepositoryCall): Answer {
  const user = site.accounts.find(params['username'] ?? '');
  if (!user) return notFound;
  const { permission } = user;
  return ok({
    permission,
    role_name: permission,
    user: { ...accountView(site, user), role_name: permission, permissions: undefined },
  });
}

function changedPaths(before: Commit | undefined, after: Commit): string[] {
  const paths = new Set([...Object.keys(before?.files ?? {}), ...Object.keys(after.files)]);
  return [...paths].filter((path) => before?.files[path] !== after.files[path]);
}

function filesBetween(before: Commit | undefined, after: Commit) {
  return changedPaths(before, after).map((filename) => ({
    sha: after.treeSha,
    filename,
    status:
      before?.files[filename] === undefined
        ? 'added'
        : after.files[filename] === undefined
          ? 'removed'
          : 'modified',
    additions: 1,
    deletions: 0,
    changes: 1,
  }));
}

function fileLinks(
  site: RepositoryCall['site'],
  repository: RepositoryCall['repository'],
  { commit, path }: { commit: Commit; path: string },
) {
  const page = repositoryPage(site, repository);
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  return {
    blob_url: `${page}/blob/${commit.sha}/${escaped}`,
    raw_url: `${page}/raw/${commit.sha}/${escaped}`,
    contents_url: `${repositoryUrl(site, repository)}/contents/${escaped}?ref=${commit.sha}`,
  };
}

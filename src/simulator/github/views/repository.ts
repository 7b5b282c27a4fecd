import { isoTime, nodeId, type Site } from '../site.ts';
import { blobSha, type Commit } from '../state/git.ts';
import type { Repository } from '../state/repository.ts';
import { accountView, gitUserView } from './account.ts';

/** The addresses under a repository's own, by their field. */
const addresses = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
} as const;

/** Where a repository is in the API. */
export function repositoryUrl(site: Site, { owner, name }: Repository): string {
  return `${site.apiUrl}/repos/${encodeURIComponent(owner.login)}/${encodeURIComponent(name)}`;
}

/** Where people find a repository. */
export function repositoryPage(site: Site, { owner, name }: Repository): string {
  return `${site.url}/${encodeURIComponent(owner.login)}/${encodeURIComponent(name)}`;
}

/** A "minimal repository". */
export function minimalRepositoryView(site: Site, repository: Repository) {
  const url = repositoryUrl(site, repository);
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: repository.fullName,
    owner: accountView(site, repository.owner),
    private: !repository.public,
    html_url: repositoryPage(site, repository),
    description: null,
    fork: false,
    url,
    ...(Object.fromEntries(
      Object.entries(addresses).map(([field, path]) => [field, `${url}${path}`]),
    ) as Record<keyof typeof addresses, string>),
  };
}

/** A repository as its own operation and webhooks show it. */
export function repositoryView(site: Site, repository: Repository) {
  const page = repositoryPage(site, repository);
  const at = isoTime(repository.createdAt);
  const openIssues = [...repository.issues.values()].filter(({ state }) => state === 'open').length;
  return {
    ...minimalRepositoryView(site, repository),
    clone_url: `${page}.git`,
    git_url: `${page}.git`,
    ssh_url: `${page}.git`,
    svn_url: page,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    default_branch: repository.git.defaultBranch,
    visibility: repository.public ? 'public' : 'private',
    topics: [],
    archived: false,
    disabled: false,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    has_issues: true,
    has_projects: false,
    has_downloads: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks: 0,
    forks_count: 0,
    open_issues: openIssues,
    open_issues_count: openIssues,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    size: 1,
    created_at: at,
    updated_at: at,
    pushed_at: at,
  };
}

/** What only the operation about one repository shows. */
export function fullRepositoryView(site: Site, repository: Repository) {
  return { ...repositoryView(site, repository), network_count: 0, subscribers_count: 0 };
}

/** A commit with its people. */
export function commitView(site: Site, repository: Repository, commit: Commit) {
  const url = repositoryUrl(site, repository);
  const gitUser = gitUserView(commit.author, commit.at);
  const account = accountView(site, commit.author);
  const git = `${url}/git/commits/${commit.sha}`;
  return {
    sha: commit.sha,
    node_id: nodeId('C', commit.sha),
    url: `${url}/commits/${commit.sha}`,
    html_url: `${repositoryPage(site, repository)}/commit/${commit.sha}`,
    comments_url: `${url}/commits/${commit.sha}/comments`,
    commit: {
      author: gitUser,
      committer: gitUser,
      message: commit.message,
      tree: { sha: commit.treeSha, url: `${url}/git/trees/${commit.treeSha}` },
      url: git,
      comment_count: 0,
    },
    author: account,
    committer: account,
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: `${repositoryPage(site, repository)}/commit/${sha}`,
    })),
  };
}

/** A commit as runs and pushes carry it. */
export function headCommitView(commit: Commit) {
  const { name, email } = gitUserView(commit.author, commit.at);
  return {
    id: commit.sha,
    tree_id: commit.treeSha,
    message: commit.message,
    timestamp: isoTime(commit.at),
    author: { name, email },
    committer: { name, email },
  };
}

/** A file, or with `text` left out a folder, without its content. */
export function entryView(
  site: Site,
  repository: Repository,
  { path, ref, text }: { readonly path: string; readonly ref: string; readonly text?: string },
) {
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  const url = `${repositoryUrl(site, repository)}/contents/${escaped}?ref=${encodeURIComponent(ref)}`;
  const page = `${repositoryPage(site, repository)}/blob/${encodeURIComponent(ref)}/${escaped}`;
  const sha = blobSha(text ?? path);
  const gitUrl = `${repositoryUrl(site, repository)}/git/${text === undefined ? 'trees' : 'blobs'}/${sha}`;
  return {
    name: path.split('/').at(-1) ?? path,
    path,
    sha,
    size: text === undefined ? 0 : Buffer.byteLength(text),
    type: text === undefined ? 'dir' : 'file',
    url,
    html_url: page,
    git_url: gitUrl,
    download_url: text === undefined ? null : `${page}?raw=1`,
    _links: { self: url, git: gitUrl, html: page },
  };
}

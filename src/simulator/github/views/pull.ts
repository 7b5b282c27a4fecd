import { isoTime, nodeId, type Site } from '../site.ts';
import { history, resolveCommit } from '../state/git.ts';
import type { Pull } from '../state/pulls.ts';
import type { Repository } from '../state/repository.ts';
import { accountView, associationOf } from './account.ts';
import { repositoryPage, repositoryUrl, repositoryView } from './repository.ts';

/** A pull request as lists have it. */
export function pullView(site: Site, repository: Repository, pull: Pull) {
  const at = isoTime(pull.createdAt);
  return {
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    body: pull.body,
    user: accountView(site, pull.user),
    labels: [],
    milestone: null,
    assignee: null,
    assignees: [],
    created_at: at,
    updated_at: at,
    closed_at: null,
    merged_at: null,
    merge_commit_sha: null,
    author_association: associationOf(site, repository, pull.user),
    auto_merge: null,
    draft: false,
    head: endOf(site, repository, pull.head),
    base: endOf(site, repository, pull.base),
    ...linksOf(site, repository, pull),
  };
}

/** A pull request by itself, with what it changes counted. */
export function fullPullView(site: Site, repository: Repository, pull: Pull) {
  const { git } = repository;
  const [head, base] = [resolveCommit(git, pull.head), resolveCommit(git, pull.base)];
  const known = new Set(base === undefined ? [] : history(git, base).map(({ sha }) => sha));
  const commits = head === undefined ? [] : history(git, head).filter(({ sha }) => !known.has(sha));
  const paths = Object.keys({ ...head?.files, ...base?.files });
  return {
    ...pullView(site, repository, pull),
    merged: false,
    mergeable: true,
    mergeable_state: 'clean',
    merged_by: null,
    rebaseable: true,
    maintainer_can_modify: false,
    comments: 0,
    review_comments: 0,
    commits: commits.length,
    additions: commits.length,
    deletions: 0,
    changed_files: paths.filter((path) => head?.files[path] !== base?.files[path]).length,
  };
}

/** Where people find a pull request. */
function pullPage(site: Site, repository: Repository, { number }: Pull): string {
  return `${repositoryPage(site, repository)}/pull/${number}`;
}

function endOf(site: Site, repository: Repository, branch: string) {
  return {
    label: `${repository.owner.login}:${branch}`,
    ref: branch,
    sha: repository.git.branches.get(branch) ?? '',
    repo: repositoryView(site, repository),
    user: accountView(site, repository.owner),
  };
}

function linksOf(site: Site, repository: Repository, pull: Pull) {
  const root = repositoryUrl(site, repository);
  const url = `${root}/pulls/${pull.number}`;
  const issue = `${root}/issues/${pull.number}`;
  const page = pullPage(site, repository, pull);
  const statuses = `${root}/statuses/${repository.git.branches.get(pull.head) ?? ''}`;
  const reviewComment = `${root}/pulls/comments{/number}`;
  const link = (href: string) => ({ href });
  return {
    url,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: reviewComment,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    _links: {
      self: link(url),
      html: link(page),
      issue: link(issue),
      comments: link(`${issue}/comments`),
      review_comments: link(`${url}/comments`),
      review_comment: link(reviewComment),
      commits: link(`${url}/commits`),
      statuses: link(statuses),
    },
  };
}

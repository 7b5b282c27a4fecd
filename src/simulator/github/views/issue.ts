import { isoTime, nodeId, type Site } from '../site.ts';
import { reactionContents, type Comment, type Issue, type Label, type Reaction } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import { accountView, appView, associationOf } from './account.ts';
import { repositoryPage, repositoryUrl } from './repository.ts';

/** A label. */
export function labelView(site: Site, repository: Repository, label: Label) {
  const { id, name, color, description } = label;
  const url = `${repositoryUrl(site, repository)}/labels/${encodeURIComponent(name)}`;
  return { id, node_id: nodeId('LA', id), url, name, color, description, default: false };
}

/** One reaction. */
export function reactionView(site: Site, { id, content, user, at }: Reaction) {
  return {
    id,
    node_id: nodeId('REA', id),
    user: accountView(site, user),
    content,
    created_at: isoTime(at),
  };
}

/** An issue; comments only as their number. */
export function issueView(site: Site, repository: Repository, issue: Issue) {
  const url = `${repositoryUrl(site, repository)}/issues/${issue.number}`;
  return {
    url,
    repository_url: repositoryUrl(site, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: issuePage(site, repository, issue),
    id: issue.id,
    node_id: nodeId('I', issue.id),
    number: issue.number,
    title: issue.title,
    user: accountView(site, issue.user),
    labels: issue.labels.map((label) => labelView(site, repository, label)),
    state: issue.state,
    state_reason: issue.stateReason,
    locked: issue.lock !== undefined,
    active_lock_reason: issue.lock?.reason ?? null,
    assignee: issue.assignees[0] ? accountView(site, issue.assignees[0]) : null,
    assignees: issue.assignees.map((assignee) => accountView(site, assignee)),
    milestone: null,
    comments: issue.comments.length,
    created_at: isoTime(issue.createdAt),
    updated_at: isoTime(issue.updatedAt),
    closed_at: issue.closedAt === null ? null : isoTime(issue.closedAt),
    closed_by: issue.closedBy ? accountView(site, issue.closedBy) : null,
    author_association: associationOf(site, repository, issue.user),
    body: issue.body,
    reactions: tallyView(`${url}/reactions`, issue.reactions),
    performed_via_github_app: viaApp(site, issue.user.id),
  };
}

/** A comment on an issue. */
export function commentView(site: Site, repository: Repository, at: { issue: Issue; comment: Comment }) {
  const { issue, comment } = at;
  const url = `${repositoryUrl(site, repository)}/issues/comments/${comment.id}`;
  return {
    url,
    html_url: `${issuePage(site, repository, issue)}#issuecomment-${comment.id}`,
    issue_url: `${repositoryUrl(site, repository)}/issues/${issue.number}`,
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    user: accountView(site, comment.user),
    created_at: isoTime(comment.createdAt),
    updated_at: isoTime(comment.updatedAt),
    author_association: associationOf(site, repository, comment.user),
    body: comment.body,
    reactions: tallyView(`${url}/reactions`, comment.reactions),
    performed_via_github_app: viaApp(site, comment.user.id),
  };
}

function issuePage(site: Site, repository: Repository, { number }: Issue): string {
  return `${repositoryPage(site, repository)}/issues/${number}`;
}

function viaApp(site: Site, author: number) {
  return author === site.accounts.bot.id ? appView(site) : null;
}

function tallyView(url: string, reactions: readonly Reaction[]) {
  const counts = Object.fromEntries(
    reactionContents.map((kind) => [kind, reactions.filter(({ content }) => content === kind).length]),
  );
  return { url, total_count: reactions.length, ...counts };
}

import type { Site } from '../site.ts';
import type { Holder } from '../state/accounts.ts';
import type { Comment, Issue, Label } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import { commentView, issueView, labelView } from '../views/issue.ts';
import type { Announce } from './announcer.ts';

/** What is changed of an issue; what is left out stays. */
export interface IssueChange {
  readonly title?: string | undefined;
  readonly body?: string | null | undefined;
  readonly state?: Issue['state'] | undefined;
  readonly stateReason?: Issue['stateReason'] | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly assignees?: readonly string[] | undefined;
}

/** Who does something, and where. */
export interface Where {
  readonly repository: Repository;
  readonly by: Holder;
}

/** What can be done with issues; each change is announced to the App. */
export interface IssueTracker {
  open(where: Where, given: IssueChange & { readonly title: string }): Issue;
  change(where: Where, issue: Issue, change: IssueChange): void;
  comment(where: Where, issue: Issue, body: string): Comment;
  editComment(where: Where, at: { issue: Issue; comment: Comment }, body: string): void;
  deleteComment(where: Where, at: { issue: Issue; comment: Comment }): void;
  lock(where: Where, issue: Issue, lock: Issue['lock']): void;
  /** The label of that name, made when there is none. */
  label(repository: Repository, name: string, look?: Partial<Pick<Label, 'color' | 'description'>>): Label;
}

/** The issues of every repository. */
export function createIssueTracker(site: Site, announce: Announce): IssueTracker {
  const tell = (action: string, { repository, by }: Where, rest: { issue: Issue; extra?: object }) => {
    const content = { issue: issueView(site, repository, rest.issue), ...rest.extra };
    announce({ event: 'issues', action, repository, sender: by, content });
  };
  const tellComment = (
    action: string,
    { repository, by }: Where,
    { changes, ...at }: { issue: Issue; comment: Comment; changes?: object },
  ) => {
    const content = {
      issue: issueView(site, repository, at.issue),
      comment: commentView(site, repository, at),
      ...(changes ? { changes } : {}),
    };
    announce({ event: 'issue_comment', action, repository, sender: by, content });
  };
  const label: IssueTracker['label'] = (repository, name, look = {}) => {
    const key = name.toLowerCase();
    const there = repository.labels.get(key);
    if (there) return there;
    const made = { id: site.nextId(), name, color: 'ededed', description: null, ...look };
    repository.labels.set(key, made);
    return made;
  };

  return {
    label,
    open: (where, given) => {
      const { repository, by } = where;
      const at = site.clock.now();
      const issue: Issue = {
        id: site.nextId(),
        number: repository.issues.size + repository.pulls.size + 1,
        title: given.title,
        body: given.body ?? null,
        state: 'open',
        stateReason: null,
        user: by,
        labels: (given.labels ?? []).map((name) => label(repository, name)),
        assignees: (given.assignees ?? []).flatMap((login) => site.accounts.find(login) ?? []),
        lock: undefined,
        createdAt: at,
        updatedAt: at,
        closedAt: null,
        closedBy: null,
        comments: [],
        reactions: [],
      };
      repository.issues.set(issue.number, issue);
      tell('opened', where, { issue });
      return issue;
    },
    change: (where, issue, change) => {
      const before = { title: issue.title, body: issue.body, state: issue.state, labels: issue.labels };
      apply(site, { issue, change, by: where.by });
      if (change.labels) issue.labels = change.labels.map((name) => label(where.repository, name));
      const changes = {
        ...(before.title === issue.title ? {} : { title: { from: before.title } }),
        ...(before.body === issue.body ? {} : { body: { from: before.body ?? '' } }),
      };
      if (Object.keys(changes).length > 0) tell('edited', where, { issue, extra: { changes } });
      if (before.state !== issue.state)
        tell(issue.state === 'closed' ? 'closed' : 'reopened', where, { issue });
      for (const added of issue.labels.filter((one) => !before.labels.includes(one))) {
        tell('labeled', where, { issue, extra: { label: labelView(site, where.repository, added) } });
      }
    },
    comment: (where, issue, body) => {
      const at = site.clock.now();
      const comment = {
        id: site.nextId(),
        user: where.by,
        body,
        createdAt: at,
        updatedAt: at,
        reactions: [],
      };
      issue.comments.push(comment);
      issue.updatedAt = at;
      tellComment('created', where, { issue, comment });
      return comment;
    },
    editComment: (where, at, body) => {
      const from = at.comment.body;
      at.comment.body = body;
      at.comment.updatedAt = site.clock.now();
      tellComment('edited', where, { ...at, changes: { body: { from } } });
    },
    deleteComment: (where, at) => {
      at.issue.comments.splice(at.issue.comments.indexOf(at.comment), 1);
      tellComment('deleted', where, at);
    },
    lock: (where, issue, lock) => {
      if ((issue.lock === undefined) === (lock === undefined)) return;
      issue.lock = lock;
      tell(lock ? 'locked' : 'unlocked', where, { issue });
    },
  };
}

function apply(site: Site, { issue, change, by }: { issue: Issue; change: IssueChange; by: Holder }): void {
  const now = site.clock.now();
  issue.title = change.title ?? issue.title;
  if (change.body !== undefined) issue.body = change.body;
  if (change.assignees) {
    issue.assignees = change.assignees.flatMap((login) => site.accounts.find(login) ?? []);
  }
  if (change.state !== undefined && change.state !== issue.state) {
    issue.state = change.state;
    issue.stateReason = change.stateReason ?? (change.state === 'closed' ? 'completed' : 'reopened');
    issue.closedAt = change.state === 'closed' ? now : null;
    issue.closedBy = change.state === 'closed' ? by : null;
  }
  issue.updatedAt = now;
}

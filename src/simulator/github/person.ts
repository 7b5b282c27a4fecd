import type { Actions } from './actions/actions.ts';
import type { IssueTracker } from './actions/issue-tracker.ts';
import type { Credentials } from './http/auth.ts';
import { findRepository, type Site } from './site.ts';
import type { Holder } from './state/accounts.ts';
import { commitTo } from './state/git.ts';
import type { Comment, Issue } from './state/issues.ts';
import type { Repository } from './state/repository.ts';
import type { Run } from './state/runs.ts';

/** What somebody does on the site by hand. `repository` is `owner/name`; default: the first one of the world. What GitHub refuses throws. */
export interface PersonOnGitHub {
  readonly login: string;
  /** A personal access token, for requests to the API as this person. */
  readonly token: string;
  comment(issue: number, body: string, repository?: string): Comment;
  editComment(issue: number, comment: number, body: string): void;
  openIssue(title: string, body: string, repository?: string): Issue;
  closeIssue(issue: number): void;
  dispatch(
    workflow: string,
    inputs?: Readonly<Record<string, string>>,
    where?: { readonly ref?: string; readonly repository?: string },
  ): Run;
  /** Answers the required reviewers' question of an environment. */
  review(run: number, environment: string, state: 'approved' | 'rejected'): void;
  cancel(run: number, how?: 'ask' | 'force'): void;
  rerun(run: number, which?: 'all' | 'failed'): void;
  /** Commits to a branch, by default the default one; the commit. */
  push(
    files: Readonly<Record<string, string | undefined>>,
    options?: { readonly message?: string; readonly branch?: string; readonly repository?: string },
  ): string;
}

/** What people act on. */
export interface PersonNeeds {
  readonly site: Site;
  readonly actions: Actions;
  readonly issues: IssueTracker;
  readonly credentials: Credentials;
}

/** Somebody of the world, by login. */
export function createPerson(needs: PersonNeeds, login: string): PersonOnGitHub {
  const { site, actions, issues } = needs;
  const by = site.accounts.find(login);
  if (!by) throw new Error(`Nobody on the local GitHub is called ${login}.`);
  const issueAt = (number: number, name?: string) => {
    const repository = repositoryNamed(site, name);
    const issue = repository.issues.get(number);
    if (!issue) throw new Error(`There is no issue ${number} in ${repository.fullName}.`);
    return { where: { repository, by }, issue };
  };
  const runAt = (id: number) => {
    const repository = [...site.repositories.values()].find(({ runs }) => runs.has(id));
    const run = repository?.runs.get(id);
    if (!repository || !run) throw new Error(`There is no run ${id}.`);
    return { where: { repository, by }, run };
  };
  return {
    login: by.login,
    token: needs.credentials.userToken(by),
    comment: (number, body, name) => {
      const { where, issue } = issueAt(number, name);
      return issues.comment(where, issue, body);
    },
    editComment: (number, id, body) => {
      const { where, issue } = issueAt(number);
      const comment = issue.comments.find((one) => one.id === id);
      if (!comment) throw new Error(`There is no comment ${id}.`);
      issues.editComment(where, { issue, comment }, body);
    },
    openIssue: (title, body, name) =>
      issues.open({ repository: repositoryNamed(site, name), by }, { title, body }),
    closeIssue: (number) => {
      const { where, issue } = issueAt(number);
      issues.change(where, issue, { state: 'closed' });
    },
    dispatch: (workflow, inputs = {}, { ref, repository: name } = {}) => {
      const repository = repositoryNamed(site, name);
      const request = { workflow, inputs, ref: ref ?? repository.git.defaultBranch };
      const started = actions.dispatch({ repository, by }, request);
      if ('refusal' in started) throw refusalError(started.refusal);
      return started.run;
    },
    review: (id, environment, state) => {
      const { where, run } = runAt(id);
      mustReview(where.repository, environment, by);
      fail(actions.answerGate(where, run, { environment, rule: 'reviewers', state, comment: '' }));
    },
    cancel: (id, how = 'ask') => {
      const { where, run } = runAt(id);
      fail(actions.cancel(where, run, how));
    },
    rerun: (id, which = 'all') => {
      const { where, run } = runAt(id);
      fail(actions.rerun(where, run, which));
    },
    push: (files, { message = 'A change', branch, repository: name } = {}) => {
      const { git } = repositoryNamed(site, name);
      const change = { branch: branch ?? git.defaultBranch, files, message, author: by };
      return commitTo(git, { ...change, at: site.clock.now() }).sha;
    },
  };
}

function repositoryNamed(site: Site, name?: string): Repository {
  const repository = name === undefined ? [...site.repositories.values()][0] : findRepository(site, name);
  if (!repository) throw new Error(`There is no repository ${name ?? 'at all'}.`);
  return repository;
}

function mustReview(repository: Repository, environment: string, { login }: Holder): void {
  if (repository.environments.get(environment)?.reviewers?.includes(login)) return;
  throw new Error(`${login} is no required reviewer of ${environment}.`);
}

function fail(refusal: { readonly body?: unknown } | undefined): void {
  if (refusal) throw refusalError(refusal);
}

function refusalError({ body }: { readonly body?: unknown }): Error {
  return new Error(`GitHub refuses: ${JSON.stringify(body)}`);
}

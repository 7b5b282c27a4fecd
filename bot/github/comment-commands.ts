import type { Reply } from '../commands/reply.ts';
import type { Incident } from '../incidents/incident.ts';
import { markedComment } from '../messages/comment.ts';
import { incidentMarker } from '../messages/markdown.ts';
import { githubReply } from '../messages/reply.ts';
import type { Refusals } from '../http/refusals.ts';
import type { Log } from '../log.ts';
import type { RepositorySetting } from '../settings.ts';
import type { Store } from '../store/store.ts';
import type { GitHubApi } from './api.ts';

/** A comment that somebody wrote under an issue. */
export interface TypedComment {
  readonly delivery: string;
  readonly owner: string;
  readonly repo: string;
  readonly issue: number;
  readonly issueBody: string;
  readonly comment: number;
  readonly text: string;
  readonly login: string;
  /** https://docs.github.com/graphql/reference/enums#commentauthorassociation */
  readonly association: string;
}

/** A command as it was typed in GitHub. */
export interface GitHubCommand {
  readonly account: { readonly platform: 'github'; readonly id: string; readonly name: string };
  /** What stands behind `/failover`. */
  readonly text: string;
  /** The incident under whose issue it was typed. */
  readonly incident?: Incident;
  readonly delivery: string;
}

/** What answering comments needs. */
export interface CommentParts {
  readonly api: GitHubApi;
  readonly store: Pick<Store, 'readIncident'>;
  readonly repositories: readonly RepositorySetting[];
  readonly onCommand: (command: GitHubCommand) => Promise<Reply>;
  readonly refusals: Refusals;
  readonly log: Log;
}

/** Anybody may comment in a public repository; only those whom its owners have let in may give commands. */
const insiders = ['OWNER', 'MEMBER', 'COLLABORATOR'];

/** Takes a command from the first line of a comment, reacts to it, and answers with a comment of its own. */
export function createCommentCommands(parts: CommentParts): (comment: TypedComment) => Promise<void> {
  return async (comment) => {
    const text = commandIn(comment.text);
    if (text === undefined || !isConfigured(parts.repositories, comment)) return;
    if (!insiders.includes(comment.association)) {
      await parts.refusals.note({
        at: 'comment',
        code: 'STRANGER',
        message: 'a command of somebody who is no owner, member or collaborator',
        details: { login: comment.login, association: comment.association, issue: comment.issue },
      });
      return;
    }
    // Before the work, as the sign that it has been heard; whether GitHub takes it or not changes nothing.
    const reacting = react(parts.api, comment, 'eyes');
    const incident = await incidentOf(parts.store, comment);
    const reply = await parts.onCommand({
      account: { platform: 'github', id: comment.login, name: comment.login },
      text,
      delivery: comment.delivery,
      ...(incident === undefined ? {} : { incident }),
    });
    await reacting;
    await answer(parts, comment, reply);
  };
}

/** What stands behind `/failover` in the first line; undefined where it is no command. */
function commandIn(comment: string): string | undefined {
  const [line = ''] = comment.split(/\r?\n/, 1);
  return /^\s*\/failover(?=\s|$)(.{0,2000})/.exec(line)?.[1]?.trim();
}

function isConfigured(repositories: readonly RepositorySetting[], { owner, repo }: TypedComment): boolean {
  const name = `${owner}/${repo}`.toLowerCase();
  return repositories.some((one) => `${one.owner}/${one.repo}`.toLowerCase() === name);
}

/** The issue's text leads to the incident, and the incident says whether this is its issue: a text can be copied. */
async function incidentOf(
  store: CommentParts['store'],
  { issueBody, issue, owner, repo }: TypedComment,
): Promise<Incident | undefined> {
  const [, id] = /<!-- region-failover:incident:([\w.-]{1,200}) -->/.exec(issueBody) ?? [];
  const incident = id === undefined ? undefined : await store.readIncident(id);
  if (incident === undefined || !issueBody.includes(incidentMarker(incident.id))) return undefined;
  const { source, places } = incident;
  const sameRepository = `${source.owner}/${source.repo}`.toLowerCase() === `${owner}/${repo}`.toLowerCase();
  return sameRepository && places.issue?.number === issue ? incident : undefined;
}

async function answer({ api, log }: CommentParts, comment: TypedComment, reply: Reply): Promise<void> {
  const { owner, repo, issue } = comment;
  const paragraphs = paragraphsOf(reply);
  await react(api, comment, reply.type === 'message' && !reply.ok ? 'confused' : '+1');
  if (paragraphs.length === 0) return;
  const body = markedComment([`@${comment.login}`, ...paragraphs], comment.comment);
  const written = await api.write(comment, (octokit) =>
    octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      owner,
      repo,
      issue_number: issue,
      body,
    }),
  );
  if (written === 'lost' || !written.ok) log.warn({ issue }, 'the answer to a command could not be written');
}

/** A form cannot be shown in GitHub: what is missing is told instead. */
function paragraphsOf(reply: Reply): readonly string[] {
  switch (reply.type) {
    case 'message':
      return githubReply(reply);
    case 'modal':
      return [missingIn(reply.modal)];
    case 'invalid':
      return Object.values(reply.errors);
    case 'nothing':
      return [];
  }
}

function missingIn(modal: Extract<Reply, { type: 'modal' }>['modal']): string {
  switch (modal.kind) {
    case 'declare':
      return `Missing: ${modal.missing.join(', ')}. Write it in one line, such as \`/failover eu-west-1 eu-west-2 SERVICE "the reason"\`.`;
    case 'skip':
      return 'Say why: `/failover skip STEP "the reason"`.';
    case 'break-glass':
      return 'Say why: `/failover break-glass "the reason"`.';
  }
}

async function react(
  api: GitHubApi,
  { owner, repo, comment }: TypedComment,
  content: 'eyes' | '+1' | 'confused',
): Promise<void> {
  await api
    .write({ owner, repo }, (octokit) =>
      octokit.request('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', {
        owner,
        repo,
        comment_id: comment,
        content,
      }),
    )
    .catch(() => undefined);
}

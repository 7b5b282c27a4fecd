import * as z from 'zod';
import { created, nothing, notFound, ok, refused, type Answer } from '../http/answer.ts';
import { accountOf } from '../http/auth.ts';
import { pageOf } from '../http/pagination.ts';
import { numberIn, onRepository, readBody, type RepositoryCall, type Route } from '../http/route.ts';
import { react, reactionContents, type Comment, type Issue, type Reaction } from '../state/issues.ts';
import { commentView, reactionView } from '../views/issue.ts';
import { longestBody, mayEdit, whereOf, withIssue } from './issues.ts';

const commentBody = z.object({ body: z.string().min(1, "Body can't be blank").max(longestBody) });
const reactionBody = z.object({ content: z.enum(reactionContents) });
const one = '/repos/{owner}/{repo}/issues/comments/{comment_id}';
const ofIssue = '/repos/{owner}/{repo}/issues/{issue_number}';

/** Comments and reactions: https://docs.github.com/en/rest/issues/comments */
export const commentRoutes: readonly Route[] = [
  onRepository(`GET ${ofIssue}/comments`, 'issues:read', listOfIssue),
  onRepository(`POST ${ofIssue}/comments`, 'issues:write', addComment),
  onRepository('GET /repos/{owner}/{repo}/issues/comments', 'issues:read', listOfRepository),
  onRepository(`GET ${one}`, 'issues:read', (call) =>
    withComment(call, (at) => ok(commentView(call.site, call.repository, at))),
  ),
  onRepository(`PATCH ${one}`, 'issues:write', editComment),
  onRepository(`DELETE ${one}`, 'issues:write', deleteComment),
  onRepository(`GET ${one}/reactions`, 'issues:read', (call) =>
    withComment(call, ({ comment }) => listReactions(call, comment.reactions)),
  ),
  onRepository(`POST ${one}/reactions`, 'issues:write', (call) =>
    withComment(call, ({ comment }) => addReaction(call, comment.reactions)),
  ),
  onRepository(`GET ${ofIssue}/reactions`, 'issues:read', (call) =>
    withIssue(call, ({ reactions }) => listReactions(call, reactions)),
  ),
  onRepository(`POST ${ofIssue}/reactions`, 'issues:write', (call) =>
    withIssue(call, ({ reactions }) => addReaction(call, reactions)),
  ),
];

interface At {
  readonly issue: Issue;
  readonly comment: Comment;
}

function withComment(call: RepositoryCall, then: (at: At) => Answer): Answer {
  const id = numberIn(call, 'comment_id');
  for (const issue of call.repository.issues.values()) {
    const comment = issue.comments.find((candidate) => candidate.id === id);
    if (comment) return then({ issue, comment });
  }
  return notFound;
}

function listOfIssue(call: RepositoryCall): Answer {
  return withIssue(call, (issue) => {
    const since = Date.parse(call.query.get('since') ?? '');
    const wanted = issue.comments.filter(({ updatedAt }) => Number.isNaN(since) || updatedAt >= since);
    return listed(
      call,
      wanted.map((comment) => ({ issue, comment })),
    );
  });
}

function listOfRepository(call: RepositoryCall): Answer {
  const { repository, query } = call;
  const since = Date.parse(query.get('since') ?? '');
  const all = [...repository.issues.values()]
    .flatMap((issue) => issue.comments.map((comment) => ({ issue, comment })))
    .filter(({ comment }) => Number.isNaN(since) || comment.updatedAt >= since)
    .sort((a, b) => a.comment.id - b.comment.id);
  return listed(call, query.get('direction') === 'desc' ? all.reverse() : all);
}

function listed(call: RepositoryCall, all: readonly At[]): Answer {
  const { items, headers } = pageOf(call, all);
  return ok(
    items.map((at) => commentView(call.site, call.repository, at)),
    headers,
  );
}

function addComment(call: RepositoryCall): Answer {
  return withIssue(call, (issue) => {
    const parsed = readBody(call, commentBody);
    if ('answer' in parsed) return parsed.answer;
    if (issue.lock && !mayEdit(call, NaN))
      return refused(403, 'Unable to create comment because issue is locked.');
    const comment = call.issues.comment(whereOf(call), issue, parsed.body.body);
    return created(commentView(call.site, call.repository, { issue, comment }));
  });
}

function editComment(call: RepositoryCall): Answer {
  return withComment(call, (at) => {
    const parsed = readBody(call, commentBody);
    if ('answer' in parsed) return parsed.answer;
    if (!mayEdit(call, at.comment.user.id)) return refused(403, 'Must have admin rights to Repository.');
    call.issues.editComment(whereOf(call), at, parsed.body.body);
    return ok(commentView(call.site, call.repository, at));
  });
}

function deleteComment(call: RepositoryCall): Answer {
  return withComment(call, (at) => {
    if (!mayEdit(call, at.comment.user.id)) return refused(403, 'Must have admin rights to Repository.');
    call.issues.deleteComment(whereOf(call), at);
    return nothing;
  });
}

function listReactions(call: RepositoryCall, reactions: readonly Reaction[]): Answer {
  const { items, headers } = pageOf(call, reactions);
  return ok(
    items.map((reaction) => reactionView(call.site, reaction)),
    headers,
  );
}

function addReaction(call: RepositoryCall, reactions: Reaction[]): Answer {
  const parsed = readBody(call, reactionBody);
  if ('answer' in parsed) return parsed.answer;
  const { site, caller } = call;
  const added = react(reactions, {
    id: site.nextId(),
    content: parsed.body.content,
    user: accountOf(site, caller),
    at: site.clock.now(),
  });
  const view = reactionView(site, added.reaction);
  return added.created ? created(view) : ok(view);
}

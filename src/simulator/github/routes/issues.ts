import * as z from 'zod';
import { created, invalid, nothing, notFound, ok, refused, type Answer } from '../http/answer.ts';
import { accountOf } from '../http/auth.ts';
import { pageOf } from '../http/pagination.ts';
import { numberIn, onRepository, readBody, type RepositoryCall, type Route } from '../http/route.ts';
import type { Where } from '../actions/issue-tracker.ts';
import type { Issue } from '../state/issues.ts';
import { issueView, labelView } from '../views/issue.ts';

/** The longest body of an issue or comment, in characters. */
export const longestBody = 65_536;
const body = z.string().max(longestBody, 'is too long (maximum is 65536 characters)');
const names = z.array(z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]));
const newIssue = z.object({
  title: z.union([z.string().min(1).max(256), z.number().transform(String)]),
  body: body.nullish(),
  labels: names.optional(),
  assignees: z.array(z.string()).optional(),
});
const issueChange = z.object({
  title: z.union([z.string().min(1).max(256), z.number().transform(String)]).optional(),
  body: body.nullish(),
  state: z.enum(['open', 'closed']).optional(),
  state_reason: z.enum(['completed', 'not_planned', 'reopened', 'duplicate']).nullish(),
  labels: names.optional(),
  assignees: z.array(z.string()).optional(),
});
const lockBody = z.object({
  lock_reason: z.enum(['off-topic', 'too heated', 'resolved', 'spam']).nullish(),
});
const labelBody = z.object({
  name: z.string().min(1).max(50),
  color: z
    .string()
    .regex(/^[0-9a-fA-F]{6}$/)
    .optional(),
  description: z.string().max(100).nullish(),
});
const labelsBody = z.union([z.object({ labels: names }), names.transform((labels) => ({ labels }))]);

/** Issues and their labels: https://docs.github.com/en/rest/issues */
export const issueRoutes: readonly Route[] = [
  onRepository('GET /repos/{owner}/{repo}/issues', 'issues:read', listIssues),
  onRepository('POST /repos/{owner}/{repo}/issues', 'issues:write', openIssue),
  onRepository('GET /repos/{owner}/{repo}/issues/{issue_number}', 'issues:read', (call) =>
    withIssue(call, (issue) => ok(issueView(call.site, call.repository, issue))),
  ),
  onRepository('PATCH /repos/{owner}/{repo}/issues/{issue_number}', 'issues:write', changeIssue),
  onRepository('PUT /repos/{owner}/{repo}/issues/{issue_number}/lock', 'issues:write', lockIssue),
  onRepository('DELETE /repos/{owner}/{repo}/issues/{issue_number}/lock', 'issues:write', (call) =>
    withIssue(call, (issue) => {
      call.issues.lock(whereOf(call), issue, undefined);
      return nothing;
    }),
  ),
  onRepository('GET /repos/{owner}/{repo}/labels', 'issues:read', listLabels),
  onRepository('POST /repos/{owner}/{repo}/labels', 'issues:write', makeLabel),
  onRepository('GET /repos/{owner}/{repo}/labels/{name}', 'issues:read', ({ site, repository, params }) => {
    const label = repository.labels.get((params['name'] ?? '').toLowerCase());
    return label ? ok(labelView(site, repository, label)) : notFound;
  }),
  onRepository('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', 'issues:write', addLabels),
];

/** Finds the issue of the path, or answers 404. */
export function withIssue(call: RepositoryCall, then: (issue: Issue) => Answer): Answer {
  const issue = call.repository.issues.get(numberIn(call, 'issue_number'));
  return issue ? then(issue) : notFound;
}

/** Where the caller does something, and as whom. */
export function whereOf({ site, caller, repository }: RepositoryCall): Where {
  return { repository, by: accountOf(site, caller) };
}

/** Whether somebody may change what another one wrote. */
export function mayEdit({ caller }: RepositoryCall, author: number): boolean {
  if (caller.kind !== 'user') return caller.kind === 'installation';
  const { permission, id } = caller.user;
  return id === author || permission === 'write' || permission === 'admin';
}

function listIssues(call: RepositoryCall): Answer {
  const { site, repository, query } = call;
  const state = query.get('state') ?? 'open';
  const labels = (query.get('labels') ?? '').split(',').filter((name) => name !== '');
  const since = Date.parse(query.get('since') ?? '');
  const creator = query.get('creator');
  const byUpdate = query.get('sort') === 'updated';
  const at = (issue: Issue) => (byUpdate ? issue.updatedAt : issue.createdAt);
  const matching = [...repository.issues.values()]
    .filter(
      (issue) =>
        (state === 'all' || issue.state === state) &&
        labels.every((name) => issue.labels.some((one) => one.name.toLowerCase() === name.toLowerCase())) &&
        (Number.isNaN(since) || issue.updatedAt >= since) &&
        (creator === null || issue.user.login === creator),
    )
    .sort((one, other) => at(other) - at(one) || other.number - one.number);
  const ordered = query.get('direction') === 'asc' ? matching.reverse() : matching;
  const { items, headers } = pageOf(call, ordered);
  return ok(
    items.map((issue) => issueView(site, repository, issue)),
    headers,
  );
}

function openIssue(call: RepositoryCall): Answer {
  const parsed = readBody(call, newIssue);
  if ('answer' in parsed) return parsed.answer;
  const { labels, assignees, ...given } = parsed.body;
  // Labels and assignees of those without write access are dropped silently, as GitHub does.
  const trusted = mayEdit(call, NaN) ? { labels, assignees } : {};
  const issue = call.issues.open(whereOf(call), { ...given, ...trusted });
  return created(issueView(call.site, call.repository, issue));
}

function changeIssue(call: RepositoryCall): Answer {
  return withIssue(call, (issue) => {
    if (!mayEdit(call, issue.user.id)) return refused(403, 'Must have admin rights to Repository.');
    const parsed = readBody(call, issueChange);
    if ('answer' in parsed) return parsed.answer;
    const { state_reason: stateReason, ...change } = parsed.body;
    call.issues.change(whereOf(call), issue, { ...change, stateReason });
    return ok(issueView(call.site, call.repository, issue));
  });
}

function lockIssue(call: RepositoryCall): Answer {
  return withIssue(call, (issue) => {
    const parsed = readBody(call, lockBody);
    if ('answer' in parsed) return parsed.answer;
    if (!mayEdit(call, NaN)) return refused(403, 'Must have admin rights to Repository.');
    call.issues.lock(whereOf(call), issue, { reason: parsed.body.lock_reason ?? null });
    return nothing;
  });
}

function listLabels(call: RepositoryCall): Answer {
  const { items, headers } = pageOf(call, [...call.repository.labels.values()]);
  return ok(
    items.map((label) => labelView(call.site, call.repository, label)),
    headers,
  );
}

function makeLabel(call: RepositoryCall): Answer {
  const parsed = readBody(call, labelBody);
  if ('answer' in parsed) return parsed.answer;
  const { name, color = 'ededed', description = null } = parsed.body;
  if (call.repository.labels.has(name.toLowerCase())) {
    return invalid('Validation Failed', [{ resource: 'Label', code: 'already_exists', field: 'name' }]);
  }
  const label = call.issues.label(call.repository, name, { color, description });
  return created(labelView(call.site, call.repository, label));
}

function addLabels(call: RepositoryCall): Answer {
  return withIssue(call, (issue) => {
    const parsed = readBody(call, labelsBody);
    if ('answer' in parsed) return parsed.answer;
    const there = issue.labels.map(({ name }) => name);
    const labels = [...new Set([...there, ...parsed.body.labels])];
    call.issues.change(whereOf(call), issue, { labels });
    return ok(issue.labels.map((label) => labelView(call.site, call.repository, label)));
  });
}

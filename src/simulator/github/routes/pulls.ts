import * as z from 'zod';
import { created, invalid, notFound, ok, type Answer } from '../http/answer.ts';
import { accountOf } from '../http/auth.ts';
import { pageOf } from '../http/pagination.ts';
import { numberIn, onRepository, readBody, type RepositoryCall, type Route } from '../http/route.ts';
import { nodeId } from '../site.ts';
import { branchOf } from '../state/git.ts';
import type { Pull } from '../state/pulls.ts';
import { fullPullView, pullView } from '../views/pull.ts';
import { repositoryUrl } from '../views/repository.ts';

const newRef = z.object({ ref: z.string(), sha: z.string() });
const newPull = z.object({
  title: z.string().min(1).max(256),
  head: z.string(),
  base: z.string(),
  body: z.string().max(65_536).nullish(),
});

/** New branches (https://docs.github.com/en/rest/git/refs) and pull requests (https://docs.github.com/en/rest/pulls/pulls). */
export const pullRoutes: readonly Route[] = [
  onRepository('POST /repos/{owner}/{repo}/git/refs', 'contents:write', createRef),
  onRepository('GET /repos/{owner}/{repo}/pulls', 'pull_requests:read', listPulls),
  onRepository('POST /repos/{owner}/{repo}/pulls', 'pull_requests:write', createPull),
  onRepository('GET /repos/{owner}/{repo}/pulls/{pull_number}', 'pull_requests:read', getPull),
];

function createRef(call: RepositoryCall): Answer {
  const { site, repository } = call;
  const parsed = readBody(call, newRef);
  if ('answer' in parsed) return parsed.answer;
  const { ref, sha } = parsed.body;
  const branch = branchOf(ref);
  if (!ref.startsWith('refs/') || branch === undefined)
    return invalid('Reference name must start with "refs/".');
  if (!repository.git.commits.has(sha)) return invalid('Object does not exist');
  if (repository.git.branches.has(branch)) return invalid('Reference already exists');
  repository.git.branches.set(branch, sha);
  const url = repositoryUrl(site, repository);
  return created({
    ref,
    node_id: nodeId('REF', ref),
    url: `${url}/git/${ref}`,
    object: { type: 'commit', sha, url: `${url}/git/commits/${sha}` },
  });
}

function listPulls(call: RepositoryCall): Answer {
  const { site, repository, query } = call;
  const [state, base, head] = [query.get('state') ?? 'open', query.get('base'), query.get('head')];
  const matching = [...repository.pulls.values()].filter(
    (pull) =>
      (state === 'all' || pull.state === state) &&
      (base === null || pull.base === base) &&
      (head === null || `${repository.owner.login}:${pull.head}` === head),
  );
  const { items, headers } = pageOf(call, matching.reverse());
  return ok(
    items.map((pull) => pullView(site, repository, pull)),
    headers,
  );
}

function createPull(call: RepositoryCall): Answer {
  const { site, repository, caller } = call;
  const parsed = readBody(call, newPull);
  if ('answer' in parsed) return parsed.answer;
  const { title, base, body = null } = parsed.body;
  const head = parsed.body.head.replace(`${repository.owner.login}:`, '');
  const refuse = (error: { readonly field?: string; readonly code: string; readonly message?: string }) =>
    invalid('Validation Failed', [{ resource: 'PullRequest', ...error }]);
  const { branches } = repository.git;
  if (!branches.has(base)) return refuse({ field: 'base', code: 'invalid' });
  if (!branches.has(head)) return refuse({ field: 'head', code: 'invalid' });
  if (branches.get(head) === branches.get(base))
    return refuse({ code: 'custom', message: `No commits between ${base} and ${head}` });
  const same = (pull: Pull) => pull.state === 'open' && pull.head === head && pull.base === base;
  if ([...repository.pulls.values()].some(same)) {
    const message = `A pull request already exists for ${repository.owner.login}:${head}.`;
    return refuse({ code: 'custom', message });
  }
  const pull: Pull = {
    ...{ title, body, head, base, state: 'open' },
    id: site.nextId(),
    // Issues and pull requests are counted together.
    number: repository.issues.size + repository.pulls.size + 1,
    user: accountOf(site, caller),
    createdAt: site.clock.now(),
  };
  repository.pulls.set(pull.number, pull);
  return created(fullPullView(site, repository, pull));
}

function getPull(call: RepositoryCall): Answer {
  const pull = call.repository.pulls.get(numberIn(call, 'pull_number'));
  return pull === undefined ? notFound : ok(fullPullView(call.site, call.repository, pull));
}

import * as z from 'zod';
import { invalid, notFound, ok, refused, type Answer } from '../http/answer.ts';
import { accountOf } from '../http/auth.ts';
import { onRepository, readBody, type RepositoryCall, type Route } from '../http/route.ts';
import { isoTime, nodeId } from '../site.ts';
import { blobSha, branchOf, commitTo, resolveCommit, type Commit } from '../state/git.ts';
import { entryView, headCommitView, repositoryPage, repositoryUrl } from '../views/repository.ts';

const putBody = z.object({
  message: z.string(),
  content: z.string(),
  sha: z.string().optional(),
  branch: z.string().optional(),
});

/** Files: https://docs.github.com/en/rest/repos/contents */
export const contentRoutes: readonly Route[] = [
  onRepository('GET /repos/{owner}/{repo}/contents/{path}', 'contents:read', getContents),
  onRepository('PUT /repos/{owner}/{repo}/contents/{path}', 'contents:write', putContents),
];

function getContents({ site, repository, params, query, accept }: RepositoryCall): Answer {
  const path = (params['path'] ?? '').replace(/\/+$/, '');
  const ref = query.get('ref') ?? repository.git.defaultBranch;
  const commit = resolveCommit(repository.git, ref);
  if (!commit) return refused(404, `No commit found for the ref ${ref}`);
  const text = commit.files[path];
  if (text === undefined) {
    const entries = childrenOf(commit, path);
    return entries.length === 0
      ? notFound
      : ok(entries.map((entry) => entryView(site, repository, { ...entry, ref })));
  }
  if (/application\/vnd\.github\.(v3\.)?raw/.test(accept)) {
    return { status: 200, text: { type: 'application/vnd.github.raw; charset=utf-8', content: text } };
  }
  const content = Buffer.from(text).toString('base64').replaceAll(/.{60}/g, '$&\n');
  return ok({
    ...entryView(site, repository, { path, ref, text }),
    content: `${content}\n`,
    encoding: 'base64',
  });
}

function childrenOf({ files }: Commit, folder: string): { path: string; text?: string }[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const names = Object.keys(files)
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length).split('/')[0] ?? '');
  return [...new Set(names)].map((name) => {
    const text = files[`${prefix}${name}`];
    return { path: `${prefix}${name}`, ...(text === undefined ? {} : { text }) };
  });
}

function putContents(call: RepositoryCall): Answer {
  const { site, repository, params } = call;
  const parsed = readBody(call, putBody);
  if ('answer' in parsed) return parsed.answer;
  const { message, content, sha, branch: named = repository.git.defaultBranch } = parsed.body;
  const branch = branchOf(named) ?? named;
  const path = params['path'] ?? '';
  const head = resolveCommit(repository.git, branch);
  if (!head) return refused(404, `Branch ${branch} not found`);
  const before = head.files[path];
  if (before !== undefined && sha === undefined)
    return invalid('Invalid request.\n\n"sha" wasn\'t supplied.');
  if (before !== undefined && sha !== blobSha(before))
    return refused(409, `${path} does not match ${sha ?? ''}`);
  const text = Buffer.from(content, 'base64').toString('utf8');
  const author = accountOf(site, call.caller);
  const commit = commitTo(repository.git, {
    branch,
    files: { [path]: text },
    message,
    author,
    at: site.clock.now(),
  });
  const view = headCommitView(commit);
  const date = isoTime(commit.at);
  const git = `${repositoryUrl(site, repository)}/git/commits/${commit.sha}`;
  return {
    status: before === undefined ? 201 : 200,
    body: {
      content: entryView(site, repository, { path, ref: branch, text }),
      commit: {
        sha: commit.sha,
        node_id: nodeId('C', commit.sha),
        url: git,
        html_url: `${repositoryPage(site, repository)}/commit/${commit.sha}`,
        author: { ...view.author, date },
        committer: { ...view.committer, date },
        message,
        tree: { sha: commit.treeSha, url: git },
        parents: commit.parents.map((parent) => ({ sha: parent, url: git, html_url: git })),
      },
    },
  };
}

import type { Source } from '../incidents/incident.ts';
import { Later } from '../ports.ts';
import type { GitHubApi, RepositoryName } from './api.ts';

/** A file at a commit. */
export interface FileAt {
  readonly path: string;
  readonly ref: string;
}

/** The text of a file; undefined where there is none. Throws `Later`. */
export async function readText(
  api: GitHubApi,
  repository: RepositoryName,
  file: FileAt,
): Promise<string | undefined> {
  const found = await readFile(api, repository, file);
  return found === undefined ? undefined : Buffer.from(found.content, 'base64').toString('utf8');
}

async function readFile(
  api: GitHubApi,
  { owner, repo }: RepositoryName,
  { path, ref }: FileAt,
): Promise<{ readonly sha: string; readonly content: string } | undefined> {
  const answer = await api.read({ owner, repo }, (octokit) =>
    octokit.request('GET /repos/{owner}/{repo}/contents/{path}', { owner, repo, path, ref }),
  );
  if (!answer.ok && answer.status !== 404)
    throw new Later(`GitHub does not show ${path} (${answer.status}): ${answer.message}`);
  if (!answer.ok || Array.isArray(answer.data) || answer.data.type !== 'file') return undefined;
  return { sha: answer.data.sha, content: answer.data.content };
}

/** Whether config and workflow file are byte for byte the same at both commits; a file that is missing anywhere is not. Throws `Later`. */
export async function sameFiles(api: GitHubApi, source: Source, commit: string): Promise<boolean> {
  if (commit === source.commit) return true;
  const same = await Promise.all(
    [source.configPath, source.workflowPath].map(async (path) => {
      const [before, now] = await Promise.all([
        readFile(api, source, { path, ref: source.commit }),
        readFile(api, source, { path, ref: commit }),
      ]);
      return before !== undefined && before.sha === now?.sha;
    }),
  );
  return same.every(Boolean);
}

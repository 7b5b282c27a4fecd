import type { Source } from '../incidents/incident.ts';
import { Later } from '../ports.ts';
import type { WorkflowRun } from '../ports.ts';
import type { GitHubApi } from './api.ts';

/** What is read of a run in GitHub's answers (https://docs.github.com/rest/actions/workflow-runs). */
interface RunAnswer {
  readonly id: number | bigint;
  readonly run_attempt?: number | bigint;
  readonly name?: string | null;
  readonly display_title: string;
  readonly html_url: string;
  readonly status: string | null;
  readonly conclusion: string | null;
  readonly head_sha: string;
  readonly head_branch: string | null;
  readonly path: string;
  readonly event: string;
  readonly actor?: { readonly login: string } | null;
}

/** A run; undefined where GitHub knows no such run of the repository. Throws `Later`. */
export async function readRun(
  api: GitHubApi,
  source: Source,
  githubRun: number,
): Promise<WorkflowRun | undefined> {
  const { owner, repo } = source;
  const answer = await api.read(source, (octokit) =>
    octokit.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', { owner, repo, run_id: githubRun }),
  );
  if (answer.ok) return runOf(answer.data);
  if (answer.status === 404) return undefined;
  throw new Later(`GitHub does not show run ${githubRun} (${answer.status}): ${answer.message}`);
}

/**
 * The run that the App started for an operation. Its name carries the operation, which anybody who may press "Run workflow" can write
 * as well: a run counts only when the App itself is its actor. Throws `Later`.
 */
export async function findDispatched(
  api: GitHubApi,
  source: Source,
  operation: string,
): Promise<WorkflowRun | undefined> {
  const login = await api.login();
  const runs = await listRuns(api, source, { event: 'workflow_dispatch', branch: source.branch });
  const mark = `[${operation}]`;
  return runs.find(
    ({ name, actor, path, branch }) =>
      name.includes(mark) && actor === login && path === source.workflowPath && branch === source.branch,
  );
}

/** Runs of the service's workflow that wait at an environment: how a lost webhook is caught. Throws `Later`. */
export function waitingRuns(api: GitHubApi, source: Source): Promise<readonly WorkflowRun[]> {
  return listRuns(api, source, { status: 'waiting', branch: source.branch });
}

interface RunFilter {
  readonly branch: string;
  readonly event?: string;
  readonly status?: 'waiting';
}

/** The newest hundred: a dispatch is looked up within minutes of its making. */
async function listRuns(api: GitHubApi, source: Source, filter: RunFilter): Promise<readonly WorkflowRun[]> {
  const { owner, repo } = source;
  const workflow_id = source.workflowPath.slice(source.workflowPath.lastIndexOf('/') + 1);
  const answer = await api.read(source, (octokit) =>
    octokit.request('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', {
      owner,
      repo,
      workflow_id,
      per_page: 100,
      ...filter,
    }),
  );
  if (!answer.ok)
    throw new Later(`GitHub does not list the runs of ${workflow_id} (${answer.status}): ${answer.message}`);
  return answer.data.workflow_runs.map(runOf);
}

function runOf(answer: RunAnswer): WorkflowRun {
  return {
    id: Number(answer.id),
    attempt: Number(answer.run_attempt ?? 1),
    // `name` is the workflow's; what `run-name` came to stands in the title.
    name: answer.display_title,
    url: answer.html_url,
    status: statusOf(answer.status),
    headSha: answer.head_sha,
    branch: answer.head_branch ?? '',
    // A run of another branch's file is told as `path@branch`.
    path: answer.path.split('@')[0] ?? '',
    event: answer.event,
    actor: answer.actor?.login ?? '',
    ...(answer.conclusion === null ? {} : { conclusion: answer.conclusion }),
  };
}

/** GitHub has more words for a run that has not been taken up: requested, pending. */
function statusOf(status: string | null): WorkflowRun['status'] {
  return status === 'completed' || status === 'in_progress' || status === 'waiting' ? status : 'queued';
}

import { isoTime, nodeId, type Site } from '../site.ts';
import type { Repository } from '../state/repository.ts';
import { currentAttempt, type Attempt, type Job, type Run, type Step, type Workflow } from '../state/runs.ts';
import { accountView } from './account.ts';
import { headCommitView, minimalRepositoryView, repositoryPage, repositoryUrl } from './repository.ts';

/** A workflow file. */
export function workflowView(
  site: Site,
  repository: Repository,
  { id, path, createdAt, name }: Workflow & { readonly name: string },
) {
  const url = `${repositoryUrl(site, repository)}/actions/workflows/${id}`;
  const page = repositoryPage(site, repository);
  return {
    id,
    node_id: nodeId('W', id),
    name,
    path,
    state: 'active',
    created_at: isoTime(createdAt),
    updated_at: isoTime(createdAt),
    url,
    html_url: `${page}/blob/${encodeURIComponent(repository.git.defaultBranch)}/${path}`,
    badge_url: `${page}/actions/workflows/${encodeURIComponent(path.split('/').at(-1) ?? path)}/badge.svg`,
  };
}

/** A run, by its newest attempt or the given one. */
export function runView(site: Site, repository: Repository, at: { run: Run; attempt?: Attempt }) {
  const { run } = at;
  const attempt = at.attempt ?? currentAttempt(run);
  const url = `${repositoryUrl(site, repository)}/actions/runs/${run.id}`;
  const commit = repository.git.commits.get(run.sha);
  const minimal = minimalRepositoryView(site, repository);
  return {
    id: run.id,
    name: run.workflow.name,
    node_id: nodeId('WFR', run.id),
    head_branch: run.branch,
    head_sha: run.sha,
    path: run.workflow.path,
    display_title: run.title,
    run_number: run.number,
    event: run.event,
    status: attempt.status,
    conclusion: attempt.conclusion,
    workflow_id: run.workflow.id,
    check_suite_id: run.id,
    check_suite_node_id: nodeId('CS', run.id),
    url,
    html_url: runPage(site, repository, run.id),
    pull_requests: [],
    created_at: isoTime(run.createdAt),
    updated_at: isoTime(attempt.updatedAt),
    actor: accountView(site, run.actor),
    run_attempt: attempt.number,
    referenced_workflows: [],
    run_started_at: isoTime(attempt.startedAt),
    triggering_actor: accountView(site, attempt.triggeringActor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repositoryUrl(site, repository)}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: attempt.number > 1 ? `${url}/attempts/${attempt.number - 1}` : null,
    workflow_url: `${repositoryUrl(site, repository)}/actions/workflows/${run.workflow.id}`,
    head_commit: commit ? headCommitView(commit) : null,
    repository: minimal,
    head_repository: minimal,
  };
}

/** A job of a run's attempt. */
export function jobView(site: Site, repository: Repository, at: { run: Run; attempt: Attempt; job: Job }) {
  const { run, attempt, job } = at;
  const actions = `${repositoryUrl(site, repository)}/actions`;
  const running = job.runnerName !== null;
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: run.workflow.name,
    head_branch: run.branch,
    run_url: `${actions}/runs/${run.id}`,
    run_attempt: attempt.number,
    node_id: nodeId('CR', job.id),
    head_sha: run.sha,
    url: `${actions}/jobs/${job.id}`,
    html_url: `${runPage(site, repository, run.id)}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: isoTime(job.createdAt),
    started_at: isoTime(job.startedAt ?? job.createdAt),
    completed_at: job.completedAt === null ? null : isoTime(job.completedAt),
    name: job.announcement.name,
    steps: [...job.steps.values()].sort((one, other) => one.number - other.number).map(stepView),
    check_run_url: `${repositoryUrl(site, repository)}/check-runs/${job.id}`,
    labels: job.announcement.labels,
    runner_id: running ? 1 : null,
    runner_name: job.runnerName,
    runner_group_id: running ? 1 : null,
    runner_group_name: running ? 'GitHub Actions' : null,
  };
}

/** Where people watch a run. */
export function runPage(site: Site, repository: Repository, run: number): string {
  return `${repositoryPage(site, repository)}/actions/runs/${run}`;
}

function stepView({ name, status, conclusion, number, startedAt, completedAt }: Step) {
  return {
    name,
    status,
    conclusion: conclusion ?? null,
    number,
    started_at: startedAt === null ? null : isoTime(startedAt),
    completed_at: completedAt === null ? null : isoTime(completedAt),
  };
}

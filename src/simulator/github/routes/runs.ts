import { accepted, created, notFound, ok, type Answer } from '../http/answer.ts';
import { accountOf } from '../http/auth.ts';
import { pageOf } from '../http/pagination.ts';
import { numberIn, onRepository, type RepositoryCall, type Route } from '../http/route.ts';
import { currentAttempt, type Attempt, type Job, type Run } from '../state/runs.ts';
import { repositoryPage } from '../views/repository.ts';
import { jobView, runView } from '../views/run.ts';

const one = '/repos/{owner}/{repo}/actions/runs/{run_id}';

/** Runs and jobs: https://docs.github.com/en/rest/actions/workflow-runs */
export const runRoutes: readonly Route[] = [
  onRepository('GET /repos/{owner}/{repo}/actions/runs', 'actions:read', (call) => listRuns(call)),
  onRepository(`GET ${one}`, 'actions:read', (call) =>
    withRun(call, (run) => ok(runView(call.site, call.repository, { run }))),
  ),
  onRepository(`GET ${one}/attempts/{attempt_number}`, 'actions:read', (call) =>
    withAttempt(call, (at) => ok(runView(call.site, call.repository, at))),
  ),
  onRepository(`GET ${one}/jobs`, 'actions:read', (call) =>
    withRun(call, (run) => {
      const attempts = call.query.get('filter') === 'all' ? run.attempts : [currentAttempt(run)];
      return listJobs(call, run, attempts);
    }),
  ),
  onRepository(`GET ${one}/attempts/{attempt_number}/jobs`, 'actions:read', (call) =>
    withAttempt(call, ({ run, attempt }) => listJobs(call, run, [attempt])),
  ),
  onRepository('GET /repos/{owner}/{repo}/actions/jobs/{job_id}', 'actions:read', (call) =>
    withJob(call, (at) => ok(jobView(call.site, call.repository, at))),
  ),
  onRepository('GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs', 'actions:read', jobLogs),
  onRepository(`POST ${one}/cancel`, 'actions:write', (call) => cancel(call, 'ask')),
  onRepository(`POST ${one}/force-cancel`, 'actions:write', (call) => cancel(call, 'force')),
  onRepository(`POST ${one}/rerun`, 'actions:write', (call) => rerun(call, 'all')),
  onRepository(`POST ${one}/rerun-failed-jobs`, 'actions:write', (call) => rerun(call, 'failed')),
];

interface JobAt {
  readonly run: Run;
  readonly attempt: Attempt;
  readonly job: Job;
}

/** Finds the run of the path, or answers 404. */
export function withRun(call: RepositoryCall, then: (run: Run) => Answer): Answer {
  const run = call.repository.runs.get(numberIn(call, 'run_id'));
  return run ? then(run) : notFound;
}

function withAttempt(call: RepositoryCall, then: (at: { run: Run; attempt: Attempt }) => Answer): Answer {
  return withRun(call, (run) => {
    const attempt = run.attempts[numberIn(call, 'attempt_number') - 1];
    return attempt ? then({ run, attempt }) : notFound;
  });
}

function withJob(call: RepositoryCall, then: (at: JobAt) => Answer): Answer {
  const id = numberIn(call, 'job_id');
  for (const run of call.repository.runs.values()) {
    for (const attempt of run.attempts) {
      const job = attempt.jobs.find((candidate) => candidate.id === id);
      if (job) return then({ run, attempt, job });
    }
  }
  return notFound;
}

/** The runs that the query asks for, newest first. */
export function listRuns(call: RepositoryCall, belongs: (run: Run) => boolean = () => true): Answer {
  const { site, repository, query } = call;
  const wanted = (name: string, value: string | null) =>
    query.get(name) === null || query.get(name) === value;
  const created = createdFilter(query.get('created'));
  const matching = [...repository.runs.values()]
    .filter((run) => {
      const { status, conclusion } = currentAttempt(run);
      return (
        belongs(run) &&
        wanted('event', run.event) &&
        wanted('branch', run.branch) &&
        wanted('head_sha', run.sha) &&
        wanted('actor', run.actor.login) &&
        (wanted('status', status) || wanted('status', conclusion)) &&
        created(run.createdAt)
      );
    })
    .reverse();
  const { items, headers } = pageOf(call, matching);
  const runs = items.map((run) => runView(site, repository, { run }));
  return ok({ total_count: matching.length, workflow_runs: runs }, headers);
}

/** `>=TIME`, `<TIME`, `TIME..TIME`, `*..TIME` or a day: https://docs.github.com/en/search-github/getting-started-with-searching-on-github/understanding-the-search-syntax#query-for-dates */
function createdFilter(text: string | null): (at: number) => boolean {
  if (text === null) return () => true;
  const range = /^(.+)\.\.(.+)$/.exec(text);
  if (range) {
    const from = range[1] === '*' ? -Infinity : Date.parse(range[1] ?? '');
    const to = range[2] === '*' ? Infinity : Date.parse(range[2] ?? '');
    return (at) => at >= from && toSecond(at) <= to;
  }
  const compared = /^([<>]=?)(.+)$/.exec(text);
  const at = Date.parse(compared?.[2] ?? text);
  switch (compared?.[1]) {
    case '>':
      return (one) => toSecond(one) > at;
    case '>=':
      return (one) => toSecond(one) >= at;
    case '<':
      return (one) => toSecond(one) < at;
    case '<=':
      return (one) => toSecond(one) <= at;
    default:
      return (one) => one >= at && one < at + 86_400_000;
  }
}

function toSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}

function listJobs(call: RepositoryCall, run: Run, attempts: readonly Attempt[]): Answer {
  const all = attempts.flatMap((attempt) => attempt.jobs.map((job) => ({ run, attempt, job })));
  const { items, headers } = pageOf(call, all);
  const jobs = items.map((at) => jobView(call.site, call.repository, at));
  return ok({ total_count: all.length, jobs }, headers);
}

function jobLogs(call: RepositoryCall): Answer {
  return withJob(call, ({ run, job }) => {
    const location = `${repositoryPage(call.site, call.repository)}/actions/runs/${run.id}/job/${job.id}/log`;
    return { status: 302, headers: { location } };
  });
}

function cancel(call: RepositoryCall, how: 'ask' | 'force'): Answer {
  return withRun(call, (run) => {
    const where = { repository: call.repository, by: accountOf(call.site, call.caller) };
    return call.actions.cancel(where, run, how) ?? accepted;
  });
}

function rerun(call: RepositoryCall, which: 'all' | 'failed'): Answer {
  return withRun(call, (run) => {
    const where = { repository: call.repository, by: accountOf(call.site, call.caller) };
    return call.actions.rerun(where, run, which) ?? created({});
  });
}

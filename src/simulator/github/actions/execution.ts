import type {
  Conclusion,
  ConcurrencyGroup,
  JobAnnouncement,
  JobHost,
  RepositoryAt,
  RunHost,
} from '../runner-contract.ts';
import { findRepository, type Site } from '../site.ts';
import { resolveCommit } from '../state/git.ts';
import type { Job } from '../state/runs.ts';
import type { Concurrency } from './concurrency.ts';
import { environmentOf, waitAtGate } from './gates.ts';
import type { InAttempt, RunEvents } from './run-events.ts';

/** What an execution needs of the rest of GitHub. */
export interface ExecutionNeeds {
  readonly site: Site;
  readonly events: RunEvents;
  readonly concurrency: Concurrency;
  /** The GITHUB_TOKEN of the run. */
  readonly token: string;
  /** The OIDC request address and token of a job. */
  readonly idToken: (job: Job) => { readonly url: string; readonly token: string };
  /** Cancels the whole run, for somebody else's `cancel-in-progress`. */
  readonly cancel: () => void;
}

/** The side of GitHub that a runner reports to, for one attempt; what comes after its end is not heard. */
export interface Execution {
  readonly host: RunHost;
  /** Ends whatever is still going. */
  readonly end: (conclusion: Conclusion, problem?: string) => void;
  readonly endJob: (job: Job, conclusion: Conclusion) => void;
}

/** Makes the host of an attempt. */
export function createExecution(needs: ExecutionNeeds, at: InAttempt): Execution {
  const { site, events } = needs;
  const { repository, run, attempt } = at;
  const changed = () => {
    attempt.updatedAt = site.clock.now();
    const before = attempt.status;
    attempt.status = statusOf(attempt.jobs);
    if (attempt.status === 'in_progress' && before !== 'in_progress' && !announced) {
      announced = true;
      events.run('in_progress', at);
    }
  };
  let announced = false;

  const endJob = (job: Job, conclusion: Conclusion) => {
    if (job.status === 'completed') return;
    job.status = 'completed';
    job.conclusion = conclusion;
    job.completedAt = site.clock.now();
    changed();
    events.job('completed', at, job);
  };

  const end = (conclusion: Conclusion, problem?: string) => {
    if (attempt.over.signal.aborted) return;
    for (const job of attempt.jobs) endJob(job, conclusion === 'success' ? 'failure' : conclusion);
    attempt.status = 'completed';
    attempt.conclusion = conclusion;
    attempt.problem = problem;
    attempt.updatedAt = site.clock.now();
    attempt.givenUp.abort();
    attempt.over.abort();
    events.run('completed', at);
  };

  const enter = (group: ConcurrencyGroup) =>
    needs.concurrency.enter(group, {
      cancel: needs.cancel,
      givenUp: attempt.givenUp.signal,
      over: attempt.over.signal,
    });

  const treeAt = ({ repository: name = repository.fullName, ref = run.sha }: RepositoryAt = {}) => {
    const found = findRepository(site, name);
    return found && resolveCommit(found.git, ref);
  };

  const host: RunHost = {
    serverUrl: site.url,
    apiUrl: site.apiUrl,
    token: needs.token,
    readFile: (path, where) => treeAt(where)?.files[path],
    readTree: (where) => treeAt(where),
    variables: (environment) => ({
      ...repository.variables,
      ...(environment === undefined ? {} : environmentOf(site, repository, environment).variables),
    }),
    secrets: (environment) => ({
      ...repository.secrets,
      ...(environment === undefined ? {} : environmentOf(site, repository, environment).secrets),
    }),
    enter: async (group) => {
      const waiting = enter(group);
      attempt.status = 'pending';
      const entered = await waiting;
      changed();
      return entered;
    },
    job: (announcement) => {
      const job = newJob(announcement, { id: site.nextId(), at: site.clock.now() });
      attempt.jobs.push(job);
      changed();
      events.job('queued', at, job);
      return jobHost({ ...needs, changed, enter, endJob }, at, job);
    },
    finish: end,
  };
  return { host, end, endJob };
}

interface JobNeeds extends ExecutionNeeds {
  readonly changed: () => void;
  readonly enter: RunHost['enter'];
  readonly endJob: (job: Job, conclusion: Conclusion) => void;
}

function jobHost(needs: JobNeeds, at: InAttempt, job: Job): JobHost {
  const { site, events, changed } = needs;
  const heard = (report: () => void) => {
    if (job.lost || job.status === 'completed') return;
    report();
  };
  return {
    id: job.id,
    enter: async (group) => {
      job.status = 'pending';
      changed();
      const entered = await needs.enter(group);
      heard(() => {
        job.status = 'queued';
        changed();
      });
      return entered;
    },
    gate: (name) => {
      const environment = environmentOf(site, at.repository, name);
      return waitAtGate({ site, events }, at, { job, environment, changed });
    },
    start: (runnerName) => {
      heard(() => {
        job.status = 'in_progress';
        job.startedAt = site.clock.now();
        job.runnerName = runnerName;
        changed();
        events.job('in_progress', at, job);
      });
    },
    step: (report) => {
      heard(() => {
        const before = job.steps.get(report.number);
        const now = site.clock.now();
        const startedAt = before?.startedAt ?? (report.status === 'queued' ? null : now);
        const completedAt = report.status === 'completed' ? now : null;
        job.steps.set(report.number, { ...report, startedAt, completedAt });
      });
    },
    log: (lines) => {
      heard(() => (job.log += lines));
    },
    annotate: (annotation) => {
      heard(() => job.annotations.push(annotation));
    },
    summary: (markdown) => {
      heard(() => (job.summary += markdown));
    },
    environmentUrl: (url) => {
      heard(() => (job.environmentUrl = url));
    },
    idToken: () => needs.idToken(job),
    complete: (conclusion, outputs) => {
      heard(() => {
        job.outputs = outputs;
        needs.endJob(job, conclusion);
      });
    },
  };
}

function newJob(announcement: JobAnnouncement, { id, at }: { id: number; at: number }): Job {
  return {
    id,
    announcement,
    status: 'queued',
    conclusion: null,
    createdAt: at,
    startedAt: null,
    completedAt: null,
    runnerName: null,
    steps: new Map(),
    log: '',
    summary: '',
    annotations: [],
    environment: undefined,
    environmentUrl: undefined,
    outputs: {},
    lost: false,
  };
}

/** A run is what the liveliest of its jobs is; between two jobs it goes on. */
function statusOf(jobs: readonly Job[]) {
  const has = (status: Job['status']) => jobs.some((job) => job.status === status);
  if (has('in_progress')) return 'in_progress';
  if (has('waiting')) return 'waiting';
  if (has('pending')) return 'pending';
  if (has('completed')) return 'in_progress';
  return 'queued';
}

import { invalid, notFound, refused, type Answer } from '../http/answer.ts';
import type { KeptJob, RunnableRun, Runner } from '../runner-contract.ts';
import type { Site } from '../site.ts';
import type { Holder } from '../state/accounts.ts';
import { branchOf, resolveCommit } from '../state/git.ts';
import type { Repository } from '../state/repository.ts';
import { currentAttempt, newAttempt, type Job, type Run } from '../state/runs.ts';
import { createConcurrency, type Concurrency } from './concurrency.ts';
import { createExecution, type Execution, type ExecutionNeeds } from './execution.ts';
import { answerGates, type GateAnswer } from './gates.ts';
import type { Where } from './issue-tracker.ts';
import type { InAttempt } from './run-events.ts';
import { checkInputs } from './workflow-file.ts';
import { findWorkflow } from './workflows.ts';

/** How a run is started by hand. `workflow`: number or file name. */
export interface DispatchRequest {
  readonly workflow: string;
  readonly ref: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What can be done with runs. A returned `Answer` is the refusal. */
export interface Actions {
  dispatch(where: Where, request: DispatchRequest): { readonly run: Run } | { readonly refusal: Answer };
  rerun(where: Where, run: Run, which: 'all' | 'failed'): Answer | undefined;
  cancel(where: Where, run: Run, how: 'ask' | 'force'): Answer | undefined;
  answerGate(where: Where, run: Run, answer: Omit<GateAnswer, 'by'>): Answer | undefined;
  /** The machine of a job is gone without a word; GitHub notices ten minutes later. */
  loseRunner(repository: Repository, run: Run, job: Job): void;
}

/** What the runs need of the rest. */
export interface ActionsNeeds extends Pick<ExecutionNeeds, 'site' | 'events'> {
  readonly runner: Runner | undefined;
  readonly stop: AbortSignal;
  readonly token: (repository: Repository) => string;
  readonly idToken: (at: InAttempt, job: Job) => ReturnType<ExecutionNeeds['idToken']>;
}

const lostRunnerMs = 600_000;

/** The runs of every repository. */
export function createActions(needs: ActionsNeeds): Actions {
  const { site, events } = needs;
  const concurrency = new Map<number, Concurrency>();
  const executions = new Map<string, Execution>();
  const key = ({ run, attempt }: InAttempt) => `${run.id}/${attempt.number}`;
  const current = (repository: Repository, run: Run): InAttempt => ({
    repository,
    run,
    attempt: currentAttempt(run),
  });

  const begin = (at: InAttempt, kept: readonly KeptJob[]) => {
    const { repository, run, attempt } = at;
    const groups = concurrency.get(repository.id) ?? createConcurrency();
    concurrency.set(repository.id, groups);
    const execution = createExecution(
      {
        site,
        events,
        concurrency: groups,
        token: needs.token(repository),
        idToken: (job) => needs.idToken(at, job),
        cancel: () => {
          cancel(at, 'ask');
        },
      },
      at,
    );
    executions.set(key(at), execution);
    const runnable = runnableOf(at, kept);
    if (attempt.number === 1) run.title = needs.runner?.title(runnable) ?? run.title;
    events.run('requested', at);
    attempt.running = needs.runner?.start(runnable, execution.host);
  };

  const cancel = (at: InAttempt, how: 'ask' | 'force') => {
    at.attempt.givenUp.abort();
    at.attempt.running?.cancel(how);
    // A runner that was asked ends its run itself; without one, or by force, GitHub does.
    if (how === 'force' || !at.attempt.running) executions.get(key(at))?.end('cancelled');
  };

  return {
    dispatch: ({ repository, by }, request) => {
      const prepared = prepare(site, repository, request);
      if ('refusal' in prepared) return prepared;
      const run = newRun(site, { repository, by, ...prepared });
      repository.runs.set(run.id, run);
      begin(current(repository, run), []);
      return { run };
    },
    rerun: ({ repository, by }, run, which) => {
      const last = currentAttempt(run);
      if (last.status !== 'completed') return refused(403, 'This workflow is already running');
      run.attempts.push(newAttempt(last.number + 1, by, site.clock.now()));
      begin(current(repository, run), which === 'failed' ? keptOf(last.jobs) : []);
      return undefined;
    },
    cancel: ({ repository }, run, how) => {
      const at = current(repository, run);
      if (at.attempt.status === 'completed')
        return refused(409, 'Cannot cancel a workflow run that is completed.');
      cancel(at, how);
      return undefined;
    },
    answerGate: ({ repository, by }, run, answer) =>
      answerGates(site, current(repository, run), { ...answer, by }),
    loseRunner: (repository, run, job) => {
      const at = current(repository, run);
      job.lost = true;
      at.attempt.running?.kill(job.id);
      site.clock.sleep(lostRunnerMs, AbortSignal.any([needs.stop, at.attempt.over.signal])).then(
        () => {
          const message = 'The hosted runner lost communication with the server.';
          job.annotations.push({ level: 'failure', message });
          executions.get(key(at))?.endJob(job, 'failure');
          executions.get(key(at))?.end('failure');
        },
        () => undefined,
      );
    },
  };
}

type Prepared = {
  readonly workflow: Run['workflow'];
  readonly inputs: Run['inputs'];
  readonly branch: string;
  readonly sha: string;
};

function prepare(
  site: Site,
  repository: Repository,
  request: DispatchRequest,
): Prepared | { readonly refusal: Answer } {
  const known = findWorkflow(site, repository, request.workflow);
  if (!known) return { refusal: notFound };
  const branch = branchOf(request.ref) ?? request.ref;
  const sha = repository.git.branches.get(branch);
  const commit = sha === undefined ? undefined : resolveCommit(repository.git, sha);
  if (!commit) return { refusal: invalid(`No ref found for: ${request.ref}`) };
  const there = findWorkflow(site, repository, { path: known.path, commit });
  const text = commit.files[known.path];
  if (!there?.dispatchInputs || text === undefined) {
    return { refusal: invalid("Workflow does not have 'workflow_dispatch' trigger") };
  }
  const checked = checkInputs(there.dispatchInputs, request.inputs);
  if ('problem' in checked) return { refusal: invalid(checked.problem) };
  const { id, path, createdAt, name } = there;
  return { workflow: { id, path, createdAt, name, text }, inputs: checked.inputs, branch, sha: commit.sha };
}

function newRun(
  site: Site,
  { repository, by, workflow, inputs, branch, sha }: Prepared & { repository: Repository; by: Holder },
): Run {
  const at = site.clock.now();
  const earlier = [...repository.runs.values()].filter((run) => run.workflow.id === workflow.id);
  return {
    id: 17_000_000_000 + site.nextId(),
    number: earlier.length + 1,
    workflow,
    event: 'workflow_dispatch',
    payload: { inputs, ref: `refs/heads/${branch}`, workflow: workflow.path },
    inputs,
    title: workflow.name,
    actor: by,
    branch,
    sha,
    createdAt: at,
    attempts: [newAttempt(1, by, at)],
  };
}

function runnableOf({ repository, run, attempt }: InAttempt, kept: readonly KeptJob[]): RunnableRun {
  const account = ({ login, id }: Holder) => ({ login, id });
  return {
    id: run.id,
    number: run.number,
    attempt: attempt.number,
    repository: {
      owner: account(repository.owner),
      name: repository.name,
      id: repository.id,
      defaultBranch: repository.git.defaultBranch,
      public: repository.public,
    },
    workflow: { path: run.workflow.path, text: run.workflow.text },
    event: run.event,
    payload: {
      ...run.payload,
      repository: { id: repository.id, name: repository.name, full_name: repository.fullName },
      sender: account(attempt.triggeringActor),
    },
    inputs: run.inputs,
    actor: account(run.actor),
    triggeringActor: account(attempt.triggeringActor),
    ref: `refs/heads/${run.branch}`,
    sha: run.sha,
    kept,
  };
}

function keptOf(jobs: readonly Job[]): KeptJob[] {
  return jobs.flatMap(({ announcement, conclusion, outputs }) =>
    conclusion === 'success' || conclusion === 'skipped'
      ? [{ key: announcement.key, conclusion, outputs }]
      : [],
  );
}

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Conclusion, Entered, RunHost, RunnableRun, Runner, RunningRun } from '../runner-contract.ts';
import { artifactFiles } from './artifacts.ts';
import { textAt, valueOf, type Scope } from './evaluate.ts';
import { githubContext } from './github-context.ts';
import { runJobs, type JobEnd } from './job-graph.ts';
import { groupOf } from './job-instance.ts';
import { messageOf } from './job-runtime.ts';
import type { RunnerOptions } from './machine.ts';
import type { RunState } from './run-state.ts';
import { partAt, readWorkflow } from './template-file.ts';
import { dispatchInputs, workflowDefinition } from './workflow-definition.ts';
import { loadWorkflows, type LoadedWorkflow } from './workflow-tree.ts';

export type { RunnerOptions } from './machine.ts';

/** A runner with its machines. */
export interface LocalRunner extends Runner {
  /** Paths of the files that a run has kept with actions/upload-artifact; none where there is no such artifact. */
  artifact(run: number, name: string): readonly string[];
  /** Ends everything that is still running, waits for it, and removes its directories, artifacts included. */
  close(): Promise<void>;
}

/** A runner that executes workflow files with GitHub's own parser, and their steps as real programs. */
export function createRunner(options: RunnerOptions): LocalRunner {
  const running = new Map<RunningRun, Promise<void>>();
  return {
    title: (run) => titleOf(run),
    start: (run, host) => {
      const { handle, done } = startRun(run, { host, options });
      running.set(handle, done);
      void done.then(() => running.delete(handle));
      return handle;
    },
    artifact: (run, name) => artifactFiles(options.workdirRoot, { run, name }),
    close: async () => {
      for (const handle of running.keys()) handle.cancel('force');
      await Promise.all(running.values());
      await rm(join(options.workdirRoot, 'artifacts'), { recursive: true, force: true });
    },
  };
}

function titleOf(run: RunnableRun): string | undefined {
  const file = readWorkflow(run.workflow.path, run.workflow.text);
  if (!file.ok) return undefined;
  const definition = workflowDefinition(run.workflow.path, file.root);
  const host = { serverUrl: '', apiUrl: '', token: '' };
  try {
    const title = textAt(partAt(file.root, 'run-name'), {
      contexts: {
        github: githubContext({ run, host, workflow: definition.name }),
        inputs: dispatchInputs(definition, run.inputs),
        // Not known before there is a host; GitHub shows an empty text as well where a variable is not set.
        vars: {},
      },
    });
    return title?.trim() === '' ? undefined : title;
  } catch {
    return undefined;
  }
}

interface Starting {
  readonly host: RunHost;
  readonly options: RunnerOptions;
}

function startRun(
  run: RunnableRun,
  { host, options }: Starting,
): { readonly handle: RunningRun; readonly done: Promise<void> } {
  const cancelled = new AbortController();
  const forced = new AbortController();
  const live: RunState['live'] = new Map();
  const handle: RunningRun = {
    cancel: (how) => {
      cancelled.abort();
      if (how === 'force') forced.abort();
      for (const job of live.values()) if (!job.survivesCancel()) job.cancellation.ask();
    },
    kill: (id) => {
      const job = live.get(id);
      if (job === undefined) return;
      job.dead = true;
      job.cancellation.force();
    },
  };
  const signals = { live, cancelled: cancelled.signal, forced: forced.signal };
  const done = execute({ ...signals, run, host, options }).then(
    ({ conclusion, problem }) => {
      host.finish(conclusion, problem);
    },
    (error: unknown) => {
      host.finish('startup_failure', messageOf(error));
    },
  );
  return { handle, done };
}

interface RunEnd {
  readonly conclusion: Conclusion;
  readonly problem?: string;
}

async function execute(parts: Omit<RunState, 'github'>): Promise<RunEnd> {
  const { run, host } = parts;
  const tree = await loadWorkflows(run, host);
  if (!tree.ok) return { conclusion: 'startup_failure', problem: tree.problems.join('\n') };
  const { definition } = tree.workflow;
  const state: RunState = { ...parts, github: githubContext({ run, host, workflow: definition.name }) };
  const inputs = dispatchInputs(definition, run.inputs);
  const scope: Scope = { contexts: { github: state.github, inputs, vars: host.variables() } };
  const entered = await enterGroup(tree.workflow, { host, scope });
  if (entered?.state === 'cancelled') return { conclusion: 'cancelled' };
  try {
    const jobs = await runJobs({
      run: state,
      workflow: tree.workflow,
      inputs,
      prefix: { key: '', name: '' },
      secrets: (environment) => host.secrets(environment),
    });
    return { conclusion: conclusionOf([...jobs.values()], parts.cancelled.aborted) };
  } finally {
    entered?.leave();
  }
}

async function enterGroup(
  { definition }: LoadedWorkflow,
  { host, scope }: { readonly host: RunHost; readonly scope: Scope },
): Promise<Entered | undefined> {
  const token = partAt(definition.root, 'concurrency');
  const group = token === undefined ? undefined : groupOf(valueOf(token, scope));
  return group === undefined ? undefined : await host.enter(group);
}

function conclusionOf(jobs: readonly JobEnd[], cancelled: boolean): Conclusion {
  if (jobs.some(({ failed }) => failed)) return 'failure';
  if (jobs.some(({ result }) => result === 'cancelled')) return 'cancelled';
  if (jobs.some(({ result }) => result === 'success')) return 'success';
  return cancelled ? 'cancelled' : 'skipped';
}

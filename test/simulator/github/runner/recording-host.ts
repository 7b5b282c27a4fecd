import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { steppedClock } from '../../../../src/simulator/clock.ts';
import type {
  Conclusion,
  ConcurrencyGroup,
  Entered,
  JobAnnotation,
  JobHost,
  RunHost,
  RunnableRun,
  RunningRun,
  StepReport,
} from '../../../../src/simulator/github/runner-contract.ts';
import {
  createRunner,
  type LocalRunner,
  type RunnerOptions,
} from '../../../../src/simulator/github/runner/runner.ts';

/** A job as the host of a run has seen it. */
export interface SeenJob {
  readonly key: string;
  readonly name: string;
  readonly id: number;
  /** What the runner said, in its order: enter, gate, start, complete. */
  readonly calls: string[];
  readonly steps: Map<number, StepReport>;
  readonly annotations: JobAnnotation[];
  log: string;
  summary: string;
  url?: string;
  tokens: number;
  workflowRef?: string;
  conclusion?: Conclusion;
  outputs?: Readonly<Record<string, string>>;
}

/** What a test decides about a run. */
export interface Scene {
  readonly files?: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly kept?: RunnableRun['kept'];
  readonly variables?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly gate?: (environment: string, job: SeenJob) => Promise<'approved' | 'rejected' | 'cancelled'>;
  readonly enter?: (group: ConcurrencyGroup) => Promise<Entered>;
  readonly idToken?: { readonly url: string; readonly token: string };
  readonly options?: Partial<RunnerOptions>;
  /** Told each new piece of a log. */
  readonly onLog?: (job: SeenJob, run: RunningRun) => void;
  readonly onStart?: (run: RunningRun) => void;
}

/** A run that has ended. */
export interface SeenRun {
  readonly conclusion: Conclusion;
  readonly problem: string | undefined;
  readonly jobs: readonly SeenJob[];
  readonly job: (key: string) => SeenJob;
  readonly groups: readonly ConcurrencyGroup[];
}

/** The run of a workflow text in the repository acme/shop. */
export function runOf(text: string, { inputs = {}, payload = {}, kept = [] }: Scene = {}): RunnableRun {
  return {
    id: 4001,
    number: 7,
    attempt: 1,
    repository: {
      owner: { login: 'acme', id: 815 },
      name: 'shop',
      id: 4711,
      defaultBranch: 'main',
      public: false,
    },
    workflow: { path: '.github/workflows/test.yml', text },
    event: 'workflow_dispatch',
    payload,
    inputs,
    actor: { login: 'dana', id: 11 },
    triggeringActor: { login: 'dana', id: 11 },
    ref: 'refs/heads/main',
    sha: 'a'.repeat(40),
    kept,
  };
}

/** A runner in a directory of its own, for the tests of one file. */
export interface RunnerBench {
  readonly runner: LocalRunner;
  readonly run: (text: string, scene?: Scene) => Promise<SeenRun>;
  close(): Promise<void>;
}

/** Starts a runner whose clock stands still, unless the options say otherwise. */
export async function startBench(options: Partial<RunnerOptions> = {}): Promise<RunnerBench> {
  const workdirRoot = await mkdtemp(join(tmpdir(), 'runner-'));
  const runner = createRunner({
    clock: steppedClock(Date.parse('2026-11-02T08:00:00Z')),
    workdirRoot,
    actions: {},
    env: {},
    nodePath: process.execPath,
    ...options,
  });
  return {
    runner,
    run: (text, scene = {}) => execute(runner, { text, scene }),
    close: async () => {
      await runner.close();
      await rm(workdirRoot, { recursive: true, force: true });
    },
  };
}

function execute(runner: LocalRunner, { text, scene }: { text: string; scene: Scene }): Promise<SeenRun> {
  return new Promise((done) => {
    const jobs: SeenJob[] = [];
    const groups: ConcurrencyGroup[] = [];
    const running: { handle?: RunningRun } = {};
    const host = hostOf(scene, { jobs, groups, running });
    const handle = runner.start(runOf(text, scene), {
      ...host,
      finish: (conclusion, problem) => {
        done({
          conclusion,
          problem,
          jobs,
          groups,
          job: (key) => {
            const found = jobs.find((each) => each.key === key);
            if (found === undefined)
              throw new Error(`There is no job ${key}: ${jobs.map((each) => each.key).join()}`);
            return found;
          },
        });
      },
    });
    running.handle = handle;
    scene.onStart?.(handle);
  });
}

interface Seen {
  readonly jobs: SeenJob[];
  readonly groups: ConcurrencyGroup[];
  readonly running: { handle?: RunningRun };
}

function hostOf(scene: Scene, seen: Seen): Omit<RunHost, 'finish'> {
  const { files = {}, variables = {}, secrets = {} } = scene;
  return {
    serverUrl: 'http://127.0.0.1:1',
    apiUrl: 'http://127.0.0.1:1/api/v3',
    token: 'ghs_token-of-the-run',
    readFile: (path, at) => (foreign(at?.repository) ? undefined : files[path]),
    readTree: (at) => (foreign(at?.repository) ? undefined : { sha: at?.ref ?? 'a'.repeat(40), files }),
    variables: (environment) => ({ ...variables[''], ...variables[environment ?? ''] }),
    secrets: (environment) => ({ ...secrets[''], ...secrets[environment ?? ''] }),
    enter: (group) => {
      seen.groups.push(group);
      return scene.enter?.(group) ?? Promise.resolve(entered);
    },
    job: ({ key, name, workflowRef }) => {
      const job: SeenJob = {
        key,
        name,
        id: 100 + seen.jobs.length,
        calls: [],
        steps: new Map(),
        annotations: [],
        log: '',
        summary: '',
        tokens: 0,
        ...(workflowRef === undefined ? {} : { workflowRef }),
      };
      seen.jobs.push(job);
      return jobHost(scene, { seen, job });
    },
  };
}

const entered: Entered = { state: 'entered', leave: () => undefined };

function foreign(repository: string | undefined): boolean {
  return repository !== undefined && repository !== 'acme/shop';
}

function jobHost(scene: Scene, { seen, job }: { seen: Seen; job: SeenJob }): JobHost {
  return {
    id: job.id,
    enter: (group) => {
      job.calls.push(`enter ${group.group}`);
      seen.groups.push(group);
      return scene.enter?.(group) ?? Promise.resolve(entered);
    },
    gate: (environment) => {
      job.calls.push(`gate ${environment}`);
      return scene.gate?.(environment, job) ?? Promise.resolve('approved');
    },
    start: () => job.calls.push('start'),
    step: (report) => job.steps.set(report.number, report),
    log: (lines) => {
      job.log += lines;
      if (seen.running.handle !== undefined) scene.onLog?.(job, seen.running.handle);
    },
    annotate: (annotation) => job.annotations.push(annotation),
    summary: (markdown) => {
      job.summary += markdown;
    },
    environmentUrl: (url) => {
      job.url = url;
    },
    idToken: () => {
      job.tokens += 1;
      return scene.idToken ?? { url: 'http://127.0.0.1:1/token?api-version=2.0', token: 'request-token' };
    },
    complete: (conclusion, outputs) => {
      job.calls.push(`complete ${conclusion}`);
      job.conclusion = conclusion;
      job.outputs = outputs;
    },
  };
}

import type { JobHost, RunHost, RunnableRun } from '../runner-contract.ts';
import type { Cancellation } from './cancellation.ts';
import type { Scope } from './evaluate.ts';
import { hashFilesFunction, statusFunctions, type Status } from './functions.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import type { ActionSource } from './action-source.ts';
import type { Machine, RunnerOptions } from './machine.ts';
import type { Masks } from './masks.ts';

/** How a step, an action or a job has gone so far. */
export type Outcome = 'success' | 'failure' | 'cancelled' | 'skipped';

/** Everything that the steps of one job share. */
export interface JobRuntime {
  readonly options: RunnerOptions;
  readonly run: RunnableRun;
  readonly host: RunHost;
  readonly job: Pick<JobHost, 'id' | 'step' | 'log' | 'annotate' | 'summary'>;
  readonly machine: Machine;
  readonly masks: Masks;
  readonly cancellation: Cancellation;
  /** The contexts that stay the same for all steps: github, inputs, needs, vars, secrets, strategy, matrix, runner. */
  readonly contexts: Readonly<Record<string, Json>>;
  /** GITHUB_* and RUNNER_* variables of every step, which no step can change. */
  readonly fixedEnv: Readonly<Record<string, string>>;
  /** `env` of workflow and job, and what steps wrote to GITHUB_ENV. */
  readonly env: Map<string, string>;
  /** What steps wrote to GITHUB_PATH, the newest first. */
  readonly path: string[];
  /** Process groups that may still hold something that a step left running. */
  readonly groups: Set<number>;
  /** The actions of the job's own steps, by their `uses`. */
  readonly actions: ReadonlyMap<string, ActionSource>;
}

/** The steps of a job, or of one use of a composite action. */
export interface Frame {
  readonly inputs: Json;
  /** The context `steps`, filled as they end. */
  readonly steps: Record<string, JsonObject>;
  status: 'success' | 'failure';
  /** `env` of the steps that use the actions around these steps. */
  readonly env: Readonly<Record<string, string>>;
  readonly defaults: { readonly shell?: string; readonly workingDirectory?: string };
  /** The composite action that these steps belong to. */
  readonly action?: { readonly path: string; readonly repository: string; readonly ref: string };
  /** Aborted while a step around these is to stop; undefined for the steps of the job itself. */
  readonly stop?: AbortSignal;
  readonly depth: number;
}

/** What an expression of a step may name. */
export function stepScope(runtime: JobRuntime, frame: Frame, env: Readonly<Record<string, string>>): Scope {
  const { contexts } = runtime;
  const github = isObject(contexts['github']) ? contexts['github'] : {};
  const { vars = {}, needs = {}, secrets = {}, ...common } = contexts;
  const status = statusOf(runtime, frame);
  return {
    contexts: {
      ...common,
      // A composite action sees neither secrets nor needs nor vars.
      ...(frame.action === undefined ? { vars, needs, secrets } : {}),
      github: { ...github, ...actionContext(frame) },
      inputs: frame.inputs,
      steps: frame.steps,
      env,
      job: { status: wordFor(status), check_run_id: runtime.job.id },
    },
    functions: [...statusFunctions(status), hashFilesFunction(runtime.machine.workspace)],
  };
}

/** How the steps before have gone; a cancellation outweighs everything. */
function statusOf({ cancellation }: JobRuntime, frame: Frame): Status {
  const cancelled = cancellation.asked.aborted;
  return {
    cancelled,
    success: !cancelled && frame.status === 'success',
    failure: !cancelled && frame.status === 'failure',
  };
}

function wordFor({ cancelled, success }: Status): string {
  if (cancelled) return 'cancelled';
  return success ? 'success' : 'failure';
}

function actionContext({ action, status }: Frame): JsonObject {
  if (action === undefined) return {};
  return {
    action_path: action.path,
    action_repository: action.repository,
    action_ref: action.ref,
    action_status: status,
  };
}

/** The variables that steps of this frame begin with, before their own `env`. */
export function frameEnv(runtime: JobRuntime, frame: Frame): Record<string, string> {
  return { ...Object.fromEntries(runtime.env), ...frame.env };
}

/** The whole environment of a program: nothing of the process that runs us but its PATH. */
export function programEnv(
  runtime: JobRuntime,
  env: Readonly<Record<string, string>>,
): Record<string, string> {
  const { options, machine, fixedEnv, path } = runtime;
  const basePath = env['PATH'] ?? process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin';
  return {
    HOME: machine.home,
    LANG: 'C.UTF-8',
    CI: 'true',
    ...options.env,
    ...env,
    ...fixedEnv,
    PATH: [...path, basePath].join(':'),
  };
}

/** The words of something that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

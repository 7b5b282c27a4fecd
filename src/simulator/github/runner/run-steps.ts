import { aborted } from './cancellation.ts';
import { booleanAt, conditionAt, numberAt, textAt, textsAt } from './evaluate.ts';
import { frameEnv, messageOf, stepScope, type Frame, type JobRuntime, type Outcome } from './job-runtime.ts';
import { runAction } from './run-action.ts';
import { runScript } from './run-script.ts';
import { createStepLog, type StepLog } from './step-log.ts';
import { literalAt, partAt } from './template-file.ts';
import type { StepDefinition } from './workflow-definition.ts';

/** A step that is being executed, and all that it is executed with. */
export interface StepInput {
  readonly runtime: JobRuntime;
  readonly frame: Frame;
  readonly step: StepDefinition;
  readonly log: StepLog;
  /** The variables of the step, its own `env` on top. */
  readonly env: Readonly<Record<string, string>>;
  /** Aborted when this step has to stop. */
  readonly stop: AbortSignal;
}

/** What a step came to. */
export interface StepEnd {
  readonly outcome: Outcome;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Told how the steps of a job go; by their index. */
export type StepObserver = (
  index: number,
  state: { readonly status: 'in_progress' } | { readonly status: 'completed'; readonly conclusion: Outcome },
) => void;

/** Executes steps one after the other; how they went stands in the frame afterwards. Never throws. */
export async function runSteps(
  runtime: JobRuntime,
  { frame, steps }: { readonly frame: Frame; readonly steps: readonly StepDefinition[] },
  observe: StepObserver = () => undefined,
): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const log = createStepLog({
      masks: runtime.masks,
      write: (lines) => {
        runtime.job.log(lines);
      },
      annotate: (annotation) => {
        runtime.job.annotate(annotation);
      },
    });
    const { outcome, conclusion, outputs } = await runStep({ runtime, frame, step, log }, () => {
      observe(index, { status: 'in_progress' });
    });
    frame.steps[step.id] = { outcome, conclusion, outputs };
    if (conclusion === 'failure') frame.status = 'failure';
    observe(index, { status: 'completed', conclusion });
  }
}

type Step = Omit<StepInput, 'env' | 'stop'>;
type Concluded = StepEnd & { readonly conclusion: Outcome };

async function runStep(input: Step, onStart: () => void): Promise<Concluded> {
  const { runtime, frame, step, log } = input;
  const skipped: Concluded = { outcome: 'skipped', conclusion: 'skipped', outputs: {} };
  try {
    if (runtime.cancellation.forced.aborted || !holds(input)) return skipped;
    onStart();
    const scope = stepScope(runtime, frame, frameEnv(runtime, frame));
    const env = { ...frameEnv(runtime, frame), ...textsAt(partAt(step.root, 'env'), scope) };
    const ended = await stoppably({ ...input, env });
    const forgiven =
      ended.outcome === 'failure' &&
      booleanAt(partAt(step.root, 'continue-on-error'), stepScope(runtime, frame, env)) === true;
    return { ...ended, conclusion: forgiven ? 'success' : ended.outcome };
  } catch (error) {
    log.fail(messageOf(error));
    return { outcome: 'failure', conclusion: 'failure', outputs: {} };
  }
}

function holds({ runtime, frame, step }: Step): boolean {
  return conditionAt(partAt(step.root, 'if'), stepScope(runtime, frame, frameEnv(runtime, frame)));
}

/** Runs a step until it ends by itself, its time is up, or the job is cancelled and its `if` no longer holds. */
async function stoppably(input: Omit<StepInput, 'stop'>): Promise<StepEnd> {
  const { runtime, frame, step, env, log } = input;
  const { clock } = runtime.options;
  const stopping = new AbortController();
  const over = new AbortController();
  const minutes = numberAt(partAt(step.root, 'timeout-minutes'), stepScope(runtime, frame, env));
  const time = { isUp: false };
  if (minutes !== undefined)
    void clock.sleep(minutes * 60_000, over.signal).then(
      () => {
        time.isUp = true;
        stopping.abort();
      },
      () => undefined,
    );
  // What was cancelled before this step began does not stop it: its `if` has held all the same.
  const wider = frame.stop ?? runtime.cancellation.asked;
  if (!wider.aborted)
    void aborted(wider).then(() => {
      if (!over.signal.aborted && !(frame.stop === undefined && stillHolds(input))) stopping.abort();
    });
  const end = await execute({ ...input, stop: stopping.signal });
  over.abort();
  if (time.isUp) {
    log.fail(`The action '${stepName(input)}' has timed out after ${minutes ?? 0} minutes.`);
    return { ...end, outcome: 'failure' };
  }
  const killed = runtime.cancellation.forced.aborted;
  return stopping.signal.aborted || killed ? { ...end, outcome: 'cancelled' } : end;
}

function stillHolds(input: Step): boolean {
  try {
    return holds(input);
  } catch {
    return false;
  }
}

async function execute(input: StepInput): Promise<StepEnd> {
  const uses = literalAt(input.step.root, 'uses');
  if (uses !== undefined) return await runAction(uses, input);
  if (partAt(input.step.root, 'run') !== undefined) return await runScript(input);
  throw new Error('This runner knows only steps with `run` or `uses`.');
}

/** A step as people read it: its name, or what it does. Never throws. */
export function stepName({ runtime, frame, step }: Pick<StepInput, 'runtime' | 'frame' | 'step'>): string {
  const uses = literalAt(step.root, 'uses');
  try {
    const scope = stepScope(runtime, frame, frameEnv(runtime, frame));
    const name = textAt(partAt(step.root, 'name'), scope);
    if (name !== undefined) return runtime.masks.hide(name);
    const [line = ''] = (textAt(partAt(step.root, 'run'), scope) ?? '').trim().split('\n');
    return runtime.masks.hide(`Run ${uses ?? line}`);
  } catch {
    // A name that needs what is not there yet.
    return literalAt(step.root, 'name') ?? `Run ${uses ?? step.id}`;
  }
}

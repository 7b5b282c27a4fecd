import type { ConcurrencyGroup, JobHost } from '../runner-contract.ts';
import { aborted, type Cancellation } from './cancellation.ts';
import { booleanAt, numberAt, textAt, valueOf, type Scope } from './evaluate.ts';
import { messageOf, type Outcome } from './job-runtime.ts';
import { textOf, isObject, type Json } from './json.ts';
import { executeJob } from './execute-job.ts';
import { partAt } from './template-file.ts';
import type { RunState } from './run-state.ts';
import type { JobDefinition } from './workflow-definition.ts';
import type { LoadedWorkflow } from './workflow-tree.ts';

/** One job that is to be executed: of a matrix, one of its combinations. */
export interface JobInstance {
  readonly run: RunState;
  readonly workflow: LoadedWorkflow;
  readonly definition: JobDefinition;
  readonly key: string;
  readonly name: string;
  /** The contexts of the job before it has a machine: github, inputs, vars, needs, strategy, matrix. */
  readonly contexts: Readonly<Record<string, Json>>;
  /** The secrets of the job, over them those of this environment. */
  readonly secrets: (environment: string | undefined) => Readonly<Record<string, string>>;
  readonly cancellation: Cancellation;
  /** Whether its `if` would hold although the run is cancelled. */
  readonly survivesCancel: () => boolean;
}

/** How an instance ended. `forgiven`: it failed, and `continue-on-error` says that this does not count. */
export interface InstanceEnd {
  readonly result: Outcome;
  readonly forgiven: boolean;
  readonly outputs: Readonly<Record<string, string>>;
}

/** An instance whose machine can be taken away: from then on nothing more is reported. */
export interface LiveJob {
  readonly cancellation: Cancellation;
  readonly survivesCancel: () => boolean;
  dead: boolean;
}

const nothing = { forgiven: false, outputs: {} };

/** Takes a job from its announcement to its end: group, gate, machine, steps. Never throws. */
export async function runInstance(instance: JobInstance): Promise<InstanceEnd> {
  const { run, definition, workflow, key, name, cancellation } = instance;
  const scope: Scope = { contexts: instance.contexts };
  const labels = labelsOf(definition, scope);
  const host = run.host.job({
    key,
    name,
    id: definition.id,
    labels,
    ...(workflow.ref === undefined ? {} : { workflowRef: workflow.ref }),
  });
  const live: LiveJob = { cancellation, survivesCancel: instance.survivesCancel, dead: false };
  run.live.set(host.id, live);
  const speaking = onlyWhileAlive(host, live);
  const leaving: (() => void)[] = [];
  const end = await waitAndRun({ instance, scope, host: speaking, leaving }).catch((error: unknown) => {
    speaking.annotate({ level: 'failure', message: messageOf(error) });
    speaking.log(`##[error]${messageOf(error)}\n`);
    return { ...nothing, result: 'failure' as const };
  });
  // A machine that is gone says nothing; only somebody who cancels the run ends the wait for it.
  if (live.dead) await aborted(run.cancelled);
  else host.complete(end.result, end.outputs);
  run.live.delete(host.id);
  for (const leave of leaving) leave();
  return live.dead ? { ...nothing, result: 'cancelled' } : end;
}

interface Waiting {
  readonly instance: JobInstance;
  readonly scope: Scope;
  readonly host: JobHost;
  /** What has to be called when the job is over. */
  readonly leaving: (() => void)[];
}

async function waitAndRun({ instance, scope, host, leaving }: Waiting): Promise<InstanceEnd> {
  const { definition, cancellation, contexts } = instance;
  const cancelled: InstanceEnd = { ...nothing, result: 'cancelled' };
  const group = groupAt(definition, scope);
  if (group !== undefined) {
    const entering = host.enter(group).then((entered) => {
      if (entered.state === 'entered') leaving.push(entered.leave);
      return entered.state === 'entered';
    });
    if (!(await orCancelled(entering, { cancellation, leaving }))) return cancelled;
  }
  const environment = environmentOf(definition, scope);
  if (environment !== undefined) {
    const answer = await orCancelled(host.gate(environment), { cancellation, leaving });
    if (answer === 'rejected') {
      host.annotate({
        level: 'failure',
        message: `The deployment to ${environment} was rejected or didn't satisfy its protection rules.`,
      });
      return { ...nothing, result: 'failure' };
    }
    if (answer !== 'approved') return cancelled;
  }
  if (cancellation.asked.aborted) return cancelled;
  const end = await executeJob(
    {
      ...instance,
      // From here on the variables of the environment are there, which nobody may read before its gate is open.
      contexts: { ...contexts, vars: instance.run.host.variables(environment) },
      environment,
      minutes: numberAt(partAt(definition.root, 'timeout-minutes'), scope) ?? 360,
      cancelMinutes: numberAt(partAt(definition.root, 'cancel-timeout-minutes'), scope) ?? 5,
    },
    host,
  );
  const forgiven =
    end.result === 'failure' && booleanAt(partAt(definition.root, 'continue-on-error'), scope) === true;
  return { ...end, forgiven };
}

/** The first of the two: what is waited for, or the end of the wait. A group entered too late is left again. */
async function orCancelled<Answer>(
  waiting: Promise<Answer>,
  {
    cancellation,
    leaving,
  }: { readonly cancellation: Cancellation; readonly leaving: readonly (() => void)[] },
): Promise<Answer | undefined> {
  const over = new Promise<undefined>((done) => {
    void aborted(cancellation.asked).then(() => {
      // The host answers a run that is cancelled by itself; this is for one of a matrix.
      setImmediate(() => {
        done(undefined);
      });
    });
  });
  const answer = await Promise.race([waiting, over]);
  if (answer === undefined)
    void waiting.then(
      () => {
        for (const leave of leaving) leave();
      },
      () => undefined,
    );
  return answer;
}

/** The `concurrency` of a job or workflow, evaluated; undefined where there is none or its group is empty. */
export function groupOf(value: Json): ConcurrencyGroup | undefined {
  const {
    group,
    'cancel-in-progress': cancel = false,
    queue = 'single',
  } = isObject(value) ? value : { group: value };
  const name = textOf(group ?? null);
  return name === ''
    ? undefined
    : {
        group: name,
        cancelInProgress: cancel === true || cancel === 'true',
        queue: queue === 'max' ? 'max' : 'single',
      };
}

function groupAt({ root }: JobDefinition, scope: Scope): ConcurrencyGroup | undefined {
  const token = partAt(root, 'concurrency');
  return token === undefined ? undefined : groupOf(valueOf(token, scope));
}

function environmentOf({ root }: JobDefinition, scope: Scope): string | undefined {
  // The address of an environment may name steps that have not run yet: only the name is evaluated here.
  const name = textAt(partAt(root, 'environment', 'name') ?? partAt(root, 'environment'), scope);
  return name === '' ? undefined : name;
}

function labelsOf({ root }: JobDefinition, scope: Scope): readonly string[] {
  const token = partAt(root, 'runs-on');
  try {
    const value = token === undefined ? [] : valueOf(token, scope);
    const labels = isObject(value) ? (value['labels'] ?? []) : value;
    return Array.isArray(labels) ? (labels as readonly Json[]).map(textOf) : [textOf(labels)];
  } catch {
    return [];
  }
}

function onlyWhileAlive(host: JobHost, live: LiveJob): JobHost {
  const unless = (act: () => void): void => {
    if (!live.dead) act();
  };
  return {
    id: host.id,
    enter: (group) => host.enter(group),
    gate: (environment) => host.gate(environment),
    idToken: () => host.idToken(),
    start: (runner) => {
      unless(() => {
        host.start(runner);
      });
    },
    step: (report) => {
      unless(() => {
        host.step(report);
      });
    },
    log: (lines) => {
      unless(() => {
        host.log(lines);
      });
    },
    annotate: (annotation) => {
      unless(() => {
        host.annotate(annotation);
      });
    },
    summary: (markdown) => {
      unless(() => {
        host.summary(markdown);
      });
    },
    environmentUrl: (url) => {
      unless(() => {
        host.environmentUrl(url);
      });
    },
    complete: (conclusion, outputs) => {
      unless(() => {
        host.complete(conclusion, outputs);
      });
    },
  };
}

import { findAction, type ActionSource } from './action-source.ts';
import { textAt, textsAt, type Scope } from './evaluate.ts';
import { fixedVariables, runnerContext } from './github-context.ts';
import type { InstanceEnd, JobInstance } from './job-instance.ts';
import { stepScope, type Frame, type JobRuntime, type Outcome } from './job-runtime.ts';
import { createMachine, writeTemporary, type Machine } from './machine.ts';
import { createMasks, type Masks } from './masks.ts';
import { effectivePermissions, levelIn } from './permissions.ts';
import type { JobHost } from '../runner-contract.ts';
import { killOrphans } from './run-script.ts';
import { runSteps, stepName } from './run-steps.ts';
import { literalAt, partAt } from './template-file.ts';

/** A job that may begin. */
export interface ReadyJob extends JobInstance {
  readonly environment: string | undefined;
  readonly minutes: number;
  /** How long steps may still go on after a cancellation. */
  readonly cancelMinutes: number;
}

type Ended = Pick<InstanceEnd, 'result' | 'outputs'>;

/** Executes the steps of a job on a machine of its own, and clears the machine up. Throws where `env` or `outputs` cannot be evaluated. */
export async function executeJob(job: ReadyJob, host: JobHost): Promise<Ended> {
  const machine = await createMachine(job.run.options, job.run.run);
  const over = new AbortController();
  try {
    host.start(machine.name);
    watchTime(job, { host, over: over.signal });
    const runtime = await prepare(job, { host, machine });
    const ended = await runAll(job, { host, runtime });
    killOrphans(runtime.groups);
    return ended;
  } finally {
    over.abort();
    await machine.remove();
  }
}

/** Cancels the job when its time is up, as GitHub does; and ends one that does not end although it was cancelled. */
function watchTime(
  { minutes, cancelMinutes, cancellation, run }: ReadyJob,
  { host, over }: { readonly host: JobHost; readonly over: AbortSignal },
): void {
  const { clock } = run.options;
  const after = (duration: number, act: () => void): void => {
    clock.sleep(duration * 60_000, over).then(act, () => undefined);
  };
  after(minutes, () => {
    const message = `The job has exceeded the maximum execution time of ${minutes}m0s`;
    host.annotate({ level: 'failure', message });
    host.log(`##[error]${message}\n`);
    cancellation.ask();
  });
  const onAsk = (): void => {
    after(cancelMinutes, () => {
      cancellation.force();
    });
  };
  if (cancellation.asked.aborted) onAsk();
  else cancellation.asked.addEventListener('abort', onAsk, { once: true });
}

async function prepare(
  job: ReadyJob,
  { host, machine }: { readonly host: JobHost; readonly machine: Machine },
): Promise<JobRuntime> {
  const { run, definition, workflow, cancellation, environment } = job;
  const secrets = { ...job.secrets(environment), GITHUB_TOKEN: run.host.token };
  const masks = createMasks();
  for (const secret of Object.values(secrets)) masks.add(secret);
  const token = tokenOf(job, host);
  if (token !== undefined) masks.add(token.token);
  const event = JSON.stringify(run.github['event'] ?? {});
  const github = {
    ...run.github,
    job: definition.id,
    workspace: machine.workspace,
    event_path: await writeTemporary(machine, 'event.json', event),
  };
  const runner = runnerContext(machine);
  const contexts = { ...job.contexts, github, runner, secrets };
  const scope: Scope = { contexts };
  return {
    options: run.options,
    run: run.run,
    host: run.host,
    job: host,
    machine,
    masks,
    cancellation,
    contexts,
    fixedEnv: {
      ...fixedVariables(github, runner),
      ...(token === undefined
        ? {}
        : { ACTIONS_ID_TOKEN_REQUEST_URL: token.url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token.token }),
    },
    env: new Map([
      ...Object.entries(textsAt(partAt(workflow.definition.root, 'env'), scope)),
      ...Object.entries(textsAt(partAt(definition.root, 'env'), scope)),
    ]),
    path: [],
    groups: new Set(),
    actions: await actionsOf(job, machine),
  };
}

/** A job gets OIDC tokens only where its permissions say so: https://docs.github.com/actions/reference/openid-connect-reference */
function tokenOf(
  { definition, workflow }: ReadyJob,
  host: JobHost,
): ReturnType<JobHost['idToken']> | undefined {
  const permissions = effectivePermissions(
    definition.permissions,
    workflow.definition.permissions ?? workflow.callerPermissions,
  );
  return levelIn(permissions, 'id-token') === 'write' ? host.idToken() : undefined;
}

/** GitHub finds the actions of all steps before the first one begins: a name that leads nowhere fails the job. */
async function actionsOf(
  { definition, run }: ReadyJob,
  machine: Machine,
): Promise<Map<string, ActionSource>> {
  const found = new Map<string, ActionSource>();
  for (const { root } of definition.steps) {
    const uses = literalAt(root, 'uses');
    if (uses !== undefined && !found.has(uses))
      found.set(uses, await findAction(uses, { options: run.options, host: run.host, machine }));
  }
  return found;
}

async function runAll(
  job: ReadyJob,
  { host, runtime }: { readonly host: JobHost; readonly runtime: JobRuntime },
): Promise<Ended> {
  const { definition } = job;
  const frame: Frame = {
    inputs: job.contexts['inputs'] ?? {},
    steps: {},
    status: 'success',
    env: {},
    defaults: defaultsOf(job, runtime),
    depth: 0,
  };
  const names = definition.steps.map((step) => stepName({ runtime, frame, step }));
  const last = definition.steps.length + 2;
  host.step({ number: 1, name: 'Set up job', status: 'completed', conclusion: 'success' });
  for (const [index, name] of names.entries()) host.step({ number: index + 2, name, status: 'queued' });
  await runSteps(runtime, { frame, steps: definition.steps }, (index, state) => {
    const step = definition.steps[index];
    // The name may depend on steps that have run by now.
    const name = step === undefined ? '' : stepName({ runtime, frame, step });
    host.step({ number: index + 2, name, ...state });
  });
  host.step({ number: last, name: 'Complete job', status: 'completed', conclusion: 'success' });
  const url = partAt(definition.root, 'environment', 'url');
  const scope = stepScope(runtime, frame, Object.fromEntries(runtime.env));
  const address = textAt(url, scope);
  if (address !== undefined && address !== '') host.environmentUrl(runtime.masks.hide(address));
  const outputs = textsAt(partAt(definition.root, 'outputs'), scope);
  return {
    result: resultOf(runtime, frame),
    outputs: withoutSecrets(outputs, { masks: runtime.masks, host }),
  };
}

function resultOf({ cancellation }: JobRuntime, frame: Frame): Outcome {
  if (cancellation.asked.aborted) return 'cancelled';
  return frame.status;
}

function defaultsOf({ definition, workflow, contexts }: ReadyJob, { env }: JobRuntime): Frame['defaults'] {
  const scope: Scope = { contexts: { ...contexts, env: Object.fromEntries(env) } };
  const at = (key: string): string | undefined =>
    textAt(partAt(definition.root, 'defaults', 'run', key), scope) ??
    textAt(partAt(workflow.definition.root, 'defaults', 'run', key), scope);
  const shell = at('shell');
  const workingDirectory = at('working-directory');
  return {
    ...(shell === undefined ? {} : { shell }),
    ...(workingDirectory === undefined ? {} : { workingDirectory }),
  };
}

function withoutSecrets(
  outputs: Readonly<Record<string, string>>,
  { masks, host }: { readonly masks: Masks; readonly host: JobHost },
): Readonly<Record<string, string>> {
  const kept = Object.entries(outputs).filter(([name, value]) => {
    if (!masks.holds(value)) return true;
    host.annotate({ level: 'warning', message: `Skip output '${name}' since it may contain secret.` });
    return false;
  });
  return Object.fromEntries(kept);
}

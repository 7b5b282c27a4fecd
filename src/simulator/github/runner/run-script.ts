import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createCommandFiles, readCommandFiles } from './command-files.ts';
import { textAt } from './evaluate.ts';
import { programEnv, stepScope } from './job-runtime.ts';
import { writeTemporary } from './machine.ts';
import { groupLives, killGroup, runProgram } from './process.ts';
import type { StepEnd, StepInput } from './run-steps.ts';
import { scaledClock } from '../../clock.ts';
import { partAt } from './template-file.ts';

/** Executes a `run` step: a script file, given to its shell as an argument. Throws where it cannot be started. */
export async function runScript(input: StepInput): Promise<StepEnd> {
  const { runtime, frame, step, log, env } = input;
  const { machine } = runtime;
  const scope = stepScope(runtime, frame, env);
  const text = textAt(partAt(step.root, 'run'), scope) ?? '';
  const shell = textAt(partAt(step.root, 'shell'), scope) ?? frame.defaults.shell;
  if (shell === undefined && frame.action !== undefined)
    throw new Error(
      'Required property is missing: shell (a `run` step of a composite action has to name one).',
    );
  const where =
    textAt(partAt(step.root, 'working-directory'), scope) ?? frame.defaults.workingDirectory ?? '';
  const cwd = resolve(machine.workspace, where);
  if (!existsSync(cwd)) throw new Error(`The working directory ${where} does not exist.`);
  const id = randomUUID();
  const script = await writeTemporary(machine, `${id}.sh`, text.endsWith('\n') ? text : `${text}\n`);
  const [command = 'bash', ...args] = shellCommand(shell, script);
  const files = await createCommandFiles(join(machine.temp, '_runner_file_commands'), id);
  header(input, { text, shell: [command, ...args].join(' ') });
  const end = await runProgram({
    command,
    args,
    cwd,
    env: { ...programEnv(runtime, { ...env, ...actionEnv(input) }), ...files },
    onLine: (line) => {
      log.line(line);
    },
    stop: input.stop,
    kill: runtime.cancellation.forced,
    clock: runtime.options.signalClock ?? scaledClock({ startMs: 0, speed: 1 }),
  });
  if (end.group !== undefined && groupLives(end.group)) runtime.groups.add(end.group);
  if (end.problem !== undefined) log.fail(`The shell could not be started: ${end.problem}`);
  const written = await applyFiles(input, files);
  if (end.problem === undefined && end.code !== 0)
    log.fail(`Process completed with exit code ${end.code ?? 'unknown: it was killed'}.`);
  const failed = end.code !== 0 || written.failed || log.failed;
  return { outcome: failed ? 'failure' : 'success', outputs: written.outputs };
}

async function applyFiles(
  { runtime, log }: StepInput,
  files: Awaited<ReturnType<typeof createCommandFiles>>,
): Promise<{ readonly outputs: Readonly<Record<string, string>>; readonly failed: boolean }> {
  const { outputs, env, path, summary, problems } = await readCommandFiles(files);
  for (const [name, value] of Object.entries(env)) runtime.env.set(name, value);
  runtime.path.unshift(...[...path].reverse());
  if (summary !== '') runtime.job.summary(runtime.masks.hide(summary));
  for (const problem of problems) log.fail(problem);
  return { outputs, failed: problems.length > 0 };
}

/** How a script is called: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions#jobsjob_idstepsshell */
function shellCommand(shell: string | undefined, script: string): readonly string[] {
  if (shell === undefined) return ['bash', '-e', script];
  if (shell === 'bash') return ['bash', '--noprofile', '--norc', '-e', '-o', 'pipefail', script];
  if (shell === 'sh') return ['sh', '-e', script];
  if (shell === 'python') return ['python3', script];
  if (!shell.includes('{0}'))
    throw new Error(
      `Invalid shell option '${shell}': this runner knows bash, sh and python, or a command with {0}.`,
    );
  return shell
    .split(/\s+/)
    .filter((part) => part !== '')
    .map((part) => part.replace('{0}', script));
}

function header(
  { runtime, log }: StepInput,
  { text, shell }: { readonly text: string; readonly shell: string },
): void {
  const lines = text.trimEnd().split('\n');
  log.say(`##[group]Run ${lines[0] ?? ''}`);
  for (const line of lines) log.say(line);
  log.say(`shell: ${shell.replace(runtime.machine.temp, '$RUNNER_TEMP')}`);
  log.say('##[endgroup]');
}

function actionEnv({ frame: { action }, step }: StepInput): Record<string, string> {
  return {
    GITHUB_ACTION: step.id,
    ...(action === undefined
      ? {}
      : {
          GITHUB_ACTION_PATH: action.path,
          GITHUB_ACTION_REPOSITORY: action.repository,
          GITHUB_ACTION_REF: action.ref,
        }),
  };
}

/** Ends what steps have left running, as GitHub's runner does behind a job. */
export function killOrphans(groups: ReadonlySet<number>): void {
  for (const group of groups) killGroup(group);
}

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { isScalar, NoOperationTraceWriter } from '@actions/workflow-parser';
import {
  convertActionTemplate,
  parseAction,
  type ActionTemplate,
  type RunStep,
  type Step,
} from '@actions/workflow-parser/actions/index';
import {
  TemplateContext,
  TemplateValidationErrors,
} from '@actions/workflow-parser/templates/template-context';
import { getActionSchema } from '@actions/workflow-parser/actions/index';

/** An annotation as the runner read it. */
export interface Annotation {
  readonly level: string;
  readonly properties: string;
  readonly message: string;
}

/** What a job has left behind. */
export interface JobResult {
  readonly exit: number | undefined;
  readonly outputs: Readonly<Record<string, string>>;
  readonly annotations: readonly Annotation[];
  /** Commands that no action of today may send, such as set-output. */
  readonly otherCommands: readonly string[];
  readonly masks: readonly string[];
  /** The log as people see it, masked. */
  readonly log: string;
  /** The log as the step wrote it. */
  readonly raw: string;
  readonly summary: string;
  readonly tempDirectory: string;
}

/** What a job is run with. */
export interface JobInput {
  readonly with: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The PATH of the job, where it is not this process's. */
  readonly path?: string;
  /** Told about the process of each step that runs. */
  readonly onStep?: (child: ChildProcess) => void;
}

/** Parses action.yml with GitHub's own parser; throws where it finds a mistake. */
export async function readAction(path = 'action.yml'): Promise<ActionTemplate> {
  const file = { name: path, content: await readFile(path, 'utf8') };
  const trace = new NoOperationTraceWriter();
  const context = new TemplateContext(new TemplateValidationErrors(), getActionSchema(), trace);
  const { value } = parseAction(file, context);
  const errors = context.errors.getErrors();
  if (value === undefined || errors.length > 0)
    throw new Error(errors.map(({ message }) => message).join('\n'));
  return convertActionTemplate(context, value);
}

/** Runs the steps of action.yml as a runner does: expressions, defaults, bash, the GITHUB_* files, commands in the log, masks. */
export async function runAction(input: JobInput): Promise<JobResult> {
  const action = await readAction();
  if (action.runs.using !== 'composite') throw new Error('The action is not composite.');
  const directory = await mkdtemp(join(tmpdir(), 'job-'));
  const defaults = Object.fromEntries(
    (action.inputs ?? []).map(({ id, default: value }) => [id, value?.toString() ?? '']),
  );
  const inputs = { ...defaults, ...input.with };
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  const parsed = { raw: '', summary: '', exit: 0 as number | undefined };
  for (const [index, step] of action.runs.steps.entries()) {
    const files = {
      output: join(directory, `output-${index}`),
      summary: join(directory, `summary-${index}`),
      script: join(directory, `step-${index}.sh`),
    };
    await Promise.all(Object.values(files).map((file) => writeFile(file, '')));
    if (!isRunStep(step)) throw new Error('Only run steps are expected.');
    await writeFile(files.script, evaluate(step.run.toString(), { inputs, steps }));
    const env = {
      ...input.env,
      PATH: input.path ?? process.env['PATH'],
      HOME: process.env['HOME'],
      ...{
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION_PATH: resolve('.'),
        GITHUB_OUTPUT: files.output,
        GITHUB_STEP_SUMMARY: files.summary,
        RUNNER_TEMP: directory,
      },
      ...environmentOf(step, { inputs, steps }),
    };
    const { code, text } = await execute(files.script, env, input.onStep);
    parsed.raw += text;
    parsed.exit = code;
    parsed.summary += await readFile(files.summary, 'utf8');
    steps[step.id] = { outputs: readOutputs(await readFile(files.output, 'utf8')) };
    if (code !== 0) break;
  }
  const outputs = Object.fromEntries(
    (action.outputs ?? []).map(({ id, value }) => [id, evaluate(value?.toString() ?? '', { inputs, steps })]),
  );
  return { ...parsed, outputs, ...readLog(parsed.raw), tempDirectory: directory };
}

/** Removes what a job has left on the disk. */
export async function cleanUp({ tempDirectory }: JobResult): Promise<void> {
  await rm(tempDirectory, { recursive: true, force: true });
}

function isRunStep(step: Step): step is RunStep {
  return 'run' in step;
}

type Contexts = Readonly<Record<string, unknown>>;

function environmentOf({ env }: RunStep, contexts: Contexts): Record<string, string> {
  const found: Record<string, string> = {};
  for (let index = 0; index < (env?.count ?? 0); index += 1) {
    const { key, value } = env?.get(index) ?? {};
    if (key !== undefined && value !== undefined && isScalar(value))
      found[key.toString()] = evaluate(value.toString(), contexts);
  }
  return found;
}

/** Puts values in the place of `${{ }}`, with GitHub's own evaluator. */
function evaluate(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const { tokens } = new Lexer(expression.trim()).lex();
    const tree = new Parser(tokens, Object.keys(contexts), []).parse();
    return new Evaluator(tree, dictionary(contexts)).evaluate().coerceString();
  });
}

function dictionary(values: Readonly<Record<string, unknown>>): data.Dictionary {
  const pairs = Object.entries(values).map(([key, value]) => ({
    key,
    value:
      typeof value === 'string' ? new data.StringData(value) : dictionary(value as Record<string, unknown>),
  }));
  return new data.Dictionary(...pairs);
}

/** As the runner calls bash: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions#jobsjob_idstepsshell */
async function execute(
  script: string,
  env: NodeJS.ProcessEnv,
  onStep: JobInput['onStep'],
): Promise<{ code: number | undefined; text: string }> {
  const child = spawn('/bin/bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', script], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onStep?.(child);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code: code ?? undefined, text };
}

function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    const [, name, delimiter] = /^([^=]+?)<<(.+)$/.exec(line) ?? [];
    if (name === undefined) continue;
    const value = lines.splice(0, lines.indexOf(delimiter ?? ''));
    lines.shift();
    outputs[name] = value.join('\n');
  }
  return outputs;
}

/** Reads a log as the runner does: commands, stop-commands and masks. */
function readLog(raw: string): Pick<JobResult, 'annotations' | 'otherCommands' | 'masks' | 'log'> {
  const annotations: Annotation[] = [];
  const otherCommands: string[] = [];
  const masks: string[] = [];
  const shown: string[] = [];
  let stopped: string | undefined;
  for (const line of raw.split('\n')) {
    const [, command, properties = '', value = ''] =
      /^\s*::([\w-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/.exec(line) ?? [];
    if (stopped !== undefined && command === stopped) stopped = undefined;
    else if (stopped !== undefined || command === undefined) shown.push(line);
    else if (command === 'stop-commands') stopped = value;
    else if (command === 'add-mask') masks.push(unescape(value));
    else if (['error', 'warning', 'notice'].includes(command))
      annotations.push({ level: command, properties: unescape(properties), message: unescape(value) });
    else otherCommands.push(line);
  }
  const log = masks.reduce((text, mask) => text.replaceAll(mask, '***'), shown.join('\n'));
  return { annotations, otherCommands, masks, log };
}

function unescape(text: string): string {
  return text
    .replaceAll('%0A', '\n')
    .replaceAll('%0D', '\r')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}

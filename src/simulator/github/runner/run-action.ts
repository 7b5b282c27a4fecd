import { findAction, readActionFile, type ActionSource } from './action-source.ts';
import { evaluateCondition, textAt, textsAt } from './evaluate.ts';
import { stepScope, type Frame } from './job-runtime.ts';
import { runSteps, type StepEnd, type StepInput } from './run-steps.ts';
import { entriesOf, literalAt, partAt } from './template-file.ts';
import { inputDefinitions, stepDefinitions } from './workflow-definition.ts';
import type { MappingToken } from '@actions/workflow-parser/templates/tokens/index';

/** GitHub's own limit for composite actions within each other. */
const deepest = 10;

/** Executes a `uses` step. Throws where its action is not found or not valid, or where a built-in one fails. */
export async function runAction(uses: string, input: StepInput): Promise<StepEnd> {
  const { runtime, frame, step, log, env } = input;
  if (frame.depth >= deepest) throw new Error(`Composite actions are nested deeper than ${deepest}.`);
  const source = runtime.actions.get(uses) ?? (await findAction(uses, runtime));
  const given = lowerCased(textsAt(partAt(step.root, 'with'), stepScope(runtime, frame, env)));
  log.say(`##[group]Run ${uses}`);
  for (const [name, value] of Object.entries(given)) log.say(`  ${name}: ${value}`);
  log.say('##[endgroup]');
  if (source.kind === 'builtin')
    return { outcome: 'success', outputs: await source.run({ runtime, inputs: given, log }) };
  const root = await readActionFile(source.path, uses);
  const using = literalAt(root, 'runs', 'using') ?? '';
  if (using !== 'composite')
    throw new Error(`The action '${uses}' runs with ${using}: this runner executes composite actions only.`);
  return await runComposite(root, { ...input, given, source });
}

type CompositeInput = StepInput & {
  readonly given: Readonly<Record<string, string>>;
  readonly source: Extract<ActionSource, { kind: 'directory' }>;
};

async function runComposite(root: MappingToken, input: CompositeInput): Promise<StepEnd> {
  const { runtime, env, stop, frame: outer, source } = input;
  const { path, repository, ref } = source;
  const frame: Frame = {
    inputs: inputsOf(root, input),
    steps: {},
    status: 'success',
    env: ownEnv(env, runtime.env),
    defaults: {},
    action: { path, repository, ref },
    stop,
    depth: outer.depth + 1,
  };
  await runSteps(runtime, { frame, steps: stepDefinitions(partAt(root, 'runs', 'steps')) });
  const scope = stepScope(runtime, frame, env);
  const outputs = entriesOf(partAt(root, 'outputs')).map(([name, output]): [string, string] => [
    name,
    textAt(partAt(output, 'value'), scope) ?? '',
  ]);
  const cancelled = evaluateCondition('cancelled()', scope);
  return {
    outcome: frame.status === 'failure' ? 'failure' : cancelled && stop.aborted ? 'cancelled' : 'success',
    outputs: Object.fromEntries(outputs),
  };
}

/** The variables of the job are looked up anew by each step of the action: one of them may write to GITHUB_ENV. */
function ownEnv(
  env: Readonly<Record<string, string>>,
  job: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).filter(([name, value]) => job.get(name) !== value));
}

/** As GitHub: a required input that is missing is empty, one that is not declared is named in a warning. */
function inputsOf(
  root: MappingToken,
  { runtime, frame, env, given, log }: CompositeInput,
): Record<string, string> {
  const declared = inputDefinitions(partAt(root, 'inputs'));
  const known = declared.map(({ name }) => name.toLowerCase());
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    log.line(
      `::warning::Unexpected input(s) '${unknown.join("', '")}', valid inputs are ['${known.join("', '")}']`,
    );
  const scope = stepScope(runtime, frame, env);
  const defaults = declared.map((input): [string, string] => [
    input.name.toLowerCase(),
    textAt(input.default, scope) ?? '',
  ]);
  return { ...Object.fromEntries(defaults), ...given };
}

function lowerCased(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
}

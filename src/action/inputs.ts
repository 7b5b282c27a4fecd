import { quoted } from '../config/diagnostic.ts';
import { didYouMean, suggest } from '../config/suggest.ts';
import { FailoverError, type Problem } from '../errors.ts';
import type { DrillChoice } from '../plan/drill-report.ts';
import type { Operation } from '../plan/plan.ts';
import {
  actionInputs,
  inputVariable,
  type ActionCommand,
  type InputDefinition,
  type InputName,
} from './contract.ts';

/** All inputs, checked. What was left empty is absent. */
export interface ActionInputs {
  readonly command: ActionCommand;
  readonly operation: Operation;
  readonly config?: string;
  readonly from?: string;
  readonly to?: string;
  readonly mode: 'auto' | 'planned' | 'unplanned';
  readonly only: readonly string[];
  readonly reason?: string;
  readonly planHash?: string;
  readonly run?: string;
  readonly step?: string;
  readonly operationId?: string;
  /** Origin of the bot's address: `https://bot.example.com`. */
  readonly botUrl?: string;
  readonly commit?: string;
  readonly acceptDataLoss: boolean;
  readonly allowLostRegion: boolean;
  /** For failback: compare the data of both regions first. */
  readonly validateSync: boolean;
  /** For health: put numbers into CloudWatch. */
  readonly metrics: boolean;
  readonly drillType: DrillChoice;
  /** Path in the repository, for what a drill came to; comes with `githubToken`. */
  readonly resultsFile?: string;
  readonly githubToken?: string;
  readonly role?: string;
  readonly roleDurationSeconds: number;
  readonly sessionPolicy: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** Reads all inputs from the environment that action.yml prepares. Throws USAGE with every mistake at once. */
export function readInputs(env: Env): ActionInputs {
  const problems: Problem[] = [];
  const wrong = (name: InputName, expected: string, found?: string): void => {
    const { choices = [] }: InputDefinition = actionInputs[name];
    const meant = found === undefined ? undefined : suggest(found, choices);
    const not = found === undefined ? '' : `, not ${quoted(found)}`;
    problems.push({
      code: 'USAGE',
      message: `Input \`${name}\` must be ${expected}${not}.${meant === undefined ? '' : ` ${didYouMean(meant)}`}`,
      expected,
      found: found ?? 'nothing',
      fix: `Correct \`${name}:\` under \`with:\`.`,
    });
  };
  const text = (name: InputName): string | undefined => {
    const definition: InputDefinition = actionInputs[name];
    const given = (env[inputVariable(name)] ?? '').trim();
    const value = given === '' ? definition.default : given;
    if (value === undefined && definition.required === true)
      wrong(name, `given${definition.choices === undefined ? '' : `: ${definition.choices.join(', ')}`}`);
    return value;
  };
  const choice = (name: InputName): string => {
    const value = text(name);
    const { choices = [] }: InputDefinition = actionInputs[name];
    if (value !== undefined && !choices.includes(value)) wrong(name, `one of ${choices.join(', ')}`, value);
    return value ?? '';
  };
  const boolean = (name: InputName): boolean => {
    const value = text(name) ?? 'false';
    if (!/^(true|false)$/i.test(value)) wrong(name, 'true or false', value);
    return value.toLowerCase() === 'true';
  };
  const seconds = (name: InputName): number => {
    const value = text(name) ?? '';
    const { range: [least, most] = [0, 0] }: InputDefinition = actionInputs[name];
    if (!/^\d{1,6}$/.test(value) || Number(value) < least || Number(value) > most)
      wrong(name, `a whole number from ${least} to ${most}`, value);
    return Number(value);
  };
  const role = text('role');
  if (role !== undefined && !roleArn.test(role)) wrong('role', 'the ARN of an IAM role', role);
  const botUrl = originOf(text('bot-url'));
  if (botUrl === 'wrong') wrong('bot-url', 'an https address without a path', text('bot-url') ?? '');
  const [resultsFile, githubToken] = [text('results-file'), text('github-token')];
  if (resultsFile !== undefined && !isMarkdownPath(resultsFile))
    wrong('results-file', 'the path of a Markdown file in the repository', resultsFile);
  if (resultsFile !== undefined && githubToken === undefined)
    wrong('github-token', 'given for `results-file`');
  const command = choice('command');
  for (const [name, needing] of neededBy)
    if (needing.includes(command) && text(name) === undefined)
      wrong(name, `given for \`command: ${command}\``);
  const inputs = {
    // The casts are sound: `choice` has refused every other value, and a refusal throws below.
    command: command as ActionCommand,
    operation: choice('operation') as Operation,
    mode: choice('mode') as ActionInputs['mode'],
    drillType: choice('drill-type') as DrillChoice,
    ...optional({
      config: text('config'),
      from: text('from'),
      to: text('to'),
      reason: text('reason'),
      planHash: text('plan-hash'),
      run: text('run'),
      step: text('step'),
      operationId: text('operation-id'),
      botUrl,
      commit: text('commit'),
      resultsFile,
      githubToken,
      role,
    }),
    only: namesIn(text('only') ?? ''),
    acceptDataLoss: boolean('accept-data-loss'),
    allowLostRegion: boolean('allow-lost-region'),
    validateSync: boolean('validate-sync'),
    metrics: boolean('metrics'),
    roleDurationSeconds: seconds('role-duration'),
    sessionPolicy: boolean('session-policy'),
  };
  const [first, ...others] = problems;
  if (first !== undefined) throw new FailoverError([first, ...others]);
  return inputs;
}

const neededBy: readonly (readonly [InputName, readonly string[]])[] = [
  ['step', ['retry', 'skip']],
  ['reason', ['skip']],
];

/** A path that stays in the repository. */
function isMarkdownPath(path: string): boolean {
  return /^[\w.-]+(\/[\w.-]+)*\.md$/.test(path) && !path.split('/').includes('..');
}

/** Plain http is for this machine only: events and tokens go there. */
function originOf(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || url.pathname !== '/' || url.search !== '' || url.username !== '') return 'wrong';
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && local) ? url.origin : 'wrong';
}

function namesIn(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function optional<T extends Record<string, string | undefined>>(values: T): { [Name in keyof T]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: string;
  };
}

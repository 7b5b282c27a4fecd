import { drillTypes } from '../plan/drill-report.ts';
import { operations } from '../plan/plan.ts';
import { errorDefinitions, type ErrorCode, type Exit } from '../errors.ts';

/** What the Action can be told to do: the commands of the CLI that make sense in a job. */
export const actionCommands = [
  'plan',
  'failover',
  'reprotect',
  'failback',
  'drill',
  'resume',
  'retry',
  'skip',
  'abort',
  'status',
  'verify',
  'health',
  'monitor-plan',
  'monitor-apply',
  'validate',
  'iam',
  'report',
] as const;

/** One of `actionCommands`. */
export type ActionCommand = (typeof actionCommands)[number];

/** One input: what its value may be, and what it is when it is left out. */
export interface InputDefinition {
  readonly description: string;
  readonly type: 'text' | 'choice' | 'list' | 'boolean' | 'seconds';
  readonly required?: true;
  /** As it would be written in a workflow. */
  readonly default?: string;
  readonly choices?: readonly string[];
  /** For `seconds`. */
  readonly range?: readonly [number, number];
}

/** Every input of the Action, once: action.yml, its page and the reader of the inputs are made from this table. */
export const actionInputs = {
  command: { type: 'choice', required: true, choices: actionCommands, description: 'What to do.' },
  operation: {
    type: 'choice',
    choices: operations,
    default: 'failover',
    description: 'For plan and iam: what to plan, or what is to be allowed.',
  },
  config: {
    type: 'text',
    description: 'The config file; failover.yml or .github/failover.yml where absent.',
  },
  from: {
    type: 'text',
    description: 'The region to leave; the other one where absent, home where there are several.',
  },
  to: { type: 'text', description: 'The region to activate. Credentials are asked for at its STS endpoint.' },
  mode: {
    type: 'choice',
    choices: ['auto', 'planned', 'unplanned'],
    default: 'auto',
    description:
      'planned: writes are stopped and replication drained first; unplanned: the old region is lost or abandoned; auto: planned where it is healthy.',
  },
  only: {
    type: 'list',
    description:
      'Only these resources or groups, separated by commas or lines: databases, or databases/orders.',
  },
  reason: {
    type: 'text',
    description: 'Why; kept in the journal and the report. `skip` and `abort` keep it as well.',
  },
  'plan-hash': { type: 'text', description: 'Refuse any other plan than the one with this hash.' },
  run: {
    type: 'text',
    description:
      'The run to go on with or to show; the newest that has not ended where absent. With verify: check its journal instead of the region.',
  },
  step: { type: 'text', description: 'The step to retry or to skip, such as databases/orders:promote.' },
  'operation-id': {
    type: 'text',
    description:
      'The same id never starts a second run: a job that is run again goes on with the first one, or reports it.',
  },
  'bot-url': {
    type: 'text',
    description:
      'The public address of the bot: every event is sent there, and nothing is changed without its yes. The job needs `id-token: write`.',
  },
  commit: {
    type: 'text',
    description: 'The commit that is checked out, for the bot to compare with what was approved.',
  },
  'accept-data-loss': {
    type: 'boolean',
    default: 'false',
    description: 'Go on although a replica is further behind than the RPO allows.',
  },
  'allow-lost-region': {
    type: 'boolean',
    default: 'false',
    description: 'Go on although the plan needs the region that is left.',
  },
  'validate-sync': {
    type: 'boolean',
    default: 'false',
    description:
      'For failback: first compare the data of both regions, and refuse where it differs or cannot be compared.',
  },
  metrics: {
    type: 'boolean',
    default: 'false',
    description: 'For health: also put its numbers into CloudWatch, in every region of the service.',
  },
  'drill-type': {
    type: 'choice',
    choices: drillTypes,
    default: 'dns',
    description:
      'For drill: dns lets traffic leave the active region and come back; the others change nothing; all: every one of those.',
  },
  'results-file': {
    type: 'text',
    description:
      'Propose what a drill, a failover or a failback came to as a section of this Markdown file of the repository, by a pull request.',
  },
  'github-token': {
    type: 'text',
    description:
      'For results-file: a token with `contents: write` and `pull-requests: write`, such as `github.token`.',
  },
  role: {
    type: 'text',
    description:
      "ARN of the role to assume with the job's OIDC token (the job needs `id-token: write`); the credentials of the environment where absent.",
  },
  'role-duration': {
    type: 'seconds',
    range: [900, 43_200],
    default: '3600',
    description:
      'How long credentials of the role last, in seconds; they are renewed for as long as the run takes.',
  },
  'session-policy': {
    type: 'boolean',
    default: 'true',
    description: 'Cut the credentials of the role to exactly the calls of the plan.',
  },
} as const satisfies Record<string, InputDefinition>;

/** The name of an input. */
export type InputName = keyof typeof actionInputs;

/** Version of the outputs: raised when one of them changes its meaning or goes. */
export const outputsVersion = 1;

/** How a command ended, in the words of the exit codes. */
export const results = ['done', 'failed', 'usage', 'refused', 'stopped'] as const satisfies readonly Exit[];

/** Why: `OK`, or the code of the first problem. */
export type ReasonCode = 'OK' | ErrorCode;

/** The closed list of reason codes. */
export const reasonCodes: readonly ReasonCode[] = ['OK', ...(Object.keys(errorDefinitions) as ErrorCode[])];

/** Every output of the Action, once. An output that does not apply is empty. */
export const actionOutputs = {
  schema_version: { type: 'number', description: `Version of these outputs: ${outputsVersion}.` },
  result: { type: 'choice', description: `How it ended: ${results.join(', ')}.` },
  reason_code: {
    type: 'choice',
    description: 'Why: OK, or the code of the first problem (docs/reference/errors.md lists them).',
  },
  run_id: { type: 'text', description: 'The run that was started, continued or shown.' },
  plan_hash: { type: 'text', description: 'Hash of the plan: `sha256:` and 64 hexadecimal digits.' },
  rto_seconds: {
    type: 'number',
    description: 'From the declaration until the service was restored, in seconds.',
  },
  rpo_seconds: {
    type: 'number',
    description: 'Largest replication lag at a promotion, in seconds; empty where it is not known.',
  },
  report: {
    type: 'text',
    description: "Path of the run's HTML report on the runner, for actions/upload-artifact.",
  },
} as const;

/** The name of an output. */
export type OutputName = keyof typeof actionOutputs;

/** The environment variable that carries an input from action.yml to the program. */
export function inputVariable(name: string): string {
  return `INPUT_${name.toUpperCase().replaceAll('-', '_')}`;
}

import * as z from 'zod';
import { cleanText } from '../clean-text.ts';
import type { Resource } from '../config/config.ts';
import { duration } from '../config/duration.ts';
import { fail } from '../errors.ts';
import { formatDuration } from '../format-duration.ts';
import type { Goal, Step, StepDraft } from '../plan/plan.ts';
import { defineKind } from './kind.ts';
import type { ApplyContext, Applied } from './kind.ts';

const spec = z.strictObject({
  run: z
    .array(z.string())
    .min(1)
    .describe(
      'The program and its arguments, one a list item; no shell. `$to` and `$from` alone stand for the regions.',
    ),
  cwd: z.string().min(1).optional().describe('The directory it runs in; that of the run where absent.'),
  env: z
    .record(z.string().regex(/^[A-Za-z_]\w*$/, 'must be the name of an environment variable'), z.string())
    .default({})
    .describe('Environment variables besides the REGION_FAILOVER_ ones.'),
  phase: z.enum(['announce', 'ready', 'verify', 'release']).default('verify').describe('When it runs.'),
  timeout: duration.default(300_000).describe('How long it may take; it is ended after that.'),
  expected: duration.default(30_000).describe('How long it usually takes.'),
  rerun: z
    .enum(['safe', 'ask'])
    .default('ask')
    .describe(
      'What happens when a run died while it ran: `safe` starts it again, `ask` leaves that to the operator.',
    ),
  optional: z.boolean().default(false).describe('Whether its failure is only a warning.'),
});

type Spec = z.infer<typeof spec>;

interface Params {
  readonly run: readonly string[];
  readonly cwd: string | null;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** Runs a program of the user's own. */
export const command = defineKind<Spec, never, never>({
  name: 'command',
  role: 'verification',
  summary: 'Runs a program of your own, such as a smoke test; exit code 0 means that it went well.',
  notes: [
    'The program is started without a shell, so nothing in a reason or a name can become a command. For a pipe, name the shell: `[bash, -c, "..."]`.',
    'It finds REGION_FAILOVER_FROM, REGION_FAILOVER_TO, REGION_FAILOVER_MODE, REGION_FAILOVER_RUN_ID and REGION_FAILOVER_REASON in its environment, besides PATH, HOME and the settings of proxies and certificate authorities, and nothing else that is not named in `env`.',
    'Its last output is shown when it fails, cut and cleaned: let it print no secrets.',
    'Nothing in the world tells whether it has run, so a run that died meanwhile asks before it starts it again, unless `rerun: safe`.',
  ],
  example: `kind: command
run: [bash, scripts/smoke-test.sh, production]
phase: verify
timeout: 5m
rerun: safe
`,
  spec,
  places: [],
  observe: () => Promise.resolve(new Map<string, never>()),
  reads: () => [],
  assess: ({ spec: { run, phase } }) => ({
    state: 'ready',
    summary: `${printable(run)} runs in phase ${phase}`,
  }),
  steps: (resource, _observation, goal) => [runStep(resource, goal)],
  apply: runProgram,
  settled: () => ({ state: 'unobservable' }),
  verify: () => [],
});

function runStep({ spec: block }: Resource<Spec, never>, { from, to }: Goal): StepDraft {
  const regions = new Map([
    ['$to', to],
    ['$from', from],
  ]);
  const run = block.run.map((argument) => regions.get(argument) ?? argument);
  return {
    action: 'run',
    title: `Run ${printable(run)}`,
    region: to,
    phase: block.phase,
    // What a foreign program does cannot be taken back by this one, yet it is no step that must be feared like a promotion.
    risk: 'none',
    changes: true,
    expectedMs: Math.min(block.expected, block.timeout),
    // The program's own limit comes first, so that its output is there to explain the failure.
    timeoutMs: block.timeout + 10_000,
    params: { run, cwd: block.cwd ?? null, env: block.env, timeoutMs: block.timeout },
    calls: [],
    repeat: block.rerun,
    optional: block.optional,
  };
}

async function runProgram(
  step: Step,
  { outside, signal, goal, run, reason }: ApplyContext,
): Promise<Applied> {
  const params = step.params as unknown as Params;
  const env = {
    ...params.env,
    REGION_FAILOVER_FROM: goal.from,
    REGION_FAILOVER_TO: goal.to,
    REGION_FAILOVER_MODE: goal.mode,
    REGION_FAILOVER_RUN_ID: run,
    // A zero byte cannot stand in an environment; it would keep the program from starting.
    REGION_FAILOVER_REASON: reason.replaceAll('\0', ''),
  };
  const cwd = params.cwd === null ? {} : { cwd: params.cwd };
  const result = await outside.programs.run(params.run, { env, ...cwd, timeoutMs: params.timeoutMs, signal });
  const output = tail(result.output);
  if (result.code === 0)
    return { note: `${printable(params.run)} ended well`, evidence: { exitCode: 0, output } };
  const after = formatDuration(params.timeoutMs);
  const ended =
    result.code === undefined
      ? `was ended by ${result.signal ?? 'a signal'} (limit ${after})`
      : `ended with exit code ${result.code}`;
  throw fail({
    code: 'COMMAND_FAILED',
    message: `${printable(params.run)} ${ended}. Its last output: ${output || 'none'}`,
    resource: step.resource,
    step: step.id,
    region: step.region,
    expected: 'exit code 0',
    found: result.code === undefined ? (result.signal ?? 'a signal') : `exit code ${result.code}`,
  });
}

function printable(run: readonly string[]): string {
  return cleanText(run.join(' ')).slice(0, 120);
}

/** The last lines, where programs say what went wrong. */
function tail(output: string): string {
  return cleanText(output.trimEnd().slice(-500));
}

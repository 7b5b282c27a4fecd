import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { clockFrom } from '../clock.ts';
import { errorDefinitions, exitCodes, fixOf, type Problem } from '../errors.ts';
import { plainPalette } from '../report/palette.ts';
import { renderProblems } from '../report/problem-text.ts';
import { thrown } from '../thrown.ts';
import { createHttp } from '../http-client.ts';
import { createAnnotations } from './annotations.ts';
import { openBotLink, type BotLink } from './bot-link.ts';
import { lastWord } from './bot-questions.ts';
import { actionInputs, type ActionCommand } from './contract.ts';
import { drill } from './drill-command.ts';
import { readInputs, type ActionInputs } from './inputs.ts';
import type { Job } from './job.ts';
import { monitor } from './monitor-command.ts';
import { fenced, openSummary } from './job-summary.ts';
import { health, iam, plan, showRun, validate, verify } from './look-commands.ts';
import { outputsOf, writeOutputs, type Outcome } from './outputs.ts';
import { carryOut, takeUp } from './run-commands.ts';
import { openLog } from './workflow-commands.ts';

const commands: Readonly<Record<ActionCommand, (job: Job) => Promise<Outcome>>> = {
  plan,
  failover: (job) => carryOut(job, 'failover'),
  reprotect: (job) => carryOut(job, 'reprotect'),
  failback: (job) => carryOut(job, 'failback'),
  drill,
  resume: takeUp,
  retry: takeUp,
  skip: takeUp,
  abort: takeUp,
  status: showRun,
  report: showRun,
  verify,
  health,
  'monitor-plan': monitor,
  'monitor-apply': monitor,
  validate,
  iam,
};

/** Secrets that a job has from the beginning. */
const ambientSecrets = [
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'GITHUB_TOKEN',
  'ACTIONS_RUNTIME_TOKEN',
  'INPUT_GITHUB_TOKEN',
];

async function main(): Promise<void> {
  const { env } = process;
  // Written at once: what a process that is killed has said must be in the log.
  const log = openLog({ write: writeAll, token: () => randomBytes(16).toString('hex') });
  for (const name of ambientSecrets) log.masks.add(env[name]);
  const clock = clockFrom(env['REGION_FAILOVER_CLOCK']);
  const annotations = createAnnotations(log);
  const summary = openSummary({
    file: env['GITHUB_STEP_SUMMARY'],
    masks: log.masks,
    now: () => clock.now(),
    warn: annotations.warning,
  });
  let bot: BotLink | undefined;
  const show = (outcome: Outcome): void => {
    summary.flush();
    annotations.warnings(outcome.warnings);
    const problems = outcome.problems.map(inJobWords);
    const texts = renderProblems(problems, plainPalette);
    for (const text of texts) log.text(text);
    annotations.problems(problems);
    if (texts.length > 0) summary.instead(() => fenced(texts.join('\n\n')));
    try {
      writeOutputs(env['GITHUB_OUTPUT'], outputsOf(outcome));
    } catch (error) {
      // What was done is done: the run's own end is what the step ends with.
      annotations.warning(
        `The outputs could not be written: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };
  const leave = ({ exit }: Outcome): never => {
    log.close();
    process.exit(exitCodes[exit]);
  };
  let carried: Pick<Outcome, 'runId' | 'planHash'> = {};
  const signal = cancellation(() => {
    const outcome = interrupted(carried);
    show(outcome);
    leave(outcome);
  });
  const actor = env['GITHUB_TRIGGERING_ACTOR'] ?? env['GITHUB_ACTOR'] ?? 'github-actions';
  const job = (inputs: ActionInputs): Job => ({
    inputs,
    env,
    clock,
    log,
    annotations,
    summary,
    signal,
    actor,
    carries: (runId, { hash: planHash }) => {
      carried = { runId, planHash };
    },
    ...(bot === undefined ? {} : { bot }),
  });
  const outcome = await attempt(async () => {
    const inputs = readInputs(env);
    const { command, operationId, botUrl } = inputs;
    if (botUrl !== undefined)
      bot = openBotLink({
        url: botUrl,
        http: createHttp({ env }),
        env,
        clock,
        masks: log.masks,
        header: {
          schemaVersion: 1,
          command,
          ...(operationId === undefined ? {} : { operation: operationId }),
        },
        warn: (message) => {
          annotations.warning(message);
        },
      });
    return await commands[inputs.command](job(inputs));
  });
  show(outcome);
  bot?.send(lastWord(outcome));
  await bot?.close();
  leave(outcome);
}

/** How a job ends that must not wait for anything any more. */
function interrupted(carried: Pick<Outcome, 'runId' | 'planHash'>): Outcome {
  const { runId } = carried;
  const message =
    runId === undefined
      ? 'The job was cancelled before it carried out a run.'
      : `The job was cancelled before ${runId} could give its lease back, which expires by itself; the journal is complete.`;
  const fix = runId === undefined ? { fix: 'Run the job again.' } : {};
  const problem: Problem = { code: 'INTERRUPTED', message, ...fix };
  return { exit: 'stopped', reasonCode: 'INTERRUPTED', problems: [problem], warnings: [], ...carried };
}

/** Whatever a command throws becomes an outcome, once, here. */
async function attempt(command: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await command();
  } catch (error) {
    const { problems, exit } = thrown(error);
    const runId = problems[0]?.code.startsWith('RUN_') === true ? problems[0].found : undefined;
    return {
      exit,
      reasonCode: problems[0]?.code ?? 'UNEXPECTED',
      problems,
      warnings: [],
      ...(runId === undefined ? {} : { runId }),
    };
  }
}

/**
 * A cancelled job gets SIGINT, SIGTERM after 7.5 s, and is killed 2.5 s later
 * (https://docs.github.com/actions/reference/workflow-cancellation-reference): the first stops the run, the second ends the process.
 */
function cancellation(onSecond: () => void): AbortSignal {
  const controller = new AbortController();
  const handler = (): void => {
    if (controller.signal.aborted) onSecond();
    controller.abort(new Error('interrupted'));
  };
  process.on('SIGINT', handler);
  process.on('SIGTERM', handler);
  return controller.signal;
}

/** What to do, in the words of a workflow: `--to` is the input `to`. So is what is wrong with the inputs; other messages quote others. */
function inJobWords(problem: Problem): Problem {
  const worded = (text: string): string =>
    text.replace(/--([a-z-]+)/g, (option, name: string) => (name in actionInputs ? `\`${name}:\`` : option));
  const isAboutInputs = errorDefinitions[problem.code].exit === 'usage';
  return {
    ...problem,
    message: isAboutInputs ? worded(problem.message) : problem.message,
    fix: worded(fixOf(problem)),
  };
}

function writeAll(text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      // A pipe that is full for the moment; anything else means that nobody reads any more.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return;
    }
  }
}

void main();

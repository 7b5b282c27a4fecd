#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { exitCodes, type Exit } from '../errors.ts';
import { renderProblems } from '../report/problem-text.ts';
import { thrown, type Thrown } from '../thrown.ts';
import { addAbort } from './commands/abort.ts';
import { addCost } from './commands/cost.ts';
import { addDemo } from './commands/demo.ts';
import { addDeploy } from './commands/deploy.ts';
import { addDrill } from './commands/drill.ts';
import { addFailback } from './commands/failback.ts';
import { addFailover } from './commands/failover.ts';
import { addHealth } from './commands/health.ts';
import { addIam } from './commands/iam.ts';
import { addMonitor } from './commands/monitor.ts';
import { addPlan } from './commands/plan.ts';
import { addReport } from './commands/report.ts';
import { addReprotect } from './commands/reprotect.ts';
import { addResume } from './commands/resume.ts';
import { addRetry } from './commands/retry.ts';
import { addRollback } from './commands/rollback.ts';
import { addSchema } from './commands/schema.ts';
import { addSimulate } from './commands/simulate.ts';
import { addSkip } from './commands/skip.ts';
import { addStatus } from './commands/status.ts';
import { addValidate } from './commands/validate.ts';
import { addVerify } from './commands/verify.ts';
import { processTerminal, type Terminal } from './context.ts';
import { version } from '../../package.json';

/** What a command needs to add itself: the program, the terminal, and where to leave how it ended. */
export interface Cli {
  readonly program: Command;
  readonly terminal: Terminal;
  /** Wraps a handler: its exit becomes the process's. */
  readonly run: <Arguments extends readonly unknown[]>(
    handler: (...args: Arguments) => Promise<Exit>,
  ) => (...args: Arguments) => Promise<void>;
}

const exitHelp = `
Exit codes:
  0  done
  1  the run failed, or a check did
  2  wrong usage or config
  3  refused before anything was touched
  4  stopped, waiting for the operator: see status, then resume, retry, skip or abort`;

async function main(): Promise<void> {
  const terminal = processTerminal();
  const program = new Command('region-failover');
  program
    .description('Fails a service over to another AWS region, and proves it.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('Run with --help to see what is possible.')
    .showSuggestionAfterError()
    .addHelpText('after', exitHelp);
  const run: Cli['run'] =
    (handler) =>
    async (...args) => {
      process.exitCode = exitCodes[await handler(...args)];
    };
  const cli: Cli = { program, terminal, run };
  for (const add of [
    addValidate,
    addPlan,
    addFailover,
    addReprotect,
    addFailback,
    addDrill,
    addDeploy,
    addRollback,
    addResume,
    addAbort,
    addRetry,
    addSkip,
    addStatus,
    addVerify,
    addReport,
    addHealth,
    addMonitor,
    addCost,
    addIam,
    addSchema,
    addSimulate,
    addDemo,
  ])
    add(cli);
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = exitCodes[report(error, terminal)];
  }
}

/** Shows an error once, at the edge, as text or (with --json) as one JSON line. */
function report(error: unknown, terminal: Terminal): Exit {
  if (error instanceof CommanderError && error.exitCode === 0) return 'done';
  const { problems, exit } = error instanceof CommanderError ? wrongUsage(error.message) : thrown(error);
  if (process.argv.includes('--json')) terminal.out(JSON.stringify({ schema_version: 1, problems }));
  // What is wrong with the command line has been said where it was found.
  else if (!(error instanceof CommanderError))
    for (const text of renderProblems(problems, terminal.palette)) terminal.err(text);
  return exit;
}

function wrongUsage(message: string): Thrown {
  return { problems: [{ code: 'USAGE', message: message.replace(/^error: /, '') }], exit: 'usage' };
}

void main();

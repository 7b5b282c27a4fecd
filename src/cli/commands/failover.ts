import { Option } from 'commander';
import { fail } from '../../errors.ts';
import type { Exit } from '../../errors.ts';
import { chooseRegions } from '../../operations/choose-regions.ts';
import { planService, requireHash } from '../../operations/plan-service.ts';
import { runPlan } from '../../operations/run-service.ts';
import { explainPlan } from '../../plan/explain.ts';
import type { Plan } from '../../plan/plan.ts';
import { actor, openService, readConfig, type CommonOptions, type Terminal } from '../context.ts';
import type { Cli } from '../main.ts';
import { configOption, directionOptions, jsonOption, type DirectionOptions } from '../options.ts';
import { question } from '../question.ts';
import { watchRun } from '../watch-run.ts';
import { requestOf } from './plan.ts';

export interface FailoverOptions extends CommonOptions, DirectionOptions {
  readonly reason?: string;
  readonly yes?: boolean;
  readonly planHash?: string;
}

/** `failover`: plans, asks, and carries the plan out. */
export function addFailover({ program, terminal, run }: Cli): void {
  const command = program
    .command('failover')
    .description('make a region the active one: plan, confirm, run, verify');
  for (const option of directionOptions()) command.addOption(option);
  command
    .addOption(new Option('--reason <text>', 'why; kept in the journal and told to everyone who is notified'))
    .addOption(new Option('--plan-hash <hash>', 'refuse any other plan than the one with this hash'))
    .addOption(new Option('--yes', 'do not ask'))
    .addOption(configOption())
    .addOption(jsonOption())
    .action(run(async (options: FailoverOptions) => await failover(terminal, options)));
}

/** The whole command, for `demo` as well. */
export async function failover(terminal: Terminal, options: FailoverOptions): Promise<Exit> {
  const config = await readConfig(terminal, options);
  const direction = chooseRegions(config, options);
  const session = openService(config, direction.to);
  try {
    const quiet = options.json === true;
    if (!quiet)
      for (const warning of session.warnings) terminal.err(terminal.palette.yellow(`warning  ${warning}`));
    if (!quiet) terminal.err(terminal.palette.dim(`Looking at ${direction.from} and ${direction.to} ...`));
    const planned = await planService(session, { ...direction, ...requestOf(options) });
    if (!quiet)
      terminal.out(
        explainPlan(planned.plan, {
          palette: terminal.palette,
          width: terminal.width,
          unicode: terminal.unicode,
          verbose: false,
        }),
      );
    if (planned.plan.problems.length > 0) {
      if (quiet) terminal.out(JSON.stringify({ schema_version: 1, problems: planned.plan.problems }));
      return 'refused';
    }
    requireHash(planned.plan, options.planHash);
    await confirm(terminal, planned.plan, options);
    return await watchRun(
      { terminal, session, json: quiet, plan: planned.plan },
      async (running) =>
        await runPlan(session, planned, {
          ...running,
          actor: actor(),
          reason: options.reason ?? 'no reason given',
        }),
    );
  } finally {
    session.close();
  }
}

async function confirm(terminal: Terminal, { goal }: Plan, options: FailoverOptions): Promise<void> {
  if (options.yes === true) return;
  if (!terminal.interactive || options.json === true)
    throw fail({
      code: 'NOT_CONFIRMED',
      message: 'There is no terminal to confirm at; nothing has been touched.',
      fix: 'Pass --yes.',
    });
  const answer = await question(
    `Type ${terminal.palette.bold(goal.to)} to make it the active region, anything else to leave: `,
  );
  if (answer.trim() !== goal.to)
    throw fail({ code: 'NOT_CONFIRMED', message: 'Not confirmed; nothing has been touched.' });
}

import { Option } from 'commander';
import { fail, type Exit } from '../errors.ts';
import type { RunId } from '../ids.ts';
import { chooseRegions } from '../operations/choose-regions.ts';
import { planService, requireHash } from '../operations/plan-service.ts';
import { runPlan } from '../operations/run-service.ts';
import type { Session } from '../operations/session.ts';
import type { PlanRequest } from '../plan/build-plan.ts';
import { explainPlan } from '../plan/explain.ts';
import type { Goal, Operation, Plan } from '../plan/plan.ts';
import { actor, openService, readConfig, type CommonOptions, type Terminal } from './context.ts';
import { configOption, jsonOption } from './options.ts';
import { question } from './question.ts';
import { watchRun } from './watch-run.ts';

/** What every command takes that carries out a plan. */
export interface CarryOutOptions extends CommonOptions {
  readonly from?: string;
  readonly to?: string;
  readonly reason?: string;
  readonly yes?: boolean;
  readonly planHash?: string;
  /** Called with what will be carried out, before it is asked about; what it throws refuses the run. */
  readonly beforehand?: (session: Session, goal: Goal) => Promise<void>;
  /** Called when the run has ended, however it did, while the session is open. */
  readonly ended?: (session: Session, run: RunId) => Promise<void>;
}

/** The options behind `CarryOutOptions`, without the regions, which each command words for itself. */
export function carryOutOptions(): Option[] {
  return [
    new Option('--reason <text>', 'why; kept in the journal and told to everyone who is notified'),
    new Option('--plan-hash <hash>', 'refuse any other plan than the one with this hash'),
    new Option('--yes', 'do not ask'),
    configOption(),
    jsonOption(),
  ];
}

/** Plans, shows the plan, asks, and carries it out under the eyes of the operator. */
export async function carryOut(
  terminal: Terminal,
  options: CarryOutOptions,
  request: Omit<PlanRequest, 'from' | 'to' | 'operation'> & { readonly operation: Operation },
): Promise<Exit> {
  const config = await readConfig(terminal, options);
  const direction = chooseRegions(config, options, request.operation);
  const session = openService(config, direction.to);
  try {
    const quiet = options.json === true;
    if (!quiet)
      for (const warning of session.warnings) terminal.err(terminal.palette.yellow(`warning  ${warning}`));
    if (!quiet) terminal.err(terminal.palette.dim(`Looking at ${direction.from} and ${direction.to} ...`));
    const planned = await planService(session, { ...direction, ...request });
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
    await options.beforehand?.(session, planned.plan.goal);
    await confirm(terminal, planned.plan, options);
    let run: RunId | undefined;
    const exit = await watchRun({ terminal, session, json: quiet, plan: planned.plan }, async (running) => {
      const summary = await runPlan(session, planned, {
        ...running,
        actor: actor(),
        reason: options.reason ?? 'no reason given',
      });
      ({ run } = summary);
      return summary;
    });
    if (run !== undefined) await options.ended?.(session, run);
    return exit;
  } finally {
    session.close();
  }
}

/** The region that somebody must type to go on, and what they agree to. */
function agreement({ operation, from, to }: Goal): { readonly region: string; readonly to: string } {
  switch (operation) {
    case 'failover':
    case 'failback':
      return { region: to, to: 'make it the active region' };
    case 'reprotect':
      return { region: from, to: `build the standby there, behind ${to}` };
    case 'deploy':
      return { region: to, to: 'deploy there' };
    case 'drill':
      return { region: to, to: `practise with it; ${from} stays the active region` };
  }
}

async function confirm(terminal: Terminal, { goal }: Plan, options: CarryOutOptions): Promise<void> {
  if (options.yes === true) return;
  if (!terminal.interactive || options.json === true)
    throw fail({
      code: 'NOT_CONFIRMED',
      message: 'There is no terminal to confirm at; nothing has been touched.',
      fix: 'Pass --yes.',
    });
  const { region, to } = agreement(goal);
  const answer = await question(`Type ${terminal.palette.bold(region)} to ${to}, anything else to leave: `);
  if (answer.trim() !== region)
    throw fail({ code: 'NOT_CONFIRMED', message: 'Not confirmed; nothing has been touched.' });
}

import { Option } from 'commander';
import { fail, type Exit } from '../errors.ts';
import { planDeployment } from '../operations/deploy-service.ts';
import { requireHash } from '../operations/plan-service.ts';
import { runPlan } from '../operations/run-service.ts';
import type { DeployRequest } from '../plan/deploy-request.ts';
import type { Plan } from '../plan/plan.ts';
import { tellTexts, toldLine } from '../plan/told-texts.ts';
import { explainSteps } from '../plan/explain-steps.ts';
import { renderProblems } from '../report/problem-text.ts';
import { carryOutOptions, type CarryOutOptions } from './carry-out.ts';
import { actor, openService, readConfig, type Terminal } from './context.ts';
import { positiveNumber } from './options.ts';
import { question } from './question.ts';
import { watchRun } from './watch-run.ts';

/** What `deploy` and `rollback` take. */
export interface DeployOptions extends CarryOutOptions {
  readonly region: string;
  readonly service?: string;
  readonly color?: string;
  readonly tasks?: number;
}

/** The options behind `DeployOptions`. */
export function deployOptions(): Option[] {
  return [
    new Option('--region <region>', 'the region to deploy in').makeOptionMandatory(),
    new Option('--service <name>', 'which service, where the resource has several in that region'),
    new Option('--color <color>', 'the blue or the green one: the end of its name').choices([
      'blue',
      'green',
    ]),
    new Option('--tasks <number>', 'tasks to ask for (default: as many as there are)').argParser(
      positiveNumber,
    ),
    ...carryOutOptions(),
  ];
}

/** Plans a deployment, asks, and carries it out: deploy, watch, and back if it does badly. */
export async function carryOutDeployment(
  terminal: Terminal,
  options: DeployOptions,
  { resource, what }: Pick<DeployRequest, 'resource' | 'what'>,
): Promise<Exit> {
  const config = await readConfig(terminal, options);
  const { region, service, color, tasks } = options;
  const session = openService(config, region);
  try {
    const request: DeployRequest = {
      ...{ resource, region, what },
      ...(service === undefined ? {} : { service }),
      ...(color === undefined ? {} : { color }),
      ...(tasks === undefined ? {} : { tasks }),
    };
    const planned = await planDeployment(session, request);
    const { plan } = planned;
    const quiet = options.json === true;
    if (!quiet) show(terminal, plan);
    if (plan.problems.length > 0) {
      if (quiet) terminal.out(JSON.stringify({ schema_version: 1, problems: plan.problems }));
      else
        for (const text of renderProblems(plan.problems, terminal.palette, terminal.width))
          terminal.err(text);
      return 'refused';
    }
    requireHash(plan, options.planHash);
    await confirm(terminal, region, options);
    return await watchRun(
      { terminal, session, json: quiet, plan },
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

function show(terminal: Terminal, plan: Plan): void {
  const { palette, width, unicode } = terminal;
  terminal.out(explainSteps(plan, { palette, width, unicode }, true).join('\n'));
  for (const told of tellTexts(plan.warnings)) terminal.err(palette.yellow(`warning  ${toldLine(told)}`));
}

async function confirm(terminal: Terminal, region: string, options: DeployOptions): Promise<void> {
  if (options.yes === true) return;
  if (!terminal.interactive || options.json === true)
    throw fail({
      code: 'NOT_CONFIRMED',
      message: 'There is no terminal to confirm at; nothing has been touched.',
      fix: 'Pass --yes.',
    });
  const answer = await question(
    `Type ${terminal.palette.bold(region)} to deploy there, anything else to leave: `,
  );
  if (answer.trim() !== region)
    throw fail({ code: 'NOT_CONFIRMED', message: 'Not confirmed; nothing has been touched.' });
}

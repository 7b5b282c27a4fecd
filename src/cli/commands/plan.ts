import { Option } from 'commander';
import { chooseRegions } from '../../operations/choose-regions.ts';
import { planService } from '../../operations/plan-service.ts';
import { explainPlan } from '../../plan/explain.ts';
import { mermaidPlan } from '../../plan/mermaid.ts';
import { openService, readConfig, type CommonOptions } from '../context.ts';
import type { Cli } from '../main.ts';
import type { Operation } from '../../plan/plan.ts';
import {
  configOption,
  directionOptions,
  jsonOption,
  operationOption,
  type DirectionOptions,
} from '../options.ts';

type Options = CommonOptions &
  DirectionOptions & {
    readonly operation: Operation;
    readonly mermaid?: boolean;
    readonly verbose?: boolean;
  };

/** `plan`: what a failover would do now; changes nothing. */
export function addPlan({ program, terminal, run }: Cli): void {
  const command = program
    .command('plan')
    .description('show what a failover would do now; changes nothing and needs only read permission')
    .addOption(operationOption('what to plan'));
  for (const option of directionOptions()) command.addOption(option);
  command
    .addOption(new Option('--mermaid', 'the graph as a Mermaid flowchart').conflicts('json'))
    .addOption(new Option('--verbose', 'every step, problem and warning on its own'))
    .addOption(configOption())
    .addOption(jsonOption())
    .action(
      run(async (options: Options) => {
        const config = await readConfig(terminal, options);
        const direction = chooseRegions(config, options, options.operation);
        const session = openService(config, direction.to);
        try {
          const { plan } = await planService(session, {
            operation: options.operation,
            ...direction,
            ...requestOf(options),
          });
          if (options.json === true) terminal.out(JSON.stringify(plan, null, 2));
          else if (options.mermaid === true) terminal.out(mermaidPlan(plan));
          else
            terminal.out(
              explainPlan(plan, {
                palette: terminal.palette,
                width: terminal.width,
                unicode: terminal.unicode,
                verbose: options.verbose === true,
              }),
            );
          return plan.problems.length === 0 ? 'done' : 'refused';
        } finally {
          session.close();
        }
      }),
    );
}

/** The part of a planner's request that comes from options. */
export function requestOf(options: DirectionOptions) {
  return {
    mode: options.mode,
    only: options.only ?? [],
    acceptDataLoss: options.acceptDataLoss === true,
    allowLostRegion: options.allowLostRegion === true,
  };
}

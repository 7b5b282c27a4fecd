import type { Exit } from '../../errors.ts';
import { carryOut, carryOutOptions, type CarryOutOptions } from '../carry-out.ts';
import type { Terminal } from '../context.ts';
import type { Cli } from '../main.ts';
import { directionOptions, type DirectionOptions } from '../options.ts';
import { requestOf } from './plan.ts';

/** What `failover` takes. */
export type FailoverOptions = CarryOutOptions & DirectionOptions;

/** `failover`: plans, asks, and carries the plan out. */
export function addFailover({ program, terminal, run }: Cli): void {
  const command = program
    .command('failover')
    .description('make a region the active one: plan, confirm, run, verify');
  for (const option of [...directionOptions(), ...carryOutOptions()]) command.addOption(option);
  command.action(run(async (options: FailoverOptions) => await failover(terminal, options)));
}

/** The whole command, for `demo` as well. */
export async function failover(terminal: Terminal, options: FailoverOptions): Promise<Exit> {
  return await carryOut(terminal, options, { operation: 'failover', ...requestOf(options) });
}

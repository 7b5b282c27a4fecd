import { Option } from 'commander';
import { carryOut, carryOutOptions, type CarryOutOptions } from '../carry-out.ts';
import type { Cli } from '../main.ts';
import { onlyOption } from '../options.ts';

type Options = CarryOutOptions & { readonly only?: readonly string[] };

/** `reprotect`: builds the standby again behind the region that is active now. */
export function addReprotect({ program, terminal, run }: Cli): void {
  const command = program
    .command('reprotect')
    .description('build the standby again behind the region that is active now')
    .addOption(new Option('--from <region>', 'the region that shall stand by (default: the other one)'))
    .addOption(new Option('--to <region>', 'the region that is active now'))
    .addOption(onlyOption());
  for (const option of carryOutOptions()) command.addOption(option);
  command.action(
    run(
      async (options: Options) =>
        await carryOut(terminal, options, {
          ...{ operation: 'reprotect', mode: 'planned' },
          only: options.only ?? [],
        }),
    ),
  );
}

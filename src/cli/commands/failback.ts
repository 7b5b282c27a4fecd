import { Option } from 'commander';
import { carryOut, carryOutOptions, type CarryOutOptions } from '../carry-out.ts';
import type { Cli } from '../main.ts';
import { onlyOption } from '../options.ts';

type Options = CarryOutOptions & { readonly only?: readonly string[] };

/** `failback`: brings the service home, as a planned switchover with traffic in stages. */
export function addFailback({ program, terminal, run }: Cli): void {
  const command = program
    .command('failback')
    .description('bring the service home: writes stop first, nothing is lost, traffic moves in stages')
    .addOption(
      new Option('--from <region>', 'the region that is active now (default: the one that is not home)'),
    )
    .addOption(new Option('--to <region>', 'the region to go home to (default: the first of the config)'))
    .addOption(onlyOption());
  for (const option of carryOutOptions()) command.addOption(option);
  command.action(
    run(
      async (options: Options) =>
        await carryOut(terminal, options, {
          ...{ operation: 'failback', mode: 'planned' },
          only: options.only ?? [],
        }),
    ),
  );
}

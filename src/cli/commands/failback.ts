import { Option } from 'commander';
import { carryOut, carryOutOptions, type CarryOutOptions } from '../carry-out.ts';
import type { Cli } from '../main.ts';
import type { Terminal } from '../context.ts';
import { onlyOption } from '../options.ts';
import { requireSync } from '../../operations/require-sync.ts';

type Options = CarryOutOptions & { readonly only?: readonly string[]; readonly validateSync?: boolean };

/** `failback`: brings the service home, as a planned switchover with traffic in stages. */
export function addFailback({ program, terminal, run }: Cli): void {
  const command = program
    .command('failback')
    .description('bring the service home: writes stop first, nothing is lost, traffic moves in stages')
    .addOption(
      new Option('--from <region>', 'the region that is active now (default: the one that is not home)'),
    )
    .addOption(new Option('--to <region>', 'the region to go home to (default: the first of the config)'))
    .addOption(onlyOption())
    .addOption(
      new Option(
        '--validate-sync',
        'first compare the data of both regions; refuse where it differs or cannot be compared',
      ),
    );
  for (const option of carryOutOptions()) command.addOption(option);
  command.action(
    run(
      async (options: Options) =>
        await carryOut(
          terminal,
          options.validateSync === true ? { ...options, beforehand: validating(terminal, options) } : options,
          { operation: 'failback', mode: 'planned', only: options.only ?? [] },
        ),
    ),
  );
}

function validating(
  terminal: Terminal,
  { only = [], json }: Options,
): NonNullable<CarryOutOptions['beforehand']> {
  return async (session, { from, to }) => {
    const checks = await requireSync(session, { from, to }, only);
    if (json === true) return;
    const found = checks.map(({ name, found }) => `  ${name}: ${found}`);
    terminal.err(terminal.palette.dim([`Data of ${from} and ${to} compared:`, ...found].join('\n')));
  };
}

import { Option } from 'commander';
import type { CommonOptions } from '../context.ts';
import type { Cli } from '../main.ts';
import { configOption, jsonOption, someText } from '../options.ts';
import { requestMeta, runOption, takeUp, withRun } from './resume.ts';

/** `skip`: takes a step as done, on the operator's word, and goes on. */
export function addSkip({ program, terminal, run }: Cli): void {
  program
    .command('skip')
    .description('leave a step out, because it was done by hand or is not wanted, and go on with its run')
    .argument('<step>', 'the step as `status` prints it')
    .addOption(
      new Option('--reason <text>', 'why it may be left out; kept in the journal')
        .argParser(someText)
        .makeOptionMandatory(),
    )
    .addOption(runOption())
    .addOption(configOption())
    .addOption(jsonOption())
    .action(
      run(
        async (step: string, options: CommonOptions & { readonly run?: string; readonly reason: string }) =>
          await withRun(
            terminal,
            { options, name: options.run },
            async (session, stored) =>
              await takeUp(terminal, {
                session,
                stored,
                options,
                requests: [{ type: 'operator-skip', ...requestMeta(), step, reason: options.reason }],
              }),
          ),
      ),
    );
}

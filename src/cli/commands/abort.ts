import { Option } from 'commander';
import type { CommonOptions } from '../context.ts';
import type { Cli } from '../main.ts';
import { configOption, jsonOption } from '../options.ts';
import { requestMeta, takeUp, withRun } from './resume.ts';

/** `abort`: gives a run up and takes back what can be taken back. */
export function addAbort({ program, terminal, run }: Cli): void {
  program
    .command('abort')
    .description('give a run up; before the point of no return everything reversible is taken back')
    .argument('[run]', 'the run (default: the newest of the service that has not ended)')
    .addOption(new Option('--reason <text>', 'why').default('no reason given'))
    .addOption(configOption())
    .addOption(jsonOption())
    .action(
      run(
        async (name: string | undefined, options: CommonOptions & { readonly reason: string }) =>
          await withRun(
            terminal,
            { options, name },
            async (session, stored) =>
              await takeUp(terminal, {
                session,
                stored,
                options,
                requests: [{ type: 'operator-abort', ...requestMeta(), reason: options.reason }],
              }),
          ),
      ),
    );
}

import type { CommonOptions } from '../context.ts';
import type { Cli } from '../main.ts';
import { configOption, jsonOption } from '../options.ts';
import { requestMeta, runOption, takeUp, withRun } from './resume.ts';

/** `retry`: tries a failed step again and goes on. */
export function addRetry({ program, terminal, run }: Cli): void {
  program
    .command('retry')
    .description('try a failed step again and go on with its run')
    .argument('<step>', 'the step as `status` prints it, such as databases/orders:promote')
    .addOption(runOption())
    .addOption(configOption())
    .addOption(jsonOption())
    .action(
      run(
        async (step: string, options: CommonOptions & { readonly run?: string }) =>
          await withRun(
            terminal,
            { options, name: options.run },
            async (session, stored) =>
              await takeUp(terminal, {
                session,
                stored,
                options,
                requests: [{ type: 'operator-retry', ...requestMeta(), step }],
              }),
          ),
      ),
    );
}

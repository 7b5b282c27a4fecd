import { isBeingExecuted, latestRun } from '../../operations/run-service.ts';
import { renderStatus } from '../../report/status-text.ts';
import { openService, processClock, readConfig, type CommonOptions } from '../context.ts';
import type { Cli } from '../main.ts';
import { configOption, jsonOption } from '../options.ts';

/** `status`: the newest run, step by step. */
export function addStatus({ program, terminal, run }: Cli): void {
  program
    .command('status')
    .description('show the newest run of the service, step by step')
    .argument('[run]', 'another run')
    .addOption(configOption())
    .addOption(jsonOption())
    .action(
      run(async (name: string | undefined, options: CommonOptions) => {
        const config = await readConfig(terminal, options);
        const session = openService(config, config.regions.at(1) ?? '');
        try {
          const stored = await latestRun(session, name);
          if (stored === undefined) {
            terminal.out(
              options.json === true
                ? JSON.stringify({ schema_version: 1, service: config.service, run: null })
                : `There has been no run of ${config.service} (${session.store.place}).`,
            );
            return 'done';
          }
          const executing = await isBeingExecuted(session, stored);
          const { record, state, context } = stored;
          if (options.json === true) {
            const steps = context.plan.steps.map((step, index) => ({ step: step.id, ...state.steps[index] }));
            const { plan, ...head } = record;
            terminal.out(
              JSON.stringify(
                {
                  schema_version: 1,
                  ...head,
                  plan_hash: plan.hash,
                  goal: plan.goal,
                  status: state.status,
                  executing,
                  steps,
                },
                null,
                2,
              ),
            );
          } else
            terminal.out(
              renderStatus(
                { record, state, context, executing },
                {
                  palette: terminal.palette,
                  unicode: terminal.unicode,
                  width: terminal.width,
                  now: processClock().now(),
                },
              ),
            );
          return 'done';
        } finally {
          session.close();
        }
      }),
    );
}

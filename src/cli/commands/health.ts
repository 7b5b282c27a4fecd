import { healthOfService, type RegionHealth } from '../../operations/check-service.ts';
import { renderHealth } from '../../report/checks-text.ts';
import { openService, readConfig, type CommonOptions } from '../context.ts';
import type { Cli } from '../main.ts';
import { configOption, jsonOption } from '../options.ts';

/** `health`: how every region answers, and whether it could take over. */
export function addHealth({ program, terminal, run }: Cli): void {
  program
    .command('health')
    .description('show how every region answers and whether it could take over; changes nothing')
    .addOption(configOption())
    .addOption(jsonOption())
    .action(
      run(async (options: CommonOptions) => {
        const config = await readConfig(terminal, options);
        const session = openService(config, config.regions.at(1) ?? '');
        try {
          const health = await healthOfService(session);
          if (options.json === true)
            terminal.out(
              JSON.stringify({ schema_version: 1, service: config.service, regions: health }, null, 2),
            );
          else
            terminal.out(
              renderHealth(config.service, health, { palette: terminal.palette, unicode: terminal.unicode }),
            );
          return isHealthy(health) ? 'done' : 'failed';
        } finally {
          session.close();
        }
      }),
    );
}

/** One region serves and every other answers; a warm standby whose service sleeps counts as degraded, and that is how it should be. */
function isHealthy(regions: readonly RegionHealth[]): boolean {
  return (
    regions.some(({ condition }) => condition === 'up') &&
    regions.every(({ condition }) => condition !== 'down')
  );
}

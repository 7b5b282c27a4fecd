import { chooseRegions } from '../../operations/choose-regions.ts';
import { verifyService } from '../../operations/check-service.ts';
import { renderChecks } from '../../report/checks-text.ts';
import { openService, readConfig, type CommonOptions } from '../context.ts';
import type { Cli } from '../main.ts';
import { configOption, directionOptions, jsonOption, type DirectionOptions } from '../options.ts';

/** `verify`: the post-conditions of "this region is active". */
export function addVerify({ program, terminal, run }: Cli): void {
  const command = program.command('verify').description('check that a region is the active one; changes nothing');
  for (const option of directionOptions().filter(({ long }) => ['--from', '--to', '--only'].includes(long ?? ''))) command.addOption(option);
  command
    .addOption(configOption())
    .addOption(jsonOption())
    .action(
      run(async (options: CommonOptions & DirectionOptions) => {
        const config = await readConfig(terminal, options);
        const direction = chooseRegions(config, options);
        const session = openService(config, direction.to);
        try {
          const checks = await verifyService(session, { ...direction, mode: 'unplanned', fromCondition: 'up' }, options.only ?? []);
          const ok = checks.every((resource) => resource.checks.every((check) => check.ok));
          if (options.json === true) terminal.out(JSON.stringify({ schema_version: 1, region: direction.to, ok, resources: checks }, null, 2));
          else terminal.out(renderChecks(checks, { palette: terminal.palette, unicode: terminal.unicode, region: direction.to }));
          return ok ? 'done' : 'failed';
        } finally {
          session.close();
        }
      }),
    );
}

import { renderDiagnostics } from '../../config/diagnostic.ts';
import { loadConfig } from '../../config/load.ts';
import { FailoverError } from '../../errors.ts';
import { kinds } from '../../kinds/registry.ts';
import type { CommonOptions } from '../context.ts';
import type { Cli } from '../main.ts';
import { configOption, jsonOption } from '../options.ts';

/** `validate`: every mistake of the config at once, with its place. */
export function addValidate({ program, terminal, run }: Cli): void {
  program
    .command('validate')
    .description('check the config file without contacting anything')
    .addOption(configOption())
    .addOption(jsonOption())
    .action(
      run(async (options: CommonOptions) => {
        const loaded = await loadConfig({
          directory: process.cwd(),
          registry: kinds,
          ...(options.config === undefined ? {} : { file: options.config }),
        });
        if (options.json === true) {
          const problems = 'problems' in loaded ? loaded.problems : [];
          terminal.out(
            JSON.stringify({
              schema_version: 1,
              valid: !('problems' in loaded),
              problems,
              diagnostics: loaded.diagnostics,
            }),
          );
          return 'problems' in loaded ? 'usage' : 'done';
        }
        if (loaded.diagnostics.length > 0) terminal.out(renderDiagnostics(loaded.diagnostics));
        if ('problems' in loaded) throw new FailoverError(loaded.problems);
        const { service, regions, resources, file } = loaded.config;
        terminal.out(`${file} is valid: ${service} in ${regions.join(', ')}, ${resources.length} resources.`);
        return 'done';
      }),
    );
}

import { jsonSchema } from '../../config/json-schema.ts';
import { kinds } from '../../kinds/registry.ts';
import type { Cli } from '../main.ts';

/** `schema`: the JSON Schema of failover.yml. */
export function addSchema({ program, terminal, run }: Cli): void {
  program
    .command('schema')
    .description('print the JSON Schema of failover.yml, for editors')
    .action(
      run(() => {
        terminal.out(JSON.stringify(jsonSchema(kinds), null, 2));
        return Promise.resolve('done');
      }),
    );
}

import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fail } from '../../errors.ts';

/** Where action.yml and dist stand: the folder of this program, or one above it. Throws USAGE where there is none. */
export function projectFolder(): string {
  for (let folder = dirname(resolve(process.argv[1] ?? '')); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'action.yml')) && existsSync(join(folder, 'dist'))) return folder;
    if (folder === dirname(folder))
      throw fail({
        code: 'USAGE',
        message: 'The demo needs a clone of the project.',
        fix: 'Run `npm run demo` in it.',
      });
  }
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { data } from '@actions/expressions';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';
import { filesMatching } from './glob.ts';

/** How what stands before a job or step has gone, for the status functions. */
export interface Status {
  readonly success: boolean;
  readonly failure: boolean;
  readonly cancelled: boolean;
}

/** `success()`, `failure()`, `cancelled()` and `always()`. */
export function statusFunctions({ success, failure, cancelled }: Status): readonly FunctionDefinition[] {
  const answers = { success, failure, cancelled, always: true };
  return Object.entries(answers).map(([name, answer]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(answer),
  }));
}

/** `hashFiles(...)` over a workspace: the SHA-256 of the files' SHA-256 digests, empty where nothing matches. */
export function hashFilesFunction(workspace: string): FunctionDefinition {
  return {
    name: 'hashfiles',
    minArgs: 1,
    maxArgs: 255,
    call: (...patterns) => {
      const texts = patterns.flatMap((each) => each.coerceString().split('\n'));
      const files = existsSync(workspace) ? filesMatching(workspace, texts) : [];
      const hash = createHash('sha256');
      for (const file of files) hash.update(createHash('sha256').update(readFileSync(file)).digest());
      return new data.StringData(files.length === 0 ? '' : hash.digest('hex'));
    },
  };
}

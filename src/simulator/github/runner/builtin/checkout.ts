import { rm } from 'node:fs/promises';
import { insideOf, writeTree } from '../write-tree.ts';
import type { BuiltinAction } from './builtin.ts';

/** Writes the files of a commit into the workspace, as https://github.com/actions/checkout does; there is no `.git`. */
export const checkout: BuiltinAction = async ({ runtime, inputs, log }) => {
  const { run, host, machine } = runtime;
  const own = `${run.repository.owner.login}/${run.repository.name}`;
  const repository = inputs['repository'] || own;
  const isOwn = repository.toLowerCase() === own.toLowerCase();
  const ref = inputs['ref'] || (isOwn ? run.sha : undefined);
  const tree = host.readTree({ repository, ...(ref === undefined ? {} : { ref }) });
  if (tree === undefined)
    throw new Error(`A branch, tag or commit '${ref ?? ''}' could not be found in ${repository}.`);
  const directory = insideOf(machine.workspace, inputs['path'] ?? '');
  // The workspace itself stays: it is the directory in which steps begin.
  if (directory !== machine.workspace) await rm(directory, { recursive: true, force: true });
  await writeTree(directory, tree.files);
  log.say(`HEAD is now at ${tree.sha.slice(0, 7)} of ${repository}`);
  return { ref: inputs['ref'] || (isOwn ? run.ref : ''), commit: tree.sha };
};

import { nodeDirectory } from '../machine.ts';
import type { BuiltinAction } from './builtin.ts';

/** Puts the Node.js that runs this runner on the PATH; a version that is asked for is noted and not fetched. */
export const setupNode: BuiltinAction = async ({ runtime, inputs, log }) => {
  const { machine, options, path } = runtime;
  path.unshift(await nodeDirectory(machine, options.nodePath));
  const asked = inputs['node-version'] ?? '';
  log.say(`Node.js ${process.version}${asked === '' ? '' : ` in the place of ${asked}`}`);
  return { 'node-version': process.version, 'cache-hit': 'false' };
};

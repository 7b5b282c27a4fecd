import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunHost } from '../runner-contract.ts';
import type { BuiltinAction } from './builtin/builtin.ts';
import { builtinActions } from './builtin/table.ts';
import type { Machine, RunnerOptions } from './machine.ts';
import { readAction } from './template-file.ts';
import type { MappingToken } from '@actions/workflow-parser/templates/tokens/index';
import { writeTree } from './write-tree.ts';

/** Where a `uses` leads. */
export type ActionSource =
  | { readonly kind: 'builtin'; readonly name: string; readonly run: BuiltinAction }
  | {
      readonly kind: 'directory';
      readonly path: string;
      /** `OWNER/NAME` and what stands behind the `@`; empty for an action of the workspace. */
      readonly repository: string;
      readonly ref: string;
    };

/** What an action is looked for with. */
export interface ActionSeeker {
  readonly options: RunnerOptions;
  readonly host: RunHost;
  readonly machine: Machine;
}

/** Finds an action by its `uses`: of the workspace, built in, given to the runner, or of a repository here. Throws where there is none. */
export async function findAction(uses: string, seeker: ActionSeeker): Promise<ActionSource> {
  const { options, host, machine } = seeker;
  if (uses.startsWith('./'))
    return { kind: 'directory', path: join(machine.workspace, uses), repository: '', ref: '' };
  if (uses.startsWith('docker://'))
    throw new Error(`Unable to resolve action \`${uses}\`: this runner has no containers.`);
  const [, owner = '', name = '', below = '', ref = ''] =
    /^([\w.-]+)\/([\w.-]+)((?:\/[\w.-]+)*)@(.+)$/.exec(uses) ?? [];
  if (owner === '' || below.split('/').includes('..'))
    throw new Error(`Unable to resolve action \`${uses}\`: expected OWNER/NAME@REF or ./PATH.`);
  const repository = `${owner}/${name}`;
  const builtin = builtinActions[`${repository}${below}`.toLowerCase()];
  if (builtin !== undefined) return { kind: 'builtin', name: repository, run: builtin };
  const [, local] =
    Object.entries(options.actions).find(([each]) => each.toLowerCase() === repository.toLowerCase()) ?? [];
  if (local !== undefined) return { kind: 'directory', path: join(local, below), repository, ref };
  const tree = host.readTree({ repository, ref });
  if (tree === undefined)
    throw new Error(
      `Unable to resolve action \`${uses}\`: neither a repository here nor known to this runner.`,
    );
  const directory = join(machine.actions, owner, name, tree.sha);
  if (!existsSync(directory)) await writeTree(directory, tree.files);
  return { kind: 'directory', path: join(directory, below), repository, ref };
}

/** Reads the action.yml of a directory. Throws with everything that is wrong with it. */
export async function readActionFile(directory: string, uses: string): Promise<MappingToken> {
  const file = ['action.yml', 'action.yaml']
    .map((name) => join(directory, name))
    .find((each) => existsSync(each));
  if (file === undefined)
    throw new Error(
      `Can't find 'action.yml' or 'action.yaml' for action '${uses}'. Did you forget to run actions/checkout before?`,
    );
  const read = readAction(`${uses}/action.yml`, await readFile(file, 'utf8'));
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.root;
}

import { randomUUID } from 'node:crypto';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../clock.ts';
import type { RunnableRun } from '../runner-contract.ts';

/** What a runner is made of. */
export interface RunnerOptions {
  readonly clock: Clock;
  /** Where machines have their directories; created where it is missing. */
  readonly workdirRoot: string;
  /** Local directories with an action.yml, by the repository that workflows name: `OWNER/region-failover`. */
  readonly actions: Readonly<Record<string, string>>;
  /** Further variables of every step, such as AWS_ENDPOINT_URL. */
  readonly env: Readonly<Record<string, string>>;
  /** The Node.js that actions/setup-node puts on the PATH. */
  readonly nodePath: string;
  /** The clock of the waits between SIGINT, SIGTERM and SIGKILL; real time where absent. */
  readonly signalClock?: Clock;
}

/** The directories of one job, which it has for itself. */
export interface Machine {
  readonly name: string;
  readonly workspace: string;
  readonly temp: string;
  readonly home: string;
  readonly tools: string;
  readonly actions: string;
  /** Removes everything that the job has left on the disk. */
  remove(): Promise<void>;
}

/** Prepares a machine for a job. */
export async function createMachine(
  { workdirRoot }: RunnerOptions,
  { repository: { name } }: RunnableRun,
): Promise<Machine> {
  const root = join(workdirRoot, `machine-${randomUUID()}`);
  const machine = {
    name: 'GitHub Actions local',
    workspace: join(root, 'work', name, name),
    temp: join(root, 'temp'),
    home: join(root, 'home'),
    tools: join(root, 'tools'),
    actions: join(root, 'actions'),
  };
  const { workspace, temp, home, tools, actions } = machine;
  await Promise.all([workspace, temp, home, tools, actions].map((each) => mkdir(each, { recursive: true })));
  return { ...machine, remove: () => rm(root, { recursive: true, force: true }) };
}

/** A directory that holds this Node.js and nothing else, for the PATH. */
export async function nodeDirectory({ tools }: Machine, nodePath: string): Promise<string> {
  const directory = join(tools, 'node', 'bin');
  await mkdir(directory, { recursive: true });
  await rm(join(directory, 'node'), { force: true });
  await symlink(nodePath, join(directory, 'node'));
  return directory;
}

/** Writes a file that only steps of this job read; returns its path. */
export async function writeTemporary({ temp }: Machine, name: string, text: string): Promise<string> {
  const file = join(temp, name);
  await writeFile(file, text, { mode: 0o700 });
  return file;
}

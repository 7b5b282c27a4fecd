import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of the project, in which its example config finds its smoke test. */
export const project = fileURLToPath(new URL('../..', import.meta.url));

/** The config of the Lomash Wood example, from the folder of the project. */
export const exampleConfig = 'docs/examples/lomash-wood/failover.yml';

/** How a process of the program ended. */
export interface Ended {
  /** Undefined when it was killed. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process of the program, and its end. */
export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when a line of its output contains this; rejects when it ends without. */
  readonly says: (text: string) => Promise<void>;
}

/** What to start it with. */
export interface Start {
  readonly environment?: Readonly<Record<string, string>>;
  readonly directory?: string;
  /** What it reads from its standard input, which is no terminal. */
  readonly input?: string;
}

/** Starts the committed program as a user does, in an environment that holds nothing of this machine's. */
export function start(
  args: readonly string[],
  { environment = {}, directory = project, input }: Start = {},
): Started {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [`${project}/dist/cli.cjs`, ...args], {
    cwd: directory,
    env: { PATH, HOME, AWS_EC2_METADATA_DISABLED: 'true', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A process that does not read its input may be gone before it is written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  const output = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (/^\(node:\d+\)/m.test(output.stderr)) reject(new Error(`Node warned: ${output.stderr}`));
      else resolve({ ...output, code: code ?? undefined });
    });
  });
  const says = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const listen = () => {
        if (!(output.stdout + output.stderr).includes(text)) return;
        listeners.delete(listen);
        resolve();
      };
      listeners.add(listen);
      listen();
      ended.then(() => {
        reject(new Error(`It ended without saying "${text}": ${output.stdout}${output.stderr}`));
      }, reject);
    });
  return { child, ended, says };
}

/** Runs the program to its end. */
export async function run(args: readonly string[], how: Start = {}): Promise<Ended> {
  return await start(args, how).ended;
}

/** The one JSON document that a command has printed. */
export function documentOf({ stdout }: Ended): Record<string, unknown> {
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** The lines of JSON that a command has printed. */
export function linesOf({ stdout }: Ended): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

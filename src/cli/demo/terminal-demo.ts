import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fail, type Exit } from '../../errors.ts';
import type { Terminal } from '../context.ts';
import { failover } from '../commands/failover.ts';
import { takeUp, withRun } from '../commands/resume.ts';
import { projectFolder } from './project-folder.ts';

/** What the terminal demo plays, and how fast. */
export interface TerminalDemo {
  readonly scenario: string;
  /** How many simulated seconds pass in a second. */
  readonly speed: number;
}

interface DemoState {
  readonly pid: number;
  readonly environment: Readonly<Record<string, string>>;
}

const directory = resolve('.region-failover/demo');
const config = `${directory}/failover.yml`;
const stateFile = `${directory}/world.json`;

/** How long the world lives on after Ctrl-C, in real minutes. */
const worldMinutes = 15;

/** The smoke test of the service is a file of the clone, named from there; where the demo was started from must not matter. */
function enterProject(): void {
  process.chdir(projectFolder());
}

/** Plays the failover as one command in a terminal, on a world that outlives Ctrl-C. */
export async function startTerminalDemo(terminal: Terminal, options: TerminalDemo): Promise<Exit> {
  enterProject();
  await endWorld();
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const { bold, dim } = terminal.palette;
  terminal.out(bold('region-failover demo'));
  terminal.out(
    dim(
      `Two simulated AWS regions on this machine, ${options.speed} times as fast as real ones (${options.scenario}).`,
    ),
  );
  terminal.out(
    dim(
      'eu-west-1 has just gone dark. Eight databases, nine services, secrets and DNS have to move to eu-west-2.\n',
    ),
  );
  const state = await startWorld(options);
  Object.assign(process.env, state.environment, { REGION_FAILOVER_DIR: directory });
  const exit = await failover(terminal, {
    config,
    to: 'eu-west-2',
    mode: 'auto',
    yes: true,
    reason: 'eu-west-1 does not answer (demo)',
  });
  return await afterwards(terminal, exit);
}

/** Goes on with the demo that was interrupted. Throws RUN_UNKNOWN where none waits. */
export async function resumeTerminalDemo(terminal: Terminal): Promise<Exit> {
  const state = await readState();
  if (state === undefined || !isAlive(state.pid))
    throw fail({
      code: 'RUN_UNKNOWN',
      message: 'No interrupted demo is waiting; its world has stopped.',
      fix: 'Start a new one: npm run demo -- --terminal',
    });
  enterProject();
  Object.assign(process.env, state.environment, { REGION_FAILOVER_DIR: directory });
  const exit = await withRun(
    terminal,
    { options: { config }, name: undefined },
    async (session, stored) => await takeUp(terminal, { session, stored, options: {}, requests: [] }),
  );
  return await afterwards(terminal, exit);
}

/** An interrupted demo keeps its world, so that it can be resumed; one that is over needs it no longer. */
async function afterwards(terminal: Terminal, exit: Exit): Promise<Exit> {
  if (exit === 'stopped') {
    terminal.out(
      `\nThe simulated world keeps running for ${worldMinutes} minutes. Go on with:  ${terminal.palette.bold('npm run demo -- --terminal --resume')}`,
    );
    return exit;
  }
  await endWorld();
  return exit;
}

/** The world is a process of its own, which an interrupted demo leaves behind; it stops by itself. */
async function startWorld({ scenario, speed }: TerminalDemo): Promise<DemoState> {
  const log = openSync(`${directory}/simulator.log`, 'w');
  const script = process.argv[1] ?? '';
  const args = [
    'simulate',
    '--scenario',
    scenario,
    '--speed',
    String(speed),
    '--minutes',
    String(worldMinutes),
    '--json',
    '--write-config',
    config,
  ];
  const child = spawn(process.execPath, [...process.execArgv, script, ...args], {
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const text = await readFile(`${directory}/simulator.log`, 'utf8');
    const line = text.split('\n').find((each) => each.startsWith('{"'));
    if (line !== undefined && child.pid !== undefined && text.includes('\n')) {
      const state = { pid: child.pid, environment: JSON.parse(line) as Record<string, string> };
      await writeFile(stateFile, JSON.stringify(state), { mode: 0o600 });
      return state;
    }
    if (child.exitCode !== null) break;
    await delay(50);
  }
  throw fail({
    code: 'UNEXPECTED',
    message: `The simulated world has not started; see ${directory}/simulator.log.`,
  });
}

async function readState(): Promise<DemoState | undefined> {
  try {
    return JSON.parse(await readFile(stateFile, 'utf8')) as DemoState;
  } catch {
    return undefined;
  }
}

async function endWorld(): Promise<void> {
  const state = await readState();
  if (state === undefined) return;
  await rm(stateFile, { force: true });
  if (isAlive(state.pid)) process.kill(state.pid, 'SIGTERM');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

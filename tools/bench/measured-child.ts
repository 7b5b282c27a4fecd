import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from './eventually.ts';

/** Memory of a process in MiB: what is resident now, and the most that ever was. */
export interface Memory {
  readonly nowMiB: number;
  readonly peakMiB: number;
}

/** A server that runs as a process of its own. */
export interface MeasuredChild {
  /** Undefined where the system has no /proc. */
  memory(): Promise<Memory | undefined>;
  /** What it has written last. */
  lastWords(): string;
  /** Asks it to end, and kills it when it does not. */
  stop(): Promise<void>;
}

const startWithinMs = 30_000;
const stopWithinMs = 15_000;

/** Starts a script and waits until `readyUrl` answers below 500. Throws with what it said when it does not. */
export async function startChild(
  script: string,
  environment: Readonly<Record<string, string>>,
  readyUrl: string,
): Promise<MeasuredChild> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [script], {
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-4_000);
    });
  // A bench that is interrupted must not leave a server behind.
  const orphaned = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', orphaned);
  const ended = once(child, 'exit').then(() => {
    process.removeListener('exit', orphaned);
  });
  const stop = async (): Promise<void> => {
    if (isOver(child)) return;
    child.kill('SIGTERM');
    const waiting = new AbortController();
    const late = delay(stopWithinMs, undefined, { signal: waiting.signal }).then(
      () => child.kill('SIGKILL'),
      () => false,
    );
    await ended;
    waiting.abort();
    await late;
  };
  const state = await eventually(
    async () => (isOver(child) ? 'over' : (await answers(readyUrl)) ? 'ready' : undefined),
    startWithinMs,
  );
  if (state === 'ready')
    return { memory: async () => await memoryOf(child.pid), lastWords: () => said.trim(), stop };
  await stop();
  throw new Error(`${script} has not started: ${said.trim()}`);
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

function isOver({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function answers(url: string): Promise<boolean> {
  return await fetch(url).then(
    async (answer) => {
      await answer.body?.cancel();
      return answer.status < 500;
    },
    () => false,
  );
}

/** https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
async function memoryOf(pid: number | undefined): Promise<Memory | undefined> {
  const status = await readFile(`/proc/${pid ?? ''}/status`, 'utf8').catch(() => '');
  const mib = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? Number.NaN) / 1024;
  const nowMiB = mib('VmRSS');
  return Number.isNaN(nowMiB) ? undefined : { nowMiB, peakMiB: mib('VmHWM') };
}

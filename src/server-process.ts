import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A server of ours that runs as a process of its own, as in production. */
export interface ServerProcess {
  readonly pid: number | undefined;
  /** Resolves, with what it has written last, when it has ended without having been asked to. */
  readonly died: Promise<string>;
  /** What it has written last, at most 4,000 characters of it. */
  lastWords(): string;
  /** Asks it to end, and kills it when it has not after a quarter of a minute. */
  stop(): Promise<void>;
}

/** A server that is ready, or the last words of one that did not get there and is gone. */
export type StartedServer =
  | { readonly isReady: true; readonly server: ServerProcess }
  | { readonly isReady: false; readonly lastWords: string };

const startWithinMs = 30_000;
const stopWithinMs = 15_000;
const askEveryMs = 50;

/** Starts a script with this Node.js and this environment alone, and waits until `readyUrl` answers with a status below 500. */
export async function startServer(
  script: string,
  environment: Readonly<Record<string, string>>,
  readyUrl: string,
): Promise<StartedServer> {
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
  const lastWords = (): string => said.trim();
  const ended = endOf(child);
  let isAsked = false;
  const stop = async (): Promise<void> => {
    isAsked = true;
    await stopChild(child, ended);
  };
  const died = new Promise<string>((resolve) => {
    void ended.then(() => {
      if (!isAsked) resolve(lastWords());
    });
  });
  for (const until = performance.now() + startWithinMs; performance.now() < until && !isOver(child);) {
    if (await answers(readyUrl)) return { isReady: true, server: { pid: child.pid, died, lastWords, stop } };
    await delay(askEveryMs);
  }
  await stop();
  return { isReady: false, lastWords: lastWords() };
}

/** A port on loopback that is free now, for a server that others must know the address of before it listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Resolves when a process has ended; one whose parent is killed would go on alone, so it is killed with it. */
async function endOf(child: ChildProcess): Promise<void> {
  const orphaned = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', orphaned);
  await once(child, 'exit');
  process.removeListener('exit', orphaned);
}

async function stopChild(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (isOver(child)) return;
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  await ended;
  clearTimeout(late);
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

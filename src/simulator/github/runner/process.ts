import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { StringDecoder } from 'node:string_decoder';
import type { Clock } from '../../clock.ts';

/** A program of a step. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Told each line of either stream, without its newline. */
  readonly onLine: (line: string) => void;
  /** Aborted when the program has to stop: it is asked first. */
  readonly stop: AbortSignal;
  /** Aborted when it has to be gone at once, with everything it started. */
  readonly kill: AbortSignal;
  /** The clock of the waits between the signals: real time, because that is what a program that winds down needs. */
  readonly clock: Clock;
}

/** How it ended. `group`: its process group, which may still hold what it left running; undefined where it could not be started. */
export interface ProgramEnd {
  readonly code: number | undefined;
  readonly problem?: string;
  readonly group?: number;
}

/** How long GitHub's runner waits after each signal, in ms (https://docs.github.com/actions/reference/workflow-cancellation-reference). */
const graceMs = { interrupt: 7_500, terminate: 2_500 };
/** How long the streams may stay open behind a program that has ended, in ms. */
const streamsMs = 5_000;

/** Runs a program as the leader of its own process group, with an argument array and exactly this environment. Never throws. */
export async function runProgram(program: Program): Promise<ProgramEnd> {
  const child = spawn(program.command, program.args, {
    cwd: program.cwd,
    env: program.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const over = new AbortController();
  const closed = new Promise<void>((done) => {
    child.once('close', () => {
      done();
    });
  });
  const ended = once(child, 'exit').then(
    ([code]: (number | null)[]): ProgramEnd => ({
      code: code ?? undefined,
      ...(child.pid === undefined ? {} : { group: child.pid }),
    }),
    (error: unknown): ProgramEnd => ({ code: undefined, problem: messageOf(error) }),
  );
  const flush = readLines(child, program.onLine);
  const stopping = whenAborted(program.stop, over.signal, () => void stopGently(child, program, over.signal));
  const killing = whenAborted(program.kill, over.signal, () => {
    killGroup(child.pid);
  });
  const end = await ended;
  over.abort();
  stopping();
  killing();
  if (end.group !== undefined) await closedSoon(closed, program);
  flush();
  return end;
}

/** What a program left running in the background may hold its streams open for ever. */
async function closedSoon(closed: Promise<void>, { clock }: Program): Promise<void> {
  const enough = new AbortController();
  await Promise.race([closed, clock.sleep(streamsMs, enough.signal).catch(() => undefined)]);
  enough.abort();
}

/** As GitHub's runner: the program alone is interrupted, then terminated; in the end all that it started is killed. */
async function stopGently(child: ChildProcess, { clock }: Program, over: AbortSignal): Promise<void> {
  const signals = [
    ['SIGINT', graceMs.interrupt],
    ['SIGTERM', graceMs.terminate],
  ] as const;
  for (const [signal, ms] of signals) {
    if (over.aborted) return;
    child.kill(signal);
    await clock.sleep(ms, over).catch(() => undefined);
  }
  if (!over.aborted) killGroup(child.pid);
}

/** Kills a process group; nothing where it is gone. */
export function killGroup(group: number | undefined): void {
  if (group === undefined) return;
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

/** Whether a program has left something running in its process group. */
export function groupLives(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}

function whenAborted(signal: AbortSignal, over: AbortSignal, act: () => void): () => void {
  const once = (): void => {
    if (!over.aborted) act();
  };
  if (signal.aborted) once();
  else signal.addEventListener('abort', once, { once: true });
  return () => {
    signal.removeEventListener('abort', once);
  };
}

function readLines(child: ChildProcess, onLine: (line: string) => void): () => void {
  const readers = [child.stdout, child.stderr].map((stream) => {
    const decoder = new StringDecoder('utf8');
    let rest = '';
    const take = (text: string): void => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line.replace(/\r$/, ''));
    };
    stream?.on('data', (chunk: Buffer) => {
      take(decoder.write(chunk));
    });
    return () => {
      take(decoder.end());
      if (rest !== '') onLine(rest);
      rest = '';
      stream?.destroy();
    };
  });
  return () => {
    for (const flush of readers) flush();
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

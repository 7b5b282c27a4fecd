import { userInfo } from 'node:os';
import { clockFrom, type Clock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import { renderDiagnostics } from '../config/diagnostic.ts';
import { loadConfig } from '../config/load.ts';
import { FailoverError } from '../errors.ts';
import type { Region } from '../ids.ts';
import { kinds } from '../kinds/registry.ts';
import { openSession, type Session } from '../operations/session.ts';
import { ansiPalette, plainPalette, type Palette } from '../report/palette.ts';

/** Where a command writes and what it may assume about its terminal. */
export interface Terminal {
  out(text: string): void;
  /** For what is not the result: progress, warnings, questions. */
  err(text: string): void;
  readonly palette: Palette;
  readonly width: number;
  /** Whether a person watches: both ends are terminals. */
  readonly interactive: boolean;
  readonly unicode: boolean;
  /** Aborted when nobody reads the results any more, as after `| head`. */
  readonly unread: AbortSignal;
}

/** The options that most commands share. */
export interface CommonOptions {
  readonly config?: string;
  readonly json?: boolean;
}

/** The terminal of this process. Colours follow NO_COLOR (https://no-color.org) and FORCE_COLOR. */
export function processTerminal(): Terminal {
  const { NO_COLOR, FORCE_COLOR, LC_ALL, LC_CTYPE, LANG, TERM } = process.env;
  const tty = process.stdout.isTTY;
  const colour =
    FORCE_COLOR !== undefined && FORCE_COLOR !== '0'
      ? true
      : tty && (NO_COLOR ?? '') === '' && TERM !== 'dumb';
  return {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
    palette: colour ? ansiPalette : plainPalette,
    width: Math.max(40, Math.min(process.stdout.columns || 100, 140)),
    interactive: tty && process.stdin.isTTY,
    unicode: !tty || /utf-?8/i.test(LC_ALL ?? LC_CTYPE ?? LANG ?? ''),
    unread: outliveReaders(),
  };
}

/** A reader that has gone is no error: what is left to say goes nowhere, and a run that has begun goes on to its end. */
function outliveReaders(): AbortSignal {
  const unread = new AbortController();
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      if (stream === process.stdout) unread.abort();
    });
  return unread.signal;
}

/** The clock of this process: the machine's, or the simulator's where REGION_FAILOVER_CLOCK says so. */
export function processClock(): Clock {
  return clockFrom(process.env['REGION_FAILOVER_CLOCK']);
}

/** Loads the config and shows its warnings. Throws CONFIG_NOT_FOUND and CONFIG_INVALID after showing every mistake. */
export async function readConfig(terminal: Terminal, options: CommonOptions): Promise<Config> {
  const loaded = await loadConfig({
    directory: process.cwd(),
    registry: kinds,
    ...(options.config === undefined ? {} : { file: options.config }),
  });
  if (options.json !== true && loaded.diagnostics.length > 0)
    terminal.err(renderDiagnostics(loaded.diagnostics));
  if ('problems' in loaded) throw new FailoverError(loaded.problems);
  return loaded.config;
}

/** Opens the service for an operation that activates `to`. */
export function openService(config: Config, to: Region): Session {
  const directory = process.env['REGION_FAILOVER_DIR'] ?? '.region-failover';
  return openSession({ config, registry: kinds, clock: processClock(), to, env: process.env, directory });
}

/** Who types: the user of the job or of the machine. */
export function actor(): string {
  return process.env['GITHUB_ACTOR'] ?? userInfo().username;
}

/** Aborted at the first SIGINT or SIGTERM; the second ends the process at once. `release` gives the signals back. */
export function interruptSignal(onFirst: () => void): {
  readonly signal: AbortSignal;
  readonly release: () => void;
} {
  const controller = new AbortController();
  const handler = (): void => {
    if (controller.signal.aborted) process.exit(130);
    onFirst();
    controller.abort(new Error('interrupted'));
  };
  process.on('SIGINT', handler);
  process.on('SIGTERM', handler);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', handler);
      process.off('SIGTERM', handler);
    },
  };
}

import { setTimeout, clearTimeout } from 'node:timers';
import { defaultAnswer, type Host, type HostAnswer, type HostRequest } from '../engine/host.ts';
import type { Exit } from '../errors.ts';
import type { Numbered, RunEvent, RunSummary } from '../events.ts';
import { loadRun, type StoredRun } from '../engine/run.ts';
import type { Session } from '../operations/session.ts';
import { exitOfRun } from '../operations/run-service.ts';
import type { Plan } from '../plan/plan.ts';
import { viewOfRun } from '../report/checklist-view.ts';
import { liveTerminal, type LiveTerminal } from '../report/live-terminal.ts';
import { plainProgress } from '../report/plain-progress.ts';
import { renderProblem } from '../report/problem-text.ts';
import { renderSummary } from '../report/summary-text.ts';
import { actor, interruptSignal, processClock, type Terminal } from './context.ts';
import { question } from './question.ts';

/** What is watched, and how. */
export interface Watching {
  readonly session: Session;
  readonly terminal: Terminal;
  /** Events as JSON lines instead of a checklist. */
  readonly json: boolean;
  readonly plan: Plan;
  /** The run as it was, when it is taken up again. */
  readonly stored?: StoredRun;
}

/** What the work gets from the terminal. */
export interface Watched {
  readonly host: Host;
  readonly signal: AbortSignal;
  readonly onWait: (message: string) => void;
}

/** Shows a run while it is worked on, asks what it wants to know, and says how it ended. */
export async function watchRun(
  watching: Watching,
  work: (watched: Watched) => Promise<RunSummary>,
): Promise<Exit> {
  const { terminal, json, plan, session } = watching;
  const display = json ? jsonLines(terminal) : terminal.interactive ? live(watching) : plain(terminal);
  const interrupt = interruptSignal(() => {
    display.note('Stopping; nothing is lost. Press Ctrl-C again to leave at once.');
  });
  const host: Host = {
    emit: display.emit,
    ask: async (request, signal) =>
      terminal.interactive && !json
        ? await ask(terminal, display, { request, signal: AbortSignal.any([signal, interrupt.signal]) })
        : defaultAnswer(request),
  };
  try {
    const summary = await work({ host, signal: interrupt.signal, onWait: display.note });
    display.stop();
    if (!json) {
      // The journal knows step by step what the summary counts; without it the summary is only less particular.
      const stored = await loadRun(session.store, summary.run).catch(() => undefined);
      const { palette, width, unicode } = terminal;
      terminal.out(
        `\n${renderSummary(summary, plan, { palette, width, unicode, ...(stored === undefined ? {} : { state: stored.state }) })}`,
      );
    }
    return exitOfRun(summary);
  } finally {
    display.stop();
    interrupt.release();
  }
}

interface Display extends Pick<LiveTerminal, 'pause' | 'resume' | 'stop'> {
  readonly emit: (event: Numbered<RunEvent>) => void;
  readonly note: (text: string) => void;
}

const nothing = (): void => undefined;

function jsonLines(terminal: Terminal): Display {
  return {
    emit: (event) => {
      terminal.out(JSON.stringify(event));
    },
    note: nothing,
    pause: nothing,
    resume: nothing,
    stop: nothing,
  };
}

function plain(terminal: Terminal): Display {
  const emit = plainProgress(
    (line) => {
      terminal.out(line);
    },
    { palette: terminal.palette, unicode: terminal.unicode },
  );
  return {
    emit,
    note: (text) => {
      terminal.err(text);
    },
    pause: nothing,
    resume: nothing,
    stop: nothing,
  };
}

function live({ terminal, stored }: Watching): Display {
  const screen = liveTerminal({
    write: (text) => {
      process.stdout.write(text);
    },
    size: () => ({ columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 }),
    onResize: (listener) => {
      process.stdout.on('resize', listener);
      return () => process.stdout.off('resize', listener);
    },
    onExit: (listener) => {
      process.on('exit', listener);
      return () => process.off('exit', listener);
    },
    now: () => processClock().now(),
    after: (ms, listener) => {
      const timer = setTimeout(listener, ms);
      return () => {
        clearTimeout(timer);
      };
    },
    palette: terminal.palette,
    unicode: terminal.unicode,
    ...(stored === undefined ? {} : { view: viewOfRun(stored.record, stored.context, stored.state) }),
  });
  const note = (text: string): void => {
    screen.pause();
    terminal.err(text);
    screen.resume();
  };
  return { emit: screen.event, note, pause: screen.pause, resume: screen.resume, stop: screen.stop };
}

/** One question at a time; the others wait for their turn. */
let turn: Promise<unknown> = Promise.resolve();

async function ask(
  terminal: Terminal,
  display: Display,
  { request, signal }: { request: HostRequest; signal: AbortSignal },
): Promise<HostAnswer> {
  const mine = turn.then(async () => {
    if (signal.aborted) return defaultAnswer(request);
    display.pause();
    try {
      return await askNow(terminal, request, signal);
    } finally {
      display.resume();
    }
  });
  turn = mine.catch(nothing);
  return await mine;
}

async function askNow(terminal: Terminal, request: HostRequest, signal: AbortSignal): Promise<HostAnswer> {
  if (request.type === 'point-of-no-return') {
    const answer = await question(`${request.step} cannot be undone. Go on? [Y/n] `, signal).catch(() => '');
    return /^n/i.test(answer.trim())
      ? { type: 'abort', actor: actor(), reason: 'declined at the point of no return' }
      : { type: 'proceed' };
  }
  terminal.err(`\n${renderProblem(request.problem, terminal.palette)}`);
  for (;;) {
    const answer = (
      await question(
        `${request.step} has failed. [r]etry, [s]kip, [a]bort or [l]eave the run stopped? `,
        signal,
      ).catch(() => 'l')
    )
      .trim()
      .toLowerCase();
    if (answer === 'r' || answer === 'retry') return { type: 'retry', actor: actor() };
    if (answer === 'a' || answer === 'abort')
      return { type: 'abort', actor: actor(), reason: `${request.step} has failed` };
    if (answer === '' || answer === 'l' || answer === 'leave') return { type: 'wait' };
    if (answer !== 's' && answer !== 'skip') continue;
    const reason = (await question('Why may it be left out? ', signal).catch(() => '')).trim();
    if (reason !== '') return { type: 'skip', actor: actor(), reason };
  }
}

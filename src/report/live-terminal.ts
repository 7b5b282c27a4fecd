import type { Numbered, RunEvent } from '../events.ts';
import { widthOf, type Palette } from '../terminal-text.ts';
import { checklistView, type ChecklistView } from './checklist-view.ts';
import { renderChecklist } from './live-checklist.ts';

/** The terminal and the timers that the live checklist uses. */
export interface LiveTerminalInput {
  readonly write: (text: string) => void;
  readonly size: () => { readonly columns: number; readonly rows: number };
  /** Calls back whenever the size changes; gives back how to stop that. */
  readonly onResize: (listener: () => void) => () => void;
  /** Calls back when the process ends, so that the cursor comes back; gives back how to stop that. */
  readonly onExit: (listener: () => void) => () => void;
  /** The clock of the run, in ms since the epoch; with the simulator it is faster than the timer. */
  readonly now: () => number;
  /** Calls back once after `ms` real milliseconds; gives back how to cancel it. */
  readonly after: (ms: number, listener: () => void) => () => void;
  readonly palette: Palette;
  readonly unicode?: boolean;
  /** What is known of a run that is resumed; see `viewOfRun`. */
  readonly view?: ChecklistView;
}

/** A checklist that is redrawn in place. */
export interface LiveTerminal {
  readonly event: (event: Numbered<RunEvent>) => void;
  /** Leaves the picture on the screen and gives the cursor back, for a question; `resume` draws anew below the answer. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Draws a last time, leaves it on the screen and gives everything back. Does nothing the second time. */
  readonly stop: () => void;
}

const redrawEveryMs = 100;
const clockEveryMs = 1000;
const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
const clearLine = '\u001b[K';
const clearBelow = '\u001b[J';
// Synchronized output: the terminal shows the frame as a whole; others ignore it. https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036
const frameBegin = '\u001b[?2026h';
const frameEnd = '\u001b[?2026l';

/** Draws the checklist in place at most ten times a second; nothing is drawn before the first event of a run. */
export function liveTerminal(input: LiveTerminalInput): LiveTerminal {
  let view = input.view;
  let state: 'idle' | 'drawing' | 'paused' | 'stopped' = 'idle';
  const picture = openPicture(input);
  const pace = openPace(input.after, () => {
    if (view !== undefined) picture.draw(view);
  });
  const soon = (): void => {
    if (state === 'drawing') pace.soon();
  };
  const leave = (): void => {
    if (state === 'drawing' && view !== undefined) picture.draw(view);
    pace.rest();
    picture.leave();
  };
  const stopResize = input.onResize(soon);
  const stopExit = input.onExit(() => {
    if (state === 'drawing') input.write(showCursor);
  });
  return {
    event: (event) => {
      view = checklistView(view, event);
      if (state === 'idle' && view !== undefined) state = 'drawing';
      soon();
    },
    pause: () => {
      if (state !== 'drawing') return;
      leave();
      state = 'paused';
    },
    resume: () => {
      if (state !== 'paused') return;
      state = 'drawing';
      soon();
    },
    stop: () => {
      if (state === 'stopped') return;
      if (state === 'drawing') leave();
      state = 'stopped';
      stopResize();
      stopExit();
    },
  };
}

/** The picture on the screen, which remembers how many lines it has. */
function openPicture({ write, size, palette, unicode = true, now }: LiveTerminalInput) {
  let frame: readonly string[] = [];
  return {
    draw: (view: ChecklistView): void => {
      const { columns, rows } = size();
      // The last column and row stay free: writing there makes terminals wrap or scroll.
      const next = renderChecklist(view, {
        palette,
        unicode,
        width: Math.max(20, columns - 1),
        height: Math.max(4, rows - 1),
        now: now(),
      });
      const lines = next.map((line) => `${line}${clearLine}\n`).join('');
      write(frameBegin + hideCursor + backTo(frame, columns, rows) + lines + clearBelow + frameEnd);
      frame = next;
    },
    leave: (): void => {
      frame = [];
      write(showCursor);
    },
  };
}

/** Draws at once, then not again for a tenth of a second, and once a second when nothing asks for it. */
function openPace(after: LiveTerminalInput['after'], draw: () => void) {
  let cancel: (() => void) | undefined;
  let cooling = false;
  let asked = false;
  const now = (): void => {
    draw();
    asked = false;
    cooling = true;
    cancel?.();
    cancel = after(redrawEveryMs, () => {
      cooling = false;
      if (asked) now();
      else cancel = after(clockEveryMs - redrawEveryMs, now);
    });
  };
  return {
    soon: (): void => {
      if (cooling) asked = true;
      else now();
    },
    rest: (): void => {
      cancel?.();
      cooling = false;
      asked = false;
    },
  };
}

/** Moves the cursor to the first line of the last frame, counting the lines that a narrower terminal has wrapped since. */
function backTo(frame: readonly string[], columns: number, rows: number): string {
  const taken = frame.reduce(
    (sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / Math.max(1, columns))),
    0,
  );
  // Lines above the top of the screen cannot be reached any more.
  const up = Math.min(taken, rows - 1);
  return up === 0 ? '\r' : `\u001b[${up}A\r`;
}

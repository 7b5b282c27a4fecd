import type { Exit } from '../../errors.ts';
import { interruptSignal, type Terminal } from '../context.ts';
import { introduce, openStage, type DemoOptions, type OpenStage } from './open-stage.ts';

/** What happens on the stage. */
export interface Play extends DemoOptions {
  /** What the demo ends with when it is asked to end: by Ctrl-C, by a signal, or by closing the terminal. */
  readonly whenAsked: Exit;
  readonly play: (opened: OpenStage) => Promise<Exit>;
}

/** Opens the stage, plays, and closes it whatever happens: asked to end at any moment, also while it is being opened, it does so at once. */
export async function withStage(terminal: Terminal, { whenAsked, play, ...options }: Play): Promise<Exit> {
  const end = untilAsked();
  try {
    introduce(terminal, options);
    const opened = await openStage(options);
    try {
      if (end.isAsked()) return whenAsked;
      const asked = end.asked.then(() => whenAsked);
      return await Promise.race([asked, played(terminal, opened, play)]);
    } finally {
      await opened.close();
    }
  } catch (error) {
    // Ctrl-C reaches the bot as well, which then does not get ready.
    if (end.isAsked()) return whenAsked;
    throw error;
  } finally {
    end.release();
  }
}

async function played(terminal: Terminal, opened: OpenStage, play: Play['play']): Promise<Exit> {
  const died = opened.bot.died.then((lastWords): Exit => {
    terminal.err(`The bot has ended:\n${lastWords}`);
    return 'failed';
  });
  return await Promise.race([died, play(opened)]);
}

function untilAsked() {
  const interrupt = interruptSignal(() => undefined);
  const ended = new AbortController();
  const end = (): void => {
    ended.abort();
  };
  const asked = new Promise<void>((resolve) => {
    ended.signal.addEventListener('abort', () => {
      resolve();
    });
  });
  interrupt.signal.addEventListener('abort', end);
  process.on('SIGHUP', end);
  return {
    asked,
    isAsked: () => ended.signal.aborted,
    release: () => {
      interrupt.release();
      process.off('SIGHUP', end);
    },
  };
}

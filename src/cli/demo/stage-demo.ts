import type { Exit } from '../../errors.ts';
import { interruptSignal, type Terminal } from '../context.ts';
import { introduce, openStage, type DemoOptions } from './open-stage.ts';

/** Starts everything, prints one address, and waits for Ctrl-C. */
export async function showStage(terminal: Terminal, options: DemoOptions): Promise<Exit> {
  const { bold, dim } = terminal.palette;
  introduce(terminal, options);
  const interrupt = interruptSignal(() => undefined);
  const opened = await openStage(options);
  try {
    terminal.out(`  Open  ${bold(opened.stage.slack.url)}\n`);
    terminal.out('  1. Type  /failover eu-west-1 eu-west-2  and give a reason. You are Nadia, on call.');
    terminal.out('  2. Change to Tom in the corner and press Approve; then to Priya.');
    terminal.out('  3. Watch the checklist. The issue, the job and the live page are linked below it.\n');
    terminal.out(
      dim('Ctrl-C ends it. --headless plays it by itself; --terminal shows the command line alone.'),
    );
    const stopped = new Promise<'asked'>((resolve) => {
      interrupt.signal.addEventListener('abort', () => {
        resolve('asked');
      });
    });
    const first = await Promise.race([stopped, opened.bot.died]);
    if (first === 'asked') return 'done';
    terminal.err(`The bot has ended:\n${first}`);
    return 'failed';
  } finally {
    interrupt.release();
    await opened.close();
  }
}

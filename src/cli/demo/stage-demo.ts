import type { Exit } from '../../errors.ts';
import type { Terminal } from '../context.ts';
import type { DemoOptions } from './open-stage.ts';
import { withStage } from './with-stage.ts';

/** Starts everything, prints one address, and waits for Ctrl-C. */
export async function showStage(terminal: Terminal, options: DemoOptions): Promise<Exit> {
  const { bold, dim } = terminal.palette;
  return await withStage(terminal, {
    ...options,
    whenAsked: 'done',
    play: ({ stage }) => {
      terminal.out(`  Open  ${bold(stage.slack.url)}\n`);
      terminal.out('  1. Type  /failover eu-west-1 eu-west-2  and give a reason. You are Nadia, on call.');
      terminal.out('  2. Change to Tom in the corner and press Approve; then to Priya.');
      terminal.out('  3. Watch the checklist. The issue, the job and the live page are linked below it.\n');
      terminal.out(
        dim('Ctrl-C ends it. --headless plays it by itself; --terminal shows the command line alone.'),
      );
      return new Promise<Exit>(() => undefined);
    },
  });
}

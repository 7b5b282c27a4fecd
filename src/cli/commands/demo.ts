import { Option } from 'commander';
import type { Exit } from '../../errors.ts';
import { playConversation } from '../demo/conversation.ts';
import { showStage } from '../demo/stage-demo.ts';
import { resumeTerminalDemo, startTerminalDemo } from '../demo/terminal-demo.ts';
import type { Cli } from '../main.ts';
import { positiveNumber } from '../options.ts';

interface Options {
  readonly scenario: string;
  readonly speed: number;
  readonly headless?: boolean;
  readonly terminal?: boolean;
  readonly resume?: boolean;
}

/** `demo`: the whole product on simulated regions, with a local Slack and a local GitHub. */
export function addDemo({ program, terminal, run }: Cli): void {
  program
    .command('demo')
    .description('show a failover from /failover in Slack to the finished checklist, all on this machine')
    .addOption(
      new Option('--headless', 'play the conversation in the terminal, by itself, and exit').conflicts(
        'terminal',
      ),
    )
    .addOption(new Option('--terminal', 'only the command line: one failover without Slack and GitHub'))
    .addOption(new Option('--scenario <name>', 'the world and its trouble').default('lomash-wood:dark'))
    .addOption(
      new Option('--speed <factor>', 'how many simulated seconds pass in a second')
        .argParser(positiveNumber)
        .default(12),
    )
    .addOption(new Option('--resume', 'with --terminal: go on with the demo that was interrupted'))
    .action(
      run(async (options: Options): Promise<Exit> => {
        if (options.resume === true) return await resumeTerminalDemo(terminal);
        if (options.terminal === true) return await startTerminalDemo(terminal, options);
        // Nobody is there to press buttons where the output is no terminal.
        const alone = options.headless === true || !terminal.interactive;
        return await (alone ? playConversation : showStage)(terminal, options);
      }),
    );
}

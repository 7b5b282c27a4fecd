import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail } from '../../errors.ts';
import type { Stage } from '../../simulator/entry.ts';
import { freePort, type ServerProcess } from '../../server-process.ts';
import type { Terminal } from '../context.ts';
import { startBot } from './bot-process.ts';
import { projectFolder } from './project-folder.ts';

/** The simulated world with its Slack and GitHub, and the real bot in front of them. */
export interface OpenStage {
  readonly stage: Stage;
  readonly bot: ServerProcess;
  close(): Promise<void>;
}

/** Which world the demo plays in, and how many times as fast as real. */
export interface DemoOptions {
  readonly scenario: string;
  readonly speed: number;
}

/** Says what the demo is made of, before it is opened. */
export function introduce(terminal: Terminal, { scenario, speed }: DemoOptions): void {
  const { bold, dim } = terminal.palette;
  terminal.out(bold('region-failover demo'));
  terminal.out(
    dim(
      `Two simulated AWS regions, a local Slack, a local GitHub and the real bot, ${speed} times as fast as real time (${scenario}).\n`,
    ),
  );
}

/** Sets the stage and starts the bot. Throws USAGE for another scenario than Lomash Wood, UNEXPECTED when the bot does not start. */
export async function openStage({ scenario, speed }: DemoOptions): Promise<OpenStage> {
  const [name, variant = 'healthy'] = scenario.split(':');
  const { startStage, scaledClock, scenarioNames } = await import('../../simulator/entry.ts');
  if (name !== 'lomash-wood' || !scenarioNames.includes(scenario))
    throw fail({
      code: 'USAGE',
      message: `The demo has no scenario \`${scenario}\`.`,
      fix: `Use one of ${scenarioNames.filter((known) => known.startsWith('lomash-wood')).join(', ')}.`,
    });
  const project = projectFolder();
  const botUrl = `http://127.0.0.1:${await freePort()}`;
  const stage = await startStage({
    variant,
    clock: scaledClock({ startMs: Date.now(), speed }),
    project,
    botUrl,
    page: {
      banner: {
        text: 'eu-west-1 has just gone dark. You are on call:',
        command: '/failover eu-west-1 eu-west-2',
      },
      commands: [
        { line: '/failover eu-west-1 eu-west-2', about: 'declare a failover' },
        { line: '/failover plan eu-west-1 eu-west-2', about: 'only make and show the plan' },
        { line: '/failover status', about: 'where the open incidents stand' },
        { line: '/failover help', about: 'every command' },
      ],
    },
  });
  const data = await mkdtemp(join(tmpdir(), 'region-failover-bot-'));
  const close = async (bot?: ServerProcess): Promise<void> => {
    await bot?.stop();
    await stage.close();
    await rm(data, { recursive: true, force: true });
  };
  try {
    const environment = { ...stage.botEnvironment, ...onlyAws(stage.aws.environment), DATA_DIR: data };
    const bot = await startBot(join(project, 'dist/bot.mjs'), environment, botUrl);
    return {
      stage,
      bot,
      close: async () => {
        await close(bot);
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The bot publishes to SNS topics where failover.yml says so: those of the simulated world. */
function onlyAws(environment: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('AWS_')));
}

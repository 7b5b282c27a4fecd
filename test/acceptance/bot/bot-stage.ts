import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../src/server-process.ts';
import { scaledClock } from '../../../src/simulator/clock.ts';
import { startStage, type Stage, type StageOptions } from '../../../src/simulator/stage/stage.ts';
import { quicken } from '../lomash-wood.ts';
import { project } from '../program.ts';
import { botProcess, runBot, type BotProcess } from './bot-process.ts';
import { startRoundRobin, type RoundRobin } from './round-robin.ts';

/** The whole product on this machine: regions, Slack, GitHub, and the committed bot as a process. */
export interface BotStage extends Stage {
  readonly botUrl: string;
  /** The processes; one, unless there are several. */
  readonly bots: readonly BotProcess[];
  /** What is in front of several. */
  readonly balancer: RoundRobin | undefined;
  /** Where the bot keeps its SQLite file. */
  readonly data: string;
  /** Kills the bot, as a machine that is switched off does, and starts it again on the same data. */
  killAndRestart(): Promise<void>;
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** What the bot has written to its log. */
  log(): string;
  /** The audit, as `audit export` prints it. */
  audit(): Promise<AuditLine[]>;
  /** The newest headline in #incidents as JSON of its blocks. */
  headline(): string;
  /** Waits until the headline contains this. */
  until(words: string): Promise<void>;
  /** `/failover FROM TO` by Nadia with a reason, until the plan waits for approvals. */
  declare(): Promise<void>;
  approve(...names: readonly string[]): Promise<void>;
}

/** One line of the audit. */
export interface AuditLine {
  readonly action: string;
  readonly actor: string;
  readonly incident?: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What to put on the stage besides; several bots share a PostgreSQL behind a proxy at the bot's address. */
export interface BotStageOptions extends Partial<StageOptions> {
  /** How many times as fast as real; 20 where absent. */
  readonly speed?: number;
  readonly several?: { readonly bots: number; readonly databaseUrl: string };
}

const patienceMs = 60_000;

/** Sets the stage with a world in which everything takes seconds, and starts the bot. */
export async function startBotStage({
  several,
  speed = 20,
  ...options
}: BotStageOptions = {}): Promise<BotStage> {
  const port = await freePort();
  const botUrl = `http://127.0.0.1:${port}`;
  const clock = scaledClock({ startMs: Date.now(), speed });
  const stage = await startStage({ variant: 'dark', clock, project, botUrl, ...options });
  quicken(stage.aws);
  const data = await mkdtemp(join(tmpdir(), 'bot-data-'));
  const { PATH = '', HOME = '' } = process.env;
  const memory = several === undefined ? { DATA_DIR: data } : { DATABASE_URL: several.databaseUrl };
  const env: NodeJS.ProcessEnv = { PATH, HOME, LOG_LEVEL: 'info', ...stage.botEnvironment, ...memory };
  const ports =
    several === undefined ? [port] : await Promise.all(Array.from({ length: several.bots }, freePort));
  const bots = ports.map((each) => botProcess({ ...env, PORT: String(each) }));
  const restart = async (): Promise<void> => {
    await Promise.all(bots.map((bot) => bot.start()));
  };
  const kill = async (): Promise<void> => {
    await Promise.all(bots.map((bot) => bot.kill()));
  };
  const log = (): string => bots.map((bot) => bot.log()).join('\n');
  const balancer = several === undefined ? undefined : await startRoundRobin(port, ports);
  await restart();
  const { slack } = stage;
  const headline = (): string => JSON.stringify(slack.messages('incidents').at(0)?.blocks ?? []);
  const until = async (words: string): Promise<void> => {
    await slack
      .until(() => (headline().includes(words) ? true : undefined), patienceMs)
      .catch(() => {
        throw new Error(`The headline never said ${words}: ${headline()}\n${log()}`);
      });
  };
  return {
    ...stage,
    ...{ botUrl, bots, balancer, data, kill, restart, log, headline, until },
    killAndRestart: async () => {
      await kill();
      await restart();
    },
    audit: async () => {
      const child = runBot(env, ['audit', 'export']);
      let text = '';
      child.stdout.setEncoding('utf8').on('data', (more: string) => {
        text += more;
      });
      await once(child, 'close');
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as AuditLine);
    },
    declare: async () => {
      const nadia = slack.as('nadia');
      await nadia.command('/failover eu-west-1 eu-west-2', 'incidents');
      await slack.until(() => nadia.openViews()[0], patienceMs);
      await nadia.submit(undefined, { reason: 'eu-west-1 is gone' });
      await until('"approve"');
    },
    approve: async (...names) => {
      const { ts } = slack.messages('incidents')[0] ?? { ts: '' };
      await Promise.all(
        names.map(async (name) => await slack.as(name).click('approve', { channel: 'incidents', ts })),
      );
    },
    close: async () => {
      await kill();
      await balancer?.close();
      await stage.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

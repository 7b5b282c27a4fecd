import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { scaledClock } from '../../../src/simulator/clock.ts';
import { startStage, type Stage, type StageOptions } from '../../../src/simulator/stage/stage.ts';
import { project } from '../program.ts';

/** The whole product on this machine: regions, Slack, GitHub, and the committed bot as a process. */
export interface BotStage extends Stage {
  readonly botUrl: string;
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

const speed = 20;
const patienceMs = 60_000;

/** Sets the stage with a world in which everything takes seconds, and starts the bot. */
export async function startBotStage(options: Partial<StageOptions> = {}): Promise<BotStage> {
  const botUrl = `http://127.0.0.1:${await freePort()}`;
  const clock = scaledClock({ startMs: Date.now(), speed });
  const stage = await startStage({ variant: 'dark', clock, project, botUrl, ...options });
  quicken(stage);
  const data = await mkdtemp(join(tmpdir(), 'bot-data-'));
  const { PATH = '', HOME = '' } = process.env;
  const env: NodeJS.ProcessEnv = { PATH, HOME, LOG_LEVEL: 'info', ...stage.botEnvironment, DATA_DIR: data };
  let log = '';
  const run = (args: readonly string[]) =>
    spawn(process.execPath, [join(project, 'dist/bot.mjs'), ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  let bot: ChildProcess | undefined;
  const restart = async (): Promise<void> => {
    const child = run([]);
    bot = child;
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text;
      });
    for (const until = Date.now() + patienceMs; Date.now() < until; await delay(50)) {
      if (child.exitCode !== null) throw new Error(`The bot has ended: ${log}`);
      if (
        await fetch(`${botUrl}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        return;
    }
    throw new Error(`The bot is not ready: ${log}`);
  };
  const kill = async (): Promise<void> => {
    const child = bot;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  await restart();
  const { slack } = stage;
  const headline = (): string => JSON.stringify(slack.messages('incidents').at(0)?.blocks ?? []);
  const until = async (words: string): Promise<void> => {
    await slack
      .until(() => (headline().includes(words) ? true : undefined), patienceMs)
      .catch(() => {
        throw new Error(`The headline never said ${words}: ${headline()}\n${log}`);
      });
  };
  return {
    ...stage,
    ...{ botUrl, kill, restart, headline, until },
    killAndRestart: async () => {
      await kill();
      await restart();
    },
    log: () => log,
    audit: async () => {
      const child = run(['audit', 'export']);
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
      await stage.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

function quicken({ aws }: Stage): void {
  Object.assign(aws.world.timings, {
    promotionBeginsMs: [1_000, 2_000],
    promotionMs: [8_000, 12_000],
    createCacheMs: 8_000,
    nodegroupScaleMs: 6_000,
    dnsChangeMs: 3_000,
  });
  for (const cluster of aws.clusters)
    for (const workload of cluster.workloads.values()) workload.startMs = 3_000;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

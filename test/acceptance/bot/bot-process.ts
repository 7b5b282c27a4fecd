import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { project } from '../program.ts';

/** The committed bot as a process of its own. */
export interface BotProcess {
  /** Resolves when it is ready; throws with its log when it ends instead. */
  start(): Promise<void>;
  /** As a machine that is switched off does. */
  kill(): Promise<void>;
  log(): string;
}

const patienceMs = 60_000;

/** Runs a command of the bot; `args` are empty for the bot itself. */
export function runBot(env: NodeJS.ProcessEnv, args: readonly string[] = []) {
  return spawn(process.execPath, [join(project, 'dist/bot.mjs'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A bot that is not started yet; `env` has the port on which it listens. */
export function botProcess(env: NodeJS.ProcessEnv): BotProcess {
  let log = '';
  let bot: ChildProcess | undefined;
  const isReady = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${env['PORT'] ?? ''}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  return {
    start: async () => {
      const child = runBot(env);
      bot = child;
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => {
          log += text;
        });
      for (const until = Date.now() + patienceMs; Date.now() < until;) {
        if (child.exitCode !== null) throw new Error(`The bot has ended: ${log}`);
        if (await isReady()) return;
        await delay(50);
      }
      throw new Error(`The bot is not ready: ${log}`);
    },
    kill: async () => {
      const child = bot;
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    log: () => log,
  };
}

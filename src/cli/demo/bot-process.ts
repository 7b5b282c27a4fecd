import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fail } from '../../errors.ts';

/** A bot that runs as a process of its own, as in production. */
export interface BotProcess {
  /** Resolves, with what it has logged last, when it has ended without having been asked to. */
  readonly died: Promise<string>;
  stop(): Promise<void>;
}

const patienceMs = 20_000;

/** Starts the bot and waits until it is ready. Throws UNEXPECTED with what it said when it does not get there. */
export async function startBot(
  script: string,
  environment: Readonly<Record<string, string>>,
  url: string,
): Promise<BotProcess> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [script], {
    env: { PATH, HOME, LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let asked = false;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-4_000);
    });
  // A bot whose parent is killed would go on alone.
  const orphaned = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', orphaned);
  const ended = once(child, 'exit').then(() => {
    process.removeListener('exit', orphaned);
  });
  const bot: BotProcess = {
    died: new Promise((resolve) => {
      void ended.then(() => {
        if (!asked) resolve(said.trim());
      });
    }),
    stop: async () => {
      asked = true;
      child.kill('SIGTERM');
      await ended;
    },
  };
  const until = Date.now() + patienceMs;
  while (Date.now() < until && child.exitCode === null) {
    const ready = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return bot;
    await delay(50);
  }
  child.kill('SIGKILL');
  const missing = said.includes("'libsql'")
    ? 'Its database driver is not installed: run `npm ci`, or `npm run demo`.'
    : '';
  throw fail({ code: 'UNEXPECTED', message: `The bot has not started. ${missing}\n${said.trim()}` });
}

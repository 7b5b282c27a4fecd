import { fail } from '../../errors.ts';
import { startServer, type ServerProcess } from '../../server-process.ts';

/** Starts the bot and waits until it is ready. Throws UNEXPECTED with what it said when it does not get there. */
export async function startBot(
  script: string,
  environment: Readonly<Record<string, string>>,
  url: string,
): Promise<ServerProcess> {
  const started = await startServer(script, { LOG_LEVEL: 'warn', ...environment }, `${url}/readyz`);
  if (started.isReady) return started.server;
  const missing = started.lastWords.includes("'libsql'")
    ? 'Its database driver is not installed: run `npm ci`, or `npm run demo`.'
    : '';
  throw fail({ code: 'UNEXPECTED', message: `The bot has not started. ${missing}\n${started.lastWords}` });
}

import { clockFrom } from '../src/clock.ts';
import { createBot } from './bot.ts';
import { readSettings, readStoreSetting } from './env.ts';
import { createLog, withoutSecrets } from './log.ts';
import type { Settings } from './settings.ts';
import { exportAudit } from './store/audit-export.ts';
import { openStore } from './store/open-store.ts';
import { storeProblem } from './store/store-problem.ts';
import type { Store } from './store/store.ts';

const help = `The bot of region-failover: failover incidents in Slack and GitHub.

  bot                     start; the settings come from the environment
  bot --check             only say whether the environment is complete
  bot history [SERVICE]   the incidents, newest first
  bot audit export [INCIDENT]   the audit as JSON lines, to keep elsewhere
  bot audit verify        whether the chain of the audit is whole

docs/running-the-bot.md lists the variables.
`;

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${withoutSecrets(error instanceof Error ? error.message : String(error))}\n`);
  return 1;
});

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case undefined:
    case 'start':
      return start();
    case '--help':
    case '-h':
    case 'help':
      process.stdout.write(help);
      return 0;
    case '--check':
      return check();
    case 'history':
      return withStore((store) => history(store, rest[0]));
    case 'audit':
      return audit(rest);
    default:
      process.stderr.write(`There is no command ${JSON.stringify(command)}.\n\n${help}`);
      return 2;
  }
}

async function start(): Promise<number> {
  const result = readSettings(process.env);
  if ('problems' in result) return complain(result.problems);
  const { settings } = result;
  const log = createLog(settings.logLevel);
  // A mistake of ours. What was under way is in the database, and whoever started the bot starts it again.
  process.once('uncaughtException', (error) => {
    log.fatal({ err: error }, 'the bot ends because of an error that nobody has caught');
    process.exit(1);
  });
  const bot = await createBot(settings, {
    clock: clockFrom(process.env['REGION_FAILOVER_CLOCK']),
    log,
    env: process.env,
  });
  log.info({ url: bot.url, publicUrl: settings.publicUrl }, `listening on ${bot.url}`);
  const signal = await asked();
  log.info({ signal }, 'stopping');
  await bot.stop();
  return 0;
}

function asked(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
}

function check(): number {
  const result = readSettings(process.env);
  if ('problems' in result) return complain(result.problems);
  process.stdout.write('The environment is complete.\n');
  return 0;
}

function complain(problems: readonly string[]): number {
  const count = problems.length === 1 ? '1 thing' : `${problems.length} things`;
  process.stderr.write(
    `The bot does not start: ${count} in its environment must be put right.\n${problems.map((line) => `  - ${line}\n`).join('')}docs/running-the-bot.md lists the variables.\n`,
  );
  return 2;
}

async function withStore(work: (store: Store) => Promise<number>): Promise<number> {
  const result = readStoreSetting(process.env);
  if ('problems' in result) return complain(result.problems);
  const setting: Settings['store'] = result.store;
  const store = await openStore(setting).catch((error: unknown) => {
    throw storeProblem(setting, error);
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function history(store: Store, service: string | undefined): Promise<number> {
  const incidents = await store.listIncidents({
    ...(service === undefined ? {} : { service }),
    limit: 100,
  });
  for (const { id, state, request, declaredAt, endedAt } of incidents)
    process.stdout.write(
      `${JSON.stringify({ id, state, service: request.service, from: request.from, to: request.to, purpose: request.purpose, declaredAt: new Date(declaredAt).toISOString(), ...(endedAt === undefined ? {} : { endedAt: new Date(endedAt).toISOString() }) })}\n`,
    );
  return 0;
}

async function audit([verb, incident]: readonly string[]): Promise<number> {
  if (verb === 'export')
    return withStore(async (store) => {
      for await (const line of exportAudit(store, incident)) process.stdout.write(line);
      return 0;
    });
  if (verb === 'verify')
    return withStore(async (store) => {
      const broken = await store.verifyAudit();
      process.stdout.write(
        broken === undefined
          ? 'The audit is whole.\n'
          : `The audit has been changed: line ${broken} does not fit the one before.\n`,
      );
      return broken === undefined ? 0 : 1;
    });
  process.stderr.write('Say `audit export` or `audit verify`.\n');
  return 2;
}

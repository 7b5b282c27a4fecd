import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../src/clock.ts';
import { kinds } from '../src/kinds/registry.ts';
import { createGitHubApi } from './github/api.ts';
import { createGitHubPort } from './github/port.ts';
import { createServices } from './github/services.ts';
import { createRefusals } from './http/refusals.ts';
import type { Refusals } from './http/refusals.ts';
import { startHttpServer } from './http/server.ts';
import { createIncidentService } from './incidents/service.ts';
import { createTicker, resumeOpenIncidents } from './incidents/ticker.ts';
import { createLivePage } from './live-page/live-page.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics/metrics.ts';
import { createNotify } from './notify/notify.ts';
import { createWorker } from './outbox/worker.ts';
import type { Worker } from './outbox/worker.ts';
import { gitHubCommands, slackHandlers } from './people-side.ts';
import type { PeopleParts } from './people-side.ts';
import { createRoutes } from './routes.ts';
import type { Settings } from './settings.ts';
import { createSlack } from './slack/slack.ts';
import type { Slack } from './slack/slack.ts';
import { openStore } from './store/open-store.ts';
import { storeProblem } from './store/store-problem.ts';
import type { Store } from './store/store.ts';
import { startWatching } from './watching.ts';

/** The whole bot, running. */
export interface Bot {
  /** Where it listens. */
  readonly url: string;
  readonly store: Store;
  /** Stops accepting, finishes what is under way for up to 10 s, gives back what only waits, and closes the database. */
  stop(): Promise<void>;
}

/** What a bot is given besides its settings. `env`: the variables that failover.yml may name, for stakeholders. */
export interface BotOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** GitHub counts as reachable for this long after its last answer, in ms. */
const gitHubLatelyMs = 10 * 60_000;

/** Starts the bot: opens its memory, takes up what was open, and listens. Throws where the database or the port cannot be had. */
export async function createBot(settings: Settings, options: BotOptions): Promise<Bot> {
  const { clock, log } = options;
  const store = await openMemory(settings, clock);
  const metrics = createMetrics(store, clock);
  const refusals = createRefusals({ store, clock, log, onRefusal: metrics.refused });
  const { publicUrl, linkSecret } = settings;
  const page = createLivePage({ store, secret: linkSecret, clock, refusals, publicUrl });
  const middle = connectMiddle(settings, { ...options, store, refusals, metrics, page });
  const { api, slack, worker, service } = middle;
  let stopping = false;
  const routes = await createRoutes({
    ...middle,
    ...{ settings, store, metrics, refusals, page, clock, log },
    gitHubReady: () => Date.now() - api.answeredAt() < gitHubLatelyMs,
    stopping: () => stopping,
  });
  const onError = (error: unknown) => {
    log.error({ err: error }, 'an incident could not be told that time has passed');
  };
  const ticker = createTicker({ store, service, clock, onError });
  const server = await startHttpServer({ ...settings.listen, routes: routes.routes, log });
  await resumeOpenIncidents({ store, service, clock, onError });
  worker.start();
  ticker.start();
  slack.start();
  const watching = startWatching({ ...middle, ...routes, store, settings, clock, log });
  return {
    url: server.url,
    store,
    stop: async () => {
      stopping = true;
      page.close();
      await Promise.all([server.stop(), slack.stop(), watching.stop(), ticker.stop()]);
      await worker.stop();
      await store.close();
    },
  };
}

async function openMemory({ store: setting }: Settings, clock: Clock): Promise<Store> {
  try {
    if ('file' in setting && setting.file !== ':memory:')
      mkdirSync(path.dirname(setting.file), { recursive: true, mode: 0o700 });
    const store = await openStore({ ...setting, clock });
    await store.migrate();
    return store;
  } catch (error) {
    throw storeProblem(setting, error);
  }
}

interface MiddleParts extends BotOptions {
  readonly store: Store;
  readonly refusals: Refusals;
  readonly metrics: ReturnType<typeof createMetrics>;
  readonly page: ReturnType<typeof createLivePage>;
}

/** The middle of the bot with its ports. Slack and the worker are made last, and what they serve refers to them by name. */
function connectMiddle(settings: Settings, parts: MiddleParts) {
  const { clock, log, store, refusals, metrics, page } = parts;
  const late: { worker?: Worker; slack?: Slack } = {};
  const wake = () => late.worker?.wake();
  const api = createGitHubApi(settings.github, log);
  const { repositories } = settings;
  const services = createServices({ api, repositories, registry: kinds, clock, log });
  const github = createGitHubPort({ api, services, clock });
  const service = createIncidentService({ store, github, clock, wake });
  const slackPort = () => {
    if (late.slack === undefined) throw new Error('Slack is asked before it is made.');
    return late.slack.port;
  };
  const people: PeopleParts = { store, service, github, slack: slackPort, clock };
  const link = (incident: string) => page.link(incident);
  const slack = createSlack({
    ...{ settings: settings.slack, clock, store, log, refusals, page: link },
    handlers: slackHandlers(people),
    onRateLimited: metrics.rateLimited,
    onAcknowledged: metrics.acknowledged,
  });
  late.slack = slack;
  const notify = createNotify({
    ...{ env: parts.env ?? {}, clock, page: link },
    mail: { url: settings.smtpUrl, from: settings.smtpFrom },
  });
  const worker = createWorker({
    ...{ store, clock, slack: slack.port, github, notify, service, log },
    page: {
      notify: (incident) => {
        page.notify(incident).catch((error: unknown) => {
          log.warn({ err: error, incident }, 'the live page could not be told');
        });
      },
    },
    onCarried: metrics.carried,
  });
  late.worker = worker;
  return { api, github, service, slack, worker, wake, onComment: gitHubCommands(people) };
}

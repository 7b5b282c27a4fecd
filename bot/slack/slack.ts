import { App, LogLevel } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Clock } from '../../src/clock.ts';
import type { Refusals } from '../http/refusals.ts';
import type { Log } from '../log.ts';
import type { SlackPort } from '../ports.ts';
import type { Settings } from '../settings.ts';
import type { Store } from '../store/store.ts';
import { createAnswers } from './answer.ts';
import { boltLogger } from './bolt-logger.ts';
import { createSlackCall, type SlackCall } from './call.ts';
import type { SlackHandlers } from './interactions.ts';
import { listen } from './listeners.ts';
import { createSlackPort } from './port.ts';
import { createProblems } from './problems.ts';
import { httpReceiver, socketReceiver, type SlackListener, type SlackReceiver } from './receiver.ts';
import { createReception } from './reception.ts';

/** The client's own defaults are no timeout and ten retries over half an hour; the outbox retries better. */
const defaultTimeoutMs = 5_000;
/** The least from one try to the next, in ms: Slack limits how often a connection may be asked for (https://docs.slack.dev/reference/methods/apps.connections.open). */
const connectEveryMs = 15_000;

/** What Slack is spoken to with. */
export interface SlackOptions {
  readonly settings: Settings['slack'];
  readonly clock: Clock;
  readonly store: Pick<Store, 'firstDelivery' | 'appendAudit'>;
  readonly log: Log;
  readonly refusals: Refusals;
  readonly handlers: SlackHandlers;
  /** The signed address of the incident's live page. */
  readonly page: (incident: string) => string | undefined;
  /** How long one call of Slack may take, in real ms; 5,000 where absent. */
  readonly timeoutMs?: number;
  /** Counts for the metrics. */
  readonly onRateLimited?: (method: string) => void;
  /** How long Slack waited for an acknowledgement, in ms. */
  readonly onAcknowledged?: (tookMs: number) => void;
}

/** The bot in Slack. */
export interface Slack {
  readonly port: SlackPort;
  /** For requests to `/slack/events`; absent in Socket Mode. */
  readonly listener?: SlackListener;
  /** Returns at once, and connects for as long as it takes. */
  start(): void;
  /** Takes nothing more, and resolves when what was received is done. */
  stop(): Promise<void>;
  /** Whether Slack has accepted the bot's token, and, in Socket Mode, is connected. */
  ready(): boolean;
}

/** Slack by Bolt: by signed requests, or by Socket Mode where there is an app token. */
export function createSlack(options: SlackOptions): Slack {
  const { settings, clock, store, log } = options;
  const logger = boltLogger(log);
  const clientOptions = clientOptionsOf(settings, options.timeoutMs ?? defaultTimeoutMs);
  const call = createSlackCall({
    client: new WebClient(settings.botToken, { ...clientOptions, logger }),
    clock,
    onProblem: createProblems({ store, clock, log }),
    ...(options.onRateLimited && { onRateLimited: options.onRateLimited }),
  });
  const way = receiverOf(options, clientOptions);
  const app = new App({
    receiver: way.receiver,
    // No call of Slack before the acknowledgement: Bolt would otherwise ask who the token belongs to.
    authorize: () => Promise.resolve({ botToken: settings.botToken }),
    convoStore: false,
    ignoreSelf: false,
    logger,
    logLevel: LogLevel.INFO,
    clientOptions,
  });
  app.error((error) => {
    log.error({ err: error }, 'Bolt could not handle a delivery');
    return Promise.resolve();
  });
  const reception = createReception({ store, clock, log, answers: createAnswers({ call, log, clock }) });
  listen(app, options.handlers, reception);
  const connection = createConnection({ call, way, clock, log });
  return {
    port: createSlackPort({ call, clock, page: options.page }),
    ...(way.listener && { listener: way.listener }),
    start: connection.start,
    stop: async () => {
      await connection.stop();
      await reception.idle();
    },
    ready: connection.isReady,
  };
}

function clientOptionsOf(
  { apiUrl }: Settings['slack'],
  timeout: number,
): Omit<WebClientOptions, 'logger' | 'logLevel'> {
  return {
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  };
}

function receiverOf(
  { settings, clock, log, refusals, onAcknowledged }: SlackOptions,
  clientOptions: Omit<WebClientOptions, 'logger' | 'logLevel'>,
): SlackReceiver {
  const logger = boltLogger(log);
  if (settings.appToken !== undefined)
    return socketReceiver({ appToken: settings.appToken, logger, clientOptions });
  if (settings.signingSecret === undefined || settings.signingSecret === '')
    throw new Error('Slack needs a signing secret, or an app token for Socket Mode.');
  return httpReceiver({
    signingSecret: settings.signingSecret,
    logger,
    refusals,
    clock,
    ...(onAcknowledged && { onAcknowledged }),
  });
}

/**
 * Tries to connect until it works or the bot stops, so that Slack being down does not keep the bot from starting; and again when
 * the connection is lost.
 */
function createConnection({
  call,
  way,
  clock,
  log,
}: {
  readonly call: SlackCall;
  readonly way: SlackReceiver;
  readonly clock: Clock;
  readonly log: Log;
}) {
  const stopping = new AbortController();
  let isAccepted = false;
  let connecting: Promise<void> | undefined;
  const untilDone = async (work: () => Promise<void>): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await work();
        return;
      } catch (error) {
        log.warn(
          { problem: error instanceof Error ? error.message : String(error) },
          'Slack cannot be reached yet',
        );
        await clock.sleep(connectEveryMs, stopping.signal).catch(() => undefined);
      }
    }
  };
  const connect = async (): Promise<void> => {
    let began = 0;
    const again = async (): Promise<void> => {
      // One that has lasted is replaced at once; one that is lost again and again is not asked for in a tight circle.
      await clock
        .sleep(Math.max(0, began + connectEveryMs - clock.now()), stopping.signal)
        .catch(() => undefined);
      await connect();
    };
    await untilDone(async () => {
      began = clock.now();
      await way.connect(() => void again());
      // Stopped while it connected: there was nothing to be closed yet.
      if (stopping.signal.aborted) await way.disconnect();
    });
  };
  return {
    start: (): void => {
      connecting ??= Promise.all([
        untilDone(async () => {
          await call({ method: 'auth.test' }, (client) => client.auth.test());
          isAccepted = true;
        }),
        connect(),
      ]).then(() => undefined);
    },
    stop: async (): Promise<void> => {
      stopping.abort();
      await way.disconnect();
    },
    isReady: (): boolean => isAccepted && way.isConnected(),
  };
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterEach } from 'vitest';
import { steppedClock } from '../../../src/simulator/clock.ts';
import type { SteppedClock } from '../../../src/simulator/clock.ts';
import { startLocalSlack } from '../../../src/simulator/slack/local-slack.ts';
import type { LocalSlack, LocalSlackOptions } from '../../../src/simulator/slack/local-slack.ts';
import { credentials, world } from './example-world.ts';

const startOfTime = Date.parse('2026-11-02T09:00:00Z');

const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Closes something after the test. */
export function afterwards(cleanup: () => Promise<unknown>): void {
  cleanups.push(cleanup);
}

/** A local Slack on a clock that is stepped. */
export async function startSlack(
  options: Partial<LocalSlackOptions> = {},
): Promise<{ slack: LocalSlack; clock: SteppedClock; client: WebClient }> {
  const clock = steppedClock(startOfTime);
  const slack = await startLocalSlack({ ...credentials, world, clock, ...options });
  afterwards(() => slack.close());
  return { slack, clock, client: clientOf(slack) };
}

const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/** Slack's own client, which neither retries nor waits when it is told to come back later. */
export function clientOf(slack: LocalSlack, token = credentials.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 2000,
    logger: quiet,
  });
}

/** A Bolt app that takes requests over HTTP, on a free port; Slack is told its address. */
export async function startHttpApp(
  slack: LocalSlack,
  listen: (app: App) => void,
  signingSecret = credentials.signingSecret,
): Promise<{ url: string }> {
  const receiver = new HTTPReceiver({ signingSecret, logger: quiet });
  const app = new App({
    token: credentials.botToken,
    receiver,
    logger: quiet,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  });
  listen(app);
  const server = createServer((request, response) => {
    receiver.requestListener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterwards(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  slack.deliverTo({ commandUrl: url, interactionUrl: url, eventsUrl: url });
  return { url };
}

/** A Bolt app that is told everything by Socket Mode. */
export async function startSocketApp(slack: LocalSlack, listen: (app: App) => void): Promise<void> {
  const receiver = new SocketModeReceiver({
    appToken: credentials.appToken,
    logger: quiet,
    // Also how long the client waits before it connects again.
    clientPingTimeout: 100,
    // Bolt hands these to the client that opens the connections, with or without an installer.
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } } },
  });
  const app = new App({
    token: credentials.botToken,
    receiver,
    logger: quiet,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  });
  listen(app);
  await app.start();
  afterwards(() => app.stop());
}

/** The code that Slack refused a call with. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (problem) {
    return codeIn(problem);
  }
  return 'accepted';
}

function codeIn(problem: unknown): string {
  if (!(problem instanceof Error)) return 'no error at all';
  if ('data' in problem && typeof problem.data === 'object' && problem.data && 'error' in problem.data)
    return String(problem.data.error);
  return 'code' in problem ? String(problem.code) : problem.message;
}

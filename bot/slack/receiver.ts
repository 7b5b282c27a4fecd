import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTPReceiver, SocketModeReceiver, type Logger, type Receiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { Clock } from '../../src/clock.ts';
import { readBody, sendRefusal } from '../http/answer.ts';
import type { Refusals } from '../http/refusals.ts';

/** Where Slack sends commands, buttons and forms. */
export const slackPath = '/slack/events';

/** Far above what Slack sends. */
const bodyLimit = 4 * 1024 * 1024;

/** Answers a request if it is Slack's; false where the path belongs to somebody else. */
export type SlackListener = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** How deliveries of Slack reach the bot. */
export interface SlackReceiver {
  readonly receiver: Receiver;
  /** Only where Slack sends requests. */
  readonly listener?: SlackListener;
  /** Resolves when deliveries can come; may be tried again after it has thrown. `onLost`: told once when they can come no more. */
  connect(onLost: () => void): Promise<void>;
  disconnect(): Promise<void>;
  isConnected(): boolean;
}

/** Signed requests to the bot's public address. */
export function httpReceiver({
  signingSecret,
  logger,
  refusals,
  clock,
  onAcknowledged,
}: {
  readonly signingSecret: string;
  readonly logger: Logger;
  readonly refusals: Refusals;
  readonly clock: Clock;
  /** How long Slack waited, in ms. */
  readonly onAcknowledged?: (tookMs: number) => void;
}): SlackReceiver {
  const receiver = new HTTPReceiver({ signingSecret, logger, endpoints: [slackPath] });
  return {
    receiver,
    listener: async (request, response) => {
      const path = (request.url ?? '').split('?')[0];
      if (path !== slackPath) return false;
      if (request.method !== 'POST') {
        response.writeHead(405, { allow: 'POST' }).end();
        return true;
      }
      const body = await readBody(request, bodyLimit);
      if ('refusal' in body) {
        sendRefusal(response, body.refusal);
        return true;
      }
      if (isNull(body.bytes)) {
        const message = 'a request without anything in it';
        await refusals.note({ at: 'slack', code: 'SHAPE', message });
        sendRefusal(response, { status: 400, code: 'SHAPE', message: 'There is nothing in the body.' });
        return true;
      }
      const began = clock.now();
      response.once('finish', () => {
        if (response.statusCode === 200) onAcknowledged?.(clock.now() - began);
        // Bolt answers so when the signature is wrong or missing, or the timestamp older than five minutes.
        else if (response.statusCode === 401)
          void refusals.note({
            at: 'slack',
            code: 'BAD_SIGNATURE',
            message: 'a request without a valid signature of Slack',
          });
      });
      // Bolt takes the body from here when the stream has been read already.
      Object.assign(request, { rawBody: body.bytes });
      receiver.requestListener(request, response);
      return true;
    },
    connect: () => Promise.resolve(),
    disconnect: () => Promise.resolve(),
    isConnected: () => true,
  };
}

/** Whether the body is JSON `null`, as it is or as a payload: Bolt looks into it where nobody can catch what it throws. */
function isNull(bytes: Buffer): boolean {
  if (bytes.length > 100) return false;
  const text = bytes.toString();
  return [text, new URLSearchParams(text).get('payload')].some((each) => each?.trim() === 'null');
}

/** A WebSocket that the bot opens, for those without a public address. */
export function socketReceiver({
  appToken,
  logger,
  clientOptions,
}: {
  readonly appToken: string;
  readonly logger: Logger;
  readonly clientOptions: Omit<WebClientOptions, 'logger' | 'logLevel'>;
}): SlackReceiver {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    // Its own way back gives up, by a rejection that nobody can catch, when Slack cannot be asked for an address at that moment.
    autoReconnectEnabled: false,
    installerOptions: { clientOptions },
  });
  const { client } = receiver;
  return {
    receiver,
    connect: async (onLost) => {
      await receiver.start();
      client.once('disconnected', onLost);
    },
    disconnect: () => receiver.stop(),
    isConnected: () => client.websocket?.isActive() === true,
  };
}

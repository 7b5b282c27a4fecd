import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../src/clock.ts';
import { parseJson, pathOf, readBody, sendJson, sendRefusal } from '../http/answer.ts';
import type { Refusal } from '../http/answer.ts';
import type { Refusals } from '../http/refusals.ts';
import type { Log } from '../log.ts';
import { Later } from '../ports.ts';
import type { ServiceAtCommit } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { readAlarm } from './alarm.ts';
import type { AlarmDesk } from './alarm-desk.ts';
import { isSignedBy, readSnsMessage, topicRegion } from './sns-message.ts';
import type { SnsMessage } from './sns-message.ts';
import type { SnsSite } from './sns-site.ts';

/** Where the subscription of a topic points to, under the address of the bot. */
const alarmPath = '/alarms/sns';

/** SNS takes messages of 256 KiB; JSON in JSON doubles its quotes. */
const bodyLimit = 600 * 1024;
/** Older messages, and those from the future, are not believed. */
const oldestMs = 3_600_000;

/** What the endpoint stands on. */
export interface AlarmEndpointParts {
  readonly desk: AlarmDesk;
  readonly site: SnsSite;
  readonly store: Pick<Store, 'firstDelivery' | 'appendAudit'>;
  readonly refusals: Refusals;
  readonly clock: Clock;
  readonly log: Log;
}

/** Answers POST /alarms/sns; false for any other path. */
export function createAlarmEndpoint(
  parts: AlarmEndpointParts,
): (req: IncomingMessage, res: ServerResponse) => Promise<boolean> {
  return async (req, res) => {
    if (pathOf(req) !== alarmPath) return false;
    if (req.method !== 'POST') {
      res.setHeader('allow', 'POST');
      sendRefusal(res, { status: 405, code: 'METHOD', message: 'Only POST is answered here.' });
      return true;
    }
    const body = await readBody(req, bodyLimit);
    const refusal =
      'refusal' in body ? body.refusal : await receive(parts, readSnsMessage(parseJson(body.bytes)));
    if (refusal === undefined) sendJson(res, 200, { taken: true });
    else {
      if (refusal.status !== 503) await parts.refusals.note({ at: 'sns', ...refusal });
      sendRefusal(res, refusal);
    }
    return true;
  };
}

async function receive(
  parts: AlarmEndpointParts,
  message: SnsMessage | undefined,
): Promise<Refusal | undefined> {
  if (message === undefined)
    return refused(400, 'SHAPE', 'This is no signed message of SNS; raw message delivery must be off.');
  const services = await listening(parts, message.TopicArn);
  if ('status' in services) return services;
  const wrong = await refuseMessage(parts, message);
  if (wrong !== undefined) return wrong;
  const now = parts.clock.now();
  if (!(await parts.store.firstDelivery(`sns:${message.TopicArn}:${message.MessageId}`, now)))
    return undefined;
  return message.Type === 'Notification'
    ? takeNotification(parts, message, services.services)
    : confirm(parts, message);
}

async function listening(
  { desk }: AlarmEndpointParts,
  topicArn: string,
): Promise<Refusal | { readonly services: readonly ServiceAtCommit[] }> {
  try {
    const services = await desk.listening(topicArn);
    return services.length > 0
      ? { services }
      : refused(403, 'TOPIC', 'No service lists this topic under incidents.alarms.topics in failover.yml.');
  } catch (error) {
    if (error instanceof Later) return refused(503, 'LATER', 'The configuration cannot be read just now.');
    throw error;
  }
}

async function refuseMessage(
  { site, clock, log }: AlarmEndpointParts,
  message: SnsMessage,
): Promise<Refusal | undefined> {
  const now = clock.now();
  if (Math.abs(now - Date.parse(message.Timestamp)) > oldestMs)
    return refused(403, 'OLD', 'The message is not of the last hour.');
  const region = topicRegion(message.TopicArn);
  const pem = await site.certificate(message.SigningCertURL, region).catch((error: unknown) => {
    log.warn({ err: error }, 'the certificate of SNS cannot be fetched');
    return 'unreachable' as const;
  });
  if (pem === 'unreachable')
    return refused(503, 'LATER', 'The certificate of SNS cannot be fetched just now.');
  if (pem === undefined)
    return refused(403, 'CERTIFICATE_HOST', `The certificate is not one of sns.${region}.amazonaws.com.`);
  return isSignedBy(message, pem, now)
    ? undefined
    : refused(403, 'SIGNATURE', 'The signature does not fit the message.');
}

async function takeNotification(
  { desk, clock, log }: AlarmEndpointParts,
  message: SnsMessage,
  services: readonly ServiceAtCommit[],
): Promise<undefined> {
  const alarm = readAlarm(parseJson(Buffer.from(message.Message)), {
    topicRegion: topicRegion(message.TopicArn),
    now: clock.now(),
  });
  if (alarm === undefined) {
    log.warn({ topic: message.TopicArn }, 'a notification that is no CloudWatch alarm is passed over');
    return undefined;
  }
  log.info({ alarm: alarm.name, region: alarm.region, state: alarm.state }, 'alarm');
  await desk.take(alarm, services);
  return undefined;
}

/** Confirms what the file lists; to give a subscription up again is nothing that a message may ask for. */
async function confirm(
  { site, store, clock, log }: AlarmEndpointParts,
  message: SnsMessage,
): Promise<Refusal | undefined> {
  if (message.Type !== 'SubscriptionConfirmation') return undefined;
  const confirmed = await site
    .confirm(message.SubscribeURL, topicRegion(message.TopicArn))
    .catch((error: unknown) => {
      log.warn({ err: error, topic: message.TopicArn }, 'a subscription could not be confirmed');
      return 'unreachable' as const;
    });
  if (confirmed === 'unreachable') return refused(503, 'LATER', 'SNS did not take the confirmation.');
  if (!confirmed) return refused(403, 'SUBSCRIBE_HOST', 'The address of the confirmation is not one of SNS.');
  await store.appendAudit([
    {
      at: clock.now(),
      action: 'subscription-confirmed',
      actor: 'sns',
      details: { topic: message.TopicArn },
    },
  ]);
  return undefined;
}

function refused(status: number, code: string, message: string): Refusal {
  return { status, code, message };
}

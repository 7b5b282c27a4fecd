import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SnsMessage } from '../../../bot/alarms/sns-message.ts';
import { failoverFile, startBotRig, topic, until } from '../bot-rig.ts';
import type { BotRig } from '../bot-rig.ts';
import { alarmChange, multiRegion, startSns } from './sns-rig.ts';
import type { SnsRig } from './sns-rig.ts';

let rig: BotRig;
let sns: SnsRig;

async function start(alarms?: string): Promise<void> {
  // The bot's clock does not exist yet; it begins at the machine's time and stands still.
  const began = Date.now();
  sns = await startSns(() => Math.max(began, rig.clock.now()));
  rig = await startBotRig({
    file: failoverFile(alarms === undefined ? {} : { alarms }),
    settings: { snsHost: sns.url },
  });
}

beforeEach(() => start());

afterEach(async () => {
  await rig.close();
  await sns.close();
});

async function send(message: SnsMessage | string): Promise<{ status: number; code?: unknown }> {
  const response = await fetch(`${rig.bot.url}/alarms/sns`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=UTF-8' },
    body: typeof message === 'string' ? message : JSON.stringify(message),
  });
  const body = (await response.json()) as { error?: { code: string } };
  return { status: response.status, ...(body.error === undefined ? {} : { code: body.error.code }) };
}

function alarm(name: string, other: Parameters<typeof alarmChange>[1] | object = {}): SnsMessage {
  return sns.notification(alarmChange(name, { at: rig.clock.now(), ...other }));
}

async function incidents() {
  return rig.bot.store.listIncidents({ limit: 10 });
}

describe('a message that is not from a topic of the service is refused and audited', () => {
  const forged: readonly (readonly [string, string, (good: SnsMessage) => SnsMessage])[] = [
    ['with a signature of somebody else', 'SIGNATURE', (good) => sns.signed(good, 'other-key')],
    ['that was changed after it was signed', 'SIGNATURE', (good) => ({ ...good, Message: '{}' })],
    ['with a signature of the wrong version', 'SIGNATURE', (good) => ({ ...good, SignatureVersion: '1' })],
    ['of another topic', 'TOPIC', (good) => sns.signed({ ...good, TopicArn: `${topic}-of-somebody-else` })],
    ['from long ago', 'OLD', (good) => sns.signed({ ...good, Timestamp: '2020-01-01T00:00:00.000Z' })],
    ...[
      'https://sns.eu-west-1.amazonaws.com.evil.example/x.pem',
      'https://evil.example/sns.eu-west-1.amazonaws.com/x.pem',
      'http://sns.eu-west-1.amazonaws.com/x.pem',
      'https://sns.eu-west-1.amazonaws.com@evil.example/x.pem',
      'https://sns.us-east-1.amazonaws.com/x.pem',
      'https://s3.eu-west-1.amazonaws.com/x.pem',
      'https://sns.eu-west-1.amazonaws.com:8443/x.pem',
      'https://sns.eu-west-1.amazonaws.com/x.json',
    ].map(
      (url) =>
        [
          `with a certificate from ${url}`,
          'CERTIFICATE_HOST',
          (good: SnsMessage) => sns.signed({ ...good, SigningCertURL: url }),
        ] as const,
    ),
  ];

  test.each(forged)('one %s', async (_what, code, forge) => {
    expect(await send(forge(alarm('latency')))).toEqual({ status: 403, code });
    expect(await rig.refusals()).toEqual([{ at: 'sns', code }]);
    expect(sns.visited.filter((path) => !path.endsWith('Service-1.pem'))).toEqual([]);
    expect(rig.slack.messages('incidents')).toEqual([]);
  });

  test('one that is no message of SNS at all', async () => {
    expect(await send('{"AlarmName":"x","NewStateValue":"ALARM"}')).toEqual({ status: 400, code: 'SHAPE' });
  });

  test('one whose certificate is not of SNS', async () => {
    await rig.close();
    await sns.close();
    sns = await startSns(() => Date.now(), 'sns.amazonaws.com.evil.example');
    rig = await startBotRig({ settings: { snsHost: sns.url } });
    expect(await send(alarm('latency'))).toEqual({ status: 403, code: 'SIGNATURE' });
  });
});

describe('a subscription', () => {
  test('of a topic of the service is confirmed, of another or elsewhere it is not', async () => {
    const elsewhere = 'https://evil.example/?Action=ConfirmSubscription';
    expect(await send(sns.confirmation({ SubscribeURL: elsewhere }))).toMatchObject({ status: 403 });
    expect(await send(sns.confirmation({ TopicArn: `${topic}2` }))).toMatchObject({ status: 403 });
    expect(sns.visited.filter((path) => path.includes('Confirm'))).toEqual([]);
    expect(await send(sns.confirmation())).toEqual({ status: 200 });
    expect(sns.visited.filter((path) => path.includes('Confirm'))).toHaveLength(1);
  });
});

describe('with policy ask', () => {
  test('an alarm proposes a declaration, once, which a person declares', async () => {
    const message = alarm('latency <!channel>');
    expect(await send(message)).toEqual({ status: 200 });
    expect(await send(message)).toEqual({ status: 200 });
    expect(await send(alarm('errors'))).toEqual({ status: 200 });
    const posted = rig.slack.messages('incidents');
    expect(posted).toHaveLength(1);
    expect(JSON.stringify(posted)).not.toContain('<!channel>');
    expect(await incidents()).toEqual([]);
    await rig.slack.as('kim').click('declare', { channel: 'incidents' });
    const declared = await until(async () => (await incidents())[0]);
    expect(declared).toMatchObject({
      ...{ origin: 'alarm', state: 'planning', requester: { key: 'person:Kim' } },
      request: { from: 'eu-west-1', to: 'eu-west-2' },
    });
    await rig.slack.as('omar').click('declare', { channel: 'incidents' });
    expect(await incidents()).toHaveLength(1);
  });

  test('what Slack did not take is posted when it is back', async () => {
    await rig.slack.outage('reset');
    expect(await send(alarm('latency'))).toEqual({ status: 200 });
    await rig.slack.restore();
    await until(() => {
      rig.clock.advance(15_000);
      return rig.slack.messages('incidents').length === 1 ? true : undefined;
    });
  });

  test('an alarm of a region that the service does not have proposes nothing', async () => {
    expect(await send(alarm('latency', { region: 'us-east-1' }))).toEqual({ status: 200 });
    expect(rig.slack.messages('incidents')).toEqual([]);
  });
});

describe('what an alarm is about', () => {
  const standbyTopic = topic.replace('eu-west-1', 'eu-west-2');
  const certificate = 'https://sns.eu-west-2.amazonaws.com/SimpleNotificationService-1.pem';

  beforeEach(async () => {
    await rig.close();
    await sns.close();
    await start(`{ policy: ask, topics: ['${topic}', '${standbyTopic}'] }`);
  });

  /** An alarm that stands in the region that stands by, and tells the topic there. */
  async function standby(name: string, other: object = {}) {
    const change = alarmChange(name, { at: rig.clock.now(), region: 'eu-west-2', ...other });
    const message = sns.notification(change, { TopicArn: standbyTopic, SigningCertURL: certificate });
    expect(await send(message)).toEqual({ status: 200 });
  }

  const said = () => rig.slack.messages('incidents').map((message) => JSON.stringify(message));

  test('an alarm about the region that stands by is told, and proposes nothing', async () => {
    await standby('errors');
    expect(said()).toEqual([expect.stringContaining('standby')]);
    expect(said().join('')).not.toContain('Declare');
  });
});

describe('with policy auto', () => {
  beforeEach(async () => {
    await rig.close();
    await sns.close();
    await start(`{ policy: auto, topics: ['${topic}'], agree: 2, for: 5m }`);
  });

  /** Lets time pass and the desk look. */
  async function pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 15_000) {
      rig.clock.advance(15_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  test('two alarms that agree for long enough declare once; approvals stay', async () => {
    await send(alarm('latency'));
    await send(alarm('latency'));
    await pass(300_000);
    expect(await incidents()).toEqual([]);
    await send(alarm('errors'));
    await pass(240_000);
    expect(await incidents()).toEqual([]);
    const declared = await until(async () => {
      await pass(15_000);
      return (await incidents())[0];
    });
    expect(declared.requester).toBeUndefined();
    expect(declared).toMatchObject({ origin: 'alarm', state: 'planning', approvals: [] });
    expect(declared.request.reason).toContain('latency, errors');
    await send(alarm('disk', { at: rig.clock.now() - 600_000 }));
    await pass(60_000);
    expect(await incidents()).toHaveLength(1);
  });

  test('an alarm that is OK again does not count, whatever order its messages come in', async () => {
    const began = rig.clock.now();
    await send(alarm('latency'));
    rig.clock.advance(1000);
    await send(alarm('errors', { state: 'OK' }));
    await send(alarm('errors', { at: began }));
    await pass(600_000);
    expect(await incidents()).toEqual([]);
  });
});

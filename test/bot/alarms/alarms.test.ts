import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Incident } from '../../../bot/incidents/incident.ts';
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
    await standby('latency');
    expect(said()).toEqual([expect.stringContaining('the standby of shop is not well')]);
    expect(said().join('')).not.toContain('Declare');
    expect(said().join('')).toContain('/failover plan eu-west-1 eu-west-2 shop');
  });

  test('an alarm about the region that is active proposes all the same, and names what is known of the other', async () => {
    await standby('errors');
    expect(await send(alarm('latency'))).toEqual({ status: 200 });
    expect(said()).toHaveLength(2);
    expect(said()[1]).toContain('fail shop over from eu-west-1 to eu-west-2?');
    expect(said()[1]).toContain('About eu-west-2: The alarm errors is in ALARM.');
  });

  test.each([
    ['HealthCheck', { Service: 'shop' }, 'fail shop over from eu-west-1'],
    ['HealthCheck', { Service: 'shop', Region: 'eu-west-1' }, 'fail shop over from eu-west-1'],
    ['HealthCheck', { Service: 'shop', Region: 'eu-west-2' }, 'the standby of shop is not well'],
    ['Availability', { Service: 'shop' }, 'fail shop over from eu-west-1'],
    ['ReplicationLag', { Service: 'shop' }, 'the standby of shop is not well'],
    ['Obstacle', { Service: 'shop' }, 'the standby of shop is not well'],
  ] as const)('one of %s by %o is about what it measures, wherever it stands', async (what, by, words) => {
    await standby('own', { trigger: multiRegion(what, by) });
    expect(await send(alarm('own', { trigger: multiRegion(what, by) }))).toEqual({ status: 200 });
    expect(said()).toEqual([expect.stringContaining(words)]);
  });

  test('alarms about runs and about other services are passed over', async () => {
    await standby('begun', { trigger: multiRegion('Failover') });
    await standby('theirs', { trigger: multiRegion('HealthCheck', { Service: 'other' }) });
    expect(said()).toEqual([]);
  });

  test.each([
    ['that does not say what it looks at', undefined],
    ['on a health check of Route 53', { Namespace: 'AWS/Route53', Dimensions: [] }],
    ['on a number of your own', { Namespace: 'Shop/Orders', Dimensions: [{ name: 'Region', value: 'x' }] }],
    [
      'on numbers of both sides',
      {
        Metrics: [
          { Id: 'e', Expression: 'a / b' },
          { Id: 'a', MetricStat: { Metric: { Namespace: 'AWS/EC2', Dimensions: [] } } },
          { Id: 'b', MetricStat: { Metric: { Namespace: 'AWS/CloudFront', Dimensions: [] } } },
        ],
      },
    ],
  ])('of one %s nobody can tell, and nothing is proposed', async (_what, trigger) => {
    expect(await send(alarm('odd', { trigger: trigger ?? null }))).toEqual({ status: 200 });
    expect(said()).toEqual([expect.stringContaining('something about shop is not well')]);
    expect(said().join('')).not.toContain('Declare');
  });

  test('the file says what an alarm is about that does not tell it', async () => {
    await rig.close();
    await sns.close();
    await start(`{ topics: ['${topic}'], about: { odd: eu-west-1, noise: none } }`);
    expect(await send(alarm('noise', { trigger: null }))).toEqual({ status: 200 });
    expect(said()).toEqual([]);
    expect(await send(alarm('odd', { trigger: null }))).toEqual({ status: 200 });
    expect(said()).toEqual([expect.stringContaining('fail shop over from eu-west-1')]);
  });

  test('an event of EventBridge says it in its configuration', async () => {
    const metric = { namespace: 'AWS/RDS', name: 'CPUUtilization', dimensions: {} };
    const event = {
      ...{ 'detail-type': 'CloudWatch Alarm State Change', region: 'eu-west-1', resources: ['arn'] },
      detail: {
        ...{ alarmName: 'cpu', state: { value: 'ALARM', reason: 'high' } },
        configuration: { metrics: [{ id: 'm', metricStat: { metric, period: 60, stat: 'Average' } }] },
      },
    };
    expect(await send(sns.notification(event))).toEqual({ status: 200 });
    expect(said()).toEqual([expect.stringContaining('fail shop over from eu-west-1')]);
  });
});

describe('after a failover', () => {
  /** A failover to eu-west-2 that has come to this end; what a job would have told about it is put in its place. */
  async function past(end: Partial<Incident>) {
    await rig.slack.as('nadia').command('/failover eu-west-1 eu-west-2 shop "fire"');
    const { id } = await until(async () => (await incidents())[0]);
    await rig.bot.store.changeIncident(id, (incident) => ({
      ...{ incident: { ...incident, endedAt: rig.clock.now(), ...end } },
      ...{ effects: [], audit: [], result: undefined },
    }));
  }

  /** A run with one step before its point of no return, and how far that one came. */
  function run(promotion: 'pending' | 'done'): Partial<Incident> {
    const step = { title: 'x', region: 'eu-west-2', group: 'db', expectedMs: 1 };
    return {
      plan: {
        ...{ hash: 'x', mode: 'unplanned', plannedAt: 0, expectedMs: 1, steps: [], warnings: [] },
        ...{ problems: [], pointOfNoReturn: 'db:promote' },
      },
      progress: {
        ...{ run: 'fo-20261121-115608-609dba', declaredAt: 0, status: 'aborted', warnings: [] },
        lastEventAt: 0,
        steps: [
          { ...step, id: 'db:pause', status: 'undone' },
          { ...step, id: 'db:promote', status: promotion },
        ],
      },
    };
  }

  const proposals = () =>
    rig.slack.messages('incidents').filter((message) => JSON.stringify(message).includes('Alarm:'));

  test('the region that was left stands by, and an alarm about it proposes nothing', async () => {
    await past({ state: 'done' });
    expect(await send(alarm('errors'))).toEqual({ status: 200 });
    expect(JSON.stringify(proposals())).toContain('the standby of shop is not well');
    expect(JSON.stringify(proposals())).not.toContain('Declare');
  });

  test('the region that took over is the one that can be left', async () => {
    await past({ state: 'done' });
    expect(await send(alarm('errors', { region: 'eu-west-2' }))).toEqual({ status: 200 });
    expect(JSON.stringify(proposals())).toContain('fail shop over from eu-west-2 to eu-west-1?');
  });

  test('one that did not finish leaves nobody sure, and nothing is proposed', async () => {
    await past({ state: 'aborted', ...run('done') });
    expect(await send(alarm('errors'))).toEqual({ status: 200 });
    expect(JSON.stringify(proposals())).toContain('cannot be told since `shop-1`');
    expect(JSON.stringify(proposals())).not.toContain('Declare');
  });

  test('one that was taken back before the point of no return leaves home active', async () => {
    await past({ state: 'aborted', ...run('pending') });
    expect(await send(alarm('errors'))).toEqual({ status: 200 });
    expect(JSON.stringify(proposals())).toContain('fail shop over from eu-west-1 to eu-west-2?');
  });

  test('whoever is about to approve one hears that the region to go to is not well', async () => {
    await rig.slack.as('nadia').command('/failover eu-west-1 eu-west-2 shop "fire"');
    await until(async () => (await incidents())[0]);
    expect(await send(alarm('disk', { region: 'eu-west-2' }))).toEqual({ status: 200 });
    expect(await send(alarm('errors'))).toEqual({ status: 200 });
    expect(JSON.stringify(proposals())).toContain('the standby of shop is not well');
    expect(proposals()).toHaveLength(1);
  });

  test('a button from before declares nothing any more', async () => {
    expect(await send(alarm('errors'))).toEqual({ status: 200 });
    await past({ state: 'done' });
    await rig.slack.as('kim').click('declare', { channel: 'incidents' });
    expect(await incidents()).toHaveLength(1);
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

  test('one alarm that stands in both regions is one voice, and one about the standby is none', async () => {
    const health = { trigger: multiRegion('HealthCheck') };
    await send(alarm('health', health));
    await send(alarm('health', { region: 'eu-west-2', ...health }));
    await send(alarm('lag', { trigger: multiRegion('ReplicationLag') }));
    await pass(600_000);
    expect(await incidents()).toEqual([]);
    expect(JSON.stringify(rig.slack.messages('incidents'))).toContain('the standby of shop is not well');
    await send(alarm('errors'));
    await until(async () => {
      await pass(15_000);
      return (await incidents())[0];
    });
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

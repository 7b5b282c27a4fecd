import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { SMTPServer } from 'smtp-server';
import { expect, it, onTestFinished } from 'vitest';
import { incidentsSchema } from '../../../src/config/incidents-schema.ts';
import type { Incident } from '../../../bot/incidents/incident.ts';
import { createNotify } from '../../../bot/notify/notify.ts';
import { Later, type NotifyPort } from '../../../bot/ports.ts';
import { steppedClock } from '../../../src/simulator/clock.ts';
import { bodyOf, listening, serving } from '../../unit/loopback.ts';
import { anIncident } from '../store/an-incident.ts';

const now = Date.UTC(2026, 10, 21, 10, 42);

type Env = Readonly<Record<string, string>>;

/** An incident with one stakeholder, and what tells them. */
function told(
  target: object,
  { env = {}, smtp, other = {} }: { env?: Env; smtp?: string; other?: Partial<Incident> },
) {
  const { policy, ...rest } = anIncident('lomash-wood-12', { declaredAt: now, ...other });
  const incident = {
    ...rest,
    policy: { ...policy, incidents: incidentsSchema.parse({ ...policy.incidents, notify: [target] }) },
  };
  const port: NotifyPort = createNotify({
    env,
    mail: { url: smtp, from: 'failover@example.com' },
    clock: steppedClock(now),
    page: (id) => `https://failover.test/runs/${id}?token=secret`,
  });
  return port.notify(incident, {
    target: 0,
    about: 'declared',
    delivery: 'lomash-wood-12/notify/0/declared',
  });
}

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server that notes what it gets, and answers with these statuses in turn. */
async function sink(...statuses: readonly { status: number; headers?: Record<string, string> }[]) {
  const received: Received[] = [];
  const port = await serving((request, response) => {
    void bodyOf(request).then((body) => {
      received.push({ path: request.url ?? '', headers: request.headers, body });
      const { status, headers } = statuses[received.length - 1] ?? { status: 202 };
      response.writeHead(status, headers).end();
    });
  });
  return { received, url: `http://127.0.0.1:${port}` };
}

it('posts the facts to a webhook, signed, with a name that stays the same', async () => {
  const { received, url } = await sink();
  await told({ webhook: 'HOOK' }, { env: { HOOK: `${url}/in?key=1`, HOOK_SECRET: 's3cret' } });
  const [post] = received;
  expect(post?.path).toBe('/in?key=1');
  expect(JSON.parse(post?.body ?? '')).toMatchObject({
    schemaVersion: 1,
    incident: 'lomash-wood-12',
    about: 'declared',
    state: 'planning',
    service: 'lomash-wood',
    from: 'eu-west-1',
    to: 'eu-west-2',
  });
  const seconds = String(now / 1_000);
  const mac = createHmac('sha256', 's3cret')
    .update(`${seconds}.${post?.body ?? ''}`)
    .digest('hex');
  expect(post?.headers['x-region-failover-signature']).toBe(`t=${seconds},v1=${mac}`);
  expect(post?.headers['x-region-failover-delivery']).toBe('lomash-wood-12/notify/0/declared');
  // A link that lets its holder in is not for machines.
  expect(post?.body).not.toContain('token=');
});

it.each([
  [429, { 'retry-after': '7' }, 7_000],
  [503, {}, undefined],
])('tries a webhook again that answers %i', async (status, headers, afterMs) => {
  const { url } = await sink({ status, headers });
  const error: unknown = await told({ webhook: 'HOOK' }, { env: { HOOK: url } }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Later);
  expect(error).toMatchObject({ afterMs });
});

it('follows no redirect', async () => {
  const elsewhere = await sink();
  const { url } = await sink({ status: 307, headers: { location: elsewhere.url } });
  await expect(told({ webhook: 'HOOK' }, { env: { HOOK: url } })).rejects.toThrow('redirects (307)');
  expect(elsewhere.received).toEqual([]);
});

it.each([
  ['http://hooks.example.com/token', 'must begin with https://'],
  ['not an address', 'holds no address'],
  ['file:///etc/passwd', 'must begin with https://'],
])('does not post to %s, and does not repeat the address', async (address, why) => {
  const refused = told({ webhook: 'HOOK' }, { env: { HOOK: address } });
  await expect(refused).rejects.toThrow(why);
  await expect(refused).rejects.not.toThrow(address);
  await expect(refused).rejects.not.toBeInstanceOf(Later);
});

it.each([
  ['planning', 'trigger'],
  ['running', 'acknowledge'],
  ['stopped', 'trigger'],
  ['done', 'resolve'],
  ['rejected', 'resolve'],
  ['failed', 'trigger'],
] as const)('makes of the state %s the PagerDuty action %s', async (state, action) => {
  const { received, url } = await sink();
  await told(
    { pagerduty: 'PAGER' },
    { env: { PAGER: 'r0uting', PAGERDUTY_URL: `${url}/v2/enqueue` }, other: { state } },
  );
  expect(received[0]?.path).toBe('/v2/enqueue');
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
    routing_key: 'r0uting',
    event_action: action,
    dedup_key: 'lomash-wood-12',
    payload: { source: 'lomash-wood', custom_details: { incident: 'lomash-wood-12' } },
  });
});

it('publishes to the topic in the region of the topic', async () => {
  for (const [name, value] of [
    ['AWS_ACCESS_KEY_ID', 'AKIDTEST'],
    ['AWS_SECRET_ACCESS_KEY', 'secret'],
  ] as const) {
    const before = process.env[name];
    process.env[name] = value;
    onTestFinished(() => {
      if (before === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before;
    });
  }
  const received: Received[] = [];
  const port = await serving((request, response) => {
    void bodyOf(request).then((body) => {
      received.push({ path: request.url ?? '', headers: request.headers, body });
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.end(
        '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>',
      );
    });
  });
  await told(
    { sns: 'arn:aws:sns:eu-central-1:123456789012:failover.fifo' },
    { env: { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` } },
  );
  const form = new URLSearchParams(received[0]?.body);
  expect(received[0]?.headers.authorization).toContain('/eu-central-1/sns/aws4_request');
  expect(form.get('TopicArn')).toBe('arn:aws:sns:eu-central-1:123456789012:failover.fifo');
  expect(JSON.parse(form.get('Message') ?? '')).toMatchObject({
    incident: 'lomash-wood-12',
    about: 'declared',
  });
  expect(form.get('Subject')).toMatch(/^[\x20-\x7e]{1,99}$/);
  expect(form.get('MessageGroupId')).toBe('lomash-wood-12');
  expect(form.get('MessageDeduplicationId')).toMatch(/^[0-9a-f]{64}$/);
});

/** A mail server that keeps what it gets, or answers every recipient with an error. */
async function mailbox(error?: { readonly responseCode: number }) {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, callback) => {
      callback(error === undefined ? null : Object.assign(new Error('not now'), error));
    },
    onData: (stream, _session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString('utf8'));
        callback();
      });
    },
  });
  server.on('error', () => undefined);
  return { mails, url: `smtp://127.0.0.1:${await listening(server.server)}` };
}

it('sends a mail with text and HTML, whose Message-ID stays the same', async () => {
  const { mails, url } = await mailbox();
  const reason = 'dark\r\nBcc: everybody@example.com';
  const { request } = anIncident('lomash-wood-12');
  const other = { request: { ...request, reason } };
  await told({ email: ['cto@example.com', 'desk@example.com'] }, { smtp: url, other });
  await told({ email: ['cto@example.com', 'desk@example.com'] }, { smtp: url, other });
  const [mail = '', again = ''] = mails;
  const [headers = ''] = mail.split('\r\n\r\n');
  expect(headers).toMatch(/^From: failover@example\.com$/m);
  expect(headers).toMatch(/^To: cto@example\.com, desk@example\.com$/m);
  expect(headers).not.toMatch(/^Bcc/m);
  expect(mail).toContain('text/html');
  const id = /^Message-ID: (.+)$/m.exec(mail)?.[1];
  expect(id).toContain('lomash-wood-12');
  expect(again).toContain(id);
});

it.each([
  ['tries again', 451, true],
  ['gives up', 550, false],
])('%s when the mail server answers %i', async (_what, responseCode, isLater) => {
  const { url } = await mailbox({ responseCode });
  const error: unknown = await told({ email: ['cto@example.com'] }, { smtp: url }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Error);
  expect(error instanceof Later).toBe(isLater);
});

it('says which variable is missing', async () => {
  await expect(told({ email: ['cto@example.com'] }, {})).rejects.toThrow('SMTP_URL');
  await expect(told({ pagerduty: 'PAGER' }, {})).rejects.toThrow('PAGER');
  await expect(told({ webhook: 'HOOK' }, {})).rejects.toThrow('HOOK');
});

import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAws } from '../../src/aws/clients.ts';
import { classify } from '../../src/error-class.ts';
import { FailoverError } from '../../src/errors.ts';
import { createHttp } from '../../src/http-client.ts';
import { command } from '../../src/kinds/command.ts';
import type { ApplyContext, Kind, Observation } from '../../src/kinds/kind.ts';
import { stripeWebhook } from '../../src/kinds/stripe-webhook.ts';
import { webhook } from '../../src/kinds/webhook.ts';
import { createKubernetes } from '../../src/kubernetes/clients.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { createPrograms } from '../../src/program-runner.ts';
import { createSql } from '../../src/sql-client.ts';
import { resourceOf } from './resource.ts';
import { stepOf } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
const hostile = `it's "down"\n$(touch /tmp/owned) <script>alert(1)</script> \`id\` {{x}}`;
const key = 'rk_live_hidden_hidden';

interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const received: Received[] = [];
let status = 200;
let stripeUrl = '';
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
  request.on('end', () => {
    received.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
    const url = new URLSearchParams(body).get('url');
    if (status === 200 && request.method === 'POST' && url !== null) stripeUrl = url;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: 'we_1', url: stripeUrl }));
  });
});
let base = '';

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((done) => server.close(done));
});
beforeEach(() => {
  received.length = 0;
  status = 200;
  stripeUrl = 'https://one.example.com/stripe';
});

function context(env: Readonly<Record<string, string>> = {}, reason = hostile): ApplyContext {
  const aws = createAws({
    homeRegion: 'eu-west-2',
    credentials: () => Promise.reject(new Error('not needed')),
  });
  const outside = {
    aws,
    kubernetes: createKubernetes({ aws, env }),
    http: createHttp({ env }),
    programs: createPrograms(),
    sql: createSql(),
    env,
  };
  const signal = AbortSignal.timeout(10_000);
  return {
    outside,
    now: 0,
    signal,
    token: 'a'.repeat(32),
    run: 'fo-20261121-100000-7f3a',
    reason,
    goal,
    inputs: {},
  };
}

async function lookAt(kind: Kind, block: string, ctx: ApplyContext) {
  const resource = resourceOf(kind, block);
  const seen = await kind.observe([resource], 'global', ctx);
  const value = seen.get(resource.id);
  const place = value === undefined ? ({ state: 'absent' } as const) : ({ state: 'seen', value } as const);
  const observation: Observation = { at: 0, places: { global: place } };
  const assessment = kind.assess(resource, observation, goal);
  const steps = kind.steps(resource, observation, goal).map((draft) => stepOf(draft, resource));
  return { resource, observation, assessment, steps };
}

async function problemOf(work: Promise<unknown> | undefined): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('it should have failed');
}

describe('the examples', () => {
  it.each([command, stripeWebhook, webhook])('of $name validate', (kind) => {
    expect(() => resourceOf(kind, kind.example)).not.toThrow();
  });
});

describe('command', () => {
  const block = (run: readonly string[], more = '') => `kind: command\nrun: ${JSON.stringify(run)}\n${more}`;
  const script =
    'process.stdout.write(JSON.stringify([process.env.REGION_FAILOVER_REASON, process.argv.slice(1)]))';

  it('hands a hostile reason over unchanged and without a shell', async () => {
    const given = block([process.execPath, '-e', script, '$to', '$from', 'a $to b']);
    const { steps } = await lookAt(command, given, context());
    const result = await command.apply?.(steps[0] ?? expect.fail(), context());
    const shown = result?.evidence?.['output'];
    expect(shown).toContain('["eu-west-2","eu-west-1","a $to b"]');
    expect(shown).toContain('$(touch /tmp/owned) <script>');
  });

  it('fails with the exit code and the last output', async () => {
    const given = block([process.execPath, '-e', 'console.log("smoke is out"); process.exit(3)']);
    const { steps } = await lookAt(command, given, context());
    const error = await problemOf(command.apply?.(steps[0] ?? expect.fail(), context()));
    expect(error).toBeInstanceOf(FailoverError);
    const [problem] = (error as FailoverError).problems;
    expect(problem).toMatchObject({ code: 'COMMAND_FAILED', found: 'exit code 3' });
    expect(problem?.message).toContain('smoke is out');
  });

  it('cannot be observed and is not started twice unless the config says that this is safe', async () => {
    const asks = await lookAt(command, block(['true']), context());
    const safe = await lookAt(command, block(['true'], 'rerun: safe'), context());
    expect(asks.steps[0]?.repeat).toBe('ask');
    expect(safe.steps[0]?.repeat).toBe('safe');
    expect(command.settled(asks.steps[0] ?? expect.fail(), asks.observation, 0)).toEqual({
      state: 'unobservable',
    });
  });
});

describe('webhook', () => {
  it('sends the reason as JSON with the idempotency key of the step', async () => {
    const { steps } = await lookAt(webhook, `kind: webhook\nurl: ${base}/hook`, context());
    await webhook.apply?.(steps[0] ?? expect.fail(), context());
    expect(received).toHaveLength(1);
    expect(received[0]?.headers['idempotency-key']).toBe('a'.repeat(32));
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      from: 'eu-west-1',
      to: 'eu-west-2',
      reason: hostile,
    });
  });

  it('keeps a URL of the environment out of the step and out of errors', async () => {
    const ctx = context({ HOOK: `${base}/services/T000/hidden` });
    const { steps } = await lookAt(webhook, 'kind: webhook\nurlEnv: HOOK', ctx);
    expect(JSON.stringify(steps)).not.toContain('hidden');
    status = 500;
    const error = await problemOf(webhook.apply?.(steps[0] ?? expect.fail(), ctx));
    expect(classify(error).class).toBe('transient');
    expect(JSON.stringify(classify(error))).not.toContain('hidden');
  });

  it('says that nobody listens without quoting the secret URL', async () => {
    const ctx = context({ HOOK: 'http://127.0.0.1:9/services/hidden' });
    const { steps } = await lookAt(webhook, 'kind: webhook\nurlEnv: HOOK', ctx);
    const failure = classify(await problemOf(webhook.apply?.(steps[0] ?? expect.fail(), ctx)));
    expect(failure.class).toBe('unreachable');
    expect(JSON.stringify(failure)).not.toContain('hidden');
  });

  it('is skipped with a warning when its variable is not set', async () => {
    const { steps, assessment } = await lookAt(webhook, 'kind: webhook\nurlEnv: HOOK', context());
    expect(steps[0]?.skip).toContain('HOOK');
    expect(assessment.notes?.[0]?.level).toBe('warning');
  });
});

describe('stripe-webhook', () => {
  const block = `kind: stripe-webhook
endpointId: we_1
eu-west-1: https://one.example.com/stripe
eu-west-2: https://two.example.com/stripe
`;
  const env = () => ({ STRIPE_API_KEY: key, STRIPE_API_BASE: base });

  it('changes the URL, sees it, and takes it back', async () => {
    const ctx = context(env());
    const before = await lookAt(stripeWebhook, block, ctx);
    const step = before.steps[0] ?? expect.fail();
    expect(stripeWebhook.settled(step, before.observation, 0).state).toBe('not-begun');
    await stripeWebhook.apply?.(step, ctx);
    expect(received.at(-1)).toMatchObject({ method: 'POST', path: '/v1/webhook_endpoints/we_1' });
    expect(received.at(-1)?.headers['idempotency-key']).toBe('a'.repeat(32));
    const after = await lookAt(stripeWebhook, block, ctx);
    expect(stripeWebhook.settled(step, after.observation, 0).state).toBe('done');
    expect(after.steps).toEqual([]);
    await stripeWebhook.undo?.(step, ctx);
    expect(stripeUrl).toBe('https://one.example.com/stripe');
  });

  it('shows its API key nowhere', async () => {
    const ctx = context(env());
    const { steps, observation } = await lookAt(stripeWebhook, block, ctx);
    status = 401;
    const failure = classify(await problemOf(stripeWebhook.apply?.(steps[0] ?? expect.fail(), ctx)));
    expect(failure.class).toBe('denied');
    expect(JSON.stringify([steps, observation, failure])).not.toContain(key);
    expect(received.at(-1)?.headers.authorization).toBe(`Bearer ${key}`);
  });

  it('is blocked without a key', async () => {
    expect((await lookAt(stripeWebhook, block, context())).assessment.state).toBe('blocked');
  });

  it('needs no key and asks nobody where the name is global', async () => {
    const { assessment, steps } = await lookAt(
      stripeWebhook,
      'kind: stripe-webhook\nendpointId: we_1\ndomain: global',
      context(),
    );
    expect(assessment.state).not.toBe('blocked');
    expect(steps[0]?.skip).toContain('DNS');
    expect(received).toEqual([]);
  });

  it('says that the endpoint does not exist', async () => {
    status = 404;
    const { assessment } = await lookAt(stripeWebhook, block, context(env()));
    expect(assessment.problems?.[0]?.code).toBe('RESOURCE_MISSING');
  });
});

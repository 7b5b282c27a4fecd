import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { TokenRequest } from '../../../src/simulator/github/oidc.ts';
import { jobKey } from '../../../bot/progress/keep-batch.ts';
import { aPlan, startBotRig, until } from '../bot-rig.ts';
import type { BotRig } from '../bot-rig.ts';

let rig: BotRig;
const audience = 'http://127.0.0.1:9';
const plan = aPlan();
/** The plan job of an incident that everybody's token is about. */
let planRun: number;
let operation: string;

beforeAll(async () => {
  rig = await startBotRig();
  await rig.slack.as('nadia').command('/failover eu-west-1 eu-west-2 shop "the region is dark"');
  const run = await until(() => rig.github.runs().at(-1));
  const incident = await until(() => rig.bot.store.findIncident({ githubRun: run.id }));
  planRun = run.id;
  operation = incident.dispatches[0]?.operation ?? '';
});

afterAll(async () => {
  await rig.close();
});

/** A token of the plan job, unless it is told otherwise. */
function tokenOf(other: Partial<TokenRequest> = {}): Promise<string> {
  return rig.github.oidc.issueToken({
    ...{ audience, run: planRun, attempt: 1, environment: 'failover-plan', ...other },
  });
}

async function send(
  token: string | undefined,
  { path = '/v1/events', body = batch() }: { readonly path?: string; readonly body?: unknown } = {},
): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(`${rig.bot.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

function batch(other: Readonly<Record<string, unknown>> = {}) {
  return {
    ...{ schemaVersion: 1, service: 'shop', command: 'plan', operation },
    events: [{ type: 'warning', message: 'hello', seq: 1, at: 1 }],
    ...other,
  };
}

const begin = {
  ...{ schemaVersion: 1, service: 'shop', command: 'failover', id: 'q1' },
  question: {
    ...{
      type: 'begin',
      run: 'run-1',
      from: 'eu-west-1',
      to: 'eu-west-2',
      mode: 'unplanned',
      only: [],
      reason: 'dark',
    },
    ...{ planHash: plan.hash, configDigest: plan.hash },
  },
};

/** What is wrong with a token, and the answer to it. */
type Forged = readonly [what: string, request: Partial<TokenRequest>, status: number, code: string];

async function refusalsSince(before: number): Promise<readonly unknown[]> {
  return (await rig.refusals()).slice(before).map(({ code }) => code);
}

describe('a token that is not the job’s own is refused and audited', () => {
  const forgeries: readonly Forged[] = [
    ['of another issuer', { forged: 'wrong-issuer' }, 401, 'TOKEN_REFUSED'],
    ['for another audience', { audience: 'sts.amazonaws.com' }, 401, 'TOKEN_REFUSED'],
    ['for a longer audience', { audience: `${audience}.evil.example` }, 401, 'TOKEN_REFUSED'],
    ['that has expired', { forged: 'expired' }, 401, 'TOKEN_REFUSED'],
    ['that is not valid yet', { forged: 'not-yet' }, 401, 'TOKEN_REFUSED'],
    ['without a signature (alg none)', { forged: 'alg-none' }, 401, 'TOKEN_REFUSED'],
    ['signed with HS256 and the public key', { forged: 'hmac' }, 401, 'TOKEN_REFUSED'],
    ['signed with a key of somebody else', { forged: 'other-key' }, 401, 'TOKEN_REFUSED'],
    ['without claims of a job', { claims: { run_id: undefined } }, 401, 'TOKEN_REFUSED'],
    ['without an end', { claims: { exp: undefined } }, 401, 'TOKEN_REFUSED'],
    ['of another repository', { claims: { repository_id: '43' } }, 403, 'REPOSITORY'],
    ['of another workflow', { workflowPath: '.github/workflows/other.yml' }, 403, 'WORKFLOW'],
    [
      'of a workflow of the same path in another repository',
      { claims: { workflow_ref: 'evil/shop/.github/workflows/failover.yml@refs/heads/main' } },
      403,
      'WORKFLOW',
    ],
    [
      'of another branch',
      { claims: { workflow_ref: 'acme/shop/.github/workflows/failover.yml@refs/heads/evil' } },
      403,
      'BRANCH',
    ],
    ['of a run on another branch', { claims: { ref: 'refs/heads/evil' } }, 403, 'BRANCH'],
    ['of another environment', { environment: 'production' }, 403, 'ENVIRONMENT'],
    ['of a job without an environment', { claims: { environment: undefined } }, 403, 'ENVIRONMENT'],
    ['of another run', { run: 999_999 }, 403, 'RUN'],
    ['of a second attempt', { attempt: 2 }, 403, 'OLD_ATTEMPT'],
  ];

  test.each(forgeries)('one %s', async (...[, request, status, code]) => {
    const before = (await rig.refusals()).length;
    const answer = await send(await tokenOf(request));
    expect(answer).toMatchObject({ status, body: { error: { code } } });
    expect(await refusalsSince(before)).toEqual([code]);
    rig.clock.advance(60_000);
  });

  test('none at all, and one that is no token', async () => {
    const before = (await rig.refusals()).length;
    expect(await send(undefined)).toMatchObject({ status: 401, body: { error: { code: 'TOKEN_MISSING' } } });
    expect(await send('abc')).toMatchObject({ status: 401, body: { error: { code: 'TOKEN_REFUSED' } } });
    expect(await refusalsSince(before)).toEqual(['TOKEN_MISSING', 'TOKEN_REFUSED']);
  });

  test('and nothing of it has reached the incident', async () => {
    const incident = await rig.bot.store.findIncident({ githubRun: planRun });
    expect(incident?.dispatches[0]?.heardAt).toBeUndefined();
    const key = jobKey({ repositoryId: 42, run: planRun, attempt: 1, environment: 'failover-plan' });
    expect(await rig.bot.store.readEvents(key, 1, 10)).toEqual([]);
  });
});

describe('a job that plans', () => {
  test('may not ask questions, nor speak for another command', async () => {
    expect(await send(await tokenOf(), { path: '/v1/questions', body: begin })).toMatchObject({
      status: 403,
      body: { error: { code: 'ENVIRONMENT' } },
    });
    expect(await send(await tokenOf(), { body: batch({ command: 'failover' }) })).toMatchObject({
      status: 403,
    });
  });

  test('must name its own service and operation', async () => {
    expect(await send(await tokenOf(), { body: batch({ service: 'web' }) })).toMatchObject({
      body: { error: { code: 'SERVICE' } },
    });
    expect(await send(await tokenOf(), { body: batch({ operation: 'shop-1.7' }) })).toMatchObject({
      body: { error: { code: 'OPERATION' } },
    });
  });

  test('is told what is wrong with a malformed message', async () => {
    const token = await tokenOf();
    expect(await send(token, { body: '{' })).toMatchObject({
      status: 400,
      body: { error: { code: 'SHAPE' } },
    });
    const badEvent = batch({ events: [{ type: 'step-done', seq: 1, at: 1, step: 'x' }] });
    const answer = await send(token, { body: badEvent });
    expect(answer).toMatchObject({ status: 400 });
    expect(JSON.stringify(answer.body)).toContain('tookMs');
    expect(await send(token, { body: batch({ padding: 'x'.repeat(10 * 1024 * 1024) }) })).toMatchObject({
      status: 413,
    });
  });

  test('is heard: events out of order and twice are acknowledged as far as they are whole', async () => {
    const token = await tokenOf();
    const events = (...list: readonly Readonly<Record<string, unknown>>[]) => ({
      body: batch({ events: list }),
    });
    const first = { type: 'warning', message: 'hello', seq: 1, at: 1 };
    const planned = { type: 'planned', plan, seq: 2, at: 2 };
    const ended = {
      ...{ type: 'job-ended', result: 'done', reasonCode: 'OK', planHash: plan.hash },
      ...{ problems: [], warnings: [], seq: 3, at: 3 },
    };
    expect(await send(token, events(ended))).toEqual({ status: 200, body: { acknowledged: 0 } });
    expect(await send(token, events(first))).toEqual({ status: 200, body: { acknowledged: 1 } });
    expect(await send(token, events(first, planned))).toEqual({ status: 200, body: { acknowledged: 3 } });
    expect(await send(token, events(planned, ended))).toEqual({ status: 200, body: { acknowledged: 3 } });
    const incident = await rig.bot.store.findIncident({ githubRun: planRun });
    expect(incident).toMatchObject({ state: 'awaiting-approval', plan: { hash: plan.hash } });
  });

  test('is heard with a key that was rotated in, though keys are not fetched for every forged one', async () => {
    rig.github.oidc.rotateKey({ keepOld: true });
    const fetches = rig.github.oidc.keyFetches;
    const forged = await tokenOf({ forged: 'other-key' });
    for (let time = 0; time < 5; time += 1) expect(await send(forged)).toMatchObject({ status: 401 });
    expect(rig.github.oidc.keyFetches).toBe(fetches);
    const token = await tokenOf();
    // The library that keeps the keys knows no clock but the machine's.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 15_000 });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    expect(await send(token, { body: batch({ events: [] }) })).toMatchObject({ status: 200 });
    expect(rig.github.oidc.keyFetches).toBe(fetches + 1);
  });
});

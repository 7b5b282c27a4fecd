import { describe, expect, it, onTestFinished } from 'vitest';
import { openBotLink, type BotLink } from '../../../src/action/bot-link.ts';
import { askBot } from '../../../src/action/bot-questions.ts';
import { createMasks } from '../../../src/action/masks.ts';
import type { Clock } from '../../../src/clock.ts';
import { createHttp } from '../../../src/http-client.ts';
import type { EventBatch, QuestionMessage } from '../../../src/job-protocol.ts';
import { startIssuer } from '../../acceptance/oidc-issuer.ts';
import { bodyOf, serving } from '../loopback.ts';

/** What the bot answers to the n-th request, counted from 1: a status and a body, or nothing at all. */
type Script = (path: string, nth: number) => { readonly status: number; readonly body: unknown } | 'hang up';

interface Scene {
  readonly link: BotLink;
  readonly batches: EventBatch[];
  readonly questions: QuestionMessage[];
  readonly tokens: string[];
  readonly warnings: string[];
  readonly waited: number[];
}

const secret = 'AKIA-very-secret-0123456789';

async function scene(script: Script, env: Record<string, string> = {}): Promise<Scene> {
  const batches: EventBatch[] = [];
  const questions: QuestionMessage[] = [];
  const tokens: string[] = [];
  const warnings: string[] = [];
  const waited: number[] = [];
  let nth = 0;
  const port = await serving((request, response) => {
    void bodyOf(request).then((body) => {
      nth += 1;
      tokens.push(request.headers.authorization ?? '');
      if (request.url === '/v1/events') batches.push(JSON.parse(body) as EventBatch);
      else questions.push(JSON.parse(body) as QuestionMessage);
      const answer = script(request.url ?? '', nth);
      if (answer === 'hang up') request.socket.destroy();
      else response.writeHead(answer.status).end(JSON.stringify(answer.body));
    });
  });
  const issuer = await startIssuer({ sub: 'repo:acme/shop:environment:failover' });
  onTestFinished(async () => {
    await issuer.close();
  });
  const masks = createMasks(() => undefined);
  masks.add(secret);
  const link = openBotLink({
    url: `http://127.0.0.1:${port}`,
    http: createHttp({ env: {} }),
    env: { ...issuer.environment, GITHUB_RUN_ID: '4711', GITHUB_RUN_ATTEMPT: '2', ...env },
    clock: quickClock(waited),
    masks,
    header: { schemaVersion: 1, command: 'failover', operation: 'shop-1.2' },
    warn: (message) => warnings.push(message),
  });
  link.about('shop');
  return { link, batches, questions, tokens, warnings, waited };
}

/** Short waits are over at once and written down; that of the end of a job lasts until it is called off. */
function quickClock(waited: number[]): Clock {
  let now = 1_000_000;
  return {
    now: () => now,
    sleep: async (ms, signal) => {
      if (ms >= 20_000) {
        await new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            reject(new Error('called off'));
          });
        });
      }
      waited.push(ms);
      now += ms;
      await new Promise(setImmediate);
      signal?.throwIfAborted();
    },
    during: (work) => work,
  };
}

const never = new AbortController().signal;
const warning = { type: 'warning', message: `watch out for ${secret}` } as const;
const step = { type: 'point-of-no-return', step: 'databases/orders:promote' } as const;

function everyEvent(batches: readonly EventBatch[]): number[] {
  return batches.flatMap(({ events }) => events.map(({ seq }) => seq));
}

describe('events of a job', () => {
  it('are numbered without gaps and say what they are about, with a token for exactly this bot', async () => {
    const { link, batches, tokens } = await scene(() => ({ status: 200, body: { acknowledged: 3 } }));
    for (let sent = 0; sent < 3; sent += 1) link.send({ ...warning, run: 'fo-1' });
    await link.close();
    expect([...new Set(everyEvent(batches))]).toEqual([1, 2, 3]);
    expect(batches[0]).toMatchObject({
      schemaVersion: 1,
      service: 'shop',
      command: 'failover',
      operation: 'shop-1.2',
    });
    const claims = JSON.parse(Buffer.from(tokens[0]?.split('.')[1] ?? '', 'base64url').toString()) as {
      aud: string;
    };
    expect(claims.aud).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('carry no secret', async () => {
    const { link, batches } = await scene(() => ({ status: 200, body: { acknowledged: 1 } }));
    link.send({ ...warning });
    await link.close();
    expect(JSON.stringify(batches)).toContain('watch out for ***');
    expect(JSON.stringify(batches)).not.toContain(secret);
  });

  it('are sent again until they are acknowledged, whatever the bot does meanwhile', async () => {
    const { link, batches, warnings, waited } = await scene((_, nth) => {
      if (nth === 1) return 'hang up';
      if (nth < 6) return { status: nth === 2 ? 401 : 503, body: 'a page of a proxy' };
      return { status: 200, body: { acknowledged: 2 } };
    });
    link.send({ ...warning });
    link.send({ ...warning });
    await link.close();
    expect(everyEvent(batches.slice(-1))).toEqual([1, 2]);
    expect(waited).toEqual([1_000, 2_000, 5_000, 10_000, 15_000]);
    expect(warnings).toHaveLength(1);
  });

  it('that were acknowledged in part go on with the rest', async () => {
    const { link, batches } = await scene((_, nth) => ({
      status: 200,
      body: { acknowledged: nth === 1 ? 1 : 3 },
    }));
    for (let sent = 0; sent < 3; sent += 1) link.send({ ...warning });
    await link.close();
    expect(everyEvent(batches.slice(1))).toEqual([2, 3]);
  });
});

describe('a question of a job', () => {
  it('is asked with the same id until there is an answer', async () => {
    const { link, questions } = await scene((_, nth) =>
      nth < 3
        ? { status: 202, body: { state: 'open', pollMs: 3_000 } }
        : { status: 200, body: { state: 'answered', answer: { type: 'proceed' } } },
    );
    expect(await link.ask(step, 'fo-1', never)).toEqual({ type: 'proceed' });
    expect(questions.map(({ id }) => id)).toEqual(['4711.2.1', '4711.2.1', '4711.2.1']);
  });

  it.each([
    ['a page of a proxy', { status: 200, body: '<html>proceed</html>' }],
    ['an answer of no known type', { status: 200, body: { state: 'answered', answer: { type: 'yes' } } }],
    ['an answer of another shape', { status: 200, body: { answer: { type: 'proceed' } } }],
    ['an error', { status: 500, body: { state: 'answered', answer: { type: 'proceed' } } }],
  ])('is not answered by %s', async (_, answer) => {
    const { link } = await scene(() => answer);
    await expect(link.ask(step, undefined, never)).rejects.toMatchObject({
      problems: [{ code: 'BOT_UNREACHABLE' }],
    });
  });

  it('ends at once where the bot does not listen to this job, and says why', async () => {
    const { link, questions } = await scene(() => ({
      status: 403,
      body: { error: 'repository_id 4712 is none of this bot' },
    }));
    await expect(link.ask(step, undefined, never)).rejects.toThrow('repository_id 4712');
    expect(questions).toHaveLength(1);
  });

  it('needs a job that may ask for tokens', async () => {
    const { link } = await scene(() => ({ status: 200, body: {} }), { ACTIONS_ID_TOKEN_REQUEST_URL: '' });
    await expect(link.ask(step, undefined, never)).rejects.toMatchObject({
      problems: [{ code: 'CREDENTIALS_MISSING' }],
    });
  });
});

describe('when the bot is silent', () => {
  it('what cannot be undone is not done, and what was reversible is undone', async () => {
    const { link } = await scene(() => 'hang up');
    expect(await askBot(link, step, never)).toMatchObject({ type: 'abort' });
  });

  it('a failed step waits for the operator', async () => {
    const { link } = await scene(() => 'hang up');
    const problem = { code: 'THROTTLED', message: 'slow down' } as const;
    const failed = { type: 'step-failed', step: 'a:b', problem, blocks: [] } as const;
    expect(await askBot(link, failed, never)).toEqual({ type: 'wait' });
  });
});

import { once } from 'node:events';
import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readBody, sendJson } from '../../../bot/http/answer.ts';
import { startHttpServer } from '../../../bot/http/server.ts';
import type { Route } from '../../../bot/http/server.ts';
import { startBotRig, until } from '../bot-rig.ts';
import type { BotRig } from '../bot-rig.ts';

const log = pino({ level: 'silent' });

async function serve(...routes: readonly Route[]) {
  const server = await startHttpServer({ host: '127.0.0.1', port: 0, routes, log });
  onTestFinished(() => server.stop(0));
  return server;
}

describe('the bot’s port', () => {
  let rig: BotRig;

  beforeAll(async () => {
    rig = await startBotRig();
  });

  afterAll(async () => {
    await rig.close();
  });

  async function get(path: string) {
    const response = await fetch(`${rig.bot.url}${path}`);
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  test('says that it lives and is ready', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200 });
    await until(async () => ((await get('/readyz')).status === 200 ? true : undefined));
    expect(JSON.parse((await get('/readyz')).text)).toEqual({
      ...{ ready: true, database: true, slack: true, github: true, stopping: false },
    });
  });

  test('stays ready, and says so, while Slack is away', async () => {
    await rig.slack.outage('refused');
    expect(await get('/readyz')).toMatchObject({ status: 200 });
    await rig.slack.restore();
  });

  test('answers 404 for what is not there, with headers that keep browsers out', async () => {
    for (const path of ['/', '/v1', '/v1/events/x', '/github', '/slack', '/runs', '//', '/%00', '/..%2f']) {
      const answer = await get(path);
      expect([404, 403]).toContain(answer.status);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect((await get('/v1/events')).status).toBe(405);
    expect((await get('/github/webhooks')).status).toBe(405);
    expect((await get('/alarms/sns')).status).toBe(405);
  });

  test('counts for Prometheus', async () => {
    await fetch(`${rig.bot.url}/v1/events`, { method: 'POST' });
    await rig.slack.as('nadia').command('/failover eu-west-1 eu-west-2 shop "dark"');
    await until(() => rig.runner.started.at(-1));
    const { text } = await get('/metrics');
    expect(text).toContain('region_failover_bot_refusals_total{at="job",code="TOKEN_MISSING"} 1');
    expect(text).toContain('region_failover_bot_incidents{state="planning"} 1');
    expect(text).toMatch(/region_failover_bot_slack_acknowledgement_seconds_count [1-9]/);
    expect(text).toContain('region_failover_bot_outbox_overdue_seconds');
  });
});

describe('a port', () => {
  test('that somebody has already is named, with what to do', async () => {
    const { url } = await serve(() => Promise.resolve(false));
    const { hostname: host, port } = new URL(url);
    const second = startHttpServer({ host, port: Number(port), routes: [], log: pino({ level: 'silent' }) });
    await expect(second).rejects.toThrow(
      `The bot cannot listen on ${host}:${port}: listen EADDRINUSE: address already in use ${host}:${port}. Is another bot running?`,
    );
  });
});

describe('a request', () => {
  test('that makes a route throw is answered 500 without particulars', async () => {
    const { url } = await serve(() => Promise.reject(new Error('the password is swordfish')));
    const response = await fetch(url);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('swordfish');
  });

  test('that is nonsense gets 400', async () => {
    const { url } = await serve();
    const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
    socket.end('GET / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('may be packed, and is measured unpacked', async () => {
    const { url } = await serve(async (req, res) => {
      const body = await readBody(req, 1000);
      sendJson(res, 200, 'bytes' in body ? body.bytes.length : body.refusal.code);
      return true;
    });
    const send = async (body: Buffer, encoding: string) => {
      const headers = { 'content-encoding': encoding };
      return (await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) })).json();
    };
    expect(await send(gzipSync('x'.repeat(1000)), 'gzip')).toBe(1000);
    expect(await send(gzipSync('x'.repeat(1_000_000)), 'gzip')).toBe('TOO_LARGE');
    expect(await send(Buffer.from('not packed'), 'gzip')).toBe('BODY');
    expect(await send(Buffer.from('x'), 'br')).toBe('ENCODING');
    expect(await send(Buffer.alloc(1001), 'identity')).toBe('TOO_LARGE');
  });
});

describe('stopping', () => {
  test('lets an answer that is under way finish, and takes no new request', async () => {
    let finish = () => {};
    const begun = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const server = await startHttpServer({
      ...{ host: '127.0.0.1', port: 0, log },
      routes: [
        async (_req, res) => {
          finish();
          await held;
          sendJson(res, 200, 'done');
          return true;
        },
      ],
    });
    const answer = fetch(server.url);
    await begun;
    const stopped = server.stop();
    await expect(fetch(server.url)).rejects.toThrow();
    release();
    expect(await (await answer).json()).toBe('done');
    await stopped;
  });

  test('does not wait for an answer that never comes', async () => {
    const server = await startHttpServer({
      ...{ host: '127.0.0.1', port: 0, log },
      routes: [() => new Promise<boolean>(() => undefined)],
    });
    const answer = fetch(server.url).then(
      () => 'answered',
      () => 'cut off',
    );
    await server.stop(50);
    expect(await answer).toBe('cut off');
  });
});

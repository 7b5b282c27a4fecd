import { createPrivateKey, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { steppedClock, type SteppedClock } from '../../../src/simulator/clock.ts';
import { rsaKey } from '../../../src/simulator/rsa-key.ts';
import { smallWorld, startRig, type Rig } from './rig.ts';

const startMs = Date.UTC(2027, 0, 5, 12);
let rig: Rig;
let appClock: SteppedClock;

beforeEach(async () => {
  appClock = steppedClock(startMs);
  rig = await startRig(smallWorld(), { appClock });
});

afterEach(async () => {
  await rig.close();
  expect(rig.watched.problems).toEqual([]);
});

async function get(path: string, authorization?: string, method = 'GET') {
  const headers = { accept: 'application/json', ...(authorization ? { authorization } : {}) };
  const answer = await fetch(`${rig.github.apiUrl}${path}`, { method, headers });
  const text = await answer.text();
  const { message, token } = (text === '' ? {} : JSON.parse(text)) as Record<string, string>;
  return { status: answer.status, message, token };
}

/** Times in seconds from now. */
async function appJwt({
  key,
  iss = '77',
  iat = -30,
  exp = 540,
}: { key?: KeyObject; iss?: string; iat?: number; exp?: number } = {}) {
  const now = appClock.now() / 1000;
  return new SignJWT({ iss, iat: now + iat, exp: now + exp })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(key ?? createPrivateKey(rig.world.app.privateKeyPem));
}

const shop = '/repos/acme/shop';
const newToken = '/app/installations/5/access_tokens';

describe('who may ask', () => {
  test.each([
    ['that is good', {}, 200, undefined],
    ['whose issuer is the client id', { iss: 'Iv23local' }, 200, undefined],
    ['of another App', { iss: '78' }, 404, 'Integration not found'],
    ['that has expired', { exp: -1 }, 401, /'exp'.*future time/],
    ['that lives too long', { exp: 3600 }, 401, /too far in the future/],
    ['from the future', { iat: 120 }, 401, /'iat'/],
    ['of another key', { key: rsaKey('somebody else') }, 401, /decoded/],
  ])('an App with a token %s', async (...[, options, status, message]) => {
    const answer = await get('/app', `Bearer ${await appJwt(options)}`);
    expect(answer.status).toBe(status);
    if (message !== undefined) expect(answer.message).toMatch(message);
  });

  test('a token of an installation lives for an hour', async () => {
    const { token } = await get(newToken, `Bearer ${await appJwt()}`, 'POST');
    expect((await get(shop, `token ${token}`)).status).toBe(200);
    appClock.advance(3_599_000);
    expect((await get(shop, `Bearer ${token}`)).status).toBe(200);
    appClock.advance(1_000);
    expect(await get(shop, `Bearer ${token}`)).toMatchObject({ status: 401, message: 'Bad credentials' });
  });

  test('a token may be narrowed to permissions, and not widened', async () => {
    const app = await rig.probot.auth();
    appClock.advance(Date.now() - appClock.now());
    const { data } = await app.rest.apps.createInstallationAccessToken({
      installation_id: 5,
      permissions: { issues: 'read' },
    });
    const bearer = `Bearer ${data.token}`;
    expect((await get(`${shop}/issues`, bearer)).status).toBe(200);
    expect((await get(`${shop}/actions/runs`, bearer)).status).toBe(403);
    const wider = app.rest.apps.createInstallationAccessToken({
      installation_id: 5,
      permissions: { contents: 'write' },
    });
    await expect(wider).rejects.toMatchObject({ status: 422 });
  });

  test('revoked tokens are refused', async () => {
    const { token } = await get(newToken, `Bearer ${await appJwt()}`, 'POST');
    rig.github.revokeTokens();
    expect((await get(shop, `token ${token}`)).status).toBe(401);
  });

  test('nobody sees a private repository, nor a stranger, and an App JWT opens no repository', async () => {
    expect((await get(shop)).status).toBe(404);
    expect((await get(shop, 'Bearer guessed')).status).toBe(401);
    expect((await get(shop, `token ${rig.github.as('stranger').token}`)).status).toBe(404);
    expect((await get(shop, `Bearer ${await appJwt()}`)).status).toBe(403);
    expect((await get(shop, `token ${rig.github.as('nadia').token}`)).status).toBe(200);
    expect((await get('/app', `token ${rig.github.as('nadia').token}`)).status).toBe(401);
  });

  test('what is no JSON is refused', async () => {
    const answer = await fetch(`${rig.github.apiUrl}${shop}/issues`, { method: 'POST', body: '{' });
    expect(answer.status).toBe(400);
  });
});

test('Octokit whose computer has another time corrects it by the Date header', async () => {
  const { status } = await (await rig.probot.auth()).rest.apps.getAuthenticated();
  expect(status).toBe(200);
});

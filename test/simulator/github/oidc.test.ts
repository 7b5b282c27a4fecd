import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, type JWTPayload } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Forgery } from '../../../src/simulator/github/oidc.ts';
import { smallWorld, startRig, type Rig } from './rig.ts';

const audience = 'https://bot.example.com';
let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});

afterEach(() => rig.close());

/** As a relying party checks it, by the issuer's own configuration. */
async function verify(token: string): Promise<JWTPayload> {
  const { issuer } = rig.github.oidc;
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`);
  const { jwks_uri } = (await answer.json()) as { jwks_uri: string };
  const keys = createRemoteJWKSet(new URL(jwks_uri));
  const currentDate = new Date(rig.clock.now());
  return (await jwtVerify(token, keys, { issuer, audience, algorithms: ['RS256'], currentDate })).payload;
}

function startJob(environment?: string) {
  const run = rig.github.as('omar').dispatch('failover.yml', { to: 'eu-west-2' });
  const { host } = rig.runner.last();
  const job = host.job({ key: 'run', name: 'run', id: 'run', labels: [] });
  if (environment !== undefined) void job.gate(environment);
  return { run, host, job, ...job.idToken() };
}

async function ask(url: string, token: string) {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}&audience=${encodeURIComponent(audience)}`, { headers });
  return { status: answer.status, value: ((await answer.json()) as { value?: string }).value ?? '' };
}

describe('a job', () => {
  test('gets a token with the claims of its run, good for five minutes', async () => {
    const { run, url, token } = startJob('failover-plan');
    const claims = await verify((await ask(url, token)).value);
    expect(claims).toMatchObject({
      sub: 'repo:acme@9001/shop@42:environment:failover-plan',
      repository: 'acme/shop',
      repository_id: '42',
      repository_owner_id: '9001',
      environment: 'failover-plan',
      run_id: String(run.id),
      run_attempt: '1',
      actor: 'omar',
      event_name: 'workflow_dispatch',
      ref: 'refs/heads/main',
      workflow_ref: 'acme/shop/.github/workflows/failover.yml@refs/heads/main',
      job_workflow_ref: 'acme/shop/.github/workflows/failover.yml@refs/heads/main',
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(300);
  });

  test('of an older repository has the subject without ids, and without environment that of its branch', async () => {
    const older = await startRig(smallWorld({ olderSubject: true }));
    const token = await older.github.oidc.issueToken({ audience, environment: 'failover' });
    expect(decodeJwt(token).sub).toBe('repo:acme/shop:environment:failover');
    await older.close();
    const { url, token: bearer } = startJob();
    const claims = await verify((await ask(url, bearer)).value);
    expect(claims.sub).toBe('repo:acme@9001/shop@42:ref:refs/heads/main');
    expect(claims['environment']).toBeUndefined();
  });

  test('gets none with the bearer of another, and none when it is over', async () => {
    const { url, token, job } = startJob();
    expect((await ask(url, 'guessed')).status).toBe(401);
    expect((await ask(url, token)).status).toBe(200);
    job.complete('success', {});
    expect((await ask(url, token)).status).toBe(401);
  });
});

describe('a forged token', () => {
  test.each<[Forgery, RegExp]>([
    ['wrong-issuer', /"iss"/],
    ['alg-none', /signature|JWS|"alg"/i],
    ['expired', /"exp"/],
    ['not-yet', /"nbf"/],
    ['other-key', /signature/],
    ['hmac', /"alg"/],
  ])('%s is refused by whoever checks it', async (forged, reason) => {
    const token = await rig.github.oidc.issueToken({ audience, forged });
    await expect(verify(token)).rejects.toThrow(reason);
  });

  test('is the only difference: without forgery it is taken, with claims as wanted', async () => {
    const claims = { repository_id: '43', environment: undefined };
    const token = await rig.github.oidc.issueToken({ audience, environment: 'failover', claims });
    const verified = await verify(token);
    expect(verified).toMatchObject({ repository_id: '43' });
    expect(verified).not.toHaveProperty('environment');
  });
});

test('a new key signs new tokens; old ones are good only while their key is published', async () => {
  const { oidc } = rig.github;
  const old = await oidc.issueToken({ audience });
  oidc.rotateKey({ keepOld: true });
  const fresh = await oidc.issueToken({ audience });
  expect(decodeProtectedHeader(fresh).kid).not.toBe(decodeProtectedHeader(old).kid);
  await verify(old);
  await verify(fresh);
  oidc.rotateKey();
  await expect(verify(fresh)).rejects.toThrow(/no applicable key/);
});

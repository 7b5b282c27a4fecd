import { afterEach, expect, it, vi } from 'vitest';
import { createMasks } from '../../../src/action/masks.ts';
import { openRoleSession } from '../../../src/action/role-session.ts';
import { systemClock } from '../../../src/clock.ts';
import { startIssuer } from '../../acceptance/oidc-issuer.ts';
import { bodyOf, serving } from '../loopback.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const tooLarge =
  '<ErrorResponse><Error><Type>Sender</Type><Code>PackedPolicyTooLarge</Code><Message>too large</Message></Error><RequestId>r</RequestId></ErrorResponse>';
const keys =
  '<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>ASIAX</AccessKeyId><SecretAccessKey>a-secret-key</SecretAccessKey><SessionToken>a-session-token</SessionToken></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>';

it('goes on without a session policy that STS finds too large, says so, and masks what it was given', async () => {
  const sent: (string | null)[] = [];
  const port = await serving((request, response) => {
    void bodyOf(request).then((body) => {
      const policy = new URLSearchParams(body).get('Policy');
      sent.push(policy);
      response
        .writeHead(policy === null ? 200 : 400, { 'content-type': 'text/xml' })
        .end(policy === null ? keys : tooLarge);
    });
  });
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`);
  const issuer = await startIssuer({ sub: 'repo:acme/shop:environment:production' });
  const masked: string[] = [];
  const warnings: string[] = [];
  const session = openRoleSession({
    role: 'arn:aws:iam::111122223333:role/failover',
    region: 'eu-west-2',
    run: 'fo-1',
    durationSeconds: 900,
    env: { ...issuer.environment, NO_PROXY: '127.0.0.1' },
    clock: systemClock,
    masks: createMasks((secret) => masked.push(secret)),
    warn: (message) => warnings.push(message),
  });
  session.narrow('{"Version":"2012-10-17"}');
  expect(await session.load()).toMatchObject({ accessKeyId: 'ASIAX' });
  expect(sent).toEqual(['{"Version":"2012-10-17"}', null]);
  expect(warnings).toEqual([expect.stringContaining('those of the whole role')]);
  expect(masked).toEqual([...issuer.tokens, 'a-secret-key', 'a-session-token']);
  session.close();
  await issuer.close();
});

import nock from 'nock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAws } from '../../../src/aws/clients.ts';
import {
  assumeWithToken,
  claimsOf,
  isPolicyTooLarge,
  trustCondition,
} from '../../../src/aws/web-identity.ts';
import { FailoverError } from '../../../src/errors.ts';

const claims = {
  iss: 'https://token.actions.githubusercontent.com',
  aud: 'sts.amazonaws.com',
  sub: 'repo:acme/shop:ref:refs/heads/main',
  repository: 'acme/shop',
  repository_id: '4711',
  repository_owner_id: '815',
};
const token = `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`;
const request = {
  role: 'arn:aws:iam::111122223333:role/failover',
  token,
  sessionName: 'fo-1',
  durationSeconds: 900,
};

beforeEach(() => {
  nock.disableNetConnect();
});

afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

async function exchange(region: string, policy?: string) {
  const aws = createAws({
    homeRegion: region,
    env: {},
    credentials: () => Promise.reject(new Error('not to be asked')),
  });
  try {
    return await assumeWithToken(
      await aws.sts(region),
      policy === undefined ? request : { ...request, policy },
      region,
    );
  } finally {
    aws.close();
  }
}

function error(code: string, message: string): string {
  return `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
}

it.each(['eu-west-2', 'us-east-1', 'ap-southeast-2'])(
  'exchanges the token at the endpoint of %s itself, unsigned',
  async (region) => {
    let body = '';
    let authorization: string | undefined;
    nock(`https://sts.${region}.amazonaws.com`)
      .post('/')
      .reply(function (_path, sent) {
        body = typeof sent === 'string' ? sent : JSON.stringify(sent);
        authorization = this.req.headers['authorization'];
        return [
          200,
          `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>ASIAX</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>session</SessionToken><Expiration>2026-11-21T12:00:00Z</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`,
        ];
      });
    expect(await exchange(region, '{"Version":"2012-10-17"}')).toEqual({
      accessKeyId: 'ASIAX',
      secretAccessKey: 'secret',
      sessionToken: 'session',
      expiration: new Date('2026-11-21T12:00:00Z'),
    });
    expect(authorization).toBeUndefined();
    const sent = new URLSearchParams(body);
    expect(sent.get('RoleSessionName')).toBe('fo-1');
    expect(sent.get('DurationSeconds')).toBe('900');
    expect(sent.get('Policy')).toBe('{"Version":"2012-10-17"}');
  },
);

it('says what the trust policy must be when it does not match, and never shows the token', async () => {
  nock('https://sts.eu-west-2.amazonaws.com')
    .post('/')
    .reply(403, error('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity'));
  const thrown: unknown = await exchange('eu-west-2').catch((problem: unknown) => problem);
  const [problem] = thrown instanceof FailoverError ? thrown.problems : [];
  expect(problem).toMatchObject({ code: 'DENIED', region: 'eu-west-2' });
  expect(problem?.message).toContain('sub `repo:acme/shop:ref:refs/heads/main`');
  expect(problem?.fix).toContain(
    JSON.stringify({ Condition: trustCondition(claims, 'token.actions.githubusercontent.com') }),
  );
  expect(JSON.stringify(problem)).not.toContain(token);
});

it('says that the account has no such identity provider', async () => {
  nock('https://sts.eu-west-2.amazonaws.com')
    .post('/')
    .reply(400, error('InvalidIdentityToken', 'No OpenIDConnect provider found in your account'));
  const thrown: unknown = await exchange('eu-west-2').catch((problem: unknown) => problem);
  expect(thrown instanceof FailoverError ? thrown.problems[0]?.fix : '').toContain(
    'Create the IAM OIDC provider token.actions.githubusercontent.com',
  );
});

it('tells a policy that is too large from every other refusal', async () => {
  nock('https://sts.eu-west-2.amazonaws.com')
    .post('/')
    .reply(400, error('PackedPolicyTooLarge', 'Serialized token too large for session'));
  const thrown: unknown = await exchange('eu-west-2', '{}').catch((problem: unknown) => problem);
  expect(isPolicyTooLarge(thrown)).toBe(true);
  expect(isPolicyTooLarge(new Error('another'))).toBe(false);
});

it('offers both forms of a subject, with and without ids', () => {
  expect(
    trustCondition({ ...claims, sub: 'repo:acme@815/shop@4711:environment:failover' }, 'p').StringEquals[
      'p:sub'
    ],
  ).toEqual(['repo:acme@815/shop@4711:environment:failover', 'repo:acme/shop:environment:failover']);
  expect(claimsOf('no token at all')).toEqual({});
});

it.each([
  {
    ...{ status: 403, code: 'RegionDisabledException', message: 'STS is not activated in this region.' },
    ...{ said: 'STS is not active in me-south-1', fix: 'Enable me-south-1 in the account' },
  },
  {
    ...{ status: 400, code: 'ValidationError', said: 'allows no sessions of 900 seconds' },
    message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    fix: 'Lower --role-duration',
  },
])('says what to change where it is not the trust: $code', async ({ status, code, message, said, fix }) => {
  nock('https://sts.me-south-1.amazonaws.com').post('/').reply(status, error(code, message));
  const thrown: unknown = await exchange('me-south-1').catch((failure: unknown) => failure);
  const problem = thrown instanceof FailoverError ? thrown.problems[0] : undefined;
  expect(problem?.message).toContain(said);
  expect(problem?.fix).toContain(fix);
});

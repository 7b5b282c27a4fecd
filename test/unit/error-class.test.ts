import {
  RDSServiceException,
  InvalidDBInstanceStateFault,
  DBInstanceNotFoundFault,
} from '@aws-sdk/client-rds';
import { PriorRequestNotComplete } from '@aws-sdk/client-route-53';
import { describe, expect, it } from 'vitest';
import { classify } from '../../src/error-class.ts';
import { type ErrorClass, type ErrorCode, fail } from '../../src/errors.ts';

const $metadata = { httpStatusCode: 400 };

function aws(name: string, httpStatusCode: number, message = 'words'): RDSServiceException {
  return new RDSServiceException({ name, $fault: 'client', message, $metadata: { httpStatusCode } });
}

function node(code: string, message = code): Error {
  return Object.assign(new Error(message), { code });
}

function kubernetes(code: number, message: string): Error {
  return Object.assign(new Error(message), { code, kubernetes: true, name: 'Forbidden' });
}

function page(httpStatusCode: number): Error {
  const said =
    "Unexpected token '<'\n  Deserialization error: to see the raw response, inspect the hidden field";
  return Object.assign(new SyntaxError(said), { $metadata: { httpStatusCode } });
}

const table: readonly (readonly [string, unknown, ErrorClass, ErrorCode])[] = [
  ['AWS throttling by name', aws('Throttling', 400), 'throttled', 'THROTTLED'],
  ['S3 asking to slow down under 503', aws('SlowDown', 503), 'throttled', 'THROTTLED'],
  ['a page in the place of an answer', page(404), 'unknown', 'UNEXPECTED'],
  ['the page of a proxy that finds nobody', page(502), 'transient', 'UNREACHABLE'],
  ['a bucket of another region', aws('PermanentRedirect', 301), 'invalid', 'INVALID_CALL'],
  ['any 429', aws('Odd', 429), 'throttled', 'THROTTLED'],
  ['a denial by name', aws('AccessDenied', 403), 'denied', 'DENIED'],
  ['a HEAD that is forbidden and has no text', aws('Unknown', 403), 'denied', 'DENIED'],
  ['an expired token', aws('ExpiredToken', 403), 'expired-credentials', 'CREDENTIALS_EXPIRED'],
  [
    'an expired token exception under 400',
    aws('ExpiredTokenException', 400),
    'expired-credentials',
    'CREDENTIALS_EXPIRED',
  ],
  [
    'a database that is not there',
    new DBInstanceNotFoundFault({ message: 'gone', $metadata }),
    'not-found',
    'RESOURCE_MISSING',
  ],
  ['a bucket that is not there', aws('NoSuchBucket', 404), 'not-found', 'RESOURCE_MISSING'],
  [
    'a busy database',
    new InvalidDBInstanceStateFault({ message: 'backing-up', $metadata }),
    'conflict',
    'CONFLICT',
  ],
  ['a busy cache cluster', aws('InvalidCacheClusterState', 400), 'conflict', 'CONFLICT'],
  ['a busy zone', new PriorRequestNotComplete({ message: 'wait', $metadata }), 'conflict', 'CONFLICT'],
  ['a conditional write that lost', aws('PreconditionFailed', 412), 'conflict', 'CONFLICT'],
  ['a server error', aws('InternalFailure', 500), 'transient', 'UNREACHABLE'],
  ['a gateway page without a name', aws('UnknownError', 502), 'transient', 'UNREACHABLE'],
  ['an action the endpoint does not know', aws('InvalidAction', 400), 'unsupported', 'UNSUPPORTED'],
  [
    'an emulator with 501 and InternalFailure',
    aws('InternalFailure', 501, "API for service 'rds' not yet implemented or pro feature"),
    'unsupported',
    'UNSUPPORTED',
  ],
  [
    'an emulator that says so in words',
    aws('ClientError', 400, 'The promote_read_replica action has not been implemented'),
    'unsupported',
    'UNSUPPORTED',
  ],
  ['a wrong parameter', aws('InvalidParameterValue', 400), 'invalid', 'INVALID_CALL'],
  ['a refused connection', node('ECONNREFUSED'), 'unreachable', 'UNREACHABLE'],
  ['a name that does not resolve', node('ENOTFOUND'), 'unreachable', 'UNREACHABLE'],
  ['a resolver that does not answer', node('EAI_AGAIN'), 'unreachable', 'UNREACHABLE'],
  ['a reset', node('ECONNRESET'), 'transient', 'UNREACHABLE'],
  ['a broken pipe', node('EPIPE'), 'transient', 'UNREACHABLE'],
  [
    'a certificate of an unknown authority',
    node('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
    'invalid',
    'UNREACHABLE',
  ],
  [
    'a network error wrapped by another',
    new TypeError('fetch failed', { cause: node('ECONNREFUSED') }),
    'unreachable',
    'UNREACHABLE',
  ],
  [
    'both addresses of a name refusing',
    new AggregateError([node('ECONNREFUSED'), node('ECONNREFUSED')]),
    'unreachable',
    'UNREACHABLE',
  ],
  ['a deadline', new DOMException('late', 'TimeoutError'), 'transient', 'UNREACHABLE'],
  [
    'an abort by a deadline',
    Object.assign(new Error('aborted'), {
      name: 'AbortError',
      cause: new DOMException('late', 'TimeoutError'),
    }),
    'transient',
    'UNREACHABLE',
  ],
  ['an abort by somebody', new DOMException('stop', 'AbortError'), 'unknown', 'INTERRUPTED'],
  [
    'no credentials anywhere',
    Object.assign(new Error('none'), { name: 'CredentialsProviderError' }),
    'denied',
    'CREDENTIALS_MISSING',
  ],
  [
    'a session that has expired',
    Object.assign(new Error('The SSO session has expired'), { name: 'CredentialsProviderError' }),
    'expired-credentials',
    'CREDENTIALS_EXPIRED',
  ],
  ['a cluster that forbids', kubernetes(403, 'no'), 'denied', 'DENIED'],
  ['a cluster without the object', kubernetes(404, 'no'), 'not-found', 'RESOURCE_MISSING'],
  ['a cluster with a newer object', kubernetes(409, 'no'), 'conflict', 'CONFLICT'],
  ['a cluster that finds the patch invalid', kubernetes(422, 'no'), 'invalid', 'INVALID_CALL'],
  ['a cluster under load', kubernetes(429, 'no'), 'throttled', 'THROTTLED'],
  ['a cluster without a backend', kubernetes(503, 'no'), 'transient', 'UNREACHABLE'],
  ['a bug', new TypeError('x is undefined'), 'unknown', 'UNEXPECTED'],
  ['something thrown that is no error', 'text', 'unknown', 'UNEXPECTED'],
  ['nothing thrown', undefined, 'unknown', 'UNEXPECTED'],
];

describe('classify', () => {
  it.each(table)('takes %s for what it is', (...[, error, errorClass, code]) => {
    const failure = classify(error);
    expect([failure.class, failure.problem.code]).toEqual([errorClass, code]);
  });

  it('names the action and the resource of a denial, and the statement to add', () => {
    const message =
      'User: arn:aws:sts::111122223333:assumed-role/failover/fo-1 is not authorized to perform: rds:PromoteReadReplica on resource: arn:aws:rds:eu-west-2:111122223333:db:orders because no identity-based policy allows the rds:PromoteReadReplica action';
    const { problem } = classify(aws('AccessDenied', 403, message), {
      region: 'eu-west-2',
      resource: 'databases/orders',
    });
    expect(problem).toMatchObject({ region: 'eu-west-2', resource: 'databases/orders' });
    expect(problem.fix).toBe(
      'Add to the identity-based policy of the role of this run: {"Effect":"Allow","Action":"rds:PromoteReadReplica","Resource":"arn:aws:rds:eu-west-2:111122223333:db:orders"}',
    );
  });

  it('says of a session that it was cut, for its role may do what is refused', () => {
    const message =
      'User: x is not authorized to perform: kms:ReEncryptTo on resource: arn:aws:kms:eu-west-2:111122223333:key/k because no session policy allows the kms:ReEncryptTo action';
    const { problem } = classify(aws('AccessDenied', 403, message));
    expect(problem.fix).toContain('`session-policy: false`');
    expect(problem.fix).toContain('"Action":"kms:ReEncryptTo"');
  });

  it('grants the action on all resources when the denial names none', () => {
    const { problem } = classify(
      aws('AccessDeniedException', 400, 'User: x is not authorized to perform: eks:DescribeCluster'),
    );
    expect(problem.fix).toContain('"Action":"eks:DescribeCluster","Resource":"*"');
  });

  it('does not advise an allow against an explicit deny', () => {
    const message =
      'User: x is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::b/k" with an explicit deny in a service control policy';
    const { problem } = classify(aws('AccessDenied', 403, message));
    expect(problem.fix).toContain('Remove the explicit deny of s3:PutObject from the service control policy');
  });

  it('points at the trust policy when the web identity is refused', () => {
    const { problem } = classify(
      aws('AccessDenied', 403, 'Not authorized to perform sts:AssumeRoleWithWebIdentity'),
    );
    expect(problem.fix).toContain('trust policy');
  });

  it('writes the RBAC rule that a cluster lacks', () => {
    const { problem } = classify(
      kubernetes(
        403,
        'deployments.apps "a" is forbidden: User "u" cannot patch resource "deployments" in API group "apps" in the namespace "shop"',
      ),
    );
    expect(problem.fix).toBe(
      'Add to a Role in namespace shop bound to this user: {"apiGroups":["apps"],"resources":["deployments"],"verbs":["patch"]}',
    );
  });

  it('reads Retry-After in seconds and as a date', () => {
    const seconds = Object.assign(aws('Throttling', 400), { $response: { headers: { 'Retry-After': '7' } } });
    const date = Object.assign(aws('Throttling', 400), {
      $response: { headers: { 'retry-after': 'Thu, 01 Jan 1970 00:00:30 GMT' } },
    });
    expect(classify(seconds).retryAfterMs).toBe(7000);
    expect(classify(date, { nowMs: 10_000 }).retryAfterMs).toBe(20_000);
    expect(classify(aws('Throttling', 400))).not.toHaveProperty('retryAfterMs');
  });

  it('passes the problem of a FailoverError through, with the context it lacked', () => {
    const failure = classify(fail({ code: 'REPLICA_MISSING', message: 'none', region: 'eu-west-2' }), {
      region: 'x',
      resource: 'r',
    });
    expect(failure).toEqual({
      class: 'invalid',
      problem: { code: 'REPLICA_MISSING', message: 'none', region: 'eu-west-2', resource: 'r' },
    });
  });

  it.each([
    [
      'a presigned URL',
      'GET https://b.s3.amazonaws.com/k?X-Amz-Signature=SECRETVALUE&X-Amz-Date=1 failed',
      'SECRETVALUE',
    ],
    ['an access key', 'key AKIAIOSFODNN7EXAMPLE is unknown', 'AKIAIOSFODNN7EXAMPLE'],
    ['a cluster token', 'Authorization: Bearer k8s-aws-v1.aHR0cHM6Ly9zdHM', 'aHR0cHM6Ly9zdHM'],
    ['a password in a URL', 'cannot reach postgres://app:hunter22@db:5432/x', 'hunter22'],
    ['a web token', 'token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln was refused', 'c2ln'],
  ])('never shows %s', (_, message, secret) => {
    expect(classify(new Error(message)).problem.message).not.toContain(secret);
  });

  it('prints one line without control characters, of bounded length', () => {
    const { message } = classify(new Error(`a\u001b[31m\nb\u202e${'x'.repeat(5000)}`)).problem;
    expect(message).toMatch(/^a \[31m b x+…$/);
    expect(message.length).toBeLessThanOrEqual(600);
  });
});

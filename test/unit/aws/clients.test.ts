import type { RequestListener } from 'node:http';
import { createServer } from 'node:net';
import nock from 'nock';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type AwsCall, type AwsOptions, createAws } from '../../../src/aws/clients.ts';
import type { Credentials } from '../../../src/aws/service.ts';
import { classify } from '../../../src/error-class.ts';
import { bodyOf, listening, serving } from '../loopback.ts';

const keys: Credentials = { accessKeyId: 'key-1', secretAccessKey: 'secret' };

afterEach(() => {
  vi.unstubAllEnvs();
});

function connect(endpoint: string, options: Partial<AwsOptions> = {}) {
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint);
  return createAws({ homeRegion: 'eu-west-2', credentials: () => Promise.resolve(keys), ...options });
}

async function against(answer: RequestListener, options: Partial<AwsOptions> = {}) {
  return connect(`http://127.0.0.1:${await serving(answer)}`, options);
}

function queryError(code: string, message: string): string {
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
}

async function failureOf(work: Promise<unknown>) {
  return classify(
    await work.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
}

describe('createAws', () => {
  it('calls an operation of a region and gives its typed output', async () => {
    const seen: string[] = [];
    const aws = await against((request, response) => {
      void bodyOf(request).then((body) => {
        seen.push(body, request.headers.authorization ?? '');
        response.end(
          '<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances><DBInstance><DBInstanceIdentifier>orders</DBInstanceIdentifier></DBInstance></DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>',
        );
      });
    });
    const { DBInstances } = await (
      await aws.rds('eu-west-1')
    ).describeDBInstances({ DBInstanceIdentifier: 'orders' });
    expect(DBInstances?.[0]?.DBInstanceIdentifier).toBe('orders');
    expect(seen[0]).toContain('Action=DescribeDBInstances');
    expect(seen[1]).toContain('/eu-west-1/rds/aws4_request');
  });

  it('makes one client for a service and region, and another for another region', async () => {
    const aws = await against((_, response) => response.end());
    expect(await aws.s3('eu-west-1')).toBe(await aws.s3('eu-west-1'));
    expect(await aws.s3('eu-west-1')).not.toBe(await aws.s3('eu-west-2'));
  });

  it('tries once and reports each call by metadata only', async () => {
    let requests = 0;
    const calls: AwsCall[] = [];
    const aws = await against(
      (_, response) => {
        requests += 1;
        response
          .writeHead(503, { 'content-type': 'text/xml' })
          .end(queryError('ServiceUnavailable', 'later'));
      },
      { onCall: (call) => calls.push(call), now: () => 5 },
    );
    const failure = await failureOf(
      (await aws.rds('eu-west-2')).promoteReadReplica({ DBInstanceIdentifier: 'orders' }),
    );
    expect(requests).toBe(1);
    expect(failure).toMatchObject({ class: 'transient', problem: { region: 'eu-west-2' } });
    expect(calls).toEqual([
      {
        service: 'rds',
        operation: 'PromoteReadReplica',
        region: 'eu-west-2',
        at: 5,
        durationMs: 0,
        ok: false,
        errorName: 'ServiceUnavailable',
      },
    ]);
  });

  it('names the operation and the endpoint that an emulator lacks', async () => {
    const aws = await against((_, response) => {
      response
        .writeHead(501, { 'content-type': 'text/xml' })
        .end(queryError('InternalFailure', 'API for service rds not yet implemented'));
    });
    const { class: found, problem } = await failureOf(
      (await aws.rds('eu-west-2')).promoteReadReplica({ DBInstanceIdentifier: 'a' }),
    );
    expect(found).toBe('unsupported');
    expect(problem.message).toMatch(/^http:\/\/127\.0\.0\.1:\d+ does not implement rds:PromoteReadReplica/);
  });

  it.each([
    ['throttled', 400, 'Throttling', 'Rate exceeded'],
    ['conflict', 400, 'InvalidDBInstanceState', 'is backing-up'],
    ['not-found', 404, 'DBInstanceNotFound', 'no such thing'],
    ['expired-credentials', 403, 'ExpiredToken', 'The security token included in the request is expired'],
  ])('gives errors from the wire that classify as %s', async (...[expected, status, code, message]) => {
    const aws = await against((_, response) => {
      response.writeHead(status, { 'content-type': 'text/xml' }).end(queryError(code, message));
    });
    const failure = await failureOf(
      (await aws.rds('eu-west-2')).promoteReadReplica({ DBInstanceIdentifier: 'a' }),
    );
    expect(failure.class).toBe(expected);
  });

  it.each([
    ['unsupported', 500],
    ['unsupported', 404],
    ['unsupported', 200],
    ['transient', 503],
    ['denied', 403],
  ])('classifies as %s a page that answers a call with status %s', async (expected, status) => {
    const aws = await against((_, response) => {
      response
        .writeHead(status, { 'content-type': 'text/html' })
        .end('<!doctype html><html lang=en><title>Nothing of AWS</title><h1>Nothing</h1>');
    });
    const { class: found, problem } = await failureOf((await aws.rds('eu-west-2')).describeDBInstances({}));
    expect(found).toBe(expected);
    expect(problem.message).toContain('Nothing of AWS');
    expect(problem.message).not.toContain('Deserialization');
  });

  it('puts buckets into the path when the endpoint is overridden', async () => {
    const paths: string[] = [];
    const aws = await against((request, response) => {
      paths.push(`${request.method ?? ''} ${request.url ?? ''}`);
      response.writeHead(200, { etag: '"e"' }).end();
    });
    await (
      await aws.s3('eu-central-1')
    ).putObject({ Bucket: 'witness', Key: 'lease', Body: '{}', IfNoneMatch: '*' });
    expect(paths).toEqual(['PUT /witness/lease?x-id=PutObject']);
  });

  it('gives up when no answer comes in time', async () => {
    const aws = await against(() => undefined, { requestTimeoutMs: 50 });
    expect(await failureOf((await aws.sts('eu-west-2')).getCallerIdentity({}))).toMatchObject({
      class: 'transient',
      problem: { code: 'UNREACHABLE' },
    });
  });

  it('takes a connection that is dropped for transient, and a closed port for unreachable', async () => {
    const port = await listening(createServer((socket) => socket.destroy()));
    const dropped = connect(`http://127.0.0.1:${port}`);
    expect((await failureOf((await dropped.sts('eu-west-2')).getCallerIdentity({}))).class).toBe('transient');
    const closed = connect('http://127.0.0.1:9');
    expect((await failureOf((await closed.sts('eu-west-2')).getCallerIdentity({}))).class).toBe(
      'unreachable',
    );
  });

  it('ends a call when its signal aborts', async () => {
    const stop = new AbortController();
    const aws = await against(() => {
      stop.abort();
    });
    const failure = await failureOf(
      (await aws.sts('eu-west-2')).getCallerIdentity({}, { signal: stop.signal }),
    );
    expect(failure.problem.code).toBe('INTERRUPTED');
  });

  it('signs with one set of keys for all clients until it is told to renew them', async () => {
    const signers: string[] = [];
    let given = 0;
    const aws = await against(
      (request, response) => {
        signers.push(/Credential=([^/]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '');
        response.end('<GetCallerIdentityResponse><GetCallerIdentityResult/></GetCallerIdentityResponse>');
      },
      { credentials: () => Promise.resolve({ ...keys, accessKeyId: `key-${++given}` }) },
    );
    await (await aws.sts('eu-west-1')).getCallerIdentity({});
    await (await aws.sts('eu-west-2')).getCallerIdentity({});
    await aws.refreshCredentials();
    await (await aws.sts('eu-west-1')).getCallerIdentity({});
    expect(signers).toEqual(['key-1', 'key-1', 'key-2']);
  });

  it('asks the regional STS endpoint when nothing is overridden', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', '');
    nock('https://sts.eu-west-2.amazonaws.com')
      .post('/')
      .reply(
        200,
        '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>1</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
      );
    const aws = createAws({ homeRegion: 'eu-west-2', credentials: () => Promise.resolve(keys) });
    const { Account } = await (await aws.sts('eu-west-2')).getCallerIdentity({});
    nock.restore();
    expect(Account).toBe('1');
  });

  it('keeps the warning about old Node versions off the terminal', async () => {
    const warnings: unknown[] = [];
    const onWarning = (warning: unknown): void => {
      warnings.push(warning);
    };
    process.on('warning', onWarning);
    const aws = connect('http://127.0.0.1:9');
    await Promise.all([
      aws.rds('eu-west-1'),
      aws.route53(),
      aws.support(),
      aws.eks('eu-west-1'),
      aws.elb('eu-west-1'),
      aws.elasticache('eu-west-1'),
      aws.cloudwatch('eu-west-1'),
    ]);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });
});

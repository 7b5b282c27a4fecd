import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAws } from '../../../src/aws/clients.ts';
import { classify } from '../../../src/error-class.ts';
import { createKubernetes } from '../../../src/kubernetes/clients.ts';
import { bodyOf, serving, servingTls } from '../loopback.ts';

const signal = new AbortController().signal;
const path = '/apis/apps/v1/namespaces/shop/deployments';
const ref = { type: 'eks', name: 'shop', region: 'eu-west-2' } as const;

afterEach(() => {
  vi.unstubAllEnvs();
});

/** An EKS of which DescribeCluster gives this endpoint and authority. */
async function eks(
  cluster: { endpoint: string; ca?: string },
  now: () => number = () => Date.UTC(2026, 10, 21),
) {
  const port = await serving((_, response) => {
    const certificateAuthority =
      cluster.ca === undefined ? undefined : { data: Buffer.from(cluster.ca).toString('base64') };
    response.end(
      JSON.stringify({
        cluster: { name: 'shop', status: 'ACTIVE', endpoint: cluster.endpoint, certificateAuthority },
      }),
    );
  });
  vi.stubEnv('AWS_ENDPOINT_URL_EKS', `http://127.0.0.1:${port}`);
  const aws = createAws({
    homeRegion: 'eu-west-2',
    credentials: () =>
      Promise.resolve({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 's', sessionToken: 't' }),
  });
  return createKubernetes({ aws, env: {}, now });
}

function kubeconfig(server: string, user: object, cluster: object = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'kube-'));
  const file = join(folder, 'config');
  const content = {
    clusters: [{ name: 'c', cluster: { server, ...cluster } }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'blue', context: { cluster: 'c', user: 'u' } }],
  };
  writeFileSync(file, JSON.stringify(content));
  const aws = createAws({ homeRegion: 'eu-west-2' });
  return { folder, kubernetes: createKubernetes({ aws, env: { ...process.env, KUBECONFIG: file } }) };
}

function named(name: string) {
  return { metadata: { name } };
}

async function failureOf(work: Promise<unknown>) {
  return classify(
    await work.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
}

function tokenOf(request: IncomingMessage): URL {
  const token = (request.headers.authorization ?? '').replace('Bearer k8s-aws-v1.', '');
  expect(token).toMatch(/^[\w-]+$/);
  return new URL(Buffer.from(token, 'base64url').toString());
}

describe('a cluster of EKS', () => {
  it('is reached by its endpoint and authority, with a token that EKS accepts', async () => {
    const tokens: URL[] = [];
    const { port, ca } = await servingTls('localhost', (request, response) => {
      tokens.push(tokenOf(request));
      response.end(JSON.stringify(named('api')));
    });
    const kubernetes = await eks({ endpoint: `https://localhost:${port}`, ca });
    const cluster = await kubernetes.cluster(ref);
    expect(await cluster.get(`${path}/api`, signal)).toEqual(named('api'));
    const [token] = tokens;
    expect(token?.host).toBe('sts.eu-west-2.amazonaws.com');
    expect(Object.fromEntries(token?.searchParams ?? [])).toMatchObject({
      Action: 'GetCallerIdentity',
      Version: '2011-06-15',
      'X-Amz-Credential': 'AKIDEXAMPLE/20261121/eu-west-2/sts/aws4_request',
      'X-Amz-Expires': '60',
      'X-Amz-SignedHeaders': 'host;x-k8s-aws-id',
      'X-Amz-Security-Token': 't',
    });
    expect(token?.searchParams.has('x-k8s-aws-id')).toBe(false);
  });

  it('gets a new token before 14 minutes have passed, and not earlier', async () => {
    let now = Date.UTC(2026, 10, 21);
    const dates: (string | null)[] = [];
    const port = await serving((request, response) => {
      dates.push(tokenOf(request).searchParams.get('X-Amz-Date'));
      response.end(JSON.stringify(named('api')));
    });
    const cluster = await (await eks({ endpoint: `http://127.0.0.1:${port}` }, () => now)).cluster(ref);
    await cluster.get(path, signal);
    now += 14 * 60_000 - 1;
    await cluster.get(path, signal);
    now += 1;
    await cluster.get(path, signal);
    expect(dates).toEqual(['20261121T000000Z', '20261121T000000Z', '20261121T001400Z']);
  });

  it('tries a refused token once more with a new one', async () => {
    let requests = 0;
    const port = await serving((_, response) => {
      requests += 1;
      response.writeHead(requests === 1 ? 401 : 200).end(JSON.stringify(named('api')));
    });
    const cluster = await (await eks({ endpoint: `http://127.0.0.1:${port}` })).cluster(ref);
    expect((await cluster.get(path, signal)).metadata.name).toBe('api');
    expect(requests).toBe(2);
  });

  it('gets no token over plain HTTP unless it is on this machine', async () => {
    const cluster = await (await eks({ endpoint: 'http://192.0.2.1:8080' })).cluster(ref);
    const failure = await failureOf(cluster.get(path, signal));
    expect(failure.problem.message).toContain('it was not sent');
  });

  it('refuses an API server whose certificate is not of the authority', async () => {
    const { port } = await servingTls('localhost', (_, response) => response.end());
    const other = await servingTls('localhost', (_, response) => response.end());
    const cluster = await (await eks({ endpoint: `https://localhost:${port}`, ca: other.ca })).cluster(ref);
    expect(await failureOf(cluster.get(path, signal))).toMatchObject({
      class: 'invalid',
      problem: { code: 'UNREACHABLE' },
    });
  });
});

describe('an API server', () => {
  async function cluster(answer: RequestListener, below = '') {
    const port = await serving(answer);
    return await (await eks({ endpoint: `http://127.0.0.1:${port}${below}` })).cluster(ref);
  }

  it('lists all pages', async () => {
    const asked: string[] = [];
    const server = await cluster((request, response) => {
      asked.push(request.url ?? '');
      const last = asked.length === 2;
      response.end(
        JSON.stringify({ metadata: last ? {} : { continue: 'next/1' }, items: [named(`n${asked.length}`)] }),
      );
    });
    const found = await server.list(`${path}?labelSelector=a`, signal);
    expect(found.map((each) => each.metadata.name)).toEqual(['n1', 'n2']);
    expect(asked).toEqual([
      `${path}?labelSelector=a&limit=500`,
      `${path}?labelSelector=a&limit=500&continue=next%2F1`,
    ]);
  });

  it('may stand below a path', async () => {
    const server = await cluster(
      (request, response) => response.end(JSON.stringify(named(request.url ?? ''))),
      '/clusters/shop/',
    );
    expect((await server.get(path, signal)).metadata.name).toBe(`/clusters/shop${path}`);
  });

  it('takes merge patches', async () => {
    const seen: string[] = [];
    const server = await cluster((request, response) => {
      void bodyOf(request).then((body) => {
        seen.push(request.method ?? '', request.headers['content-type'] ?? '', body);
        response.end(JSON.stringify(named('api')));
      });
    });
    await server.mergePatch(`${path}/api`, { spec: { replicas: 3 } }, signal);
    expect(seen).toEqual(['PATCH', 'application/merge-patch+json', '{"spec":{"replicas":3}}']);
  });

  it('throws its status as the code, in words', async () => {
    const server = await cluster((_, response) => {
      response
        .writeHead(429, { 'retry-after': '2' })
        .end(JSON.stringify({ kind: 'Status', message: 'too many requests', reason: 'TooManyRequests' }));
    });
    const error: unknown = await server.get(path, signal).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 429, name: 'TooManyRequests' });
    expect(classify(error)).toMatchObject({ class: 'throttled', retryAfterMs: 2000 });
  });

  it('is not believed when it answers with something other than JSON', async () => {
    const server = await cluster((_, response) => response.end('<html>sign in</html>'));
    expect((await failureOf(server.get(path, signal))).class).toBe('transient');
  });
});

describe('a context of a kubeconfig', () => {
  const seeAuthorization: RequestListener = (request, response) =>
    response.end(JSON.stringify(named(request.headers.authorization ?? 'none')));
  const blue = { type: 'context', context: 'blue' } as const;

  it('is used with its token, its authority and its server name', async () => {
    const { port, ca } = await servingTls('api.internal', seeAuthorization);
    const { kubernetes } = kubeconfig(
      `https://127.0.0.1:${port}`,
      { token: 'abc' },
      { 'certificate-authority-data': Buffer.from(ca).toString('base64'), 'tls-server-name': 'api.internal' },
    );
    expect((await (await kubernetes.cluster(blue)).get(path, signal)).metadata.name).toBe('Bearer abc');
  });

  it('asks its plugin for a token, and again when that is refused', async () => {
    let requests = 0;
    const port = await serving((request, response) => {
      requests += 1;
      response.writeHead(requests === 1 ? 401 : 200);
      seeAuthorization(request, response);
    });
    const { folder, kubernetes } = kubeconfig(`http://127.0.0.1:${port}`, {
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: './plugin',
        args: ['abc'],
        env: [{ name: 'EXTRA', value: 'x' }],
      },
    });
    writeFileSync(
      join(folder, 'plugin'),
      '#!/bin/sh\necho called >> "$(dirname "$0")/calls"\nn=$(wc -l < "$(dirname "$0")/calls" | tr -d " ")\necho "{\\"status\\":{\\"token\\":\\"$1-$EXTRA-$n\\"}}"\n',
    );
    chmodSync(join(folder, 'plugin'), 0o755);
    expect((await (await kubernetes.cluster(blue)).get(path, signal)).metadata.name).toBe('Bearer abc-x-2');
  });

  it('says what a plugin that fails has said', async () => {
    const { kubernetes } = kubeconfig('http://127.0.0.1:9', {
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: process.execPath,
        args: ['-e', 'console.error("sign in first"); process.exit(1)'],
      },
    });
    const failure = await failureOf((await kubernetes.cluster(blue)).get(path, signal));
    expect(failure.problem).toMatchObject({ code: 'CREDENTIALS_MISSING' });
    expect(failure.problem.message).toContain('sign in first');
  });

  it('must exist; those that do are named', async () => {
    const { kubernetes } = kubeconfig('http://127.0.0.1:9', {});
    const failure = await failureOf(kubernetes.cluster({ type: 'context', context: 'green' }));
    expect(failure.problem).toMatchObject({ code: 'CONFIG_INVALID', expected: 'green', found: 'blue' });
  });
});

import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer as createWebServer } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { classify } from '../../src/error-class.ts';
import { createHttp } from '../../src/http-client.ts';
import { listening, serving, servingTls } from './loopback.ts';

const timeoutMs = 10_000;
const direct = createHttp({ env: {} });

function trusting(ca: string, env: Record<string, string> = {}) {
  const file = join(mkdtempSync(join(tmpdir(), 'ca-')), 'ca.pem');
  writeFileSync(file, ca);
  return createHttp({ env: { ...env, NODE_EXTRA_CA_CERTS: file } });
}

async function failureOf(work: Promise<unknown>) {
  return classify(
    await work.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
}

/** A proxy that tunnels everything to one port and notes what it was asked for. */
async function tunnelTo(port: number, asked: string[]): Promise<string> {
  const proxy = createWebServer((request, response) => {
    asked.push(
      `${request.method ?? ''} ${request.url ?? ''} ${request.headers['proxy-authorization'] ?? ''}`,
    );
    response.end('forwarded');
  });
  proxy.on('connect', (request, socket, head) => {
    asked.push(`CONNECT ${request.url ?? ''}`);
    const upstream = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  return `127.0.0.1:${await listening(proxy)}`;
}

describe('request', () => {
  it('gives status, headers and body, and does not follow a redirect', async () => {
    const port = await serving((_, response) => {
      response.writeHead(302, { location: '/there', 'set-cookie': ['a=1', 'b=2'] }).end('moved');
    });
    const { status, headers, body } = await direct.request({
      url: `http://127.0.0.1:${port}/here?x=1`,
      timeoutMs,
    });
    expect([status, headers['location'], headers['set-cookie'], body]).toEqual([
      302,
      '/there',
      'a=1, b=2',
      'moved',
    ]);
  });

  it('sends method, headers and body', async () => {
    const port = await serving((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () =>
        response.end(
          `${request.method ?? ''} ${request.url ?? ''} ${String(request.headers['x-a'])} ${body}`,
        ),
      );
    });
    const { body } = await direct.request({
      url: `http://127.0.0.1:${port}/p`,
      method: 'POST',
      headers: { 'X-A': '1' },
      body: 'höhe',
      timeoutMs,
    });
    expect(body).toBe('POST /p 1 höhe');
  });

  it('connects elsewhere while keeping the name for Host', async () => {
    const port = await serving((request, response) => response.end(request.headers.host));
    const { body } = await direct.request({
      url: 'http://api.example.com/health',
      connectTo: `127.0.0.1:${port}`,
      timeoutMs,
    });
    expect(body).toBe('api.example.com');
  });

  it('checks the certificate against the name of the URL when it connects elsewhere', async () => {
    const { port, ca } = await servingTls('api.example.com', (_, response) => response.end('ok'));
    const http = trusting(ca);
    const to = { connectTo: `127.0.0.1:${port}`, timeoutMs };
    expect((await http.request({ url: 'https://api.example.com/', ...to })).body).toBe('ok');
    const other = await failureOf(http.request({ url: 'https://other.example.com/', ...to }));
    expect(other.problem.message).toContain('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  it('refuses a certificate of an unknown authority', async () => {
    const { port } = await servingTls('api.example.com', (_, response) => response.end('ok'));
    const failure = await failureOf(
      direct.request({ url: 'https://api.example.com/', connectTo: `127.0.0.1:${port}`, timeoutMs }),
    );
    expect(failure).toMatchObject({ class: 'invalid', problem: { code: 'UNREACHABLE' } });
  });

  it('cuts the body', async () => {
    const port = await serving((_, response) => response.end('x'.repeat(1_000_000)));
    expect((await direct.request({ url: `http://127.0.0.1:${port}/`, maxBytes: 10, timeoutMs })).body).toBe(
      'xxxxxxxxxx',
    );
  });

  it('limits the whole exchange, also when the answer trickles', async () => {
    const port = await serving((_, response) => {
      response.write('begin');
    });
    const failure = await failureOf(direct.request({ url: `http://127.0.0.1:${port}/`, timeoutMs: 80 }));
    expect(failure.class).toBe('transient');
    expect(failure.problem.message).toContain('did not finish its answer within 80 ms');
  });

  it('says that there was no connection when TLS never gets going', async () => {
    const port = await listening(createServer(() => undefined));
    const failure = await failureOf(direct.request({ url: `https://127.0.0.1:${port}/`, timeoutMs: 80 }));
    expect(failure.class).toBe('unreachable');
  });

  it('ends when the signal aborts', async () => {
    const stop = new AbortController();
    const port = await serving(() => {
      stop.abort();
    });
    const failure = await failureOf(
      direct.request({ url: `http://127.0.0.1:${port}/`, timeoutMs, signal: stop.signal }),
    );
    expect(failure.problem.code).toBe('INTERRUPTED');
  });

  it('tunnels through HTTPS_PROXY to the host that connectTo names', async () => {
    const { port, ca } = await servingTls('api.example.com', (_, response) => response.end('ok'));
    const asked: string[] = [];
    const http = trusting(ca, { HTTPS_PROXY: await tunnelTo(port, asked) });
    await http.request({ url: 'https://api.example.com/', timeoutMs });
    await http.request({ url: 'https://api.example.com/', connectTo: 'alb.example.com:8443', timeoutMs });
    expect(asked).toEqual(['CONNECT api.example.com:443', 'CONNECT alb.example.com:8443']);
  });

  it('forwards plain HTTP through http_proxy with its password, and heeds NO_PROXY', async () => {
    const asked: string[] = [];
    const proxy = await tunnelTo(9, asked);
    const http = createHttp({
      env: { http_proxy: `http://me:pw@${proxy}`, NO_PROXY: '127.0.0.1, .internal' },
    });
    expect((await http.request({ url: 'http://api.example.com/a?b=1', timeoutMs })).body).toBe('forwarded');
    const port = await serving((_, response) => response.end('direct'));
    expect((await http.request({ url: `http://127.0.0.1:${port}/`, timeoutMs })).body).toBe('direct');
    expect(asked).toEqual([
      `GET http://api.example.com/a?b=1 Basic ${Buffer.from('me:pw').toString('base64')}`,
    ]);
  });

  it('ignores HTTP_PROXY in capitals, which a web request could have set', async () => {
    const port = await serving((_, response) => response.end('direct'));
    const http = createHttp({ env: { HTTP_PROXY: 'http://127.0.0.1:9' } });
    expect((await http.request({ url: `http://127.0.0.1:${port}/`, timeoutMs })).body).toBe('direct');
  });
});

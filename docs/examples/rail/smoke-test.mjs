// The smoke test of the runbook: the API answers through the public name, and so does its own user. Usage: node smoke-test.mjs https://api.rail-service.com
// TOKEN_FILE names a file with a test token; without one, being asked to sign in is the right answer.
// Runs on Node alone; goes through HTTPS_PROXY where it is set, as curl does.
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

const base = new URL(process.argv[2] ?? 'https://api.rail-service.com');
const token =
  process.env.TOKEN_FILE === undefined ? undefined : readFileSync(process.env.TOKEN_FILE, 'utf8').trim();
const checks = [
  { path: '/health', wanted: 200, headers: {} },
  token === undefined
    ? { path: '/api/v1/users/me', wanted: 401, headers: {} }
    : { path: '/api/v1/users/me', wanted: 200, headers: { authorization: `Bearer ${token}` } },
];

/** A TLS connection's raw socket, through the proxy. */
function tunnel(proxy) {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(proxy);
    const connect = httpRequest({
      host: hostname,
      port,
      method: 'CONNECT',
      path: `${base.hostname}:443`,
      agent: false,
    });
    connect.on('connect', (answer, socket) =>
      answer.statusCode === 200
        ? resolve(socket)
        : reject(new Error(`the proxy answered ${answer.statusCode}`)),
    );
    connect.on('error', reject);
    connect.end();
  });
}

async function status({ path, headers }) {
  const proxy = process.env.HTTPS_PROXY ?? process.env.https_proxy;
  const socket = proxy === undefined ? undefined : await tunnel(proxy);
  return await new Promise((resolve, reject) => {
    const request = httpsRequest(
      new URL(path, base),
      { headers, agent: false, timeout: 10_000, ...(socket === undefined ? {} : { socket }) },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode));
      },
    );
    request.on('timeout', () => request.destroy(new Error('no answer within 10 s')));
    request.on('error', reject);
    request.end();
  });
}

let failed = 0;
for (const check of checks) {
  const found = await status(check).catch((error) => error.message);
  const ok = found === check.wanted;
  if (!ok) failed += 1;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${check.path} ${found}`);
}
process.exitCode = failed === 0 ? 0 : 1;

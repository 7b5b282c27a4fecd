// The smoke test of the runbook: every service answers through the public name. Usage: node smoke-test.mjs https://api.lomashwood.com
// Runs on Node alone; goes through HTTPS_PROXY where it is set, as curl does.
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

const base = new URL(process.argv[2] ?? 'https://api.lomashwood.com');
const paths = [
  '/health',
  ...['auth', 'products', 'orders', 'appointments', 'content', 'customers', 'notifications', 'analytics'].map(
    (name) => `/v1/${name}/health`,
  ),
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

async function status(path) {
  const proxy = process.env.HTTPS_PROXY ?? process.env.https_proxy;
  const socket = proxy === undefined ? undefined : await tunnel(proxy);
  return await new Promise((resolve, reject) => {
    const request = httpsRequest(
      new URL(path, base),
      { agent: false, timeout: 10_000, ...(socket === undefined ? {} : { socket }) },
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
for (const path of paths) {
  const found = await status(path).catch((error) => error.message);
  if (found !== 200) failed += 1;
  console.log(`${found === 200 ? 'ok  ' : 'FAIL'} ${path} ${found}`);
}
process.exitCode = failed === 0 ? 0 : 1;

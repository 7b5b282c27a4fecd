// The yardstick: the same requests to AWS and Kubernetes, signed and sent over kept connections by node:http alone.
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { Agent as TlsAgent, request as httpsRequest } from 'node:https';
import { usageOfThisProcess, type FromChild, type Recorded } from './messages.ts';

const {
  BENCH_RECORD = '',
  BENCH_ADVANCE = '',
  AWS_ENDPOINT_URL = '',
  KUBECONFIG = '',
  AWS_ACCESS_KEY_ID = '',
  AWS_SECRET_ACCESS_KEY = '',
} = process.env;

/** As many requests at once as a failover makes changes. */
const slots = 32;
const plain = new Agent({ keepAlive: true, maxSockets: slots });
const aws = new URL(AWS_ENDPOINT_URL);
const { clusters } = JSON.parse(readFileSync(KUBECONFIG, 'utf8')) as {
  clusters: readonly { cluster: { server: string; 'certificate-authority-data': string } }[];
};
// A service without Kubernetes has no cluster, and no request to one.
const kubernetes = new URL(clusters[0]?.cluster.server ?? 'https://localhost');
const secure = new TlsAgent({
  keepAlive: true,
  maxSockets: slots,
  ca: Buffer.from(clusters[0]?.cluster['certificate-authority-data'] ?? '', 'base64'),
});
const signingKeys = new Map<string, Buffer>();
let failed = 0;

function send(recorded: Recorded): Promise<void> {
  return new Promise((resolve) => {
    const lost = (): void => {
      failed += 1;
      resolve();
    };
    const toAws = recorded.to === 'aws';
    const url = toAws ? aws : kubernetes;
    const how = {
      host: url.hostname,
      port: url.port,
      method: recorded.method,
      path: recorded.path,
      headers: headersFor(recorded, url.host),
    };
    const request = toAws ? httpRequest({ ...how, agent: plain }) : httpsRequest({ ...how, agent: secure });
    request.once('error', lost);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', lost);
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        // What any caller of a JSON API does; XML has no parser in Node, and an object in S3 may be anything.
        if (text.startsWith('{') && recorded.scope?.service !== 's3') JSON.parse(text);
        resolve();
      });
    });
    request.end(recorded.body);
  });
}

function headersFor(
  { headers, body, method, path, scope, to }: Recorded,
  host: string,
): Record<string, string> {
  const same = Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !['authorization', 'x-amz-date', 'host', 'connection', 'expect'].includes(name),
    ),
  );
  if (to === 'kubernetes' || scope === undefined)
    return { ...same, host, authorization: headers['authorization'] ?? '' };
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const hash = sha256(body);
  const [pathname = '', query = ''] = path.split('?');
  const sorted = query
    .split('&')
    .filter(Boolean)
    .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
    .sort()
    .join('&');
  const signed = 'host;x-amz-content-sha256;x-amz-date';
  const canonical = [
    method,
    pathname,
    sorted,
    `host:${host}`,
    `x-amz-content-sha256:${hash}`,
    `x-amz-date:${date}`,
    '',
    signed,
    hash,
  ].join('\n');
  const credential = `${date.slice(0, 8)}/${scope.region}/${scope.service}/aws4_request`;
  const signature = hmac(
    signingKey(credential),
    `AWS4-HMAC-SHA256\n${date}\n${credential}\n${sha256(canonical)}`,
  ).toString('hex');
  return {
    ...same,
    host,
    'x-amz-date': date,
    'x-amz-content-sha256': hash,
    authorization: `AWS4-HMAC-SHA256 Credential=${AWS_ACCESS_KEY_ID}/${credential}, SignedHeaders=${signed}, Signature=${signature}`,
  };
}

function signingKey(credential: string): Buffer {
  const known = signingKeys.get(credential);
  if (known !== undefined) return known;
  let key: Buffer = Buffer.from(`AWS4${AWS_SECRET_ACCESS_KEY}`);
  for (const part of credential.split('/')) key = hmac(key, part);
  signingKeys.set(credential, key);
  return key;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

async function main(): Promise<void> {
  const all = JSON.parse(readFileSync(BENCH_RECORD, 'utf8')) as readonly Recorded[];
  const moments = new Map<number, Recorded[]>();
  for (const each of all) {
    const moment = moments.get(each.atMs) ?? [];
    moment.push(each);
    moments.set(each.atMs, moment);
  }
  for (const [atMs, together] of moments) {
    if (BENCH_ADVANCE !== '') await moveWorld(atMs);
    await sendTogether(together);
  }
  const message: FromChild = { type: 'bare', usage: usageOfThisProcess(), failed };
  process.send?.(message, () => {
    process.exit(0);
  });
}

/** So that each request finds the world as it was when it was recorded. */
function moveWorld(toMs: number): Promise<void> {
  return new Promise((resolve) => {
    process.once('message', () => {
      resolve();
    });
    process.send?.({ type: 'advance', toMs } satisfies FromChild);
  });
}

async function sendTogether(together: readonly Recorded[]): Promise<void> {
  const queue = together.values();
  const lane = async (): Promise<void> => {
    for (const recorded of queue) await send(recorded);
  };
  await Promise.all(Array.from({ length: slots }, lane));
}

void main();

import { createPublicKey, createSign, createVerify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rsaKey } from '../../src/simulator/rsa-key.ts';

/** GitHub's issuer of job tokens, on loopback. */
export interface Issuer {
  /** What the runner gives to a job that has `id-token: write`. */
  readonly environment: Readonly<Record<string, string>>;
  readonly requestToken: string;
  /** Tokens that were given out. */
  readonly tokens: readonly string[];
  /** Checks signature, issuer and audience as AWS does; throws where one is wrong. */
  readonly verify: (token: string) => Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

const iss = 'https://token.actions.githubusercontent.com';

/** Starts an issuer whose tokens carry these claims. */
export async function startIssuer(claims: Readonly<Record<string, string>>): Promise<Issuer> {
  const privateKey = rsaKey('issuer');
  const publicKey = createPublicKey(privateKey);
  const requestToken = `request-token-${Math.random().toString(36).slice(2)}`;
  const tokens: string[] = [];
  const server = createServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${requestToken}`) {
      response.writeHead(401).end('{}');
      return;
    }
    const aud = new URL(request.url ?? '/', 'http://issuer').searchParams.get('audience');
    const exp = Math.floor(Date.now() / 1000) + 300;
    const body = [
      { alg: 'RS256', typ: 'JWT' },
      { ...claims, iss, aud, exp, jti: tokens.length },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const token = `${body}.${createSign('RSA-SHA256').update(body).sign(privateKey, 'base64url')}`;
    tokens.push(token);
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ count: 1, value: token }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const verify = (token: string): Promise<Record<string, unknown>> => {
    const [head = '', payload = '', signature = ''] = token.split('.');
    if (!createVerify('RSA-SHA256').update(`${head}.${payload}`).verify(publicKey, signature, 'base64url'))
      return Promise.reject(new Error('The signature of the token is wrong.'));
    const found = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    return found['aud'] === 'sts.amazonaws.com'
      ? Promise.resolve(found)
      : Promise.reject(new Error('Incorrect token audience'));
  };
  return {
    environment: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
    },
    requestToken,
    tokens,
    verify,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

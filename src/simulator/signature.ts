import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { AccessKey } from './global-resources.ts';
import type { World } from './world.ts';

/** What a request says about who signed it, for which service and region. */
export interface SignatureClaim {
  keyId: string;
  day: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
  sessionToken: string | undefined;
  /** The time of signing as it was written: `20260102T030405Z`. */
  signedAt: string;
  /** The lifetime of a presigned URL in seconds. */
  expiresSeconds: number | undefined;
}

/** The parts of a request that are signed; `path` and `query` exactly as they came. */
export interface SignedRequest {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** Why a signature is not accepted. */
export type SignatureProblem =
  | { problem: 'unknown-key' }
  | { problem: 'bad-token' }
  | { problem: 'expired-token' }
  | { problem: 'skewed'; message: string }
  | { problem: 'expired-url'; message: string }
  | { problem: 'mismatch'; message: string };

const SKEW_MS = 15 * 60 * 1000;

/** Reads the SigV4 credentials of a request, from its header or its presigned query; undefined for an unsigned one. */
export function readClaim(
  headers: Record<string, string>,
  query: URLSearchParams,
): SignatureClaim | undefined {
  const authorization = headers['authorization'];
  if (authorization?.startsWith('AWS4-HMAC-SHA256 ')) return readHeaderClaim(authorization, headers);
  const credential = query.get('X-Amz-Credential')?.split('/');
  if (credential?.length !== 5) return undefined;
  const [keyId = '', day = '', region = '', service = ''] = credential;
  return {
    keyId,
    day,
    region,
    service,
    signedHeaders: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: query.get('X-Amz-Signature') ?? '',
    sessionToken: query.get('X-Amz-Security-Token') ?? undefined,
    signedAt: query.get('X-Amz-Date') ?? '',
    expiresSeconds: Number(query.get('X-Amz-Expires') ?? '0'),
  };
}

/** Checks a signature as AWS does: signing times against the host's real clock, session expiry against the world's. */
export function verifySignature(
  world: World,
  claim: SignatureClaim,
  request: SignedRequest,
): { key: AccessKey } | SignatureProblem {
  const key = world.accessKeys.get(claim.keyId);
  if (!key) return { problem: 'unknown-key' };
  if (key.sessionToken !== claim.sessionToken) return { problem: 'bad-token' };
  const skew = skewProblem(claim);
  if (skew) return skew;
  const expected = signatureOf(key.secret, claim, canonicalRequest(claim, request));
  if (!sameText(expected, claim.signature) || !payloadMatches(request)) {
    const message =
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
    return { problem: 'mismatch', message };
  }
  if (key.expiresAt !== undefined && key.expiresAt <= world.clock.now()) return { problem: 'expired-token' };
  return { key };
}

function readHeaderClaim(authorization: string, headers: Record<string, string>): SignatureClaim | undefined {
  const part = (name: string) => new RegExp(`${name}=([^,\\s]+)`).exec(authorization)?.[1] ?? '';
  const [keyId = '', day = '', region = '', service = ''] = part('Credential').split('/');
  if (service === '') return undefined;
  return {
    keyId,
    day,
    region,
    service,
    signedHeaders: part('SignedHeaders').split(';'),
    signature: part('Signature'),
    sessionToken: headers['x-amz-security-token'],
    signedAt: headers['x-amz-date'] ?? '',
    expiresSeconds: undefined,
  };
}

// Clients sign with the wall clock, whatever time it is in the world.
function skewProblem(claim: SignatureClaim): SignatureProblem | undefined {
  const iso = claim.signedAt.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const signedAt = Date.parse(iso);
  const now = Date.now();
  if (Number.isNaN(signedAt))
    return { problem: 'mismatch', message: 'Date must be in ISO-8601 basic format' };
  const latest = signedAt + (claim.expiresSeconds === undefined ? SKEW_MS : claim.expiresSeconds * 1000);
  if (now <= latest && now >= signedAt - SKEW_MS) return undefined;
  if (now > latest && claim.expiresSeconds !== undefined)
    return { problem: 'expired-url', message: 'Request has expired' };
  const word = now > latest ? 'expired' : 'not yet current';
  return { problem: 'skewed', message: `Signature ${word}: ${claim.signedAt}` };
}

function canonicalRequest(claim: SignatureClaim, request: SignedRequest): string {
  const headers = claim.signedHeaders.map((name) => {
    const value = request.headers[name] ?? '';
    return `${name}:${value.trim().replace(/\s+/g, ' ')}\n`;
  });
  // S3 signs the path as it is sent; all other services encode it once more.
  const path = claim.service === 's3' ? request.path : request.path.split('/').map(encode).join('/');
  return [
    request.method,
    path || '/',
    canonicalQuery(request.query),
    headers.join(''),
    claim.signedHeaders.join(';'),
    payloadHash(claim, request),
  ].join('\n');
}

function canonicalQuery(query: string): string {
  const pairs = query.split('&').filter((pair) => pair !== '' && !pair.startsWith('X-Amz-Signature='));
  const encoded = pairs.map((pair) => {
    const separator = pair.includes('=') ? pair.indexOf('=') : pair.length;
    const [name, value] = [pair.slice(0, separator), pair.slice(separator + 1)];
    return [encode(decode(name)), encode(decode(value))] as const;
  });
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  encoded.sort(([a, x], [b, y]) => order(a, b) || order(x, y));
  return encoded.map(([name, value]) => `${name}=${value}`).join('&');
}

function payloadHash(claim: SignatureClaim, request: SignedRequest): string {
  const declared = request.headers['x-amz-content-sha256'];
  if (declared !== undefined) return declared;
  return claim.expiresSeconds !== undefined && claim.service === 's3'
    ? 'UNSIGNED-PAYLOAD'
    : sha256(request.body);
}

function payloadMatches(request: SignedRequest): boolean {
  const declared = request.headers['x-amz-content-sha256'];
  return !declared || !/^[0-9a-f]{64}$/.test(declared) || declared === sha256(request.body);
}

function signatureOf(secret: string, claim: SignatureClaim, canonical: string): string {
  const scope = `${claim.day}/${claim.region}/${claim.service}/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', claim.signedAt, scope, sha256(canonical)].join('\n');
  const parts = [claim.day, claim.region, claim.service, 'aws4_request'];
  const key = parts.reduce<string | Buffer>(
    (previous, part) => createHmac('sha256', previous).update(part).digest(),
    `AWS4${secret}`,
  );
  return createHmac('sha256', key).update(toSign).digest('hex');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string {
  return decodeURIComponent(text.replace(/\+/g, ' '));
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

import type { IncomingMessage } from 'node:http';
import type { Service } from './operation.ts';
import { decodeAwsChunked } from './protocols/aws-chunked.ts';
import type { BoundRequest } from './protocols/http-bindings.ts';
import { readClaim } from './signature.ts';
import type { SignatureClaim, SignedRequest } from './signature.ts';
import type { World } from './world.ts';

/** A received request with its service and region found out. */
export interface AwsRequest {
  service: Service;
  region: string;
  claim: SignatureClaim | undefined;
  signed: SignedRequest;
  bound: BoundRequest;
  /** Labels that do not stand in the path, such as the bucket in a host name. */
  labels: Record<string, string>;
}

/** Reads a request to its end and finds the service it is for; undefined when it is for none. */
export async function readAwsRequest(
  request: IncomingMessage,
  world: World,
  services: Service[],
): Promise<AwsRequest | undefined> {
  const [rawPath = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const headers = flatHeaders(request);
  const body = await readBody(request);
  const params = new URLSearchParams(query);
  const claim = readClaim(headers, params);
  const { regionInPath, path } = splitRegion(rawPath);
  const addressed = claim ?? addressedBy(headers['host'] ?? '', body, regionInPath);
  const service = serviceFor(services, addressed?.service, path);
  if (!service || !addressed) return undefined;
  const signed: SignedRequest = { method: request.method ?? 'GET', path: rawPath, query, headers, body };
  const place =
    service.name === 's3' && service.pathPrefix === undefined
      ? bucketPlace(world, headers['host'] ?? '', path)
      : { path, labels: {} };
  const chunked = headers['x-amz-content-sha256']?.startsWith('STREAMING-') === true;
  const bound: BoundRequest = {
    method: signed.method,
    path: place.path,
    query: params,
    headers,
    body: chunked ? decodeAwsChunked(body) : body,
  };
  return { service, region: addressed.region, claim, signed, bound, labels: place.labels };
}

function serviceFor(services: Service[], signingName: string | undefined, path: string): Service | undefined {
  const named = services.filter((candidate) => candidate.signingName === signingName);
  const byPath = named.find(({ pathPrefix }) => pathPrefix !== undefined && path.startsWith(pathPrefix));
  return byPath ?? named.find(({ pathPrefix }) => pathPrefix === undefined);
}

function flatHeaders(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(',') : (value ?? ''),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

// Unsigned calls name no region, so an endpoint may carry it: http://127.0.0.1:4000/region/eu-west-2
function splitRegion(path: string): { regionInPath: string | undefined; path: string } {
  const match = /^\/region\/([a-z0-9-]+)(\/.*)?$/.exec(path);
  return match ? { regionInPath: match[1], path: match[2] ?? '/' } : { regionInPath: undefined, path };
}

/** Service and region of an unsigned request: from the host name AWS would have, or from what it asks for. */
function addressedBy(
  host: string,
  body: Buffer,
  regionInPath: string | undefined,
): { service: string; region: string } | undefined {
  const name = host.replace(/:\d+$/, '');
  const s3 = /(?:^|\.)s3(?:[.-](?<region>[a-z]{2}-[a-z-]+-\d))?\.amazonaws\.com$/.exec(name);
  if (s3) return { service: 's3', region: s3.groups?.['region'] ?? 'us-east-1' };
  const sts = /^sts(?:\.(?<region>[a-z0-9-]+))?\.amazonaws\.com$/.exec(name);
  const region = sts?.groups?.['region'] ?? regionInPath ?? 'us-east-1';
  if (sts || body.toString().includes('Action=AssumeRoleWithWebIdentity')) return { service: 'sts', region };
  return undefined;
}

function bucketPlace(
  world: World,
  host: string,
  path: string,
): { path: string; labels: Record<string, string> } {
  const name = host.replace(/:\d+$/, '');
  const inHost = /^(.+)\.(?:s3[.-].*amazonaws\.com|s3\.amazonaws\.com|localhost)$/.exec(name)?.[1];
  if (inHost !== undefined) return { path, labels: { Bucket: inHost } };
  const byName = [...world.buckets.keys()].find((bucket) => name.startsWith(`${bucket}.`));
  if (byName !== undefined) return { path, labels: { Bucket: byName } };
  const [bucket = '', ...rest] = path.split('/').slice(1);
  if (bucket === '') return { path: '/', labels: {} };
  return { path: `/${rest.join('/')}`, labels: { Bucket: decodeURIComponent(bucket) } };
}

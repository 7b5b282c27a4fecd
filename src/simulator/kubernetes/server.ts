import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { parse as parseYaml } from 'yaml';
import type { Faults } from '../faults.ts';
import { takeFault } from '../faults.ts';
import type { RequestLog } from '../request-log.ts';
import { logRequest } from '../request-log.ts';
import type { CertificateAuthority } from '../tls.ts';
import type { World } from '../world.ts';
import { regionOf } from '../world.ts';
import { isAccessReview, reviewAccess } from './access-review.ts';
import type { Answer } from './answers.ts';
import { failure } from './answers.ts';
import { answer, parseTarget } from './api.ts';
import type { ApiRequest } from './api.ts';
import { authenticate } from './auth.ts';
import type { StaticTokens } from './auth.ts';
import type { Cluster } from './cluster.ts';
import { openApiDocument } from './discovery.ts';
import type { Json } from './json.ts';
import { settleCluster } from './rollout.ts';
import { watch } from './watch.ts';

/** Decides whether a principal may do an operation (`patch deployments/scale`) on a cluster; false answers 403. */
export type MayDo = (call: {
  principal: string;
  operation: string;
  region: string;
  cluster: string;
}) => boolean;

/** What the API servers need from the simulator around them. */
export interface KubernetesSide {
  world: World;
  faults: Faults;
  log: RequestLog;
  authority: CertificateAuthority;
  tokens: StaticTokens;
  clusters: Cluster[];
  mayDo?: MayDo;
}

/** All clusters' API servers behind one TLS port; a cluster's own address is `<url>/clusters/<region>/<name>`. */
export interface KubernetesServer {
  url: string;
  close(): Promise<void>;
}

/** Serves the clusters on loopback, and enters their addresses and the CA into the world's EKS clusters. */
export async function startKubernetes(side: KubernetesSide): Promise<KubernetesServer> {
  const certificate = await side.authority.certificateFor('127.0.0.1', 'localhost');
  const sockets = new Set<Duplex>();
  const server = createServer(certificate, (request, response) => {
    handle(side, request, response).catch((problem: unknown) => {
      send(response, failure(500, 'InternalError', { message: String(problem) }));
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const { region, name } of side.clusters) {
    const eks = regionOf(side.world, region).clusters.get(name);
    if (!eks) continue;
    eks.endpoint = `${url}/clusters/${region}/${name}`;
    eks.certificateAuthority = Buffer.from(side.authority.pem).toString('base64');
  }
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
      for (const socket of sockets) socket.destroy();
    });
  return { url, close };
}

interface Exchange {
  cluster: Cluster;
  path: string;
  query: URLSearchParams;
  principal: string | undefined;
  operation: string;
  record: (outcome: string) => void;
}

async function handle(
  side: KubernetesSide,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const exchange = open(side, request);
  if (!exchange) {
    send(response, failure(404, 'NotFound', { message: `there is no cluster at ${request.url ?? '/'}` }));
    return;
  }
  const { cluster, path, query, principal, operation, record } = exchange;
  const { region } = cluster;
  const body = await readBody(request);
  side.world.settle();
  settleCluster(cluster);
  const state = regionOf(side.world, region);
  const fault = takeFault(side.faults, { service: 'kubernetes', operation, region });
  if (fault?.kind === 'slow') await delay(fault.delayMs);
  if (state.condition === 'dark' || fault?.kind === 'drop') {
    const hangs = state.condition === 'dark' && state.darkness === 'hang';
    record(hangs ? 'hanging' : 'dropped');
    if (!hangs) request.socket.destroy();
    return;
  }
  const call: ApiRequest = {
    method: request.method ?? 'GET',
    path,
    query,
    accept: request.headers.accept ?? '',
    contentType: request.headers['content-type'] ?? '',
    body: null,
  };
  const mayDo = (wanted: string): boolean =>
    principal !== undefined &&
    (side.mayDo?.({ principal, operation: wanted, region, cluster: cluster.name }) ?? true);
  const isReview = isAccessReview(call.method, path);
  const allowed = isReview || mayDo(operation);
  const refusal = refuse({ principal, allowed, operation, fault: fault?.kind }) ?? understand(call, body);
  const target = parseTarget(path);
  if (!refusal && target && call.method === 'GET' && isWatch(query)) {
    record('ok');
    const isDark = () => {
      // What happens in the world by itself (new nodes, for one) must reach the watch too.
      side.world.settle();
      return state.condition === 'dark';
    };
    watch(cluster, { target, request: call, isDark }, response);
    return;
  }
  const answered = refusal ?? (isReview ? reviewAccess(call.body, mayDo) : answer(cluster, call));
  record(answered.reason ?? 'ok');
  if (fault?.kind === 'dropAfter') request.socket.destroy();
  else if (!refusal && path === '/openapi/v2') sendOpenApi(response);
  else send(response, answered);
}

/** Finds the cluster a request is for, and who asks for what; undefined where there is no such cluster. */
function open(side: KubernetesSide, request: IncomingMessage): Exchange | undefined {
  const started = performance.now();
  const url = new URL(request.url ?? '/', 'https://localhost');
  const [, region = '', name = '', path = ''] = /^\/clusters\/([^/]+)\/([^/]+)(.*)$/.exec(url.pathname) ?? [];
  const cluster = side.clusters.find((one) => one.region === region && one.name === name);
  if (!cluster) return undefined;
  const principal = authenticate(cluster, request.headers.authorization, side);
  const operation = operationOf(request.method ?? 'GET', path, url.searchParams);
  const record = (outcome: string) => {
    const logged = logRequest(side.log, {
      at: side.world.clock.now(),
      service: 'kubernetes',
      operation,
      region,
      principal: principal ?? 'anonymous',
      mutating: request.method !== 'GET' && !isAccessReview(request.method ?? '', path),
      outcome,
      resource: `${name}${path}`,
      durationMs: performance.now() - started,
    });
    if (outcome !== 'dropped' && outcome !== 'hanging') side.log.beforeAnswer?.(logged);
  };
  return { cluster, path, query: url.searchParams, principal, operation, record };
}

function refuse(given: {
  principal: string | undefined;
  allowed: boolean;
  operation: string;
  fault: string | undefined;
}): Answer | undefined {
  if (given.principal === undefined) return failure(401, 'Unauthorized', { message: 'Unauthorized' });
  if (!given.allowed) {
    return failure(403, 'Forbidden', {
      message: `${given.operation} is forbidden: User "${given.principal}" cannot do this in the namespace`,
    });
  }
  if (given.fault === 'throttle')
    return failure(429, 'TooManyRequests', {
      message: 'the server has received too many requests and has asked us to try again later',
    });
  if (given.fault === 'error5xx')
    return failure(503, 'ServiceUnavailable', {
      message: 'the server is currently unable to handle the request',
    });
  return undefined;
}

/** Parses the body into the call; answers why it cannot be parsed. */
function understand(call: ApiRequest, body: string): Answer | undefined {
  if (body === '') return undefined;
  if (call.contentType.includes('protobuf') || call.contentType.startsWith('application/apply-patch')) {
    return failure(415, 'UnsupportedMediaType', {
      message: `the body of the request was in an unknown format: ${call.contentType} is not simulated`,
    });
  }
  try {
    call.body = (call.contentType.includes('yaml') ? parseYaml(body) : JSON.parse(body)) as Json;
    return undefined;
  } catch (problem) {
    return failure(400, 'BadRequest', {
      message: `the body of the request cannot be parsed: ${String(problem)}`,
    });
  }
}

function operationOf(method: string, path: string, query: URLSearchParams): string {
  const target = parseTarget(path);
  if (!target) return `${method.toLowerCase()} ${path}`;
  const verbs: Record<string, string> = { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' };
  const read = isWatch(query) ? 'watch' : target.name === undefined ? 'list' : 'get';
  const subresource = target.subresource === undefined ? '' : `/${target.subresource}`;
  return `${verbs[method] ?? read} ${target.type.plural}${subresource}`;
}

function isWatch(query: URLSearchParams): boolean {
  return ['true', '1'].includes(query.get('watch') ?? '');
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function sendOpenApi(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf' });
  response.end(openApiDocument);
}

function send(response: ServerResponse, { status, body }: Answer): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

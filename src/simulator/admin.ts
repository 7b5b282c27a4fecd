import type { IncomingMessage, ServerResponse } from 'node:http';
import { addFault, clearFaults } from './faults.ts';
import type { FaultRequest, Faults } from './faults.ts';
import { findRequests } from './request-log.ts';
import type { LogQuery, RequestLog } from './request-log.ts';
import { setRegionCondition } from './world.ts';
import type { RegionCondition, World } from './world.ts';

const conditions: RegionCondition[] = ['healthy', 'degraded', 'dark'];
const effects = ['throttle', 'error5xx', 'drop', 'dropAfter', 'slow', 'stale', 'fail'];

/** Answers `/_simulator/...`: the request log, the clock, faults and the condition of regions; false for other paths. */
export async function handleAdmin(
  side: { world: World; faults: Faults; log: RequestLog },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://simulator');
  if (!url.pathname.startsWith('/_simulator/')) return false;
  const route = `${request.method ?? 'GET'} ${url.pathname}`;
  const region = /^POST \/_simulator\/regions\/([a-z0-9-]+)$/.exec(route)?.[1];
  if (region !== undefined) return darken(side.world, region, { request, response });
  switch (route) {
    case 'GET /_simulator/requests':
      return reply(response, 200, findRequests(side.log, readQuery(url.searchParams)));
    case 'GET /_simulator/clock':
      return reply(response, 200, { now: new Date(side.world.clock.now()).toISOString() });
    case 'GET /_simulator/regions':
      return reply(
        response,
        200,
        [...side.world.regions.values()].map(({ name, condition }) => ({ name, condition })),
      );
    case 'GET /_simulator/faults':
      return reply(response, 200, side.faults.entries);
    case 'DELETE /_simulator/faults':
      clearFaults(side.faults);
      return reply(response, 200, []);
    case 'POST /_simulator/faults':
      return plantFault(side.faults, request, response);
    default:
      return reply(response, 404, { message: `There is no ${route}.` });
  }
}

async function plantFault(
  faults: Faults,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const fault = await readJson(request);
  if (!isFault(fault)) {
    return reply(response, 400, {
      message: `A fault needs an effect whose kind is one of ${effects.join(', ')}.`,
    });
  }
  return reply(response, 201, { id: addFault(faults, fault) });
}

async function darken(
  world: World,
  region: string,
  exchange: { request: IncomingMessage; response: ServerResponse },
): Promise<boolean> {
  const asked = (await readJson(exchange.request)) as { condition?: unknown; darkness?: unknown } | undefined;
  const condition = conditions.find((candidate) => candidate === asked?.condition);
  if (!condition) {
    return reply(exchange.response, 400, { message: `condition is one of ${conditions.join(', ')}.` });
  }
  setRegionCondition(world, region, { condition, darkness: asked?.darkness === 'hang' ? 'hang' : 'drop' });
  return reply(exchange.response, 200, { name: region, condition });
}

function isFault(value: unknown): value is FaultRequest {
  if (typeof value !== 'object' || value === null || !('effect' in value)) return false;
  const { effect } = value;
  if (typeof effect !== 'object' || effect === null || !('kind' in effect)) return false;
  return typeof effect.kind === 'string' && effects.includes(effect.kind);
}

function readQuery(params: URLSearchParams): LogQuery {
  const query: LogQuery = {};
  for (const field of ['service', 'operation', 'region', 'outcome'] as const) {
    const wanted = params.get(field);
    if (wanted !== null) query[field] = wanted;
  }
  const mutating = params.get('mutating');
  if (mutating !== null) query.mutating = mutating === 'true';
  return query;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  try {
    return JSON.parse(Buffer.concat(parts).toString()) as unknown;
  } catch {
    return undefined;
  }
}

function reply(response: ServerResponse, status: number, document: unknown): true {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(document)}\n`);
  return true;
}

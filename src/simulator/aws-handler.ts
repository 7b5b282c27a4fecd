import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import {
  accessDenied,
  badSignature,
  missingToken,
  notSimulated,
  throttled,
  unavailable,
} from './aws-errors.ts';
import { readAwsRequest } from './aws-request.ts';
import type { AwsRequest } from './aws-request.ts';
import { takeFault } from './faults.ts';
import type { FaultEffect, Faults } from './faults.ts';
import { failure, isFailure } from './operation.ts';
import type { Call, Failure, Service } from './operation.ts';
import { wireError, writeFailure } from './protocols/error-answer.ts';
import type { WireAnswer } from './protocols/http-bindings.ts';
import { readMessage, writeMessage } from './protocols/messages.ts';
import type { Message } from './protocols/messages.ts';
import { logRequest } from './request-log.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import { verifySignature } from './signature.ts';
import { regionOf } from './world.ts';
import type { AccessKey } from './global-resources.ts';
import type { World } from './world.ts';

/** What the AWS side works on. */
export interface AwsSide {
  world: World;
  faults: Faults;
  log: RequestLog;
  services: Service[];
}

/** Operations that carry their proof in the request itself and are not signed. */
const unsignedOperations = new Set(['AssumeRoleWithWebIdentity']);

type Outcome = { kind: 'answer'; answer: object } | { kind: 'drop' } | { kind: 'hang' };

/** Answers one AWS request; false when it is for no AWS service at all. */
export async function handleAws(
  side: AwsSide,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const startedAt = performance.now();
  const received = await readAwsRequest(request, side.world, side.services);
  if (!received) return refuseService(side.services, request, response);
  side.world.settle();
  const message = readMessage(received.service, received.bound, received.labels);
  const entry: Omit<LoggedRequest, 'seq'> = {
    at: side.world.clock.now(),
    service: received.service.name,
    operation: message.operationName,
    region: homeRegion(received),
    principal: 'anonymous',
    mutating: message.operation?.mutating ?? false,
    outcome: 'ok',
    durationMs: 0,
  };
  const logged = logRequest(side.log, entry);
  const outcome = await perform(side, { received, message, entry: logged });
  side.world.settle();
  logged.durationMs = Math.round(performance.now() - startedAt);
  if (outcome.kind === 'answer') {
    const wire = toWire(received, message, { outcome, entry: logged });
    side.log.beforeAnswer?.(logged);
    send(response, wire);
  } else if (outcome.kind === 'drop') request.socket.destroy();
  logged.outcome = outcome.kind === 'drop' ? 'dropped' : outcome.kind === 'hang' ? 'hanging' : logged.outcome;
  return true;
}

/** A signed request for a service that is not here is told so in the shape its client most likely reads. */
function refuseService(services: Service[], request: IncomingMessage, response: ServerResponse): boolean {
  const credential = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1];
  if (credential === undefined) return false;
  const names = services.map((service) => service.name).join(', ');
  const message = `${credential} is not simulated. Simulated services: ${names}.`;
  const isForm = request.headers['content-type']?.includes('x-www-form-urlencoded') === true;
  const how = { protocol: isForm ? ('query' as const) : ('json-1.1' as const), bare: false, namespace: '' };
  const error = failure({ code: 'NotSimulated', status: 501 }, message);
  send(response, writeFailure(error, { ...how, requestId: randomUUID() }));
  return true;
}

interface Work {
  received: AwsRequest;
  message: Message;
  entry: LoggedRequest;
}

async function perform(side: AwsSide, work: Work): Promise<Outcome> {
  const { received, message, entry } = work;
  const region = regionOf(side.world, entry.region);
  if (region.condition === 'dark') return { kind: region.darkness };
  const { service, operation } = { service: entry.service, operation: entry.operation };
  const fault = takeFault(side.faults, { service, operation, region: entry.region });
  if (fault?.kind === 'drop') return { kind: 'drop' };
  if (fault?.kind === 'slow') await delay(fault.delayMs);
  if (fault?.kind === 'throttle') return answered(throttled(received.service));
  if (fault?.kind === 'error5xx') return answered(unavailable(received.service, fault));
  const caller = authenticate(side.world, received, message);
  if (caller && 'kind' in caller) return answered(caller);
  entry.principal = caller?.principal ?? 'anonymous';
  if (!message.operation) return answered(notSimulated(received.service, message.operationName));
  if (region.condition === 'degraded' && message.operation.mutating) {
    region.mutations += 1;
    if (region.mutations % 2 === 0) return answered(unavailable(received.service));
  }
  const answer = await invoke(side.world, work, { caller, fault });
  return fault?.kind === 'dropAfter' ? { kind: 'drop' } : answered(answer);
}

async function invoke(
  world: World,
  work: Work,
  who: { caller: AccessKey | undefined; fault: FaultEffect | undefined },
): Promise<object> {
  const { message, entry } = work;
  const now = world.clock.now();
  const { caller, fault } = who;
  const call: Call = {
    world,
    // The region of the signature is where the data is, also for services whose control plane is elsewhere.
    region: regionOf(world, work.received.region),
    now,
    caller,
    staleInstances: fault?.kind === 'stale' ? instancesAt(world, now - fault.ageMs) : undefined,
    staleAt: fault?.kind === 'stale' ? now - fault.ageMs : undefined,
    doomedStatus: fault?.kind === 'fail' ? fault.status : undefined,
  };
  const input = message.readInput();
  const resources = message.operation?.resources(input, call) ?? ['*'];
  if (resources[0] !== undefined && resources[0] !== '*') entry.resource = resources[0];
  const denied = authorize(work, call, { input, resources });
  if (denied) return denied;
  return (await message.operation?.handle(input, call)) ?? {};
}

function authorize(
  { message, entry }: Work,
  call: Call,
  { input, resources }: { input: unknown; resources: string[] },
): Failure | undefined {
  if (unsignedOperations.has(entry.operation)) return undefined;
  const { service, protocol, operation } = message;
  const { world, caller } = call;
  const principal = caller?.principal ?? 'anonymous';
  const own = `${service.name}:${iamAction(entry.operation)}`;
  const keys = operation?.keys(input) ?? {};
  const needed = [
    ...resources.map((resource) => ({ action: own, resource, keys })),
    ...(operation?.alsoNeeds(input, call) ?? []),
  ];
  for (const { action, resource, keys } of needed) {
    const request = {
      ...{ principal, accessKey: caller, service: service.name },
      ...{ action, resource, region: entry.region, keys },
    };
    const refused = world.deniedActions.has(action) || world.deniedActions.has(`${service.name}:*`);
    const verdict = refused
      ? { allowed: false as const }
      : (world.authorize?.(request) ?? { allowed: true as const });
    if (!verdict.allowed) return accessDenied({ service, protocol, principal, action, resource }, verdict);
  }
  return undefined;
}

/** S3 and CloudWatch name some permissions otherwise than the operation: https://docs.aws.amazon.com/service-authorization/ */
const iamActions: Record<string, string> = {
  HeadObject: 'GetObject',
  HeadBucket: 'ListBucket',
  ListObjectsV2: 'ListBucket',
  ListBuckets: 'ListAllMyBuckets',
  GetBucketReplication: 'GetReplicationConfiguration',
  PutBucketReplication: 'PutReplicationConfiguration',
  DeleteBucketReplication: 'PutReplicationConfiguration',
  GetObjectLockConfiguration: 'GetBucketObjectLockConfiguration',
  CopyObject: 'PutObject',
};

function iamAction(operation: string): string {
  return iamActions[operation] ?? operation;
}

function authenticate(world: World, received: AwsRequest, message: Message): AccessKey | Failure | undefined {
  const { service, claim } = received;
  if (!claim) {
    if (unsignedOperations.has(message.operationName) || isPublicRead(world, received)) return undefined;
    return missingToken(service);
  }
  const verified = verifySignature(world, claim, received.signed);
  return 'key' in verified ? verified.key : badSignature(service, message.protocol, verified);
}

function isPublicRead(world: World, received: AwsRequest): boolean {
  const bucket = world.buckets.get(received.labels['Bucket'] ?? '');
  const reads = ['GET', 'HEAD'].includes(received.bound.method) && received.bound.path !== '/';
  return received.service.name === 's3' && reads && bucket?.publicRead === true;
}

function homeRegion(received: AwsRequest): string {
  return received.service.global ? 'us-east-1' : received.region;
}

function answered(answer: object): Outcome {
  return { kind: 'answer', answer };
}

function instancesAt(world: World, at: number): NonNullable<Call['staleInstances']> {
  const snapshot = world.history.findLast((entry) => entry.at <= at) ?? world.history[0];
  return snapshot?.dbInstances ?? [];
}

function toWire(
  received: AwsRequest,
  message: Message,
  done: { outcome: Extract<Outcome, { kind: 'answer' }>; entry: LoggedRequest },
): WireAnswer {
  const requestId = randomUUID();
  const { answer } = done.outcome;
  const { service } = received;
  const ids = service.name === 's3' ? 'x-amz-request-id' : 'x-amzn-requestid';
  if (!isFailure(answer)) {
    const wire = writeMessage(message, answer, requestId);
    return { ...wire, headers: { [ids]: requestId, ...wire.headers } };
  }
  done.entry.outcome = wireError(answer, message.protocol).code;
  const bare = service.name === 's3';
  const how = { protocol: message.protocol, namespace: service.xmlNamespace, requestId, bare };
  const wire = writeFailure(answer, how);
  const body = received.bound.method === 'HEAD' ? '' : wire.body;
  const { Region: bucketRegion } = answer.fields;
  const hint = typeof bucketRegion === 'string' ? { 'x-amz-bucket-region': bucketRegion } : {};
  return { ...wire, body, headers: { [ids]: requestId, ...hint, ...wire.headers } };
}

function send(response: ServerResponse, wire: WireAnswer): void {
  const body = typeof wire.body === 'string' ? Buffer.from(wire.body) : wire.body;
  const length = wire.headers['content-length'] ?? String(body.length);
  const isEmpty = wire.status === 204 || wire.status === 304;
  response.writeHead(wire.status, isEmpty ? wire.headers : { ...wire.headers, 'content-length': length });
  response.end(isEmpty ? undefined : body);
}

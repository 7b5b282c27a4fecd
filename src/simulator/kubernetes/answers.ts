import type { Json, JsonObject } from './json.ts';
import type { ResourceType } from './resources.ts';
import { qualifiedName } from './resources.ts';

/** What the API server answers: a status, a JSON body, and the content type where it is not plain JSON. */
export interface Answer {
  status: number;
  body: Json;
  reason?: string;
}

/** A `Status` object as Kubernetes sends it for every failure. */
export function failure(
  status: number,
  reason: string,
  { message, details }: { message: string; details?: JsonObject },
): Answer {
  const body = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    code: status,
  };
  return { status, reason, body: details ? { ...body, details } : body };
}

/** The answer for an object that does not exist. */
export function notFound(type: ResourceType, name: string): Answer {
  return failure(404, 'NotFound', {
    message: `${qualifiedName(type)} "${name}" not found`,
    details: { name, group: type.group, kind: type.plural },
  });
}

/** The answer for a change that was made against an older version of the object. */
export function conflict(type: ResourceType, name: string): Answer {
  return failure(409, 'Conflict', {
    message: `Operation cannot be fulfilled on ${qualifiedName(type)} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    details: { name, group: type.group, kind: type.plural },
  });
}

/** The answer for a path that is not simulated, naming it. */
export function unknownPath(path: string): Answer {
  return failure(404, 'NotFound', {
    message: `the server could not find the requested resource (${path} is not simulated)`,
  });
}

/** The answer for a request that makes no sense, saying why. */
export function badRequest(message: string): Answer {
  return failure(400, 'BadRequest', { message });
}

import type { Answer } from './answers.ts';
import { badRequest, conflict, failure, notFound, unknownPath } from './answers.ts';
import type { Cluster, KubeObject } from './cluster.ts';
import { findObject, listObjects, putObject, removeObject } from './cluster.ts';
import { discover } from './discovery.ts';
import type { Json, JsonObject } from './json.ts';
import { isObject, numberAt, objectAt, textAt, textsAt } from './json.ts';
import { applyPatch } from './patch.ts';
import type { ResourceType } from './resources.ts';
import { apiVersionOf, qualifiedName, resourceTypes } from './resources.ts';
import { abandonPods, deletePod, noticeDeployment } from './rollout.ts';
import { isSelected } from './selectors.ts';
import { toTable } from './table.ts';

/** A request below a cluster's prefix; the body is parsed JSON. */
export interface ApiRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  accept: string;
  contentType: string;
  body: Json;
}

/** What a path names: a type, and a namespace, object and subresource where it has them. */
export interface Target {
  type: ResourceType;
  namespace: string | undefined;
  name: string | undefined;
  subresource: string | undefined;
}

/** Reads `/api/v1/...` and `/apis/<group>/<version>/...`; undefined where the path names nothing simulated. */
export function parseTarget(path: string): Target | undefined {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const [root, ...afterRoot] = parts;
  const [group, version] = root === 'api' ? ['', afterRoot.shift()] : [afterRoot.shift(), afterRoot.shift()];
  if (root !== 'api' && root !== 'apis') return undefined;
  const namespaced = afterRoot[0] === 'namespaces' && afterRoot.length > 2;
  const namespace = namespaced ? afterRoot[1] : undefined;
  const [plural, name, subresource] = namespaced ? afterRoot.slice(2) : afterRoot;
  const type = resourceTypes.find(
    (one) => one.group === group && one.version === version && one.plural === plural,
  );
  if (!type || (subresource !== undefined && !type.subresources.includes(subresource))) return undefined;
  return { type, namespace, name, subresource };
}

/** Answers everything but watches. The cluster must be settled before. */
export function answer(cluster: Cluster, request: ApiRequest): Answer {
  const found = discover(request.path.replace(/\/$/, ''), cluster.kubernetesVersion);
  if (found) return found;
  const target = parseTarget(request.path);
  if (!target) return unknownPath(request.path);
  const { type, name } = target;
  if (name === undefined) {
    if (request.method === 'GET') return list(cluster, target, request);
    return request.method === 'POST' ? create(cluster, target, request) : notAllowed(type);
  }
  const object = findObject(cluster, type.plural, `${target.namespace ?? ''}/${name}`);
  if (!object) return notFound(type, name);
  if (request.method === 'DELETE') return remove(cluster, target, object);
  const shown = target.subresource === 'scale' ? toScale(object) : object;
  if (request.method === 'GET') return show(shown, { cluster, target, accept: request.accept });
  if (request.method !== 'PUT' && request.method !== 'PATCH') return notAllowed(type);
  const wanted =
    request.method === 'PATCH'
      ? applyPatch(shown, request.body, request.contentType)
      : replacement(request.body);
  if (!wanted.ok)
    return failure(422, 'Invalid', {
      message: `${qualifiedName(type)} "${name}" is invalid: ${wanted.reason}`,
    });
  return update(cluster, target, { object, wanted: wanted.value, dryRun: request.query.has('dryRun') });
}

function show(
  object: KubeObject,
  { cluster, target, accept }: { cluster: Cluster; target: Target; accept: string },
): Answer {
  const asTable = accept.includes('as=Table') && target.subresource === undefined;
  const metadata = { resourceVersion: textAt(object, 'metadata', 'resourceVersion') };
  return {
    status: 200,
    body: asTable ? toTable(target.type, [object], { now: cluster.at, metadata }) : object,
  };
}

function list(cluster: Cluster, target: Target, { query, accept }: ApiRequest): Answer {
  const { type, namespace } = target;
  const selection = {
    namespace,
    name: undefined,
    labels: query.get('labelSelector') ?? '',
    fields: query.get('fieldSelector') ?? '',
  };
  const all = listObjects(cluster, type.plural).filter((object) => isSelected(object, selection));
  const start = Number(Buffer.from(query.get('continue') ?? '', 'base64url').toString() || '0');
  const limit = Number(query.get('limit') ?? '0') || all.length;
  const items = all.slice(start, start + limit);
  const left = all.length - start - items.length;
  const metadata: JsonObject = {
    resourceVersion: String(cluster.version),
    ...(left > 0
      ? {
          continue: Buffer.from(String(start + items.length)).toString('base64url'),
          remainingItemCount: left,
        }
      : {}),
  };
  if (accept.includes('as=Table'))
    return { status: 200, body: toTable(type, items, { now: cluster.at, metadata }) };
  return { status: 200, body: { kind: `${type.kind}List`, apiVersion: apiVersionOf(type), metadata, items } };
}

function create(cluster: Cluster, target: Target, { body, query }: ApiRequest): Answer {
  const { type, namespace } = target;
  const wanted = replacement(body);
  if (!wanted.ok) return badRequest(wanted.reason);
  const name = textAt(wanted.value, 'metadata', 'name');
  if (name === '')
    return failure(422, 'Invalid', {
      message: `${type.kind} "" is invalid: metadata.name: Required value: name or generateName is required`,
    });
  if (findObject(cluster, type.plural, `${namespace ?? ''}/${name}`)) {
    return failure(409, 'AlreadyExists', {
      message: `${qualifiedName(type)} "${name}" already exists`,
      details: { name, group: type.group, kind: type.plural },
    });
  }
  const object = normalise({
    ...wanted.value,
    metadata: { ...objectAt(wanted.value, 'metadata'), ...(namespace === undefined ? {} : { namespace }) },
  });
  if (query.has('dryRun')) return { status: 201, body: object };
  return { status: 201, body: store(cluster, type, object) };
}

function update(
  cluster: Cluster,
  target: Target,
  change: { object: KubeObject; wanted: JsonObject; dryRun: boolean },
): Answer {
  const { object, wanted } = change;
  const name = textAt(object, 'metadata', 'name');
  const version = textAt(wanted, 'metadata', 'resourceVersion');
  if (version !== '' && version !== object.metadata['resourceVersion']) return conflict(target.type, name);
  const next = normalise(merged(target, object, wanted));
  if (change.dryRun) return { status: 200, body: next };
  const stored = store(cluster, target.type, next);
  return { status: 200, body: target.subresource === 'scale' ? toScale(stored) : stored };
}

// A scale changes nothing but the replicas, the status subresource nothing but the status, everything else not the status.
function merged(target: Target, object: KubeObject, wanted: JsonObject): KubeObject {
  if (target.subresource === 'scale') {
    return {
      ...object,
      spec: { ...objectAt(object, 'spec'), replicas: numberAt(wanted, ['spec', 'replicas']) },
    };
  }
  if (target.subresource === 'status') return { ...object, status: wanted['status'] };
  const { namespace, name } = object.metadata;
  const status = object['status'] === undefined ? {} : { status: object['status'] };
  return {
    ...wanted,
    ...status,
    metadata: { ...objectAt(wanted, 'metadata'), name, ...(namespace === undefined ? {} : { namespace }) },
  };
}

function store(cluster: Cluster, type: ResourceType, object: KubeObject): KubeObject {
  const stored = putObject(cluster, type.plural, object);
  if (type.plural === 'deployments') noticeDeployment(cluster, stored);
  return stored;
}

function remove(cluster: Cluster, target: Target, object: KubeObject): Answer {
  const key = `${target.namespace ?? ''}/${target.name ?? ''}`;
  if (target.type.plural === 'pods') deletePod(cluster, key);
  else removeObject(cluster, target.type.plural, key);
  if (target.type.plural === 'deployments') abandonPods(cluster, key);
  const details = {
    name: target.name ?? '',
    group: target.type.group,
    kind: target.type.plural,
    uid: textAt(object, 'metadata', 'uid'),
  };
  return {
    status: 200,
    body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details },
  };
}

// `stringData` is how people write secrets; it is stored, and shown, as `data`.
function normalise(given: KubeObject): KubeObject {
  const object = given['kind'] === 'Secret' ? { ...given, type: given['type'] ?? 'Opaque' } : given;
  if (!isObject(object['stringData'])) return object;
  const { stringData, ...rest } = object;
  const encoded = Object.entries(textsAt(stringData)).map(([key, text]): [string, string] => [
    key,
    Buffer.from(text).toString('base64'),
  ]);
  const data: JsonObject = { ...objectAt(rest, 'data'), ...Object.fromEntries(encoded) };
  return { ...rest, metadata: object.metadata, data };
}

function replacement(body: Json): { ok: true; value: JsonObject } | { ok: false; reason: string } {
  return isObject(body) ? { ok: true, value: body } : { ok: false, reason: 'the body must be a JSON object' };
}

function toScale(deployment: KubeObject): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = deployment.metadata;
  const labels = textsAt(deployment, 'spec', 'selector', 'matchLabels');
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: numberAt(deployment, ['spec', 'replicas']) },
    status: {
      replicas: numberAt(deployment, ['status', 'replicas']),
      selector: Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(),
    },
  };
}

function notAllowed(type: ResourceType): Answer {
  return failure(405, 'MethodNotAllowed', {
    message: `the server does not allow this method on ${qualifiedName(type)}`,
  });
}

import type { ServerResponse } from 'node:http';
import type { ApiRequest, Target } from './api.ts';
import type { Cluster, ClusterEvent, KubeObject } from './cluster.ts';
import { listObjects } from './cluster.ts';
import type { JsonObject } from './json.ts';
import { textAt } from './json.ts';
import { settleCluster } from './rollout.ts';
import type { Selection } from './selectors.ts';
import { isSelected } from './selectors.ts';
import { toTable } from './table.ts';

/** How often, in real milliseconds, a watch looks whether the clock has moved. */
const LOOK_MS = 20;

/** Streams the changes a target sees from the requested version on; gives the function that ends the stream. */
export function watch(
  cluster: Cluster,
  { target, request, isDark }: { target: Target; request: ApiRequest; isDark: () => boolean },
  response: ServerResponse,
): () => void {
  const { query } = request;
  const selection: Selection = {
    namespace: target.namespace,
    name: target.name,
    labels: query.get('labelSelector') ?? '',
    fields: query.get('fieldSelector') ?? '',
  };
  const since = Number(query.get('resourceVersion') ?? '0');
  const endsAt = cluster.surroundings.now() + Number(query.get('timeoutSeconds') ?? '3600') * 1000;
  const send = (type: string, object: JsonObject) => response.write(`${JSON.stringify({ type, object })}\n`);
  const tell = ({ type, object }: Pick<ClusterEvent, 'type' | 'object'>) => {
    if (isSelected(object, selection)) send(type, shape(cluster, { target, request, object }));
  };
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache' });
  response.flushHeaders();
  let seen = since;
  if (since === 0) {
    listObjects(cluster, target.type.plural).forEach((object) => {
      tell({ type: 'ADDED', object });
    });
    seen = cluster.version;
  } else if (since < cluster.forgotten) {
    send('ERROR', {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: `too old resource version: ${since} (${cluster.forgotten})`,
      reason: 'Expired',
      code: 410,
    });
    response.end();
    return () => undefined;
  }
  const end = () => {
    clearInterval(timer);
    response.end();
  };
  const look = () => {
    if (isDark()) {
      response.destroy();
      return;
    }
    settleCluster(cluster);
    eventsAfter(cluster, seen)
      .filter((event) => event.plural === target.type.plural)
      .forEach(tell);
    seen = cluster.version;
    if (cluster.surroundings.now() >= endsAt) end();
  };
  const timer = setInterval(look, LOOK_MS);
  response.on('close', () => {
    clearInterval(timer);
  });
  look();
  return end;
}

// The newest events are at the end, and a watch has seen nearly all of them.
function eventsAfter(cluster: Cluster, version: number): ClusterEvent[] {
  let first = cluster.events.length;
  while (first > 0 && (cluster.events[first - 1]?.version ?? 0) > version) first -= 1;
  return cluster.events.slice(first);
}

function shape(
  cluster: Cluster,
  { target, request, object }: { target: Target; request: ApiRequest; object: KubeObject },
): JsonObject {
  if (!request.accept.includes('as=Table')) return object;
  return toTable(target.type, [object], {
    now: cluster.at,
    metadata: { resourceVersion: textAt(object, 'metadata', 'resourceVersion') },
  });
}

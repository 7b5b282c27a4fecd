import { createHash } from 'node:crypto';
import type { Cluster, KubeObject } from './cluster.ts';
import { findObject, keyOf, putObject, schedule, timestamp } from './cluster.ts';
import type { JsonObject } from './json.ts';
import { listAt, numberAt, objectAt, sameJson, textAt } from './json.ts';
import { isReady, podsOf } from './pods.ts';

/** The hash that names a pod template, as in `pod-template-hash`. */
export function templateHash(deployment: KubeObject): string {
  return createHash('sha256')
    .update(JSON.stringify(objectAt(deployment, 'spec', 'template')))
    .digest('hex')
    .slice(0, 10);
}

/** Writes what a deployment's pods come to into its status, and into those of its replica sets. */
export function showStatus(cluster: Cluster, key: string, hash: string): void {
  const deployment = findObject(cluster, 'deployments', key);
  if (!deployment) return;
  const wanted = numberAt(deployment, ['spec', 'replicas'], 1);
  const staying = podsOf(cluster, key).filter(([, state]) => !state.leaving);
  const updated = staying.filter(([, state]) => state.templateHash === hash).length;
  const ready = staying.filter(([, state]) => isReady(cluster, state)).length;
  const counts = {
    replicas: staying.length,
    updatedReplicas: updated,
    readyReplicas: ready,
    availableReplicas: ready,
  };
  const before = objectAt(deployment, 'status');
  const advanced = Object.entries(counts).some(([name, count]) => numberAt(before, [name]) !== count);
  const observed = numberAt(deployment, ['metadata', 'generation']);
  if (advanced || observed !== numberAt(before, ['observedGeneration']))
    moveDeadline(cluster, key, deployment);
  const complete = updated === wanted && staying.length === wanted && ready === wanted;
  const status: JsonObject = {
    observedGeneration: observed,
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    ...(wanted > ready ? { unavailableReplicas: wanted - ready } : {}),
    conditions: [
      keepTime(before, 'Available', { cluster, condition: availability(ready, wanted) }),
      keepTime(before, 'Progressing', { cluster, condition: progress(cluster, deployment, complete) }),
    ],
  };
  putObject(cluster, 'deployments', { ...deployment, status });
  for (const name of cluster.replicaSets.get(key) ?? []) {
    const set = findObject(cluster, 'replicasets', name);
    if (set === undefined) continue;
    const own = staying.filter(
      ([, state]) => state.templateHash === textAt(set, 'metadata', 'labels', 'pod-template-hash'),
    );
    const readyOwn = own.filter(([, state]) => isReady(cluster, state)).length;
    putObject(cluster, 'replicasets', {
      ...set,
      spec: { ...objectAt(set, 'spec'), replicas: own.length },
      status: { replicas: own.length, readyReplicas: readyOwn, availableReplicas: readyOwn },
    });
  }
}

function moveDeadline(cluster: Cluster, key: string, deployment: KubeObject): void {
  cluster.progress.set(key, cluster.at);
  const deadlineMs = deadlineOf(deployment);
  schedule(cluster, cluster.at + deadlineMs, () => {
    showStatus(cluster, key, templateHash(findObject(cluster, 'deployments', key) ?? deployment));
  });
}

function deadlineOf(deployment: KubeObject): number {
  return numberAt(deployment, ['spec', 'progressDeadlineSeconds'], 600) * 1000;
}

function availability(ready: number, wanted: number): JsonObject {
  const enough = ready >= wanted - Math.floor(wanted / 4);
  return enough
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
}

function progress(cluster: Cluster, deployment: KubeObject, complete: boolean): JsonObject {
  const name = textAt(deployment, 'metadata', 'name');
  const set = `${name}-${templateHash(deployment)}`;
  if (complete)
    return {
      type: 'Progressing',
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `ReplicaSet "${set}" has successfully progressed.`,
    };
  const since = cluster.progress.get(keyOf(deployment)) ?? cluster.at;
  if (cluster.at - since >= deadlineOf(deployment))
    return {
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: `ReplicaSet "${set}" has timed out progressing.`,
    };
  return {
    type: 'Progressing',
    status: 'True',
    reason: 'ReplicaSetUpdated',
    message: `ReplicaSet "${set}" is progressing.`,
  };
}

function keepTime(
  status: JsonObject,
  type: string,
  next: { cluster: Cluster; condition: JsonObject },
): JsonObject {
  const before = objectAt(listAt(status, 'conditions').find((entry) => textAt(entry, 'type') === type));
  const now = timestamp(next.cluster.at);
  const times = (update: string, transition: string) => ({
    ...next.condition,
    lastUpdateTime: update,
    lastTransitionTime: transition,
  });
  const kept = times(textAt(before, 'lastUpdateTime'), textAt(before, 'lastTransitionTime'));
  if (sameJson(kept, before)) return before;
  return times(
    now,
    before['status'] === next.condition['status'] ? textAt(before, 'lastTransitionTime') : now,
  );
}

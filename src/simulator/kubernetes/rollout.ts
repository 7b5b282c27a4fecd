import type { Cluster, KubeObject } from './cluster.ts';
import { findObject, keyOf, listObjects, putObject, schedule } from './cluster.ts';
import { numberAt, objectAt, textAt } from './json.ts';
import { followNodes } from './nodes.ts';
import { createPod, followNodesOfPods, isReady, podsOf, schedulePods, stopPod } from './pods.ts';
import { showStatus, templateHash } from './rollout-status.ts';

/** How long the controller takes to notice a change: `status.observedGeneration` lags behind for this long. */
const NOTICE_MS = 300;
const AUTOSCALE_MS = 15_000;

/** Brings a cluster to the present: everything that is due happens, in order, each at its own time. */
export function settleCluster(cluster: Cluster): void {
  const now = cluster.surroundings.now();
  for (let due = cluster.agenda[0]; due && due.at <= now; due = cluster.agenda[0]) {
    cluster.agenda.shift();
    cluster.at = Math.max(cluster.at, due.at);
    due.apply(cluster.at);
    placePods(cluster);
  }
  cluster.at = Math.max(cluster.at, now);
  if (followNodes(cluster)) {
    followNodesOfPods(cluster, (key) => {
      reconcile(cluster, key);
    });
    placePods(cluster);
  }
}

/** To be called after a deployment was created or changed: the controller will look at it in a moment. */
export function noticeDeployment(cluster: Cluster, deployment: KubeObject): void {
  const key = keyOf(deployment);
  schedule(cluster, cluster.at + NOTICE_MS, () => {
    reconcile(cluster, key);
  });
  schedule(cluster, cluster.at + AUTOSCALE_MS, () => {
    autoscale(cluster, key);
  });
}

/** To be called when somebody deletes a pod: its deployment makes another one. */
export function deletePod(cluster: Cluster, key: string): void {
  const state = cluster.pods.get(key);
  stopPod(cluster, key, (owner) => {
    reconcile(cluster, owner);
  });
  if (state) reconcile(cluster, state.deployment);
}

/** To be called after a deployment was deleted: its pods and replica sets follow it. */
export function abandonPods(cluster: Cluster, key: string): void {
  for (const [pod] of podsOf(cluster, key)) stopPod(cluster, pod, () => undefined);
  cluster.progress.delete(key);
}

function placePods(cluster: Cluster): void {
  schedulePods(cluster, (key) => {
    reconcile(cluster, key);
  });
}

function reconcile(cluster: Cluster, key: string): void {
  const deployment = findObject(cluster, 'deployments', key);
  if (!deployment) return;
  const hash = templateHash(deployment);
  const replicaSet = ensureReplicaSet(cluster, deployment, hash);
  const wanted = numberAt(deployment, ['spec', 'replicas'], 1);
  roll(cluster, { key, hash, wanted, replicaSet });
  placePods(cluster);
  showStatus(cluster, key, hash);
}

interface Rollout {
  key: string;
  hash: string;
  wanted: number;
  replicaSet: KubeObject;
}

/** One round of a rolling update with Kubernetes' default of 25 % surge and 25 % unavailable. */
function roll(cluster: Cluster, { key, hash, wanted, replicaSet }: Rollout): void {
  const surge = Math.ceil(wanted / 4);
  const needed = wanted - Math.floor(wanted / 4);
  const stop = (pod: string) => {
    stopPod(cluster, pod, (owner) => {
      reconcile(cluster, owner);
    });
  };
  const staying = podsOf(cluster, key).filter(([, state]) => !state.leaving);
  const old = staying.filter(([, state]) => state.templateHash !== hash);
  const fresh = staying.filter(([, state]) => state.templateHash === hash);
  const unreadyFirst = [...fresh].sort(
    ([, a], [, b]) => Number(isReady(cluster, a)) - Number(isReady(cluster, b)),
  );
  unreadyFirst.slice(0, Math.max(0, fresh.length - wanted)).forEach(([pod]) => {
    stop(pod);
  });
  const missing = Math.min(wanted - fresh.length, wanted + surge - staying.length);
  for (let made = 0; made < missing; made += 1) createPod(cluster, replicaSet, key);
  const ready = staying.filter(([, state]) => isReady(cluster, state)).length;
  const readyOld = old.filter(([, state]) => isReady(cluster, state));
  old
    .filter(([, state]) => !isReady(cluster, state))
    .forEach(([pod]) => {
      stop(pod);
    });
  const spare = wanted === 0 ? readyOld.length : Math.max(0, ready - needed);
  const stopping = readyOld.slice(0, spare);
  stopping.forEach(([pod]) => {
    stop(pod);
  });
  // Room that unready old pods left behind is used at once, as nothing else would bring the controller back here.
  const removed = old.length - readyOld.length + stopping.length;
  if (removed > 0 && fresh.length + Math.max(0, missing) < wanted)
    roll(cluster, { key, hash, wanted, replicaSet });
}

function ensureReplicaSet(cluster: Cluster, deployment: KubeObject, hash: string): KubeObject {
  const namespace = textAt(deployment, 'metadata', 'namespace');
  const name = `${textAt(deployment, 'metadata', 'name')}-${hash}`;
  const known = findObject(cluster, 'replicasets', `${namespace}/${name}`);
  if (known) return known;
  const key = keyOf(deployment);
  const owned = cluster.replicaSets.get(key) ?? new Set();
  cluster.replicaSets.set(key, owned.add(`${namespace}/${name}`));
  const revision = String(owned.size);
  cluster.progress.set(key, cluster.at);
  const template = objectAt(deployment, 'spec', 'template');
  const labels = { ...objectAt(template, 'metadata', 'labels'), 'pod-template-hash': hash };
  putObject(cluster, 'deployments', {
    ...deployment,
    metadata: {
      ...deployment.metadata,
      annotations: {
        ...objectAt(deployment, 'metadata', 'annotations'),
        'deployment.kubernetes.io/revision': revision,
      },
    },
  });
  return putObject(cluster, 'replicasets', {
    metadata: {
      name,
      namespace,
      labels,
      annotations: { 'deployment.kubernetes.io/revision': revision },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: textAt(deployment, 'metadata', 'name'),
          uid: textAt(deployment, 'metadata', 'uid'),
          controller: true,
        },
      ],
    },
    spec: {
      replicas: 0,
      selector: { matchLabels: labels },
      template: { ...template, metadata: { ...objectAt(template, 'metadata'), labels } },
    },
    status: { replicas: 0 },
  });
}

/** An autoscaler keeps a deployment that runs at all between its minimum and its maximum, whoever scaled it. */
function autoscale(cluster: Cluster, key: string): void {
  const deployment = findObject(cluster, 'deployments', key);
  const replicas = numberAt(deployment, ['spec', 'replicas'], 1);
  if (!deployment || replicas === 0) return;
  const scaler = listObjects(cluster, 'horizontalpodautoscalers').find(
    (one) =>
      `${textAt(one, 'metadata', 'namespace')}/${textAt(one, 'spec', 'scaleTargetRef', 'name')}` === key,
  );
  if (!scaler) return;
  const bounded = Math.min(
    Math.max(replicas, numberAt(scaler, ['spec', 'minReplicas'], 1)),
    numberAt(scaler, ['spec', 'maxReplicas'], replicas),
  );
  if (bounded === replicas) return;
  noticeDeployment(
    cluster,
    putObject(cluster, 'deployments', {
      ...deployment,
      spec: { ...objectAt(deployment, 'spec'), replicas: bounded },
    }),
  );
}

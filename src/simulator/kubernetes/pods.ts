import type { Cluster, KubeObject, PodState } from './cluster.ts';
import { findObject, fraction, putObject, removeObject, schedule, suffix, timestamp } from './cluster.ts';
import type { Json, JsonObject } from './json.ts';
import { listAt, objectAt, textAt } from './json.ts';
import { isNodeUp, nodeNames } from './nodes.ts';

const GRACE_MS = 2_000;
const CRASH_MS = 8_000;

/** Called when a pod's readiness may have changed, with its deployment's key. */
export type OnPodChange = (deployment: string) => void;

/** Makes a pod of a replica set; it is pending until a node has room for it. */
export function createPod(cluster: Cluster, replicaSet: KubeObject, deployment: string): void {
  const owner = textAt(replicaSet, 'metadata', 'name');
  const namespace = textAt(replicaSet, 'metadata', 'namespace');
  const name = `${owner}-${suffix(`${owner}/${cluster.version}`, 5)}`;
  const templateHash = textAt(replicaSet, 'metadata', 'labels', 'pod-template-hash');
  const key = `${namespace}/${name}`;
  const siblings = cluster.podsByDeployment.get(deployment) ?? new Set();
  cluster.podsByDeployment.set(deployment, siblings.add(key));
  cluster.unplacedPods.add(key);
  cluster.pods.set(key, {
    deployment,
    templateHash,
    node: undefined,
    databaseHost: undefined,
    started: false,
    leaving: false,
  });
  const template = objectAt(replicaSet, 'spec', 'template');
  putObject(cluster, 'pods', {
    metadata: {
      ...objectAt(template, 'metadata'),
      name,
      namespace,
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: owner,
          uid: textAt(replicaSet, 'metadata', 'uid'),
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: objectAt(template, 'spec'),
    status: { phase: 'Pending', conditions: [condition('PodScheduled', false, cluster.at)] },
  });
}

/** Gives pending pods to nodes that have room, oldest first. */
export function schedulePods(cluster: Cluster, onChange: OnPodChange): void {
  if (cluster.unplacedPods.size === 0) return;
  const free = freePlaces(cluster);
  for (const key of [...cluster.unplacedPods]) {
    const state = cluster.pods.get(key);
    if (state?.node !== undefined || state === undefined || state.leaving) continue;
    const place = emptiest(free);
    if (!place) {
      sayNoRoom(cluster);
      return;
    }
    free.set(place.node, place.room - 1);
    state.node = place.node;
    cluster.unplacedPods.delete(key);
    startPod(cluster, key, onChange);
  }
}

/** The scheduler writes into the condition what it writes into its event `FailedScheduling`. */
function sayNoRoom(cluster: Cluster): void {
  const nodes = cluster.seenNodes.count;
  const message =
    nodes === 0
      ? 'no nodes available to schedule pods'
      : `0/${nodes} nodes are available: ${nodes} Too many pods. preemption: 0/${nodes} nodes are available: ${nodes} No preemption victims found for incoming pod.`;
  for (const key of cluster.unplacedPods) {
    const pod = findObject(cluster, 'pods', key);
    if (pod === undefined || cluster.pods.get(key)?.node !== undefined) continue;
    if (textAt(pod, 'status', 'conditions', 0, 'message') === message) continue;
    const scheduled = { ...condition('PodScheduled', false, cluster.at), reason: 'Unschedulable', message };
    putObject(cluster, 'pods', { ...pod, status: { phase: 'Pending', conditions: [scheduled] } });
  }
}

/** Puts the pods whose node came or went to the state that follows from it. */
export function followNodesOfPods(cluster: Cluster, onChange: OnPodChange): void {
  const names = new Set(nodeNames(cluster, cluster.seenNodes.count));
  for (const [key, state] of [...cluster.pods]) {
    if (state.node === undefined) continue;
    if (names.has(state.node)) showPod(cluster, key);
    else forgetPod(cluster, key);
    onChange(state.deployment);
  }
}

/** Asks a pod to go; it is gone a moment later, as its grace period ends. */
export function stopPod(cluster: Cluster, key: string, onChange: OnPodChange): void {
  const state = cluster.pods.get(key);
  const pod = findObject(cluster, 'pods', key);
  if (!state || !pod || state.leaving) return;
  state.leaving = true;
  putObject(cluster, 'pods', {
    ...pod,
    metadata: {
      ...pod.metadata,
      deletionTimestamp: timestamp(cluster.at),
      deletionGracePeriodSeconds: GRACE_MS / 1000,
    },
  });
  schedule(cluster, cluster.at + GRACE_MS, () => {
    forgetPod(cluster, key);
    onChange(state.deployment);
  });
}

/** Whether a pod counts as ready: started, on a node that is up, and not leaving. */
export function isReady(cluster: Cluster, state: PodState): boolean {
  return state.started && state.node !== undefined && isNodeUp(cluster, state.node);
}

function startPod(cluster: Cluster, key: string, onChange: OnPodChange): void {
  const state = cluster.pods.get(key);
  if (!state) return;
  const workload = cluster.workloads.get(state.deployment);
  state.databaseHost = databaseHost(cluster, state.deployment);
  showPod(cluster, key);
  if (workload?.crashes) {
    schedule(cluster, cluster.at + CRASH_MS, () => {
      crash(cluster, key);
    });
    return;
  }
  if (workload?.database && !cluster.surroundings.isOwnDatabase(state.databaseHost ?? '')) return;
  const startMs = workload?.startMs ?? 20_000 + Math.floor(fraction(key) * 20_000);
  schedule(cluster, cluster.at + startMs, () => {
    state.started = true;
    showPod(cluster, key);
    onChange(state.deployment);
  });
}

/** The host in a deployment's database URL as its secret reads now, or undefined. */
function databaseHost(cluster: Cluster, deployment: string): string | undefined {
  const wanted = cluster.workloads.get(deployment)?.database;
  if (!wanted) return undefined;
  const namespace = deployment.split('/')[0] ?? '';
  const secret = findObject(cluster, 'secrets', `${namespace}/${wanted.secret}`);
  const url = Buffer.from(textAt(secret, 'data', wanted.key), 'base64').toString();
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

function crash(cluster: Cluster, key: string): void {
  const pod = findObject(cluster, 'pods', key);
  if (!pod || cluster.pods.get(key)?.leaving) return;
  const statuses = listAt(pod, 'status', 'containerStatuses').map((status): Json => ({
    ...objectAt(status),
    restartCount: 3,
    state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container' } },
  }));
  putObject(cluster, 'pods', { ...pod, status: { ...objectAt(pod, 'status'), containerStatuses: statuses } });
}

function showPod(cluster: Cluster, key: string): void {
  const state = cluster.pods.get(key);
  const pod = findObject(cluster, 'pods', key);
  if (!state || !pod) return;
  const ready = isReady(cluster, state);
  const containers = listAt(pod, 'spec', 'containers');
  const startedAt = textAt(pod, 'status', 'startTime') || timestamp(cluster.at);
  putObject(cluster, 'pods', {
    ...pod,
    spec: { ...objectAt(pod, 'spec'), nodeName: state.node },
    status: {
      phase: 'Running',
      startTime: startedAt,
      podIP: `10.1.${Math.floor(fraction(key) * 250) + 1}.${Math.floor(fraction(`${key}!`) * 250) + 1}`,
      conditions: [
        condition('PodScheduled', true, Date.parse(startedAt)),
        condition('ContainersReady', ready, cluster.at),
        condition('Ready', ready, cluster.at),
      ],
      containerStatuses: containers.map((container) => ({
        name: textAt(container, 'name'),
        image: textAt(container, 'image'),
        imageID: '',
        ready,
        started: true,
        restartCount: 0,
        state: { running: { startedAt } },
      })),
    },
  });
}

function forgetPod(cluster: Cluster, key: string): void {
  const deployment = cluster.pods.get(key)?.deployment;
  if (deployment !== undefined) cluster.podsByDeployment.get(deployment)?.delete(key);
  cluster.unplacedPods.delete(key);
  cluster.pods.delete(key);
  removeObject(cluster, 'pods', key);
}

/** The node with the most room, the first of those that have as much. */
function emptiest(free: ReadonlyMap<string, number>): { node: string; room: number } | undefined {
  let found: { node: string; room: number } | undefined;
  for (const [node, room] of free) if (room > (found?.room ?? 0)) found = { node, room };
  return found;
}

function freePlaces(cluster: Cluster): Map<string, number> {
  const up = nodeNames(cluster, cluster.seenNodes.count).filter((name) => isNodeUp(cluster, name));
  const free = new Map(up.map((name) => [name, cluster.podsPerNode]));
  for (const { node } of cluster.pods.values()) {
    const room = node === undefined ? undefined : free.get(node);
    if (node !== undefined && room !== undefined) free.set(node, room - 1);
  }
  return free;
}

function condition(type: string, status: boolean, at: number): JsonObject {
  return { type, status: status ? 'True' : 'False', lastProbeTime: null, lastTransitionTime: timestamp(at) };
}

/** The pods' keys and states of one deployment, oldest first. */
export function podsOf(cluster: Cluster, deployment: string): [string, PodState][] {
  return [...(cluster.podsByDeployment.get(deployment) ?? [])].flatMap((key) => {
    const state = cluster.pods.get(key);
    return state === undefined ? [] : [[key, state]];
  });
}

import type { Cluster } from './cluster.ts';
import { findObject, putObject, removeObject, timestamp } from './cluster.ts';
import type { JsonObject } from './json.ts';

/** Nodes are numbered through blocks of addresses, from the first address that AWS does not keep for itself and some more. */
const NODES_A_BLOCK = 200;
const FIRST_NODE = 10;

/** The nodes' names, as EC2 names them; the first `down` of them are not ready. */
export function nodeNames(cluster: Cluster, count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) =>
      `ip-10-0-${Math.floor(index / NODES_A_BLOCK) + 1}-${(index % NODES_A_BLOCK) + FIRST_NODE}.${cluster.region}.compute.internal`,
  );
}

/** Whether pods on this node can answer. */
export function isNodeUp({ seenNodes }: Cluster, name: string): boolean {
  const [, block = '', place = ''] = /^ip-10-0-(\d+)-(\d+)\./.exec(name) ?? [];
  const index = (Number(block) - 1) * NODES_A_BLOCK + Number(place) - FIRST_NODE;
  return index >= seenNodes.down && index < seenNodes.count;
}

/** Makes the node objects agree with the world; tells whether anything changed. */
export function followNodes(cluster: Cluster): boolean {
  const count = cluster.surroundings.nodes();
  const down = Math.min(count, cluster.surroundings.nodesDown());
  const seen = cluster.seenNodes;
  if (seen.count === count && seen.down === down) return false;
  const names = nodeNames(cluster, Math.max(count, seen.count));
  names.forEach((name, index) => {
    if (index < count) putNode(cluster, name, index >= down);
    else removeObject(cluster, 'nodes', `/${name}`);
  });
  cluster.seenNodes = { count, down };
  return true;
}

function putNode(cluster: Cluster, name: string, ready: boolean): void {
  const before = findObject(cluster, 'nodes', `/${name}`);
  const since = timestamp(cluster.at);
  putObject(cluster, 'nodes', {
    metadata: {
      ...(before?.metadata ?? {}),
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'topology.kubernetes.io/region': cluster.region,
      },
    },
    spec: { providerID: `aws:///${cluster.region}a/${name}` },
    status: {
      allocatable: { pods: String(cluster.podsPerNode) },
      capacity: { pods: String(cluster.podsPerNode) },
      conditions: [readyCondition(ready, since)],
      nodeInfo: {
        kubeletVersion: `${cluster.kubernetesVersion}-eks-0000000`,
        osImage: 'Amazon Linux 2023',
        kernelVersion: '6.1.119',
        containerRuntimeVersion: 'containerd://1.7.23',
      },
      addresses: [{ type: 'InternalIP', address: name.slice(3).split('.')[0]?.replaceAll('-', '.') ?? '' }],
    },
  });
}

function readyCondition(ready: boolean, since: string): JsonObject {
  return ready
    ? { type: 'Ready', status: 'True', reason: 'KubeletReady', lastTransitionTime: since }
    : { type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown', lastTransitionTime: since };
}

import type { KubeObject } from './cluster.ts';
import type { Json, JsonObject } from './json.ts';
import { listAt, numberAt, objectAt, textAt } from './json.ts';
import type { ResourceType } from './resources.ts';

type Column = [name: string, cell: (object: KubeObject, now: number) => Json, wide?: boolean];

const count = (object: KubeObject, ...path: string[]) => numberAt(object, path);
const name: Column = ['Name', (object) => textAt(object, 'metadata', 'name')];
const age: Column = [
  'Age',
  (object, now) => ageText(now - Date.parse(textAt(object, 'metadata', 'creationTimestamp'))),
];
const data: Column = ['Data', (object) => Object.keys(objectAt(object, 'data')).length];

const columns: Record<string, Column[]> = {
  nodes: [
    name,
    ['Status', nodeStatus],
    ['Roles', () => '<none>'],
    age,
    ['Version', (node) => textAt(node, 'status', 'nodeInfo', 'kubeletVersion')],
    ['Internal-IP', (node) => textAt(node, 'status', 'addresses', 0, 'address'), true],
  ],
  pods: [
    name,
    ['Ready', (pod) => `${readyContainers(pod)}/${listAt(pod, 'spec', 'containers').length}`],
    ['Status', podStatus],
    ['Restarts', (pod) => numberAt(pod, ['status', 'containerStatuses', 0, 'restartCount'])],
    age,
    ['IP', (pod) => textAt(pod, 'status', 'podIP') || '<none>', true],
    ['Node', (pod) => textAt(pod, 'spec', 'nodeName') || '<none>', true],
  ],
  deployments: [
    name,
    [
      'Ready',
      (deployment) =>
        `${count(deployment, 'status', 'readyReplicas')}/${count(deployment, 'spec', 'replicas')}`,
    ],
    ['Up-to-date', (deployment) => count(deployment, 'status', 'updatedReplicas')],
    ['Available', (deployment) => count(deployment, 'status', 'availableReplicas')],
    age,
  ],
  replicasets: [
    name,
    ['Desired', (set) => count(set, 'spec', 'replicas')],
    ['Current', (set) => count(set, 'status', 'replicas')],
    ['Ready', (set) => count(set, 'status', 'readyReplicas')],
    age,
  ],
  secrets: [name, ['Type', (secret) => textAt(secret, 'type')], data, age],
  configmaps: [name, data, age],
  namespaces: [name, ['Status', () => 'Active'], age],
  horizontalpodautoscalers: [
    name,
    ['Reference', (one) => `Deployment/${textAt(one, 'spec', 'scaleTargetRef', 'name')}`],
    ['MinPods', (one) => count(one, 'spec', 'minReplicas')],
    ['MaxPods', (one) => count(one, 'spec', 'maxReplicas')],
    age,
  ],
};

/** Objects as the table `kubectl get` prints; `now` in milliseconds since the epoch. */
export function toTable(
  type: ResourceType,
  objects: KubeObject[],
  { now, metadata }: { now: number; metadata: JsonObject },
): JsonObject {
  const shown = columns[type.plural] ?? [name, age];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: shown.map(([title, , wide]) => ({
      name: title,
      type: 'string',
      format: title === 'Name' ? 'name' : '',
      description: title,
      priority: wide ? 1 : 0,
    })),
    rows: objects.map((object) => ({
      cells: shown.map(([, cell]) => cell(object, now)),
      object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata },
    })),
  };
}

function readyContainers(pod: KubeObject): number {
  return listAt(pod, 'status', 'containerStatuses').filter((status) => objectAt(status)['ready'] === true)
    .length;
}

function nodeStatus(node: KubeObject): string {
  const ready = textAt(node, 'status', 'conditions', 0, 'status') === 'True' ? 'Ready' : 'NotReady';
  return objectAt(node, 'spec')['unschedulable'] === true ? `${ready},SchedulingDisabled` : ready;
}

function podStatus(pod: KubeObject): string {
  if (pod.metadata['deletionTimestamp'] !== undefined) return 'Terminating';
  return (
    textAt(pod, 'status', 'containerStatuses', 0, 'state', 'waiting', 'reason') ||
    textAt(pod, 'status', 'phase')
  );
}

function ageText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)}h`;
  return `${Math.floor(seconds / 86_400)}d`;
}

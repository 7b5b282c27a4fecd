import { createHash } from 'node:crypto';
import { firstAfter } from '../agenda.ts';
import type { JsonObject } from './json.ts';
import { sameJson, textAt } from './json.ts';
import { apiVersionOf, resourceType } from './resources.ts';

/** One object as the API shows it; never changed in place, so that watchers may keep what they were given. */
export type KubeObject = JsonObject & { metadata: JsonObject };

/** One change, as a watch tells it. */
export interface ClusterEvent {
  version: number;
  plural: string;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: KubeObject;
}

/** What a deployment does in this world beyond what Kubernetes can see. */
export interface Workload {
  /** Never becomes ready. */
  crashes?: boolean;
  /** The secret and key that hold the database URL its pods need. */
  database?: { secret: string; key: string };
  /** From start to ready, in milliseconds; 20 to 40 s by the pod's name unless told. */
  startMs?: number;
}

/** What the cluster asks the world around it; answers are for the present moment. */
export interface Surroundings {
  now(): number;
  /** How many nodes run. */
  nodes(): number;
  /** How many of them are not ready. */
  nodesDown(): number;
  /** Whether this host is a database endpoint of the cluster's own region. */
  isOwnDatabase(host: string): boolean;
}

/** What is known of a pod beside its object. */
export interface PodState {
  deployment: string;
  templateHash: string;
  node: string | undefined;
  /** The host its database URL named when it started. */
  databaseHost: string | undefined;
  /** Whether its containers answer, on a node that is up. */
  started: boolean;
  leaving: boolean;
}

/** One simulated cluster: its objects, their history, and what is going to happen to them. */
export interface Cluster {
  name: string;
  region: string;
  kubernetesVersion: string;
  podsPerNode: number;
  surroundings: Surroundings;
  objects: Map<string, Map<string, KubeObject>>;
  version: number;
  events: ClusterEvent[];
  /** The newest version whose event is no longer kept: a watch from before it must list again. */
  forgotten: number;
  agenda: { at: number; apply(at: number): void }[];
  /** The moment the cluster has been brought to; what happens while settling happens at this time. */
  at: number;
  workloads: Map<string, Workload>;
  pods: Map<string, PodState>;
  /** The keys of each deployment's pods, oldest first. */
  podsByDeployment: Map<string, Set<string>>;
  /** The keys of the pods that no node has room for yet, oldest first. */
  unplacedPods: Set<string>;
  /** The keys of each deployment's replica sets, oldest first. */
  replicaSets: Map<string, Set<string>>;
  /** When each deployment last made progress. */
  progress: Map<string, number>;
  seenNodes: { count: number; down: number };
}

const KEPT_EVENTS = 20_000;

/** Makes an empty cluster; `setUpCluster` in nodes.ts gives it nodes. */
export function createCluster(
  options: Pick<Cluster, 'name' | 'region' | 'surroundings'> & Partial<Cluster>,
): Cluster {
  return {
    kubernetesVersion: 'v1.31.4',
    podsPerNode: 17,
    objects: new Map(),
    version: 1000,
    events: [],
    forgotten: 1000,
    agenda: [],
    at: options.surroundings.now(),
    workloads: new Map(),
    pods: new Map(),
    podsByDeployment: new Map(),
    unplacedPods: new Set(),
    replicaSets: new Map(),
    progress: new Map(),
    seenNodes: { count: -1, down: 0 },
    ...options,
  };
}

/** The name by which an object is kept: `namespace/name`, or `/name` for what has no namespace. */
export function keyOf(object: KubeObject): string {
  return `${textAt(object, 'metadata', 'namespace')}/${textAt(object, 'metadata', 'name')}`;
}

/** All objects of a type, in the order of their names. */
export function listObjects(cluster: Cluster, plural: string): KubeObject[] {
  const stored = cluster.objects.get(plural) ?? new Map<string, KubeObject>();
  return [...stored].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, object]) => object);
}

/** One object by its key, or undefined. */
export function findObject(cluster: Cluster, plural: string, key: string): KubeObject | undefined {
  return cluster.objects.get(plural)?.get(key);
}

/** Stores an object, giving it what the API server gives (uid, time, generation, version); returns what was stored. */
export function putObject(cluster: Cluster, plural: string, object: KubeObject): KubeObject {
  const key = keyOf(object);
  const before = findObject(cluster, plural, key);
  const type = resourceType(plural);
  const specChanged = before !== undefined && !sameJson(before['spec'], object['spec']);
  const settled: KubeObject = {
    ...object,
    apiVersion: apiVersionOf(type),
    kind: type.kind,
    metadata: {
      ...object.metadata,
      uid:
        before?.metadata['uid'] ??
        uid(`${cluster.region}/${cluster.name}/${plural}/${key}/${cluster.version}`),
      creationTimestamp: before?.metadata['creationTimestamp'] ?? timestamp(cluster.at),
      resourceVersion: before?.metadata['resourceVersion'] ?? '',
      ...generationOf({ plural, before, specChanged }),
    },
  };
  if (before && sameJson(before, settled)) return before;
  cluster.version += 1;
  settled.metadata['resourceVersion'] = String(cluster.version);
  const stored = cluster.objects.get(plural) ?? new Map<string, KubeObject>();
  stored.set(key, settled);
  cluster.objects.set(plural, stored);
  tell(cluster, { plural, type: before ? 'MODIFIED' : 'ADDED', object: settled });
  return settled;
}

/** Takes an object away; watchers see its last state. */
export function removeObject(cluster: Cluster, plural: string, key: string): void {
  const before = findObject(cluster, plural, key);
  if (!before) return;
  cluster.objects.get(plural)?.delete(key);
  cluster.version += 1;
  const object = { ...before, metadata: { ...before.metadata, resourceVersion: String(cluster.version) } };
  tell(cluster, { plural, type: 'DELETED', object });
}

/** Lets something happen at a moment (milliseconds since the epoch) when the cluster is next settled past it. */
export function schedule(cluster: Cluster, at: number, apply: (at: number) => void): void {
  cluster.agenda.splice(firstAfter(cluster.agenda, at), 0, { at, apply });
}

/** A number from 0 to 1 that depends on nothing but the text. */
export function fraction(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 0x1_0000_0000;
}

/** Letters as Kubernetes makes them for names, depending on nothing but the text. */
export function suffix(text: string, length: number): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  const bytes = [...createHash('sha256').update(text).digest().subarray(0, length)];
  return bytes.map((byte) => alphabet.charAt(byte % alphabet.length)).join('');
}

/** A moment as the API writes it: UTC, whole seconds. */
export function timestamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

function tell(cluster: Cluster, event: Omit<ClusterEvent, 'version'>): void {
  cluster.events.push({ version: cluster.version, ...event });
  const tooMany = cluster.events.length - KEPT_EVENTS;
  if (tooMany <= 0) return;
  const dropped = cluster.events.splice(0, tooMany + KEPT_EVENTS / 10);
  cluster.forgotten = dropped.at(-1)?.version ?? cluster.forgotten;
}

function uid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

// Only kinds whose spec a controller works on carry a generation.
function generationOf(change: {
  plural: string;
  before: KubeObject | undefined;
  specChanged: boolean;
}): JsonObject {
  if (!['deployments', 'replicasets', 'horizontalpodautoscalers'].includes(change.plural)) return {};
  const generation = change.before?.metadata['generation'];
  if (typeof generation !== 'number') return { generation: 1 };
  return { generation: change.specChanged ? generation + 1 : generation };
}

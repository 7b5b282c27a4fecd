import type { Cluster, KubeObject } from '../../../src/simulator/kubernetes/cluster.ts';
import { keyOf, listObjects } from '../../../src/simulator/kubernetes/cluster.ts';
import { settleCluster } from '../../../src/simulator/kubernetes/rollout.ts';
import type { Environment } from '../../../src/simulator/environment.ts';

/** A simulated world as plain data: every field that is not an object itself, by its path (`regions/eu-west-1/dbInstances/orders/status`). */
export type Snapshot = ReadonlyMap<string, string>;

/** Something that need not be as it was, and why; the pattern is tried on paths. */
export interface Allowed {
  readonly path: RegExp;
  readonly reason: string;
}

/** What the simulator keeps for itself, or what is told again by another field: not part of what anybody could look up. */
const unseen: readonly Allowed[] = [
  { path: /^(clock|schedule|history|sequence|timings|accessKeys)\b/, reason: "the simulator's own memory" },
  { path: /^regions\/[^/]+\/(name|darkness)$/, reason: 'a region is known once somebody has named it' },
  { path: /^traffic\/dnsQuestions$/, reason: 'how often DNS was asked' },
  { path: /^dnsChanges\//, reason: 'the list of changes that Route 53 was asked for' },
  { path: /^regions\/[^/]+\/(metrics|mutations|conditionSince)\b/, reason: 'what was measured is the past' },
  { path: /\/lag\/\d+\//, reason: 'what a replica was behind in the past' },
];

/** What no failover could leave as it was, whatever the service. */
const alwaysAllowed: readonly Allowed[] = [
  {
    path: /\/(createdAt|modifiedAt|promotedAt|replayedUntil|startedAt)$/i,
    reason: 'when something was made',
  },
  { path: /\/(lastCheckedAt|changingSince|lastObservation|lastUpdateTime)$/, reason: 'when somebody looked' },
  { path: /^healthChecks\/[^/]+\/version$/, reason: 'Route 53 counts the changes of a health check' },
  { path: /\/nodegroups\/[^/]+\/updates\//, reason: 'EKS remembers the changes of a node group' },
  { path: /\/watching\/topics\/.*\/messages\//, reason: 'what people were told' },
  { path: /^supportCases\//, reason: 'what AWS Support was told' },
  { path: /^buckets\/[^/]*witness[^/]*\/objects\//, reason: 'the lease and the journals of the runs' },
  {
    path: /\/metadata\/(uid|resourceVersion|generation|creationTimestamp)$/,
    reason: 'Kubernetes counts the changes of an object',
  },
  { path: /\/status\/observedGeneration$/, reason: 'Kubernetes counts the changes of an object' },
  { path: /\/status\/conditions\/[^/]+\/last\w+Time$/, reason: 'when a deployment last changed' },
  {
    path: /\/status\/conditions\/[^/]+\/(message|reason)$/,
    reason: 'words that name the replica set, or the last thing that happened',
  },
];

/** Pods and replica sets have random names, and a deployment's status counts them; node groups count the nodes. */
const transient = new Set(['pods', 'replicasets', 'events', 'nodes']);

/** Everything of a world that somebody could look up, at this moment. */
export function snapshotOf({ world, clusters }: Environment): Snapshot {
  world.settle();
  clusters.forEach(settleCluster);
  const fields = new Map<string, string>();
  const kubernetes = Object.fromEntries(clusters.map((one) => [`${one.region}/${one.name}`, objectsOf(one)]));
  collect({ ...world, kubernetes }, '', fields);
  for (const [path, value] of fields) {
    if (/^regions\/[^/]+\/condition$/.test(path) && value === '"healthy"') fields.delete(path);
    if (unseen.some((one) => one.path.test(path))) fields.delete(path);
  }
  return fields;
}

/**
 * What is not as it was, one line a field, apart from what must differ; and the allowances that nothing needed, so that a list of them
 * says what is true and no more. Nothing where the worlds agree.
 */
export function worldDiff(
  before: Snapshot,
  after: Snapshot,
  allowed: readonly Allowed[] = [],
): readonly string[] {
  const unneeded = new Set(allowed);
  const lines: string[] = [];
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [was, is] = [before.get(path), after.get(path)];
    if (was === is) continue;
    const excuses = allowed.filter((one) => one.path.test(path));
    excuses.forEach((one) => unneeded.delete(one));
    if (excuses.length > 0 || alwaysAllowed.some((one) => one.path.test(path))) continue;
    lines.push(`${path}: was ${was ?? 'not there'}, is ${is ?? 'not there'}`);
  }
  return [...lines, ...[...unneeded].map((one) => `no difference is excused by ${one.reason}`)];
}

function objectsOf(cluster: Cluster): Record<string, Record<string, KubeObject>> {
  const plurals = [...cluster.objects.keys()].filter((plural) => !transient.has(plural));
  return Object.fromEntries(
    plurals.map((plural) => [
      plural,
      Object.fromEntries(listObjects(cluster, plural).map((object) => [keyOf(object), object])),
    ]),
  );
}

function collect(value: unknown, path: string, fields: Map<string, string>): void {
  if (value === undefined || typeof value === 'function') return;
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value) || value instanceof Date) {
    fields.set(path, textOf(value));
    return;
  }
  for (const [name, member] of membersOf(value))
    collect(member, path === '' ? name : `${path}/${name}`, fields);
}

function membersOf(value: object): readonly (readonly [string, unknown])[] {
  if (value instanceof Map) return [...value].map(([key, member]) => [String(key), member]);
  if (value instanceof Set) return [...value].map((member) => [String(member), true]);
  if (!Array.isArray(value)) return Object.entries(value);
  const list: readonly unknown[] = value;
  const names = list.map(nameOf);
  // The order of a list of named things means nothing, that of any other list does.
  const named = names.every((name) => name !== undefined) && new Set(names).size === names.length;
  return list.map((member, index) => [named ? (names[index] ?? '') : String(index), member]);
}

/** By what a member of a list is known: a record by name, type and set, anything else by its first identifying field. */
function nameOf(member: unknown): string | undefined {
  if (typeof member !== 'object' || member === null) return undefined;
  const text = (field: string): string | undefined => {
    const value: unknown = Object.getOwnPropertyDescriptor(member, field)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  const record = [text('Name'), text('Type'), text('SetIdentifier')].filter((part) => part !== undefined);
  if (record.length > 0) return record.join(' ');
  return ['id', 'ID', 'identifier', 'name', 'groupId', 'key', 'arn', 'region', 'type']
    .map(text)
    .find((name) => name !== undefined);
}

function textOf(value: unknown): string {
  if (Buffer.isBuffer(value)) return value.toString();
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
}

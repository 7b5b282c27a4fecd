import type { HealthCheckConfig, ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { ReplicationConfiguration } from '@aws-sdk/client-s3';
import { evaluateHealthChecks } from './health-checks.ts';
import { refreshLag } from './replication-lag.ts';
import type { LagSegment } from './replication-lag.ts';
import { defaultTimings } from './timings.ts';
import type { Timings } from './timings.ts';

/** Where the world reads the time, in milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

/** How a region is doing: `degraded` answers but refuses every second change, `dark` does not answer at all. */
export type RegionCondition = 'healthy' | 'degraded' | 'dark';

/** One RDS instance; a replica is one that has a `sourceArn`. */
export interface DbInstance {
  identifier: string;
  region: string;
  arn: string;
  resourceId: string;
  engine: string;
  engineVersion: string;
  instanceClass: string;
  allocatedGiB: number;
  status: string;
  host: string;
  port: number;
  multiAz: boolean;
  backupRetentionDays: number;
  deletionProtection: boolean;
  createdAt: number;
  tags: Record<string, string>;
  sourceArn: string | undefined;
  /** Whether the instance accepts writes when somebody connects to it. */
  writable: boolean;
  /** Whether an application is writing; a quiet source lets its replicas drain to zero lag. */
  writing: boolean;
  baseLagMs: number;
  /** The history from which the lag at any past moment is computed. */
  lag: LagSegment[];
  /** The source's moment up to which the data was replayed when this instance was promoted: what the promotion lost is after it. */
  replayedUntil: number | undefined;
  promotionMs: number | undefined;
  /** A final status in place of `available`: the promotion fails and the instance never becomes writable. */
  promotionOutcome: string | undefined;
  /** When the promotion stopped the replication. */
  promotedAt: number | undefined;
  /** Changes that wait for the maintenance window, because nobody asked for them at once. */
  pending: { multiAz?: boolean; instanceClass?: string };
}

/** One ElastiCache cluster of a single engine. */
export interface CacheCluster {
  id: string;
  region: string;
  arn: string;
  engine: string;
  engineVersion: string;
  nodeType: string;
  nodes: number;
  status: string;
  createdAt: number;
  replicationGroupId: string | undefined;
}

/** One ElastiCache replication group. */
export interface ReplicationGroup {
  id: string;
  region: string;
  arn: string;
  description: string;
  engine: string;
  nodeType: string;
  members: string[];
  status: string;
  createdAt: number;
  automaticFailover: boolean;
}

/** One change of a node group, as `DescribeUpdate` shows it. */
export interface NodegroupUpdate {
  id: string;
  token: string | undefined;
  status: 'InProgress' | 'Failed' | 'Cancelled' | 'Successful';
  createdAt: number;
  params: { type: string; value: string }[];
}

/** One EKS managed node group; `nodes` is what really runs, `desired` what was asked for. */
export interface Nodegroup {
  name: string;
  arn: string;
  status: string;
  min: number;
  max: number;
  desired: number;
  nodes: number;
  instanceType: string;
  createdAt: number;
  updates: NodegroupUpdate[];
}

/** One EKS cluster; `endpoint` and `certificateAuthority` (base64 PEM) belong to whoever serves its Kubernetes API. */
export interface EksCluster {
  name: string;
  region: string;
  arn: string;
  version: string;
  status: string;
  endpoint: string;
  certificateAuthority: string;
  createdAt: number;
  nodegroups: Map<string, Nodegroup>;
}

/** One application load balancer with its single target group and its targets. */
export interface LoadBalancer {
  name: string;
  region: string;
  arn: string;
  dnsName: string;
  hostedZoneId: string;
  addresses: string[];
  targetGroupName: string;
  targetGroupArn: string;
  port: number;
  healthCheckPath: string;
  targets: { id: string; port: number; health: 'healthy' | 'unhealthy' | 'draining' }[];
  createdAt: number;
}

/** Answers a CloudWatch metric: the value at a moment, or nothing where there is no data point. */
export interface MetricProvider {
  namespace: string;
  metricName: string;
  dimensions: Record<string, string>;
  unit: string;
  valueAt(at: number): number | undefined;
  /** Single data points that were put, in place of values that can be asked for at any moment. */
  points?: { at: number; value: number }[];
}

/** One region of the account. */
export interface RegionState {
  name: string;
  condition: RegionCondition;
  /** What a caller of a dark region sees: a destroyed connection, or one that never answers. */
  darkness: 'drop' | 'hang';
  conditionSince: number;
  /** Counts mutating requests while degraded, of which every second is refused. */
  mutations: number;
  dbInstances: Map<string, DbInstance>;
  cacheClusters: Map<string, CacheCluster>;
  replicationGroups: Map<string, ReplicationGroup>;
  clusters: Map<string, EksCluster>;
  loadBalancers: Map<string, LoadBalancer>;
  metrics: MetricProvider[];
}

/** One hosted zone with its records in the SDK's own shape, names lower case with the final dot. */
export interface HostedZone {
  id: string;
  name: string;
  private: boolean;
  records: ResourceRecordSet[];
}

/** One Route 53 health check with the state its checkers report (before `Disabled`, after `Inverted`). */
export interface HealthCheck {
  id: string;
  config: HealthCheckConfig;
  version: number;
  callerReference: string;
  healthy: boolean;
  /** When the checkers began to see the opposite of `healthy`. */
  changingSince: number | undefined;
  lastObservation: string;
  lastCheckedAt: number;
  tags: Record<string, string>;
}

/** One object of a bucket. */
export interface StoredObject {
  key: string;
  body: Buffer;
  etag: string;
  contentType: string | undefined;
  metadata: Record<string, string>;
  modifiedAt: number;
  versionId: string | undefined;
  replicationStatus: 'PENDING' | 'COMPLETED' | 'REPLICA' | undefined;
}

/** One S3 bucket. */
export interface Bucket {
  name: string;
  region: string;
  createdAt: number;
  objects: Map<string, StoredObject>;
  versioning: 'Enabled' | 'Suspended' | undefined;
  replication: ReplicationConfiguration | undefined;
  publicRead: boolean;
}

/** One case opened with AWS Support. */
export interface SupportCase {
  id: string;
  displayId: string;
  subject: string;
  body: string;
  severity: string;
  serviceCode: string;
  categoryCode: string;
  createdAt: number;
  status: string;
}

/** Who signs requests. `sessionToken` and `expiresAt` (world time) belong to temporary credentials. */
export interface AccessKey {
  id: string;
  secret: string;
  principal: string;
  userId: string;
  sessionToken: string | undefined;
  expiresAt: number | undefined;
  /** The inline session policy as it was sent, for whoever evaluates policies. */
  sessionPolicy: string | undefined;
}

/** A role that may be assumed; `trusts` decides about a web identity's claims. */
export interface Role {
  arn: string;
  name: string;
  id: string;
  trusts: ((claims: Record<string, unknown>) => boolean) | undefined;
}

/** What the policy hook is asked. */
export interface AuthorizationRequest {
  principal: string;
  accessKey: AccessKey | undefined;
  service: string;
  action: string;
  resource: string;
  region: string;
}

/** What the policy hook answers; the reason ends AWS's sentence, after "because". */
export type Authorization = { allowed: true } | { allowed: false; because?: string };

/** Something that happens by itself at a moment. */
export interface ScheduledChange {
  at: number;
  apply(at: number): void;
}

/** The simulated account: plain data, changed only by requests, scheduled changes and the functions of this folder. */
export interface World {
  clock: Clock;
  accountId: string;
  timings: Timings;
  regions: Map<string, RegionState>;
  hostedZones: Map<string, HostedZone>;
  healthChecks: Map<string, HealthCheck>;
  dnsChanges: Map<string, { id: string; submittedAt: number }>;
  buckets: Map<string, Bucket>;
  supportCases: Map<string, SupportCase>;
  accessKeys: Map<string, AccessKey>;
  roles: Map<string, Role>;
  schedule: ScheduledChange[];
  sequence: number;
  /** Past states of the databases, oldest first, from which stale reads are answered. */
  history: { at: number; dbInstances: DbInstance[] }[];
  /** `service:Action` pairs (or `service:*`) that are refused whoever asks. */
  deniedActions: Set<string>;
  /** Answers an HTTP check of a host and path as a Route 53 checker would see it; undefined means no connection. */
  probe: ((host: string, path: string) => { status: number } | undefined) | undefined;
  /** Says whether a load balancer's targets answer; without it the targets' own `health` counts. */
  targetHealth: ((loadBalancer: LoadBalancer) => 'healthy' | 'unhealthy') | undefined;
  authorize: ((request: AuthorizationRequest) => Authorization) | undefined;
  /** Checks a web identity token and gives its claims; throws when the token is not valid. Without it only the expiry counts. */
  verifyWebIdentity: ((token: string) => Promise<Record<string, unknown>>) | undefined;
  /** Performs everything that is due, in order. */
  settle(): void;
}

/** Makes an empty account on the given clock. */
export function createWorld(clock: Clock, options: { accountId?: string } = {}): World {
  const world: World = {
    clock,
    accountId: options.accountId ?? '111122223333',
    timings: defaultTimings(),
    regions: new Map(),
    hostedZones: new Map(),
    healthChecks: new Map(),
    dnsChanges: new Map(),
    buckets: new Map(),
    supportCases: new Map(),
    accessKeys: new Map(),
    roles: new Map(),
    schedule: [],
    sequence: 0,
    history: [],
    deniedActions: new Set(),
    probe: undefined,
    targetHealth: undefined,
    authorize: undefined,
    verifyWebIdentity: undefined,
    settle: () => {
      settleWorld(world);
    },
  };
  return world;
}

/** The state of a region, made empty and healthy when it is first named. */
export function regionOf(world: World, name: string): RegionState {
  const known = world.regions.get(name);
  if (known) return known;
  const region: RegionState = {
    name,
    condition: 'healthy',
    darkness: 'drop',
    conditionSince: world.clock.now(),
    mutations: 0,
    dbInstances: new Map(),
    cacheClusters: new Map(),
    replicationGroups: new Map(),
    clusters: new Map(),
    loadBalancers: new Map(),
    metrics: [],
  };
  world.regions.set(name, region);
  return region;
}

/** Adds a change that happens by itself `delayMs` from `from` (now, unless told). */
export function scheduleIn(
  world: World,
  delayMs: number,
  change: { apply(at: number): void; from?: number },
): void {
  const at = (change.from ?? world.clock.now()) + delayMs;
  const position = world.schedule.findIndex((entry) => entry.at > at);
  const entry = {
    at,
    apply: (when: number) => {
      change.apply(when);
    },
  };
  world.schedule.splice(position < 0 ? world.schedule.length : position, 0, entry);
}

/** Changes a region's condition now: replication, health checks and the website follow. */
export function setRegionCondition(
  world: World,
  name: string,
  change: RegionCondition | { condition: RegionCondition; darkness?: 'drop' | 'hang' },
): void {
  world.settle();
  const region = regionOf(world, name);
  const wanted = typeof change === 'string' ? { condition: change } : change;
  region.condition = wanted.condition;
  region.darkness = wanted.darkness ?? 'drop';
  region.conditionSince = world.clock.now();
  region.mutations = 0;
  world.settle();
}

/** Makes every call of an action fail with the service's access-denied error: `denyAction(world, 'rds:PromoteReadReplica')`. */
export function denyAction(world: World, action: string): void {
  world.deniedActions.add(action);
}

/** A number that is never given twice in this world, for ids. */
export function nextSequence(world: World): number {
  world.sequence += 1;
  return world.sequence;
}

const HISTORY_LENGTH = 200;

function settleWorld(world: World): void {
  const now = world.clock.now();
  for (let due = world.schedule[0]; due && due.at <= now; due = world.schedule[0]) {
    world.schedule.shift();
    due.apply(due.at);
    refreshLag(world, due.at);
    evaluateHealthChecks(world, due.at);
    recordHistory(world, due.at);
  }
  refreshLag(world, now);
  evaluateHealthChecks(world, now);
  recordHistory(world, now);
}

function recordHistory(world: World, at: number): void {
  const all = [...world.regions.values()].flatMap((region) => [...region.dbInstances.values()]);
  const last = world.history.at(-1);
  const unchanged =
    last?.dbInstances.length === all.length &&
    all.every((instance, index) => {
      const before = last.dbInstances[index];
      return (
        before?.identifier === instance.identifier &&
        before.status === instance.status &&
        before.sourceArn === instance.sourceArn
      );
    });
  if (unchanged) return;
  world.history.push({ at, dbInstances: structuredClone(all) });
  if (world.history.length > HISTORY_LENGTH) world.history.shift();
}

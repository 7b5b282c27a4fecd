import type { HostedZone, HealthCheck, Bucket, SupportCase, AccessKey, Role } from './global-resources.ts';
import type {
  DbInstance,
  DbSnapshot,
  CacheCluster,
  ReplicationGroup,
  EksCluster,
  LoadBalancer,
  MetricProvider,
} from './regional-resources.ts';
import type { Distribution, LambdaFunction, Parameter, Secret } from './application-resources.ts';
import { firstAfter } from './agenda.ts';
import { noContainers } from './container-resources.ts';
import type { ContainerState } from './container-resources.ts';
import { evaluateHealthChecks } from './health-checks.ts';
import { refreshFollowers } from './follower-lag.ts';
import type { GlobalDatastore, KafkaCluster, Replicator, Table } from './global-stores.ts';
import { refreshLag } from './replication-lag.ts';
import type { DbCluster, GlobalCluster } from './aurora-resources.ts';
import { refreshAurora } from './aurora-roles.ts';
import { defaultTimings } from './timings.ts';
import { emptyTraffic } from './traffic-state.ts';
import type { TrafficState } from './traffic-state.ts';
import type { Timings } from './timings.ts';
import { watchesNothing } from './watching.ts';
import type { Dashboard, Watching } from './watching.ts';

export type { HostedZone } from './global-resources.ts';
export type { EksCluster, LoadBalancer } from './regional-resources.ts';

/** Where the world reads the time, in milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

/** How a region is doing: `degraded` answers but refuses every second change, `dark` does not answer at all. */
export type RegionCondition = 'healthy' | 'degraded' | 'dark';

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
  dbClusters: Map<string, DbCluster>;
  dbSnapshots: Map<string, DbSnapshot>;
  cacheClusters: Map<string, CacheCluster>;
  replicationGroups: Map<string, ReplicationGroup>;
  clusters: Map<string, EksCluster>;
  loadBalancers: Map<string, LoadBalancer>;
  tables: Map<string, Table>;
  kafkaClusters: Map<string, KafkaCluster>;
  replicators: Map<string, Replicator>;
  functions: Map<string, LambdaFunction>;
  parameters: Map<string, Parameter>;
  secrets: Map<string, Secret>;
  metrics: MetricProvider[];
  watching: Watching;
  containers: ContainerState;
}

/** What the policy hook is asked. */
export interface AuthorizationRequest {
  principal: string;
  accessKey: AccessKey | undefined;
  service: string;
  action: string;
  resource: string;
  region: string;
  /** Condition keys that only this action has. */
  keys?: Record<string, string>;
}

/** What the policy hook answers; the reason ends AWS's sentence, after "because" unless it begins with "with" (an explicit deny). */
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
  globalClusters: Map<string, GlobalCluster>;
  hostedZones: Map<string, HostedZone>;
  healthChecks: Map<string, HealthCheck>;
  dnsChanges: Map<string, { id: string; submittedAt: number }>;
  buckets: Map<string, Bucket>;
  traffic: TrafficState;
  globalDatastores: Map<string, GlobalDatastore>;
  supportCases: Map<string, SupportCase>;
  dashboards: Map<string, Dashboard>;
  distributions: Map<string, Distribution>;
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
    globalClusters: new Map(),
    hostedZones: new Map(),
    healthChecks: new Map(),
    dnsChanges: new Map(),
    buckets: new Map(),
    traffic: emptyTraffic(),
    globalDatastores: new Map(),
    supportCases: new Map(),
    dashboards: new Map(),
    distributions: new Map(),
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
    dbClusters: new Map(),
    dbSnapshots: new Map(),
    cacheClusters: new Map(),
    replicationGroups: new Map(),
    clusters: new Map(),
    loadBalancers: new Map(),
    tables: new Map(),
    kafkaClusters: new Map(),
    replicators: new Map(),
    functions: new Map(),
    parameters: new Map(),
    secrets: new Map(),
    metrics: [],
    watching: watchesNothing(),
    containers: noContainers(),
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
  const entry = {
    at,
    apply: (when: number) => {
      change.apply(when);
    },
  };
  world.schedule.splice(firstAfter(world.schedule, at), 0, entry);
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
    refreshAurora(world, due.at);
    refreshFollowers(world, due.at);
    evaluateHealthChecks(world, due.at);
    recordHistory(world, due.at);
  }
  refreshLag(world, now);
  refreshAurora(world, now);
  refreshFollowers(world, now);
  evaluateHealthChecks(world, now);
  recordHistory(world, now);
}

function recordHistory(world: World, at: number): void {
  const all = [...world.regions.values()].flatMap((region) => [...region.dbInstances.values()]);
  const last = world.history.at(-1);
  // What has not changed is shared with the state before: a fleet's whole history would not fit into memory.
  const dbInstances = all.map((instance, index) => {
    const before = last?.dbInstances[index];
    const unchanged =
      before?.identifier === instance.identifier &&
      before.status === instance.status &&
      before.pending.instanceClass === instance.pending.instanceClass &&
      before.sourceArn === instance.sourceArn;
    return unchanged ? before : structuredClone(instance);
  });
  if (
    last?.dbInstances.length === all.length &&
    dbInstances.every((each, index) => each === last.dbInstances[index])
  )
    return;
  world.history.push({ at, dbInstances });
  if (world.history.length > HISTORY_LENGTH) world.history.shift();
}

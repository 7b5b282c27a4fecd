import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { addSecret, addSecretReplica } from '../application-builders.ts';
import {
  addBucket,
  addDbInstance,
  addHealthCheck,
  addHostedZone,
  addLoadBalancer,
  addMetric,
  addObject,
  addRecord,
  addReplica,
  addReplicationGroup,
  cacheHost,
  dbHost,
} from '../builders.ts';
import { addFault } from '../faults.ts';
import type { Faults } from '../faults.ts';
import type { Bucket } from '../global-resources.ts';
import { addGlobalDatastore } from '../store-builders.ts';
import { addAccelerator, addPolicyInstance, addTrafficPolicy } from '../traffic-builders.ts';
import { addTopic } from '../watching.ts';
import { openWebsite } from '../website.ts';
import type { Page, Website } from '../website.ts';
import type { LoadBalancer, World } from '../world.ts';
import { regionOf, setRegionCondition } from '../world.ts';
import { addContainers } from './rail-containers.ts';
import type { Built, Scenario } from './scenario.ts';

const HOME = 'us-east-1';
const STANDBY = 'eu-west-1';
const FAR = 'ap-northeast-1';
const REGIONS = [HOME, STANDBY, FAR] as const;
const DOMAIN = 'rail-service.com';
const SECRET = 'rail/prod/database';
const STOP_BUCKET = 'rail-failover-stop-eu-west-1';

/**
 * The runbook's world: three regions answer users, each from near. One of them, us-east-1, has the database that is written to, and so
 * `write.rail-service.com` leads there. The control plane of Route 53 is in the same region.
 */
export const rail: Scenario = {
  name: 'rail',
  variants: ['healthy', 'dark', 'degraded', 'lagging', 'promotion-fails', 'throttled'],
  build,
  trouble: (variant, world, faults) => {
    const replica = regionOf(world, STANDBY).dbInstances.get(`rail-backend-${STANDBY}`);
    if (variant === 'dark' || variant === 'degraded') setRegionCondition(world, HOME, variant);
    if (variant === 'lagging' && replica) {
      const lagMs = 6 * 60_000;
      const lag = [{ from: replica.createdAt, mode: 'steady' as const, lagMs }];
      Object.assign(replica, { baseLagMs: lagMs, lag });
    }
    if (variant === 'promotion-fails' && replica) replica.promotionOutcome = 'incompatible-restore';
    if (variant === 'throttled') throttle(faults);
  },
};

/** Every control plane refuses the first two calls of each sort that change something. */
function throttle(faults: Faults): void {
  const operations: readonly [service: string, operation: string][] = [
    ['rds', 'PromoteReadReplica'],
    ['ecs', 'UpdateService'],
    ['application-autoscaling', 'RegisterScalableTarget'],
    ['elasticache', 'FailoverGlobalReplicationGroup'],
    ['secretsmanager', 'PutSecretValue'],
    ['globalaccelerator', 'UpdateEndpointGroup'],
    ['route53', 'UpdateTrafficPolicyInstance'],
  ];
  for (const [service, operation] of operations)
    addFault(faults, { service, operation, times: 2, effect: { kind: 'throttle' } });
}

function build(world: World): Built {
  addStores(world);
  const balancers = REGIONS.map((region) => {
    const names: Readonly<Record<string, string>> = {
      [HOME]: 'primary',
      [STANDBY]: 'secondary',
      [FAR]: 'tertiary',
    };
    return addLoadBalancer(world, { name: `rail-backend-${names[region] ?? ''}`, region, port: 8080 });
  });
  balancers.forEach((balancer) => {
    addContainers(world, balancer, balancer.region === HOME ? { min: 6, max: 12 } : { min: 2, max: 6 });
  });
  addBuckets(world);
  const site: Website = { world, page: (region, path) => page(world, region, path) };
  openWebsite(site);
  // Here every target stands for itself: a load balancer knows which of its tasks answer.
  world.targetHealth = undefined;
  addTraffic(world, balancers);
  for (const region of REGIONS) addTopic(world, region, 'rail-failover');
  return { clusters: [], site, regions: [HOME, STANDBY] };
}

function addStores(world: World): void {
  const engineVersion = '16.4';
  const source = addDbInstance(world, {
    ...{ identifier: `rail-backend-${HOME}`, region: HOME, multiAz: true, engineVersion },
    instanceClass: 'db.r6g.2xlarge',
  });
  for (const region of [STANDBY, FAR])
    addReplica(world, source, {
      ...{ identifier: `rail-backend-${region}`, region, engineVersion },
      instanceClass: 'db.r6g.xlarge',
      // RDS makes cross-region replicas without backups.
      backupRetentionDays: 0,
    });
  const groups = REGIONS.map((region) =>
    addReplicationGroup(world, {
      ...{ id: `rail-redis-${region}`, region, automaticFailover: true },
      nodeType: 'cache.r6g.large',
      members: [1, 2, 3].map((node) => `rail-redis-${region}-00${node}`),
    }),
  );
  const [primary, ...secondaries] = groups;
  if (primary) addGlobalDatastore(world, 'ldgnf-rail-global', [primary, ...secondaries]);
  const value = JSON.stringify({
    DATABASE_URL: `postgres://rail:simulated@${dbHost(world, `rail-backend-${HOME}`, HOME)}:5432/rail_service?sslmode=require`,
    REDIS_URL: `rediss://${cacheHost(world, `rail-redis-${HOME}`, HOME)}:6379/0`,
  });
  const secret = addSecret(world, { name: SECRET, region: HOME, value });
  for (const region of [STANDBY, FAR]) addSecretReplica(world, secret, region);
}

// The audit log of each region is kept in the two others; versions in it are locked for seven years.
function addBuckets(world: World): void {
  const name = (region: string) => `rail-audit-logs-${region}`;
  const rule = (to: string, index: number) => ({
    ID: `audit-to-${to}`,
    Status: 'Enabled' as const,
    Priority: index + 1,
    Filter: { Prefix: '' },
    DeleteMarkerReplication: { Status: 'Disabled' as const },
    Destination: {
      Bucket: `arn:aws:s3:::${name(to)}`,
      StorageClass: 'STANDARD_IA' as const,
      Metrics: { Status: 'Enabled' as const },
    },
  });
  const Role = `arn:aws:iam::${world.accountId}:role/rail-audit-replication`;
  const buckets = REGIONS.map((region): Bucket => {
    const others = REGIONS.filter((other) => other !== region);
    return addBucket(world, {
      ...{ name: name(region), region, versioning: 'Enabled', objectLock: true },
      retention: { Mode: 'COMPLIANCE', Years: 7 },
      replication: { Role, Rules: others.map(rule) },
    });
  });
  for (const bucket of buckets)
    for (const key of ['2026/11/20.jsonl', '2026/11/21.jsonl'])
      addObject(world, bucket, {
        ...{ key, body: Buffer.from(key) },
        replicationStatus: bucket.region === HOME ? 'COMPLETED' : 'REPLICA',
      });
  for (const from of buckets) for (const to of buckets) if (from !== to) addLatency(world, from, to);
  addBucket(world, { name: 'rail-witness', region: 'us-west-2', versioning: 'Enabled' });
  addBucket(world, { name: STOP_BUCKET, region: STANDBY, publicRead: true });
}

/** What S3 publishes in the region of the copy, while both ends answer. */
function addLatency(world: World, from: Bucket, to: Bucket): void {
  addMetric(world, to.region, {
    namespace: 'AWS/S3',
    metricName: 'ReplicationLatency',
    dimensions: { SourceBucket: from.name, DestinationBucket: to.name, RuleId: `audit-to-${to.region}` },
    unit: 'Seconds',
    valueAt: () =>
      [from, to].some(({ region }) => regionOf(world, region).condition === 'dark') ? undefined : 3,
  });
}

/** us-east-1 counts as healthy while it answers, and while no object in eu-west-1 says stop. */
function addHomeCheck(world: World, home: LoadBalancer): string {
  const fast = { Type: 'HTTPS', Port: 443, RequestInterval: 10, FailureThreshold: 3 } as const;
  const endpoint = addHealthCheck(
    world,
    { ...fast, FullyQualifiedDomainName: home.dnsName, ResourcePath: '/health' },
    { callerReference: `rail-${HOME}` },
  );
  const stop = addHealthCheck(
    world,
    {
      ...fast,
      FullyQualifiedDomainName: `${STOP_BUCKET}.s3.${STANDBY}.amazonaws.com`,
      ResourcePath: `/stop-${HOME}`,
      Inverted: true,
    },
    { id: '0f6f4a52-7b60-4b3f-9d5e-2c1f3a9b7d10', callerReference: 'rail-stop' },
  );
  return addHealthCheck(
    world,
    { Type: 'CALCULATED', ChildHealthChecks: [endpoint.id, stop.id], HealthThreshold: 2 },
    { callerReference: `rail-${HOME}-and-not-stopped` },
  ).id;
}

function addTraffic(world: World, balancers: readonly LoadBalancer[]): void {
  const zone = addHostedZone(world, { name: DOMAIN, id: 'Z07RAILSERVICE000001' });
  const [home, standby] = balancers;
  if (!home || !standby) return;
  const homeCheck = addHomeCheck(world, home);
  const sets = ['primary', 'secondary', 'tertiary'];
  balancers.forEach(({ region, dnsName, hostedZoneId }, index) =>
    addRecord(zone, {
      ...{ Name: `api.${DOMAIN}`, Type: 'A', SetIdentifier: sets[index] ?? region },
      // The list of regions in the SDK's type has these three.
      Region: region as NonNullable<ResourceRecordSet['Region']>,
      ...(region === HOME ? { HealthCheckId: homeCheck } : {}),
      AliasTarget: { HostedZoneId: hostedZoneId, DNSName: `${dnsName}.`, EvaluateTargetHealth: true },
    }),
  );
  const endpoint = ({ dnsName }: LoadBalancer) => ({ Type: 'elastic-load-balancer', Value: dnsName });
  const item = (EndpointReference: string, Weight: string) => ({
    ...{ EndpointReference, Weight, EvaluateTargetHealth: true },
  });
  const policy = addTrafficPolicy(world, 'rail-write', {
    AWSPolicyFormatVersion: '2015-10-01',
    RecordType: 'A',
    StartRule: 'writers',
    Endpoints: { primary: endpoint(home), secondary: endpoint(standby) },
    Rules: {
      writers: {
        RuleType: 'weighted',
        Items: [{ ...item('primary', '100'), HealthCheck: homeCheck }, item('secondary', '0')],
      },
    },
  });
  addPolicyInstance(world, policy, {
    id: '3c9d1b7e-5a42-4f0e-8b16-7e2d90c4f5a1',
    zoneId: zone.id,
    name: `write.${DOMAIN}`,
    ttl: 30,
  });
  addAccelerator(world, 'rail', Object.fromEntries(REGIONS.map((region) => [region, 100])));
}

/** A region answers where tasks of it run; it can write where the secret that they read leads to a database that accepts writes. */
function page(world: World, region: string, path: string): Page {
  const state = regionOf(world, region);
  const running = [...state.loadBalancers.values()].some(({ targets }) =>
    targets.some(({ health }) => health === 'healthy'),
  );
  if (!running) return { status: 503, body: { status: 'unavailable', region, writable: false } };
  // Whoever is nobody is told so: the API is there, and its users are.
  if (path.startsWith('/api/v1/users/me')) return { status: 401, body: { status: 'who are you?', region } };
  const secret = state.secrets.get(SECRET);
  const value = secret?.versions.find(({ stages }) => stages.includes('AWSCURRENT'))?.value ?? '{}';
  const { DATABASE_URL: url = '' } = JSON.parse(value) as { DATABASE_URL?: string };
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return { status: 200, body: { status: 'ok', region, writable: isWritable(world, host) } };
}

function isWritable(world: World, host: string): boolean {
  return [...world.regions.values()].some(
    ({ condition, dbInstances }) =>
      condition !== 'dark' &&
      [...dbInstances.values()].some(
        (one) => one.host === host && one.writable && one.status === 'available',
      ),
  );
}

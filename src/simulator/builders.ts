import { createHash } from 'node:crypto';
import type { HealthCheckConfig, ResourceRecordSet } from '@aws-sdk/client-route-53';
import { observeHealthCheck } from './health-checks.ts';
import { letters, uuid } from './names.ts';
import { hashOf } from './timings.ts';
import { nextSequence, regionOf } from './world.ts';
import type { AccessKey, Bucket, HealthCheck, HostedZone, Role, StoredObject } from './global-resources.ts';
import type {
  CacheCluster,
  DbInstance,
  EksCluster,
  LoadBalancer,
  MetricProvider,
  Nodegroup,
  ReplicationGroup,
} from './regional-resources.ts';
import type { World } from './world.ts';

type Named<T, K extends keyof T> = Pick<T, K> & Partial<T>;

/** What a scenario begins with has been there for a month, so that metrics reach back before its start. */
function longAgo(world: World): number {
  return world.clock.now() - 30 * 24 * 60 * 60_000;
}

/** Puts an RDS instance into its region, available and writable unless told otherwise. */
export function addDbInstance(world: World, given: Named<DbInstance, 'identifier' | 'region'>): DbInstance {
  const { identifier, region } = given;
  const instance: DbInstance = {
    arn: `arn:aws:rds:${region}:${world.accountId}:db:${identifier}`,
    resourceId: `db-${letters(`${region}/${identifier}/${nextSequence(world)}`, 26).toUpperCase()}`,
    engine: 'postgres',
    engineVersion: '16.4',
    instanceClass: 'db.t3.medium',
    allocatedGiB: 100,
    status: 'available',
    host: dbHost(world, identifier, region),
    port: 5432,
    multiAz: false,
    backupRetentionDays: 7,
    deletionProtection: false,
    createdAt: longAgo(world),
    tags: {},
    sourceArn: undefined,
    writable: given.sourceArn === undefined,
    writing: given.sourceArn === undefined,
    baseLagMs: 800,
    lag: [],
    replayedUntil: undefined,
    promotionMs: undefined,
    promotionOutcome: undefined,
    promotedAt: undefined,
    pending: {},
    ...given,
  };
  regionOf(world, region).dbInstances.set(identifier, instance);
  return instance;
}

/** Puts a read replica of an instance into a region, following it since it was made. */
export function addReplica(
  world: World,
  source: DbInstance,
  given: Named<DbInstance, 'identifier' | 'region'>,
): DbInstance {
  const { engine, engineVersion, allocatedGiB, port } = source;
  const inherited = { engine, engineVersion, allocatedGiB, port, sourceArn: source.arn };
  const replica = addDbInstance(world, { ...inherited, ...given });
  replica.lag = [{ from: replica.createdAt, mode: 'steady', lagMs: replica.baseLagMs }];
  return replica;
}

/** The address of an RDS instance; the part after the identifier is the account's own in that region. */
export function dbHost(world: World, identifier: string, region: string): string {
  return `${identifier}.c${letters(`${world.accountId}${region}`, 11)}.${region}.rds.amazonaws.com`;
}

/** The address of an ElastiCache cluster or replication group; the parts after the id are the account's own in that region. */
export function cacheHost(world: World, id: string, region: string): string {
  const account = letters(`${world.accountId}${region}`, 6);
  const short = region.replace(/^(\w\w)-(\w)\w*-(\d)$/, '$1$2$3');
  return `${id}.${account}.0001.${short}.cache.amazonaws.com`;
}

/** Puts an ElastiCache cluster into its region. */
export function addCacheCluster(world: World, given: Named<CacheCluster, 'id' | 'region'>): CacheCluster {
  const cluster: CacheCluster = {
    arn: `arn:aws:elasticache:${given.region}:${world.accountId}:cluster:${given.id}`,
    engine: 'redis',
    engineVersion: '7.1.0',
    nodeType: 'cache.t3.medium',
    nodes: 1,
    status: 'available',
    createdAt: longAgo(world),
    replicationGroupId: undefined,
    ...given,
  };
  regionOf(world, given.region).cacheClusters.set(cluster.id, cluster);
  return cluster;
}

/** Puts an ElastiCache replication group into its region; `members` are the ids of its clusters. */
export function addReplicationGroup(
  world: World,
  given: Named<ReplicationGroup, 'id' | 'region'>,
): ReplicationGroup {
  const group: ReplicationGroup = {
    arn: `arn:aws:elasticache:${given.region}:${world.accountId}:replicationgroup:${given.id}`,
    description: given.id,
    engine: 'redis',
    nodeType: 'cache.t3.medium',
    members: [`${given.id}-001`],
    status: 'available',
    createdAt: longAgo(world),
    automaticFailover: false,
    ...given,
  };
  regionOf(world, given.region).replicationGroups.set(group.id, group);
  return group;
}

/** Puts an EKS cluster into its region; whoever serves its Kubernetes API fills in endpoint and certificate. */
export function addEksCluster(world: World, given: Named<EksCluster, 'name' | 'region'>): EksCluster {
  const { name, region } = given;
  const cluster: EksCluster = {
    arn: `arn:aws:eks:${region}:${world.accountId}:cluster/${name}`,
    version: '1.33',
    status: 'ACTIVE',
    endpoint: `https://${letters(`${region}/${name}`, 32).toUpperCase()}.gr7.${region}.eks.amazonaws.com`,
    certificateAuthority: '',
    createdAt: longAgo(world),
    nodegroups: new Map(),
    ...given,
  };
  regionOf(world, region).clusters.set(name, cluster);
  return cluster;
}

/** Adds a node group to an EKS cluster; `nodes` run as `desired` unless told. */
export function addNodegroup(world: World, cluster: EksCluster, given: Named<Nodegroup, 'name'>): Nodegroup {
  const desired = given.desired ?? 0;
  const path = `${cluster.name}/${given.name}/${letters(cluster.arn + given.name, 8)}`;
  const nodegroup: Nodegroup = {
    arn: `arn:aws:eks:${cluster.region}:${world.accountId}:nodegroup/${path}`,
    status: 'ACTIVE',
    min: 0,
    max: Math.max(10, desired),
    desired,
    nodes: desired,
    instanceType: 'm6i.large',
    createdAt: longAgo(world),
    updates: [],
    ...given,
  };
  cluster.nodegroups.set(nodegroup.name, nodegroup);
  return nodegroup;
}

/** The hosted zones of AWS's own load balancers: https://docs.aws.amazon.com/general/latest/gr/elb.html */
const loadBalancerZones: Record<string, string> = {
  'ap-northeast-1': 'Z14GRHDCWA56QT',
  'ca-central-1': 'ZQSVJUPU6J1EY',
  'eu-central-1': 'Z215JYRZR1TBD5',
  'eu-west-1': 'Z32O12XQLTSW2',
  'eu-west-2': 'ZHURV8PSTC4K8',
  'us-east-1': 'Z35SXDOTRQ7X7K',
  'us-west-2': 'Z1H1FL5HABSF5',
};

/** Puts a load balancer into its region, with addresses of the documentation ranges. */
export function addLoadBalancer(world: World, given: Named<LoadBalancer, 'name' | 'region'>): LoadBalancer {
  const { name, region } = given;
  const arn = (path: string) => `arn:aws:elasticloadbalancing:${region}:${world.accountId}:${path}`;
  const id = createHash('sha256').update(`${region}/${name}`).digest('hex').slice(0, 16);
  const last = 1 + (nextSequence(world) % 254);
  const loadBalancer: LoadBalancer = {
    arn: arn(`loadbalancer/app/${name}/${id}`),
    dnsName: `${name}-${hashOf(id)}.${region}.elb.amazonaws.com`,
    hostedZoneId: loadBalancerZones[region] ?? `Z${letters(region, 13).toUpperCase()}`,
    addresses: [`198.51.100.${last}`, `203.0.113.${last}`],
    targetGroupName: `${name}-targets`,
    targetGroupArn: arn(`targetgroup/${name}-targets/${id}`),
    port: 443,
    healthCheckPath: '/health',
    targets: [],
    createdAt: longAgo(world),
    ...given,
  };
  regionOf(world, region).loadBalancers.set(name, loadBalancer);
  return loadBalancer;
}

/** Adds a CloudWatch metric to a region. */
export function addMetric(world: World, region: string, metric: MetricProvider): void {
  regionOf(world, region).metrics.push(metric);
}

/** Adds a hosted zone; the id is made up from the name unless given. */
export function addHostedZone(world: World, given: Named<HostedZone, 'name'>): HostedZone {
  const name = dnsName(given.name);
  const zone = { id: `Z${letters(name, 19).toUpperCase()}`, private: false, records: [], ...given, name };
  world.hostedZones.set(zone.id, zone);
  return zone;
}

/** Adds a record to a zone as it is, without Route 53's checks. */
export function addRecord(zone: HostedZone, record: ResourceRecordSet): ResourceRecordSet {
  const added = { ...record, Name: dnsName(record.Name ?? zone.name) };
  zone.records.push(added);
  return added;
}

/** A DNS name as Route 53 keeps it: lower case, with the final dot. */
export function dnsName(name: string): string {
  const lower = name.toLowerCase();
  return lower.endsWith('.') ? lower : `${lower}.`;
}

/** Adds a health check that has been running for long enough to report what it sees now. */
export function addHealthCheck(
  world: World,
  config: HealthCheckConfig,
  given: Partial<HealthCheck> = {},
): HealthCheck {
  const callerReference = given.callerReference ?? `check-${nextSequence(world)}`;
  const check: HealthCheck = {
    id: uuid(callerReference),
    config,
    version: 1,
    callerReference,
    healthy: true,
    changingSince: undefined,
    lastObservation: 'Success: HTTP Status Code 200, OK',
    lastCheckedAt: world.clock.now(),
    tags: {},
    ...given,
  };
  if (given.healthy === undefined) check.healthy = observeHealthCheck(world, check).healthy;
  world.healthChecks.set(check.id, check);
  return check;
}

/** Adds a bucket; `publicRead` lets unsigned readers (a Route 53 checker) see its objects. */
export function addBucket(world: World, given: Named<Bucket, 'name' | 'region'>): Bucket {
  const bucket: Bucket = {
    createdAt: longAgo(world),
    objects: new Map(),
    versioning: undefined,
    replication: undefined,
    objectLock: false,
    retention: undefined,
    publicRead: false,
    ...given,
  };
  world.buckets.set(bucket.name, bucket);
  return bucket;
}

/** Puts an object into a bucket, in place of an older one. */
export function addObject(
  world: World,
  bucket: Bucket,
  given: Named<StoredObject, 'key' | 'body'>,
): StoredObject {
  const object: StoredObject = {
    etag: `"${createHash('md5').update(given.body).digest('hex')}"`,
    contentType: undefined,
    metadata: {},
    modifiedAt: world.clock.now(),
    versionId:
      bucket.versioning === 'Enabled' ? letters(`${given.key}${nextSequence(world)}`, 32) : undefined,
    replicationStatus: undefined,
    ...given,
  };
  bucket.objects.set(object.key, object);
  return object;
}

/** Adds credentials: whoever signs with this key is `principal` (an ARN). */
export function addAccessKey(world: World, given: Named<AccessKey, 'id' | 'secret'>): AccessKey {
  const key: AccessKey = {
    principal: `arn:aws:iam::${world.accountId}:user/operator`,
    userId: `AIDA${letters(given.id, 17).toUpperCase()}`,
    sessionToken: undefined,
    expiresAt: undefined,
    sessionPolicy: undefined,
    ...given,
  };
  world.accessKeys.set(key.id, key);
  return key;
}

/** Adds a role that can be assumed; `trusts` decides about web identities, all are trusted without it. */
export function addRole(world: World, name: string, trusts?: Role['trusts']): Role {
  const arn = `arn:aws:iam::${world.accountId}:role/${name}`;
  const role: Role = { arn, name, id: `AROA${letters(name, 17).toUpperCase()}`, trusts };
  world.roles.set(arn, role);
  return role;
}

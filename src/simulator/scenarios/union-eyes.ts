import {
  addBucket,
  addDbInstance,
  addEksCluster,
  addHealthCheck,
  addHostedZone,
  addLoadBalancer,
  addMetric,
  addNodegroup,
  addObject,
  addRecord,
  addReplica,
  addReplicationGroup,
  cacheHost,
  dbHost,
} from '../builders.ts';
import type { Bucket, HealthCheck } from '../global-resources.ts';
import type { Cluster } from '../kubernetes/cluster.ts';
import { addGlobalDatastore } from '../store-builders.ts';
import { addAlarm, addCertificate } from '../watching.ts';
import { openWebsite } from '../website.ts';
import type { LoadBalancer, World } from '../world.ts';
import { regionOf, setRegionCondition } from '../world.ts';
import type { Built, Scenario } from './scenario.ts';
import { addDeployment, addNamespace, addSecret, bringToRest, kubernetesOf } from './scenario.ts';

const HOME = 'us-east-1';
const STANDBY = 'us-west-2';
const DOMAIN = 'unioneyes.com';
const NAMESPACE = 'production';
const DATABASE = 'unioneyes-prod-primary';
const REPLICA = 'unioneyes-prod-replica';
const CACHE = 'unioneyes-redis-primary';
const STOP_BUCKET = 'unioneyes-failover-switch';

/**
 * The runbook's world: everything runs in us-east-1, where the control plane of Route 53 is, too. The pods that stand by in us-west-2 use
 * the stores of us-east-1, over a connection between the regions.
 */
export const unionEyes: Scenario = {
  name: 'union-eyes',
  variants: ['healthy', 'dark', 'degraded', 'lagging', 'promotion-fails'],
  build,
  trouble: (variant, world) => {
    const replica = regionOf(world, STANDBY).dbInstances.get(REPLICA);
    if (variant === 'dark' || variant === 'degraded') setRegionCondition(world, HOME, variant);
    if (variant === 'lagging' && replica) {
      const lagMs = 12_000;
      Object.assign(replica, { baseLagMs: lagMs, lag: [{ from: replica.createdAt, mode: 'steady', lagMs }] });
    }
    if (variant === 'promotion-fails' && replica) replica.promotionOutcome = 'incompatible-restore';
  },
};

function build(world: World): Built {
  addStores(world);
  const home = addLoadBalancer(world, { name: 'unioneyes-alb-primary', region: HOME, ...targets });
  const standby = addLoadBalancer(world, { name: 'unioneyes-alb-secondary', region: STANDBY, ...targets });
  const clusters = [addCluster(world, HOME, 3), addCluster(world, STANDBY, 2)];
  const site = { world, clusters, namespace: NAMESPACE, gateway: 'unioneyes-app', services: {} };
  openWebsite(site);
  for (const [region, id] of certificates) addCertificate(world, region, { id, domainName: DOMAIN });
  addBuckets(world);
  const check = addDns(world, home, standby);
  addAlarm(world, HOME, {
    name: 'unioneyes-primary-health',
    namespace: 'AWS/Route53',
    metricName: 'HealthCheckStatus',
    dimensions: { HealthCheckId: check.id },
    statistic: 'Minimum',
    evaluationPeriods: 2,
    threshold: 1,
    comparison: 'LessThanThreshold',
    alarmActions: [`arn:aws:sns:${HOME}:${world.accountId}:critical-alerts`],
    state: 'OK',
    reason: 'Threshold Crossed: 0 of the last 2 datapoints [1, 1] crossed the threshold (1).',
  });
  return { clusters, site, regions: [HOME, STANDBY] };
}

const certificates = [
  [HOME, '6a1f0c52-8d3b-4e0f-9c57-2b7d41e8a903'],
  [STANDBY, 'c94e7b18-52a6-47d1-8f3e-0d6a95b1c274'],
] as const;

const targets: Pick<LoadBalancer, 'targets' | 'healthCheckPath'> = {
  healthCheckPath: '/api/health',
  targets: [{ id: '10.0.1.10', port: 3000, health: 'healthy' }],
};

function addStores(world: World): void {
  const database = { instanceClass: 'db.r6g.xlarge', engineVersion: '16.1' };
  const source = addDbInstance(world, { ...database, identifier: DATABASE, region: HOME, multiAz: true });
  // A cross-region replica has no backups of its own.
  addReplica(world, source, { ...database, identifier: REPLICA, region: STANDBY, backupRetentionDays: 0 });
  const group = { nodeType: 'cache.r6g.large', automaticFailover: true };
  const primary = addReplicationGroup(world, { ...group, id: CACHE, region: HOME });
  const secondary = addReplicationGroup(world, { ...group, id: 'unioneyes-redis-west', region: STANDBY });
  addGlobalDatastore(world, 'ldgnf-unioneyes-global', [primary, secondary]);
}

// Both regions' config names the home region's stores: that is what step 3 of the runbook is for.
function addCluster(world: World, region: string, replicas: number): Cluster {
  const eks = addEksCluster(world, { name: 'unioneyes', region });
  addNodegroup(world, eks, { name: 'general', desired: 2 });
  const cluster = kubernetesOf(world, eks, 'everywhere');
  addNamespace(cluster, NAMESPACE);
  addSecret(
    cluster,
    { namespace: NAMESPACE, name: 'unioneyes-app' },
    {
      DATABASE_URL: `postgresql://admin:simulated@${dbHost(world, DATABASE, HOME)}:5432/unioneyes`,
      REDIS_URL: `redis://${cacheHost(world, `${CACHE}.primary`, HOME)}:6379`,
    },
  );
  addDeployment(cluster, {
    namespace: NAMESPACE,
    name: 'unioneyes-app',
    replicas,
    database: { secret: 'unioneyes-app', key: 'DATABASE_URL' },
  });
  bringToRest(cluster);
  return cluster;
}

function addBuckets(world: World): void {
  const west = addBucket(world, {
    name: 'unioneyes-assets-west',
    region: STANDBY,
    versioning: 'Enabled',
  });
  const time = { Minutes: 15 };
  const east = addBucket(world, {
    name: 'unioneyes-assets-east',
    region: HOME,
    versioning: 'Enabled',
    replication: {
      Role: `arn:aws:iam::${world.accountId}:role/s3-replication-role`,
      Rules: [
        {
          ID: 'assets',
          Status: 'Enabled',
          Priority: 1,
          Filter: { Prefix: '' },
          DeleteMarkerReplication: { Status: 'Disabled' },
          Destination: {
            Bucket: `arn:aws:s3:::${west.name}`,
            ReplicationTime: { Status: 'Enabled', Time: time },
            Metrics: { Status: 'Enabled', EventThreshold: time },
          },
        },
      ],
    },
  });
  for (const key of ['members/card.png', 'minutes/2026-10.pdf']) {
    addObject(world, east, { key, body: Buffer.from(key), replicationStatus: 'COMPLETED' });
    addObject(world, west, { key, body: Buffer.from(key), replicationStatus: 'REPLICA' });
  }
  addPending(world, east, west);
  addPending(world, west, east);
  addBucket(world, { name: 'unioneyes-witness', region: 'us-east-2', versioning: 'Enabled' });
  addBucket(world, { name: STOP_BUCKET, region: STANDBY, publicRead: true });
}

// What S3 publishes in the region of the copy for as long as a rule with metrics leads there.
function addPending(world: World, from: Bucket, to: Bucket): void {
  const RuleId = 'assets';
  const valueAt = () =>
    from.replication?.Rules?.some(
      ({ ID, Destination }) => ID === RuleId && Destination?.Metrics !== undefined,
    )
      ? [...from.objects.values()]
          .filter(({ replicationStatus }) => replicationStatus === 'PENDING')
          .reduce((sum, { body }) => sum + body.length, 0)
      : undefined;
  addMetric(world, to.region, {
    namespace: 'AWS/S3',
    metricName: 'BytesPendingReplication',
    dimensions: { SourceBucket: from.name, DestinationBucket: to.name, RuleId },
    unit: 'Bytes',
    valueAt,
  });
}

/** Gives back the health check of the home region's endpoint. PRIMARY is healthy while that is, and while no object in us-west-2 says stop. */
function addDns(world: World, home: LoadBalancer, standby: LoadBalancer): HealthCheck {
  const zone = addHostedZone(world, { name: DOMAIN, id: 'Z08UNIONEYES00000001' });
  const alias = ({ hostedZoneId, dnsName }: LoadBalancer) => ({
    HostedZoneId: hostedZoneId,
    DNSName: `${dnsName}.`,
    EvaluateTargetHealth: true,
  });
  addRecord(zone, { Name: `${HOME}.${DOMAIN}`, Type: 'A', AliasTarget: alias(home) });
  addRecord(zone, { Name: `${STANDBY}.${DOMAIN}`, Type: 'A', AliasTarget: alias(standby) });
  const { endpoint, both } = addChecks(world);
  const pair = { Name: DOMAIN, Type: 'A' } as const;
  addRecord(zone, {
    ...pair,
    SetIdentifier: 'primary',
    Failover: 'PRIMARY',
    HealthCheckId: both.id,
    AliasTarget: alias(home),
  });
  addRecord(zone, {
    ...pair,
    SetIdentifier: 'secondary',
    Failover: 'SECONDARY',
    AliasTarget: alias(standby),
  });
  return endpoint;
}

function addChecks(world: World): { endpoint: HealthCheck; both: HealthCheck } {
  const endpoint = addHealthCheck(
    world,
    {
      Type: 'HTTPS',
      FullyQualifiedDomainName: `${HOME}.${DOMAIN}`,
      Port: 443,
      ResourcePath: '/api/health',
      RequestInterval: 30,
      FailureThreshold: 3,
    },
    { callerReference: 'unioneyes-primary', tags: { Name: 'primary-health-check' } },
  );
  const stop = addHealthCheck(
    world,
    {
      Type: 'HTTPS',
      FullyQualifiedDomainName: `${STOP_BUCKET}.s3.${STANDBY}.amazonaws.com`,
      Port: 443,
      ResourcePath: `/stop-${HOME}`,
      RequestInterval: 10,
      FailureThreshold: 3,
      Inverted: true,
    },
    { callerReference: 'unioneyes-stop' },
  );
  const both = addHealthCheck(
    world,
    {
      Type: 'CALCULATED',
      ChildHealthChecks: [endpoint.id, stop.id],
      HealthThreshold: 2,
      Inverted: false,
      Disabled: false,
    },
    { callerReference: 'unioneyes-primary-and-not-stopped' },
  );
  return { endpoint, both };
}

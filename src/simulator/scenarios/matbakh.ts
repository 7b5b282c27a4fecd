import {
  addDistribution,
  addEventSource,
  addLambdaFunction,
  addParameter,
  addSecret,
  addSecretReplica,
} from '../application-builders.ts';
import { addDbCluster, addGlobalCluster } from '../aurora-builders.ts';
import {
  addBucket,
  addHealthCheck,
  addHostedZone,
  addLoadBalancer,
  addMetric,
  addObject,
  addRecord,
  addReplicationGroup,
} from '../builders.ts';
import { letters } from '../names.ts';
import { addGlobalDatastore } from '../store-builders.ts';
import { addAlarm, addTopic } from '../watching.ts';
import { openWebsite } from '../website.ts';
import type { Page, Website } from '../website.ts';
import type { LoadBalancer, World } from '../world.ts';
import { regionOf, setRegionCondition } from '../world.ts';
import type { Built, Scenario } from './scenario.ts';

const HOME = 'eu-central-1';
const STANDBY = 'eu-west-1';
const DATABASE = 'matbakh';
const SECRET = 'matbakh/prod/connections';
const API = 'matbakh-api';

/** The runbook's world: functions behind load balancers, Aurora, a cache and a bucket in Frankfurt, all of it replicated to Ireland. */
export const matbakh: Scenario = {
  name: 'matbakh',
  variants: ['healthy', 'dark', 'degraded', 'lagging'],
  build,
  trouble: (variant, world) => {
    const secondary = regionOf(world, STANDBY).dbClusters.get(`matbakh-${STANDBY}`);
    if (variant === 'dark' || variant === 'degraded') setRegionCondition(world, HOME, variant);
    if (variant === 'lagging' && secondary) {
      const lagMs = 20 * 60_000;
      const lag = [{ from: secondary.createdAt, mode: 'steady', lagMs }];
      Object.assign(secondary, { baseLagMs: lagMs, lag });
    }
  },
};

function build(world: World): Built {
  const writerHost = addStores(world);
  const home = addLoadBalancer(world, { name: `matbakh-api-${HOME}`, region: HOME });
  const standby = addLoadBalancer(world, { name: `matbakh-api-${STANDBY}`, region: STANDBY });
  addApplication(world, HOME, { provisioned: 20, reserved: 200, workers: undefined, events: 'Enabled' });
  addApplication(world, STANDBY, { provisioned: 2, reserved: 20, workers: 0, events: 'Disabled' });
  addConnections(world, writerHost);
  const site: Website = { world, page: (region) => page(world, region) };
  openWebsite(site);
  addBuckets(world);
  addDns(world, home, standby);
  addDistribution(world, {
    id: 'E2MATBAKHPROD1',
    origins: {
      api: `origin-${HOME}.matbakh.app`,
      media: `matbakh-media-${HOME}.s3.${HOME}.amazonaws.com`,
    },
  });
  for (const balancer of [home, standby]) {
    addTopic(world, balancer.region, 'matbakh-failover');
    addErrorAlarm(world, balancer);
  }
  return { clusters: [], site, regions: [HOME, STANDBY] };
}

/** Makes the database and the cache; gives the address that follows the writer of the database. */
function addStores(world: World): string {
  const clusters = [HOME, STANDBY].map((region) =>
    addDbCluster(
      world,
      { identifier: `matbakh-${region}`, region, serverless: { min: 0.5, max: 16 } },
      { class: 'db.serverless' },
    ),
  );
  const groups = [HOME, STANDBY].map((region) =>
    addReplicationGroup(world, {
      id: `matbakh-cache-${region}`,
      region,
      members: [`matbakh-cache-${region}-001`, `matbakh-cache-${region}-002`],
      automaticFailover: true,
    }),
  );
  const [writer, reader] = clusters;
  const [primary, secondary] = groups;
  if (!writer || !reader || !primary || !secondary) return '';
  addGlobalDatastore(world, 'iudkw-matbakh-cache', [primary, secondary]);
  return addGlobalCluster(world, DATABASE, [writer, reader]).host;
}

interface Size {
  provisioned: number;
  reserved: number;
  workers: number | undefined;
  events: 'Enabled' | 'Disabled';
}

function addApplication(world: World, region: string, size: Size): void {
  const { provisioned, reserved, workers, events } = size;
  const ready = { requested: provisioned, available: provisioned, status: 'READY' as const };
  addLambdaFunction(world, {
    name: API,
    region,
    reserved,
    qualifiers: ['live'],
    provisioned: { live: { ...ready, modifiedAt: world.clock.now() - 86_400_000 } },
  });
  for (const name of ['matbakh-order-worker', 'matbakh-notification-worker']) {
    const worker = addLambdaFunction(world, { name, region, reserved: workers });
    addEventSource(world, worker, { queue: name.replace('-worker', 's'), state: events });
  }
}

// The secret of the standby is a replica, so it names the cache at home: a failover has to point it at its own.
function addConnections(world: World, writerHost: string): void {
  const account = letters(`${world.accountId}${HOME}`, 6);
  const cache = `matbakh-cache-${HOME}.primary.${account}.0001.euc1.cache.amazonaws.com`;
  const value = JSON.stringify({
    DATABASE_URL: `postgres://matbakh:simulated@${writerHost}:5432/matbakh?sslmode=verify-full`,
    REDIS_URL: `rediss://${cache}:6379/0`,
  });
  const kmsKeyId = 'alias/matbakh';
  const secret = addSecret(world, { name: SECRET, region: HOME, value, kmsKeyId });
  const replica = addSecretReplica(world, secret, STANDBY);
  for (const copy of [replica, ...secret.replicas]) copy.kmsKeyId = kmsKeyId;
  const writer = regionOf(world, HOME).dbClusters.get(`matbakh-${HOME}`)?.host ?? '';
  for (const region of [HOME, STANDBY]) {
    addParameter(world, { name: '/matbakh/prod/active-region', region, value: HOME });
    addParameter(world, { name: '/matbakh/prod/media-bucket', region, value: `matbakh-media-${HOME}` });
    addParameter(world, { name: '/matbakh/prod/database/writer', region, value: writer });
  }
}

// Each bucket replicates to the other, so that there is a way back before it is needed.
function addBuckets(world: World): void {
  const bucketIn = (region: string, other: string) =>
    addBucket(world, {
      name: `matbakh-media-${region}`,
      region,
      versioning: 'Enabled',
      replication: {
        Role: `arn:aws:iam::${world.accountId}:role/matbakh-media-replication`,
        Rules: [
          {
            ID: 'media',
            Status: 'Enabled',
            Priority: 1,
            Filter: { Prefix: '' },
            DeleteMarkerReplication: { Status: 'Enabled' },
            Destination: {
              Bucket: `arn:aws:s3:::matbakh-media-${other}`,
              Metrics: { Status: 'Enabled', EventThreshold: { Minutes: 15 } },
            },
          },
        ],
      },
    });
  const home = bucketIn(HOME, STANDBY);
  const standby = bucketIn(STANDBY, HOME);
  for (const key of ['menus/shawarma.jpg', 'menus/falafel.jpg']) {
    addObject(world, home, { key, body: Buffer.from(key), replicationStatus: 'COMPLETED' });
    addObject(world, standby, { key, body: Buffer.from(key), replicationStatus: 'REPLICA' });
  }
  for (const [region, other] of [
    [HOME, STANDBY],
    [STANDBY, HOME],
  ] as const)
    addReplicationMetrics(world, region, other);
  addBucket(world, { name: 'matbakh-witness', region: 'eu-north-1', versioning: 'Enabled' });
}

// S3 publishes them in the region that is replicated to, where the rule has metrics switched on.
function addReplicationMetrics(world: World, region: string, other: string): void {
  const dimensions = {
    SourceBucket: `matbakh-media-${region}`,
    DestinationBucket: `matbakh-media-${other}`,
    RuleId: 'media',
  };
  addMetric(world, other, {
    namespace: 'AWS/S3',
    dimensions,
    metricName: 'ReplicationLatency',
    unit: 'Seconds',
    valueAt: () => (regionOf(world, region).condition === 'dark' ? undefined : 2),
  });
}

function addDns(world: World, home: LoadBalancer, standby: LoadBalancer): void {
  const zone = addHostedZone(world, { name: 'matbakh.app', id: 'Z09MATBAKH0000000001' });
  const alias = ({ hostedZoneId, dnsName }: LoadBalancer) => ({
    AliasTarget: { HostedZoneId: hostedZoneId, DNSName: `${dnsName}.`, EvaluateTargetHealth: true },
  });
  const config = {
    Type: 'HTTPS' as const,
    FullyQualifiedDomainName: home.dnsName,
    Port: 443,
    ResourcePath: '/health',
    RequestInterval: 10,
    FailureThreshold: 3,
  };
  const check = addHealthCheck(world, config, { id: '5c1d9a52-0f0e-4d0b-9a44-6d1c5b2e7f10' });
  const pair = { Name: 'api.matbakh.app', Type: 'A' } as const;
  addRecord(zone, {
    ...pair,
    SetIdentifier: 'primary',
    Failover: 'PRIMARY',
    HealthCheckId: check.id,
    ...alias(home),
  });
  addRecord(zone, { ...pair, SetIdentifier: 'secondary', Failover: 'SECONDARY', ...alias(standby) });
  // What CloudFront asks, region by region.
  for (const balancer of [home, standby])
    addRecord(zone, { Name: `origin-${balancer.region}.matbakh.app`, Type: 'A', ...alias(balancer) });
}

function addErrorAlarm(world: World, { region, arn }: LoadBalancer): void {
  addAlarm(world, region, {
    name: 'matbakh-api-errors',
    namespace: 'AWS/ApplicationELB',
    metricName: 'HTTPCode_Target_5XX_Count',
    dimensions: { LoadBalancer: arn.replace(/^.*loadbalancer\//, '') },
    statistic: 'Sum',
    evaluationPeriods: 2,
    threshold: 25,
    treatMissingData: 'notBreaching',
    state: 'OK',
  });
}

/** The API answers where Lambda lets it run; it can write where its secret leads to a database that accepts writes. */
function page(world: World, region: string): Page {
  const state = regionOf(world, region);
  const api = state.functions.get(API);
  if (api?.state !== 'Active' || api.reserved === 0)
    return { status: 503, body: { status: 'unavailable', region, writable: false } };
  const secret = state.secrets.get(SECRET);
  const value = secret?.versions.find(({ stages }) => stages.includes('AWSCURRENT'))?.value ?? '{}';
  const { DATABASE_URL: url = '' } = JSON.parse(value) as { DATABASE_URL?: string };
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return { status: 200, body: { status: 'ok', region, writable: isWritable(world, host) } };
}

/** The writer endpoint of the global database leads to its writer, wherever that is. */
function isWritable(world: World, host: string): boolean {
  const global = [...world.globalClusters.values()].find((one) => one.host === host);
  const writer = global?.members.find((member) => member.writer)?.arn;
  return [HOME, STANDBY].some((region) => {
    const { dbClusters, condition } = regionOf(world, region);
    if (condition === 'dark') return false;
    return [...dbClusters.values()].some(
      (one) => (one.host === host || one.arn === writer) && one.writable && one.status === 'available',
    );
  });
}

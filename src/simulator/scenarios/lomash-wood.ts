import {
  addBucket,
  addCacheCluster,
  addDbInstance,
  addEksCluster,
  addHealthCheck,
  addHostedZone,
  addLoadBalancer,
  addNodegroup,
  addObject,
  addRecord,
  addReplica,
  cacheHost,
} from '../builders.ts';
import type { Cluster } from '../kubernetes/cluster.ts';
import { openWebsite } from '../website.ts';
import type { LoadBalancer, World } from '../world.ts';
import { regionOf, setRegionCondition } from '../world.ts';
import type { Built, Scenario } from './scenario.ts';
import { addDeployment, addNamespace, addSecret, bringToRest, kubernetesOf } from './scenario.ts';

const HOME = 'eu-west-1';
const STANDBY = 'eu-west-2';
const NAMESPACE = 'lomash-wood';
const STOP_BUCKET = 'lomash-wood-failover-stop';

/** The databases of the runbook, each with the service that uses it. */
const lomashWoodDatabases: Readonly<Record<string, string>> = {
  auth: 'auth-service',
  products: 'product-service',
  orders: 'order-payment-service',
  appointments: 'appointment-service',
  content: 'content-service',
  customers: 'customer-service',
  notifications: 'notification-service',
  analytics: 'analytics-service',
};

/** The runbook's world: everything runs in eu-west-1, eu-west-2 is a warm standby with no pods. */
export const lomashWood: Scenario = {
  name: 'lomash-wood',
  variants: ['healthy', 'dark', 'degraded', 'lagging', 'promotion-fails', 'stop-switch'],
  build,
  trouble: (variant, world) => {
    const replica = (name: string) => regionOf(world, STANDBY).dbInstances.get(`lomash-${name}-prod-replica`);
    if (variant === 'dark' || variant === 'degraded') setRegionCondition(world, HOME, variant);
    if (variant === 'lagging') {
      const lagMs = 40 * 60_000;
      const orders = replica('orders');
      if (orders)
        Object.assign(orders, { baseLagMs: lagMs, lag: [{ from: orders.createdAt, mode: 'steady', lagMs }] });
    }
    if (variant === 'promotion-fails') {
      const orders = replica('orders');
      if (orders) orders.promotionOutcome = 'incompatible-restore';
    }
    if (variant === 'stop-switch') watchStopObject(world);
  },
};

function build(world: World): Built {
  addDatabases(world);
  const home = addLoadBalancer(world, { name: 'lomash-api-eu-west-1', region: HOME, targets: targets() });
  const standby = addLoadBalancer(world, {
    name: 'lomash-api-eu-west-2',
    region: STANDBY,
    targets: targets(),
  });
  const clusters = [addCluster(world, HOME, 3), addCluster(world, STANDBY, 0)];
  const services = { ...lomashWoodDatabases, payments: 'order-payment-service' };
  const site = { world, clusters, namespace: NAMESPACE, gateway: 'api-gateway', services };
  openWebsite(site);
  addDns(world, home, standby);
  addBuckets(world);
  addCacheCluster(world, { id: 'lomash-sessions', region: HOME });
  return { clusters, site, regions: [HOME, STANDBY] };
}

function targets(): LoadBalancer['targets'] {
  return [1, 2, 3].map((node) => ({ id: `10.0.1.${node + 9}`, port: 3000, health: 'healthy' as const }));
}

function addDatabases(world: World): void {
  for (const name of Object.keys(lomashWoodDatabases)) {
    const source = addDbInstance(world, {
      identifier: `lomash-${name}-prod`,
      region: HOME,
      multiAz: true,
      instanceClass: 'db.r6g.large',
    });
    addReplica(world, source, {
      identifier: `lomash-${name}-prod-replica`,
      region: STANDBY,
      // As RDS makes a replica in another region: a promotion turns backups on.
      backupRetentionDays: 0,
    });
  }
}

// Both regions' secrets name the home region's databases: that is what step 4 of the runbook is for.
function addCluster(world: World, region: string, replicas: number): Cluster {
  const eks = addEksCluster(world, { name: 'lomash-wood', region });
  addNodegroup(world, eks, { name: 'general', desired: 3, min: region === HOME ? 3 : 0, max: 12 });
  // The networks of both regions are peered.
  const cluster = kubernetesOf(world, eks, 'everywhere');
  const namespace = NAMESPACE;
  addNamespace(cluster, 'default');
  addNamespace(cluster, namespace);
  for (const [database, service] of Object.entries(lomashWoodDatabases)) {
    const host = regionOf(world, HOME).dbInstances.get(`lomash-${database}-prod`)?.host ?? '';
    addSecret(
      cluster,
      { namespace, name: `${database}-database` },
      { DATABASE_URL: `postgres://lomash:simulated@${host}:5432/${database}` },
    );
    addDeployment(cluster, {
      namespace,
      name: service,
      replicas,
      database: { secret: `${database}-database`, key: 'DATABASE_URL' },
    });
  }
  addSecret(
    cluster,
    { namespace, name: 'sessions' },
    { REDIS_URL: `redis://${cacheHost(world, 'lomash-sessions', HOME)}:6379` },
  );
  addDeployment(cluster, { namespace, name: 'api-gateway', replicas });
  bringToRest(cluster);
  return cluster;
}

function addDns(world: World, home: LoadBalancer, standby: LoadBalancer): void {
  const zone = addHostedZone(world, { name: 'lomashwood.com', id: 'Z08LOMASHWOOD0000001' });
  const check = addHealthCheck(world, {
    Type: 'HTTPS',
    FullyQualifiedDomainName: home.dnsName,
    Port: 443,
    ResourcePath: '/health',
    RequestInterval: 10,
    FailureThreshold: 3,
    Inverted: false,
    Disabled: false,
  });
  addHealthCheck(world, {
    Type: 'HTTPS',
    FullyQualifiedDomainName: home.dnsName,
    Port: 443,
    ResourcePath: '/v1/auth/health',
    RequestInterval: 30,
    FailureThreshold: 3,
  });
  const alias = ({ hostedZoneId, dnsName }: LoadBalancer) => ({
    HostedZoneId: hostedZoneId,
    DNSName: `${dnsName}.`,
    EvaluateTargetHealth: true,
  });
  const pair = { Name: 'api.lomashwood.com', Type: 'A' } as const;
  addRecord(zone, {
    ...pair,
    SetIdentifier: 'primary',
    Failover: 'PRIMARY',
    HealthCheckId: check.id,
    AliasTarget: alias(home),
  });
  addRecord(zone, {
    ...pair,
    SetIdentifier: 'secondary',
    Failover: 'SECONDARY',
    AliasTarget: alias(standby),
  });
}

function addBuckets(world: World): void {
  const replica = addBucket(world, {
    name: 'lomash-wood-media-prod-replica',
    region: STANDBY,
    versioning: 'Enabled',
  });
  const media = addBucket(world, {
    name: 'lomash-wood-media-prod',
    region: HOME,
    versioning: 'Enabled',
    replication: {
      Role: `arn:aws:iam::${world.accountId}:role/lomash-wood-replication`,
      Rules: [
        {
          ID: 'media',
          Status: 'Enabled',
          Priority: 1,
          Filter: { Prefix: '' },
          DeleteMarkerReplication: { Status: 'Disabled' },
          Destination: { Bucket: `arn:aws:s3:::${replica.name}` },
        },
      ],
    },
  });
  for (const key of ['kitchens/oak.jpg', 'bedrooms/walnut.jpg']) {
    addObject(world, media, { key, body: Buffer.from(key), replicationStatus: 'COMPLETED' });
    addObject(world, replica, { key, body: Buffer.from(key), replicationStatus: 'REPLICA' });
  }
  addBucket(world, { name: 'lomash-witness', region: 'eu-central-1', versioning: 'Enabled' });
  addBucket(world, { name: STOP_BUCKET, region: STANDBY, publicRead: true });
}

// The data-plane switch: as soon as the object exists in the standby region, the primary record counts as unhealthy.
function watchStopObject(world: World): void {
  const check = addHealthCheck(world, {
    Type: 'HTTPS',
    FullyQualifiedDomainName: `${STOP_BUCKET}.s3.${STANDBY}.amazonaws.com`,
    Port: 443,
    ResourcePath: '/stop-eu-west-1',
    RequestInterval: 10,
    FailureThreshold: 3,
    Inverted: true,
  });
  for (const zone of world.hostedZones.values()) {
    zone.records = zone.records.map((record) =>
      record.Failover === 'PRIMARY' ? { ...record, HealthCheckId: check.id } : record,
    );
  }
}

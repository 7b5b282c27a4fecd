import {
  addBucket,
  addDbInstance,
  addEksCluster,
  addHealthCheck,
  addHostedZone,
  addLoadBalancer,
  addNodegroup,
  addRecord,
  addReplica,
} from '../builders.ts';
import { addFault } from '../faults.ts';
import type { Faults } from '../faults.ts';
import type { Cluster } from '../kubernetes/cluster.ts';
import { addGlobalTable, addKafkaCluster } from '../store-builders.ts';
import { addTopic } from '../watching.ts';
import { openWebsite } from '../website.ts';
import type { LoadBalancer, World } from '../world.ts';
import { regionOf, setRegionCondition } from '../world.ts';
import type { Built, Scenario } from './scenario.ts';
import { addDeployment, addNamespace, addSecret, bringToRest, kubernetesOf } from './scenario.ts';

const HOME = 'us-east-1';
const STANDBY = 'us-west-2';
const NAMESPACE = 'maip-services';
const STOP = { bucket: 'maip-failover-stop', key: 'stop-us-east-1' };
const STOP_CHECK = '7d1c2f5e-3b0a-4c7e-9a55-6f0b6d1e2a40';
const SECRET = 'maip-postgres';

/** The deployments of the namespace; all but the gateway use the database. */
const deployments = [
  'api-gateway',
  'merchant-service',
  'payment-service',
  'analytics-service',
  'notification-service',
];

/** The world of the MAIP runbook: home is the region in which Route 53 is changed, which goes dark with it. */
export const maip: Scenario = {
  name: 'maip',
  variants: ['healthy', 'dark', 'degraded', 'lagging', 'promotion-fails', 'throttled'],
  build,
  trouble: (variant, world, faults) => {
    const replica = regionOf(world, STANDBY).dbInstances.get('maip-prod-postgres-replica');
    if (variant === 'dark' || variant === 'degraded') setRegionCondition(world, HOME, variant);
    if (variant === 'lagging' && replica !== undefined) {
      const lagMs = 40 * 60_000;
      const lag = [{ from: replica.createdAt, mode: 'steady' as const, lagMs }];
      Object.assign(replica, { baseLagMs: lagMs, lag });
    }
    if (variant === 'promotion-fails' && replica !== undefined)
      replica.promotionOutcome = 'incompatible-restore';
    if (variant === 'throttled') throttle(faults);
  },
};

function build(world: World): Built {
  world.accountId = '444455556666';
  addDatabase(world);
  const home = addBalancer(world, HOME, 'maip-prod-alb');
  const standby = addBalancer(world, STANDBY, 'maip-prod-dr-alb');
  const clusters = [
    addCluster(world, HOME, { name: 'maip-prod-eks-cluster', nodegroup: 'maip-prod-nodegroup' }),
    addCluster(world, STANDBY, { name: 'maip-prod-dr-eks-cluster', nodegroup: 'maip-prod-dr-nodegroup' }),
  ];
  const services = Object.fromEntries(deployments.map((name) => [name.replace(/-service$/, ''), name]));
  const site = { world, clusters, namespace: NAMESPACE, gateway: 'api-gateway', services };
  openWebsite(site);
  addBuckets(world);
  addDns(world, home, standby);
  addKafkaCluster(world, { name: 'maip-prod-kafka', region: HOME });
  addKafkaCluster(world, { name: 'maip-prod-dr-kafka', region: STANDBY });
  addGlobalTable(world, [HOME, STANDBY], { name: 'maip-prod-merchant-analytics' });
  for (const region of [HOME, STANDBY]) addTopic(world, region, 'maip-prod-incidents');
  return { clusters, site, regions: [HOME, STANDBY] };
}

function addDatabase(world: World): void {
  const source = addDbInstance(world, {
    identifier: 'maip-prod-postgres',
    region: HOME,
    instanceClass: 'db.r6g.xlarge',
  });
  addReplica(world, source, {
    identifier: 'maip-prod-postgres-replica',
    region: STANDBY,
    instanceClass: 'db.r6g.xlarge',
    // As RDS makes a replica in another region: a promotion turns backups on.
    backupRetentionDays: 0,
  });
}

// The runbook writes the load balancers' names without the number that AWS adds.
function addBalancer(world: World, region: string, name: string): LoadBalancer {
  return addLoadBalancer(world, {
    name,
    region,
    dnsName: `${name}.${region}.elb.amazonaws.com`,
    healthCheckPath: '/actuator/health',
    targets: [1, 2, 3].map((node) => ({ id: `10.0.1.${node + 9}`, port: 8080, health: 'healthy' })),
  });
}

// The pods of each region know the database of their own region; its name stays when the replica is promoted.
function addCluster(
  world: World,
  region: string,
  { name, nodegroup }: { name: string; nodegroup: string },
): Cluster {
  const active = region === HOME;
  const eks = addEksCluster(world, { name, region });
  const size = active ? { desired: 8, min: 4 } : { desired: 2, min: 1 };
  addNodegroup(world, eks, { name: nodegroup, max: 20, ...size });
  const cluster = kubernetesOf(world, eks);
  addNamespace(cluster, 'default');
  addNamespace(cluster, NAMESPACE);
  const [database] = regionOf(world, region).dbInstances.values();
  addSecret(
    cluster,
    { namespace: NAMESPACE, name: SECRET },
    { SPRING_DATASOURCE_URL: `postgres://maip:simulated@${database?.host ?? ''}:5432/maip` },
  );
  for (const deployment of deployments)
    addDeployment(cluster, {
      namespace: NAMESPACE,
      name: deployment,
      replicas: active ? 4 : 0,
      ...(deployment === 'api-gateway' ? {} : { database: { secret: SECRET, key: 'SPRING_DATASOURCE_URL' } }),
    });
  bringToRest(cluster);
  return cluster;
}

function addBuckets(world: World): void {
  addBucket(world, { name: 'maip-witness', region: 'us-east-2', versioning: 'Enabled' });
  addBucket(world, { name: STOP.bucket, region: STANDBY, publicRead: true });
}

// PRIMARY is healthy for as long as the object is not there: https://aws.amazon.com/blogs/networking-and-content-delivery/creating-disaster-recovery-mechanisms-using-amazon-route-53/
function addDns(world: World, home: LoadBalancer, standby: LoadBalancer): void {
  const zone = addHostedZone(world, { name: 'maip.example.com', id: 'Z05MAIPEXAMPLE000001' });
  const check = addHealthCheck(
    world,
    {
      Type: 'HTTPS',
      FullyQualifiedDomainName: `${STOP.bucket}.s3.${STANDBY}.amazonaws.com`,
      Port: 443,
      ResourcePath: `/${STOP.key}`,
      RequestInterval: 10,
      FailureThreshold: 3,
      Inverted: true,
    },
    { id: STOP_CHECK },
  );
  const alias = ({ hostedZoneId, dnsName }: LoadBalancer) => ({
    HostedZoneId: hostedZoneId,
    DNSName: `${dnsName}.`,
    EvaluateTargetHealth: true,
  });
  const pair = { Name: 'api.maip.example.com', Type: 'A' } as const;
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

/** Everybody moves at once: each of the calls that a failover cannot do without is refused twice. */
function throttle(faults: Faults): void {
  const calls = [
    ['rds', 'PromoteReadReplica'],
    ['rds', 'DescribeDBInstances'],
    ['eks', 'UpdateNodegroupConfig'],
    ['eks', 'DescribeNodegroup'],
    ['dynamodb', 'DescribeTable'],
    ['kafka', 'ListClustersV2'],
  ];
  for (const [service, operation] of calls)
    addFault(faults, { service, operation, region: STANDBY, times: 2, effect: { kind: 'throttle' } });
}

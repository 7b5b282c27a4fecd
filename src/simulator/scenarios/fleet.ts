import {
  addBucket,
  addDbInstance,
  addEksCluster,
  addHostedZone,
  addLoadBalancer,
  addNodegroup,
  addRecord,
  addReplica,
} from '../builders.ts';
import type { Cluster } from '../kubernetes/cluster.ts';
import { openWebsite } from '../website.ts';
import type { DbInstance } from '../regional-resources.ts';
import type { LoadBalancer, World } from '../world.ts';
import { setRegionCondition } from '../world.ts';
import type { Scenario } from './scenario.ts';
import { addDeployment, addNamespace, addSecret, bringToRest, kubernetesOf } from './scenario.ts';

const HOME = 'eu-west-1';
const STANDBY = 'eu-west-2';
const NAMESPACE = 'fleet';
const ZONE = 'Z08FLEET000000000001';

/** A world of `size` databases (`db-1`, `db-1-replica`), their secrets and as many deployments (`service-1`), for measuring. */
export function fleet(size: number): Scenario {
  return {
    name: `fleet-${size}`,
    variants: ['healthy', 'dark'],
    build: (world) => {
      const numbers = numbersTo(size);
      const sources = numbers.map((number) => {
        const source = addDbInstance(world, { identifier: `db-${number}`, region: HOME });
        addReplica(world, source, { identifier: `db-${number}-replica`, region: STANDBY });
        return source;
      });
      const clusters = [HOME, STANDBY].map((region) => addCluster(world, region, sources));
      const [home, standby] = [HOME, STANDBY].map((region) =>
        addLoadBalancer(world, { name: `fleet-${region}`, region }),
      );
      const site = { world, clusters, namespace: NAMESPACE, gateway: 'service-1', services: {} };
      openWebsite(site);
      if (home && standby) addDns(world, home, standby);
      addBucket(world, { name: 'fleet-witness', region: 'eu-central-1', versioning: 'Enabled' });
      return { clusters, site, regions: [HOME, STANDBY] };
    },
    trouble: (variant, world) => {
      if (variant === 'dark') setRegionCondition(world, HOME, 'dark');
    },
  };
}

/** The failover.yml of a fleet: a warm standby whose connection strings and pods follow its databases. */
export function fleetConfig(size: number): string {
  const names = numbersTo(size);
  return `service: fleet
regions: [${HOME}, ${STANDBY}]
residency: [${HOME}, ${STANDBY}, eu-central-1]
objectives: { rto: 30m, rpo: 30s }
account: "111122223333"
witness: { bucket: fleet-witness, region: eu-central-1 }

resources:
  regions:
    kind: region
    cluster: fleet
    url: https://api.fleet.example/health
    address:
      ${HOME}: ${balancers[HOME].dnsName}
      ${STANDBY}: ${balancers[STANDBY].dnsName}

  databases:
    kind: rds-instance
    each: [${names.map((number) => `db-${number}`).join(', ')}]
    ${HOME}: \${each}
    ${STANDBY}: \${each}-replica

  connections:
    kind: kubernetes-secret
    cluster: fleet
    namespace: ${NAMESPACE}
    each: [${names.map((number) => `db-${number}`).join(', ')}]
    name: \${each}
    keys:
      DATABASE_URL: { host: "databases/\${each}" }

  services:
    kind: kubernetes-deployment
    cluster: fleet
    namespace: ${NAMESPACE}
    names: [${names.map((number) => `service-${number}`).join(', ')}]
    replicas: { active: 3, standby: 0 }

  dns:
    kind: route53-record
    zone: ${ZONE}
    name: api.fleet.example
    type: A
    ${HOME}: { alias: { dnsName: ${balancers[HOME].dnsName}, hostedZoneId: ${balancers[HOME].zone} } }
    ${STANDBY}: { alias: { dnsName: ${balancers[STANDBY].dnsName}, hostedZoneId: ${balancers[STANDBY].zone} } }

  health:
    kind: http-check
    url: https://api.fleet.example/health
    expect: { status: 200, json: { region: $to, writable: true } }
    dns: true
    ${HOME}: ${balancers[HOME].dnsName}
    ${STANDBY}: ${balancers[STANDBY].dnsName}
`;
}

// As the builders name them: the config must know them as literals, as everybody's does.
const balancers = {
  [HOME]: { dnsName: 'fleet-eu-west-1-4270307335.eu-west-1.elb.amazonaws.com', zone: 'Z32O12XQLTSW2' },
  [STANDBY]: { dnsName: 'fleet-eu-west-2-158232148.eu-west-2.elb.amazonaws.com', zone: 'ZHURV8PSTC4K8' },
};

function numbersTo(size: number): number[] {
  return Array.from({ length: size }, (_, index) => index + 1);
}

function addCluster(world: World, region: string, sources: readonly DbInstance[]): Cluster {
  const eks = addEksCluster(world, { name: 'fleet', region });
  addNodegroup(world, eks, { name: 'general', desired: Math.ceil(sources.length / 2) + 1, max: 1000 });
  const cluster = kubernetesOf(world, eks);
  addNamespace(cluster, NAMESPACE);
  for (const [index, { identifier, host }] of sources.entries()) {
    addSecret(
      cluster,
      { namespace: NAMESPACE, name: identifier },
      { DATABASE_URL: `postgres://fleet:simulated@${host}:5432/${identifier}` },
    );
    addDeployment(cluster, {
      namespace: NAMESPACE,
      name: `service-${index + 1}`,
      replicas: region === HOME ? 3 : 0,
      database: { secret: identifier, key: 'DATABASE_URL' },
    });
  }
  bringToRest(cluster);
  return cluster;
}

function addDns(world: World, home: LoadBalancer, standby: LoadBalancer): void {
  const zone = addHostedZone(world, { name: 'fleet.example', id: ZONE });
  const alias = ({ hostedZoneId, dnsName }: LoadBalancer) => ({
    HostedZoneId: hostedZoneId,
    DNSName: `${dnsName}.`,
    EvaluateTargetHealth: true,
  });
  const pair = { Name: 'api.fleet.example', Type: 'A' } as const;
  addRecord(zone, { ...pair, SetIdentifier: 'primary', Failover: 'PRIMARY', AliasTarget: alias(home) });
  addRecord(zone, {
    ...pair,
    SetIdentifier: 'secondary',
    Failover: 'SECONDARY',
    AliasTarget: alias(standby),
  });
}

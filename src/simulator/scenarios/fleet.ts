import { addDbInstance, addEksCluster, addLoadBalancer, addNodegroup, addReplica } from '../builders.ts';
import type { Cluster } from '../kubernetes/cluster.ts';
import { openWebsite } from '../website.ts';
import type { World } from '../world.ts';
import { setRegionCondition } from '../world.ts';
import type { Scenario } from './scenario.ts';
import { addDeployment, addNamespace, bringToRest, kubernetesOf } from './scenario.ts';

const HOME = 'eu-west-1';
const STANDBY = 'eu-west-2';

/** A world of `size` databases (`db-1`, `db-1-replica`) and as many deployments (`service-1`), for measuring. */
export function fleet(size: number): Scenario {
  return {
    name: `fleet-${size}`,
    variants: ['healthy', 'dark'],
    build: (world) => {
      const numbers = Array.from({ length: size }, (_, index) => index + 1);
      for (const number of numbers) {
        const source = addDbInstance(world, { identifier: `db-${number}`, region: HOME });
        addReplica(world, source, { identifier: `db-${number}-replica`, region: STANDBY });
      }
      const clusters = [HOME, STANDBY].map((region) => addCluster(world, region, numbers));
      for (const region of [HOME, STANDBY]) addLoadBalancer(world, { name: `fleet-${region}`, region });
      const site = { world, clusters, namespace: 'fleet', gateway: 'service-1', services: {} };
      openWebsite(site);
      return { clusters, site, regions: [HOME, STANDBY] };
    },
    trouble: (variant, world) => {
      if (variant === 'dark') setRegionCondition(world, HOME, 'dark');
    },
  };
}

function addCluster(world: World, region: string, numbers: number[]): Cluster {
  const eks = addEksCluster(world, { name: 'fleet', region });
  addNodegroup(world, eks, { name: 'general', desired: Math.ceil(numbers.length / 2) + 1, max: 1000 });
  const cluster = kubernetesOf(world, eks);
  addNamespace(cluster, 'fleet');
  for (const number of numbers)
    addDeployment(cluster, {
      namespace: 'fleet',
      name: `service-${number}`,
      replicas: region === HOME ? 3 : 0,
    });
  bringToRest(cluster);
  return cluster;
}

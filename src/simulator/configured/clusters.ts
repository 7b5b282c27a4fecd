import { addEksCluster, addNodegroup } from '../builders.ts';
import type { Cluster } from '../kubernetes/cluster.ts';
import { isObject, numberAt, objectAt, textAt } from '../kubernetes/json.ts';
import { addNamespace, bringToRest, kubernetesOf } from '../scenarios/scenario.ts';
import type { EksCluster } from '../world.ts';
import { regionOf } from '../world.ts';
import { clusterRef } from './cluster-ref.ts';
import type { ClusterRef } from './cluster-ref.ts';
import type { DescribedResource } from './described-service.ts';
import { countMade, inRegion, resourcesOf, textOf } from './making.ts';
import type { Making } from './making.ts';
import { deploymentsOf, fillCluster } from './workloads.ts';

/** Makes every cluster that the config names, with its nodes, secrets and deployments. */
export function makeClusters(making: Making): void {
  for (const nodegroup of resourcesOf(making, 'eks-nodegroup')) makeNodegroup(making, nodegroup);
  const users = resourcesOf(making, 'region', 'kubernetes-secret', 'kubernetes-deployment');
  for (const region of making.service.regions) {
    const refs = users.flatMap(({ spec }) => clusterRef(making, spec['cluster'], region) ?? []);
    const names = new Set(refs.map(({ name }) => name));
    for (const name of names) makeCluster(making, { name, region, refs });
  }
  for (const resource of users) warnOfKubeconfig(making, resource);
}

function warnOfKubeconfig({ remarks, service }: Making, { id, spec }: DescribedResource): void {
  const cluster = objectAt(spec, 'cluster');
  const said = [cluster, ...service.regions.map((region) => objectAt(cluster, region))];
  const file = said.map((each) => textOf(each['kubeconfig'])).find((each) => each !== undefined);
  if (file !== undefined)
    remarks.push(
      `CAUTION: ${id} reads ${file}, and a run changes what it finds there: leave out \`kubeconfig\` to rehearse.`,
    );
}

function eksOf({ world }: Making, name: string, region: string): EksCluster {
  return regionOf(world, region).clusters.get(name) ?? addEksCluster(world, { name, region });
}

function makeNodegroup(making: Making, { spec, regional }: DescribedResource): void {
  const { service, home, world } = making;
  for (const region of service.regions) {
    const name = textAt(regional[region], 'nodegroup');
    const cluster =
      textOf(objectAt(regional[region])['cluster']) ?? inRegion(making, spec['cluster'], region);
    if (name === '' || typeof cluster !== 'string') continue;
    const active = objectAt(spec, 'size', 'active');
    const standby = spec['size'] === undefined ? undefined : objectAt(spec, 'size')['standby'];
    const size = region === home || !isObject(standby) ? active : standby;
    addNodegroup(world, eksOf(making, cluster, region), {
      ...{ name, min: numberAt(size, ['min']), max: numberAt(size, ['max'], 1) },
      desired: numberAt(size, ['desired']),
    });
  }
  countMade(making, 'node group/node groups');
}

interface Place {
  readonly name: string;
  readonly region: string;
  readonly refs: readonly ClusterRef[];
}

function makeCluster(making: Making, { name, region, refs }: Place): void {
  const eks = eksOf(making, name, region);
  if (eks.nodegroups.size === 0) addNodegroup(making.world, eks, { name: 'nodes', desired: 3, min: 3 });
  // The networks of the regions are peered, so that pods that stand by may use the databases of home.
  const cluster = kubernetesOf(making.world, eks, 'everywhere');
  cluster.podsPerNode = roomOnNodes(making, cluster);
  addNamespace(cluster, 'default');
  making.clusters.set(`${region}/${name}`, cluster);
  const contexts = refs.flatMap((ref) => (ref.name === name ? (ref.context ?? []) : []));
  for (const context of new Set(contexts))
    if (context !== `${name}-${region}`) making.contexts.push({ name: context, cluster });
  fillCluster(making, cluster);
  bringToRest(cluster);
}

/** Pods that a node takes: all that the config wants in the active region find room on its nodes, with some to spare for a rollout. */
function roomOnNodes(making: Making, { name, region }: Cluster): number {
  const groups = resourcesOf(making, 'eks-nodegroup').filter(({ spec, regional }) => {
    const own = textOf(objectAt(regional[region])['cluster']) ?? inRegion(making, spec['cluster'], region);
    return own === name;
  });
  const sizes = groups.map(({ spec }) => numberAt(spec, ['size', 'active', 'desired']));
  const nodes = groups.length === 0 ? 3 : sizes.reduce((sum, size) => sum + size, 0);
  const pods = deploymentsOf(making, `${region}/${name}`).reduce((sum, { active }) => sum + active, 0);
  return Math.max(17, Math.ceil((pods * 1.5) / Math.max(1, nodes)) + 2);
}

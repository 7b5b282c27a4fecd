import type { Region } from '../ids.ts';
import { nothingThere } from '../plan/holding.ts';
import type { Holding, Sight } from '../plan/holding.ts';
import type { NodegroupLook } from './eks-nodegroup-calls.ts';
import { targetOf } from './eks-nodegroup-spec.ts';
import type { NodegroupResource } from './eks-nodegroup-spec.ts';

/** An EKS cluster, which costs the same however little runs in it; paid once, whoever names it. */
export function clusterHolding(cluster: string, region: Region): Holding {
  const same = `eks ${region} ${cluster}`;
  return { what: `EKS cluster ${cluster}`, item: 'eks/cluster', quantity: 1, same };
}

/** The nodes of a region that stands by: as many as there are, or as the config wants; and the cluster that they are in. */
export function nodegroupHoldings(
  resource: NodegroupResource,
  region: Region,
  sight?: Sight<NodegroupLook>,
): readonly Holding[] {
  const target = targetOf(resource, region);
  if (target === undefined) return [];
  const cluster = clusterHolding(target.cluster, region);
  if (sight === undefined)
    return [cluster, nodesOf({ types: [], capacity: undefined, count: resource.spec.size.standby?.desired })];
  const { value } = sight;
  if (value === undefined) return [cluster, nothingThere];
  const { instanceTypes = [], capacity, desired } = value;
  return [cluster, nodesOf({ types: instanceTypes, capacity, count: desired })];
}

function nodesOf(nodes: {
  readonly types: readonly string[];
  readonly capacity: string | undefined;
  readonly count: number | undefined;
}): Holding {
  const { types, capacity, count } = nodes;
  if (count === 0) return { what: 'no nodes at rest', quantity: 0, done: 'idle-compute' };
  const [type, ...others] = types;
  const instead = [{ strategy: 'idle-compute', quantity: 0 }] as const;
  const what = type === undefined ? 'nodes' : `nodes, ${types.join(' or ')}`;
  const common = { what, instead, ...(count === undefined ? {} : { quantity: count }) };
  if (capacity === 'SPOT') return { ...common, missing: 'what spot capacity costs' };
  if (type === undefined) return { ...common, missing: 'their instance type' };
  if (others.length > 0) return { ...common, missing: 'which of these instance types they have' };
  if (count === undefined) return { ...common, missing: 'how many there are' };
  return { ...common, item: `ec2/linux/${type}` };
}

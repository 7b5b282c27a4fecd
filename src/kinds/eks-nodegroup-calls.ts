import type { Nodegroup } from '@aws-sdk/client-eks';
import type { Region } from '../ids.ts';
import type { Step } from '../plan/plan.ts';
import type { Applied, ApplyContext, ObserveContext } from './kind.ts';
import { textParam } from './step-params.ts';

/** How many nodes a node group may and should have. */
export interface Size {
  readonly min: number;
  readonly max: number;
  readonly desired: number;
}

/** What is seen of a node group. */
export interface NodegroupLook extends Size {
  readonly status: string;
  /** More than one where EC2 may choose. */
  readonly instanceTypes?: readonly string[];
  /** `ON_DEMAND` or `SPOT`, where EKS says so. */
  readonly capacity?: string | undefined;
  /** What EKS says is wrong with it. */
  readonly issues: readonly string[];
}

/** Which node group is meant. */
export interface Target {
  readonly cluster: string;
  readonly nodegroup: string;
}

/** Looks at one node group; undefined when it does not exist. */
export async function describeNodegroup(
  { cluster, nodegroup }: Target,
  region: Region,
  context: ObserveContext,
): Promise<NodegroupLook | undefined> {
  const eks = await context.outside.aws.eks(region);
  try {
    const answer = await eks.describeNodegroup(
      { clusterName: cluster, nodegroupName: nodegroup },
      { signal: context.signal },
    );
    return answer.nodegroup === undefined ? undefined : lookOf(answer.nodegroup);
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

function lookOf(group: Nodegroup): NodegroupLook {
  return {
    status: group.status ?? 'UNKNOWN',
    instanceTypes: group.instanceTypes ?? [],
    capacity: group.capacityType,
    min: group.scalingConfig?.minSize ?? 0,
    max: group.scalingConfig?.maxSize ?? 0,
    desired: group.scalingConfig?.desiredSize ?? 0,
    issues: (group.health?.issues ?? []).map(({ code, message }) => `${code ?? 'issue'}: ${message ?? ''}`),
  };
}

/** Whether a node group in this status needs help: https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html */
export function isBroken(status: string): boolean {
  return ['CREATE_FAILED', 'DELETE_FAILED', 'DELETING', 'DEGRADED'].includes(status);
}

/** Gives the node group of the step a size; `token` makes a repetition harmless. */
export async function resizeNodegroup(
  step: Step,
  { size, token }: { size: Size; token: string },
  context: ApplyContext,
): Promise<Applied> {
  const target = { cluster: textParam(step, 'cluster'), nodegroup: textParam(step, 'nodegroup') };
  const now = await describeNodegroup(target, step.region, context);
  if (now !== undefined && sameSize(now, size)) return { note: `${target.nodegroup} has that size already.` };
  const eks = await context.outside.aws.eks(step.region);
  await eks.updateNodegroupConfig(
    {
      clusterName: target.cluster,
      nodegroupName: target.nodegroup,
      scalingConfig: { minSize: size.min, maxSize: size.max, desiredSize: size.desired },
      clientRequestToken: token,
    },
    { signal: context.signal },
  );
  return { note: `${target.nodegroup} is being resized to ${size.desired} nodes.` };
}

/** Whether two sizes agree. */
export function sameSize(one: Size, other: Size): boolean {
  return one.min === other.min && one.max === other.max && one.desired === other.desired;
}

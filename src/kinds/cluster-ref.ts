import * as z from 'zod';
import { eksClusterArn } from '../aws/arn.ts';
import { fail } from '../errors.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { ClusterRef } from '../kubernetes/kubernetes.ts';
import type { Call } from '../plan/plan.ts';
import { forRegion, perRegion } from './per-region.ts';
import type { PerRegion } from './per-region.ts';

const oneCluster = z.union([
  z.string().min(1).describe('Name of the EKS cluster in the region.'),
  z.strictObject({
    context: z
      .string()
      .min(1)
      .describe('Context of the kubeconfig file, as `kubectl config get-contexts` prints it.'),
    kubeconfig: z
      .string()
      .min(1)
      .optional()
      .describe('Path of the kubeconfig file; as kubectl finds it where absent.'),
  }),
]);

/** What `cluster:` says for one region: the name of an EKS cluster, or a context of a kubeconfig file. */
export type ClusterField = z.infer<typeof oneCluster>;

/** The schema of `cluster:`: one name for all regions, or a name or `{ context }` by region. */
export const clusterField: z.ZodType<PerRegion<ClusterField>> = perRegion<ClusterField>(oneCluster).describe(
  'The cluster: an EKS cluster name (the same in each region), or by region a name or { context: name } of a kubeconfig file.',
);

/** The cluster meant in a region. Throws RESOURCE_MISSING when the config names none there. */
export function clusterRef(field: PerRegion<ClusterField>, region: Region, resource: ResourceId): ClusterRef {
  const cluster = forRegion(field, region);
  if (cluster === undefined) {
    const message = `${resource} names no cluster in ${region}.`;
    throw fail({
      code: 'RESOURCE_MISSING',
      message,
      resource,
      region,
      fix: `Add ${region} to its \`cluster:\`.`,
    });
  }
  if (typeof cluster === 'string') return { type: 'eks', name: cluster, region };
  const { context, kubeconfig } = cluster;
  return kubeconfig === undefined ? { type: 'context', context } : { type: 'context', context, kubeconfig };
}

/** The cluster as text: the same text for the same cluster, for batch keys and titles. */
export function clusterName(field: PerRegion<ClusterField>, region: Region): string {
  const cluster = forRegion(field, region);
  if (cluster === undefined) return 'none';
  return typeof cluster === 'string' ? cluster : `${cluster.kubeconfig ?? ''}#${cluster.context}`;
}

/** The calls that reaching the cluster costs: EKS is asked for endpoint and CA; a kubeconfig has both. */
export function clusterCalls(field: PerRegion<ClusterField>, region: Region): readonly Call[] {
  const cluster = forRegion(field, region);
  if (typeof cluster !== 'string') return [];
  const resource = eksClusterArn({ region }, cluster);
  return [{ service: 'eks', action: 'DescribeCluster', resource, region, plane: 'control' }];
}

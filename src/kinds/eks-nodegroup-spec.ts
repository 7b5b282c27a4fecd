import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import type { Region } from '../ids.ts';
import type { Target } from './eks-nodegroup-calls.ts';
import { forRegion, perRegion } from './per-region.ts';

const count = z.int().min(0).max(1000);

const sizeOf = (when: string) =>
  z
    .strictObject({
      min: count.describe(`Fewest nodes while ${when}.`),
      max: count.min(1).describe(`Most nodes while ${when}.`),
      desired: count.describe(`Nodes wanted while ${when}.`),
    })
    .refine(({ min, max, desired }) => min <= desired && desired <= max, {
      path: ['desired'],
      message: 'must lie between min and max',
    });

/** The block of an `eks-nodegroup`. */
export const nodegroupSpec = z.strictObject({
  cluster: perRegion(z.string().min(1))
    .optional()
    .describe(
      'Name of the EKS cluster, for all regions or by region; may stand with the node group instead.',
    ),
  size: z
    .strictObject({
      active: sizeOf('the region is active').describe('Size in the region being activated.'),
      standby: sizeOf('the region stands by')
        .optional()
        .describe(
          'Size that the other region shrinks to after a planned switchover, and gets by a reprotect; left alone where absent.',
        ),
    })
    .describe('Sizes of the node group.'),
});

const name = z.string().min(1);

/** What the block says under a region's name. */
export const nodegroupRegional = z.union([
  name
    .describe('Name of the node group in this region.')
    .transform((nodegroup): { cluster?: string | undefined; nodegroup: string } => ({ nodegroup })),
  z.strictObject({
    cluster: name.optional().describe('Name of its EKS cluster.'),
    nodegroup: name.describe('Name of the node group in this region.'),
  }),
]);

/** A valid block. */
export type NodegroupSpec = z.output<typeof nodegroupSpec>;
/** A valid value under a region's name. */
export type NodegroupRegional = z.output<typeof nodegroupRegional>;
/** The resource of such a block. */
export type NodegroupResource = Resource<NodegroupSpec, NodegroupRegional>;

/** The node group in a region; undefined where the config names none, or no cluster for it. */
export function targetOf(
  { spec: { cluster }, regional: regions }: NodegroupResource,
  region: Region,
): Target | undefined {
  const group = regions[region];
  const clusterName = group?.cluster ?? (cluster === undefined ? undefined : forRegion(cluster, region));
  return group === undefined || clusterName === undefined
    ? undefined
    : { cluster: clusterName, nodegroup: group.nodegroup };
}

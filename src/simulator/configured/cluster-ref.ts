import { textAt } from '../kubernetes/json.ts';
import type { Json } from '../kubernetes/json.ts';
import { inRegion } from './making.ts';
import type { Making } from './making.ts';

/** What `cluster:` says for one region: an EKS cluster by name, or a context of the kubeconfig. */
export interface ClusterRef {
  readonly name: string;
  readonly context?: string;
}

/** The key of the cluster that a block means in a region, as in `making.clusters`; undefined where it names none. */
export function clusterKey(making: Making, field: Json | undefined, region: string): string | undefined {
  const ref = clusterRef(making, field, region);
  return ref === undefined ? undefined : `${region}/${ref.name}`;
}

/** The cluster that a block means in a region; undefined where it names none. */
export function clusterRef(making: Making, field: Json | undefined, region: string): ClusterRef | undefined {
  const said = inRegion(making, field, region);
  if (typeof said === 'string') return { name: said };
  const context = textAt(said, 'context');
  if (context === '') return undefined;
  // `aws eks update-kubeconfig` calls a context by the ARN of its cluster.
  const name = /^arn:aws[\w-]*:eks:[^/]+:cluster\/(.+)$/.exec(context)?.[1] ?? context;
  return { name: name.replace(/[^\w.-]/g, '-'), context };
}

import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import type { Region } from '../ids.ts';
import type { Call } from '../plan/plan.ts';
import { clusterCalls, clusterField } from './cluster-ref.ts';
import { keyRule } from './connection-rules.ts';

const name = z.string().regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'must be a Kubernetes name');

/** The block of a `kubernetes-secret`. */
export const secretSpec = z.strictObject({
  cluster: clusterField,
  namespace: name.describe('The namespace of the secret.'),
  name: name.describe('The name of the secret.'),
  keys: z
    .record(z.string().regex(/^[-._A-Za-z0-9]+$/, 'must be a key of a secret'), keyRule)
    .refine((keys) => Object.keys(keys).length > 0, 'must name at least one key')
    .describe('What becomes of each key; keys that are not named stay as they are.'),
});

/** The resource of such a block. */
export type Secret = Resource<z.infer<typeof secretSpec>, never>;

/** Calls of the Kubernetes API on the secret of a region. RBAC grants them, not IAM. */
export function secretCalls(
  { spec: { cluster, namespace, name: secret } }: Secret,
  region: Region,
  actions: readonly string[],
): readonly Call[] {
  const resource = `${namespace}/${secret}`;
  return [
    ...clusterCalls(cluster, region),
    ...actions.map((action): Call => ({ service: 'kubernetes', action, resource, region, plane: 'data' })),
  ];
}

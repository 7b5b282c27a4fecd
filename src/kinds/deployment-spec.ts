import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import type { Region } from '../ids.ts';
import { clusterField } from './cluster-ref.ts';
import type { Autoscaler, Deployment } from './deployment-state.ts';
import { isRolledOut } from './deployment-state.ts';
import { valueIn } from './kind.ts';
import type { Observation } from './kind.ts';
import type { Call, Goal } from '../plan/plan.ts';

const name = z.string().regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'must be a Kubernetes name');

/** The block of a `kubernetes-deployment`. */
export const deploymentSpec = z
  .strictObject({
    cluster: clusterField,
    namespace: name.describe('The namespace of the deployments.'),
    names: z
      .array(name)
      .min(1)
      .optional()
      .describe('The deployments, by name. Give either this or `all: true`.'),
    all: z.literal(true).optional().describe('Every deployment of the namespace, whatever their names.'),
    replicas: z
      .strictObject({
        active: z
          .union([z.int().min(1), z.record(name, z.int().min(1))])
          .describe('Replicas of each deployment in the active region: one number, or a number by name.'),
        standby: z.int().min(0).default(0).describe('Replicas in the region that stands by.'),
      })
      .describe('How many replicas there are in either role.'),
    restart: z
      .enum(['auto', 'always', 'never'])
      .default('auto')
      .describe(
        'Whether pods of the region being activated are restarted: `auto` where some ran already, with the old secrets.',
      ),
    autoscaler: z
      .enum(['raise', 'keep'])
      .default('raise')
      .describe(
        'What to do with a HorizontalPodAutoscaler that would go below `active`: `raise` lifts its limits in the region being activated until a reprotect puts them back; `keep` leaves it and takes its minimum for enough.',
      ),
    fence: z
      .boolean()
      .default(true)
      .describe(
        'Scale the deployments of the region being left to 0 first, so that it stops writing. A reprotect brings them to the standby count.',
      ),
  })
  .refine((block) => (block.names === undefined) !== (block.all === undefined), {
    message: 'give either `names` or `all: true`',
    path: ['names'],
  })
  .refine(
    (block) =>
      typeof block.replicas.active === 'number' ||
      (block.names ?? []).every((each) => activeOf(block, each) > 0),
    {
      message: 'must be a number, or name every deployment of `names`',
      path: ['replicas', 'active'],
    },
  );

/** A valid block. */
export type DeploymentSpec = z.infer<typeof deploymentSpec>;
/** The resource of such a block. */
export type Deployments = Resource<DeploymentSpec, never>;

/** What is seen of a namespace in one region, by the name of the deployment. */
export interface DeploymentsSeen {
  readonly deployments: Readonly<Record<string, Deployment>>;
  readonly autoscalers: Readonly<Record<string, Autoscaler>>;
  /** What the scheduler says about pods that no node has room for. */
  readonly unschedulable?: Readonly<Record<string, string>>;
}

interface Counted {
  readonly replicas: { readonly active: number | Readonly<Record<string, number>> };
}

/** Replicas that a deployment has in the active region; 0 where the config does not say. */
export function activeOf({ replicas }: Counted, deployment: string): number {
  return typeof replicas.active === 'number' ? replicas.active : (replicas.active[deployment] ?? 0);
}

/** Replicas from which on a deployment counts as scaled up: an autoscaler's minimum is enough, since it may go down to it. */
export function enoughOf(spec: Counted, seen: DeploymentsSeen | undefined, deployment: string): number {
  const active = activeOf(spec, deployment);
  const scaler = seen?.autoscalers[deployment];
  return scaler === undefined ? active : Math.min(active, Math.max(scaler.min, 1));
}

/** Whether the autoscaler of a deployment that is about to be scaled up would take it below `active` again, or not let it get there. */
export function needsRaise(
  spec: DeploymentSpec,
  seen: DeploymentsSeen | undefined,
  deployment: string,
): boolean {
  const active = activeOf(spec, deployment);
  const scaler = seen?.autoscalers[deployment];
  const wanted = seen?.deployments[deployment]?.wanted ?? 0;
  return spec.autoscaler === 'raise' && scaler !== undefined && scaler.min < active && wanted < active;
}

/** The deployments that are meant: those of the config, or those that a region has. */
export function namesIn(
  resource: Deployments,
  observation: Observation<DeploymentsSeen>,
  region: Region,
): readonly string[] {
  return resource.spec.names ?? Object.keys(valueIn(observation, region)?.deployments ?? {});
}

/** Whether `to` runs everything and `from` is known to stand by; a region that cannot be seen has not got there. */
export function isReached(
  resource: Deployments,
  observation: Observation<DeploymentsSeen>,
  { from, to }: Goal,
): boolean {
  const { restart, fence, replicas } = resource.spec;
  if (restart === 'always') return false;
  const names = namesIn(resource, observation, to);
  const seen = valueIn(observation, to);
  const runs = names.every(
    (each) =>
      isRunning(seen?.deployments[each], enoughOf(resource.spec, seen, each)) &&
      !needsRaise(resource.spec, seen, each),
  );
  return names.length > 0 && runs && (!fence || standsBy(valueIn(observation, from), replicas.standby));
}

function isRunning(deployment: Deployment | undefined, replicas: number): boolean {
  return deployment !== undefined && deployment.wanted >= replicas && isRolledOut(deployment, replicas);
}

function standsBy(seen: DeploymentsSeen | undefined, standby: number): boolean {
  return (
    seen !== undefined &&
    Object.values(seen.deployments).every(({ wanted, pods }) => wanted <= standby && pods <= standby)
  );
}

/** A call of the Kubernetes API: `patch deployments/scale` on `<namespace>/<name>`. RBAC grants it, not IAM. */
export function kubernetesCall(action: string, resource: string, region: Region): Call {
  return { service: 'kubernetes', action, resource, region, plane: 'data' };
}

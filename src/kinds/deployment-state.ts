import type { KubernetesObject } from '../kubernetes/kubernetes.ts';

/** The annotation of the pod template that `kubectl rollout restart` sets. */
export const restartedAt = 'kubectl.kubernetes.io/restartedAt';

/** The annotation in which an autoscaler keeps the limits that it had before a run has raised them. */
export const limitsMark = 'region-failover/limits';

/** What is known of one deployment. */
export interface Deployment {
  /** Whether the controller has seen the newest spec. */
  readonly current: boolean;
  /** Replicas that are asked for. */
  readonly wanted: number;
  /** Pods that exist, of any template. */
  readonly pods: number;
  readonly updated: number;
  readonly available: number;
  /** When it was last restarted by annotation, as it stands there. */
  readonly restarted: string | null;
  /** Why the controller says that the rollout has failed. */
  readonly failure?: string;
  /** When the controller last said so, ms since the epoch. */
  readonly failedAt?: number;
}

/** The replicas between which a HorizontalPodAutoscaler moves a deployment. */
export interface Autoscaler {
  /** Name of the HorizontalPodAutoscaler. */
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** The limits before a run has raised them, `<min>-<max>`, as its annotation keeps them. */
  readonly mark?: string;
}

interface Condition {
  readonly type?: string;
  readonly status?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastUpdateTime?: string;
}

interface RawDeployment {
  readonly spec?: {
    readonly replicas?: number;
    readonly template?: { readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> } };
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
    readonly conditions?: readonly Condition[];
  };
}

interface RawAutoscaler {
  readonly spec?: {
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
    readonly scaleTargetRef?: { readonly kind?: string; readonly name?: string };
  };
}

/** Reads a Deployment (apps/v1). The casts state that API's schema: absent counts mean 0, absent `spec.replicas` 1. */
export function deploymentOf(object: KubernetesObject): Deployment {
  const { spec, status } = object as RawDeployment;
  const failure = failureOf(status?.conditions ?? []);
  return {
    current: (status?.observedGeneration ?? 0) >= (object.metadata.generation ?? 0),
    wanted: spec?.replicas ?? 1,
    pods: status?.replicas ?? 0,
    updated: status?.updatedReplicas ?? 0,
    available: status?.availableReplicas ?? 0,
    restarted: spec?.template?.metadata?.annotations?.[restartedAt] ?? null,
    ...failure,
  };
}

/** Reads a HorizontalPodAutoscaler (autoscaling/v2): the deployment it moves and its limits; undefined for other targets. */
export function autoscalerOf(
  object: KubernetesObject,
): { readonly target: string; readonly limits: Autoscaler } | undefined {
  const { spec } = object as RawAutoscaler;
  const target = spec?.scaleTargetRef;
  if (target?.kind !== 'Deployment' || target.name === undefined) return undefined;
  const { name, annotations } = object.metadata;
  const mark = annotations?.[limitsMark];
  const limits = { name, min: spec?.minReplicas ?? 1, max: spec?.maxReplicas ?? 1 };
  return { target: target.name, limits: mark === undefined ? limits : { ...limits, mark } };
}

interface RawPod {
  readonly metadata: {
    readonly ownerReferences?: readonly { readonly kind?: string; readonly name?: string }[];
  };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/**
 * What the scheduler says about a pod that no node has room for, and the deployment that it belongs to; undefined for all others.
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-conditions
 */
export function unschedulableOf(
  object: KubernetesObject,
): { readonly deployment: string; readonly message: string } | undefined {
  const { metadata, status } = object as KubernetesObject & RawPod;
  const condition = status?.conditions?.find(({ type }) => type === 'PodScheduled');
  const owner = metadata.ownerReferences?.find(({ kind }) => kind === 'ReplicaSet')?.name;
  if (condition?.status !== 'False' || condition.reason !== 'Unschedulable' || owner === undefined)
    return undefined;
  // A replica set is called as its deployment, with the hash of the template behind it.
  return { deployment: owner.replace(/-[^-]+$/, ''), message: condition.message ?? 'no message' };
}

/** Whether every pod is of the newest template and at least `replicas` of them serve. */
export function isRolledOut(deployment: Deployment, replicas: number): boolean {
  return deployment.current && deployment.updated >= replicas && deployment.available >= replicas;
}

/** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment */
function failureOf(conditions: readonly Condition[]): {
  readonly failure?: string;
  readonly failedAt?: number;
} {
  const failed = conditions.find(
    ({ type, status, reason }) =>
      (type === 'Progressing' && status === 'False' && reason === 'ProgressDeadlineExceeded') ||
      (type === 'ReplicaFailure' && status === 'True'),
  );
  if (failed === undefined) return {};
  const failure = `${failed.reason ?? failed.type ?? 'failed'}: ${failed.message ?? 'no message'}`;
  const failedAt = Date.parse(failed.lastUpdateTime ?? '');
  return Number.isNaN(failedAt) ? { failure } : { failure, failedAt };
}

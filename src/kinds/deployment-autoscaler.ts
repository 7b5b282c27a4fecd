import type { Region } from '../ids.ts';
import type { ClusterRef } from '../kubernetes/kubernetes.ts';
import type { Call, Step, StepDraft } from '../plan/plan.ts';
import { clusterCalls, clusterRef } from './cluster-ref.ts';
import { activeOf, kubernetesCall } from './deployment-spec.ts';
import type { Deployments, DeploymentsSeen } from './deployment-spec.ts';
import { autoscalerOf, limitsMark } from './deployment-state.ts';
import type { Autoscaler } from './deployment-state.ts';
import { seenIn } from './kind.ts';
import type { Applied, ApplyContext, Observation, Settled } from './kind.ts';

/** The limits of an autoscaler, with the mark that tells what they were. */
interface Limits {
  readonly min: number;
  readonly max: number;
  readonly mark: string | null;
}

/** What a step on an autoscaler carries. */
interface AutoscalerParams {
  readonly cluster: ClusterRef;
  readonly namespace: string;
  /** The deployment that it moves. */
  readonly deployment: string;
  readonly autoscaler: string;
  readonly wanted: Limits;
  readonly former: Limits;
}

/** Whether a step is about an autoscaler. */
export function isAutoscalerStep({ params }: Pick<Step, 'params'>): boolean {
  return 'autoscaler' in params;
}

/** Lifts the limits of a deployment's autoscaler, so that it does not take away what the step after it adds. */
export function raiseStep(
  resource: Deployments,
  deployment: string,
  { region, seen }: { readonly region: Region; readonly seen: DeploymentsSeen | undefined },
): StepDraft {
  const active = activeOf(resource.spec, deployment);
  const found = seen?.autoscalers[deployment];
  const former: Limits = { min: found?.min ?? 1, max: found?.max ?? 1, mark: found?.mark ?? null };
  const wanted = {
    min: Math.max(former.min, active),
    max: Math.max(former.max, active),
    mark: former.mark ?? `${former.min}-${former.max}`,
  };
  const name = found?.name ?? deployment;
  return {
    ...draft(resource, region, { deployment, autoscaler: name, wanted, former }),
    action: `raise(${deployment})`,
    title: `Let the autoscaler ${name} in ${region} keep at least ${wanted.min} replicas`,
    // Without it the replicas are there all the same, for as long as the autoscaler's patience lasts.
    optional: true,
    undo: { title: `Give the autoscaler ${name} in ${region} its limits back` },
  };
}

/** Gives the autoscalers of a region the limits back that they had before a run has raised them. */
export function restoreSteps(
  resource: Deployments,
  region: Region,
  autoscalers: Readonly<Record<string, Autoscaler>>,
): readonly StepDraft[] {
  return Object.entries(autoscalers).flatMap(([deployment, { name, min, max, mark }]): StepDraft[] => {
    const [, least, most] = /^(\d+)-(\d+)$/.exec(mark ?? '') ?? [];
    if (mark === undefined || least === undefined || most === undefined) return [];
    const former: Limits = { min, max, mark };
    const wanted: Limits = { min: Number(least), max: Number(most), mark: null };
    return [
      {
        ...draft(resource, region, { deployment, autoscaler: name, wanted, former }),
        action: `restore(${region}/${deployment})`,
        title: `Give the autoscaler ${name} in ${region} its limits back: ${least} to ${most}`,
        undo: { title: `Let ${name} in ${region} keep at least ${min} replicas again` },
      },
    ];
  });
}

function draft(
  resource: Deployments,
  region: Region,
  params: Omit<AutoscalerParams, 'cluster' | 'namespace'>,
) {
  const { namespace, cluster } = resource.spec;
  return {
    region,
    phase: 'compute' as const,
    risk: 'reversible' as const,
    changes: true,
    expectedMs: 2_000,
    timeoutMs: 2 * 60_000,
    params: {
      ...params,
      wanted: { ...params.wanted },
      former: { ...params.former },
      namespace,
      cluster: clusterRef(cluster, region, resource.id),
    },
    calls: autoscalerCalls(resource, region),
    after: [] as readonly string[],
    repeat: 'safe' as const,
  };
}

/** The calls of a step on an autoscaler, whose name only a look at the cluster tells. */
export function autoscalerCalls(
  { spec: { namespace, cluster } }: Deployments,
  region: Region,
): readonly Call[] {
  const calls = ['get', 'patch'].map((verb) =>
    kubernetesCall(`${verb} horizontalpodautoscalers`, `${namespace}/*`, region),
  );
  return [...clusterCalls(cluster, region), ...calls];
}

/** Sets the limits of the step's autoscaler, or those that it had before. */
export async function setLimits(
  step: Step,
  which: 'wanted' | 'former',
  { outside, signal }: ApplyContext,
): Promise<Applied> {
  const params = paramsOf(step);
  const { min, max, mark } = params[which];
  const api = await outside.kubernetes.cluster(params.cluster);
  const path = `/apis/autoscaling/v2/namespaces/${params.namespace}/horizontalpodautoscalers/${params.autoscaler}`;
  const now = autoscalerOf(await api.get(path, signal))?.limits;
  if (now !== undefined && agrees(now, params[which]))
    return { note: `${params.autoscaler} has these limits already` };
  const metadata = { annotations: { [limitsMark]: mark } };
  await api.mergePatch(path, { metadata, spec: { minReplicas: min, maxReplicas: max } }, signal);
  return { note: `${params.autoscaler}: ${min} to ${max} replicas`, evidence: { min, max } };
}

/** Whether the step's autoscaler has its limits. */
export function limitsSettled(step: Step, observation: Observation<DeploymentsSeen>): Settled {
  const { deployment, autoscaler, wanted } = paramsOf(step);
  const seen = seenIn(observation, step.region);
  if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
  const now = seen.state === 'seen' ? seen.value.autoscalers[deployment] : undefined;
  // Nobody holds the deployment down any more, whoever has taken the autoscaler away.
  if (now === undefined) return { state: 'done', note: `${autoscaler} is gone` };
  const found = `${now.min} to ${now.max} replicas`;
  return { state: agrees(now, wanted) ? 'done' : 'not-begun', note: found };
}

function agrees(now: Autoscaler, { min, max, mark }: Limits): boolean {
  return now.min === min && now.max === max && (now.mark ?? null) === mark;
}

/** The cast is sound: the steps with an autoscaler get their params from this file alone. */
function paramsOf(step: Step): AutoscalerParams {
  return step.params as unknown as AutoscalerParams;
}

import type { Region } from '../ids.ts';
import type { ClusterRef } from '../kubernetes/kubernetes.ts';
import type { Call, Goal, StepDraft } from '../plan/plan.ts';
import { clusterCalls, clusterRef } from './cluster-ref.ts';
import { autoscalerCalls, raiseStep } from './deployment-autoscaler.ts';
import { activeOf, enoughOf, kubernetesCall, namesIn, needsRaise } from './deployment-spec.ts';
import type { Deployments, DeploymentsSeen } from './deployment-spec.ts';
import { isRolledOut } from './deployment-state.ts';
import { valueIn } from './kind.ts';
import type { Observation } from './kind.ts';

/** What a step on one deployment carries. */
export interface DeploymentParams {
  readonly cluster: ClusterRef;
  readonly namespace: string;
  readonly name: string;
  readonly role: 'fence' | 'scale' | 'restart' | 'serve' | 'stand-by';
  /** Replicas to ask for. */
  readonly replicas: number;
  /** Replicas to ask for when the step is taken back. */
  readonly former: number;
  /** Replicas from which on the step is done: an autoscaler may move the number away from `replicas`. */
  readonly enough: number;
  /** False where a restart follows: pods with the old secrets need not become ready first. */
  readonly await: boolean;
  /** The restart annotation before the run. */
  readonly restarted: string | null;
}

/** Scaling down what still writes in `from`. Where `from` cannot be seen it is tried all the same. */
export function fenceSteps(
  resource: Deployments,
  observation: Observation<DeploymentsSeen>,
  goal: Goal,
): readonly StepDraft[] {
  const { from, mode, fromCondition } = goal;
  if (!resource.spec.fence) return [];
  // Where `from` cannot be seen, `all` can only mean the names that `to` has.
  const names = namesIn(resource, observation, valueIn(observation, from) ? from : goal.to);
  return names.flatMap((each): StepDraft[] => {
    const deployment = valueIn(observation, from)?.deployments[each];
    if (deployment === undefined && valueIn(observation, from)) return [];
    if (deployment && deployment.wanted === 0 && deployment.pods === 0) return [];
    const former = deployment?.wanted ?? activeOf(resource.spec, each);
    return [
      {
        ...draft(resource, from, {
          role: 'fence',
          name: each,
          // Pods at rest write as well as any: those that stand by come with a reprotect.
          replicas: 0,
          former,
          enough: 0,
          await: true,
          restarted: null,
        }),
        title: `Fence ${each} in ${from}: scale it to 0`,
        phase: 'fence',
        risk: 'reversible',
        expectedMs: 15_000,
        // A dead region must not hold up the recovery; a living one gets the time that pods need to end.
        timeoutMs: fromCondition === 'down' && mode === 'unplanned' ? 20_000 : 120_000,
        optional: mode === 'unplanned',
        undo: { title: `Scale ${each} in ${from} back to ${former}` },
      },
    ];
  });
}

/** Scaling up in `to`, and restarting the pods that ran there before with the old secrets. */
export function activationSteps(
  resource: Deployments,
  observation: Observation<DeploymentsSeen>,
  goal: Goal,
): readonly StepDraft[] {
  const { to } = goal;
  const value = valueIn(observation, to);
  return namesIn(resource, observation, to).flatMap((each): StepDraft[] => {
    const deployment = value?.deployments[each];
    if (deployment === undefined) return [];
    const replicas = Math.max(activeOf(resource.spec, each), deployment.wanted);
    const raises = needsRaise(resource.spec, value, each);
    const enough = raises ? activeOf(resource.spec, each) : enoughOf(resource.spec, value, each);
    const ran = deployment.wanted > 0 || deployment.pods > 0;
    const restarts = resource.spec.restart === 'always' || (resource.spec.restart === 'auto' && ran);
    const common = {
      name: each,
      replicas,
      former: deployment.wanted,
      enough,
      restarted: deployment.restarted,
    };
    const scales = deployment.wanted < enough || !isRolledOut(deployment, enough);
    const steps: StepDraft[] = raises ? [raiseStep(resource, each, { region: to, seen: value })] : [];
    if (scales) {
      steps.push({
        ...draft(resource, to, { ...common, role: 'scale', await: !restarts }),
        title: `Scale ${each} in ${to} to ${replicas}`,
        risk: 'reversible',
        expectedMs: restarts ? 5_000 : 60_000,
        timeoutMs: 15 * 60_000,
        after: raises ? [`raise(${each})`] : [],
        undo: { title: `Scale ${each} in ${to} back to ${deployment.wanted}` },
      });
    }
    if (restarts) {
      steps.push({
        ...draft(resource, to, { ...common, role: 'restart', await: true }),
        title: `Restart ${each} in ${to}, so that it reads its new secrets`,
        risk: 'reversible',
        expectedMs: 60_000,
        timeoutMs: 15 * 60_000,
        undo: { title: `Restart ${each} in ${to} once more` },
        after: scales ? [`scale(${each})`] : [],
      });
    }
    return steps;
  });
}

/** What the steps on a deployment share. */
export function draft(
  resource: Deployments,
  region: Region,
  params: Omit<DeploymentParams, 'cluster' | 'namespace'>,
) {
  const { namespace, cluster } = resource.spec;
  return {
    action: `${params.role}(${params.name})`,
    region,
    phase: 'compute' as const,
    changes: true,
    params: { ...params, namespace, cluster: clusterRef(cluster, region, resource.id) },
    calls: changeCalls(resource, region, params),
    after: [] as readonly string[],
    repeat: 'safe' as const,
  };
}

/** The calls of a step on a deployment. */
export function changeCalls(
  { spec: { namespace, cluster } }: Deployments,
  region: Region,
  { role, name }: Pick<DeploymentParams, 'role' | 'name'>,
): readonly Call[] {
  const type = role === 'restart' ? 'deployments' : 'deployments/scale';
  const calls = ['get', 'patch'].map((verb) =>
    kubernetesCall(`${verb} ${type}`, `${namespace}/${name}`, region),
  );
  return [...clusterCalls(cluster, region), ...calls];
}

/** The calls of every step there may be; `*` stands for the names that only a look at the cluster tells. */
export function possibleCalls(resource: Deployments, { from, to }: Goal): readonly Call[] {
  const { names = ['*'], restart, fence, autoscaler } = resource.spec;
  return names.flatMap((name) => [
    ...(fence ? changeCalls(resource, from, { role: 'fence', name }) : []),
    ...changeCalls(resource, to, { role: 'scale', name }),
    ...(autoscaler === 'raise' ? autoscalerCalls(resource, to) : []),
    ...(restart === 'never' ? [] : changeCalls(resource, to, { role: 'restart', name })),
  ]);
}

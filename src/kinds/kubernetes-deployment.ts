import type { Region } from '../ids.ts';
import type { KubernetesObject } from '../kubernetes/kubernetes.ts';
import type { Assessment, Goal, Note } from '../plan/plan.ts';
import { clusterCalls, clusterName, clusterRef } from './cluster-ref.ts';
import { isAutoscalerStep } from './deployment-autoscaler.ts';
import { changeDeployment, deploymentSettled, undoDeployment } from './deployment-change.ts';
import { assessDrill, drillCalls, drillSteps } from './deployment-drill.ts';
import { activeOf, deploymentSpec, enoughOf, isReached, kubernetesCall, namesIn } from './deployment-spec.ts';
import type { Deployments, DeploymentsSeen, DeploymentSpec } from './deployment-spec.ts';
import { assessStandby, missing, protectSteps, standbyCalls, standbyChecks } from './deployment-standby.ts';
import { autoscalerOf, deploymentOf, isRolledOut, unschedulableOf } from './deployment-state.ts';
import type { Deployment } from './deployment-state.ts';
import { servingSteps } from './deployment-serving.ts';
import { activationSteps, fenceSteps, possibleCalls } from './deployment-steps.ts';
import { clusterHolding } from './eks-nodegroup-cost.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Check, ObserveContext, Observation } from './kind.ts';
import { forRegion } from './per-region.ts';

/** Scales Kubernetes deployments: down in the region being left, up in the one being activated. */
export const kubernetesDeployment = defineKind<DeploymentSpec, never, DeploymentsSeen>({
  name: 'kubernetes-deployment',
  role: 'compute',
  summary:
    'Scales deployments up in the region being activated, and down in the region being left so that it stops writing.',
  notes: [
    'Deployments are scaled only after the `config` phase, so that pods start with the connection strings of their own region.',
    'A deployment that already has more replicas than `active` keeps them; activation never scales down.',
    'Fencing an unreachable region is tried once and reported as `Unfenced`: a call that timed out proves nothing. `Fenced` means that the API answered and the last pod is gone.',
    'A HorizontalPodAutoscaler overrides the number of replicas. Where it would go below `active`, its limits are lifted before its deployment is scaled up, and kept in its annotation `region-failover/limits`; `autoscaler: keep` leaves it alone and takes its minimum for enough. An autoscaler whose deployment has no replicas does nothing, so that a standby of 0 is left in peace.',
    'Where deployments stand by with replicas, these are fenced like all others: a failover scales them to 0, since pods at rest write as well as any.',
    'A failback with `serving: both` starts what was fenced again as soon as home takes the writes, on the connection strings that by then lead there, and lets it stand by when all traffic has moved.',
    'A reprotect brings the deployments of the region that was left to the standby count, and gives the autoscalers of both regions their own limits back.',
    'A drill of type dns gives deployments that stand by without a pod their active count first, since DNS does not go to a load balancer without a healthy target, and lets them stand by again when resolvers have dropped what the drill made DNS say. They read the secrets that are there.',
    'When a rollout fails because no node has room for its pods, the error says what the scheduler says: scale the node group first.',
    'Pods need nodes: put an `eks-nodegroup` beside this where the standby has none.',
  ],
  example: `kind: kubernetes-deployment
cluster: lomash-wood
namespace: lomash-wood
names: [auth-service, order-payment-service, api-gateway]
replicas: { active: 3, standby: 0 }
`,
  spec: deploymentSpec,
  places: ['regions'],
  batch: (resource, place) => `${clusterName(resource.spec.cluster, place)}/${resource.spec.namespace}`,
  observe,
  holdings: ({ spec: { cluster } }, place) => {
    const name = forRegion(cluster, place);
    // What a context of a kubeconfig leads to may not be EKS at all.
    return typeof name === 'string' ? [clusterHolding(name, place)] : [];
  },
  reads: (resource, place) => [
    ...clusterCalls(resource.spec.cluster, place),
    kubernetesCall('list deployments', resource.spec.namespace, place),
    kubernetesCall('list horizontalpodautoscalers', resource.spec.namespace, place),
    kubernetesCall('list pods', resource.spec.namespace, place),
  ],
  changes: (resource, goal) => {
    if (goal.operation === 'drill') return drillCalls(resource, goal);
    return goal.operation === 'reprotect' ? standbyCalls(resource, goal) : possibleCalls(resource, goal);
  },
  assess,
  steps: (resource, observation, goal) =>
    isReached(resource, observation, goal)
      ? []
      : [
          ...fenceSteps(resource, observation, goal),
          ...activationSteps(resource, observation, goal),
          ...servingSteps(resource, observation, goal),
        ],
  protect: protectSteps,
  protected: standbyChecks,
  drill: drillSteps,
  apply: changeDeployment,
  undo: undoDeployment,
  inCode: ({ action }) => {
    if (action.startsWith('restart')) return undefined;
    return /^(raise|restore)\(/.test(action)
      ? 'GitOps and Helm: leave `minReplicas` and `maxReplicas` of the HorizontalPodAutoscaler alone.'
      : 'GitOps and Helm: leave `spec.replicas` of the Deployment alone.';
  },
  settled: deploymentSettled,
  verify,
});

async function observe(
  resources: readonly Deployments[],
  place: Region,
  { outside, signal, waiting }: ObserveContext,
) {
  const [first] = resources;
  if (first === undefined) return new Map<string, DeploymentsSeen>();
  const { cluster, namespace } = first.spec;
  const api = await outside.kubernetes.cluster(clusterRef(cluster, place, first.id));
  // Without the API or the right to list autoscalers, the deployments still count. Steps have been made with what they wanted, so
  // that those who wait for a step need them no more, unless the step is about them.
  const scaling =
    waiting === undefined || waiting.some(isAutoscalerStep)
      ? api
          .list(`/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers`, signal)
          .catch(() => [])
      : Promise.resolve([]);
  // Nothing is left on its way when the look is over, however it ends.
  const objects = await api
    .list(`/apis/apps/v1/namespaces/${namespace}/deployments`, signal)
    .finally(() => scaling);
  const scalers = await scaling;
  const deployments = objects.map((object) => [object.metadata.name, deploymentOf(object)] as const);
  const autoscalers = scalers
    .flatMap((object) => autoscalerOf(object) ?? [])
    .map(({ target, limits }) => [target, limits] as const);
  const unschedulable = await whatHasNoRoom(objects.map(deploymentOf), () =>
    api.list(`/api/v1/namespaces/${namespace}/pods?fieldSelector=status.phase%3DPending`, signal),
  );
  const pick = <T>(
    entries: readonly (readonly [string, T])[],
    { names }: DeploymentSpec,
  ): Record<string, T> => {
    const wanted = names === undefined ? undefined : new Set(names);
    return Object.fromEntries(entries.filter(([key]) => wanted?.has(key) ?? true));
  };
  return new Map(
    resources.map((resource) => [
      resource.id,
      {
        deployments: pick(deployments, resource.spec),
        autoscalers: pick(autoscalers, resource.spec),
        ...(unschedulable.length === 0 ? {} : { unschedulable: pick(unschedulable, resource.spec) }),
      },
    ]),
  );
}

/** Asked for only where pods are missing; whoever may not list pods gets the rest all the same. */
async function whatHasNoRoom(
  deployments: readonly Deployment[],
  list: () => Promise<readonly KubernetesObject[]>,
): Promise<readonly (readonly [string, string])[]> {
  if (deployments.every(({ available, wanted }) => available >= wanted)) return [];
  const pods = await list().catch(() => []);
  return pods
    .flatMap((pod) => unschedulableOf(pod) ?? [])
    .map(({ deployment, message }) => [deployment, message] as const);
}

function assess(resource: Deployments, observation: Observation<DeploymentsSeen>, goal: Goal): Assessment {
  if (goal.operation === 'reprotect') return assessStandby(resource, observation, goal);
  if (goal.operation === 'drill') return assessDrill(resource, observation, goal);
  const { from, to } = goal;
  const seen = seenIn(observation, to);
  const problems = seen.state === 'failed' ? [seen.problem] : missing(resource, observation, to);
  if (problems.length > 0) return { state: 'blocked', summary: `cannot be scaled in ${to}`, problems };
  if (isReached(resource, observation, goal))
    return { state: 'done', summary: `runs in ${to}, stands by in ${from}` };
  const names = namesIn(resource, observation, to);
  const rise = names.filter(
    (each) => (valueIn(observation, to)?.deployments[each]?.wanted ?? 0) < activeOf(resource.spec, each),
  );
  return {
    state: 'ready',
    summary:
      rise.length === 0
        ? `${names.length} deployments already have their replicas in ${to}`
        : `${rise.length} of ${names.length} deployments to scale up in ${to}`,
    notes: [...fenceNotes(resource, observation, goal), ...autoscalerNotes(resource, observation, goal)],
  };
}

function fenceNotes(
  { spec: { fence, namespace } }: Deployments,
  observation: Observation<DeploymentsSeen>,
  { from }: Goal,
): readonly Note[] {
  if (!fence) return [{ level: 'warning', message: `${from} is not fenced: \`fence: false\` in the config` }];
  const seen = seenIn(observation, from);
  if (seen.state !== 'failed') return [];
  const why = seen.reachable ? seen.problem.message : 'the region does not answer';
  return [
    {
      level: 'warning',
      message: `Writers of ${namespace} in ${from} cannot be seen, so fencing them may fail: ${why}`,
    },
  ];
}

/** What is left to say of autoscalers: those that nothing is done about, and those that keep a standby above its count. */
function autoscalerNotes(
  { spec }: Deployments,
  observation: Observation<DeploymentsSeen>,
  { from, to }: Goal,
): readonly Note[] {
  const scalersIn = (region: Region) => Object.entries(valueIn(observation, region)?.autoscalers ?? {});
  const overriding = scalersIn(to).filter(
    ([each, { min }]) => spec.autoscaler === 'keep' || min > activeOf(spec, each),
  );
  const { standby } = spec.replicas;
  const holding = scalersIn(from).filter(([, { min }]) => standby > 0 && min > standby);
  const note = (region: Region, [deployment, { min, max }]: (typeof overriding)[number]): Note => ({
    level: 'warning',
    message: `A HorizontalPodAutoscaler holds ${deployment} in ${region} between ${min} and ${max} replicas and overrides the config`,
  });
  return [...overriding.map((each) => note(to, each)), ...holding.map((each) => note(from, each))];
}

function verify(
  resource: Deployments,
  observation: Observation<DeploymentsSeen>,
  { to }: Goal,
): readonly Check[] {
  const seen = seenIn(observation, to);
  const value = valueIn(observation, to);
  const names = namesIn(resource, observation, to);
  const unseen = seen.state === 'failed' ? seen.problem.message : 'none';
  if (names.length === 0) {
    return [{ name: `${resource.id} runs in ${to}`, ok: false, expected: 'deployments', found: unseen }];
  }
  return names.map((each) => {
    const enough = enoughOf(resource.spec, value, each);
    const deployment = value?.deployments[each];
    const found = deployment === undefined ? unseen : `${deployment.available} ready pods`;
    const ok = deployment !== undefined && isRolledOut(deployment, enough);
    return { name: `${each} runs in ${to}`, ok, expected: `at least ${enough} ready pods`, found };
  });
}

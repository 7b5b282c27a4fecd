import type { Problem } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Assessment, Goal, Note } from '../plan/plan.ts';
import { clusterCalls, clusterName, clusterRef } from './cluster-ref.ts';
import { changeDeployment, deploymentSettled, undoDeployment } from './deployment-change.ts';
import { activeOf, deploymentSpec, enoughOf, isReached, kubernetesCall, namesIn } from './deployment-spec.ts';
import type { Deployments, DeploymentsSeen, DeploymentSpec } from './deployment-spec.ts';
import { autoscalerOf, deploymentOf, isRolledOut } from './deployment-state.ts';
import { activationSteps, fenceSteps, possibleCalls } from './deployment-steps.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Check, ObserveContext, Observation } from './kind.ts';

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
    'A HorizontalPodAutoscaler overrides the number of replicas. It is pointed out in the plan, and its minimum counts as enough.',
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
  reads: (resource, place) => [
    ...clusterCalls(resource.spec.cluster, place),
    kubernetesCall('list deployments', resource.spec.namespace, place),
    kubernetesCall('list horizontalpodautoscalers', resource.spec.namespace, place),
  ],
  changes: possibleCalls,
  assess,
  steps: (resource, observation, goal) =>
    isReached(resource, observation, goal)
      ? []
      : [...fenceSteps(resource, observation, goal), ...activationSteps(resource, observation, goal)],
  apply: changeDeployment,
  undo: undoDeployment,
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
  // Autoscalers only give a warning: without the API or the right to list them, the deployments still count. Steps have been made
  // with what they wanted, so that those who wait for a step need them no more.
  const scaling =
    waiting === undefined
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
      { deployments: pick(deployments, resource.spec), autoscalers: pick(autoscalers, resource.spec) },
    ]),
  );
}

function assess(resource: Deployments, observation: Observation<DeploymentsSeen>, goal: Goal): Assessment {
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
    notes: [...fenceNotes(resource, observation, goal), ...autoscalerNotes(observation, to)],
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

function autoscalerNotes(observation: Observation<DeploymentsSeen>, region: Region): readonly Note[] {
  return Object.entries(valueIn(observation, region)?.autoscalers ?? {}).map(
    ([deployment, { min, max }]) => ({
      level: 'warning',
      message: `A HorizontalPodAutoscaler holds ${deployment} in ${region} between ${min} and ${max} replicas and overrides the config`,
    }),
  );
}

/** A deployment that is missing, or a namespace without any, is a mistake: scaling nothing must not count as success. */
function missing(
  resource: Deployments,
  observation: Observation<DeploymentsSeen>,
  region: Region,
): readonly Problem[] {
  const { namespace, cluster } = resource.spec;
  const where = `${namespace} of cluster ${clusterName(cluster, region)} in ${region}`;
  const present = Object.keys(valueIn(observation, region)?.deployments ?? {});
  const problem = (message: string): Problem => ({
    code: 'RESOURCE_MISSING',
    message,
    resource: resource.id,
    region,
  });
  const absent = namesIn(resource, observation, region).filter((each) => !present.includes(each));
  if (absent.length === 0 && present.length === 0) return [problem(`There is no deployment in ${where}.`)];
  return absent.map((each) => problem(`There is no deployment ${each} in ${where}.`));
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

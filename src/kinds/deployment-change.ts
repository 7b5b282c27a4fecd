import type { Problem } from '../errors.ts';
import type { Step } from '../plan/plan.ts';
import { isAutoscalerStep, limitsSettled, setLimits } from './deployment-autoscaler.ts';
import type { DeploymentsSeen } from './deployment-spec.ts';
import { deploymentOf, isRolledOut, restartedAt } from './deployment-state.ts';
import type { Deployment } from './deployment-state.ts';
import type { DeploymentParams } from './deployment-steps.ts';
import { seenIn } from './kind.ts';
import type { ApplyContext, Applied, Observation, Settled } from './kind.ts';

/** Scales or restarts the step's deployment, or sets the limits of its autoscaler. */
export async function changeDeployment(step: Step, context: ApplyContext): Promise<Applied> {
  if (isAutoscalerStep(step)) return setLimits(step, 'wanted', context);
  return paramsOf(step).role === 'restart' ? restart(step, context) : scale(step, context);
}

/** Puts replicas or the restart annotation back as they were when the plan was made; the latter restarts the pods once more. */
export async function undoDeployment(step: Step, context: ApplyContext): Promise<Applied> {
  if (isAutoscalerStep(step)) return setLimits(step, 'former', context);
  const { name, former, role, restarted } = paramsOf(step);
  if (role === 'restart') {
    await annotate(step, context, restarted);
    return { note: `${name} restarts once more` };
  }
  const found = await replicasOf(step, context);
  if (found !== former) await setReplicas(step, context, former);
  return { note: `${name} is back at ${former} replicas` };
}

async function replicasOf(step: Step, { outside, signal }: ApplyContext): Promise<number> {
  const api = await outside.kubernetes.cluster(paramsOf(step).cluster);
  // The Scale schema of autoscaling/v1: an absent count means 0.
  const { spec } = (await api.get(`${pathOf(step)}/scale`, signal)) as {
    readonly spec?: { readonly replicas?: number };
  };
  return spec?.replicas ?? 0;
}

async function setReplicas(step: Step, { outside, signal }: ApplyContext, replicas: number): Promise<void> {
  const api = await outside.kubernetes.cluster(paramsOf(step).cluster);
  await api.mergePatch(`${pathOf(step)}/scale`, { spec: { replicas } }, signal);
}

/** Nothing is patched where the annotation is right, so that a second attempt restarts nothing. */
async function annotate(
  step: Step,
  { outside, signal }: ApplyContext,
  stamp: string | null,
): Promise<boolean> {
  const api = await outside.kubernetes.cluster(paramsOf(step).cluster);
  if (deploymentOf(await api.get(pathOf(step), signal)).restarted === stamp) return false;
  const annotations = { [restartedAt]: stamp };
  await api.mergePatch(pathOf(step), { spec: { template: { metadata: { annotations } } } }, signal);
  return true;
}

async function scale(step: Step, context: ApplyContext): Promise<Applied> {
  const { name, replicas, role } = paramsOf(step);
  const found = await replicasOf(step, context);
  const enough =
    role === 'stand-by' ? found === replicas : role === 'fence' ? found <= replicas : found >= replicas;
  if (enough) return { note: `${name} was already set to ${found} replicas` };
  await setReplicas(step, context, replicas);
  return { note: `${name}: ${found} to ${replicas} replicas`, evidence: { formerReplicas: found, replicas } };
}

async function restart(step: Step, context: ApplyContext): Promise<Applied> {
  const { name } = paramsOf(step);
  const changed = await annotate(step, context, restartStamp(context.run));
  return { note: changed ? `${name} restarts` : `${name} was restarted already` };
}

/** The time in the run's id, as kubectl writes it: the same for every attempt, so that a second one restarts nothing. */
function restartStamp(run: string): string {
  const [, year, month, day, hour, minute, second] =
    /(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})/.exec(run) ?? [];
  return second === undefined ? run : `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}

/** Judges the step by its deployment: replicas, rollout, and for a fence that the last pod is gone. */
export function deploymentSettled(step: Step, observation: Observation<DeploymentsSeen>): Settled {
  if (isAutoscalerStep(step)) return limitsSettled(step, observation);
  const { name, namespace, role } = paramsOf(step);
  const seen = seenIn(observation, step.region);
  const unfenced = role === 'fence' ? { evidence: { fence: 'Unfenced' } } : {};
  if (seen.state === 'failed')
    return { state: 'pending', note: `${name} cannot be seen: ${seen.problem.message}`, ...unfenced };
  const deployment = seen.state === 'seen' ? seen.value.deployments[name] : undefined;
  if (deployment === undefined) {
    const message = `There is no deployment ${namespace}/${name} in ${step.region} any more.`;
    return { state: 'broken', problem: problemOf(step, { code: 'RESOURCE_MISSING', message }) };
  }
  switch (role) {
    case 'fence':
      return fenceSettled(step, deployment);
    case 'stand-by':
      return standbySettled(step, deployment);
    case 'scale':
    case 'serve':
    case 'restart':
      return rolloutSettled(step, deployment, {
        startedAt: observation.startedAt,
        unschedulable: seen.state === 'seen' ? seen.value.unschedulable?.[name] : undefined,
      });
  }
}

function standbySettled(step: Step, deployment: Deployment): Settled {
  const { replicas } = paramsOf(step);
  const { wanted, pods, current } = deployment;
  if (wanted !== replicas) return { state: 'not-begun', note: `${wanted} replicas are asked for` };
  const done = current && pods <= replicas && (replicas === 0 || isRolledOut(deployment, replicas));
  return {
    state: done ? 'done' : 'pending',
    note: `${pods} pods are left`,
    ...(done ? { evidence: { pods } } : {}),
  };
}

function fenceSettled(step: Step, { wanted, pods, current }: Deployment): Settled {
  const { replicas } = paramsOf(step);
  if (wanted > replicas)
    return { state: 'not-begun', note: `${wanted} replicas are asked for`, evidence: { fence: 'Unfenced' } };
  if (!current || pods > replicas)
    return { state: 'pending', note: `${pods} pods are left`, evidence: { fence: 'Unfenced' } };
  return {
    state: 'done',
    note: `${pods} pods are left`,
    evidence: { fence: replicas === 0 ? 'Fenced' : 'Unfenced', pods },
  };
}

interface Around {
  readonly startedAt: number | undefined;
  readonly unschedulable: string | undefined;
}

function rolloutSettled(step: Step, deployment: Deployment, { startedAt, unschedulable }: Around): Settled {
  const params = paramsOf(step);
  const { wanted, available, pods, updated, current, restarted, failure, failedAt } = deployment;
  const ready = `${available} of ${wanted} pods are ready`;
  const found = unschedulable === undefined ? ready : `${ready}; no node has room: ${unschedulable}`;
  if (params.role === 'restart' && restarted === params.restarted)
    return { state: 'not-begun', note: 'not restarted yet' };
  if (wanted < params.enough) return { state: 'not-begun', note: `${wanted} replicas are asked for` };
  if (!current) return { state: 'pending', note: 'the controller has not seen the change yet' };
  if (!params.await) return { state: 'done', note: `${wanted} replicas are asked for` };
  if (isRolledOut(deployment, params.enough) && pods === updated) {
    return { state: 'done', note: found, evidence: { replicas: wanted, available } };
  }
  // The controller keeps saying it until pods are ready again: what it said before this attempt began is no verdict on it.
  const stale = failedAt !== undefined && startedAt !== undefined && failedAt < startedAt;
  if (failure === undefined || stale) return { state: 'pending', note: found };
  const message = `The rollout of ${params.namespace}/${params.name} in ${step.region} has failed. ${failure}`;
  const expected = `${params.enough} ready pods`;
  const fix = `Scale the node group of the cluster in ${step.region} first, then try the step again.`;
  const problem = { code: 'STEP_BROKEN', message, expected, found, ...(unschedulable && { fix }) } as const;
  return { state: 'broken', problem: problemOf(step, problem) };
}

function problemOf(step: Step, problem: Problem): Problem {
  return { ...problem, resource: step.resource, step: step.id, region: step.region };
}

/** The cast is sound: the steps of this kind get their params from `deployment-steps.ts` alone. */
function paramsOf(step: Step): DeploymentParams {
  return step.params as unknown as DeploymentParams;
}

function pathOf(step: Step): string {
  const { namespace, name } = paramsOf(step);
  return `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`;
}

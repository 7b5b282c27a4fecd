import type { Problem } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Assessment, Call, Goal, StepDraft } from '../plan/plan.ts';
import { autoscalerCalls, restoreSteps } from './deployment-autoscaler.ts';
import { clusterName } from './cluster-ref.ts';
import { namesIn } from './deployment-spec.ts';
import type { Deployments, DeploymentsSeen } from './deployment-spec.ts';
import { isRolledOut } from './deployment-state.ts';
import type { Deployment } from './deployment-state.ts';
import { changeCalls, draft } from './deployment-steps.ts';
import { seenIn, valueIn } from './kind.ts';
import type { Check, Observation } from './kind.ts';

/** What makes the deployments of `goal.from` stand by, and gives the autoscalers of both regions their own limits back. */
export function protectSteps(
  resource: Deployments,
  observation: Observation<DeploymentsSeen>,
  { from, to }: Goal,
): readonly StepDraft[] {
  const seen = valueIn(observation, from);
  if (seen === undefined) return [];
  const restored = [from, to].flatMap((region) =>
    restoreSteps(resource, region, valueIn(observation, region)?.autoscalers ?? {}),
  );
  const { standby } = resource.spec.replicas;
  const scaled = namesIn(resource, observation, from).flatMap((each): StepDraft[] => {
    const deployment = seen.deployments[each];
    if (deployment === undefined || standsBy(deployment, standby) || isHeld(seen, each, standby)) return [];
    const limits = `restore(${from}/${each})`;
    const after = restored.some(({ action }) => action === limits) ? [limits] : [];
    return [{ ...standbyStep(resource, from, { name: each, former: deployment.wanted }), after }];
  });
  return [...restored, ...scaled];
}

/** Scaling one deployment to the standby count. */
export function standbyStep(
  resource: Deployments,
  region: Region,
  { name, former }: { readonly name: string; readonly former: number },
): StepDraft {
  const { standby } = resource.spec.replicas;
  const params = { role: 'stand-by', name, replicas: standby, former, enough: standby } as const;
  return {
    ...draft(resource, region, { ...params, await: true, restarted: null }),
    title: `Let ${name} in ${region} stand by with ${standby} replicas`,
    risk: 'reversible',
    expectedMs: 30_000,
    timeoutMs: 15 * 60_000,
    undo: { title: `Scale ${name} in ${region} back to ${former}` },
  };
}

/** How the deployments of `goal.from` stand by. */
export function assessStandby(
  resource: Deployments,
  observation: Observation<DeploymentsSeen>,
  goal: Goal,
): Assessment {
  const seen = seenIn(observation, goal.from);
  const problems = seen.state === 'failed' ? [seen.problem] : missing(resource, observation, goal.from);
  if (problems.length > 0) return { state: 'blocked', summary: `cannot be seen in ${goal.from}`, problems };
  const steps = protectSteps(resource, observation, goal);
  if (steps.length === 0) return { state: 'done', summary: `stands by in ${goal.from}` };
  return { state: 'ready', summary: `${steps.length} changes until it stands by in ${goal.from}` };
}

/** The post-conditions of a reprotect. */
export function standbyChecks(
  resource: Deployments,
  observation: Observation<DeploymentsSeen>,
  { from }: Goal,
): readonly Check[] {
  const { standby } = resource.spec.replicas;
  const seen = valueIn(observation, from);
  return namesIn(resource, observation, from).map((each) => {
    const deployment = seen?.deployments[each];
    const held = seen !== undefined && isHeld(seen, each, standby);
    const marked = seen?.autoscalers[each]?.mark !== undefined;
    return {
      name: `${each} stands by in ${from}`,
      ok: deployment !== undefined && (held || standsBy(deployment, standby)) && !marked,
      expected: `${standby} replicas`,
      found:
        deployment === undefined
          ? 'not seen'
          : `${deployment.wanted} replicas, ${deployment.pods} pods${marked ? ', its autoscaler still raised' : ''}`,
    };
  });
}

/** Every call of `protectSteps`. */
export function standbyCalls(resource: Deployments, { from, to }: Goal): readonly Call[] {
  const { names = ['*'] } = resource.spec;
  return [
    ...names.flatMap((name) => changeCalls(resource, from, { role: 'stand-by', name })),
    ...autoscalerCalls(resource, from),
    ...autoscalerCalls(resource, to),
  ];
}

/** A deployment that is missing, or a namespace without any, is a mistake: scaling nothing must not count as success. */
export function missing(
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

function standsBy(deployment: Deployment, standby: number): boolean {
  if (deployment.wanted !== standby || deployment.pods > standby) return false;
  return standby === 0 || isRolledOut(deployment, standby);
}

/** With replicas at rest an autoscaler runs, too: what it holds above the standby count cannot be scaled down against it. */
export function isHeld(seen: DeploymentsSeen, deployment: string, standby: number): boolean {
  const scaler = seen.autoscalers[deployment];
  if (standby === 0 || scaler === undefined) return false;
  const least = scaler.mark === undefined ? scaler.min : Number.parseInt(scaler.mark, 10);
  return least > standby;
}

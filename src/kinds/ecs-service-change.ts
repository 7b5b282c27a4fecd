import { fail } from '../errors.ts';
import type { Problem } from '../errors.ts';
import type { Step } from '../plan/plan.ts';
import { brokenStep } from './broken-step.ts';
import { applyDeploy, undoDeploy } from './ecs-service-deploy-change.ts';
import { deploySettled, deployUndone } from './ecs-service-deploy-settled.ts';
import { isDeploying } from './ecs-service-deploy.ts';
import { describeServices, desiredCount, isStable, resourceId } from './ecs-service-look.ts';
import type { Limits, ServiceLook } from './ecs-service-look.ts';
import { isEmpty, reachesLimits } from './ecs-service-steps.ts';
import type { EcsParams, ServicesSeen } from './ecs-service-steps.ts';
import { seenIn } from './kind.ts';
import type { Applied, ApplyContext, Observation, Settled } from './kind.ts';

/** The cast is sound: the steps of this kind get their params from `ecs-service-steps.ts` alone. */
function paramsOf(step: Step): EcsParams {
  return step.params as unknown as EcsParams;
}

/** Changes bounds first, so that autoscaling does not undo the count, then count and deployment in one call. */
export async function changeService(step: Step, context: ApplyContext): Promise<Applied> {
  if (isDeploying(step)) return await applyDeploy(step, context);
  const { cluster, service, desired, limits, role, force } = paramsOf(step);
  const look = await lookAt(step, context);
  if (limits !== null && !reachesLimits(look.limits, limits, role)) await setLimits(step, context, limits);
  const count = desired === null || reachesCount(paramsOf(step), look.desired) ? undefined : desired;
  const renews = force && !isRenewed(paramsOf(step), look, context.run);
  if (count === undefined && !renews) return { note: `${service} was already set to ${look.desired} tasks` };
  const api = await context.outside.aws.ecs(step.region);
  await api.updateService(
    {
      cluster,
      service,
      ...(count === undefined ? {} : { desiredCount: count }),
      ...(renews ? { forceNewDeployment: true } : {}),
    },
    { signal: context.signal },
  );
  const counted = count === undefined ? '' : `: ${look.desired} to ${count} tasks`;
  return {
    note: `${service}${counted}${renews ? ', replaced by new ones' : ''}`,
    evidence: { formerTasks: look.desired, tasks: count ?? look.desired },
  };
}

/** Puts bounds and count back as they were when the plan was made. Tasks that were replaced stay as they are. */
export async function undoService(step: Step, context: ApplyContext): Promise<Applied> {
  if (isDeploying(step)) return await undoDeploy(step, context);
  const { cluster, service, desired, former, limits, formerLimits } = paramsOf(step);
  const look = await lookAt(step, context);
  if (limits !== null && formerLimits !== null && !reachesLimits(look.limits, formerLimits, 'standby'))
    await setLimits(step, context, formerLimits);
  if (desired !== null && look.desired !== former) {
    const api = await context.outside.aws.ecs(step.region);
    await api.updateService({ cluster, service, desiredCount: former }, { signal: context.signal });
  }
  return { note: `${service} is back at ${former} tasks` };
}

async function lookAt(step: Step, context: ApplyContext): Promise<ServiceLook> {
  const { cluster, service, limits } = paramsOf(step);
  const wanted = {
    cluster,
    names: [service],
    limits: limits === null ? 'no' : 'needed',
    leaving: [],
  } as const;
  const look = (await describeServices(wanted, step.region, context)).get(service);
  if (look === undefined) throw fail(missing(step));
  return look;
}

async function setLimits(step: Step, { outside, signal }: ApplyContext, limits: Limits): Promise<void> {
  const { cluster, service } = paramsOf(step);
  const api = await outside.aws.autoscaling(step.region);
  await api.registerScalableTarget(
    {
      ...desiredCount,
      ResourceId: resourceId(cluster, service),
      MinCapacity: limits.min,
      MaxCapacity: limits.max,
      SuspendedState: { ScheduledScalingSuspended: limits.scheduled === 'suspended' },
    },
    { signal },
  );
}

/** Autoscaling may have gone further in the same direction. */
function reachesCount({ desired, former, enough }: EcsParams, now: number): boolean {
  if (desired === null) return true;
  return desired < former ? now <= desired : now >= Math.min(enough, desired);
}

/** A deployment of somebody else that began before this run has tasks with the old secrets. */
function isRenewed({ deployment }: EcsParams, { primary }: ServiceLook, run: string): boolean {
  if (primary === undefined || primary.id === deployment) return false;
  return primary.createdAt >= startOfRun(run);
}

/** The time in the run's id, in ms since the epoch; 0 where it has none. */
function startOfRun(run: string): number {
  const [, year, month, day, hour, minute, second] =
    /(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})/.exec(run) ?? [];
  const at = Date.parse(
    `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`,
  );
  return Number.isNaN(at) ? 0 : at;
}

/** Judges a step by its service: count, bounds, deployment, and for a fence that the last task has ended. */
export function serviceSettled(step: Step, observation: Observation<ServicesSeen>, now: number): Settled {
  const params = paramsOf(step);
  const { service, role, limits } = params;
  const seen = seenIn(observation, step.region);
  const unfenced = role === 'fence' ? { evidence: { fence: 'Unfenced' } } : {};
  if (seen.state === 'failed')
    return { state: 'pending', note: `${service} cannot be seen: ${seen.problem.message}`, ...unfenced };
  const look = seen.state === 'seen' ? seen.value[service] : undefined;
  if (look?.status !== 'ACTIVE') return { state: 'broken', problem: missing(step, look) };
  if (isDeploying(step)) return deploySettled(step, look, { startedAt: observation.startedAt, now });
  if (limits !== null && !reachesLimits(look.limits, limits, role))
    return { state: 'not-begun', note: 'autoscaling has its former bounds', ...unfenced };
  if (!reachesCount(params, look.desired))
    return { state: 'not-begun', note: `${look.desired} tasks are asked for`, ...unfenced };
  return role === 'fence' ? fenceSettled(look) : rolloutSettled(step, look, observation.startedAt);
}

function fenceSettled(look: ServiceLook): Settled {
  const { running, pending, leaving } = look;
  const left = `${running + pending} tasks run, ${leaving ?? 'an unknown number'} are ending`;
  if (!isEmpty(look)) return { state: 'pending', note: left, evidence: { fence: 'Unfenced' } };
  return { state: 'done', note: 'no task is left', evidence: { fence: 'Fenced', tasks: 0 } };
}

function rolloutSettled(step: Step, look: ServiceLook, startedAt = 0): Settled {
  const params = paramsOf(step);
  const { primary, others, running, desired, event } = look;
  const found = `${running} of ${desired} tasks run`;
  if (params.force && primary?.id === params.deployment)
    return { state: 'not-begun', note: 'no new deployment has begun' };
  const rollsBack = params.force && primary?.rolloutState === 'IN_PROGRESS' && isRollback(primary.reason);
  if (primary?.rolloutState === 'FAILED' || rollsBack)
    return { state: 'broken', problem: failedRollout(step, look) };
  const overtaken = params.desired !== null && desired > params.desired && running >= params.enough;
  const complete = others.length === 0 && primary?.rolloutState !== 'IN_PROGRESS';
  if (isStable(look) || (complete && overtaken)) {
    const evidence = { tasks: running, deployment: primary?.id ?? '', taskDefinition: look.taskDefinition };
    return { state: 'done', note: found, evidence };
  }
  const said = event !== undefined && event.at >= startedAt ? `; ${event.message}` : '';
  return { state: 'pending', note: `${found}${unfinished(look)}${said}` };
}

/** What is lacking where the tasks alone do not say it. */
function unfinished({ primary, others, running, desired }: ServiceLook): string {
  if (running !== desired) return '';
  if (others.length > 0) return `, ${others.length} more deployments are there`;
  return `, the deployment is ${primary?.rolloutState ?? 'not there'}`;
}

/** What ECS says of a deployment with which its circuit breaker or an alarm takes another one back. */
function isRollback(reason: string): boolean {
  return /rolling back/i.test(reason);
}

/** Whether a service that was taken back has its former count and bounds, and nothing of it moves any more. */
export function serviceUndone(step: Step, observation: Observation<ServicesSeen>): Settled {
  const { service, desired, former, limits, formerLimits } = paramsOf(step);
  const seen = seenIn(observation, step.region);
  const look = seen.state === 'seen' ? seen.value[service] : undefined;
  if (look === undefined) return { state: 'pending', note: `${service} is not seen` };
  if (isDeploying(step)) return deployUndone(step, look);
  const counted =
    desired === null || (desired < former ? look.desired >= former : look.desired <= Math.max(former, 0));
  const bounded =
    limits === null || formerLimits === null || reachesLimits(look.limits, formerLimits, 'standby');
  const note = `${look.running} of ${look.desired} tasks run`;
  return { state: counted && bounded && look.running === look.desired ? 'done' : 'pending', note };
}

function failedRollout(step: Step, { primary, event, running, desired }: ServiceLook): Problem {
  const { service } = paramsOf(step);
  const said = event === undefined ? '' : ` ${event.message}`;
  return brokenStep(step, {
    message: `The deployment of ${service} in ${step.region} has failed: ${primary?.reason ?? ''}${said}`,
    expected: 'rolloutState COMPLETED',
    found: `${primary?.rolloutState ?? 'none'}, ${running} of ${desired} tasks run`,
  });
}

function missing(step: Step, look?: ServiceLook): Problem {
  const { cluster, service } = paramsOf(step);
  const found = look === undefined ? 'does not exist' : `is ${look.status}`;
  return {
    code: 'RESOURCE_MISSING',
    message: `The service ${cluster}/${service} in ${step.region} ${found}.`,
    resource: step.resource,
    step: step.id,
    region: step.region,
  };
}

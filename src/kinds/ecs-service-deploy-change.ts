import type { Step } from '../plan/plan.ts';
import { deployParams, shortArn, wantedRevision } from './ecs-service-deploy.ts';
import { describeServices } from './ecs-service-look.ts';
import type { ServiceLook } from './ecs-service-look.ts';
import { describeRevision, familyOf, registerImage } from './ecs-service-revision.ts';
import type { Applied, ApplyContext } from './kind.ts';

/** Makes the change of a step of a deployment; what has been made already is not made again. */
export async function applyDeploy(step: Step, context: ApplyContext): Promise<Applied> {
  const params = deployParams(step);
  const { cluster, service, image, former, tasks } = params;
  const api = await context.outside.aws.ecs(step.region);
  const newest = image === null ? undefined : await describeRevision(api, familyOf(former), context.signal);
  if (params.role === 'register' && image !== null) {
    if (newest?.images[image.container] === image.name)
      return { note: `${shortArn(newest.arn)} has that image already` };
    const registered = await registerImage(
      api,
      { base: former, container: image.container, image: image.name },
      context.signal,
    );
    return { note: `registered as ${shortArn(registered)}`, evidence: { taskDefinition: registered } };
  }
  const wanted = wantedRevision(params, newest);
  const look = await serviceOf(step, context);
  if (wanted === undefined || (look?.taskDefinition === wanted && (tasks ?? look.desired) === look.desired))
    return { note: `${service} is to run ${shortArn(wanted ?? '')} already` };
  await api.updateService(
    { cluster, service, taskDefinition: wanted, ...(tasks === null ? {} : { desiredCount: tasks }) },
    { signal: context.signal },
  );
  return {
    note: `${service}: ${shortArn(former)} to ${shortArn(wanted)}`,
    evidence: { former, taskDefinition: wanted },
  };
}

/** Takes a step of a deployment back: what ran before is deployed again, and what was registered is no longer offered. */
export async function undoDeploy(step: Step, context: ApplyContext): Promise<Applied> {
  const { role, cluster, service, image, former, newest, formerTasks } = deployParams(step);
  const api = await context.outside.aws.ecs(step.region);
  const { signal } = context;
  if (role === 'register' && image !== null) {
    const now = await describeRevision(api, familyOf(former), signal);
    if (now === undefined || now.arn === newest || now.images[image.container] !== image.name)
      return { note: 'nothing of it is registered' };
    await api.deregisterTaskDefinition({ taskDefinition: now.arn }, { signal });
    return { note: `${shortArn(now.arn)} is deregistered` };
  }
  const look = await serviceOf(step, context);
  if (look?.taskDefinition !== former || look.desired !== formerTasks)
    await api.updateService(
      { cluster, service, taskDefinition: former, desiredCount: formerTasks },
      { signal },
    );
  return { note: `${service} goes back to ${shortArn(former)}` };
}

async function serviceOf(step: Step, context: ApplyContext): Promise<ServiceLook | undefined> {
  const { cluster, service } = deployParams(step);
  const wanted = { cluster, names: [service], limits: 'no', leaving: [] } as const;
  return (await describeServices(wanted, step.region, context)).get(service);
}

import * as client from '@aws-sdk/client-application-auto-scaling';
import { scalableKey } from '../container-resources.ts';
import type { ScalableTarget, ScheduledAction } from '../container-resources.ts';
import { reconcile } from '../container-scheduler.ts';
import { letters, uuid } from '../names.ts';
import { defineOperation, failure, operationsOf, regionalArn } from '../operation.ts';
import type { Answer, Call, Service } from '../operation.ts';
import { nextSequence } from '../world.ts';
import { pageOf } from './pages.ts';

interface TargetRef {
  ServiceNamespace?: string | undefined;
  ResourceId?: string | undefined;
  ScalableDimension?: string | undefined;
}

const keyOf = ({ ServiceNamespace = '', ResourceId = '', ScalableDimension = '' }: TargetRef) =>
  scalableKey({ namespace: ServiceNamespace, resourceId: ResourceId, dimension: ScalableDimension });

const unregistered = ({ ServiceNamespace = '', ResourceId = '', ScalableDimension = '' }: TargetRef) =>
  failure(
    client.ObjectNotFoundException$,
    `No scalable target registered for service namespace: ${ServiceNamespace}, resource ID: ${ResourceId}, scalable dimension: ${ScalableDimension}`,
  );

function serviceOf(call: Call, resourceId: string) {
  const [, cluster = '', name = ''] = resourceId.split('/');
  return call.region.containers.clusters.get(cluster)?.services.get(name);
}

function registerScalableTarget(
  input: client.RegisterScalableTargetRequest,
  call: Call,
): Answer<client.RegisterScalableTargetResponse> {
  const { scalableTargets } = call.region.containers;
  const known = scalableTargets.get(keyOf(input));
  const { MinCapacity: min = known?.min, MaxCapacity: max = known?.max, ResourceId = '' } = input;
  if (min === undefined || max === undefined)
    return failure(
      client.ValidationException$,
      'MinCapacity and MaxCapacity are required to register a new scalable target',
    );
  if (min > max)
    return failure(client.ValidationException$, 'Maximum capacity cannot be less than minimum capacity');
  const service = serviceOf(call, ResourceId);
  if (input.ServiceNamespace === 'ecs' && !service)
    return failure(client.ValidationException$, `ECS service doesn't exist: ${ResourceId}`);
  const before = known?.suspended ?? { dynamicIn: false, dynamicOut: false, scheduled: false };
  const state = input.SuspendedState;
  const target: ScalableTarget = {
    namespace: input.ServiceNamespace ?? '',
    resourceId: ResourceId,
    dimension: input.ScalableDimension ?? '',
    arn:
      known?.arn ??
      regionalArn(call, 'application-autoscaling', `scalable-target/${letters(ResourceId, 32)}`),
    min,
    max,
    suspended: {
      dynamicIn: state?.DynamicScalingInSuspended ?? before.dynamicIn,
      dynamicOut: state?.DynamicScalingOutSuspended ?? before.dynamicOut,
      scheduled: state?.ScheduledScalingSuspended ?? before.scheduled,
    },
    createdAt: known?.createdAt ?? call.now,
  };
  scalableTargets.set(keyOf(input), target);
  if (service && !target.suspended.dynamicOut && service.desired < min && service.desired > 0) {
    service.desired = min;
    reconcile(call.world, service);
  }
  return { ScalableTargetARN: target.arn };
}

function describeScalableTargets(
  input: client.DescribeScalableTargetsRequest,
  call: Call,
): client.DescribeScalableTargetsResponse {
  const wanted = input.ResourceIds;
  const found = [...call.region.containers.scalableTargets.values()].filter(
    (target) =>
      target.namespace === input.ServiceNamespace &&
      (wanted === undefined || wanted.includes(target.resourceId)) &&
      (input.ScalableDimension ?? target.dimension) === target.dimension,
  );
  const page = pageOf(found, input.NextToken, input.MaxResults ?? 50);
  return { ScalableTargets: page.items.map((target) => showTarget(target, call)), NextToken: page.next };
}

function showTarget(target: ScalableTarget, call: Call): client.ScalableTarget {
  const role = 'ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService';
  return {
    ServiceNamespace: target.namespace as client.ServiceNamespace,
    ResourceId: target.resourceId,
    ScalableDimension: target.dimension as client.ScalableDimension,
    MinCapacity: target.min,
    MaxCapacity: target.max,
    RoleARN: `arn:aws:iam::${call.world.accountId}:role/aws-service-role/${role}`,
    CreationTime: new Date(target.createdAt),
    SuspendedState: {
      DynamicScalingInSuspended: target.suspended.dynamicIn,
      DynamicScalingOutSuspended: target.suspended.dynamicOut,
      ScheduledScalingSuspended: target.suspended.scheduled,
    },
    ScalableTargetARN: target.arn,
  };
}

function putScheduledAction(
  input: client.PutScheduledActionRequest,
  call: Call,
): Answer<client.PutScheduledActionResponse> {
  const { scalableTargets, scheduledActions } = call.region.containers;
  if (!scalableTargets.has(keyOf(input))) return unregistered(input);
  const key = `${keyOf(input)}|${input.ScheduledActionName ?? ''}`;
  const known = scheduledActions.get(key);
  const schedule = input.Schedule ?? known?.schedule ?? '';
  if (!isSchedule(schedule))
    return failure(client.ValidationException$, `Schedule expression is invalid: ${schedule}`);
  const { MinCapacity, MaxCapacity } = input.ScalableTargetAction ?? {};
  const id = uuid(`${key}${nextSequence(call.world)}`);
  const action: ScheduledAction = {
    name: input.ScheduledActionName ?? '',
    namespace: input.ServiceNamespace ?? '',
    resourceId: input.ResourceId ?? '',
    dimension: input.ScalableDimension ?? '',
    arn:
      known?.arn ??
      regionalArn(
        call,
        'autoscaling',
        `scheduledAction:${id}:resource/${input.ServiceNamespace ?? ''}/${input.ResourceId ?? ''}:scheduledActionName/${input.ScheduledActionName ?? ''}`,
      ),
    schedule,
    timezone: input.Timezone ?? known?.timezone,
    min: MinCapacity ?? (input.ScalableTargetAction ? undefined : known?.min),
    max: MaxCapacity ?? (input.ScalableTargetAction ? undefined : known?.max),
    createdAt: known?.createdAt ?? call.now,
  };
  scheduledActions.set(key, action);
  return {};
}

/** Six fields, of which one of the two days is a question mark: https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html */
function isSchedule(text: string): boolean {
  if (/^at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)$/.test(text)) return true;
  if (/^rate\(([1-9]\d*) (minutes?|hours?|days?)\)$/.test(text)) return true;
  const fields = /^cron\((.+)\)$/.exec(text)?.[1]?.trim().split(/\s+/) ?? [];
  const [, , dayOfMonth, , dayOfWeek] = fields;
  return fields.length === 6 && (dayOfMonth === '?') !== (dayOfWeek === '?');
}

function describeScheduledActions(
  input: client.DescribeScheduledActionsRequest,
  call: Call,
): client.DescribeScheduledActionsResponse {
  const { ScheduledActionNames: names, ResourceId: resourceId } = input;
  const found = [...call.region.containers.scheduledActions.values()].filter(
    (action) =>
      action.namespace === input.ServiceNamespace &&
      (resourceId ?? action.resourceId) === action.resourceId &&
      (names === undefined || names.includes(action.name)),
  );
  const page = pageOf(found, input.NextToken, input.MaxResults ?? 50);
  return { ScheduledActions: page.items.map(showAction), NextToken: page.next };
}

function showAction(action: ScheduledAction): client.ScheduledAction {
  return {
    ScheduledActionName: action.name,
    ScheduledActionARN: action.arn,
    ServiceNamespace: action.namespace as client.ServiceNamespace,
    Schedule: action.schedule,
    Timezone: action.timezone,
    ResourceId: action.resourceId,
    ScalableDimension: action.dimension as client.ScalableDimension,
    ScalableTargetAction: { MinCapacity: action.min, MaxCapacity: action.max },
    CreationTime: new Date(action.createdAt),
  };
}

function deleteScheduledAction(
  input: client.DeleteScheduledActionRequest,
  call: Call,
): Answer<client.DeleteScheduledActionResponse> {
  const key = `${keyOf(input)}|${input.ScheduledActionName ?? ''}`;
  if (call.region.containers.scheduledActions.delete(key)) return {};
  const message = `No scheduled action found for service namespace: ${input.ServiceNamespace ?? ''}, resource ID: ${input.ResourceId ?? ''}, scheduled action name: ${input.ScheduledActionName ?? ''}`;
  return failure(client.ObjectNotFoundException$, message);
}

const targetArns = (input: TargetRef, call: Call) => {
  const known = call.region.containers.scalableTargets.get(keyOf(input));
  return [known?.arn ?? regionalArn(call, 'application-autoscaling', 'scalable-target/*')];
};

/** Application Auto Scaling: scalable targets and their scheduled actions, which never fire by themselves here. */
export const applicationAutoScaling: Service = {
  name: 'application-autoscaling',
  signingName: 'application-autoscaling',
  protocol: 'json-1.1',
  xmlNamespace: '',
  global: false,
  throttling: { code: 'ThrottlingException', status: 400 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.RegisterScalableTarget$, {
      mutating: true,
      resources: targetArns,
      handle: registerScalableTarget,
    }),
    defineOperation(client.DescribeScalableTargets$, { handle: describeScalableTargets }),
    defineOperation(client.PutScheduledAction$, {
      mutating: true,
      resources: targetArns,
      handle: putScheduledAction,
    }),
    defineOperation(client.DescribeScheduledActions$, { handle: describeScheduledActions }),
    defineOperation(client.DeleteScheduledAction$, {
      mutating: true,
      resources: targetArns,
      handle: deleteScheduledAction,
    }),
  ],
};

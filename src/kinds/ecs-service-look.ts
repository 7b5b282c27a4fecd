import type { Deployment, Service } from '@aws-sdk/client-ecs';
import type { ScalableTarget } from '@aws-sdk/client-application-auto-scaling';
import type { EcsApi } from '../aws/services/ecs.ts';
import type { Region } from '../ids.ts';
import type { ObserveContext } from './kind.ts';

/** What autoscaling may do with a service, and whether its schedules are suspended. */
export interface Limits {
  readonly min: number;
  readonly max: number;
  readonly scheduled: 'suspended' | 'running';
}

/** The deployment that a service is to become. */
export interface PrimaryLook {
  readonly id: string;
  /** IN_PROGRESS, COMPLETED or FAILED; undefined where another controller than ECS deploys. */
  readonly rolloutState: string | undefined;
  readonly reason: string;
  readonly createdAt: number;
  readonly taskDefinition: string;
  readonly failedTasks: number;
}

/** What is seen of one service. */
export interface ServiceLook {
  readonly status: string;
  readonly daemon: boolean;
  /** Whether all its tasks run on Fargate, and at the full price; undefined where it cannot be told. */
  readonly fargate?: boolean | undefined;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  readonly taskDefinition: string;
  readonly primary: PrimaryLook | undefined;
  /** Deployments beside the PRIMARY one: it is being replaced, or replaces them. */
  readonly others: readonly { readonly id: string; readonly rolloutState: string | undefined }[];
  /** What ECS said last, with its time. */
  readonly event: { readonly at: number; readonly message: string } | undefined;
  readonly targetGroups: readonly string[];
  /** The container that its load balancer sends requests to. */
  readonly container: string | undefined;
  readonly limits: Limits | undefined;
  /** Tasks that were told to end and still run; undefined where nobody asked. */
  readonly leaving: number | undefined;
}

/** Which services, and what else of them is wanted. */
export interface Wanted {
  readonly cluster: string;
  readonly names: readonly string[];
  /** `optional`: only a warning depends on it, so that a refusal does not matter. */
  readonly limits: 'needed' | 'optional' | 'no';
  /** The services whose ending tasks are counted. */
  readonly leaving: readonly string[];
}

/** The most that DescribeServices takes at once, and that DescribeScalableTargets gives at once. */
const SERVICES_A_CALL = 10;
const TARGETS_A_CALL = 50;

/** What Application Auto Scaling changes of an ECS service. */
export const desiredCount = {
  ServiceNamespace: 'ecs',
  ScalableDimension: 'ecs:service:DesiredCount',
} as const;

/** Looks at services of one cluster; those that are missing do not exist. */
export async function describeServices(
  { cluster, names, limits, leaving }: Wanted,
  region: Region,
  context: ObserveContext,
): Promise<ReadonlyMap<string, ServiceLook>> {
  const api = await context.outside.aws.ecs(region);
  const [found, bounds, ending] = await Promise.all([
    listServices(api, { cluster, names }, context),
    describeLimits({ cluster, names, limits }, region, context),
    Promise.all(
      leaving.map(async (name) => [name, await countLeaving(api, { cluster, name }, context)] as const),
    ),
  ]);
  const counts = new Map(ending);
  return new Map(
    found.map((service) => {
      const { serviceName = '' } = service;
      return [
        serviceName,
        lookOf(service, { limits: bounds.get(serviceName), leaving: counts.get(serviceName) }),
      ];
    }),
  );
}

async function listServices(
  api: EcsApi,
  { cluster, names }: Pick<Wanted, 'cluster' | 'names'>,
  { signal }: ObserveContext,
): Promise<readonly Service[]> {
  try {
    const answers = await Promise.all(
      partsOf(names, SERVICES_A_CALL).map(
        async (services) => await api.describeServices({ cluster, services }, { signal }),
      ),
    );
    return answers.flatMap(({ services = [] }) => services);
  } catch (error) {
    if (isNamed(error, 'ClusterNotFoundException')) return [];
    throw error;
  }
}

/** The bounds of these services, by name; services without autoscaling are missing. */
async function describeLimits(
  { cluster, names, limits }: Pick<Wanted, 'cluster' | 'names' | 'limits'>,
  region: Region,
  { outside, signal }: ObserveContext,
): Promise<ReadonlyMap<string, Limits>> {
  if (limits === 'no') return new Map();
  const ids = names.map((name) => resourceId(cluster, name));
  try {
    const api = await outside.aws.autoscaling(region);
    const answers = await Promise.all(
      partsOf(ids, TARGETS_A_CALL).map(
        async (part) => await api.describeScalableTargets({ ...desiredCount, ResourceIds: part }, { signal }),
      ),
    );
    const targets = answers.flatMap(({ ScalableTargets = [] }) => ScalableTargets);
    return new Map(targets.map((target) => [target.ResourceId?.split('/').at(-1) ?? '', limitsOf(target)]));
  } catch (error) {
    if (limits === 'needed') throw error;
    return new Map();
  }
}

/** Tasks that are told to end keep running until they have finished, or are killed; only then do they write no more. */
async function countLeaving(
  api: EcsApi,
  { cluster, name }: { cluster: string; name: string },
  { signal }: ObserveContext,
): Promise<number | undefined> {
  try {
    const { taskArns = [] } = await api.listTasks(
      { cluster, serviceName: name, desiredStatus: 'STOPPED' },
      { signal },
    );
    if (taskArns.length === 0) return 0;
    const { tasks = [] } = await api.describeTasks({ cluster, tasks: taskArns }, { signal });
    return tasks.filter(({ lastStatus }) => lastStatus !== 'STOPPED' && lastStatus !== 'DELETED').length;
  } catch (error) {
    if (isNamed(error, 'ServiceNotFoundException') || isNamed(error, 'ClusterNotFoundException'))
      return undefined;
    throw error;
  }
}

function isFargate({ launchType, capacityProviderStrategy: providers = [] }: Service): boolean | undefined {
  if (providers.length > 0) return providers.every(({ capacityProvider }) => capacityProvider === 'FARGATE');
  return launchType === undefined ? undefined : launchType === 'FARGATE';
}

function lookOf(service: Service, more: Pick<ServiceLook, 'limits' | 'leaving'>): ServiceLook {
  const { deployments = [] } = service;
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  const [event] = service.events ?? [];
  return {
    status: service.status ?? 'UNKNOWN',
    daemon: service.schedulingStrategy === 'DAEMON',
    fargate: isFargate(service),
    desired: service.desiredCount ?? 0,
    running: service.runningCount ?? 0,
    pending: service.pendingCount ?? 0,
    taskDefinition: service.taskDefinition ?? '',
    primary: primary === undefined ? undefined : primaryOf(primary),
    others: deployments
      .filter((each) => each !== primary)
      .map(({ id = '', rolloutState }) => ({ id, rolloutState })),
    event:
      event === undefined ? undefined : { at: event.createdAt?.getTime() ?? 0, message: event.message ?? '' },
    targetGroups: (service.loadBalancers ?? []).flatMap(({ targetGroupArn }) => targetGroupArn ?? []),
    container: service.loadBalancers?.[0]?.containerName,
    ...more,
  };
}

function primaryOf(deployment: Deployment): PrimaryLook {
  return {
    id: deployment.id ?? '',
    rolloutState: deployment.rolloutState,
    reason: deployment.rolloutStateReason ?? '',
    createdAt: deployment.createdAt?.getTime() ?? 0,
    taskDefinition: deployment.taskDefinition ?? '',
    failedTasks: deployment.failedTasks ?? 0,
  };
}

function limitsOf({ MinCapacity = 0, MaxCapacity = 0, SuspendedState }: ScalableTarget): Limits {
  const scheduled = SuspendedState?.ScheduledScalingSuspended === true ? 'suspended' : 'running';
  return { min: MinCapacity, max: MaxCapacity, scheduled };
}

function partsOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, part) =>
    all.slice(part * size, (part + 1) * size),
  );
}

/** How Application Auto Scaling names an ECS service. */
export function resourceId(cluster: string, name: string): string {
  return `service/${cluster}/${name}`;
}

/**
 * Whether a service has settled, as `aws ecs wait services-stable` means it, and its deployment is known to be complete.
 * https://docs.aws.amazon.com/cli/latest/reference/ecs/wait/services-stable.html
 */
export function isStable({ primary, others, running, desired }: ServiceLook): boolean {
  const complete = primary?.rolloutState === undefined || primary.rolloutState === 'COMPLETED';
  return complete && others.length === 0 && running === desired;
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

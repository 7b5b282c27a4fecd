import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { scalableKey } from './container-resources.ts';
import type { EcsCluster, EcsService, EcsTaskDefinition, ScalableTarget } from './container-resources.ts';
import { letters, uuid } from './names.ts';
import { nextSequence, regionOf } from './world.ts';
import type { World } from './world.ts';

type Named<T, K extends keyof T> = Pick<T, K> & Partial<T>;

/** What a scenario begins with has been there for a month. */
const MONTH_MS = 30 * 24 * 60 * 60_000;

/** Puts an ECS cluster into its region. */
export function addEcsCluster(world: World, given: Named<EcsCluster, 'name' | 'region'>): EcsCluster {
  const cluster: EcsCluster = {
    arn: `arn:aws:ecs:${given.region}:${world.accountId}:cluster/${given.name}`,
    capacity: undefined,
    services: new Map(),
    ...given,
  };
  regionOf(world, given.region).containers.clusters.set(cluster.name, cluster);
  return cluster;
}

/** Registers the next revision of a task definition with one container of this image. */
export function addTaskDefinition(
  world: World,
  region: string,
  given: {
    family: string;
    image?: string;
    environment?: Record<string, string>;
    container?: ContainerDefinition;
  },
): EcsTaskDefinition {
  const { family, image = `${family}:1` } = given;
  const { taskDefinitions } = regionOf(world, region).containers;
  const revisions = taskDefinitions.get(family) ?? [];
  taskDefinitions.set(family, revisions);
  const revision = revisions.length + 1;
  const environment = Object.entries(given.environment ?? {}).map(([name, value]) => ({ name, value }));
  const container = { name: family, image, cpu: 1024, memory: 2048, essential: true, environment };
  const added: EcsTaskDefinition = {
    arn: `arn:aws:ecs:${region}:${world.accountId}:task-definition/${family}:${revision}`,
    family,
    revision,
    status: 'ACTIVE',
    registeredAt: world.clock.now() - MONTH_MS,
    definition: {
      family,
      ...{ networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'], cpu: '1024', memory: '2048' },
      taskRoleArn: `arn:aws:iam::${world.accountId}:role/${family}-task`,
      containerDefinitions: [given.container ?? container],
    },
    tags: [],
  };
  revisions.push(added);
  return added;
}

/** Puts a service into a cluster, stable, with its tasks running and registered in its target groups. */
export function addEcsService(
  world: World,
  cluster: EcsCluster,
  given: Named<EcsService, 'name'>,
): EcsService {
  const { name } = given;
  const since = world.clock.now() - MONTH_MS;
  const taskDefinition =
    given.taskDefinition ?? addTaskDefinition(world, cluster.region, { family: name }).arn;
  const id = `ecs-svc/${parseInt(letters(`${cluster.arn}/${name}`, 10), 36)}`;
  const service: EcsService = {
    cluster: cluster.name,
    region: cluster.region,
    arn: `arn:aws:ecs:${cluster.region}:${world.accountId}:service/${cluster.name}/${name}`,
    status: 'ACTIVE',
    desired: 0,
    deployments: [
      {
        id,
        status: 'PRIMARY',
        taskDefinition,
        failedTasks: 0,
        rolloutState: 'COMPLETED',
        reason: `ECS deployment ${id} completed.`,
        createdAt: since,
        updatedAt: since,
      },
    ],
    tasks: [],
    events: [],
    targetGroups: [],
    circuitBreaker: { enable: false, rollback: false },
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    createdAt: since,
    ...given,
    taskDefinition,
  };
  cluster.services.set(name, service);
  for (let count = 0; count < service.desired; count += 1) addRunningTask(world, service, { id, since });
  return service;
}

function addRunningTask(
  world: World,
  service: EcsService,
  { id, since }: { id: string; since: number },
): void {
  const sequence = nextSequence(world);
  const address = `10.0.${(sequence >> 8) % 256}.${sequence % 256}`;
  service.tasks.push({
    id: uuid(`${service.arn}/${sequence}`).replaceAll('-', ''),
    deployment: id,
    taskDefinition: service.taskDefinition,
    address,
    status: 'RUNNING',
    createdAt: since,
    startedAt: since,
    stoppedAt: undefined,
    stoppedReason: undefined,
  });
  for (const balancer of regionOf(world, service.region).loadBalancers.values()) {
    if (service.targetGroups.includes(balancer.targetGroupArn))
      balancer.targets.push({ id: address, port: balancer.port, health: 'healthy' });
  }
}

/** Lets Application Auto Scaling move a service's desired count between `min` and `max`. */
export function addScalableService(
  world: World,
  service: EcsService,
  given: Pick<ScalableTarget, 'min' | 'max'> & Partial<ScalableTarget>,
): ScalableTarget {
  const resourceId = `service/${service.cluster}/${service.name}`;
  const id = letters(resourceId, 32);
  const target: ScalableTarget = {
    namespace: 'ecs',
    resourceId,
    dimension: 'ecs:service:DesiredCount',
    arn: `arn:aws:application-autoscaling:${service.region}:${world.accountId}:scalable-target/${id}`,
    suspended: { dynamicIn: false, dynamicOut: false, scheduled: false },
    createdAt: world.clock.now() - MONTH_MS,
    ...given,
  };
  regionOf(world, service.region).containers.scalableTargets.set(scalableKey(target), target);
  return target;
}

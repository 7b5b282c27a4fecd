import type * as client from '@aws-sdk/client-ecs';
import type {
  EcsCluster,
  EcsDeployment,
  EcsService,
  EcsTask,
  EcsTaskDefinition,
} from '../container-resources.ts';

/** A service in the words of `DescribeServices`. */
export function showService(service: EcsService, cluster: EcsCluster): client.Service {
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: cluster.arn,
    status: service.status,
    desiredCount: service.desired,
    runningCount: tasksIn(service, 'RUNNING').length,
    pendingCount: tasksIn(service, 'PENDING').length,
    launchType: 'FARGATE',
    schedulingStrategy: 'REPLICA',
    deploymentController: { type: 'ECS' },
    taskDefinition: service.taskDefinition,
    deploymentConfiguration: {
      deploymentCircuitBreaker: service.circuitBreaker,
      minimumHealthyPercent: service.minimumHealthyPercent,
      maximumPercent: service.maximumPercent,
    },
    deployments: service.deployments.map((deployment) => showDeployment(service, deployment)),
    loadBalancers: service.targetGroups.map((targetGroupArn) => ({
      targetGroupArn,
      containerName: service.name,
      containerPort: 8080,
    })),
    events: service.events.map(({ id, at, message }) => ({ id, createdAt: new Date(at), message })),
    createdAt: new Date(service.createdAt),
  };
}

function showDeployment(service: EcsService, deployment: EcsDeployment): client.Deployment {
  const of = (status: EcsTask['status']) =>
    tasksIn(service, status).filter((task) => task.deployment === deployment.id).length;
  return {
    id: deployment.id,
    status: deployment.status,
    taskDefinition: deployment.taskDefinition,
    desiredCount: deployment.status === 'PRIMARY' ? service.desired : 0,
    pendingCount: of('PENDING'),
    runningCount: of('RUNNING'),
    failedTasks: deployment.failedTasks,
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.reason,
    createdAt: new Date(deployment.createdAt),
    updatedAt: new Date(deployment.updatedAt),
    launchType: 'FARGATE',
  };
}

/** The tasks of a service in a status. */
function tasksIn(service: EcsService, status: EcsTask['status']): EcsTask[] {
  return service.tasks.filter((task) => task.status === status);
}

/** The ARN of a task. */
export function taskArn(service: EcsService, task: EcsTask): string {
  return `${service.arn.replace(/:service\/.*$/, '')}:task/${service.cluster}/${task.id}`;
}

/** A task in the words of `DescribeTasks`. */
export function showTask(service: EcsService, cluster: EcsCluster, task: EcsTask): client.Task {
  const ends = task.status === 'STOPPING' || task.status === 'STOPPED';
  return {
    taskArn: taskArn(service, task),
    clusterArn: cluster.arn,
    taskDefinitionArn: task.taskDefinition,
    group: `service:${service.name}`,
    startedBy: task.deployment,
    lastStatus: task.status === 'STOPPING' ? 'DEACTIVATING' : task.status,
    desiredStatus: ends ? 'STOPPED' : 'RUNNING',
    createdAt: new Date(task.createdAt),
    ...(task.startedAt === undefined ? {} : { startedAt: new Date(task.startedAt) }),
    ...(task.stoppedAt === undefined ? {} : { stoppedAt: new Date(task.stoppedAt) }),
    ...(task.stoppedReason === undefined ? {} : { stoppedReason: task.stoppedReason }),
  };
}

/** A revision in the words of `DescribeTaskDefinition`. */
export function showTaskDefinition(found: EcsTaskDefinition): client.TaskDefinition {
  const definition = { ...found.definition };
  delete definition.tags;
  return {
    ...definition,
    taskDefinitionArn: found.arn,
    revision: found.revision,
    status: found.status,
    registeredAt: new Date(found.registeredAt),
    compatibilities: ['EC2', 'FARGATE'],
  };
}

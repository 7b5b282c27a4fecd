import * as client from '@aws-sdk/client-ecs';
import type { EcsCluster, EcsService } from '../container-resources.ts';
import { deploy, reconcile, say } from '../container-scheduler.ts';
import { defineOperation, failure, isFailure, operationsOf, regionalArn } from '../operation.ts';
import type { Answer, Call, Failure, Service } from '../operation.ts';
import { scheduleIn } from '../world.ts';
import { showService, showTask, taskArn } from './ecs-show.ts';
import { findTaskDefinition, taskDefinitionOperations } from './ecs-task-definitions.ts';
import { pageOf } from './pages.ts';

/** Names and ARNs mean the same; their last part is the name. */
const nameIn = (nameOrArn = 'default') => nameOrArn.split('/').at(-1) ?? nameOrArn;

function findCluster(call: Call, name?: string): EcsCluster | Failure {
  const found = call.region.containers.clusters.get(nameIn(name));
  return found ?? failure(client.ClusterNotFoundException$, 'Cluster not found.');
}

function describeServices(
  input: client.DescribeServicesRequest,
  call: Call,
): Answer<client.DescribeServicesResponse> {
  const cluster = findCluster(call, input.cluster);
  if (isFailure(cluster)) return cluster;
  const { services: wanted = [] } = input;
  if (wanted.length === 0 || wanted.length > 10) {
    const words =
      wanted.length === 0 ? 'Services cannot be empty.' : 'Services cannot have more than 10 elements.';
    return failure(client.InvalidParameterException$, words);
  }
  const found = wanted.map((name) => ({ name, service: cluster.services.get(nameIn(name)) }));
  return {
    services: found.flatMap(({ service }) => (service ? [showService(service, cluster)] : [])),
    failures: found.flatMap(({ name, service }) =>
      service ? [] : [{ arn: serviceArn(call, input.cluster, name), reason: 'MISSING' }],
    ),
  };
}

function updateService(input: client.UpdateServiceRequest, call: Call): Answer<client.UpdateServiceResponse> {
  const cluster = findCluster(call, input.cluster);
  if (isFailure(cluster)) return cluster;
  const service = cluster.services.get(nameIn(input.service));
  if (!service) return failure(client.ServiceNotFoundException$, 'Service not found.');
  if (service.status !== 'ACTIVE')
    return failure(client.ServiceNotActiveException$, 'Service was not ACTIVE.');
  const { desiredCount = service.desired } = input;
  if (desiredCount < 0)
    return failure(client.InvalidParameterException$, 'Desired count cannot be negative.');
  const definition = findTaskDefinition(call, input.taskDefinition ?? service.taskDefinition);
  if (isFailure(definition)) return definition;
  if (definition.status !== 'ACTIVE' && input.taskDefinition !== undefined)
    return failure(client.ClientException$, 'TaskDefinition is inactive');
  service.desired = desiredCount;
  configure(service, input.deploymentConfiguration);
  const isNew = definition.arn !== service.taskDefinition || input.forceNewDeployment === true;
  if (isNew) deploy(call.world, service, { taskDefinition: definition.arn });
  else reconcile(call.world, service);
  if (call.doomedStatus !== undefined) doom(call, service, call.doomedStatus);
  return { service: showService(service, cluster) };
}

function configure(service: EcsService, given: client.DeploymentConfiguration | undefined): void {
  service.minimumHealthyPercent = given?.minimumHealthyPercent ?? service.minimumHealthyPercent;
  service.maximumPercent = given?.maximumPercent ?? service.maximumPercent;
  const breaker = given?.deploymentCircuitBreaker;
  if (breaker)
    service.circuitBreaker = { enable: breaker.enable ?? false, rollback: breaker.rollback ?? false };
}

/** A deployment that shall fail does so after the time in which its tasks would have started. */
function doom(call: Call, service: EcsService, status: string): void {
  const primary = service.deployments[0];
  scheduleIn(call.world, call.world.timings.taskStartMs[0] - 1, {
    apply: (at) => {
      if (primary?.status !== 'PRIMARY') return;
      Object.assign(primary, {
        rolloutState: 'FAILED',
        updatedAt: at,
        reason: `tasks failed to start: ${status}`,
      });
      for (const task of service.tasks.filter((each) => each.status === 'PENDING'))
        Object.assign(task, { status: 'STOPPED', stoppedAt: at, stoppedReason: status });
      say(call.world, service, 'is unable to consistently start tasks successfully.');
    },
  });
}

function listTasks(input: client.ListTasksRequest, call: Call): Answer<client.ListTasksResponse> {
  const cluster = findCluster(call, input.cluster);
  if (isFailure(cluster)) return cluster;
  const { serviceName } = input;
  if (serviceName !== undefined && !cluster.services.has(nameIn(serviceName)))
    return failure(client.ServiceNotFoundException$, 'Service not found.');
  const wanted = input.desiredStatus ?? 'RUNNING';
  const arns = [...cluster.services.values()]
    .filter((service) => serviceName === undefined || service.name === nameIn(serviceName))
    .flatMap((service) =>
      service.tasks
        .filter((task) => showTask(service, cluster, task).desiredStatus === wanted)
        .map((task) => taskArn(service, task)),
    );
  const page = pageOf(arns, input.nextToken, input.maxResults ?? 100);
  return { taskArns: page.items, nextToken: page.next };
}

function describeTasks(input: client.DescribeTasksRequest, call: Call): Answer<client.DescribeTasksResponse> {
  const cluster = findCluster(call, input.cluster);
  if (isFailure(cluster)) return cluster;
  const { tasks: wanted = [] } = input;
  if (wanted.length > 100)
    return failure(client.InvalidParameterException$, 'Tasks cannot have more than 100 elements.');
  const ids = new Set(wanted.map((name) => nameIn(name)));
  const tasks = [...cluster.services.values()].flatMap((service) =>
    service.tasks.filter((task) => ids.has(task.id)).map((task) => showTask(service, cluster, task)),
  );
  const known = new Set(tasks.map((task) => nameIn(task.taskArn)));
  const missing = wanted.filter((name) => !known.has(nameIn(name)));
  return { tasks, failures: missing.map((arn) => ({ arn, reason: 'MISSING' })) };
}

const serviceArn = (call: Call, cluster: string | undefined, service: string | undefined) =>
  regionalArn(call, 'ecs', `service/${nameIn(cluster)}/${nameIn(service)}`);

/** Amazon ECS: services with rolling deployments, their tasks and task definitions. */
export const ecs: Service = {
  name: 'ecs',
  signingName: 'ecs',
  protocol: 'json-1.1',
  xmlNamespace: '',
  global: false,
  throttling: { code: 'ThrottlingException', status: 400 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.DescribeServices$, {
      resources: (input: client.DescribeServicesRequest, call) =>
        (input.services ?? []).map((name) => serviceArn(call, input.cluster, name)),
      handle: describeServices,
    }),
    defineOperation(client.UpdateService$, {
      mutating: true,
      resources: (input: client.UpdateServiceRequest, call) => [
        serviceArn(call, input.cluster, input.service),
      ],
      handle: updateService,
    }),
    defineOperation(client.ListServices$, {
      handle: (input: client.ListServicesRequest, call): Answer<client.ListServicesResponse> => {
        const cluster = findCluster(call, input.cluster);
        if (isFailure(cluster)) return cluster;
        const arns = [...cluster.services.values()].map(({ arn }) => arn);
        const page = pageOf(arns, input.nextToken, input.maxResults ?? 10);
        return { serviceArns: page.items, nextToken: page.next };
      },
    }),
    defineOperation(client.ListTasks$, { handle: listTasks }),
    defineOperation(client.DescribeTasks$, {
      resources: (input: client.DescribeTasksRequest, call) =>
        (input.tasks ?? []).map((task) =>
          regionalArn(call, 'ecs', `task/${nameIn(input.cluster)}/${nameIn(task)}`),
        ),
      handle: describeTasks,
    }),
    ...taskDefinitionOperations,
  ],
};

import * as client from '@aws-sdk/client-ecs';
import type { EcsTaskDefinition } from '../container-resources.ts';
import { defineOperation, failure, isFailure, regionalArn } from '../operation.ts';
import type { Answer, Call, Failure, Permission } from '../operation.ts';
import { showTaskDefinition } from './ecs-show.ts';
import { pageOf } from './pages.ts';

/** Finds a revision by ARN, by `family:revision`, or the newest active one of a family. */
export function findTaskDefinition(call: Call, name = ''): EcsTaskDefinition | Failure {
  const short = name.replace(/^arn:.*:task-definition\//, '');
  const [family = '', revision] = short.split(':');
  const revisions = call.region.containers.taskDefinitions.get(family) ?? [];
  const found =
    revision === undefined
      ? revisions.findLast(({ status }) => status === 'ACTIVE')
      : revisions.find((each) => String(each.revision) === revision);
  return found ?? failure(client.ClientException$, 'Unable to describe task definition.');
}

function register(
  input: client.RegisterTaskDefinitionRequest,
  call: Call,
): Answer<client.RegisterTaskDefinitionResponse> {
  const { family = '', containerDefinitions = [] } = input;
  if (!/^[\w-]{1,255}$/.test(family))
    return failure(client.ClientException$, 'Family contains invalid characters.');
  if (containerDefinitions.length === 0)
    return failure(client.ClientException$, 'Task definition does not have any container definitions.');
  const { taskDefinitions } = call.region.containers;
  const revisions = taskDefinitions.get(family) ?? [];
  taskDefinitions.set(family, revisions);
  const revision = revisions.length + 1;
  const added: EcsTaskDefinition = {
    arn: regionalArn(call, 'ecs', `task-definition/${family}:${revision}`),
    family,
    revision,
    status: 'ACTIVE',
    registeredAt: call.now,
    definition: input,
    tags: (input.tags ?? []).map(({ key, value }) => ({ name: key, value })),
  };
  revisions.push(added);
  return { taskDefinition: showTaskDefinition(added), tags: input.tags ?? [] };
}

/**
 * Roles of the tasks are passed, and tags are set, by whoever registers:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html
 */
function passingAndTagging(input: client.RegisterTaskDefinitionRequest, call: Call): Permission[] {
  const roles = [input.taskRoleArn, input.executionRoleArn].filter((role) => role !== undefined);
  const family = regionalArn(call, 'ecs', `task-definition/${input.family ?? '*'}:*`);
  const tagging = {
    action: 'ecs:TagResource',
    resource: family,
    keys: { 'ecs:CreateAction': 'RegisterTaskDefinition' },
  };
  return [
    ...roles.map((role) => ({
      action: 'iam:PassRole',
      resource: role.startsWith('arn:') ? role : `arn:aws:iam::${call.world.accountId}:role/${role}`,
      keys: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
    })),
    ...((input.tags ?? []).length > 0 ? [tagging] : []),
  ];
}

function deregister(
  input: client.DeregisterTaskDefinitionRequest,
  call: Call,
): Answer<client.DeregisterTaskDefinitionResponse> {
  const found = findTaskDefinition(call, input.taskDefinition);
  if (isFailure(found)) return found;
  found.status = 'INACTIVE';
  return { taskDefinition: showTaskDefinition(found) };
}

function describe(
  input: client.DescribeTaskDefinitionRequest,
  call: Call,
): Answer<client.DescribeTaskDefinitionResponse> {
  const found = findTaskDefinition(call, input.taskDefinition);
  if (isFailure(found)) return found;
  const tags = found.tags.map(({ name, value }) => ({ key: name, value }));
  return {
    taskDefinition: showTaskDefinition(found),
    ...(input.include?.includes('TAGS') === true ? { tags } : {}),
  };
}

/** As AWS lists them: families by name, the revisions of each as numbers; DESC turns the whole round. */
function list(input: client.ListTaskDefinitionsRequest, call: Call): client.ListTaskDefinitionsResponse {
  const { familyPrefix, status = 'ACTIVE', sort = 'ASC' } = input;
  const all = [...call.region.containers.taskDefinitions.values()]
    .flat()
    .filter((each) => familyPrefix === undefined || each.family === familyPrefix)
    .filter((each) => each.status === status)
    .sort((one, other) => one.family.localeCompare(other.family) || one.revision - other.revision);
  if (sort === 'DESC') all.reverse();
  const page = pageOf(
    all.map(({ arn }) => arn),
    input.nextToken,
    input.maxResults ?? 100,
  );
  return { taskDefinitionArns: page.items, nextToken: page.next };
}

/** The operations on task definitions. */
export const taskDefinitionOperations = [
  defineOperation(client.RegisterTaskDefinition$, {
    mutating: true,
    resources: (input: client.RegisterTaskDefinitionRequest, call) => [
      regionalArn(call, 'ecs', `task-definition/${input.family ?? '*'}:*`),
    ],
    alsoNeeds: passingAndTagging,
    handle: register,
  }),
  defineOperation(client.DeregisterTaskDefinition$, { mutating: true, handle: deregister }),
  defineOperation(client.DescribeTaskDefinition$, { handle: describe }),
  defineOperation(client.ListTaskDefinitions$, { handle: list }),
];

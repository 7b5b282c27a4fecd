import {
  DeregisterTaskDefinitionCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  ListTaskDefinitionsCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { type ApiOf, defineService } from '../service.ts';

/** Amazon ECS: its client and the commands that are used of it. */
export const ecs = defineService('ecs', (settings) => new ECSClient(settings), {
  describeServices: DescribeServicesCommand,
  updateService: UpdateServiceCommand,
  listTasks: ListTasksCommand,
  describeTasks: DescribeTasksCommand,
  describeTaskDefinition: DescribeTaskDefinitionCommand,
  listTaskDefinitions: ListTaskDefinitionsCommand,
  registerTaskDefinition: RegisterTaskDefinitionCommand,
  deregisterTaskDefinition: DeregisterTaskDefinitionCommand,
});

/** Amazon ECS, one method for each operation. */
export type EcsApi = ApiOf<typeof ecs>;

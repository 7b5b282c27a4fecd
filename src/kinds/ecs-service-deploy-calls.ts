import { partitionOf, taskDefinitionArn } from '../aws/arn.ts';
import type { Region } from '../ids.ts';
import type { Call } from '../plan/plan.ts';
import { trafficCalls } from './ecs-service-deploy.ts';
import { namesIn, serviceCall } from './ecs-service-spec.ts';
import type { Services } from './ecs-service-spec.ts';

/** The service itself, and the two of a blue-green pair that `--color` names. */
const endings = ['', '-blue', '-green'];

/**
 * Every call of a deployment in a region. Which family of task definitions a service runs only the world knows, so any may be
 * registered; ECS has no permission by revision for looking one up, listing them and deregistering one.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
 */
export function deployCalls(resource: Services, region: Region): readonly Call[] {
  const common = { service: 'ecs', region, plane: 'control' } as const;
  const families = taskDefinitionArn({ region }, '*', '*');
  const names = [
    ...new Set(namesIn(resource, region).flatMap((name) => endings.map((end) => `${name}${end}`))),
  ];
  return [
    ...names.flatMap((name) =>
      ['DescribeServices', 'UpdateService'].map((action) => serviceCall(action, resource, { region, name })),
    ),
    ...['DescribeTaskDefinition', 'ListTaskDefinitions', 'DeregisterTaskDefinition'].map((action) => ({
      ...common,
      action,
      resource: '*',
    })),
    { ...common, action: 'RegisterTaskDefinition', resource: families },
    {
      ...{ ...common, action: 'TagResource', resource: families },
      condition: { key: 'ecs:CreateAction', value: 'RegisterTaskDefinition' },
    },
    ...passCalls(resource, region),
    ...trafficCalls(region),
  ];
}

/** Whoever registers a task definition hands its roles to the tasks, which is a permission without a call of its own. */
function passCalls({ spec }: Services, region: Region): readonly Call[] {
  const { roles } = spec.deploy;
  const passed = roles.length === 0 ? [`arn:${partitionOf(region).name}:iam::*:role/*`] : roles;
  return passed.map((resource) => ({
    ...{ service: 'iam', action: 'PassRole', resource, region, plane: 'control' },
    condition: { key: 'iam:PassedToService', value: 'ecs-tasks.amazonaws.com' },
  }));
}

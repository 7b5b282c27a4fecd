import { eventSourceMappingArn, functionArn } from '../aws/arn.ts';
import type { Region } from '../ids.ts';
import type { Call } from '../plan/plan.ts';
import type { LambdaFunctions } from './lambda-function-spec.ts';

/** The calls of a look. */
export function lookCalls(resource: LambdaFunctions, name: string, region: Region): readonly Call[] {
  return [call('GetFunctionConfiguration', name, region), ...stateCalls(resource, name, region)];
}

function stateCalls(
  { spec: { provisioned } }: LambdaFunctions,
  name: string,
  region: Region,
): readonly Call[] {
  return [
    call('GetFunctionConcurrency', name, region),
    ...(provisioned === undefined
      ? []
      : [call('GetProvisionedConcurrencyConfig', `${name}:${provisioned.qualifier}`, region)]),
    // It has no permission by resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
    { service: 'lambda', action: 'ListEventSourceMappings', resource: '*', region, plane: 'control' },
  ];
}

/** The calls of every step on limits and sources. */
export function limitCalls(resource: LambdaFunctions, name: string, region: Region): readonly Call[] {
  const { provisioned, eventSources } = resource.spec;
  const warm =
    provisioned === undefined
      ? []
      : ['PutProvisionedConcurrencyConfig', 'DeleteProvisionedConcurrencyConfig'];
  const source = eventSourceMappingArn({ region }, '*');
  return [
    ...stateCalls(resource, name, region),
    ...['PutFunctionConcurrency', 'DeleteFunctionConcurrency'].map((action) => call(action, name, region)),
    ...warm.map((action) => call(action, `${name}:${provisioned?.qualifier ?? '*'}`, region)),
    ...(eventSources === false
      ? []
      : [
          {
            service: 'lambda',
            action: 'UpdateEventSourceMapping',
            resource: source,
            region,
            plane: 'control' as const,
          },
        ]),
  ];
}

/** The calls of the step on the environment. */
export function environmentCalls(name: string, region: Region): readonly Call[] {
  return ['GetFunctionConfiguration', 'UpdateFunctionConfiguration'].map((action) =>
    call(action, name, region),
  );
}

function call(action: string, name: string, region: Region): Call {
  return { service: 'lambda', action, resource: functionArn({ region }, name), region, plane: 'control' };
}

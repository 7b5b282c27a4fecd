import * as client from '@aws-sdk/client-lambda';
import type { LambdaFunction } from '../application-resources.ts';
import { uuid } from '../names.ts';
import { failure, isFailure, regionalArn } from '../operation.ts';
import type { Answer, Call, Failure } from '../operation.ts';
import { asOf, changeAt } from '../past.ts';
import { scheduleIn } from '../world.ts';

/** A function by its name or ARN, as it is now. */
export function findFunction(call: Call, given = ''): LambdaFunction | Failure {
  const name = nameIn(given);
  const found = call.region.functions.get(name);
  const message = `Function not found: ${regionalArn(call, 'lambda', `function:${name}`)}`;
  return found ?? failure(client.ResourceNotFoundException$, message, { Type: 'User' });
}

/** The ARN that a policy is asked about. */
export function functionArn(call: Call, given = '*'): string[] {
  return [regionalArn(call, 'lambda', `function:${nameIn(given)}`)];
}

function nameIn(given: string): string {
  return given.startsWith('arn:') ? (given.split(':')[6] ?? given) : (given.split(':')[0] ?? given);
}

/** GetFunctionConfiguration. */
export function getFunctionConfiguration(
  input: client.GetFunctionConfigurationRequest,
  call: Call,
): Answer<client.FunctionConfiguration> {
  const found = findFunction(call, input.FunctionName);
  return isFailure(found) ? found : showFunction(asOf(found, call.staleAt));
}

/** GetFunction. */
export function getFunction(
  input: client.GetFunctionRequest,
  call: Call,
): Answer<client.GetFunctionResponse> {
  const found = findFunction(call, input.FunctionName);
  if (isFailure(found)) return found;
  const shown = asOf(found, call.staleAt);
  const Concurrency =
    shown.reserved === undefined ? undefined : { ReservedConcurrentExecutions: shown.reserved };
  return { Configuration: showFunction(shown), Concurrency };
}

/** A function in Lambda's words. */
export function showFunction(found: LambdaFunction): client.FunctionConfiguration {
  return {
    FunctionName: found.name,
    FunctionArn: found.arn,
    Runtime: 'nodejs20.x',
    Role: `arn:aws:iam::${found.arn.split(':')[4] ?? ''}:role/${found.name}`,
    Handler: 'index.handler',
    Timeout: found.timeoutSeconds,
    MemorySize: 256,
    Version: '$LATEST',
    Environment: { Variables: found.environment },
    RevisionId: revisionOf(found),
    State: found.state as client.State,
    LastUpdateStatus: found.lastUpdateStatus as client.LastUpdateStatus,
    LastUpdateStatusReason: found.lastUpdateReason,
    LastModified: new Date(found.modifiedAt).toISOString().replace('Z', '+0000'),
    PackageType: 'Zip',
  };
}

function revisionOf(found: LambdaFunction): string {
  return uuid(`${found.arn} ${found.revision}`);
}

/** UpdateFunctionConfiguration: https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html */
export function updateFunctionConfiguration(
  input: client.UpdateFunctionConfigurationRequest,
  call: Call,
): Answer<client.FunctionConfiguration> {
  const found = findFunction(call, input.FunctionName);
  if (isFailure(found)) return found;
  if (found.lastUpdateStatus === 'InProgress') {
    const message = `The operation cannot be performed at this time. An update is in progress for resource: ${found.arn}`;
    return failure(client.ResourceConflictException$, message, { Type: 'User' });
  }
  if (input.RevisionId !== undefined && input.RevisionId !== revisionOf(found)) {
    const message =
      'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id';
    return failure(client.PreconditionFailedException$, message, { Type: 'User' });
  }
  changeAt(found, call.now, (each) => {
    each.environment = {
      ...(input.Environment === undefined ? each.environment : input.Environment.Variables),
    };
    each.timeoutSeconds = input.Timeout ?? each.timeoutSeconds;
    each.lastUpdateStatus = 'InProgress';
    each.lastUpdateReason = undefined;
    each.revision += 1;
    each.modifiedAt = call.now;
  });
  const { doomedStatus } = call;
  scheduleIn(call.world, call.world.timings.lambdaUpdateMs, {
    apply: (at) => {
      changeAt(found, at, (each) => {
        each.lastUpdateStatus = doomedStatus ?? 'Successful';
        each.lastUpdateReason = doomedStatus === undefined ? undefined : 'The function could not be updated.';
        each.revision += 1;
      });
    },
  });
  return showFunction(found);
}

import * as client from '@aws-sdk/client-lambda';
import type { LambdaFunction, ProvisionedConcurrency } from '../application-resources.ts';
import { failure, isFailure } from '../operation.ts';
import type { Answer, Call, Failure } from '../operation.ts';
import { asOf, changeAt } from '../past.ts';
import { scheduleIn } from '../world.ts';
import { findFunction } from './lambda-config.ts';

/** GetFunctionConcurrency: an empty answer where the function shares the account's. */
export function getFunctionConcurrency(
  input: client.GetFunctionConcurrencyRequest,
  call: Call,
): Answer<client.GetFunctionConcurrencyResponse> {
  const found = findFunction(call, input.FunctionName);
  if (isFailure(found)) return found;
  return { ReservedConcurrentExecutions: asOf(found, call.staleAt).reserved };
}

/** PutFunctionConcurrency. */
export function putFunctionConcurrency(
  input: client.PutFunctionConcurrencyRequest,
  call: Call,
): Answer<client.Concurrency> {
  const found = findFunction(call, input.FunctionName);
  if (isFailure(found)) return found;
  const wanted = input.ReservedConcurrentExecutions ?? 0;
  const provisioned = Object.values(found.provisioned).reduce((sum, { requested }) => sum + requested, 0);
  if (wanted < provisioned) {
    const message = `ReservedConcurrentExecutions for function should not be lower than function's total provisioned concurrency [${provisioned}].`;
    return failure(client.InvalidParameterValueException$, message, { Type: 'User' });
  }
  changeAt(found, call.now, (each) => {
    each.reserved = wanted;
  });
  return { ReservedConcurrentExecutions: wanted };
}

/** DeleteFunctionConcurrency. */
export function deleteFunctionConcurrency(
  input: client.DeleteFunctionConcurrencyRequest,
  call: Call,
): Answer<object> {
  const found = findFunction(call, input.FunctionName);
  if (isFailure(found)) return found;
  changeAt(found, call.now, (each) => {
    each.reserved = undefined;
  });
  return {};
}

function noConfig(): Failure {
  const message = 'No Provisioned Concurrency Config found for this function';
  return failure(client.ProvisionedConcurrencyConfigNotFoundException$, message, { Type: 'User' });
}

/** Where provisioned concurrency may stand: https://docs.aws.amazon.com/lambda/latest/api/API_PutProvisionedConcurrencyConfig.html */
function refusal(found: LambdaFunction, qualifier: string): Failure | undefined {
  if (qualifier === '$LATEST') {
    const message = 'Provisioned Concurrency Configs cannot be applied to unpublished function versions.';
    return failure(client.InvalidParameterValueException$, message, { Type: 'User' });
  }
  if (found.qualifiers.includes(qualifier)) return undefined;
  const message = `Cannot find alias arn: ${found.arn}:${qualifier}`;
  return failure(client.ResourceNotFoundException$, message, { Type: 'User' });
}

/** GetProvisionedConcurrencyConfig. */
export function getProvisioned(
  input: client.GetProvisionedConcurrencyConfigRequest,
  call: Call,
): Answer<client.GetProvisionedConcurrencyConfigResponse> {
  const found = findFunction(call, input.FunctionName);
  if (isFailure(found)) return found;
  const qualifier = input.Qualifier ?? '';
  const refused = refusal(found, qualifier);
  if (refused) return refused;
  const config = asOf(found, call.staleAt).provisioned[qualifier];
  return config === undefined ? noConfig() : show(config);
}

/** PutProvisionedConcurrencyConfig. */
export function putProvisioned(
  input: client.PutProvisionedConcurrencyConfigRequest,
  call: Call,
): Answer<client.PutProvisionedConcurrencyConfigResponse> {
  const found = findFunction(call, input.FunctionName);
  if (isFailure(found)) return found;
  const qualifier = input.Qualifier ?? '';
  const refused = refusal(found, qualifier);
  if (refused) return refused;
  const requested = input.ProvisionedConcurrentExecutions ?? 0;
  if (found.reserved !== undefined && requested > found.reserved) {
    const message =
      'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function';
    return failure(client.InvalidParameterValueException$, message, { Type: 'User' });
  }
  const available = Math.min(requested, found.provisioned[qualifier]?.available ?? 0);
  const config: ProvisionedConcurrency = {
    requested,
    available,
    status: 'IN_PROGRESS',
    modifiedAt: call.now,
  };
  changeAt(found, call.now, (each) => {
    each.provisioned[qualifier] = config;
  });
  const doomed = call.doomedStatus !== undefined;
  scheduleIn(call.world, call.world.timings.provisionedConcurrencyMs, {
    apply: (at) => {
      if (found.provisioned[qualifier] !== config) return;
      changeAt(found, at, () => {
        config.status = doomed ? 'FAILED' : 'READY';
        config.available = doomed ? available : requested;
      });
    },
  });
  return show(config);
}

/** DeleteProvisionedConcurrencyConfig. */
export function deleteProvisioned(
  input: client.DeleteProvisionedConcurrencyConfigRequest,
  call: Call,
): Answer<object> {
  const found = findFunction(call, input.FunctionName);
  if (isFailure(found)) return found;
  const qualifier = input.Qualifier ?? '';
  if (found.provisioned[qualifier] === undefined) return noConfig();
  changeAt(found, call.now, (each) => {
    each.provisioned = Object.fromEntries(
      Object.entries(each.provisioned).filter(([name]) => name !== qualifier),
    );
  });
  return {};
}

function show(config: ProvisionedConcurrency): client.GetProvisionedConcurrencyConfigResponse {
  return {
    RequestedProvisionedConcurrentExecutions: config.requested,
    AllocatedProvisionedConcurrentExecutions: config.available,
    AvailableProvisionedConcurrentExecutions: config.available,
    Status: config.status,
    StatusReason: config.status === 'FAILED' ? 'FUNCTION_ERROR_INIT_FAILURE' : undefined,
    LastModified: new Date(config.modifiedAt).toISOString().replace('Z', '+0000'),
  };
}

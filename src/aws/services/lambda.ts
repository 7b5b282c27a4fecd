import {
  DeleteFunctionConcurrencyCommand,
  DeleteProvisionedConcurrencyConfigCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetProvisionedConcurrencyConfigCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { type ApiOf, defineService } from '../service.ts';

/** AWS Lambda: its client and the commands that are used of it. */
export const lambda = defineService('lambda', (settings) => new LambdaClient(settings), {
  getFunction: GetFunctionCommand,
  getFunctionConfiguration: GetFunctionConfigurationCommand,
  getFunctionConcurrency: GetFunctionConcurrencyCommand,
  putFunctionConcurrency: PutFunctionConcurrencyCommand,
  deleteFunctionConcurrency: DeleteFunctionConcurrencyCommand,
  listEventSourceMappings: ListEventSourceMappingsCommand,
  updateEventSourceMapping: UpdateEventSourceMappingCommand,
  updateFunctionConfiguration: UpdateFunctionConfigurationCommand,
  getProvisionedConcurrencyConfig: GetProvisionedConcurrencyConfigCommand,
  putProvisionedConcurrencyConfig: PutProvisionedConcurrencyConfigCommand,
  deleteProvisionedConcurrencyConfig: DeleteProvisionedConcurrencyConfigCommand,
});

/** AWS Lambda, one method for each operation. */
export type LambdaApi = ApiOf<typeof lambda>;

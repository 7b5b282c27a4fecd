import {
  DescribeParametersCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { type ApiOf, defineService } from '../service.ts';

/** AWS Systems Manager Parameter Store: its client and the commands that are used of it. */
export const ssm = defineService('ssm', (settings) => new SSMClient(settings), {
  describeParameters: DescribeParametersCommand,
  getParameters: GetParametersCommand,
  putParameter: PutParameterCommand,
});

/** AWS Systems Manager Parameter Store, one method for each operation. */
export type SsmApi = ApiOf<typeof ssm>;

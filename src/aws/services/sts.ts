import { GetCallerIdentityCommand, AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type ApiOf, defineService } from '../service.ts';

/** AWS STS: its client and the commands that are used of it. */
export const sts = defineService('sts', (settings) => new STSClient(settings), {
  getCallerIdentity: GetCallerIdentityCommand,
  assumeRoleWithWebIdentity: AssumeRoleWithWebIdentityCommand,
});

/** AWS STS, one method for each operation. */
export type StsApi = ApiOf<typeof sts>;

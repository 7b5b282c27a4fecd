import { CreateCaseCommand, DescribeCasesCommand, SupportClient } from '@aws-sdk/client-support';
import { type ApiOf, defineService } from '../service.ts';

/** AWS Support: its client and the commands that are used of it. */
export const support = defineService('support', (settings) => new SupportClient(settings), {
  createCase: CreateCaseCommand,
  describeCases: DescribeCasesCommand,
});

/** AWS Support, one method for each operation. */
export type SupportApi = ApiOf<typeof support>;

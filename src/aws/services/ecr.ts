import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { type ApiOf, defineService } from '../service.ts';

/** Amazon ECR: its client and the commands that are used of it. */
export const ecr = defineService('ecr', (settings) => new ECRClient(settings), {
  describeImages: DescribeImagesCommand,
});

/** Amazon ECR, one method for each operation. */
export type EcrApi = ApiOf<typeof ecr>;

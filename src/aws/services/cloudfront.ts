import {
  CloudFrontClient,
  GetDistributionCommand,
  GetDistributionConfigCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { type ApiOf, defineService } from '../service.ts';

/** Amazon CloudFront: its client and the commands that are used of it. */
export const cloudfront = defineService('cloudfront', (settings) => new CloudFrontClient(settings), {
  getDistribution: GetDistributionCommand,
  getDistributionConfig: GetDistributionConfigCommand,
  updateDistribution: UpdateDistributionCommand,
});

/** Amazon CloudFront, one method for each operation. */
export type CloudFrontApi = ApiOf<typeof cloudfront>;

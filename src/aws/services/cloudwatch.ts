import {
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  CloudWatchClient,
} from '@aws-sdk/client-cloudwatch';
import { type ApiOf, defineService } from '../service.ts';

/** Amazon CloudWatch: its client and the commands that are used of it. */
export const cloudwatch = defineService('cloudwatch', (settings) => new CloudWatchClient(settings), {
  getMetricData: GetMetricDataCommand,
  getMetricStatistics: GetMetricStatisticsCommand,
});

/** Amazon CloudWatch, one method for each operation. */
export type CloudWatchApi = ApiOf<typeof cloudwatch>;

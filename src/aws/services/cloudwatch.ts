import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetDashboardCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { type ApiOf, defineService } from '../service.ts';

/** Amazon CloudWatch: its client and the commands that are used of it. */
export const cloudwatch = defineService('cloudwatch', (settings) => new CloudWatchClient(settings), {
  describeAlarms: DescribeAlarmsCommand,
  getDashboard: GetDashboardCommand,
  getMetricData: GetMetricDataCommand,
  getMetricStatistics: GetMetricStatisticsCommand,
  putDashboard: PutDashboardCommand,
  putMetricAlarm: PutMetricAlarmCommand,
  putMetricData: PutMetricDataCommand,
});

/** Amazon CloudWatch, one method for each operation. */
export type CloudWatchApi = ApiOf<typeof cloudwatch>;

import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { type ApiOf, defineService } from '../service.ts';

/** Elastic Load Balancing v2: its client and the commands that are used of it. */
export const elb = defineService(
  'elasticloadbalancing',
  (settings) => new ElasticLoadBalancingV2Client(settings),
  {
    describeLoadBalancers: DescribeLoadBalancersCommand,
    describeTargetGroups: DescribeTargetGroupsCommand,
    describeTargetHealth: DescribeTargetHealthCommand,
  },
);

/** Elastic Load Balancing v2, one method for each operation. */
export type ElbApi = ApiOf<typeof elb>;

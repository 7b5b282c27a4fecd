import {
  DescribeClusterCommand,
  DescribeNodegroupCommand,
  ListNodegroupsCommand,
  UpdateNodegroupConfigCommand,
  DescribeUpdateCommand,
  EKSClient,
} from '@aws-sdk/client-eks';
import { type ApiOf, defineService } from '../service.ts';

/** Amazon EKS: its client and the commands that are used of it. */
export const eks = defineService('eks', (settings) => new EKSClient(settings), {
  describeCluster: DescribeClusterCommand,
  describeNodegroup: DescribeNodegroupCommand,
  listNodegroups: ListNodegroupsCommand,
  updateNodegroupConfig: UpdateNodegroupConfigCommand,
  describeUpdate: DescribeUpdateCommand,
});

/** Amazon EKS, one method for each operation. */
export type EksApi = ApiOf<typeof eks>;

import {
  DescribeCacheClustersCommand,
  DescribeGlobalReplicationGroupsCommand,
  DescribeReplicationGroupsCommand,
  CreateCacheClusterCommand,
  CreateReplicationGroupCommand,
  DeleteCacheClusterCommand,
  DeleteReplicationGroupCommand,
  DisassociateGlobalReplicationGroupCommand,
  FailoverGlobalReplicationGroupCommand,
  ElastiCacheClient,
} from '@aws-sdk/client-elasticache';
import { type ApiOf, defineService } from '../service.ts';

/** Amazon ElastiCache: its client and the commands that are used of it. */
export const elasticache = defineService('elasticache', (settings) => new ElastiCacheClient(settings), {
  describeCacheClusters: DescribeCacheClustersCommand,
  describeReplicationGroups: DescribeReplicationGroupsCommand,
  createCacheCluster: CreateCacheClusterCommand,
  createReplicationGroup: CreateReplicationGroupCommand,
  deleteCacheCluster: DeleteCacheClusterCommand,
  deleteReplicationGroup: DeleteReplicationGroupCommand,
  describeGlobalReplicationGroups: DescribeGlobalReplicationGroupsCommand,
  failoverGlobalReplicationGroup: FailoverGlobalReplicationGroupCommand,
  disassociateGlobalReplicationGroup: DisassociateGlobalReplicationGroupCommand,
});

/** Amazon ElastiCache, one method for each operation. */
export type ElastiCacheApi = ApiOf<typeof elasticache>;

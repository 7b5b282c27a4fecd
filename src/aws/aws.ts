import type { Region } from '../ids.ts';
import type { CloudWatchApi } from './services/cloudwatch.ts';
import type { EksApi } from './services/eks.ts';
import type { ElastiCacheApi } from './services/elasticache.ts';
import type { ElbApi } from './services/elb.ts';
import type { RdsApi } from './services/rds.ts';
import type { Route53Api } from './services/route53.ts';
import type { S3Api } from './services/s3.ts';
import type { StsApi } from './services/sts.ts';
import type { SupportApi } from './services/support.ts';

/** AWS by service and region: each client is loaded and made when it is first asked for, and kept. Methods throw the SDK's exceptions. */
export interface Aws {
  rds(region: Region): Promise<RdsApi>;
  elasticache(region: Region): Promise<ElastiCacheApi>;
  eks(region: Region): Promise<EksApi>;
  cloudwatch(region: Region): Promise<CloudWatchApi>;
  elb(region: Region): Promise<ElbApi>;
  s3(region: Region): Promise<S3Api>;
  sts(region: Region): Promise<StsApi>;
  /** Route 53 is global; its control plane is in us-east-1. */
  route53(): Promise<Route53Api>;
  /** AWS Support is global; its endpoint is in us-east-1. */
  support(): Promise<SupportApi>;
}

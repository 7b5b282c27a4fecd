import type { Region } from '../ids.ts';
import type { DynamodbApi } from './services/dynamodb.ts';
import type { KafkaApi } from './services/kafka.ts';
import type { EcsApi } from './services/ecs.ts';
import type { ApplicationAutoScalingApi } from './services/autoscaling.ts';
import type { LambdaApi } from './services/lambda.ts';
import type { CloudFrontApi } from './services/cloudfront.ts';
import type { SsmApi } from './services/ssm.ts';
import type { SecretsApi } from './services/secrets.ts';
import type { GlobalAcceleratorApi } from './services/accelerator.ts';
import type { RecoveryClusterApi } from './services/recovery.ts';
import type { S3ControlApi } from './services/s3control.ts';
import type { AcmApi } from './services/acm.ts';
import type { EcrApi } from './services/ecr.ts';
import type { ServiceQuotasApi } from './services/quotas.ts';
import type { SnsApi } from './services/sns.ts';
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
  dynamodb(region: Region): Promise<DynamodbApi>;
  kafka(region: Region): Promise<KafkaApi>;
  ecs(region: Region): Promise<EcsApi>;
  autoscaling(region: Region): Promise<ApplicationAutoScalingApi>;
  lambda(region: Region): Promise<LambdaApi>;
  ssm(region: Region): Promise<SsmApi>;
  secrets(region: Region): Promise<SecretsApi>;
  s3control(region: Region): Promise<S3ControlApi>;
  acm(region: Region): Promise<AcmApi>;
  ecr(region: Region): Promise<EcrApi>;
  quotas(region: Region): Promise<ServiceQuotasApi>;
  sns(region: Region): Promise<SnsApi>;
  /** Route 53 is global; its control plane is in us-east-1. */
  route53(): Promise<Route53Api>;
  /** CloudFront is global; its control plane is in us-east-1. */
  cloudfront(): Promise<CloudFrontApi>;
  /** Global Accelerator is global; its control plane is in us-west-2. */
  accelerator(): Promise<GlobalAcceleratorApi>;
  /** One of the five endpoints of a routing control cluster, such as `https://host-aaaaaa.us-east-1.example.com/v1`, and its region. */
  recovery(region: Region, endpoint: string): Promise<RecoveryClusterApi>;
  /** AWS Support is global; its endpoint is in us-east-1. */
  support(): Promise<SupportApi>;
}

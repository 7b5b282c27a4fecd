import type { Service } from '../operation.ts';
import { sns } from './sns.ts';
import { serviceQuotas } from './service-quotas.ts';
import { ecr } from './ecr.ts';
import { acm } from './acm.ts';
import { applicationAutoScaling } from './application-auto-scaling.ts';
import { cloudwatch } from './cloudwatch.ts';
import { dynamodb } from './dynamodb.ts';
import { ecs } from './ecs.ts';
import { eks } from './eks.ts';
import { elasticache } from './elasticache.ts';
import { elbv2 } from './elbv2.ts';
import { kafka } from './kafka.ts';
import { rds } from './rds.ts';
import { globalAccelerator } from './globalaccelerator.ts';
import { recoveryCluster } from './route53-recovery-cluster.ts';
import { route53 } from './route53.ts';
import { s3Control } from './s3-control.ts';
import { s3 } from './s3.ts';
import { sts } from './sts.ts';
import { support } from './support.ts';
import { lambda } from './lambda.ts';
import { cloudfront } from './cloudfront.ts';
import { ssm } from './ssm.ts';
import { secretsmanager } from './secretsmanager.ts';

/** Every simulated AWS service. */
export const services: Service[] = [
  applicationAutoScaling,
  ecs,
  cloudwatch,
  eks,
  elasticache,
  dynamodb,
  elbv2,
  kafka,
  rds,
  route53,
  recoveryCluster,
  globalAccelerator,
  s3,
  s3Control,
  sts,
  support,
  acm,
  ecr,
  serviceQuotas,
  sns,
  lambda,
  cloudfront,
  ssm,
  secretsmanager,
];

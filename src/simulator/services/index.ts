import type { Service } from '../operation.ts';
import { cloudwatch } from './cloudwatch.ts';
import { eks } from './eks.ts';
import { elasticache } from './elasticache.ts';
import { elbv2 } from './elbv2.ts';
import { rds } from './rds.ts';
import { route53 } from './route53.ts';
import { s3 } from './s3.ts';
import { sts } from './sts.ts';
import { support } from './support.ts';

/** Every simulated AWS service. */
export const services: Service[] = [cloudwatch, eks, elasticache, elbv2, rds, route53, s3, sts, support];

import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import { duration } from '../config/duration.ts';
import { perRegion } from './per-region.ts';
import { lockSpec } from './s3-lock.ts';

/** Name of a bucket. */
export const bucketName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    'must be the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens',
  )
  .describe('Name of the bucket in this region.');

/** The block of an `s3-bucket`. */
export const bucketSpec = z.strictObject({
  drainedBelow: duration
    .prefault('5s')
    .describe('Replication latency up to which the replica counts as caught up in a planned switchover.'),
  rule: perRegion(z.string().min(1))
    .optional()
    .describe(
      'ID of the replication rule, for all regions or by the region of its source bucket; searched for in CloudWatch where absent. A reprotect gives the rule that it makes this ID, or `region-failover`.',
    ),
  reverse: z
    .boolean()
    .default(true)
    .describe(
      'Whether a replication rule for the way back is expected, and made by a reprotect; `false` silences the warning that it is missing.',
    ),
  replicationRole: perRegion(
    z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, 'must be the ARN of an IAM role'),
  )
    .optional()
    .describe(
      'ARN of the IAM role that S3 replicates with, for all regions or by the region of the source bucket. A reprotect needs it where it makes a rule.',
    ),
  timeControl: z
    .literal('15m')
    .optional()
    .describe(
      'Replication Time Control for the rule that a reprotect makes: S3 promises 99.9 % of the objects within 15 minutes, for a price.',
    ),
  storageClass: z
    .enum([
      'STANDARD',
      'STANDARD_IA',
      'ONEZONE_IA',
      'INTELLIGENT_TIERING',
      'GLACIER_IR',
      'GLACIER',
      'DEEP_ARCHIVE',
    ])
    .optional()
    .describe(
      'Storage class of the copies that the rule of a reprotect makes; that of the source where absent.',
    ),
  objectLock: lockSpec,
});

/** A valid block. */
export type BucketSpec = z.output<typeof bucketSpec>;
/** The resource of such a block. */
export type BucketResource = Resource<BucketSpec, string>;

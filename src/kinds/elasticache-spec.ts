import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import { duration } from '../config/duration.ts';
import { perRegion } from './per-region.ts';

/** Identifier of a cache. */
export const cacheId = z
  .string()
  .regex(
    /^[a-z](?!.*--)[a-z0-9-]{0,48}[a-z0-9]$/i,
    'must be a cache identifier: at most 50 letters, digits and single hyphens',
  )
  .describe('Identifier of the cache in this region.');

const text = z.string().min(1);

/** The block of an `elasticache-cluster`. */
export const cacheSpec = z
  .strictObject({
    engine: z
      .enum(['redis', 'valkey', 'memcached'])
      .default('redis')
      .describe('Engine of a cache that has to be created.'),
    engineVersion: text
      .optional()
      .describe('Engine version of a cache that has to be created; the newest where absent.'),
    nodeType: text.describe('Node type of a cache that has to be created, such as `cache.t3.medium`.'),
    nodes: z.int().min(1).max(40).default(1).describe('Number of nodes of a cache that has to be created.'),
    replicationGroup: z
      .boolean()
      .default(false)
      .describe(
        '`true` makes it a Redis or Valkey replication group, which fails over by itself within the region.',
      ),
    subnetGroup: perRegion(text).optional().describe('Cache subnet group, for all regions or by region.'),
    securityGroups: perRegion(z.array(text))
      .optional()
      .describe('VPC security groups, for all regions or by region.'),
    parameterGroup: perRegion(text)
      .optional()
      .describe('Cache parameter group, for all regions or by region.'),
    transitEncryption: z
      .boolean()
      .optional()
      .describe(
        'Whether clients of a cache that has to be created must use TLS; as ElastiCache decides where absent.',
      ),
    standby: perRegion(z.enum(['keep', 'absent']))
      .default('keep')
      .describe(
        'What a reprotect does with the cache of the region that stands by, for all regions or by region: `keep` leaves it; `absent` deletes it with what is in it, and a failover creates it anew.',
      ),
    creationTime: duration.prefault('6m').describe('How long the creation is expected to take.'),
  })
  .refine((given) => given.replicationGroup || given.engine !== 'valkey', {
    path: ['replicationGroup'],
    message: 'must be true for valkey, which has no clusters outside a replication group',
  })
  .refine((given) => !given.replicationGroup || given.engine !== 'memcached', {
    path: ['replicationGroup'],
    message: 'is for redis and valkey only',
  })
  .refine((given) => given.replicationGroup || given.engine !== 'redis' || given.nodes === 1, {
    path: ['nodes'],
    message: 'must be 1 for redis without `replicationGroup: true`',
  });

/** A valid block. */
export type CacheSpec = z.output<typeof cacheSpec>;
/** The resource of such a block. */
export type CacheResource = Resource<CacheSpec, string>;

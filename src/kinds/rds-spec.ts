import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import { duration } from '../config/duration.ts';
import type { Region } from '../ids.ts';
import type { Goal } from '../plan/plan.ts';
import type { RdsSettings } from './rds-database.ts';
import type { RdsWishes } from './rds-steps.ts';

const identifier = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,62}$/, 'must be the identifier of a DB instance')
  .describe('Identifier of the DB instance in this region.');

// Two words or more after `db.`: `db.r6g.large`, `db.r5.4xlarge.tpc2.mem4x`.
const instanceClass = z
  .string()
  .regex(/^db(\.[a-z0-9-]+){2,}$/, 'must be an instance class, such as db.r6g.large');

/** The block of an `rds-instance`. */
export const rdsSpec = z.strictObject({
  promotionTime: duration.prefault('5m').describe('How long a promotion is expected to take.'),
  backupRetentionDays: z
    .int()
    .min(1)
    .max(35)
    .default(7)
    .describe('Days that backups are kept after a promotion.'),
  multiAz: z
    .boolean()
    .optional()
    .describe(
      '`true` adds a standby in another zone after the failover; left as it is otherwise. Where absent, an instance that is built anew has one if the one that it replaces had.',
    ),
  class: z
    .strictObject({
      active: instanceClass
        .optional()
        .describe('Class of the instance in the region that becomes active; it is changed where it differs.'),
      standby: instanceClass
        .optional()
        .describe(
          'Class of the replica in the region that stands by: what a reprotect builds there, or changes where it differs.',
        ),
    })
    .optional()
    .describe(
      'Instance classes by the part that a region plays: a small standby that a failover makes larger, which lengthens an unplanned one. Left as they are where absent.',
    ),
  fence: z
    .enum(['stop', 'none'])
    .default('none')
    .describe('`stop` stops an old primary that still answers, after an unplanned promotion.'),
  rebuild: z
    .enum(['replica', 'snapshot'])
    .default('replica')
    .describe(
      'How the other side is built anew: `replica` follows the active instance; `snapshot` copies a snapshot of it, where no cross-region replica can be had.',
    ),
});

/** What the block says under a region's name: an identifier, or one with settings. */
export const rdsRegional = z.union([
  identifier.transform((instance): { instance: string } & RdsSettings => ({ instance })),
  z.strictObject({
    instance: identifier,
    class: z
      .string()
      .min(1)
      .optional()
      .describe(
        'Instance class of a replica that has to be built here, where `class` of the block says nothing; as the instance it replaces where absent.',
      ),
    subnetGroup: z
      .string()
      .min(1)
      .optional()
      .describe('DB subnet group of a replica that has to be built here.'),
    parameterGroup: z
      .string()
      .min(1)
      .optional()
      .describe('DB parameter group of a replica that has to be built here.'),
    securityGroups: z
      .array(z.string().min(1))
      .optional()
      .describe('VPC security groups of a replica that has to be built here.'),
    kmsKey: z
      .string()
      .min(1)
      .optional()
      .describe(
        'KMS key, in this region, of a replica that has to be built here, where its source is encrypted; as the instance it replaces, else `alias/aws/rds`, where absent.',
      ),
  }),
]);

/** A valid block. */
export type RdsSpec = z.output<typeof rdsSpec>;
/** A valid value under a region's name. */
export type RdsRegional = z.output<typeof rdsRegional>;
/** The resource of such a block. */
export type RdsResource = Resource<RdsSpec, RdsRegional>;

/** The identifier of the instance in a region. RDS keeps identifiers in lower case, however they were written. */
export function idIn(resource: RdsResource, region: Region): string | undefined {
  return resource.regional[region]?.instance.toLowerCase();
}

/** What the steps towards a goal need from the config. */
export function wishesOf(resource: RdsResource, goal: Goal): RdsWishes {
  return {
    id: idIn(resource, goal.to) ?? '',
    goal,
    promotionTimeMs: resource.spec.promotionTime,
    backupRetentionDays: resource.spec.backupRetentionDays,
    keepsZones: resource.spec.multiAz === undefined,
    settings: resource.regional[goal.to] ?? {},
    class: goal.operation === 'reprotect' ? resource.spec.class?.standby : resource.spec.class?.active,
  };
}

/** The planned way from the active region to the other one: making that one stand by is the beginning of going there. */
export function wayBack(goal: Goal): Goal {
  return { ...goal, from: goal.to, to: goal.from, mode: 'planned' };
}

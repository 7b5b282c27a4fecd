import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import { duration } from '../config/duration.ts';
import type { Region } from '../ids.ts';
import type { AuroraNames, AuroraSettings } from './aurora-global-look.ts';

const identifierPattern = /^[A-Za-z](?!.*--)[A-Za-z0-9-]{0,61}[A-Za-z0-9]$/;

const identifier = z
  .string()
  .regex(identifierPattern, 'must be the identifier of an Aurora cluster')
  .describe('Identifier of the Aurora cluster in this region.');

const text = z.string().min(1);

/** Schema of the block. */
export const auroraSpec = z.strictObject({
  globalCluster: z
    .string()
    .regex(identifierPattern, 'must be the identifier of a global database')
    .describe('Identifier of the Aurora global database.'),
  switchoverTime: duration.prefault('1m').describe('How long a switchover (planned) is expected to take.'),
  failoverTime: duration.prefault('3m').describe('How long a failover (unplanned) is expected to take.'),
  rebuild: z
    .enum(['keep', 'replace'])
    .default('keep')
    .describe(
      '`replace` lets a cluster that has left the global database be renamed (its data is kept), so that a new secondary takes its name; `keep` leaves that to you.',
    ),
});

/** Schema of the value under a region's name. */
export const auroraRegional = z.union([
  identifier.transform((cluster): { cluster: string } & AuroraSettings => ({ cluster })),
  z.strictObject({
    cluster: identifier,
    class: text
      .optional()
      .describe(
        'Instance class of a secondary that has to be built here, such as `db.serverless`; as those it replaces, else those of the writer, where absent.',
      ),
    subnetGroup: text.optional().describe('DB subnet group of a secondary that has to be built here.'),
    parameterGroup: text
      .optional()
      .describe('DB cluster parameter group of a secondary that has to be built here.'),
    securityGroups: z
      .array(text)
      .optional()
      .describe('VPC security groups of a secondary that has to be built here.'),
    kmsKey: text
      .optional()
      .describe(
        'KMS key, in this region, of a secondary that has to be built here, where the writer is encrypted; as the cluster it replaces, else `alias/aws/rds`, where absent.',
      ),
  }),
]);

/** The block after parsing. */
export type AuroraSpec = z.output<typeof auroraSpec>;
/** The value under a region's name after parsing. */
export type AuroraRegional = z.output<typeof auroraRegional>;
/** A global database of the config. */
export type AuroraResource = Resource<AuroraSpec, AuroraRegional>;

/** What the config calls the global database, and its cluster in a region; RDS keeps identifiers in lower case. */
export function namesIn({ spec, regional }: AuroraResource, region: Region): AuroraNames | undefined {
  const cluster = regional[region]?.cluster.toLowerCase();
  return cluster === undefined ? undefined : { global: spec.globalCluster.toLowerCase(), cluster };
}

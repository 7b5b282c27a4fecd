import * as z from 'zod';
import { regionPattern } from '../ids.ts';
import { awsRegions } from './aws-regions.ts';
import { duration } from './duration.ts';
import { failbackSchema } from './failback-schema.ts';
import { approvalsSchema, incidentsSchema, peopleSchema } from './incidents-schema.ts';
import { monitoringSchema } from './monitoring-schema.ts';

/** Names of resources: letters, digits, `.`, `_` and `-`, with `/` between parts. */
const resourceName = /^[A-Za-z0-9][\w.-]{0,62}(\/[A-Za-z0-9][\w.-]{0,62})?$/;
const itemName = /^[A-Za-z0-9][\w.-]{0,62}$/;

const region = z
  .string()
  .regex(regionPattern, 'must be the name of an AWS region, such as `eu-west-1`')
  .meta({ examples: [...awsRegions] });

const objectives = z
  .strictObject({
    rto: duration.optional().describe('How long a failover may take, such as `30m`. Measured in every run.'),
    rpo: duration.optional().describe('How much data, in time, a failover may lose, such as `30s`.'),
  })
  .describe('What a failover of this service must achieve.');

const witness = z
  .strictObject({
    bucket: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of an S3 bucket')
      .describe('An S3 bucket for the lease and the journals of runs.'),
    region: region.describe(
      'Where the bucket is: neither of the regions that a failover leaves or activates.',
    ),
  })
  .describe('A bucket outside the operating regions that survives the loss of any one of them.');

/** What stands at the top of failover.yml; blocks under `resources` are checked by their kinds. */
export const fileSchema = z.strictObject({
  service: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$/, 'must be 2 to 40 lower-case letters, digits and hyphens')
    .describe('The name of the service that is failed over as one.'),
  description: z.string().optional().describe('What the service is, for people.'),
  regions: z.array(region).describe('The regions of the service, home first.'),
  residency: z
    .array(region)
    .min(1)
    .optional()
    .describe('The only regions that may hold data of this service.'),
  objectives: objectives.prefault({}),
  witness: witness.optional(),
  account: z
    .string()
    .regex(/^\d{12}$/, 'must be the 12 digits of an AWS account')
    .optional()
    .describe('The AWS account, in quotes. ARNs in policies are exact with it.'),
  people: peopleSchema.optional(),
  approvals: approvalsSchema.optional(),
  incidents: incidentsSchema.optional(),
  monitoring: monitoringSchema.optional(),
  failback: failbackSchema.optional(),
  resources: z
    .record(
      z.string().regex(resourceName, 'must be a name of letters, digits, `.`, `_` and `-`'),
      z.record(z.string(), z.unknown()),
    )
    .describe('What the service runs on, by names of your choice.'),
});

const ownObjectives = z
  .strictObject({
    rto: duration
      .optional()
      .describe('How long the steps of this resource may take, from the first one to the end of the last.'),
    rpo: duration
      .optional()
      .describe("How much data, in time, this resource may lose, in place of the service's RPO."),
  })
  .describe('What this resource must achieve, where it is not what the service must.');

/** The keys that every block under `resources` may have, whatever its kind. */
export const blockSchema = z.strictObject({
  kind: z.string().describe('The kind of resource.'),
  description: z.string().optional().describe('What the resource is, for people.'),
  each: z
    .array(z.string().regex(itemName, 'must be letters, digits, `.`, `_` and `-`, at most 63'))
    .optional()
    .describe('Makes one resource of every item; `${each}` in the block stands for the item.'),
  after: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .describe('Resources that must have reached the goal before this one is touched.'),
  objectives: ownObjectives.optional(),
});

/** The names of the keys that every block may have. */
export const blockKeys: readonly string[] = Object.keys(blockSchema.shape);

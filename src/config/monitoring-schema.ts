import * as z from 'zod';
import { regionPattern } from '../ids.ts';
import { duration } from './duration.ts';
import { metricDimensions, metricSchema } from './metric-schema.ts';

const regionName = z.string().regex(regionPattern, 'must be the name of an AWS region');
const topicArn = z
  .string()
  .regex(/^arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+$/, 'must be the ARN of an SNS topic');

const alarm = z
  .strictObject({
    severity: z.enum(['critical', 'warning']).default('warning').describe('How loud it is.'),
    metric: metricSchema.describe('What is watched.'),
    above: z.number().optional().describe('In alarm above this.'),
    below: z.number().optional().describe('In alarm below this.'),
    for: z.int().min(1).max(60).default(2).describe('For so many periods, one after the other.'),
    missing: z
      .enum(['missing', 'breaching', 'notBreaching', 'ignore'])
      .default('missing')
      .describe('What a period without data counts as.'),
    region: regionName
      .optional()
      .describe(
        'The only region that has this alarm, such as us-east-1 for a Route 53 health check; every region of the service where absent.',
      ),
  })
  .refine(({ above, below }) => (above === undefined) !== (below === undefined), 'needs `above` or `below`');

const graphMetric = metricSchema.extend({
  regions: z
    .union([z.array(regionName).min(1), z.record(regionName, metricDimensions)])
    .optional()
    .describe(
      'The regions whose metric it is, one line each: a list, or by region the dimensions that it has there besides; every region of the service where absent.',
    ),
  label: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe(
      'What its lines are called; the region, and where a graph has several metrics its name, where absent.',
    ),
});

const graph = z
  .strictObject({
    title: z.string().min(1).max(200).describe('What stands above it.'),
    unit: z.string().min(1).max(50).optional().describe('What stands beside its axis, such as `seconds`.'),
    dashboard: z
      .enum(['overview', 'recovery'])
      .default('overview')
      .describe('Which of the two dashboards it is on.'),
    above: z
      .number()
      .optional()
      .describe('A line that should not be crossed, such as the threshold of an alarm.'),
    metrics: z.array(graphMetric).min(1).max(20).describe('What is drawn.'),
  })
  .describe('A graph of your own.');

/** What `monitor apply` puts into CloudWatch. */
export const monitoringSchema = z
  .strictObject({
    topics: z
      .record(regionName, topicArn)
      .refine(
        (topics) => Object.entries(topics).every(([region, arn]) => arn.split(':')[3] === region),
        'must name a topic of the same region under each region: an alarm tells no other',
      )
      .default({})
      .describe('The SNS topic that alarms tell, by the region they are in.'),
    every: duration
      .prefault('5m')
      .refine((ms) => ms % 60_000 === 0 && ms > 0, { message: 'must be whole minutes' })
      .describe('How often `health --metrics cloudwatch` runs: the period of the alarms.'),
    lagOver: duration.prefault('5m').describe('Critical: replication is further behind.'),
    lagWarnOver: duration.prefault('30s').describe('Warning: replication is further behind.'),
    responseOver: duration.prefault('500ms').describe('Warning: a part of the service answers later.'),
    availabilityBelow: z
      .number()
      .min(0)
      .max(100)
      .default(99.9)
      .describe('Warning: fewer percent of the active region’s parts answer.'),
    alarms: z
      .record(
        z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be small letters, digits and hyphens'),
        alarm,
      )
      .default({})
      .describe('Alarms of your own, by name.'),
    graphs: z
      .array(graph)
      .max(50)
      .default([])
      .describe('Graphs of your own, after those that each dashboard has by itself.'),
  })
  .describe('Dashboards and alarms that `monitor apply` makes in CloudWatch.');

/** What is to be watched. Durations in ms. */
export type MonitoringConfig = z.output<typeof monitoringSchema>;
/** A graph of the service's own. */
export type GraphConfig = MonitoringConfig['graphs'][number];

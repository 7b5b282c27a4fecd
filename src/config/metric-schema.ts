import * as z from 'zod';
import { duration } from './duration.ts';

/** Statistics of CloudWatch that have names, and percentiles. */
const statistic = z
  .string()
  .regex(
    /^(Average|Sum|Minimum|Maximum|SampleCount|p\d{1,2}(\.\d{1,2})?)$/,
    'must be Average, Sum, Minimum, Maximum, SampleCount or a percentile such as p99',
  );

const period = z
  .string()
  .prefault('1m')
  .pipe(duration)
  .refine((ms) => ms >= 10_000 && (ms % 60_000 === 0 || [10_000, 20_000, 30_000].includes(ms)), {
    message: 'must be 10s, 20s, 30s or whole minutes',
  });

/** What a metric is told apart by, by names. */
export const metricDimensions = z.record(z.string().min(1).max(255), z.string().min(1).max(1024));

/** One CloudWatch metric. The period is in ms. */
export const metricSchema = z.strictObject({
  namespace: z
    .string()
    .min(1)
    .max(255)
    .describe('The namespace of the metric, such as `AWS/ApplicationELB`.'),
  name: z.string().min(1).max(255).describe('The name of the metric, such as `TargetResponseTime`.'),
  dimensions: metricDimensions
    .default({})
    .describe('Its dimensions, all of them: CloudWatch takes another set for another metric.'),
  statistic: statistic
    .default('Average')
    .describe('`Average`, `Sum`, `Minimum`, `Maximum`, `SampleCount` or a percentile such as `p99`.'),
  period: period.describe('The length of one period: 10s, 20s, 30s or whole minutes.'),
});

/** A CloudWatch metric as the config names it. */
export type Metric = z.output<typeof metricSchema>;

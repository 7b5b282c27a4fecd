import * as z from 'zod';

/** What an alarm looks at, as far as it tells what the alarm is about. */
export interface AlarmMetric {
  readonly namespace: string;
  /** The dimensions `Service` and `Region`, where the metric has them. */
  readonly service?: string | undefined;
  readonly region?: string | undefined;
}

/** One alarm as it stands. */
export interface Alarm {
  /** Its ARN, or its name where there is no ARN: what tells alarms apart. */
  readonly id: string;
  readonly name: string;
  /** The code of the region, such as `eu-west-1`. */
  readonly region: string;
  readonly state: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA';
  readonly reason: string;
  /** Since when it stands so, ms since the epoch. */
  readonly since: number;
  /** Empty where it does not say what it looks at, as an alarm made of alarms. */
  readonly metrics: readonly AlarmMetric[];
}

const state = z.enum(['ALARM', 'OK', 'INSUFFICIENT_DATA']);

const dimensionList = z
  .array(z.looseObject({ name: z.string(), value: z.string() }))
  .max(30)
  .default([]);

const snsMetric = z
  .looseObject({ Namespace: z.string().max(255), Dimensions: dimensionList })
  .transform(({ Namespace: namespace, Dimensions }) =>
    metricOf(namespace, Object.fromEntries(Dimensions.map(({ name, value }) => [name, value]))),
  );

const busMetric = z
  .looseObject({
    namespace: z.string().max(255),
    dimensions: z.record(z.string(), z.string()).default({}),
  })
  .transform(({ namespace, dimensions }) => metricOf(namespace, dimensions));

const snsQueries = z.looseObject({
  Metrics: z
    .array(
      z.union([
        z
          .looseObject({ MetricStat: z.looseObject({ Metric: snsMetric }) })
          .transform(({ MetricStat }) => MetricStat.Metric),
        z.looseObject({ Expression: z.string() }).transform(({ Expression }) => fromExpression(Expression)),
      ]),
    )
    .max(100),
});

const busQueries = z.looseObject({
  metrics: z
    .array(
      z.union([
        z
          .looseObject({ metricStat: z.looseObject({ metric: busMetric }) })
          .transform(({ metricStat }) => metricStat.metric),
        z.looseObject({ expression: z.string() }).transform(({ expression }) => fromExpression(expression)),
      ]),
    )
    .max(100),
});

const notification = z.looseObject({
  AlarmName: z.string().min(1).max(300),
  AlarmArn: z.string().max(500).optional(),
  NewStateValue: state,
  NewStateReason: z.string().max(2000).default(''),
  StateChangeTime: z.string().optional(),
  Trigger: z.unknown(),
});

const busEvent = z.looseObject({
  'detail-type': z.literal('CloudWatch Alarm State Change'),
  region: z.string(),
  resources: z.array(z.string().max(500)).default([]),
  detail: z.looseObject({
    alarmName: z.string().min(1).max(300),
    state: z.looseObject({
      value: state,
      reason: z.string().max(2000).default(''),
      timestamp: z.string().optional(),
    }),
    configuration: z.unknown(),
  }),
});

/**
 * Reads the notification of a CloudWatch alarm, or its EventBridge event. The notification tells its region as a name for people
 * (`EU (Ireland)`), so the code comes from the alarm's ARN, or else from the topic, which is in the alarm's region.
 */
export function readAlarm(
  message: unknown,
  { topicRegion, now }: { readonly topicRegion: string; readonly now: number },
): Alarm | undefined {
  const plain = notification.safeParse(message);
  if (plain.success) {
    const { AlarmName: name, AlarmArn: arn, NewStateValue, NewStateReason, StateChangeTime } = plain.data;
    const { Trigger } = plain.data;
    return {
      id: arn ?? name,
      name,
      region: arn?.split(':')[3] ?? topicRegion,
      state: NewStateValue,
      reason: NewStateReason,
      since: timeOf(StateChangeTime, now),
      metrics: snsMetrics(Trigger),
    };
  }
  const event = busEvent.safeParse(message);
  if (!event.success) return undefined;
  const { detail, region, resources } = event.data;
  return {
    id: resources[0] ?? detail.alarmName,
    name: detail.alarmName,
    region,
    state: detail.state.value,
    reason: detail.state.reason,
    since: timeOf(detail.state.timestamp, now),
    metrics: busMetrics(detail.configuration),
  };
}

/** What a notification looks at: one metric, or several in an expression. Nothing where it cannot be read as a whole. */
function snsMetrics(trigger: unknown): readonly AlarmMetric[] {
  const one = snsMetric.safeParse(trigger);
  if (one.success) return [one.data];
  const several = snsQueries.safeParse(trigger);
  return several.success ? several.data.Metrics.flatMap((metric) => metric ?? []) : [];
}

/** The same for an EventBridge event, which lists its metrics even where there is one. */
function busMetrics(configuration: unknown): readonly AlarmMetric[] {
  const read = busQueries.safeParse(configuration);
  return read.success ? read.data.metrics.flatMap((metric) => metric ?? []) : [];
}

function metricOf(namespace: string, dimensions: Readonly<Record<string, string>>): AlarmMetric {
  const { Service: service, Region: region } = dimensions;
  return { namespace, service, region };
}

/** An expression over metrics says nothing more than they do; a query picks metrics that the notification does not list. */
function fromExpression(expression: string): AlarmMetric | undefined {
  return /\bSELECT\b/i.test(expression) ? { namespace: 'query' } : undefined;
}

/** CloudWatch writes `+0000` where ISO 8601 has `+00:00`; a time in the future would make an alarm younger than it is. */
function timeOf(text: string | undefined, now: number): number {
  const at = Date.parse((text ?? '').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isFinite(at) ? Math.min(at, now) : now;
}

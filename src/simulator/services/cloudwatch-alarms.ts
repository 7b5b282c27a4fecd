import * as client from '@aws-sdk/client-cloudwatch';
import { defineOperation, failure, regionalArn } from '../operation.ts';
import type { Answer, Call, Operation } from '../operation.ts';
import type { Alarm } from '../watching.ts';
import { dimensionsOf, findMetric, pointsOf, statisticOf } from './cloudwatch-metrics.ts';
import { pageOf } from './pages.ts';

const comparisons: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

function putMetricAlarm(input: client.PutMetricAlarmInput, call: Call): Answer<object> {
  const wrong = mistakeIn(input);
  if (wrong !== undefined) return failure({ code: 'ValidationError', status: 400 }, wrong);
  const name = input.AlarmName ?? '';
  const known = call.region.watching.alarms.get(name);
  const periods = input.EvaluationPeriods ?? 1;
  call.region.watching.alarms.set(name, {
    name,
    arn: regionalArn(call, 'cloudwatch', `alarm:${name}`),
    description: input.AlarmDescription,
    namespace: input.Namespace ?? '',
    metricName: input.MetricName ?? '',
    dimensions: dimensionsOf(input.Dimensions),
    statistic: input.Statistic ?? input.ExtendedStatistic ?? 'Average',
    periodSeconds: input.Period ?? 60,
    evaluationPeriods: periods,
    datapointsToAlarm: input.DatapointsToAlarm ?? periods,
    threshold: input.Threshold ?? 0,
    comparison: input.ComparisonOperator ?? '',
    treatMissingData: input.TreatMissingData ?? 'missing',
    unit: input.Unit,
    actionsEnabled: input.ActionsEnabled ?? true,
    okActions: input.OKActions ?? [],
    alarmActions: input.AlarmActions ?? [],
    insufficientDataActions: input.InsufficientDataActions ?? [],
    // An update keeps the state until the next evaluation: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    state: known?.state ?? 'INSUFFICIENT_DATA',
    reason: known?.reason ?? 'Unchecked: Initial alarm creation',
    stateSince: known?.stateSince ?? call.now,
    updatedAt: call.now,
    heldUntil: 0,
  });
  return {};
}

function mistakeIn(input: client.PutMetricAlarmInput): string | undefined {
  if (input.Metrics !== undefined && input.Metrics.length > 0)
    return 'Alarms on metric math are not simulated.';
  if (input.MetricName === undefined || input.Namespace === undefined)
    return 'The parameters MetricName and Namespace are required.';
  if ((input.Statistic === undefined) === (input.ExtendedStatistic === undefined))
    return 'The alarm must have exactly one of Statistic and ExtendedStatistic.';
  if (!Object.hasOwn(comparisons, input.ComparisonOperator ?? ''))
    return `The comparison operator ${input.ComparisonOperator ?? ''} is not simulated.`;
  if (input.Period === undefined || (input.Period % 60 !== 0 && ![10, 20, 30].includes(input.Period)))
    return 'Period must be 10, 20, 30 or a multiple of 60.';
  return undefined;
}

function describeAlarms(input: client.DescribeAlarmsInput, call: Call): client.DescribeAlarmsOutput {
  const { AlarmNames: names, AlarmNamePrefix: prefix = '', StateValue: state, ActionPrefix: action } = input;
  const wantsMetricAlarms = input.AlarmTypes?.includes('MetricAlarm') ?? true;
  const found = [...call.region.watching.alarms.values()]
    .filter((alarm) => (names?.includes(alarm.name) ?? true) && alarm.name.startsWith(prefix))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const alarm of found) evaluate(call, alarm);
  const wanted = found.filter(
    (alarm) =>
      wantsMetricAlarms &&
      (state ?? alarm.state) === alarm.state &&
      (action === undefined || alarm.alarmActions.some((arn) => arn.startsWith(action))),
  );
  const page = pageOf(wanted, input.NextToken, input.MaxRecords ?? 50);
  return { MetricAlarms: page.items.map(showAlarm), CompositeAlarms: [], NextToken: page.next };
}

function deleteAlarms(input: client.DeleteAlarmsInput, call: Call): Answer<object> {
  // Deleting what is not there is an error only where it is one alarm alone.
  const { alarms } = call.region.watching;
  const [only, ...more] = input.AlarmNames ?? [];
  if (only !== undefined && more.length === 0 && !alarms.has(only))
    return failure(client.ResourceNotFound$, `Alarm ${only} does not exist`);
  for (const name of input.AlarmNames ?? []) alarms.delete(name);
  return {};
}

function setAlarmState(input: client.SetAlarmStateInput, call: Call): Answer<object> {
  const alarm = call.region.watching.alarms.get(input.AlarmName ?? '');
  if (!alarm) return failure(client.ResourceNotFound$, `Alarm ${input.AlarmName ?? ''} does not exist`);
  const periodMs = alarm.periodSeconds * 1000;
  become(alarm, input.StateValue ?? 'OK', { reason: input.StateReason ?? '', at: call.now });
  // The next evaluation sets it right again.
  alarm.heldUntil = (Math.floor(call.now / periodMs) + 1) * periodMs;
  return {};
}

/** Judges the last periods that are over, as far as there is data. */
function evaluate(call: Call, alarm: Alarm): void {
  if (call.now < alarm.heldUntil) return;
  const periodMs = alarm.periodSeconds * 1000;
  const end = Math.floor(call.now / periodMs) * periodMs;
  const window = { start: end - alarm.evaluationPeriods * periodMs, end, periodMs };
  const dimensions = Object.entries(alarm.dimensions).map(([Name, Value]) => ({ Name, Value }));
  const metric = findMetric(call, {
    Namespace: alarm.namespace,
    MetricName: alarm.metricName,
    Dimensions: dimensions,
  });
  const values = (metric ? pointsOf(metric, window, call.now) : []).map((point) =>
    statisticOf(point.values, alarm.statistic),
  );
  const missing = alarm.evaluationPeriods - values.length;
  if (values.length === 0 && alarm.treatMissingData === 'ignore') return;
  if (values.length === 0 && alarm.treatMissingData === 'missing') {
    const reason = `Insufficient Data: ${missing} datapoints were unknown.`;
    become(alarm, 'INSUFFICIENT_DATA', { reason, at: call.now });
    return;
  }
  const passes = comparisons[alarm.comparison] ?? (() => false);
  const breaching =
    values.filter((value) => passes(value, alarm.threshold)).length +
    (alarm.treatMissingData === 'breaching' ? missing : 0);
  const state = breaching >= alarm.datapointsToAlarm ? 'ALARM' : 'OK';
  const shown = values.map((value) => String(value)).join(', ') || 'missing';
  const reason = `Threshold Crossed: ${breaching} of the last ${alarm.evaluationPeriods} datapoints [${shown}] crossed the threshold (${alarm.threshold}).`;
  become(alarm, state, { reason, at: call.now });
}

function become(
  alarm: Alarm,
  state: Alarm['state'],
  { reason, at }: { readonly reason: string; readonly at: number },
): void {
  if (alarm.state !== state) alarm.stateSince = at;
  alarm.state = state;
  alarm.reason = reason;
}

function showAlarm(alarm: Alarm): client.MetricAlarm {
  const isPercentile = /^p\d/.test(alarm.statistic);
  return {
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    AlarmDescription: alarm.description,
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.updatedAt),
    ActionsEnabled: alarm.actionsEnabled,
    OKActions: alarm.okActions,
    AlarmActions: alarm.alarmActions,
    InsufficientDataActions: alarm.insufficientDataActions,
    StateValue: alarm.state,
    StateReason: alarm.reason,
    StateUpdatedTimestamp: new Date(alarm.stateSince),
    StateTransitionedTimestamp: new Date(alarm.stateSince),
    MetricName: alarm.metricName,
    Namespace: alarm.namespace,
    ...(isPercentile
      ? { ExtendedStatistic: alarm.statistic }
      : { Statistic: alarm.statistic as client.Statistic }),
    Dimensions: Object.entries(alarm.dimensions).map(([Name, Value]) => ({ Name, Value })),
    Period: alarm.periodSeconds,
    EvaluationPeriods: alarm.evaluationPeriods,
    DatapointsToAlarm: alarm.datapointsToAlarm,
    Threshold: alarm.threshold,
    ComparisonOperator: alarm.comparison as client.ComparisonOperator,
    TreatMissingData: alarm.treatMissingData,
    ...(alarm.unit === undefined ? {} : { Unit: alarm.unit as client.StandardUnit }),
  };
}

/** The operations on alarms. */
export const alarmOperations: readonly Operation[] = [
  defineOperation(client.PutMetricAlarm$, {
    mutating: true,
    resources: (input: client.PutMetricAlarmInput, call) => [
      regionalArn(call, 'cloudwatch', `alarm:${input.AlarmName ?? ''}`),
    ],
    handle: putMetricAlarm,
  }),
  defineOperation(client.DescribeAlarms$, {
    // Whatever names are asked for, the permission must cover all alarms.
    resources: (_input: client.DescribeAlarmsInput, call) => [regionalArn(call, 'cloudwatch', 'alarm:*')],
    handle: describeAlarms,
  }),
  defineOperation(client.DeleteAlarms$, {
    mutating: true,
    resources: (input: client.DeleteAlarmsInput, call) =>
      (input.AlarmNames ?? []).map((name) => regionalArn(call, 'cloudwatch', `alarm:${name}`)),
    handle: deleteAlarms,
  }),
  defineOperation(client.SetAlarmState$, { mutating: true, handle: setAlarmState }),
];

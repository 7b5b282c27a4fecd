import { z } from 'zod';

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
}

const state = z.enum(['ALARM', 'OK', 'INSUFFICIENT_DATA']);

const notification = z.looseObject({
  AlarmName: z.string().min(1).max(300),
  AlarmArn: z.string().max(500).optional(),
  NewStateValue: state,
  NewStateReason: z.string().max(2000).default(''),
  StateChangeTime: z.string().optional(),
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
    return {
      id: arn ?? name,
      name,
      region: arn?.split(':')[3] ?? topicRegion,
      state: NewStateValue,
      reason: NewStateReason,
      since: timeOf(StateChangeTime, now),
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
  };
}

/** CloudWatch writes `+0000` where ISO 8601 has `+00:00`; a time in the future would make an alarm younger than it is. */
function timeOf(text: string | undefined, now: number): number {
  const at = Date.parse((text ?? '').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isFinite(at) ? Math.min(at, now) : now;
}

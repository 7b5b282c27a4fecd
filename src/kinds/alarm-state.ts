import type { Metric } from '../config/metric-schema.ts';

/** An alarm that exists, in CloudWatch's own words. */
export interface SeenAlarm {
  readonly name: string;
  readonly state: string;
  readonly reason: string;
}

/** A data point; `at` is the beginning of its period, ms since the epoch. */
export interface SeenPoint {
  readonly at: number;
  readonly value: number;
}

/** What was seen of the alarms and the metric of one region. */
export interface AlarmLook {
  readonly alarms: readonly SeenAlarm[];
  /** Names that no alarm has. */
  readonly missing: readonly string[];
  /** The newest periods that are over, newest first; absent where no metric is asked for. */
  readonly points?: readonly SeenPoint[];
}

/** When a metric is bad. */
export interface Threshold {
  readonly metric: Metric;
  readonly above?: number | undefined;
  readonly below?: number | undefined;
  /** So many periods one after the other. */
  readonly for: number;
}

/** What alarms and metric come to. `unknown` where nothing has been measured and nothing is wrong. */
export interface AlarmVerdict {
  readonly state: 'quiet' | 'alarm' | 'unknown';
  /** One sentence for each alarm that is not OK, and for the metric. */
  readonly sentences: readonly string[];
}

/** Judges a look: one alarm is enough, and what has no data says nothing. */
export function judgeAlarms(look: AlarmLook, threshold: Threshold | undefined): AlarmVerdict {
  const metric = threshold === undefined ? [] : [judgeMetric(look.points ?? [], threshold)];
  const parts = [
    ...look.alarms.map(({ name, state, reason }) => ({
      state: stateOf(state),
      sentence: `${name} is ${state}${state === 'OK' || reason === '' ? '' : `: ${reason}`}`,
    })),
    ...look.missing.map((name) => ({
      state: 'unknown' as const,
      sentence: `There is no alarm called ${name}.`,
    })),
    ...metric,
  ];
  const told = parts.filter(({ state }) => state !== 'quiet');
  const state = told.some((part) => part.state === 'alarm') ? 'alarm' : told.length > 0 ? 'unknown' : 'quiet';
  return { state, sentences: (told.length > 0 ? told : parts).map(({ sentence }) => sentence) };
}

function stateOf(state: string): AlarmVerdict['state'] {
  if (state === 'ALARM') return 'alarm';
  return state === 'OK' ? 'quiet' : 'unknown';
}

/** The newest `for` periods must all have passed the threshold, with no gap between them. */
function judgeMetric(
  points: readonly SeenPoint[],
  threshold: Threshold,
): { readonly state: AlarmVerdict['state']; readonly sentence: string } {
  const { metric, for: periods } = threshold;
  const [newest] = points;
  const name = `${metric.statistic} of ${metric.namespace} ${metric.name}`;
  if (newest === undefined) return { state: 'unknown', sentence: `${name} has no data.` };
  const row = points.slice(0, periods);
  const inRow = row.every(({ at }, index) => at === newest.at - index * metric.period);
  const bad = row.length === periods && inRow && row.every(({ value }) => isBad(value, threshold));
  const limit = threshold.above === undefined ? `below ${threshold.below ?? 0}` : `above ${threshold.above}`;
  const shown = row.map(({ value }) => round(value)).join(', ');
  return {
    state: bad ? 'alarm' : 'quiet',
    sentence: `${name} is ${shown}${bad ? `, ${limit} for ${periods} periods` : ''}.`,
  };
}

function isBad(value: number, { above, below }: Threshold): boolean {
  return (above !== undefined && value > above) || (below !== undefined && value < below);
}

/** Four digits are enough to compare with a threshold by eye. */
function round(value: number): string {
  return String(Number(value.toPrecision(4)));
}

import type { GetMetricDataCommandInput, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Region } from '../ids.ts';
import type { ObserveContext } from './kind.ts';

/** One CloudWatch metric that somebody wants to know the newest value of. */
export interface MetricQuery {
  /** How the asker calls it; unique within one look. */
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Further dimensions whose values nobody knows: all that there are count, and the greatest newest value is taken. */
  readonly anyOf?: readonly string[];
  readonly statistic: 'Average' | 'Maximum';
  /** How many ms one of the metric's unit is, for a lag that is not in seconds; 1,000 where absent. */
  readonly unitMs?: number;
}

/** The newest data point of a metric: its value in the metric's own unit, and its time in ms since the epoch. */
export interface DataPoint {
  readonly value: number;
  readonly at: number;
  /** The value right before the metric began to grow as fast as time passes, as the lag of a replica that stands still; else the newest. */
  readonly atStandstill: number;
}

const WINDOW_MS = 10 * 60_000;

/** Two points belong to the same standstill when what they say about its beginning differs by less than this, in ms. */
const STANDSTILL_MS = 5_000;

const STOPPING_STEPS = 2;

/** As many as GetMetricData takes at once: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const QUERIES_A_CALL = 500;

/** The newest points of the last ten minutes by the key of their query. A metric without a point is missing: no data is not zero. */
export async function newestPoints(
  queries: readonly MetricQuery[],
  region: Region,
  context: ObserveContext,
): Promise<ReadonlyMap<string, DataPoint>> {
  const points = new Map<string, DataPoint>();
  for (const batch of batchesOf(queries, QUERIES_A_CALL)) {
    for (const [key, point] of await askOnce(batch, region, context)) points.set(key, point);
  }
  return points;
}

async function askOnce(
  queries: readonly MetricQuery[],
  region: Region,
  context: ObserveContext,
): Promise<Map<string, DataPoint>> {
  const cloudwatch = await context.outside.aws.cloudwatch(region);
  const points = new Map<string, DataPoint>();
  const input: GetMetricDataCommandInput = {
    // The end is exclusive, and points are stamped with the beginning of their minute.
    StartTime: new Date(context.now - WINDOW_MS),
    EndTime: new Date(context.now),
    ScanBy: 'TimestampDescending',
    MetricDataQueries: queries.map((query, index) => ({ Id: `m${index}`, ...questionOf(query) })),
  };
  let token: string | undefined;
  do {
    const answer = await cloudwatch.getMetricData(
      token === undefined ? input : { ...input, NextToken: token },
      { signal: context.signal },
    );
    for (const { Id, Values = [], Timestamps = [] } of answer.MetricDataResults ?? []) {
      const query = queries[Number(Id?.slice(1))];
      const [value, at] = [Values[0], Timestamps[0]?.getTime()];
      if (query === undefined || value === undefined || at === undefined) continue;
      const known = points.get(query.key);
      const better = known === undefined || (query.anyOf === undefined ? at > known.at : value > known.value);
      if (better)
        points.set(query.key, { value, at, atStandstill: lagAtStandstill(Values, Timestamps, query.unitMs) });
    }
    token = answer.NextToken;
  } while (token !== undefined);
  return points;
}

/**
 * The lag right before a replica stood still, in the unit of `unitMs` ms (seconds where absent); the newest value where it does not stand
 * still. Newest first. While a replica stands still its lag grows as fast as time passes; the points of the minute in which it stopped, and
 * of the newest one, are averages of both and grow more slowly. What it had fallen behind within the last minutes before cannot be told apart.
 */
export function lagAtStandstill(values: readonly number[], times: readonly Date[], unitMs = 1000): number {
  const steps = times.slice(1).map((time, index) => ({
    grewMs: ((values[index] ?? 0) - (values[index + 1] ?? 0)) * unitMs,
    passedMs: (times[index]?.getTime() ?? 0) - time.getTime(),
  }));
  const stands = ({ grewMs, passedMs }: (typeof steps)[number]): boolean =>
    Math.abs(grewMs - passedMs) < STANDSTILL_MS;
  // The newest minute is not over.
  const begins = steps[0] !== undefined && !stands(steps[0]) && steps[0].grewMs >= 0 ? 1 : 0;
  const moved = steps.findIndex((step, index) => index >= begins && !stands(step));
  const oldest = moved < 0 ? steps.length : moved;
  const first = oldest > begins ? oldest : 0;
  const level = steps.findIndex(({ grewMs }) => Math.abs(grewMs) < STANDSTILL_MS);
  // Between the level and the standstill lies the minute in which it stopped, whose average touches two steps.
  const between = steps.slice(first, Math.max(first, level));
  const stopped =
    level >= first &&
    between.length <= STOPPING_STEPS &&
    between.every(({ grewMs, passedMs }) => grewMs > 0 && grewMs < passedMs + STANDSTILL_MS);
  return values[stopped ? level : first] ?? 0;
}

/** A metric by its dimensions, or a search where some of their values are unknown. */
function questionOf({
  namespace,
  name,
  dimensions,
  anyOf,
  statistic,
}: MetricQuery): Omit<MetricDataQuery, 'Id'> {
  if (anyOf === undefined) {
    const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    return {
      MetricStat: {
        Metric: { Namespace: namespace, MetricName: name, Dimensions },
        Period: 60,
        Stat: statistic,
      },
    };
  }
  const schema = [namespace, ...Object.keys(dimensions), ...anyOf].join(',');
  const terms = Object.entries({ MetricName: name, ...dimensions }).map(
    ([key, value]) => `${key}="${value}"`,
  );
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
  return { Expression: `SEARCH('{${schema}} ${terms.join(' ')}', '${statistic}', 60)` };
}

/** Cuts a list into lists of at most `size`. */
export function batchesOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

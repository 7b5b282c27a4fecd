/** The smallest value that at least this share (0 to 1) of all values does not exceed; undefined where there are none. */
export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1];
}

/** What half of the values, and all but one in a hundred, do not exceed; undefined where there are none. */
export interface Spread {
  readonly p50: number | undefined;
  readonly p99: number | undefined;
}

/** The spread of these values. */
export function spreadOf(values: readonly number[]): Spread {
  return { p50: percentile(values, 0.5), p99: percentile(values, 0.99) };
}

import { describe, expect, it } from 'vitest';
import { lagAtStandstill } from '../../src/kinds/replication-lag.ts';

/** Points a minute apart, newest first, as CloudWatch gives them: seconds of lag. */
function found(...values: readonly number[]): number {
  const newest = Date.UTC(2026, 0, 1, 12);
  return lagAtStandstill(
    values,
    values.map((_, index) => new Date(newest - index * 60_000)),
  );
}

describe('the lag at which a replica stood still', () => {
  it('is where it began to grow as fast as time passes', () => {
    expect(found(345, 285, 225, 45, 1, 1)).toBe(225);
    expect(found(345, 285, 225, 165, 105, 45, 0.8, 0.8)).toBe(45);
  });

  it('is found although the newest minute is not over yet', () => {
    expect(found(315, 285, 225, 165, 105, 45, 0.8)).toBe(45);
    expect(found(300, 285, 225, 165, 105, 45, 0.8)).toBe(45);
  });

  it('is the newest value of a replica that only falls behind, catches up, or has said little', () => {
    expect(found(120, 90, 60, 30)).toBe(120);
    expect(found(10, 70, 10, 2)).toBe(10);
    expect(found(90)).toBe(90);
    expect(found(75, 45)).toBe(75);
    expect(found(20, 285, 225, 165)).toBe(20);
  });
});

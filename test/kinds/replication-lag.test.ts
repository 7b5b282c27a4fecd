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
  it('is what it was before it began to grow as fast as time passes', () => {
    expect(found(345, 285, 225, 165, 105, 45, 0.8, 0.8)).toBe(0.8);
    expect(found(300, 240, 180, 124, 100, 90, 90)).toBe(90);
  });

  it('is found in the first minutes, and although the newest one is not over yet', () => {
    expect(found(315, 285, 225, 165, 105, 45, 0.8, 0.8)).toBe(0.8);
    expect(found(50, 17, 0.8, 0.8)).toBe(0.8);
    expect(found(12, 0.8, 0.8)).toBe(0.8);
  });

  it('is where the standstill began, when the replica had been falling behind before', () => {
    expect(found(345, 285, 225, 45, 1, 1)).toBe(225);
    expect(found(210, 150, 90, 60, 30, 1, 1)).toBe(90);
    expect(found(300, 285, 225, 165, 105, 45)).toBe(45);
  });

  it('is the newest value of a replica that only falls behind, catches up, or has said little', () => {
    expect(found(120, 90, 60, 30)).toBe(120);
    expect(found(10, 70, 10, 2)).toBe(10);
    expect(found(90)).toBe(90);
    expect(found(75, 45)).toBe(75);
    expect(found(20, 285, 225, 165)).toBe(20);
  });
});

import { describe, expect, it } from 'vitest';
import { isPassing, retryDelay } from '../../../src/engine/retry-policy.ts';
import type { ErrorClass, Failure } from '../../../src/errors.ts';

function failure(errorClass: ErrorClass, retryAfterMs?: number): Failure {
  const problem = { code: 'UNEXPECTED' as const, message: 'no' };
  return { class: errorClass, problem, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** Tries until it is over, and how long was waited in all. */
function patience(errorClass: ErrorClass): { readonly tries: number; readonly longestMs: number } {
  let longestMs = 0;
  for (let tries = 1; ; tries += 1) {
    const delay = retryDelay(failure(errorClass), tries, 'a:go');
    if (delay === undefined) return { tries, longestMs };
    longestMs = Math.max(longestMs, delay);
  }
}

describe('how often a failed call is made', () => {
  it.each<[ErrorClass, number, number]>([
    ['throttled', 12, 20_000],
    ['conflict', 20, 30_000],
    ['transient', 8, 15_000],
    ['unreachable', 6, 15_000],
    ['expired-credentials', 2, 0],
    ['not-found', 3, 5_000],
    ['denied', 1, 0],
    ['unsupported', 1, 0],
    ['invalid', 1, 0],
    ['unknown', 1, 0],
  ])('%s: %i times, waiting %i ms at most', (errorClass, tries, capMs) => {
    const found = patience(errorClass);
    expect(found.tries).toBe(tries);
    expect(found.longestMs).toBeLessThanOrEqual(capMs);
  });
});

it('waits between half and all of a delay that doubles, and not the same for two steps', () => {
  for (const [attempt, full] of [
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [4, 8_000],
    [5, 16_000],
    [6, 20_000],
    [11, 20_000],
  ] as const) {
    const delays = Array.from(
      { length: 50 },
      (_, step) => retryDelay(failure('throttled'), attempt, `step ${step}`) ?? -1,
    );
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(full / 2);
    expect(Math.max(...delays)).toBeLessThanOrEqual(full);
    expect(new Set(delays).size).toBeGreaterThan(25);
  }
});

it('decides the same for the same step and attempt', () => {
  expect(retryDelay(failure('transient'), 3, 'a:go')).toBe(retryDelay(failure('transient'), 3, 'a:go'));
});

it('waits as long as the server asks, even where that is longer than its own longest', () => {
  expect(retryDelay(failure('throttled', 90_000), 1, 'a:go')).toBe(90_000);
  expect(retryDelay(failure('denied', 90_000), 1, 'a:go')).toBeUndefined();
});

it('takes a look for worth repeating exactly where waiting can help', () => {
  const passing = (
    [
      'throttled',
      'transient',
      'unreachable',
      'conflict',
      'expired-credentials',
      'denied',
      'invalid',
      'unsupported',
      'not-found',
      'unknown',
    ] as const
  ).filter(isPassing);
  expect(passing).toEqual(['throttled', 'transient', 'unreachable', 'conflict', 'expired-credentials']);
});

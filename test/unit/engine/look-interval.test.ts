import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lookInterval, restInterval } from '../../../src/engine/look-interval.ts';

/** Looks from 0 on until one finds that it is over. */
function waitFor(
  durationMs: number,
  expectedMs: number,
): { readonly foundAt: number; readonly looks: number } {
  let at = 0;
  let looks = 1;
  while (at < durationMs) {
    at += lookInterval(at, expectedMs, Infinity);
    looks += 1;
  }
  return { foundAt: at, looks };
}

const expectedMs = fc.integer({ min: 1_000, max: 7_200_000 });

it('adds at most 2 % and a second to whatever takes at least half of the expected time', () => {
  fc.assert(
    fc.property(expectedMs, fc.double({ min: 0.5, max: 1.5, noNaN: true }), (expected, factor) => {
      const duration = expected * factor;
      expect(waitFor(duration, expected).foundAt - duration).toBeLessThanOrEqual(0.02 * duration + 1_000);
    }),
  );
});

it('takes no more than a few hundred looks for what takes two hours', () => {
  fc.assert(
    fc.property(expectedMs, (expected) => {
      expect(waitFor(expected, expected).looks).toBeLessThanOrEqual(120 + expected / 15_000);
    }),
  );
});

it('never waits past the deadline by more than a tenth of a second, nor less than that', () => {
  fc.assert(
    fc.property(
      fc.nat(7_200_000),
      fc.nat(7_200_000),
      fc.integer({ min: -1_000, max: 7_200_000 }),
      (elapsed, expected, deadline) => {
        const interval = lookInterval(elapsed, expected, deadline);
        expect(interval).toBeGreaterThanOrEqual(100);
        expect(interval).toBeLessThanOrEqual(Math.max(100, Math.min(15_000, deadline)));
      },
    ),
  );
});

it('lets a step that rests be, and looks at the very moment at which it may be over', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 7_200_000 }), fc.boolean(), (left, isGuarded) => {
      const interval = restInterval(left, isGuarded);
      expect(interval).toBeLessThanOrEqual(Math.max(100, left));
      expect(interval).toBeGreaterThanOrEqual(Math.min(isGuarded ? 30_000 : 60_000, left));
    }),
  );
});

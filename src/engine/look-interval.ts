/**
 * How long to wait before looking again at a step that has been under way for `elapsedMs` and is expected to take `expectedMs`.
 * Coarse while it can hardly be over, then never more than 1.6 % of the time that has passed, so that waiting adds less than that
 * to any long step; between half a second and 15 seconds, and never past `deadlineMs`.
 */
export function lookInterval(elapsedMs: number, expectedMs: number, deadlineMs: number): number {
  const early = elapsedMs < expectedMs / 2;
  const interval = early ? Math.min(0.05 * expectedMs, expectedMs / 2 - elapsedMs + 500) : 0.016 * elapsedMs;
  return Math.round(Math.max(100, Math.min(Math.max(interval, 500), 15_000, deadlineMs)));
}

/** How often a step that rests is looked at, in ms: its guards must be heard, the others only tell how long it takes still. */
const guardedMs = 30_000;
const unguardedMs = 60_000;

/** How long to wait before looking again at a step that cannot be over for another `leftMs`: rarely, and then at the moment at which it may be. */
export function restInterval(leftMs: number, isGuarded: boolean): number {
  return Math.max(100, Math.min(leftMs, isGuarded ? guardedMs : unguardedMs));
}

import { createHash } from 'node:crypto';
import type { ErrorClass, Failure } from '../errors.ts';

interface Rule {
  /** Tries in all; 1 means no second try. */
  readonly tries: number;
  readonly firstMs: number;
  readonly capMs: number;
}

/**
 * How often and how patiently each class of error is tried again. Denied, invalid and unsupported calls never get better by
 * waiting; throttling and a busy resource do. Expired credentials are renewed once.
 */
const rules: Readonly<Record<ErrorClass, Rule>> = {
  throttled: { tries: 12, firstMs: 1_000, capMs: 20_000 },
  conflict: { tries: 20, firstMs: 5_000, capMs: 30_000 },
  transient: { tries: 8, firstMs: 500, capMs: 15_000 },
  unreachable: { tries: 6, firstMs: 1_000, capMs: 15_000 },
  'expired-credentials': { tries: 2, firstMs: 0, capMs: 0 },
  'not-found': { tries: 3, firstMs: 2_000, capMs: 5_000 },
  denied: { tries: 1, firstMs: 0, capMs: 0 },
  unsupported: { tries: 1, firstMs: 0, capMs: 0 },
  invalid: { tries: 1, firstMs: 0, capMs: 0 },
  unknown: { tries: 1, firstMs: 0, capMs: 0 },
};

/**
 * How long to wait before trying again, in ms, or undefined when it is over. Exponential with jitter between half and all of the
 * delay (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/); the jitter comes from `seed`, so a
 * replayed run decides as the first one did. `attempts` is how many tries there have been. A server's own wish is honoured.
 */
export function retryDelay(failure: Failure, attempts: number, seed: string): number | undefined {
  const rule = rules[failure.class];
  if (attempts >= rule.tries) return undefined;
  const full = Math.min(rule.capMs, rule.firstMs * 2 ** (attempts - 1));
  const jitter = createHash('sha256').update(`${seed} ${attempts}`).digest().readUInt16BE(0) / 0x1_0000;
  return Math.max(Math.round(full * (0.5 + jitter / 2)), failure.retryAfterMs ?? 0);
}

/** Whether a failed look at the world says nothing about the step, so that looking again is all there is to do. */
export function isPassing(failureClass: ErrorClass): boolean {
  return (
    failureClass === 'throttled' ||
    failureClass === 'transient' ||
    failureClass === 'unreachable' ||
    failureClass === 'conflict' ||
    failureClass === 'expired-credentials'
  );
}

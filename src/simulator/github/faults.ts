import type { Clock } from '../clock.ts';
import { refused, type Answer } from './http/answer.ts';

/**
 * What goes wrong with requests to the API. `drop`: the connection is closed before anything is done. `lost-answer`: it is closed after it was done.
 * `hang`: no answer ever. `outage`: 503. `slow`: after `delayMs` of the clock. Limits as GitHub words them, with `retryAfterSeconds`.
 */
export interface ApiFault {
  readonly kind:
    'drop' | 'lost-answer' | 'hang' | 'outage' | 'slow' | 'primary-limit' | 'secondary-limit' | 'status';
  readonly method?: string;
  /** Found in the path below `/api/v3`. */
  readonly path?: string | RegExp;
  /** How many requests; default: all until it is taken away. */
  readonly times?: number;
  readonly delayMs?: number;
  readonly retryAfterSeconds?: number;
  /** For `status`. */
  readonly status?: number;
}

/** The faults of the API. */
export interface ApiFaults {
  /** Adds a fault; the returned function takes it away. */
  add(fault: ApiFault): () => void;
  clear(): void;
  /** The fault that this request meets; counts it. */
  take(method: string, path: string): ApiFault | undefined;
}

/** Begins without faults. */
export function createApiFaults(): ApiFaults {
  let faults: { readonly fault: ApiFault; left: number }[] = [];
  return {
    add: (fault) => {
      const kept = { fault, left: fault.times ?? Infinity };
      faults.push(kept);
      return () => {
        faults = faults.filter((one) => one !== kept);
      };
    },
    clear: () => {
      faults = [];
    },
    take: (method, path) => {
      const met = faults.find(({ fault, left }) => left > 0 && matches(fault, method, path));
      if (met) met.left -= 1;
      return met?.fault;
    },
  };
}

function matches(fault: ApiFault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
  if (fault.path === undefined) return true;
  return typeof fault.path === 'string' ? path.includes(fault.path) : fault.path.test(path);
}

/** The answer that a fault gives instead of the real one; undefined for those that are no answer. */
export function answerOfFault(fault: ApiFault, clock: Clock): Answer | undefined {
  const retryAfter = fault.retryAfterSeconds ?? 60;
  switch (fault.kind) {
    case 'outage':
      return refused(503, 'No server is currently available to service your request.');
    case 'status':
      return refused(fault.status ?? 500, 'Server Error');
    case 'secondary-limit':
      // https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
      return refused(
        403,
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        { 'retry-after': String(retryAfter) },
      );
    case 'primary-limit':
      return refused(403, 'API rate limit exceeded for installation.', {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(Math.ceil(clock.now() / 1000) + retryAfter),
      });
    default:
      return undefined;
  }
}

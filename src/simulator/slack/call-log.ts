import type { Json } from './fields.ts';

/** One call of the Web API or of a response_url; `at` is the workspace's time in ms. Tokens are not kept. */
export interface LoggedCall {
  readonly seq: number;
  readonly at: number;
  readonly method: string;
  /** `ok`, the error code, `http 503`, `reset`, `hang` or `answer-lost`. */
  readonly outcome: string;
  readonly args: Json;
}

/** One try to tell the app something; `durationMs` is real time. */
export interface LoggedDelivery {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  /** The command, action id, callback id or event type. */
  readonly about: string;
  readonly attempt: number;
  /** `acknowledged`, `operation_timeout`, `dispatch_failed` or `lost`. */
  readonly outcome: string;
  readonly status?: number;
  readonly durationMs: number;
}

/** What went over the wire, oldest first. */
export interface CallLog {
  readonly calls: LoggedCall[];
  readonly deliveries: LoggedDelivery[];
  /** How many calls of a method there were, with that outcome where one is given. */
  count(method: string, outcome?: string): number;
  addCall(call: Omit<LoggedCall, 'seq'>): void;
  addDelivery(delivery: Omit<LoggedDelivery, 'seq'>): void;
}

/** Makes an empty log. */
export function createCallLog(): CallLog {
  const calls: LoggedCall[] = [];
  const deliveries: LoggedDelivery[] = [];
  return {
    calls,
    deliveries,
    count: (method, outcome) =>
      calls.filter((call) => call.method === method && (outcome ?? call.outcome) === call.outcome).length,
    addCall: (call) => {
      calls.push({ seq: calls.length + 1, ...call });
    },
    addDelivery: (delivery) => {
      deliveries.push({ seq: deliveries.length + 1, ...delivery });
    },
  };
}

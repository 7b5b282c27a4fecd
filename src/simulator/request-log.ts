/** One request the simulator received; `at` is the world's time, `durationMs` real time. */
export interface LoggedRequest {
  seq: number;
  at: number;
  service: string;
  operation: string;
  region: string;
  principal: string;
  mutating: boolean;
  /** `ok`, `dropped`, `hanging`, or the error code of the answer. */
  outcome: string;
  resource?: string;
  durationMs: number;
}

/** All requests so far, oldest first. */
export interface RequestLog {
  entries: LoggedRequest[];
  /** Told of each request when all it does is done and its answer is not sent yet: the moment for a client to die. */
  beforeAnswer?: ((request: LoggedRequest) => void) | undefined;
}

/** What to look for; what is left out matches everything. */
export type LogQuery = Partial<
  Pick<LoggedRequest, 'service' | 'operation' | 'region' | 'mutating' | 'outcome'>
>;

/** Makes an empty log. */
export function createRequestLog(): RequestLog {
  return { entries: [] };
}

/** Appends a request and gives it its number. */
export function logRequest(log: RequestLog, entry: Omit<LoggedRequest, 'seq'>): LoggedRequest {
  const logged = { seq: log.entries.length + 1, ...entry };
  log.entries.push(logged);
  return logged;
}

/** The requests that agree with every given field, oldest first. */
export function findRequests(log: RequestLog, query: LogQuery = {}): LoggedRequest[] {
  const wanted = Object.entries(query) as [keyof LogQuery, string | boolean | undefined][];
  return log.entries.filter((entry) =>
    wanted.every(([field, value]) => value === undefined || entry[field] === value),
  );
}

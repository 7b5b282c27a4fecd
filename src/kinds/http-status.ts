/** An answer that is not a success, as an error that carries the HTTP status as `code`, which is how calls are classified. */
export function httpStatusError(what: string, status: number): Error {
  return Object.assign(new Error(`${what} was answered with HTTP ${status}`), { code: status });
}

/** Whether an HTTP status means success. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** A network error in a few words without addresses of proxies or credentials: its code, else its name. */
export function networkErrorName(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return code;
  return error.cause instanceof Error ? networkErrorName(error.cause) : error.name;
}

import { FailoverError, type Exit, type Problem } from './errors.ts';

/** What was thrown, for people, and how the process ends because of it. */
export interface Thrown {
  readonly problems: readonly Problem[];
  readonly exit: Exit;
}

/** Turns whatever was thrown into problems, once, at the edge. */
export function thrown(error: unknown): Thrown {
  if (error instanceof FailoverError) return { problems: error.problems, exit: error.exit };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { problems: [{ code: 'UNEXPECTED', message }], exit: 'failed' };
}

import type { RunId } from '../ids.ts';

/** The second in which a run began, in ms since the epoch, from its id (see runId); undefined where the id is not one of ours. */
export function beginOfRun(run: RunId): number | undefined {
  const [, year, month, day, hour, minute, second] =
    /^fo-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-/.exec(run) ?? [];
  if (second === undefined) return undefined;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

/** Whether something was made by this run: what is older was made by somebody else. `createdAt` in ms since the epoch. */
export function isMadeBy(run: RunId, createdAt: number | undefined): boolean {
  const begun = beginOfRun(run);
  return begun !== undefined && createdAt !== undefined && createdAt >= begun;
}

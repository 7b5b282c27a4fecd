import { withDispatch } from './outcome.ts';
import type { Dispatch, Incident } from './incident.ts';

/** After this long without a word from a job that has begun, the checklist is called stale, in ms. */
export const silentAfterMs = 90_000;
/** A job that only shows that it lives is noted at most this often, in ms. */
const noteEveryMs = 20_000;

/** The job that is carrying out the run and has not been heard of for too long; `sinceMs` ago. */
export function silentJob(
  { state, dispatches }: Pick<Incident, 'state' | 'dispatches'>,
  now: number,
): { readonly dispatch: Dispatch; readonly sinceMs: number } | undefined {
  if (state !== 'running') return undefined;
  const newest = dispatches
    .filter(({ state: job }) => job === 'begun')
    .sort((a, b) => heardOf(b) - heardOf(a))[0];
  if (newest === undefined) return undefined;
  const sinceMs = now - heardOf(newest);
  return sinceMs >= silentAfterMs ? { dispatch: newest, sinceMs } : undefined;
}

/** Notes that a job lives. The same object where it was noted a moment ago. */
export function heard(incident: Incident, operation: string, at: number): Incident {
  const dispatch = incident.dispatches.find((one) => one.operation === operation);
  if (dispatch === undefined || at - (dispatch.heardAt ?? 0) < noteEveryMs) return incident;
  return withDispatch(incident, operation, { heardAt: at });
}

function heardOf({ heardAt, at }: Dispatch): number {
  return heardAt ?? at;
}

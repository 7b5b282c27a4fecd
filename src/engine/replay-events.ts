import type { Numbered, RunEvent } from '../events.ts';
import type { StoredRun } from './run.ts';
import { eventsOf } from './run-events.ts';
import { initialState } from './run-state.ts';
import { summarise } from './summary.ts';
import { transition } from './transition.ts';

/** What a stored run would have told whoever had watched it from its beginning to the end of its journal, with the times of the journal. */
export function replayEvents({ record, context, signals }: StoredRun): Numbered<RunEvent>[] {
  const { run, plan, reason, actor, declaredAt } = record;
  const told: Numbered<RunEvent>[] = [];
  const tell = (event: RunEvent, at: number): void => {
    told.push({ ...event, seq: told.length + 1, at, run });
  };
  tell(
    { type: 'run-started', plan, reason, actor, resumed: false, declaredAt },
    signals[0]?.at ?? declaredAt,
  );
  let state = initialState(context);
  for (const signal of signals) {
    const after = transition(context, state, signal).state;
    for (const event of eventsOf(context, signal, { before: state, after })) tell(event, signal.at);
    state = after;
  }
  const now = signals.at(-1)?.at ?? declaredAt;
  tell({ type: 'run-ended', summary: summarise(record, context, { state, now, warnings: [] }) }, now);
  return told;
}

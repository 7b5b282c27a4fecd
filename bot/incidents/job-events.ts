import type { Clock } from '../../src/clock.ts';
import type { SentEvent } from '../../src/job-protocol.ts';
import type { ChecklistView } from '../../src/report/checklist-view.ts';
import type { Store } from '../store/store.ts';
import { applySignals } from './apply.ts';
import { foldEvents, progressOf, storedView, viewFrom } from './fold-events.ts';
import type { Incident, IncidentId } from './incident.ts';
import { planSummaryOf } from './plan-summary.ts';
import type { IncidentSignal } from './signal.ts';

/** Events of one job of an incident; none at all means only that the job lives. */
export interface JobEvents {
  readonly incident: IncidentId;
  readonly operation: string;
  readonly githubRun: number;
  /** The name of the job; a run has several, each with numbers of its own. */
  readonly job: string;
  readonly events: readonly SentEvent[];
}

/** What taking up events needs. */
export interface JobEventParts {
  readonly store: Store;
  readonly clock: Clock;
  /** Called when there is something in the outbox. */
  readonly wake: () => void;
}

const pageSize = 500;

/**
 * Keeps the events of jobs and folds those that follow without a gap into their incidents. Twice, out of order and after a crash at
 * any place it comes to the same: the incident itself remembers the number of the last event it has taken. Resolves to the number
 * up to which events are kept without a gap.
 */
export function createJobEvents(parts: JobEventParts): (batch: JobEvents) => Promise<number> {
  const queues = new Map<string, Promise<unknown>>();
  return async (batch) => {
    await parts.store.keepEvents(batch.job, batch.events);
    const before = queues.get(batch.job) ?? Promise.resolve();
    const mine = before.then(async () => await takeUp(parts, batch));
    const settled = mine.catch(() => undefined);
    queues.set(batch.job, settled);
    try {
      return await mine;
    } finally {
      if (queues.get(batch.job) === settled) queues.delete(batch.job);
    }
  };
}

async function takeUp({ store, clock, wake }: JobEventParts, batch: JobEvents): Promise<number> {
  const { job, incident, operation, githubRun } = batch;
  const fold = await store.readFold(job);
  let seq = fold?.seq ?? 0;
  let view = fold === undefined ? await earlierView(store, incident) : viewFrom(fold.view);
  if (batch.events.length === 0) {
    await applySignals(store, incident, [{ type: 'heard', at: clock.now(), operation, githubRun }]);
    return seq;
  }
  for (;;) {
    const events = await store.readEvents(job, seq + 1, pageSize);
    const last = events.at(-1);
    if (last === undefined) return seq;
    const at = clock.now();
    const taken = signalsOf(view, events, { batch, at });
    await applySignals(store, incident, taken.signals);
    wake();
    view = taken.view;
    seq = last.seq;
    await store.writeFold(job, { seq, view: view === undefined ? null : storedView(view) });
    if (events.length < pageSize) return seq;
  }
}

interface Taken {
  readonly signals: readonly IncidentSignal[];
  readonly view: ChecklistView | undefined;
}

/** One signal an event; only the last of them carries the whole checklist, but for those whose line of the story depends on it. */
function signalsOf(
  before: ChecklistView | undefined,
  events: readonly SentEvent[],
  { batch, at }: { readonly batch: JobEvents; readonly at: number },
): Taken {
  const { operation, githubRun, job } = batch;
  let view = before;
  const signals = events.flatMap((event): IncidentSignal[] => {
    const next = foldEvents(view, [event]);
    const isNews = next !== view || event === events.at(-1);
    view = next;
    const isRun = event.type !== 'planned' && event.type !== 'job-ended';
    const signal: IncidentSignal = {
      ...{ type: 'job-event', at, operation, githubRun, job, event },
      ...(view === undefined || !isNews || !isRun ? {} : { progress: progressOf(view, event.at) }),
    };
    if (event.type !== 'planned') return [signal];
    return [{ type: 'planned', at, operation, plan: planSummaryOf(event.plan) }, signal];
  });
  return { signals, view };
}

/** A job that goes on with a run takes up its checklist where the job before it left it. */
async function earlierView(
  store: Pick<Store, 'readIncident' | 'readFold'>,
  id: IncidentId,
): Promise<ChecklistView | undefined> {
  const incident: Incident | undefined = await store.readIncident(id);
  const run = incident?.progress?.run;
  if (incident === undefined || run === undefined) return undefined;
  const jobs = incident.dispatches.flatMap(({ seen }) => Object.keys(seen ?? {}));
  for (const job of jobs.reverse()) {
    const view = viewFrom((await store.readFold(job))?.view);
    if (view?.run === run) return view;
  }
  return undefined;
}

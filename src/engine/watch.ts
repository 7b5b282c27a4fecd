import type { Failure } from '../errors.ts';
import { formatDuration } from '../format-duration.ts';
import type { Step } from '../plan/plan.ts';
import { lookInterval, restInterval } from './look-interval.ts';
import type { Looked } from './observe.ts';
import { evidenceOf, judgeStep, renew, type Performing } from './perform.ts';
import { isPassing } from './retry-policy.ts';
import type { Signal } from './signal.ts';

interface Watched {
  readonly step: Step;
  /** Looks begun before this say nothing about the step, ms since the epoch. */
  readonly since: number;
  readonly deadline: number;
  nextLookAt: number;
  note: string;
}

/** Longest age of what a step that only looks is told about other resources, in ms. */
const readsMaxAgeMs = 5_000;

/** Whom a watch tells. */
export interface WatchListener {
  readonly signal: (signal: Signal) => void;
  /** What a step waits for has changed. */
  readonly note: (step: Step, note: string) => void;
}

/** Waits for many steps at once with as few looks as possible: whenever one of them is due, all that the same look shows are looked at. */
export interface Watch {
  add(step: Step, startedAt: number): void;
  remove(step: Step): void;
  /** When the next look is due, ms since the epoch; Infinity when nothing waits. */
  dueAt(): number;
  /** Begins the looks that are due. Results go to the listener. */
  lookIfDue(): Promise<void>;
}

/** Makes the watch of one run. */
export function makeWatch(performing: Performing, listener: WatchListener): Watch {
  const { looking, view } = performing;
  const waiting = new Map<string, Watched>();

  const settle = (watched: Watched, looked: Pick<Looked, 'failure'>, begunAt: number): void => {
    const { step } = watched;
    if (waiting.get(step.id) !== watched || begunAt < watched.since) return;
    const now = looking.clock.now();
    const verdict = signalFor(performing, watched, { looked, now });
    if ('signal' in verdict) {
      waiting.delete(step.id);
      listener.signal(verdict.signal);
      return;
    }
    watched.nextLookAt = now + intervalOf(watched, now);
    if (verdict.note !== watched.note) {
      watched.note = verdict.note;
      listener.note(step, verdict.note);
    }
  };

  return {
    add: (step, startedAt) => {
      const now = looking.clock.now();
      waiting.set(step.id, {
        step,
        since: now,
        deadline: startedAt + step.timeoutMs,
        nextLookAt: now,
        note: '',
      });
    },
    remove: (step) => {
      waiting.delete(step.id);
    },
    dueAt: () => Math.min(Infinity, ...[...waiting.values()].map((watched) => watched.nextLookAt)),
    lookIfDue: async () => {
      const now = looking.clock.now();
      const due = new Set(
        [...waiting.values()]
          .filter((watched) => watched.nextLookAt <= now)
          .map((watched) => watched.step.id),
      );
      if (due.size === 0) return;
      const looks = view
        .looks([...waiting.values()].map((watched) => watched.step))
        .filter((look) => look.waiting?.some((step) => due.has(step.id)));
      const shown = new Set(looks.flatMap((look) => look.waiting ?? []).map((step) => step.id));
      const unseen = [...waiting.values()].filter(({ step }) => due.has(step.id) && !shown.has(step.id));
      // What only looks judges by what others give at this moment: a guard's word must not be an old one.
      const readers = [...looks.flatMap(({ waiting: own = [] }) => own), ...unseen.map(({ step }) => step)];
      // Nothing is looked at twice at a time: what is being looked at is not due.
      for (const look of looks) for (const step of look.waiting ?? []) postpone(waiting.get(step.id));
      unseen.forEach(postpone);
      const refreshed = view.refreshReads(
        readers.filter(({ changes }) => !changes),
        readsMaxAgeMs,
        performing.signal,
      );
      const rested = refreshed.then(() => {
        for (const watched of unseen) settle(watched, {}, now);
      });
      const found = looks.map(async (look) => {
        const [looked] = await Promise.all([view.look(look, performing.signal), refreshed]);
        return looked;
      });
      const judged = [...new Set(looks.flatMap((look) => look.waiting?.map((step) => step.id) ?? []))].map(
        async (id) => {
          // A step that is watched in two places is judged when both have been looked at: half of the picture would be an old one.
          const own = await Promise.all(
            found.filter((_, index) => looks[index]?.waiting?.some((step) => step.id === id)),
          );
          const watched = waiting.get(id);
          if (watched !== undefined)
            settle(watched, own.find((looked) => looked.failure !== undefined) ?? {}, now);
        },
      );
      const expired = (await Promise.all(found)).some(
        (looked) => looked.failure?.class === 'expired-credentials',
      );
      if (expired) await renew(looking);
      await Promise.all([...judged, rested]);
    },
  };
}

function intervalOf({ step, since, deadline }: Watched, now: number): number {
  const leftMs = deadline - step.timeoutMs + (step.restMs ?? 0) - now;
  return leftMs > 0
    ? restInterval(leftMs, (step.reads ?? []).length > 0)
    : lookInterval(now - since, step.expectedMs, deadline - now);
}

function postpone(watched: Watched | undefined): void {
  if (watched !== undefined) watched.nextLookAt = Infinity;
}

function signalFor(
  performing: Performing,
  { step, deadline, note }: Watched,
  { looked, now }: { looked: Pick<Looked, 'failure'>; now: number },
): { readonly signal: Signal } | { readonly note: string } {
  const failed = (failure: Failure): { signal: Signal } => ({
    signal: { type: 'failed', at: now, step: step.id, failure },
  });
  if (looked.failure !== undefined && !isPassing(looked.failure.class)) return failed(looked.failure);
  const judged = judgeStep(performing, step, deadline - step.timeoutMs);
  if ('settled' in judged) {
    const { settled } = judged;
    if (settled.state === 'broken') return failed({ class: 'unknown', problem: settled.problem });
    if (settled.state === 'unobservable')
      return { signal: { type: 'settled', at: now, step: step.id, result: {} } };
    if (settled.state === 'done')
      return { signal: { type: 'settled', at: now, step: step.id, result: evidenceOf(settled) } };
  }
  const found =
    'settled' in judged && 'note' in judged.settled
      ? judged.settled.note
      : 'unseen' in judged
        ? judged.unseen
        : note;
  if (now < deadline) return { note: found };
  const message = `\`${step.title}\` has not ended within ${formatDuration(step.timeoutMs)}.`;
  return failed({
    class: 'unknown',
    problem: {
      code: 'STEP_TIMED_OUT',
      message,
      step: step.id,
      resource: step.resource,
      region: step.region,
      found,
    },
  });
}

import type { Incident } from '../incidents/incident.ts';
import type { Log } from '../log.ts';
import { Later } from '../ports.ts';
import type { OutboxItem } from '../store/store.ts';
import { backoffMs } from './backoff.ts';
import { carryOut, type CarryContext } from './carry-out.ts';
import { giveUp } from './give-up.ts';
import type { Schedule } from './schedule.ts';

/** How often an effect may fail for a reason that waiting does not mend. */
const mostFailures = 8;
/** How long a stakeholder is tried to be told, in ms. */
const notifyForMs = 60 * 60_000;

/** How carrying out an item went; `tookMs` since it was wanted. */
export interface Carried {
  readonly type: string;
  readonly outcome: 'done' | 'later' | 'failed' | 'gave-up';
  readonly tookMs: number;
}

/** Everything one try of an item needs. */
export interface AttemptContext extends CarryContext {
  readonly log: Log;
  readonly worker: string;
  readonly schedule: Schedule;
  readonly random: () => number;
  readonly onCarried?: (carried: Carried) => void;
}

/** Tries items and remembers how often each has failed in a row. */
export function createAttempts(context: AttemptContext) {
  const { store, clock, log, worker, schedule, random, onCarried } = context;
  const failures = new Map<number, { later: number; broken: number }>();

  const note = (item: OutboxItem, outcome: Carried['outcome']): void =>
    onCarried?.({ type: item.type, outcome, tookMs: clock.now() - item.createdAt });

  const finish = async (item: OutboxItem, outcome: Carried['outcome']): Promise<void> => {
    failures.delete(item.id);
    await store.finishOutbox(item.id, worker);
    note(item, outcome);
  };

  const failed = async (item: OutboxItem, incident: Incident, error: unknown): Promise<void> => {
    const problem = error instanceof Error ? error.message : String(error);
    const count = failures.get(item.id) ?? { later: 0, broken: 0 };
    if (error instanceof Later) count.later += 1;
    else count.broken += 1;
    failures.set(item.id, count);
    const tooOld = item.type === 'notify-target' && clock.now() - item.createdAt >= notifyForMs;
    if (tooOld || count.broken >= mostFailures) {
      await giveUp({ ...context, log }, item, problem);
      await finish(item, 'gave-up');
      return;
    }
    const wished = error instanceof Later ? error.afterMs : undefined;
    const dueAt = clock.now() + (wished ?? backoffMs(count.later + count.broken, random));
    // So that neither a newer wish for the same message nor its neighbours run into the same wall.
    schedule.pause(item, incident, dueAt);
    log.warn(
      { incident: item.incident, item: item.id, type: item.type, problem, dueAt },
      'an outgoing effect must wait',
    );
    await store.postponeOutbox(item.id, worker, { dueAt, problem: problem.slice(0, 500) });
    note(item, error instanceof Later ? 'later' : 'failed');
  };

  return {
    /** Carries out an item that is claimed, unless somebody else has taken it over. */
    attempt: async (item: OutboxItem): Promise<void> => {
      if (!(await store.beginOutbox(item.id, worker))) return;
      const begun = { ...item, attempts: item.attempts + 1 };
      // Read after the item was begun: what is sent is the newest state, whatever was asked for since.
      const incident = await store.readIncident(item.incident);
      if (incident === undefined) {
        await finish(item, 'done');
        return;
      }
      try {
        await carryOut(context, incident, begun);
      } catch (error) {
        await failed(begun, incident, error);
        return;
      }
      await finish(item, 'done');
    },
  };
}

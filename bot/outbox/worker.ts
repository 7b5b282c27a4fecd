import { randomInt, randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { OutboxItem } from '../store/store.ts';
import { createAttempts, type AttemptContext } from './attempt.ts';
import { createSchedule, isCoalesced } from './schedule.ts';
import { longestWaitMs } from './backoff.ts';
import { createWaker } from './waker.ts';

/** How long a claimed item is this worker's alone, in ms: longer than any single try can last. */
const leaseMs = 60_000;
/** An item whose lease is shorter than this is given back rather than begun. */
const leftForTryMs = 35_000;
/** The longest that a claimed item waits for its turn; for longer waits it is given back. In ms. */
const mostHoldMs = 15_000;
/** How often the outbox is looked at when nobody wakes the worker: another bot may have left something. */
const lookEveryMs = 5_000;
const claimAtOnce = 100;

/** What the worker works with; `random` gives numbers from 0 up to 1. */
export type WorkerOptions = Omit<AttemptContext, 'worker' | 'schedule' | 'random'> & {
  readonly random?: () => number;
};

/** Carries out what stands in the outbox. */
export interface Worker {
  start(): void;
  /** There is something new. */
  wake(): void;
  /** Takes on nothing more, gives back what only waits, and resolves when what was under way is finished. */
  stop(): Promise<void>;
}

/**
 * A worker of the outbox. Items of different incidents and types go side by side; those of one incident and type in order, one at
 * a time, which the store sees to. However many workers there are, an item is carried out by one of them.
 */
export function createWorker(options: WorkerOptions): Worker {
  const { store, clock, log } = options;
  const worker = randomUUID();
  const schedule = createSchedule();
  const random = options.random ?? (() => randomInt(2 ** 32) / 2 ** 32);
  const attempts = createAttempts({ ...options, worker, schedule, random });
  const stopping = new AbortController();
  // Every item that waits for its turn listens.
  setMaxListeners(0, stopping.signal);
  const waker = createWaker(clock);
  const underWay = new Map<number, Promise<void>>();
  let looping: Promise<void> | undefined;

  const giveBack = (item: OutboxItem, dueAt: number): Promise<void> =>
    store.postponeOutbox(item.id, worker, { dueAt, problem: 'waits for its turn' });

  const carry = async (item: OutboxItem, until: number): Promise<void> => {
    const incident = await store.readIncident(item.incident);
    const mostMs = isCoalesced(item.type) ? 0 : mostHoldMs;
    const hold = incident === undefined ? 0 : schedule.holdMs({ item, incident, now: clock.now(), mostMs });
    if (hold > mostMs) {
      await giveBack(item, clock.now() + Math.min(hold, longestWaitMs));
      return;
    }
    if (hold > 0) await clock.sleep(hold, stopping.signal).catch(() => undefined);
    await schedule.lane(item.type).run(async () => {
      if (stopping.signal.aborted || until - clock.now() < leftForTryMs) await giveBack(item, clock.now());
      else await attempts.attempt(item);
    });
  };

  const take = (item: OutboxItem, until: number): void => {
    // A lease that ran out while its item is still being worked on is renewed by the claim, and the item is not done twice.
    if (underWay.has(item.id)) return;
    const done = carry(item, until)
      .catch((error: unknown) => {
        // The store failed: the item comes back when its lease has run out.
        log.error(
          { err: error, incident: item.incident, item: item.id },
          'an item of the outbox was left where it is',
        );
      })
      .finally(() => {
        underWay.delete(item.id);
        waker.wake();
      });
    underWay.set(item.id, done);
  };

  const claim = async (): Promise<number> => {
    const now = clock.now();
    const until = now + leaseMs;
    schedule.tidy(now);
    const items = await store.claimOutbox({ worker, now, until, limit: claimAtOnce });
    for (const item of items) take(item, until);
    if (items.length === claimAtOnce) return 0;
    const next = await store.nextOutboxAt();
    // What is due but was not handed out waits for something under way, whose end wakes the worker.
    const wait = next === undefined ? lookEveryMs : next - clock.now();
    return wait <= 0 ? 1_000 : Math.min(wait, lookEveryMs);
  };

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const wait = await claim().catch((error: unknown) => {
        log.error({ err: error }, 'the outbox cannot be read');
        return 1_000;
      });
      await waker.sleep(wait);
    }
  };

  return {
    start: () => {
      looping ??= loop();
    },
    wake: waker.wake,
    stop: async () => {
      stopping.abort();
      waker.wake();
      await looping;
      await Promise.all(underWay.values());
    },
  };
}

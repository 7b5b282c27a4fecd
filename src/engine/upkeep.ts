import { renewLease, type HeldLease, type LeaseRequest } from './lease.ts';
import type { Signal } from './signal.ts';

/** How often requests of operators in other processes are looked for, in ms. */
const requestPollMs = 5_000;

/** What a process does for its run beside the steps: it keeps the lease, and takes what operators elsewhere have asked for. */
export interface Upkeep {
  /** Past this no change may be made, ms since the epoch. */
  expiresAt(): number;
  /** Why the lease could not be renewed, while that is so. */
  trouble(): string | undefined;
  /** When something is to be done next, ms since the epoch. */
  dueAt(): number;
  /** Begins what is due; the signals that come of it go to the listener. */
  start(): readonly Promise<void>[];
  /** These signals are in the journal now: requests among them are no longer needed where they were left. */
  journaled(signals: readonly Signal[]): Promise<void>;
  /** Ends when no renewal is under way. */
  settled(): Promise<void>;
  /** Gives the lease back. Its tag changes with every renewal, so nobody else can. */
  release(): Promise<void>;
}

/** Makes the upkeep of one execution, which holds the lease already. */
export function makeUpkeep(lease: LeaseRequest, taken: HeldLease, signal: (signal: Signal) => void): Upkeep {
  const { store, clock, run, service } = lease;
  let held = taken;
  let renewal = Promise.resolve();
  let nextPoll = clock.now() + requestPollMs;
  const left = new Map<Signal, string>();
  const seen = new Set<string>();

  const renew = async (): Promise<void> => {
    const renewed = await renewLease(lease, held);
    if ('held' in renewed) held = renewed.held;
    else signal({ type: 'halt', at: clock.now(), problem: renewed.lost });
  };
  const poll = async (): Promise<void> => {
    try {
      for (const { name, request } of await clock.during(store.readRequests(run))) {
        if (seen.has(name)) continue;
        seen.add(name);
        const came: Signal = { ...request, at: clock.now() };
        left.set(came, name);
        signal(came);
      }
    } catch {
      // A store that does not answer is tolerated until the lease runs out.
    } finally {
      nextPoll = clock.now() + requestPollMs;
    }
  };

  return {
    expiresAt: () => held.expiresAt,
    trouble: () => held.trouble,
    dueAt: () => Math.min(held.renewAt, nextPoll),
    start: () => {
      const now = clock.now();
      const begun: Promise<void>[] = [];
      if (held.renewAt <= now) {
        held = { ...held, renewAt: Infinity };
        renewal = renew();
        begun.push(renewal);
      }
      if (nextPoll <= now) {
        nextPoll = Infinity;
        begun.push(poll());
      }
      return begun;
    },
    journaled: async (signals) => {
      const names = signals.flatMap((each) => left.get(each) ?? []);
      for (const each of signals) left.delete(each);
      // What cannot be removed now comes again after a resume, and changes nothing then that it has not changed already.
      if (names.length > 0) await clock.during(store.dropRequests(run, names)).catch(() => undefined);
    },
    settled: () => renewal,
    release: async () => {
      await store.releaseLease(service, held.tag).catch(() => undefined);
    },
  };
}

import type { Problem } from '../errors.ts';
import type { Step } from '../plan/plan.ts';
import { applyStep, refreshReads, type Performing } from './perform.ts';
import type { Signal } from './signal.ts';

/** What decides whether a change may still be made. */
export interface ChangeGuard {
  /** Why this process may make no change any more: its lease has run out, or the run is over for it. */
  readonly refused: () => Signal | 'over' | undefined;
  readonly aborting: () => boolean;
  /** Takes the signal that comes of an operation, and its unexpected failure. */
  readonly started: (work: Promise<void>) => void;
  readonly signal: (signal: Signal) => void;
}

/** The changes that this process has under way. */
export interface Changes {
  count(): number;
  /** Applies steps whose `applying` is in the journal. */
  apply(steps: readonly Step[]): void;
  /** Makes one change, if one may still be made. */
  guarded(make: () => Promise<Signal>): Promise<Signal | undefined>;
  /** Carries out an operation and hands on the signal that comes of it. */
  operate(work: Promise<Signal | undefined>): void;
  /** Ends when none is under way. */
  settled(): Promise<unknown>;
}

/** Makes the changes of one execution. */
export function makeChanges(performing: Performing, guard: ChangeGuard): Changes {
  const underWay = new Set<Promise<void>>();
  const operate = (work: Promise<Signal | undefined>): void => {
    const done = work
      .then((signal) => {
        if (signal !== undefined) guard.signal(signal);
      })
      .finally(() => underWay.delete(done));
    underWay.add(done);
    guard.started(done);
  };
  // Writing the journal, or a look, may have taken long: what was allowed then need not be allowed now.
  const guarded = async (make: () => Promise<Signal>): Promise<Signal | undefined> => {
    const refused = guard.refused();
    if (refused === 'over') return undefined;
    return refused ?? (await make());
  };
  return {
    count: () => underWay.size,
    guarded,
    operate,
    apply: (steps) => {
      // Steps that take nothing from others do not wait for the looks of those that do.
      const refreshed = refreshReads(performing, steps);
      for (const step of steps) {
        const ready = (step.reads ?? []).length === 0 ? Promise.resolve() : refreshed;
        const make = async (): Promise<Signal> =>
          guard.aborting() ? notBegun(performing, step) : await applyStep(performing, step);
        operate(ready.then(async () => await guarded(make)));
      }
    },
    settled: async () => await Promise.allSettled(underWay),
  };
}

/** The run was aborted between the decision to make a change and its making. */
function notBegun({ looking }: Performing, step: Step): Signal {
  const problem: Problem = {
    code: 'ABORTED',
    message: `\`${step.title}\` was not begun, because the run was aborted.`,
    step: step.id,
  };
  return { type: 'failed', at: looking.clock.now(), step: step.id, failure: { class: 'conflict', problem } };
}

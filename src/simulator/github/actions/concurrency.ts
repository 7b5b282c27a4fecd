import type { ConcurrencyGroup, Entered } from '../runner-contract.ts';

/** Somebody who wants in. */
interface Applicant {
  /** Cancels the applicant's run, for another one's `cancel-in-progress`. */
  readonly cancel: () => void;
  /** Aborted when the applicant's run is cancelled or over. */
  readonly givenUp: AbortSignal;
  /** Aborted when the applicant's run is over. */
  readonly over: AbortSignal;
}

interface Waiter {
  readonly applicant: Applicant;
  readonly settle: (entered: Entered) => void;
}

interface Group {
  holder: Applicant | undefined;
  waiting: Waiter[];
}

/** How many `queue: max` keeps waiting. */
const longestQueue = 100;

/** The concurrency groups of one repository: https://docs.github.com/en/actions/concepts/workflows-and-actions/concurrency */
export function createConcurrency() {
  const groups = new Map<string, Group>();

  const next = (group: Group) => {
    group.holder = undefined;
    const waiter = group.waiting.shift();
    if (waiter) waiter.settle(admit(group, waiter.applicant));
  };

  const admit = (group: Group, applicant: Applicant): Entered => {
    group.holder = applicant;
    const leave = () => {
      if (group.holder === applicant) next(group);
    };
    // A run that is over holds nothing, whatever its runner forgot.
    applicant.over.addEventListener('abort', leave, { once: true });
    return { state: 'entered', leave };
  };

  return {
    enter: (wanted: ConcurrencyGroup, applicant: Applicant): Promise<Entered> => {
      const name = wanted.group.toLowerCase();
      const group = groups.get(name) ?? { holder: undefined, waiting: [] };
      groups.set(name, group);
      if (applicant.givenUp.aborted)
        return Promise.resolve({ state: 'cancelled', why: 'The run was canceled.' });
      if (!group.holder) return Promise.resolve(admit(group, applicant));
      const why = 'Canceling since a higher priority waiting request exists';
      if (wanted.queue === 'single') {
        for (const waiter of group.waiting.splice(0)) waiter.settle({ state: 'cancelled', why });
      }
      if (group.waiting.length >= longestQueue) {
        return Promise.resolve({ state: 'cancelled', why: `${longestQueue} are waiting already` });
      }
      return new Promise((settle) => {
        const waiter = { applicant, settle };
        group.waiting.push(waiter);
        applicant.givenUp.addEventListener(
          'abort',
          () => {
            group.waiting = group.waiting.filter((one) => one !== waiter);
            settle({ state: 'cancelled', why: 'The run was canceled.' });
          },
          { once: true },
        );
        if (wanted.cancelInProgress) group.holder?.cancel();
      });
    },
  };
}

/** The groups of one repository. */
export type Concurrency = ReturnType<typeof createConcurrency>;

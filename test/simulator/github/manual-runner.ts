import type { RunHost, RunnableRun, Runner } from '../../../src/simulator/github/runner-contract.ts';

/** A run in the hands of a test. */
export interface ManualRun {
  readonly run: RunnableRun;
  readonly host: RunHost;
  /** How it was cancelled, in order. */
  readonly cancelled: ('ask' | 'force')[];
  /** The jobs whose machine is gone. */
  readonly killed: number[];
}

/** A runner that executes nothing: the test says what becomes of each run. */
export interface ManualRunner extends Runner {
  readonly started: readonly ManualRun[];
  /** The run started last. */
  last(): ManualRun;
}

/** Runs are titled after their operation, as workflows/failover.yml does it. */
export function createManualRunner(): ManualRunner {
  const started: ManualRun[] = [];
  return {
    started,
    last: () => {
      const run = started.at(-1);
      if (!run) throw new Error('No run has been started.');
      return run;
    },
    title: ({ inputs }) =>
      inputs['operation-id'] === undefined ? undefined : `failover [${inputs['operation-id']}]`,
    start: (run, host) => {
      const manual: ManualRun = { run, host, cancelled: [], killed: [] };
      started.push(manual);
      return {
        cancel: (how) => manual.cancelled.push(how),
        kill: (job) => manual.killed.push(job),
      };
    },
  };
}

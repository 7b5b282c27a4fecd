import type { RunHost, RunnableRun } from '../runner-contract.ts';
import type { LiveJob } from './job-instance.ts';
import type { JsonObject } from './json.ts';
import type { RunnerOptions } from './machine.ts';

/** What all jobs of a run share. */
export interface RunState {
  readonly options: RunnerOptions;
  readonly run: RunnableRun;
  readonly host: RunHost;
  /** The context `github`, without what only a job has. */
  readonly github: JsonObject;
  /** Jobs that are announced and not over, by their id. */
  readonly live: Map<number, LiveJob>;
  /** Aborted when the run is cancelled in either way. */
  readonly cancelled: AbortSignal;
  /** Aborted when it has to be gone at once. */
  readonly forced: AbortSignal;
}

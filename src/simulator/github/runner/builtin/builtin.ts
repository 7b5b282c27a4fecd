import type { JobRuntime } from '../job-runtime.ts';
import type { StepLog } from '../step-log.ts';

/** What an action that the runner knows by itself is given. */
export interface BuiltinInput {
  readonly runtime: JobRuntime;
  /** Its `with`; names in lower case. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly log: StepLog;
}

/** Does what the action of this name does, and answers its outputs. Throws where it fails. */
export type BuiltinAction = (input: BuiltinInput) => Promise<Readonly<Record<string, string>>>;

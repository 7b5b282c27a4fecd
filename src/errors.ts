import type { Region, ResourceId, StepId } from './ids.ts';

/** What a process exits with; documented in docs/cli.md and stable. */
export const exitCodes = { done: 0, failed: 1, usage: 2, refused: 3, stopped: 4 } as const;

/** The name of an exit code. */
export type Exit = keyof typeof exitCodes;

interface ErrorDefinition {
  /** What has happened, in one sentence without particulars. */
  readonly what: string;
  /** How the process ends because of it, where nothing better is known. */
  readonly exit: Exit;
  /** What the operator can do about it. */
  readonly fix: string;
}

/** Every error the product can report, once. docs/reference/errors.md is generated from this table. */
export const errorDefinitions = {
  USAGE: { what: 'The command line is wrong.', exit: 'usage', fix: 'Run the command with --help.' },
  CONFIG_NOT_FOUND: {
    what: 'There is no config file.',
    exit: 'usage',
    fix: 'Name it with --config, or write failover.yml (see docs/quick-start.md).',
  },
  CONFIG_INVALID: {
    what: 'The config file has mistakes.',
    exit: 'usage',
    fix: 'Correct each place that is named; `validate` checks the file again.',
  },
  REGION_UNKNOWN: {
    what: 'A region is not one of the service.',
    exit: 'usage',
    fix: 'Use one of the regions listed in the config.',
  },
  REGIONS_EQUAL: {
    what: 'The region to leave and the region to activate are the same.',
    exit: 'usage',
    fix: 'Name two different regions.',
  },
  ONLY_UNKNOWN: {
    what: '--only names a resource that is not in the config.',
    exit: 'usage',
    fix: 'Use resource names from the config.',
  },
  STEP_UNKNOWN: {
    what: 'The run has no such step.',
    exit: 'usage',
    fix: 'Use a step id as `status` prints it.',
  },
  RUN_UNKNOWN: { what: 'There is no such run.', exit: 'usage', fix: 'List the runs with `status`.' },
  RUN_FINISHED: {
    what: 'The run has already ended.',
    exit: 'refused',
    fix: 'Start a new run if another change is wanted.',
  },
  RUN_UNFINISHED: {
    what: 'An earlier run of this service has not ended.',
    exit: 'refused',
    fix: 'Finish it with `resume`, or give it up with `abort`.',
  },
  RUN_EXISTS: {
    what: 'A run of this operation has been started already.',
    exit: 'refused',
    fix: 'See it with `status`; give a new operation id to start another run.',
  },
  STORE_UNUSABLE: {
    what: 'The directory where runs are kept cannot be read or written.',
    exit: 'stopped',
    fix: 'Make it writable and make room in it, or name another with REGION_FAILOVER_DIR; a run that has begun goes on with `resume`.',
  },
  JOURNAL_BROKEN: {
    what: 'The journal of a run is damaged.',
    exit: 'refused',
    fix: 'Restore the journal from its copy; do not edit it.',
  },
  PLAN_BLOCKED: {
    what: 'The plan cannot be carried out as things stand.',
    exit: 'refused',
    fix: 'Clear each blocker that is named, then plan again.',
  },
  PLAN_CHANGED: {
    what: 'The plan is no longer the one that was approved.',
    exit: 'refused',
    fix: 'Read the new plan, then use its hash.',
  },
  PLAN_NEEDS_LOST_REGION: {
    what: 'The plan depends on the region that is being left.',
    exit: 'refused',
    fix: 'Replace the dependency, or accept the risk with --allow-lost-region.',
  },
  NOT_APPROVED: {
    what: 'The bot has not let this job begin.',
    exit: 'refused',
    fix: 'Declare the incident in Slack, or approve it in its issue; then start again from there.',
  },
  BOT_UNREACHABLE: {
    what: 'The bot that must let this job begin does not answer.',
    exit: 'refused',
    fix: 'Bring the bot back, or run the same command from a terminal with your own credentials (see docs/cli.md).',
  },
  NOT_CONFIRMED: {
    what: 'The run was not confirmed.',
    exit: 'refused',
    fix: 'Confirm at the prompt, or pass --yes.',
  },
  LEASE_HELD: {
    what: 'Another run holds the lease of this service.',
    exit: 'refused',
    fix: 'Wait for it to end; an abandoned lease expires by itself.',
  },
  LEASE_LOST: {
    what: 'The lease of this service was lost during the run.',
    exit: 'stopped',
    fix: 'See who holds it with `status`; then `resume`.',
  },
  REGION_NOT_ACTIVE: {
    what: 'The region behind which a standby is to be built, or that is to be practised on, is not active.',
    exit: 'refused',
    fix: 'Give the region that is active now; `status` and `verify` tell which one that is.',
  },
  REPLICA_MISSING: {
    what: 'There is no replica to promote.',
    exit: 'refused',
    fix: 'Create the replica, or correct its name in the config.',
  },
  REPLICA_TOO_FAR_BEHIND: {
    what: 'A replica is further behind than the RPO allows.',
    exit: 'refused',
    fix: 'Wait for it to catch up, or accept the loss with --accept-data-loss.',
  },
  RESOURCE_MISSING: {
    what: 'A resource named in the config does not exist.',
    exit: 'refused',
    fix: 'Correct its name in the config, or create it.',
  },
  RESOURCE_NOT_READY: {
    what: 'A resource is in a state that does not allow the change.',
    exit: 'refused',
    fix: 'Wait until it is available, then plan again.',
  },
  SYNC_UNPROVEN: {
    what: 'A failback that validates first found data that differs between the regions, or could not compare it.',
    exit: 'refused',
    fix: 'Run `reprotect` where home has no standby yet, and wait until replication has caught up.',
  },
  REGION_UNREACHABLE: {
    what: 'A region does not answer.',
    exit: 'refused',
    fix: 'Check the network from here; if it is the region being activated, failing over to it is pointless.',
  },
  REGION_HEALTHY: {
    what: 'The region being left still answers.',
    exit: 'refused',
    fix: 'Use --mode planned, which loses nothing; or --mode unplanned to evacuate it all the same.',
  },
  DENIED: {
    what: 'AWS or Kubernetes refused the call.',
    exit: 'failed',
    fix: 'Grant the permission that is named to the role of this run.',
  },
  CREDENTIALS_EXPIRED: {
    what: 'The credentials have expired and could not be renewed.',
    exit: 'stopped',
    fix: 'Sign in again, then `resume`.',
  },
  CREDENTIALS_MISSING: {
    what: 'There are no AWS credentials.',
    exit: 'refused',
    fix: 'Sign in, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; in a job, set `role:`.',
  },
  THROTTLED: {
    what: 'The API throttles this account.',
    exit: 'stopped',
    fix: 'Wait a minute, then `retry` the step.',
  },
  UNSUPPORTED: {
    what: 'The endpoint does not implement an operation.',
    exit: 'stopped',
    fix: 'Use an endpoint that has it, or take the resource out with --only.',
  },
  CONFLICT: {
    what: 'The resource is busy with another change.',
    exit: 'stopped',
    fix: 'Wait for that change to end, then `retry` the step.',
  },
  INVALID_CALL: {
    what: 'The API says that the call is wrong.',
    exit: 'stopped',
    fix: 'Compare the config with the resource that is named.',
  },
  UNREACHABLE: {
    what: 'The endpoint did not answer.',
    exit: 'stopped',
    fix: 'Check the network and the region, then `retry` the step.',
  },
  STEP_BROKEN: {
    what: 'A change has failed on the other side.',
    exit: 'stopped',
    fix: 'Repair what is named, then `retry` the step, `skip` it, or `abort`.',
  },
  STEP_TIMED_OUT: {
    what: 'A step took longer than its deadline.',
    exit: 'stopped',
    fix: 'Look at the resource that is named; `retry` waits again.',
  },
  STEP_UNCERTAIN: {
    what: 'It is not known whether a step was carried out before the run was interrupted.',
    exit: 'stopped',
    fix: 'Find out, then `skip` the step if it was, or `retry` it if it was not.',
  },
  COMMAND_FAILED: {
    what: 'A program of the config ended with an error.',
    exit: 'stopped',
    fix: 'Read its output, mend the cause, then `retry` the step.',
  },
  CHECK_FAILED: {
    what: 'A check found something other than expected.',
    exit: 'failed',
    fix: 'Read what was found; `status` shows every check.',
  },
  ABORTED: { what: 'The run was aborted.', exit: 'failed', fix: 'Plan again when the cause is known.' },
  INTERRUPTED: {
    what: 'The run was interrupted.',
    exit: 'stopped',
    fix: 'Go on where it stopped: `resume`.',
  },
  UNEXPECTED: {
    what: 'Something happened that should not be possible.',
    exit: 'failed',
    fix: 'Report it with the text of the error and the journal of the run.',
  },
} as const satisfies Record<string, ErrorDefinition>;

/** The closed list of error codes. */
export type ErrorCode = keyof typeof errorDefinitions;

/** One error with its particulars: what happened to which resource where, what was expected and found, what to do. */
export interface Problem {
  readonly code: ErrorCode;
  /** What happened, with particulars, as one or two sentences. */
  readonly message: string;
  /** What to type or do next; the code's own advice where absent. */
  readonly fix?: string;
  readonly resource?: ResourceId;
  readonly step?: StepId;
  readonly region?: Region;
  readonly expected?: string;
  readonly found?: string;
}

/** Thrown where no result can be returned, and caught once at the edge (CLI, Action). */
export class FailoverError extends Error {
  override readonly name = 'FailoverError';
  readonly problems: readonly Problem[];
  /** How the process ends because of it: as the codes say, where nothing better is known. */
  readonly exit: Exit;

  constructor(problems: readonly [Problem, ...Problem[]], cause?: unknown, exit?: Exit) {
    super(problems.map((problem) => problem.message).join('\n'), cause === undefined ? undefined : { cause });
    this.problems = problems;
    this.exit = exit ?? exitOf(problems);
  }
}

/** Makes the error for one problem. */
export function fail(problem: Problem, cause?: unknown): FailoverError {
  return new FailoverError([problem], cause);
}

/** What to do about a problem: its own advice or its code's. */
export function fixOf(problem: Problem): string {
  return problem.fix ?? errorDefinitions[problem.code].fix;
}

/** How a process ends because of these problems: the gravest exit of them in the order usage, refused, failed, stopped. */
export function exitOf(problems: readonly Problem[]): Exit {
  const exits = problems.map((problem) => errorDefinitions[problem.code].exit);
  return (
    (['usage', 'refused', 'failed', 'stopped'] as const).find((exit) => exits.includes(exit)) ?? 'failed'
  );
}

/** Why a call failed, as far as it decides what to do next. */
export type ErrorClass =
  | 'throttled'
  | 'denied'
  | 'expired-credentials'
  | 'not-found'
  | 'conflict'
  | 'transient'
  | 'unreachable'
  | 'unsupported'
  | 'invalid'
  | 'unknown';

/** A failed call: its class for the retry policy, its problem for people, and how long the server asked to wait. */
export interface Failure {
  readonly class: ErrorClass;
  readonly problem: Problem;
  readonly retryAfterMs?: number;
}

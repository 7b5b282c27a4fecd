import type {
  Conclusion,
  JobAnnotation,
  JobAnnouncement,
  RunningRun,
  StepReport,
} from '../runner-contract.ts';
import type { Holder } from './accounts.ts';

/** A workflow file of a repository. */
export interface Workflow {
  readonly id: number;
  readonly path: string;
  readonly createdAt: number;
}

/** A step, with when it began and ended. */
export interface Step extends StepReport {
  readonly startedAt: number | null;
  readonly completedAt: number | null;
}

/** A job of one attempt; times in ms since the epoch. */
export interface Job {
  readonly id: number;
  readonly announcement: JobAnnouncement;
  status: 'queued' | 'pending' | 'waiting' | 'in_progress' | 'completed';
  conclusion: Conclusion | null;
  readonly createdAt: number;
  startedAt: number | null;
  completedAt: number | null;
  runnerName: string | null;
  readonly steps: Map<number, Step>;
  log: string;
  summary: string;
  readonly annotations: JobAnnotation[];
  environment: string | undefined;
  environmentUrl: string | undefined;
  outputs: Readonly<Record<string, string>>;
  /** Its machine is gone: nothing it says is heard any more. */
  lost: boolean;
}

/** What an environment's rules were told. */
export interface Review {
  readonly environment: string;
  readonly state: 'approved' | 'rejected';
  readonly user: Holder;
  readonly comment: string;
  readonly at: number;
}

/** A deployment that waits for the rules of its environment. */
export interface Gate {
  readonly deployment: number;
  readonly job: Job;
  readonly environment: string;
  readonly askedAt: number;
  /** The rules that have not been fulfilled yet. */
  readonly open: Set<'app' | 'reviewers'>;
  readonly decide: (outcome: 'approved' | 'rejected') => void;
}

/** One attempt of a run. */
export interface Attempt {
  readonly number: number;
  readonly triggeringActor: Holder;
  readonly startedAt: number;
  updatedAt: number;
  status: 'queued' | 'pending' | 'waiting' | 'in_progress' | 'completed';
  conclusion: Conclusion | null;
  problem: string | undefined;
  readonly jobs: Job[];
  readonly gates: Gate[];
  readonly reviews: Review[];
  /** Remarks of protection rules that decided nothing. */
  readonly remarks: { environment: string; comment: string }[];
  /** Aborted when the attempt is cancelled or over: nothing waits any longer. */
  readonly givenUp: AbortController;
  readonly over: AbortController;
  running: RunningRun | undefined;
}

/** A run of a workflow. */
export interface Run {
  readonly id: number;
  readonly number: number;
  readonly workflow: Workflow & { readonly name: string; readonly text: string };
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, string>>;
  title: string;
  readonly actor: Holder;
  readonly branch: string;
  readonly sha: string;
  readonly createdAt: number;
  readonly attempts: Attempt[];
}

/** The attempt that counts. */
export function currentAttempt(run: Run): Attempt {
  const attempt = run.attempts.at(-1);
  if (!attempt) throw new Error(`Run ${run.id} has no attempt.`);
  return attempt;
}

/** Everything a new attempt begins with. */
export function newAttempt(number: number, triggeringActor: Holder, at: number): Attempt {
  return {
    number,
    triggeringActor,
    startedAt: at,
    updatedAt: at,
    status: 'queued',
    conclusion: null,
    problem: undefined,
    jobs: [],
    gates: [],
    reviews: [],
    remarks: [],
    givenUp: new AbortController(),
    over: new AbortController(),
    running: undefined,
  };
}

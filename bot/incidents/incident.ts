import type { ApprovalsConfig, IncidentsConfig, PersonEntry } from '../../src/config/incidents-schema.ts';
import type { JobAnswer, JobQuestion } from '../../src/job-protocol.ts';
import type { Problem } from '../../src/errors.ts';
import type { RunSummary } from '../../src/events.ts';
import type { Region, RunId, StepId } from '../../src/ids.ts';
import type { Goal, Mode, Operation, Phase } from '../../src/plan/plan.ts';
import type { ShownStatus } from '../../src/report/checklist-view.ts';
import type { Person, Platform } from '../people/person.ts';
import type { Purpose } from './purpose.ts';

/** `INCIDENT` in what people type: the service and a number that counts up, `lomash-wood-12`. */
export type IncidentId = string;

/**
 * `planning`: a read-only job makes the plan. `awaiting-approval`: the plan is shown. `starting`: approved, the job is being started
 * or has not begun. `running`: the engine works. `stopped`: it waits for an operator. The others are ends.
 */
export type IncidentState =
  | 'planning'
  | 'awaiting-approval'
  | 'starting'
  | 'running'
  | 'stopped'
  | 'done'
  | 'failed'
  | 'aborted'
  | 'rejected'
  | 'expired'
  | 'refused';

/** How an incident came to be. `workflow`: somebody pressed "Run workflow"; `alarm`: an alarm declared it. */
export type Origin = 'slack' | 'github' | 'workflow' | 'alarm';

/** The repository and the exact files an incident is bound to. */
export interface Source {
  readonly owner: string;
  readonly repo: string;
  readonly repositoryId: number;
  /** The branch that workflows are dispatched on. */
  readonly branch: string;
  readonly commit: string;
  readonly configPath: string;
  /** `sha256:` of the config file at the commit. */
  readonly configDigest: string;
  /** Path in the repository: `.github/workflows/failover.yml`. */
  readonly workflowPath: string;
}

/** What failover.yml at the commit of the source says about people and channels; frozen into the incident. */
export interface Policy {
  readonly approvals: ApprovalsConfig;
  readonly incidents: IncidentsConfig;
  readonly people: readonly PersonEntry[];
  readonly rtoMs?: number;
  readonly rpoMs?: number;
  /** The first region of the file; absent in incidents of older bots. */
  readonly home?: Region;
}

/** What is asked for; approvals are bound to all of it. */
export interface Request {
  readonly purpose: Purpose;
  readonly service: string;
  readonly from: Region;
  readonly to: Region;
  readonly mode: Mode | 'auto';
  readonly only: readonly string[];
  readonly reason: string;
}

/** What people read of a plan before they approve it. Times in ms. */
export interface PlanSummary {
  readonly hash: string;
  /** What it carries out; a failover where absent, since older Actions plan nothing else. */
  readonly operation?: Goal['operation'];
  readonly mode: Mode;
  readonly plannedAt: number;
  readonly expectedMs: number;
  readonly steps: readonly PlannedStep[];
  /** Data that would be lost, in time; `known` false where a replica could not tell. Absent where nothing replicates. */
  readonly loss?: { readonly ms: number; readonly known: boolean; readonly source: string };
  readonly pointOfNoReturn?: StepId;
  readonly warnings: readonly string[];
  readonly problems: readonly Problem[];
}

/** One line of the checklist before the run. */
export interface PlannedStep {
  readonly id: StepId;
  readonly title: string;
  readonly region: Region;
  readonly group: string;
  /** The stage it belongs to, for headings and the timeline. */
  readonly phase?: Phase;
  readonly expectedMs: number;
}

/** One person's yes, for exactly one plan. */
export interface Approval {
  readonly by: Person;
  readonly via: Platform | 'break-glass';
  readonly at: number;
  readonly planHash: string;
}

/** A job of a workflow that belongs to the incident. */
export interface Dispatch {
  /** The input `operation-id`, and the end of the run's name: how an unclear dispatch is found again. */
  readonly operation: string;
  readonly command: Operation | 'plan' | 'resume' | 'retry' | 'skip' | 'abort';
  readonly state: 'asked' | 'unclear' | 'dispatched' | 'begun' | 'ended' | 'lost' | 'failed';
  readonly at: number;
  readonly by?: Person;
  readonly step?: StepId;
  readonly reason?: string;
  readonly githubRun?: number;
  readonly attempt?: number;
  readonly url?: string;
  /** When the job was last heard of, ms since the epoch. */
  readonly heardAt?: number;
  /** The number of the last event that was taken, by job within the run. */
  readonly seen?: Readonly<Record<string, number>>;
  /** Started straight from GitHub, not by the bot. */
  readonly external?: true;
  /** A deployment that waits for the bot's answer. */
  readonly gate?: {
    readonly callbackUrl: string;
    readonly environment: string;
    /** The address is the same for every attempt of a run; 1 where absent. */
    readonly attempt?: number;
    readonly answer?: 'approved' | 'rejected';
  };
}

/** A question of the running job that people must answer. */
export interface OpenQuestion {
  readonly id: string;
  readonly operation: string;
  readonly at: number;
  readonly question: JobQuestion;
  readonly approvals: readonly Approval[];
  readonly answer?: JobAnswer;
  readonly answeredBy?: Person;
}

/** One line of the checklist of the run. Times in ms since the epoch, `tookMs` in ms. */
export interface ProgressStep {
  readonly id: StepId;
  readonly title: string;
  readonly region: Region;
  readonly group: string;
  /** The stage it belongs to, for headings and the timeline. */
  readonly phase?: Phase;
  readonly status: ShownStatus;
  readonly expectedMs: number;
  readonly since?: number;
  readonly tookMs?: number;
  readonly note?: string;
  readonly problem?: Problem;
}

/** The run as its events have told it. */
export interface Progress {
  readonly run: RunId;
  readonly declaredAt: number;
  readonly status: 'running' | 'aborting' | 'done' | 'stopped' | 'halted' | 'aborted';
  readonly steps: readonly ProgressStep[];
  readonly warnings: readonly string[];
  /** Of the last event, ms since the epoch of the job's clock. */
  readonly lastEventAt: number;
  readonly summary?: RunSummary;
}

/** Where the incident stands in Slack and GitHub. */
export interface Places {
  /** The headline message. */
  readonly slack?: { readonly channel: string; readonly ts: string; readonly permalink?: string };
  readonly issue?: { readonly number: number; readonly url: string };
}

/** Everything the bot knows about an incident. Data; changed only by `transition`. */
export interface Incident {
  readonly schemaVersion: 1;
  readonly id: IncidentId;
  readonly state: IncidentState;
  readonly origin: Origin;
  readonly request: Request;
  readonly source: Source;
  readonly policy: Policy;
  /** Who asked: never counts as an approver. An alarm has nobody. */
  readonly requester?: Person;
  /** Who leads; the requester until somebody takes it. */
  readonly owner?: Person;
  /** ms since the epoch; the RTO counts from here. */
  readonly declaredAt: number;
  readonly plan?: PlanSummary;
  readonly approvals: readonly Approval[];
  /** ms since the epoch, from the moment the plan is shown. */
  readonly expiresAt?: number;
  readonly breakGlass?: { readonly by: Person; readonly at: number; readonly reason: string };
  readonly dispatches: readonly Dispatch[];
  readonly questions: readonly OpenQuestion[];
  /** The run that was let begin; it may have come to no event yet. */
  readonly run?: RunId;
  readonly progress?: Progress;
  readonly places: Places;
  /** Why it ended as it did, for people. */
  readonly endReason?: string;
  readonly endedAt?: number;
  /** The report in Markdown. */
  readonly report?: string;
}

/** Whether nothing can happen to the incident any more. */
export function isEnded({ state }: Pick<Incident, 'state'>): boolean {
  return !['planning', 'awaiting-approval', 'starting', 'running', 'stopped'].includes(state);
}

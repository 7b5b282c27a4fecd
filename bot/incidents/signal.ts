import type { JobAnswer, SentEvent, JobQuestion } from '../../src/job-protocol.ts';
import type { StepId } from '../../src/ids.ts';
import type { Person, Platform } from '../people/person.ts';
import type { Places, PlanSummary, Progress } from './incident.ts';

/** What can happen to an incident. `at` in ms since the epoch. Whoever sends a signal has checked who they are; `transition` checks what they may. */
export type IncidentSignal = { readonly at: number } & (
  | {
      readonly type: 'dispatched';
      readonly operation: string;
      readonly githubRun: number;
      readonly url: string;
    }
  /** The answer to a dispatch did not come: it may or may not have begun. */
  | { readonly type: 'dispatch-unclear'; readonly operation: string }
  | { readonly type: 'dispatch-refused'; readonly operation: string; readonly reason: string }
  /** The job waits at an environment whose rule is the bot. */
  | {
      readonly type: 'gate-asked';
      readonly githubRun: number;
      readonly attempt: number;
      readonly environment: string;
      readonly callbackUrl: string;
      /** Whether config and workflow at the run's commit are those of the incident's source; false rejects. */
      readonly filesSame?: boolean;
    }
  | { readonly type: 'planned'; readonly operation: string; readonly plan: PlanSummary }
  | {
      readonly type: 'approve';
      readonly by: Person;
      readonly via: Platform;
      readonly member: boolean;
      readonly why?: string;
      readonly planHash?: string;
    }
  | { readonly type: 'reject'; readonly by: Person; readonly member: boolean; readonly reason?: string }
  /** Approvers whose membership was looked up again just now: the keys of those who are members, of those in `asked` (all, where absent). */
  | { readonly type: 'rechecked'; readonly members: readonly string[]; readonly asked?: readonly string[] }
  | { readonly type: 'break-glass'; readonly by: Person; readonly reason: string }
  /** `member`, here and below: whether they are an approver; without it only requester and owner may. */
  | { readonly type: 'own'; readonly by: Person; readonly member?: boolean }
  | { readonly type: 'abort'; readonly by: Person; readonly reason: string; readonly member?: boolean }
  | { readonly type: 'retry'; readonly by: Person; readonly step: StepId; readonly member?: boolean }
  | {
      readonly type: 'skip';
      readonly by: Person;
      readonly step: StepId;
      readonly reason: string;
      readonly member?: boolean;
    }
  /** Go on with a run whose job has vanished or stopped. */
  | { readonly type: 'resume'; readonly by: Person; readonly member?: boolean }
  | {
      readonly type: 'question';
      readonly id: string;
      readonly operation: string;
      readonly question: JobQuestion;
      /** From the job's token; a run that the bot did not dispatch is known only by it. */
      readonly githubRun?: number;
      readonly attempt?: number;
      /** The command of the job. */
      readonly command?: string;
    }
  | {
      readonly type: 'job-event';
      readonly operation: string;
      readonly githubRun: number;
      readonly event: SentEvent;
      readonly progress?: Progress;
      /** The job within the run, whose numbering the event's `seq` belongs to; see bot/incidents/job-events.ts. */
      readonly job?: string;
    }
  /** The job has shown that it lives, without news. */
  | { readonly type: 'heard'; readonly operation: string; readonly githubRun: number }
  /** GitHub says that the job has ended, or is not there. */
  | { readonly type: 'job-over'; readonly githubRun: number; readonly conclusion: string }
  | { readonly type: 'posted'; readonly places: Places }
  /** Time has passed: expiry, silence. */
  | { readonly type: 'tick' }
);

/** What a transition says to whoever sent the signal. */
export type Verdict =
  | { readonly ok: true; readonly say?: string; readonly answer?: JobAnswer }
  | { readonly ok: false; readonly code: RefusalCode; readonly say: string };

/** Why a signal was refused; also the word in the audit. */
export type RefusalCode =
  | 'NOT_OPEN'
  | 'NOT_AN_APPROVER'
  | 'OWN_REQUEST'
  | 'ALREADY_APPROVED'
  | 'NOT_PROVABLY_DISTINCT'
  | 'EXPIRED'
  | 'PLAN_CHANGED'
  | 'NOT_READY'
  | 'NOT_ALLOWED'
  | 'OLD_ATTEMPT'
  | 'UNKNOWN_STEP';

import type { Approval, Dispatch } from './incident.ts';

/** A line of the story in the thread. */
export interface Story {
  /** Builds the text at the time of sending from the incident and these facts; see bot/messages/story.ts. */
  readonly about:
    | 'declared'
    | 'planned'
    | 'approved'
    | 'rejected'
    | 'expired'
    | 'approvals-void'
    | 'membership-lost'
    | 'break-glass'
    | 'owner'
    | 'dispatched'
    | 'dispatch-unclear'
    | 'dispatch-refused'
    | 'begun'
    | 'step-done'
    | 'step-failed'
    | 'step-skipped'
    | 'warning'
    | 'question'
    | 'answered'
    | 'aborting'
    | 'job-lost'
    | 'stopped'
    | 'ended';
  readonly at: number;
  /** Step, person's name, reason, problem: plain text, not yet escaped. */
  readonly facts: Readonly<Record<string, string>>;
  /** Also to the channel: failures, decisions needed, the end. */
  readonly broadcast: boolean;
}

/**
 * What a transition wants done outside. All of them are written to the outbox in the transaction that stores the new state; `key` makes
 * an effect unique. `headline`, `issue` and `page` are coalesced: whoever carries them out renders the newest state.
 */
export type IncidentEffect =
  | { readonly type: 'headline' }
  | { readonly type: 'story'; readonly key: string; readonly story: Story }
  | { readonly type: 'issue' }
  | { readonly type: 'page' }
  | { readonly type: 'dispatch'; readonly key: string; readonly dispatch: Dispatch }
  /** Look up whether these people are approvers still, and send `rechecked`. */
  | { readonly type: 'recheck'; readonly key: string; readonly approvals: readonly Approval[] }
  | {
      readonly type: 'review';
      readonly key: string;
      readonly callbackUrl: string;
      readonly environment: string;
      readonly state: 'approved' | 'rejected';
      readonly comment: string;
    }
  | { readonly type: 'cancel'; readonly key: string; readonly githubRun: number }
  | { readonly type: 'notify'; readonly key: string; readonly target: number; readonly about: Story['about'] }
  | { readonly type: 'review-item'; readonly key: string };

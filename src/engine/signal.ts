import type { Failure, Problem } from '../errors.ts';
import type { Json, StepId } from '../ids.ts';
import type { ResourceChecks } from './check-all.ts';

/** Evidence that a step leaves behind. */
export interface Evidence {
  readonly note?: string;
  readonly evidence?: { readonly [key: string]: Json };
  readonly loss?: { readonly ms: number | undefined; readonly source: string };
}

/**
 * Everything that can happen to a run. The journal is the list of these; replaying it through `transition` gives the state again.
 * `at` is ms since the epoch.
 */
export type Signal =
  | { readonly type: 'begin'; readonly at: number }
  /** A process took the run up again; whatever was under way is uncertain now. */
  | { readonly type: 'resume'; readonly at: number }
  /** Written before the effect, so that no effect is unknown to the journal. */
  | { readonly type: 'applying'; readonly at: number; readonly step: StepId }
  | { readonly type: 'applied'; readonly at: number; readonly step: StepId; readonly result: Evidence }
  | { readonly type: 'settled'; readonly at: number; readonly step: StepId; readonly result: Evidence }
  /** Seen after a resume: the change had not been made; or (`unknown`) nothing can tell and making it again is safe. */
  | { readonly type: 'not-begun'; readonly at: number; readonly step: StepId; readonly unknown?: true }
  | { readonly type: 'failed'; readonly at: number; readonly step: StepId; readonly failure: Failure }
  | { readonly type: 'retry-due'; readonly at: number; readonly step: StepId }
  | { readonly type: 'operator-retry'; readonly at: number; readonly step: StepId; readonly actor: string }
  | {
      readonly type: 'operator-skip';
      readonly at: number;
      readonly step: StepId;
      readonly actor: string;
      readonly reason: string;
    }
  | { readonly type: 'operator-abort'; readonly at: number; readonly actor: string; readonly reason: string }
  | { readonly type: 'undoing'; readonly at: number; readonly step: StepId }
  | { readonly type: 'undone'; readonly at: number; readonly step: StepId; readonly result: Evidence }
  | { readonly type: 'undo-failed'; readonly at: number; readonly step: StepId; readonly failure: Failure }
  /** The process must stop now (SIGINT, lost lease, expired credentials); the run can be taken up again. */
  | { readonly type: 'halt'; readonly at: number; readonly problem: Problem }
  /** What the checks of every resource said after the run was done: evidence, without consequences. */
  | { readonly type: 'checked'; readonly at: number; readonly checks: readonly ResourceChecks[] };

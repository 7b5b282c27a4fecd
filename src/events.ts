import type { Problem } from './errors.ts';
import type { ResourceId, RunId, StepId } from './ids.ts';
import type { Plan } from './plan/plan.ts';

/** How a run ended: stopped and halted ones can be taken up again. */
export type RunResult = 'done' | 'stopped' | 'halted' | 'aborted';

/** What a run comes to. Times in ms. */
export interface RunSummary {
  readonly run: RunId;
  readonly service: string;
  readonly result: RunResult;
  readonly declaredAt: number;
  readonly endedAt: number;
  /** From the declaration to the end of the last step that restores the service; absent while it is not restored. */
  readonly rtoMs?: number;
  readonly rtoObjectiveMs?: number;
  /** The largest replication lag at the moment of a promotion. `known` is false when a promoted resource could not tell. */
  readonly rpo: { readonly ms: number; readonly known: boolean; readonly source: string } | undefined;
  readonly rpoObjectiveMs?: number;
  /** Expected length of the critical path, in ms. */
  readonly expectedMs: number;
  readonly counts: Readonly<Record<'done' | 'skipped' | 'failed' | 'pending' | 'undone', number>>;
  /** Steps meant to fence the old side that did not succeed: it may still accept writes. */
  readonly unfenced: readonly StepId[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
  /** Of the resources that have objectives of their own; absent where none has. */
  readonly resources?: readonly ResourceResult[];
}

/** How one resource has kept its own objectives, in ms; `lostMs` is absent where nothing was given up, or where it is not known. */
export interface ResourceResult {
  readonly resource: ResourceId;
  readonly rtoMs?: number;
  readonly rtoObjectiveMs?: number;
  readonly lostMs?: number;
  readonly rpoObjectiveMs?: number;
}

/** Everything a run can say. Subscribers turn it into a terminal, a job summary, a message; the engine prints nothing. */
export type RunEvent =
  | {
      readonly type: 'run-started';
      readonly plan: Plan;
      readonly reason: string;
      readonly actor: string;
      readonly resumed: boolean;
      readonly declaredAt: number;
    }
  | { readonly type: 'step-started'; readonly step: StepId; readonly attempt: number }
  /** What a step waits for, in the words of its kind; sent when it changes. */
  | { readonly type: 'step-waiting'; readonly step: StepId; readonly note: string }
  | {
      readonly type: 'step-retrying';
      readonly step: StepId;
      readonly problem: Problem;
      readonly inMs: number;
    }
  | {
      readonly type: 'step-done';
      readonly step: StepId;
      readonly tookMs: number;
      readonly note: string | undefined;
    }
  | {
      readonly type: 'step-failed';
      readonly step: StepId;
      readonly problem: Problem;
      readonly optional: boolean;
      readonly blocks: readonly StepId[];
    }
  | { readonly type: 'step-skipped'; readonly step: StepId; readonly reason: string }
  | { readonly type: 'step-undone'; readonly step: StepId; readonly note: string | undefined }
  | { readonly type: 'step-undo-failed'; readonly step: StepId; readonly problem: Problem }
  | { readonly type: 'aborting'; readonly actor: string; readonly reason: string; readonly undo: boolean }
  | { readonly type: 'warning'; readonly message: string }
  | { readonly type: 'run-ended'; readonly summary: RunSummary };

/** An event as it is sent: numbered from 1 within its process, with its time in ms since the epoch. */
export type Numbered<Event> = Event & { readonly seq: number; readonly at: number; readonly run: RunId };

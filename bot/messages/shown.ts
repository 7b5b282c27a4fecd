import type { PlannedStep, ProgressStep } from '../incidents/incident.ts';
import type { ShownStatus } from '../../src/report/checklist-view.ts';

/** What a message needs besides the incident. */
export interface Shown {
  /** ms since the epoch. */
  readonly now: number;
  /** The signed address of the live page; absent where nobody may open it. */
  readonly page?: string;
}

/** A step of the plan, or of the run where there is one. */
export type ListedStep = PlannedStep & Partial<ProgressStep> & { readonly status: ShownStatus };

/** One sign for the state of a step that is told apart at a glance on a phone, in light and in dark. */
export const stepSigns: Readonly<Record<ShownStatus, string>> = {
  pending: '▫️',
  running: '⏳',
  retrying: '🔁',
  done: '✅',
  failed: '❌',
  warned: '⚠️',
  skipped: '⏭️',
  blocked: '⛔',
  undone: '↩️',
  'undo-failed': '❌',
  uncertain: '❔',
};

import { cleanText } from '../clean-text.ts';
import { outcomeOf } from '../plan/operation-words.ts';
import type { Goal } from '../plan/plan.ts';

/** When people are told: before anything is changed, and after everything is verified. */
export type Moment = 'begin' | 'end';

/** What people are told, and the same for machines. */
export interface Announcement {
  /** One line without line breaks. */
  readonly title: string;
  /** A few sentences, one a line. */
  readonly text: string;
  readonly facts: Readonly<Record<'state' | 'operation' | 'mode' | 'from' | 'to' | 'run', string>>;
}

const names: Readonly<Record<Goal['operation'], string>> = {
  failover: 'Failover',
  failback: 'Failback',
  reprotect: 'Reprotection',
  drill: 'Drill',
  deploy: 'Deployment',
};

/** What is said of a run to those who are not looking at it. */
export function announcementOf(
  goal: Goal,
  moment: Moment,
  { run, reason }: { readonly run: string; readonly reason: string },
): Announcement {
  const { from, to, mode, operation } = goal;
  const verb = moment === 'begin' ? 'begins' : 'is done';
  const title = `${names[operation]} ${verb}: ${from} to ${to}`;
  const why = cleanText(reason);
  const lines = [
    `${title} (${mode}).`,
    ...(why === '' ? [] : [`Reason: ${why}`]),
    moment === 'begin' ? `Aim: ${outcomeOf(goal)}.` : `Done: ${outcomeOf(goal)}; the checks have passed.`,
    `Run: ${run}`,
  ];
  return { title, text: lines.join('\n'), facts: { state: moment, operation, mode, from, to, run } };
}

import { cleanText } from '../clean-text.ts';
import type { DeployMoment, DeploymentNews } from '../plan/deploy-request.ts';
import { outcomeOf } from '../plan/operation-words.ts';
import type { Goal, Step } from '../plan/plan.ts';

/** When people are told of a run: before anything is changed, and after everything is verified. */
export type Moment = 'begin' | 'end';

/** What people are told, and the same for machines. */
export interface Announcement {
  /** One line without line breaks. */
  readonly title: string;
  /** A few sentences, one a line. */
  readonly text: string;
  /** `state` is the moment. */
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
function announcementOf(
  goal: Goal,
  moment: Moment,
  { run, reason }: { readonly run: string; readonly reason: string },
): Announcement {
  const { from, to, mode, operation } = goal;
  const verb = moment === 'begin' ? 'begins' : 'is done';
  const title = `${names[operation]} ${verb}: ${from} to ${to}`;
  const lines = [
    `${title} (${mode}).`,
    ...reasonLines(reason),
    moment === 'begin' ? `Aim: ${outcomeOf(goal)}.` : `Done: ${outcomeOf(goal)}; the checks have passed.`,
    `Run: ${run}`,
  ];
  return { title, text: lines.join('\n'), facts: { state: moment, operation, mode, from, to, run } };
}

/** The same for a step that tells it, of a deployment too. */
export function announcementIn(
  { params }: Pick<Step, 'params'>,
  { goal, run, reason }: { readonly goal: Goal; readonly run: string; readonly reason: string },
): Announcement {
  // The casts are sound: the kinds that tell make the params, and who plans a deployment adds the news.
  const moment = params['moment'] as DeployMoment;
  if (goal.operation !== 'deploy') return announcementOf(goal, moment as Moment, { run, reason });
  const { what, outcome, found } = params as Partial<DeploymentNews>;
  const verb = moment === 'begin' ? 'begins' : moment === 'end' ? 'is done' : (outcome ?? 'has failed');
  const { from, to, mode, operation } = goal;
  const title = `${names[operation]} ${verb}: ${cleanText(what ?? to)}`;
  const lines = [
    `${title}.`,
    ...(found === undefined || found === '' ? [] : [cleanText(found)]),
    ...reasonLines(reason),
    ...(moment === 'end' ? ['It has been watched, and does well.'] : []),
    `Run: ${run}`,
  ];
  return { title, text: lines.join('\n'), facts: { state: moment, operation, mode, from, to, run } };
}

function reasonLines(reason: string): readonly string[] {
  const why = cleanText(reason);
  return why === '' ? [] : [`Reason: ${why}`];
}

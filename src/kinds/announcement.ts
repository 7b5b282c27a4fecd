import { cleanText } from '../clean-text.ts';
import { outcomeOf } from '../plan/operation-words.ts';
import type { Goal, Step } from '../plan/plan.ts';

/** When people are told of a run: before anything is changed, and after everything is verified. */
export type Moment = 'begin' | 'end';

/** When they are told of a deployment; `failed`: it was taken back, or has stopped. */
export type DeployMoment = Moment | 'failed';

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
export function announcementOf(
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
  // The casts are sound: the params are made by the kinds that tell, and by `newsOf` of a deployment.
  const moment = params['moment'] as DeployMoment;
  if (goal.operation !== 'deploy') return announcementOf(goal, moment as Moment, { run, reason });
  const { what, outcome, found } = params as Partial<DeploymentNews>;
  const verb = { begin: 'begins', end: 'is done', failed: outcome ?? 'has failed' }[moment];
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

/** What the steps that tell of a deployment carry besides their moment. */
export interface DeploymentNews {
  /** What is deployed where: `shop-api:2 to shop in eu-west-1`. */
  readonly what: string;
  /** How it went, where it failed: `was taken back`. */
  readonly outcome?: string;
  /** Why, in a sentence. */
  readonly found?: string;
}

function reasonLines(reason: string): readonly string[] {
  const why = cleanText(reason);
  return why === '' ? [] : [`Reason: ${why}`];
}

import { formatClock } from '../../src/terminal-text.ts';
import { fixOf } from '../../src/errors.ts';
import { roughly } from '../../src/plan/roughly.ts';
import { groupStatus } from '../../src/report/step-lines.ts';
import type { Incident } from '../incidents/incident.ts';
import { bold, code, prose, say, type Line } from './line.ts';
import { stepSigns, type ListedStep } from './shown.ts';
import type { ToldFailure } from './told-failures.ts';

/** The steps of the run, or of the plan while nothing runs, in their order. */
export function listedSteps({ progress, plan }: Incident): readonly ListedStep[] {
  return progress?.steps ?? (plan?.steps ?? []).map((step) => ({ ...step, status: 'pending' as const }));
}

/** The steps by which progress is counted: those of the plan, without what it has left out from the beginning. */
export function countedSteps(incident: Incident): readonly ListedStep[] {
  const planned = new Set(incident.plan?.steps.map(({ id }) => id));
  const steps = listedSteps(incident);
  return planned.size === 0
    ? steps
    : steps.filter(({ id, status }) => status !== 'skipped' || planned.has(id));
}

/** Steps that are shown as one line. */
export interface ListedGroup {
  readonly name: string;
  readonly status: ListedStep['status'];
  readonly over: number;
  readonly steps: readonly [ListedStep, ...ListedStep[]];
}

/** The steps by their group, in the order in which the first of each stands. */
export function groupsOf(steps: readonly ListedStep[]): ListedGroup[] {
  const found = new Map<string, [ListedStep, ...ListedStep[]]>();
  for (const step of steps) {
    const name = step.group === '' ? step.id : step.group;
    const same = found.get(name);
    if (same === undefined) found.set(name, [step]);
    else same.push(step);
  }
  return [...found].map(([name, members]) => ({
    name,
    steps: members,
    over: members.filter(isOver).length,
    status: groupStatus(members.map(({ status }) => status)),
  }));
}

/** Whether nothing more happens to the step. */
export function isOver({ status }: ListedStep): boolean {
  return status === 'done' || status === 'skipped' || status === 'warned';
}

/** `14 of 42 steps`. */
export function countLine(steps: readonly ListedStep[]): Line {
  return say`${steps.filter(isOver).length} of ${steps.length} steps`;
}

const mostGroups = 20;
const mostRunning = 6;
const mostFailed = 5;

/** The checklist: a line for each group, those under way and failed in full. With very many groups, those that are over and to come are counted. */
export function checklistLines(incident: Incident, now: number): Line[] {
  const groups = groupsOf(listedSteps(incident));
  if (groups.length <= mostGroups) return groups.flatMap((group) => groupLines(group, now));
  const done = groups.filter(({ steps }) => steps.every(isOver));
  const waiting = groups.filter(({ status }) => status === 'pending' || status === 'blocked');
  const current = groups.filter((group) => !done.includes(group) && !waiting.includes(group));
  const counted = (sign: string, some: readonly ListedGroup[], words: string): Line[] =>
    some.length === 0
      ? []
      : [say`${sign} ${some.flatMap(({ steps }) => steps).length} steps in ${some.length} groups ${words}`];
  return [
    ...counted(stepSigns.done, done, 'are done'),
    ...current.slice(0, mostGroups).flatMap((group) => groupLines(group, now)),
    ...(current.length > mostGroups ? [say`… and ${current.length - mostGroups} more groups under way`] : []),
    ...waiting.slice(0, 3).flatMap((group) => groupLines(group, now)),
    ...counted(stepSigns.pending, waiting.slice(3), 'are to come'),
  ];
}

function groupLines(group: ListedGroup, now: number): Line[] {
  const [first, ...more] = group.steps;
  if (more.length === 0) return [stepLine(first, now)];
  const running = group.steps.filter(isRunning);
  const failed = group.steps.filter(isFailed);
  const head = say`${stepSigns[group.status]} ${code(group.name)} ${group.over}/${group.steps.length}${timeOf(group, now)}`;
  return [
    head,
    ...failed.slice(0, mostFailed).map((step) => say`↳ ${stepLine(step, now)}`),
    ...rest(failed.length - mostFailed, 'failed'),
    ...running.slice(0, mostRunning).map((step) => say`↳ ${stepLine(step, now)}`),
    ...rest(running.length - mostRunning, 'under way'),
  ];
}

function rest(count: number, words: string): Line[] {
  return count > 0 ? [say`↳ … and ${count} more ${words}`] : [];
}

function timeOf({ steps }: ListedGroup, now: number): string {
  const begun = steps.flatMap(({ since }) => since ?? []);
  if (begun.length === 0) return '';
  const ends = steps.flatMap(({ since, tookMs }) =>
    since === undefined ? [] : [tookMs === undefined ? now : since + tookMs],
  );
  return ` · ${formatClock(Math.max(...ends) - Math.min(...begun), 2)}`;
}

/** Whether the step is under way. */
export function isRunning({ status }: ListedStep): boolean {
  return status === 'running' || status === 'retrying' || status === 'uncertain';
}

/** Whether the step has failed and stands in the way. */
export function isFailed({ status }: ListedStep): boolean {
  return status === 'failed' || status === 'undo-failed';
}

/** One step: sign, title, time, and what there is to say. */
export function stepLine(step: ListedStep, now: number): Line {
  const { status, title, since, tookMs, expectedMs, note, problem } = step;
  const took =
    tookMs !== undefined
      ? ` · ${formatClock(tookMs, 2)}`
      : isRunning(step) && since !== undefined
        ? ` · ${formatClock(now - since, 2)} of about ${roughly(expectedMs)}`
        : '';
  const said =
    problem !== undefined && (isFailed(step) || status === 'warned' || status === 'retrying')
      ? ` · ${problem.code}`
      : note === undefined || note === ''
        ? ''
        : ` · ${note}`;
  return say`${stepSigns[status]} ${title === '' ? step.id : title}${took}${said}`;
}

/** Failed steps in full: what happened, and what to do. */
export function failureLines({ step, members }: ToldFailure): Line[] {
  const { problem } = step;
  const where = say`${stepSigns.failed} ${bold(step.title)} in ${code(step.region)} (${code(step.id)})${members === '' ? '' : `, ${members}`}`;
  if (problem === undefined) return [where];
  const compared =
    problem.expected === undefined || problem.found === undefined
      ? []
      : [say`Expected ${problem.expected}, found ${problem.found}`];
  return [
    where,
    say`${bold(problem.code)}: ${problem.message}`,
    ...compared,
    say`What to do: ${prose(fixOf(problem))}`,
  ];
}

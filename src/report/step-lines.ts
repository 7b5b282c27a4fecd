import { cleanText } from '../clean-text.ts';
import { fixOf, type Problem } from '../errors.ts';
import { isOf } from '../plan/graph.ts';
import { isAftermath, type Step } from '../plan/plan.ts';
import { targetName, type StepGroup } from '../plan/step-groups.ts';
import { tellProblems } from '../plan/told-problems.ts';
import {
  clip,
  formatClock,
  marksOf,
  padTo,
  printable,
  someOf,
  widthOf,
  type Marks,
  type Palette,
  type TextStyle,
} from '../terminal-text.ts';
import type { ChecklistView, ShownStatus, ShownStep } from './checklist-view.ts';
import { membersLine, placeOf, problemDetails } from './problem-text.ts';

/** Everything a line of the checklist needs; `now` in ms since the epoch. */
export interface LineContext {
  readonly view: ChecklistView;
  readonly style: TextStyle;
  readonly now: number;
  readonly columns: { readonly name: number; readonly region: number };
}

/** What a line has besides name and region: margin, sign, gaps and the time. */
const besides = 13;

/** How wide the columns of these steps are: names get at most half of the line, and leave room for the rest of it. */
export function columnsOf(
  names: readonly string[],
  regions: readonly string[],
  width: number,
): LineContext['columns'] {
  const longest = Math.max(0, ...names.map((name) => widthOf(printable(name))));
  const region = Math.max(0, ...regions.map(widthOf));
  const half = Math.max(20, Math.floor(width * 0.45));
  return { name: Math.min(longest, half, Math.max(8, width - region - besides)), region };
}

/** The sign of a status in its colour. */
export function markOf(status: ShownStatus, marks: Marks, palette: Palette): string {
  switch (status) {
    case 'done':
      return palette.green(marks.done);
    case 'running':
      return palette.cyan(marks.running);
    case 'retrying':
      return palette.yellow(marks.retrying);
    case 'failed':
    case 'undo-failed':
      return palette.red(marks.failed);
    case 'warned':
    case 'uncertain':
      return palette.yellow(marks.warning);
    case 'skipped':
      return palette.dim(marks.skipped);
    case 'blocked':
      return palette.yellow(marks.blocked);
    case 'undone':
      return palette.yellow(marks.undone);
    case 'pending':
      return palette.dim(marks.pending);
  }
}

/** One line for one step: sign, id, region, time, and what there is to say. */
export function stepLine(step: Step, context: LineContext): string {
  const shown = context.view.steps.get(step.id) ?? { status: 'pending' };
  return line(context, {
    status: shown.status,
    name: step.id,
    region: step.region,
    time: elapsed(shown, context.now),
    text: textOf(step, shown, context),
  });
}

/** One line for many equal steps: how many of them are done, and which of them are waited for. */
export function groupLine(group: StepGroup, context: LineContext): string {
  const [first, ...more] = group.steps;
  if (more.length === 0) return stepLine(first, context);
  const shown = group.steps.map((step, index) => ({
    step,
    member: group.members[index] ?? step.id,
    shown: context.view.steps.get(step.id) ?? { status: 'pending' as const },
  }));
  const of = (...statuses: readonly ShownStatus[]): string[] =>
    shown.flatMap((entry) => (statuses.includes(entry.shown.status) ? [entry.member] : []));
  const finished = of('done', 'skipped', 'warned').length;
  const parts = [
    part('failed', of('failed', 'undo-failed')),
    part('unclear', of('uncertain')),
    part('waiting', of('running', 'retrying')),
    part('blocked', of('blocked')),
    part('went on without', of('warned')),
    part('taken back', of('undone')),
  ].filter((text) => text !== '');
  const status = groupStatus(shown.map((entry) => entry.shown.status));
  const begun = shown.flatMap((entry) => entry.shown.since ?? []);
  const time = status === 'running' && begun.length > 0 ? formatClock(context.now - Math.min(...begun)) : '';
  const idle = status === 'pending' ? waitText(first, context.view) : '';
  return line(context, {
    status,
    name: group.id,
    region: first.region,
    time,
    text: `${finished}/${group.steps.length}${parts.length + idle.length === 0 ? '' : '  '}${parts.join('; ')}${idle}`,
  });
}

function part(label: string, members: readonly string[]): string {
  return members.length === 0 ? '' : `${label} ${someOf(members, 4)}`;
}

/** The status of many steps: the gravest that asks for attention, done only when all are. */
export function groupStatus(statuses: readonly ShownStatus[]): ShownStatus {
  for (const grave of [
    'failed',
    'undo-failed',
    'uncertain',
    'running',
    'retrying',
    'blocked',
    'undone',
  ] as const)
    if (statuses.includes(grave)) return grave;
  if (statuses.every((status) => status === 'skipped')) return 'skipped';
  if (statuses.every((status) => status === 'done' || status === 'skipped')) return 'done';
  if (statuses.every((status) => status === 'done' || status === 'skipped' || status === 'warned'))
    return 'warned';
  return statuses.includes('done') ? 'running' : 'pending';
}

function line(
  { style, columns }: LineContext,
  cells: { status: ShownStatus; name: string; region: string; time: string; text: string },
): string {
  const { palette, width } = style;
  const marks = marksOf(style);
  const quiet = cells.status === 'pending' || cells.status === 'skipped' || cells.status === 'blocked';
  const name = padTo(clip(printable(cells.name), columns.name, marks.ellipsis), columns.name);
  const head = `  ${markOf(cells.status, marks, palette)} ${quiet ? palette.dim(name) : name}  ${palette.dim(padTo(printable(cells.region), columns.region))}  ${cells.time.padStart(5)}`;
  const room = width - widthOf(head) - 2;
  const text = room < 8 ? '' : clip(cells.text, room, marks.ellipsis);
  return text === '' ? head.trimEnd() : `${head}  ${paintText(cells.status, palette)(text)}`;
}

function paintText(status: ShownStatus, palette: Palette): (text: string) => string {
  if (status === 'failed' || status === 'undo-failed') return palette.red;
  if (status === 'retrying' || status === 'warned' || status === 'uncertain') return palette.yellow;
  return status === 'running' ? (text) => text : palette.dim;
}

function elapsed({ status, since, tookMs }: ShownStep, now: number): string {
  if (tookMs !== undefined) return formatClock(tookMs);
  return since !== undefined && (status === 'running' || status === 'retrying')
    ? formatClock(now - since)
    : '';
}

function textOf(step: Step, shown: ShownStep, { view, now }: LineContext): string {
  const note = cleanText(shown.note ?? '');
  switch (shown.status) {
    case 'failed':
    case 'undo-failed':
      return shown.problem?.code ?? 'failed';
    case 'warned':
      return `${shown.problem?.code ?? 'failed'}: the run goes on without it`;
    case 'retrying':
      return `${shown.problem?.code ?? 'failed'}, again in ${formatClock((shown.retryAt ?? now) - now)}`;
    case 'blocked':
      return `because of ${someOf((shown.blockedBy ?? []).map(printable), 2)}`;
    case 'pending':
      return waitText(step, view);
    case 'running':
      return note === '' ? printable(step.title) : note;
    case 'undone':
      return note === '' ? 'taken back' : `taken back: ${note}`;
    case 'uncertain':
      return 'not known whether it was carried out';
    case 'done':
    case 'skipped':
      return note;
  }
}

/** What a step that has not begun still waits for: the first of its needs that is not met. */
function waitText(step: Step, { plan, steps }: ChecklistView): string {
  if (step.needs.length === 0) return '';
  const open = step.needs.filter(({ on }) =>
    plan.steps.some((other) => other.id !== step.id && matches(on, other) && !isOver(steps.get(other.id))),
  );
  const [first] = open;
  return first === undefined ? '' : `waits for ${printable(targetName(first.on))}`;
}

function matches(target: Step['needs'][number]['on'], { id, phase, resource }: Step): boolean {
  if ('step' in target) return id === target.step;
  if ('phase' in target) return phase === target.phase;
  return !isAftermath(phase) && isOf(resource, target.resource);
}

function isOver(step: ShownStep | undefined): boolean {
  return step?.status === 'done' || step?.status === 'skipped' || step?.status === 'warned';
}

/** The failures of a run with what was found and what to do, those that differ by member only together, at most `most` of them; `brief` leaves only their fix, cut to the line. */
export function failureLines(
  { steps }: ChecklistView,
  style: TextStyle,
  { most, brief }: { readonly most: number; readonly brief: boolean },
): string[] {
  const { palette, width } = style;
  const { ellipsis } = marksOf(style);
  const failed = tellProblems(
    [...steps].flatMap(([step, { status, problem }]): Problem[] =>
      (status === 'failed' || status === 'undo-failed') && problem !== undefined
        ? [{ ...problem, step }]
        : [],
    ),
  );
  const lines = failed.slice(0, most).flatMap(({ problem, members }) => {
    const place = placeOf(problem).trim();
    if (brief)
      return [palette.red(clip(`${problem.code}  ${place}: ${cleanText(fixOf(problem))}`, width, ellipsis))];
    return [
      `${palette.red(problem.code)}  ${palette.bold(place)}`,
      ...membersLine(members, palette, width),
      ...problemDetails(problem, palette, width),
    ];
  });
  return failed.length > most ? [...lines, palette.red(`and ${failed.length - most} more failed`)] : lines;
}

import { stripVTControlCharacters } from 'node:util';
import { cleanText } from '../clean-text.ts';
import { phases, type Phase, type Step } from '../plan/plan.ts';
import { groupSteps, phaseTitles, type StepGroup } from '../plan/step-groups.ts';
import {
  clip,
  counted,
  formatClock,
  marksOf,
  padTo,
  printable,
  widthOf,
  type TextStyle,
} from '../terminal-text.ts';
import type { ChecklistView, ShownStatus } from './checklist-view.ts';
import {
  columnsOf,
  failureLines,
  groupLine,
  groupStatus,
  markOf,
  stepLine,
  type LineContext,
} from './step-lines.ts';

/** How the checklist is drawn: at most `height` lines of at most `width` columns; `now` in ms since the epoch. */
export interface ChecklistStyle extends TextStyle {
  readonly height: number;
  readonly now: number;
}

/** The whole checklist as lines for one redraw: as much detail as fits the height, failures always in words. */
export function renderChecklist(view: ChecklistView, style: ChecklistStyle): string[] {
  const head = [...headline(view, style), ''];
  const foot = footer(view, style);
  const room = Math.max(1, style.height - head.length - foot.length);
  const lines = [...head, ...body(view, style, room), ...foot].map((line) => fitted(line, style));
  if (lines.length <= style.height) return lines;
  const { palette } = style;
  const cut = lines.length - style.height + 1;
  return [
    ...lines.slice(0, Math.max(0, style.height - 1)),
    palette.dim(`${marksOf(style).ellipsis} ${counted(cut, 'more line')}; status shows everything`),
  ];
}

/** A line that is too long for a narrow terminal loses its end, and its colours. */
function fitted(line: string, style: ChecklistStyle): string {
  if (widthOf(line) <= style.width) return line;
  return clip(stripVTControlCharacters(line), style.width, marksOf(style).ellipsis);
}

/** Title, RTO clock against its objective, and how far the run is. */
function headline(view: ChecklistView, style: ChecklistStyle): string[] {
  const { palette, width } = style;
  const marks = marksOf(style);
  const { goal, service } = view.plan;
  const title = `${palette.bold(printable(service))}  ${goal.from} ${marks.arrow} ${palette.bold(goal.to)}  ${goal.mode}`;
  const room = width - widthOf(title) - 2;
  const over = [...view.steps.values()].filter(({ status }) => isOver(status)).length;
  const total = view.steps.size;
  const clock = rtoClock(view, style);
  const count = `${over}/${total} steps`;
  const bar = Math.min(40, width - widthOf(clock) - widthOf(count) - 4);
  return [
    widthOf(view.run) > room
      ? title
      : `${title}  ${palette.dim(padTo('', room - widthOf(view.run)) + view.run)}`,
    `${clock}  ${bar < 5 ? '' : `${progressBar(total === 0 ? 1 : over / total, bar, style)}  `}${count}`,
  ];
}

function isOver(status: ShownStatus): boolean {
  return status === 'done' || status === 'skipped' || status === 'warned';
}

function rtoClock(
  { plan, declaredAt, summary, status }: ChecklistView,
  { palette, now }: ChecklistStyle,
): string {
  const restored = summary?.rtoMs;
  const ms = restored ?? (summary?.endedAt ?? now) - declaredAt;
  const limit = plan.objectives.rtoMs;
  const recovers = plan.goal.operation === 'failover' && status === 'running';
  const label = restored !== undefined || recovers ? 'RTO' : 'elapsed';
  if (limit === undefined) return palette.bold(`${label} ${formatClock(ms, 2)}`);
  const paint = ms > limit ? palette.red : ms > limit * 0.8 ? palette.yellow : palette.green;
  const over = ms > limit ? `, ${formatClock(ms - limit, 2)} over` : '';
  return paint(palette.bold(`${label} ${formatClock(ms, 2)} of ${formatClock(limit, 2)}${over}`));
}

function progressBar(share: number, columns: number, style: TextStyle): string {
  const marks = marksOf(style);
  const full = Math.floor(share * columns);
  return (
    style.palette.green(marks.barFull.repeat(full)) + style.palette.dim(marks.barEmpty.repeat(columns - full))
  );
}

type Row = { readonly phase: Phase } | { readonly step: Step } | { readonly group: StepGroup };

/** Tries the most detailed picture first: headings and all steps, all steps, quiet groups together, all groups together, stages. */
function body(view: ChecklistView, style: ChecklistStyle, room: number): string[] {
  const { steps } = view.plan;
  const groups = groupSteps(steps);
  const quiet = (group: StepGroup): boolean => {
    const statuses = new Set(group.steps.map(({ id }) => view.steps.get(id)?.status ?? 'pending'));
    return statuses.size === 1 && ['done', 'pending', 'skipped', 'blocked'].includes([...statuses][0] ?? '');
  };
  const all = steps.map((step): Row => ({ step }));
  const some = groups.flatMap((group): Row[] =>
    quiet(group) ? [{ group }] : group.steps.map((step) => ({ step })),
  );
  const few = groups.map((group): Row => ({ group }));
  const levels = [all, some, few]
    .map(byStage)
    .flatMap((rows) => [rows, rows.filter((row) => !('phase' in row))]);
  const rows = levels.find((level) => level.length <= room);
  return rows === undefined ? stageLines(view, style) : drawRows(rows, view, style);
}

function byStage(rows: readonly Row[]): Row[] {
  return phases.flatMap((phase) => {
    const own = rows.filter((row) => phaseOf(row) === phase);
    return own.length === 0 ? [] : [{ phase }, ...own];
  });
}

function phaseOf(row: Row): Phase {
  if ('phase' in row) return row.phase;
  return 'step' in row ? row.step.phase : row.group.phase;
}

function drawRows(rows: readonly Row[], view: ChecklistView, style: ChecklistStyle): string[] {
  const named = rows.flatMap((row) =>
    'step' in row
      ? [{ id: row.step.id, region: row.step.region }]
      : 'group' in row
        ? [{ id: row.group.id, region: row.group.steps[0].region }]
        : [],
  );
  const columns = columnsOf(
    named.map(({ id }) => id),
    named.map(({ region }) => region),
    style.width,
  );
  const context: LineContext = { view, style, now: style.now, columns };
  return rows.map((row) => {
    if ('phase' in row) return style.palette.bold(phaseTitles[row.phase]);
    return 'step' in row ? stepLine(row.step, context) : groupLine(row.group, context);
  });
}

/** One line a stage, when nothing else fits. */
function stageLines(view: ChecklistView, style: ChecklistStyle): string[] {
  const marks = marksOf(style);
  return phases.flatMap((phase) => {
    const statuses = view.plan.steps.flatMap((step) =>
      step.phase === phase ? [view.steps.get(step.id)?.status ?? 'pending'] : [],
    );
    if (statuses.length === 0) return [];
    const over = statuses.filter(isOver).length;
    const failed = statuses.filter((status) => status === 'failed').length;
    const text = `${over}/${statuses.length}${failed === 0 ? '' : `, ${failed} failed`}`;
    return [
      `  ${markOf(groupStatus(statuses), marks, style.palette)} ${phaseTitles[phase]}  ${style.palette.dim(text)}`,
    ];
  });
}

/** Failures with their fix, the newest warnings, and how the run ended. */
function footer(view: ChecklistView, style: ChecklistStyle): string[] {
  const { palette, width } = style;
  const marks = marksOf(style);
  // The summary that follows a run tells its failures again, in full.
  const failures =
    view.summary === undefined ? failuresWithin(view, style, Math.floor(style.height / 2)) : [];
  const warnings = view.warnings
    .slice(view.plan.warnings.length)
    .slice(-2)
    .map((text) => palette.yellow(clip(`${marks.warning} ${cleanText(text)}`, width, marks.ellipsis)));
  const lines = [
    ...failures,
    ...warnings,
    ...(view.status === 'aborting'
      ? [palette.yellow('Aborting: what is reversible is being taken back.')]
      : []),
  ];
  return lines.length === 0 ? [] : ['', ...lines];
}

/** As many failures in full as fit `room`; in a small terminal, one line each. */
function failuresWithin(view: ChecklistView, style: ChecklistStyle, room: number): string[] {
  for (const most of [6, 4, 2, 1]) {
    const lines = failureLines(view, style, { most, brief: false });
    if (lines.length <= room) return lines;
  }
  return failureLines(view, style, { most: Math.max(1, room - 1), brief: true });
}

import { cleanText } from '../clean-text.ts';
import type { RunContext, RunState, RunStatus } from '../engine/run-state.ts';
import type { RunRecord } from '../engine/run-store.ts';
import type { ResourceId } from '../ids.ts';
import { phases } from '../plan/plan.ts';
import { phaseTitles } from '../plan/step-groups.ts';
import {
  counted,
  formatClock,
  hanging,
  marksOf,
  printable,
  table,
  type TextStyle,
} from '../terminal-text.ts';
import { viewOfRun, type ChecklistView } from './checklist-view.ts';
import { columnsOf, failureLines, stepLine } from './step-lines.ts';
import { tellChecks } from './told-checks.ts';

/** A run as it is stored, and whether a live process is executing it now. */
export interface StatusInput {
  readonly record: RunRecord;
  readonly state: RunState;
  readonly context: RunContext;
  readonly executing?: boolean;
  readonly checks?: readonly CheckedResource[];
}

/** The post-conditions of one resource. */
export interface CheckedResource {
  readonly resource: ResourceId;
  readonly checks: readonly {
    readonly name: string;
    readonly ok: boolean;
    readonly expected: string;
    readonly found: string;
  }[];
}

/** How a status is drawn; `now` in ms since the epoch. */
export interface StatusStyle extends TextStyle {
  readonly now: number;
}

/** A run step by step, what failed and what to type, and the checks where there are some. */
export function renderStatus(
  { record, state, context, executing, checks = [] }: StatusInput,
  style: StatusStyle,
): string {
  const { palette } = style;
  const view = viewOfRun(record, context, state);
  const failed = failureLines(view, style, { most: 10, brief: false });
  const sections = [
    header({ record, state, executing: executing === true }, style),
    steps(view, style),
    failed,
    checkTable(checks, style),
    next(record, state, executing === true).map((line) => palette.bold(line)),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

const words: Readonly<Record<RunStatus, string>> = {
  running: 'running',
  stopped: 'stopped, waits for the operator',
  aborting: 'aborting',
  halted: 'interrupted, can be resumed',
  done: 'done',
  aborted: 'aborted',
};

function header(
  { record, state, executing }: { record: RunRecord; state: RunState; executing: boolean },
  style: StatusStyle,
): string[] {
  const { palette, width, now } = style;
  const { goal, objectives } = record.plan;
  const live = state.status === 'running' || state.status === 'aborting';
  const paint = state.status === 'done' ? palette.green : live && executing ? palette.cyan : palette.yellow;
  const word =
    live && !executing ? `${words[state.status]} when its process was last heard of` : words[state.status];
  const ms = (state.endedAt ?? now) - record.declaredAt;
  const limit = objectives.rtoMs;
  const said = `declared ${new Date(record.declaredAt).toISOString().replace(/\.\d+Z$/, 'Z')} by ${cleanText(record.actor)}: ${cleanText(record.reason)}`;
  return [
    `${palette.bold(printable(record.service))}  ${goal.from} ${marksOf(style).arrow} ${palette.bold(goal.to)}  ${goal.mode}  ${palette.dim(record.run)}`,
    `${palette.bold(paint(word))}  ${formatClock(ms, 2)} since the declaration${limit === undefined ? '' : `; the RTO is ${formatClock(limit, 2)}`}`,
    ...hanging('', said, { width, paint: palette.dim }),
  ];
}

function steps(view: ChecklistView, style: StatusStyle): string[] {
  const all = view.plan.steps;
  const columns = columnsOf(
    all.map(({ id }) => id),
    all.map(({ region }) => region),
    style.width,
  );
  return phases.flatMap((phase) => {
    const own = all.filter((step) => step.phase === phase);
    return own.length === 0
      ? []
      : [
          style.palette.bold(phaseTitles[phase]),
          ...own.map((step) => stepLine(step, { view, style, now: style.now, columns })),
        ];
  });
}

function checkTable(checks: readonly CheckedResource[], style: StatusStyle): string[] {
  const { palette } = style;
  const marks = marksOf(style);
  const rows = tellChecks(checks).map(({ about, members, check: { name, ok, expected, found } }) => [
    `  ${ok ? palette.green(marks.done) : palette.red(marks.failed)} ${about}`,
    name,
    [
      ok ? palette.dim(found) : palette.red(`expected ${expected}, found ${found}`),
      ...(members === '' ? [] : [palette.dim(`(${members})`)]),
    ].join(' '),
  ]);
  const all = checks.flatMap(({ checks: own }) => own);
  const failed = all.filter(({ ok }) => !ok).length;
  return rows.length === 0
    ? []
    : [
        palette.bold(
          `Checks: ${failed === 0 ? `all ${all.length} passed` : `${failed} of ${counted(all.length, 'check')} failed`}`,
        ),
        ...table(rows),
      ];
}

function next({ run }: RunRecord, { status }: RunState, executing: boolean): string[] {
  if (status === 'done' || status === 'aborted' || executing) return [];
  return status === 'stopped'
    ? [`Next: retry STEP, skip STEP --reason TEXT, resume ${run}, or abort ${run}`]
    : [`Next: resume ${run}, or abort ${run}`];
}

import type { RunRecord } from '../engine/run-store.ts';
import { blockedBy, type RunContext, type RunState, type StepState } from '../engine/run-state.ts';
import type { Problem } from '../errors.ts';
import type { Numbered, RunEvent, RunResult, RunSummary } from '../events.ts';
import type { RunId, StepId } from '../ids.ts';
import type { Plan } from '../plan/plan.ts';

/** Where a step is, as people see it. `warned`: an optional step failed and the run goes on without it. */
export type ShownStatus =
  | 'pending'
  | 'running'
  | 'retrying'
  | 'done'
  | 'failed'
  | 'warned'
  | 'skipped'
  | 'blocked'
  | 'undone'
  | 'undo-failed'
  | 'uncertain';

/** One line of the checklist. Times in ms since the epoch. */
export interface ShownStep {
  readonly status: ShownStatus;
  readonly since?: number;
  readonly tookMs?: number;
  /** What it waits for, what came of it, or why it was skipped. */
  readonly note?: string;
  readonly problem?: Problem;
  readonly retryAt?: number;
  /** The failed steps because of which it cannot start. */
  readonly blockedBy?: readonly StepId[];
}

/** A run as it is watched: the fold of its events. */
export interface ChecklistView {
  readonly run: RunId;
  readonly plan: Plan;
  readonly reason: string;
  readonly actor: string;
  readonly declaredAt: number;
  readonly status: 'running' | 'aborting' | RunResult;
  readonly steps: ReadonlyMap<StepId, ShownStep>;
  readonly warnings: readonly string[];
  readonly summary?: RunSummary;
}

/** A stored run as a view: for `status`, and to go on watching a run that was resumed. */
export function viewOfRun(record: RunRecord, context: RunContext, state: RunState): ChecklistView {
  const { run, plan, reason, actor, declaredAt } = record;
  const steps = new Map(
    plan.steps.map((step, index) => [step.id, shownState(context, state, index)] as const),
  );
  return { run, plan, reason, actor, declaredAt, status: state.status, steps, warnings: plan.warnings };
}

/** The next view after an event; events before the first `run-started` change nothing. */
export function checklistView(
  view: ChecklistView | undefined,
  event: Numbered<RunEvent>,
): ChecklistView | undefined {
  if (event.type === 'run-started') return started(view, event);
  if (view === undefined) return undefined;
  switch (event.type) {
    case 'aborting':
      return { ...view, status: 'aborting' };
    case 'warning':
      return { ...view, warnings: [...view.warnings, event.message] };
    case 'run-ended':
      return {
        ...view,
        status: event.summary.result,
        warnings: event.summary.warnings,
        summary: event.summary,
      };
    default:
      return ofStep(view, event);
  }
}

type StepEvent = Extract<Numbered<RunEvent>, { readonly step: StepId }>;

function started(
  view: ChecklistView | undefined,
  event: Extract<Numbered<RunEvent>, { readonly type: 'run-started' }>,
): ChecklistView {
  const { run, plan, reason, actor, declaredAt } = event;
  const known = view?.run === run ? view.steps : undefined;
  const steps =
    known ??
    new Map(
      plan.steps.map(
        ({ id, skip }) =>
          [
            id,
            skip === undefined ? { status: 'pending' as const } : { status: 'skipped' as const, note: skip },
          ] as const,
      ),
    );
  return { run, plan, reason, actor, declaredAt, status: 'running', steps, warnings: plan.warnings };
}

function ofStep(view: ChecklistView, event: StepEvent): ChecklistView {
  const before = view.steps.get(event.step);
  if (before === undefined) return view;
  const steps = new Map(view.steps);
  steps.set(event.step, shownAfter(before, event));
  const blocks = event.type === 'step-failed' && !event.optional ? new Set(event.blocks) : undefined;
  for (const [id, step] of steps) {
    if (blocks?.has(id) === true)
      steps.set(id, { status: 'blocked', blockedBy: [...new Set([...(step.blockedBy ?? []), event.step])] });
    else if (blocks === undefined && step.blockedBy?.includes(event.step) === true)
      steps.set(id, unblocked(step, event.step));
  }
  return { ...view, steps };
}

/** A failed step that begins again, or is skipped, stands in nobody's way any more. */
function unblocked(step: ShownStep, by: StepId): ShownStep {
  const rest = (step.blockedBy ?? []).filter((id) => id !== by);
  return rest.length === 0 ? { status: 'pending' } : { status: 'blocked', blockedBy: rest };
}

function shownAfter(before: ShownStep, event: StepEvent): ShownStep {
  const since = before.since === undefined ? {} : { since: before.since };
  const took = before.since === undefined ? {} : { tookMs: event.at - before.since };
  switch (event.type) {
    case 'step-started':
      return { status: 'running', since: event.attempt > 1 ? (before.since ?? event.at) : event.at };
    case 'step-waiting':
      return { status: 'running', since: before.since ?? event.at, note: event.note };
    case 'step-retrying':
      return { status: 'retrying', ...since, problem: event.problem, retryAt: event.at + event.inMs };
    case 'step-done':
      return {
        status: 'done',
        since: event.at - event.tookMs,
        tookMs: event.tookMs,
        ...(event.note === undefined ? {} : { note: event.note }),
      };
    case 'step-failed':
      return { status: event.optional ? 'warned' : 'failed', ...since, ...took, problem: event.problem };
    case 'step-skipped':
      return { status: 'skipped', note: event.reason };
    case 'step-undone':
      return { status: 'undone', ...(event.note === undefined ? {} : { note: event.note }) };
    case 'step-undo-failed':
      return { status: 'undo-failed', problem: event.problem };
  }
}

function shownState(context: RunContext, state: RunState, index: number): ShownStep {
  const step = state.steps[index];
  if (step === undefined) return { status: 'pending' };
  const status = shownStatus(step, context.plan.steps[index]?.optional === true);
  const blockers =
    status === 'pending'
      ? blockedBy(context, state, index).flatMap((at) => context.plan.steps[at]?.id ?? [])
      : [];
  const note = step.reason ?? step.result?.note;
  return {
    status: blockers.length > 0 ? 'blocked' : status,
    ...(step.startedAt === undefined ? {} : { since: step.startedAt }),
    ...(step.startedAt === undefined || step.endedAt === undefined
      ? {}
      : { tookMs: step.endedAt - step.startedAt }),
    ...(note === undefined ? {} : { note }),
    ...(step.failure === undefined || status === 'done' || status === 'skipped'
      ? {}
      : { problem: step.failure.problem }),
    ...(step.retryAt === undefined ? {} : { retryAt: step.retryAt }),
    ...(blockers.length > 0 ? { blockedBy: blockers } : {}),
  };
}

function shownStatus({ status }: StepState, optional: boolean): ShownStatus {
  switch (status) {
    case 'applying':
    case 'settling':
    case 'undoing':
      return 'running';
    case 'backoff':
      return 'retrying';
    case 'failed':
      return optional ? 'warned' : 'failed';
    case 'pending':
    case 'uncertain':
    case 'done':
    case 'skipped':
    case 'undone':
    case 'undo-failed':
      return status;
  }
}

import type { JournalEntry } from '../engine/journal.ts';
import type { StoredRun } from '../engine/run.ts';
import type { Evidence } from '../engine/signal.ts';
import { summarise } from '../engine/summary.ts';
import type { Problem } from '../errors.ts';
import type { RunSummary } from '../events.ts';
import type { Region, ResourceId, RunId, StepId } from '../ids.ts';
import type { Goal, Phase, Plan, Risk } from '../plan/plan.ts';
import { viewOfRun, type ChecklistView, type ShownStatus, type ShownStep } from './checklist-view.ts';
import { decisionsOf, evidenceOf, type Decision, type ResourceEvidence } from './evidence.ts';
import { measuredPath } from './timeline.ts';

/** One step of a report. Times in ms since the epoch, lengths in ms. */
export interface ReportStep {
  readonly id: StepId;
  readonly title: string;
  readonly resource: ResourceId;
  readonly phase: Phase;
  readonly region: Region;
  readonly risk: Risk;
  readonly optional: boolean;
  readonly changes: boolean;
  /** What infrastructure code has to say of what it changed. */
  readonly inCode?: string;
  readonly status: ShownStatus;
  readonly startedAt?: number;
  /** When it ended; for a step under way, when the report was made. */
  readonly endedAt?: number;
  readonly tookMs?: number;
  readonly expectedMs: number;
  readonly note?: string;
  readonly problem?: Problem;
  readonly evidence?: NonNullable<Evidence['evidence']>;
  readonly loss?: NonNullable<Evidence['loss']>;
}

/** Everything a report says about a run, as data. Times in ms since the epoch. */
export interface RunReport {
  readonly run: RunId;
  readonly service: string;
  readonly goal: Goal;
  readonly planHash: string;
  readonly reason: string;
  readonly actor: string;
  readonly declaredAt: number;
  /** When the report was made. */
  readonly madeAt: number;
  readonly status: ChecklistView['status'];
  readonly summary: RunSummary;
  /** In the plan's order. */
  readonly steps: readonly ReportStep[];
  /** The chain of steps that determined when the run ended, from the measured times; first step first. */
  readonly criticalPath: readonly StepId[];
  readonly pointOfNoReturn?: StepId;
  readonly warnings: readonly string[];
  readonly evidence: readonly ResourceEvidence[];
  /** When the checks at the end were made; absent where the run has not come so far. */
  readonly checkedAt?: number;
  readonly decisions: readonly Decision[];
  /** The chained journal; absent in a report of a run that is only watched. */
  readonly journal?: {
    readonly place: string;
    readonly start: string;
    readonly entries: readonly JournalEntry[];
  };
}

/** The report of a stored run whose journal has been verified (`loadRun` does). `madeAt` in ms since the epoch; `executing`: a live process works on it now. */
export function reportOfRun(
  stored: StoredRun,
  {
    place,
    madeAt,
    executing,
  }: { readonly place: string; readonly madeAt: number; readonly executing: boolean },
): RunReport {
  const { record, context, state, signals, entries, start } = stored;
  const summary = summarise(record, context, { state, now: lastSign(stored), warnings: [] });
  const view = viewOfRun(record, context, state);
  const status = executing ? view.status : summary.result;
  const until = executing ? madeAt : summary.endedAt;
  const steps = record.plan.steps.map((step, index): ReportStep => {
    const { evidence, loss } = state.steps[index]?.result ?? {};
    return {
      ...reportStep(step, view.steps.get(step.id), until),
      ...(evidence === undefined ? {} : { evidence }),
      ...(loss === undefined ? {} : { loss }),
    };
  });
  const checked = signals.findLast((signal) => signal.type === 'checked');
  return {
    ...common(view, { steps, status, summary, madeAt }),
    evidence: evidenceOf(record.plan, steps, checked?.checks ?? []),
    ...(checked === undefined ? {} : { checkedAt: checked.at }),
    decisions: decisionsOf(signals),
    journal: { place, start, entries },
  };
}

/** The report of a run as it is watched, ended or not: what its events have told by `madeAt` (ms since the epoch). */
export function reportOfView(view: ChecklistView, madeAt: number): RunReport {
  const until = view.summary?.endedAt ?? madeAt;
  const steps = view.plan.steps.map((step) => reportStep(step, view.steps.get(step.id), until));
  const summary = view.summary ?? runningSummary(view, steps, madeAt);
  return {
    ...common(view, { steps, status: view.status, summary, madeAt }),
    evidence: evidenceOf(view.plan, steps, []),
    decisions: [],
  };
}

function common(
  { run, plan, reason, actor, declaredAt, warnings }: ChecklistView,
  { steps, status, summary, madeAt }: Pick<RunReport, 'steps' | 'status' | 'summary' | 'madeAt'>,
) {
  const { pointOfNoReturn } = plan;
  return {
    run,
    service: plan.service,
    goal: plan.goal,
    planHash: plan.hash,
    reason,
    actor,
    declaredAt,
    madeAt,
    status,
    summary,
    steps,
    criticalPath: measuredPath(plan.steps, steps),
    ...(pointOfNoReturn === undefined ? {} : { pointOfNoReturn }),
    warnings: [...new Set([...warnings, ...summary.warnings])],
  };
}

function reportStep(
  step: Plan['steps'][number],
  shown: ShownStep = { status: 'pending' },
  until: number,
): ReportStep {
  const { since, tookMs, note, problem } = shown;
  const open = shown.status === 'running' || shown.status === 'retrying' || shown.status === 'uncertain';
  const endedAt =
    since === undefined
      ? undefined
      : tookMs !== undefined
        ? since + tookMs
        : open
          ? Math.max(until, since)
          : undefined;
  const { id, title, resource, phase, region, risk, changes, expectedMs } = step;
  return {
    ...{
      id,
      title,
      resource,
      phase,
      region,
      risk,
      changes,
      expectedMs,
      optional: step.optional === true,
      status: shown.status,
    },
    ...(step.inCode === undefined ? {} : { inCode: step.inCode }),
    ...(since === undefined ? {} : { startedAt: since }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(tookMs === undefined ? {} : { tookMs }),
    ...(note === undefined ? {} : { note }),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** A run that lies still has ended, as far as anyone knows, with the last thing its journal says. */
function lastSign({ signals, record }: StoredRun): number {
  return Math.max(record.declaredAt, ...signals.slice(-1).map(({ at }) => at));
}

/** What is known before the engine has summed up. */
function runningSummary(
  { run, plan, declaredAt, warnings }: ChecklistView,
  steps: readonly ReportStep[],
  now: number,
): RunSummary {
  const count = (...statuses: readonly ShownStatus[]): number =>
    steps.filter(({ status }) => statuses.includes(status)).length;
  const counts = {
    done: count('done'),
    skipped: count('skipped'),
    failed: count('failed', 'warned', 'undo-failed'),
    undone: count('undone'),
  };
  const { rtoMs, rpoMs } = plan.objectives;
  return {
    run,
    service: plan.service,
    result: 'halted',
    declaredAt,
    endedAt: now,
    ...(rtoMs === undefined ? {} : { rtoObjectiveMs: rtoMs }),
    rpo: undefined,
    ...(rpoMs === undefined ? {} : { rpoObjectiveMs: rpoMs }),
    expectedMs: plan.estimate.totalMs,
    counts: {
      ...counts,
      pending: steps.length - counts.done - counts.skipped - counts.failed - counts.undone,
    },
    unfenced: steps
      .filter(({ phase, status }) => phase === 'fence' && status !== 'done' && status !== 'skipped')
      .map(({ id }) => id),
    problems: steps.flatMap(({ id, status, problem }) =>
      problem !== undefined && (status === 'failed' || status === 'undo-failed')
        ? [{ ...problem, step: id }]
        : [],
    ),
    warnings,
  };
}

import type { Problem } from '../errors.ts';
import type { RunSummary } from '../events.ts';
import { isAftermath, type Plan, type Step } from '../plan/plan.ts';
import { isPastReturn } from './advance.ts';
import { missedObjectives, resourceResults } from './resource-objectives.ts';
import type { RunContext, RunState, StepState } from './run-state.ts';
import type { RunRecord } from './run-store.ts';

/** What a run has come to by `now`; RTO and RPO are measured, never assumed. */
export function summarise(
  record: RunRecord,
  context: RunContext,
  { state, now, warnings }: { state: RunState; now: number; warnings: readonly string[] },
): RunSummary {
  const { plan } = context;
  // Whoever goes home chose the hour, and holds every stage as long as the config says: that is no recovery time.
  const rtoMs = plan.goal.operation === 'failover' ? restoredAt(context, state) : undefined;
  const rpo = dataLoss(context, state);
  const resources = resourceResults(plan, state);
  return {
    run: record.run,
    service: plan.service,
    result: state.status === 'running' || state.status === 'aborting' ? 'halted' : state.status,
    declaredAt: record.declaredAt,
    endedAt: state.endedAt ?? now,
    ...(rtoMs === undefined ? {} : { rtoMs: rtoMs - record.declaredAt }),
    ...(plan.objectives.rtoMs === undefined ? {} : { rtoObjectiveMs: plan.objectives.rtoMs }),
    rpo,
    ...(plan.objectives.rpoMs === undefined ? {} : { rpoObjectiveMs: plan.objectives.rpoMs }),
    expectedMs: plan.estimate.totalMs,
    counts: count(state),
    unfenced: plan.steps
      .filter(
        (step, index) => isFence(step) && step.skip === undefined && state.steps[index]?.status !== 'done',
      )
      .map((step) => step.id),
    problems: problemsOf(context, state),
    warnings: [
      ...plan.warnings,
      ...warnings,
      ...optionalFailures(context, state),
      ...missedObjectives(resources),
    ],
    ...(resources.length === 0 ? {} : { resources }),
  };
}

/** When the last step ended that restores the service; undefined while one of them has not. Announcements and the release do not count. */
function restoredAt({ plan }: RunContext, state: RunState): number | undefined {
  let last: number | undefined;
  for (const [index, step] of plan.steps.entries()) {
    if (
      isAftermath(step.phase) ||
      step.phase === 'announce' ||
      step.optional === true ||
      step.skip !== undefined
    )
      continue;
    const { status, endedAt } = state.steps[index] ?? {};
    if ((status !== 'done' && status !== 'skipped') || endedAt === undefined) return undefined;
    if (last === undefined || endedAt > last) last = endedAt;
  }
  return last;
}

function dataLoss({ plan }: RunContext, state: RunState): RunSummary['rpo'] {
  const losses = plan.steps.flatMap((step, index) => {
    const loss = state.steps[index]?.result?.loss ?? unrecorded(step, state.steps[index]);
    if (loss === undefined) return [];
    const certain = loss.ms === undefined && isDrained(step, plan, state);
    return [{ ...(certain ? drained : loss), resource: step.resource }];
  });
  if (losses.length === 0) return undefined;
  const known = losses
    .flatMap(({ ms, source, resource }) =>
      ms === undefined ? [] : [{ ms, source: `${source} of ${resource}` }],
    )
    .sort((a, b) => b.ms - a.ms);
  const [worst] = known;
  // "Nothing is lost" holds only where writes were stopped first.
  const stopped = plan.steps.some(
    (step, index) => step.phase === 'fence' && state.steps[index]?.status === 'done',
  );
  return {
    ms: worst?.ms ?? 0,
    known: known.length === losses.length && (plan.goal.mode === 'unplanned' || stopped),
    source: worst?.source ?? losses[0]?.source ?? '',
  };
}

/** A promotion that has left no word about its loss, since its process died or its kind cannot tell: that is unknown, not zero. */
function unrecorded(
  { phase, risk, losesNothing }: Step,
  state: StepState | undefined,
): { ms: undefined; source: string } | undefined {
  const promotes = phase === 'data' && (risk === 'irreversible' || risk === 'lossy') && losesNothing !== true;
  return promotes && state?.status === 'done' ? { ms: undefined, source: 'no measurement' } : undefined;
}

const drained = { ms: 0, source: 'drained after the end of writes' };

/** Whether everything had arrived before a step of a planned operation began, which its drain has proven after the end of writes. */
function isDrained({ resource }: Step, { goal, steps }: Plan, state: RunState): boolean {
  return (
    goal.mode === 'planned' &&
    steps.some(
      (step, index) =>
        step.resource === resource && step.phase === 'drain' && state.steps[index]?.status === 'done',
    )
  );
}

function count(state: RunState): RunSummary['counts'] {
  const counts = { done: 0, skipped: 0, failed: 0, pending: 0, undone: 0 };
  for (const { status } of state.steps) {
    if (status === 'done' || status === 'skipped' || status === 'undone') counts[status] += 1;
    else if (status === 'failed' || status === 'undo-failed') counts.failed += 1;
    else counts.pending += 1;
  }
  return counts;
}

/** Whether a step is meant to keep the old side from accepting writes; a kind may have to fence after it has promoted. */
function isFence({ phase, action }: Step): boolean {
  return phase === 'fence' || action === 'fence';
}

/** The run went on without these; the operator should know. Fences are told apart, in `unfenced`. */
function optionalFailures({ plan }: RunContext, state: RunState): string[] {
  return plan.steps.flatMap((step, index) => {
    const { status, failure } = state.steps[index] ?? {};
    return step.optional === true && !isFence(step) && status === 'failed'
      ? [`${step.id} has failed; the run went on without it: ${failure?.problem.message ?? ''}`]
      : [];
  });
}

function problemsOf(context: RunContext, state: RunState): Problem[] {
  const failures = context.plan.steps.flatMap((step, index) => {
    const { status, failure } = state.steps[index] ?? {};
    const failed = (status === 'failed' && step.optional !== true) || status === 'undo-failed';
    return failed && failure !== undefined
      ? [{ ...failure.problem, step: step.id, resource: step.resource }]
      : [];
  });
  const uncertain = context.plan.steps.flatMap((step, index) =>
    state.steps[index]?.status === 'uncertain'
      ? [
          {
            code: 'STEP_UNCERTAIN' as const,
            message: `It is not known whether \`${step.title}\` was carried out.`,
            step: step.id,
            resource: step.resource,
          },
        ]
      : [],
  );
  const aborted: Problem[] =
    state.abort === undefined
      ? []
      : [
          {
            code: 'ABORTED',
            message: `${state.abort.actor} aborted the run: ${state.abort.reason}. ${isPastReturn(context, state) ? 'It was past the point of no return, so nothing was taken back.' : 'What was reversible has been taken back.'}`,
          },
        ];
  return [...(state.halt === undefined ? [] : [state.halt]), ...failures, ...uncertain, ...aborted];
}

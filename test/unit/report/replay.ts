import type { Numbered, RunEvent, RunSummary } from '../../../src/events.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { checklistView, type ChecklistView } from '../../../src/report/checklist-view.ts';

/** The name of the run of these tests. */
export const run = 'fo-20261121-104722-7f3a';

/** A problem as a kind would make it. */
export const denied = {
  code: 'DENIED',
  message: 'rds:PromoteReadReplica was refused.',
  region: 'eu-west-2',
  expected: 'leave to promote',
  found: 'AccessDenied',
} as const;

/** The event that opens a run that was declared at 0. */
export function runStarted(plan: Plan): RunEvent {
  return {
    type: 'run-started',
    plan,
    reason: 'eu-west-1 is dark',
    actor: 'sarah',
    resumed: false,
    declaredAt: 0,
  };
}

/** Numbers events that happen at these seconds. */
export function numbered(
  events: readonly (readonly [seconds: number, event: RunEvent])[],
): Numbered<RunEvent>[] {
  return events.map(([seconds, event], index) => ({ ...event, seq: index + 1, at: seconds * 1000, run }));
}

/** The view after a run of this plan has said these events. */
export function viewAfter(
  plan: Plan,
  events: readonly (readonly [seconds: number, event: RunEvent])[],
): ChecklistView {
  const view = numbered([[0, runStarted(plan)], ...events]).reduce<ChecklistView | undefined>(
    checklistView,
    undefined,
  );
  if (view === undefined) throw new Error('a run that has started has a view');
  return view;
}

/** A summary with everything that a test does not care about filled in. */
export function summaryOf(plan: Plan, rest: Partial<RunSummary> = {}): RunSummary {
  return {
    run,
    service: plan.service,
    result: 'done',
    declaredAt: 0,
    endedAt: 672_000,
    rtoObjectiveMs: 1_800_000,
    rpo: { ms: 7000, known: true, source: 'ReplicaLag of databases/notifications' },
    rpoObjectiveMs: 30_000,
    expectedMs: plan.estimate.totalMs,
    counts: { done: 27, skipped: 1, failed: 0, pending: 0, undone: 0 },
    unfenced: [],
    problems: [],
    warnings: [],
    ...rest,
  };
}

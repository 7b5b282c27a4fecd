import { isRunEvent, type SentEvent } from '../../src/job-protocol.ts';
import type { Plan, Step } from '../../src/plan/plan.ts';
import { checklistView, type ChecklistView, type ShownStep } from '../../src/report/checklist-view.ts';
import { groupNames } from './group-names.ts';
import type { Progress, ProgressStep } from './incident.ts';

/** The next view after these events of a job, in their order; what is no event of a run changes nothing. */
export function foldEvents(
  view: ChecklistView | undefined,
  events: readonly SentEvent[],
): ChecklistView | undefined {
  return events.reduce(
    (before, event) => (isRunEvent(event) ? slim(checklistView(before, event)) : before),
    view,
  );
}

/** The run as people watch it. `lastEventAt` in ms since the epoch, of the job's clock. */
export function progressOf(view: ChecklistView, lastEventAt: number): Progress {
  const { run, declaredAt, status, steps, warnings, summary, plan } = view;
  const groups = groupNames(plan);
  return {
    ...{ run, declaredAt, status, warnings, lastEventAt },
    steps: plan.steps.map((step) => ({
      ...progressStep(step, steps.get(step.id) ?? { status: 'pending' }),
      group: groups.get(step.id) ?? step.id,
    })),
    ...(summary === undefined ? {} : { summary }),
  };
}

function progressStep(
  { id, title, region, phase, expectedMs }: Step,
  shown: ShownStep,
): Omit<ProgressStep, 'group'> {
  const { status, since, tookMs, note, problem } = shown;
  return {
    ...{ id, title, region, phase, status, expectedMs },
    ...(since === undefined ? {} : { since }),
    ...(tookMs === undefined ? {} : { tookMs }),
    ...(note === undefined ? {} : { note }),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** A view as it is kept: maps become entries. */
export function storedView(view: ChecklistView): unknown {
  return { ...view, steps: [...view.steps] };
}

/** A kept view; undefined where there is none. */
export function viewFrom(stored: unknown): ChecklistView | undefined {
  if (typeof stored !== 'object' || stored === null || !('steps' in stored)) return undefined;
  // Written by `storedView` alone, into the bot's own database.
  const kept = stored as Omit<ChecklistView, 'steps'> & { readonly steps: [string, ShownStep][] };
  return { ...kept, steps: new Map(kept.steps) };
}

/** What the checklist does not show of a plan is kept with the events, not once more with every view. */
function slim(view: ChecklistView | undefined): ChecklistView | undefined {
  if (view === undefined || isSlim(view.plan)) return view;
  const steps = view.plan.steps.map((step) => ({ ...step, params: {}, calls: [], reads: [] }));
  return { ...view, plan: { ...view.plan, steps, assessments: {}, dependencies: [] } };
}

function isSlim({ steps, assessments, dependencies }: Plan): boolean {
  const hasCalls = steps.some(({ calls }) => calls.length > 0);
  return !hasCalls && dependencies.length === 0 && Object.keys(assessments).length === 0;
}

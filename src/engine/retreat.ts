import { advance, complete, put, without, type Effect, type Transition } from './advance.ts';
import type { RunContext, RunState } from './run-state.ts';

/** The step that is taken back when this one fails, as its index; undefined where there is none. */
export function retreatOf({ plan, graph }: RunContext, step: number): number | undefined {
  const { resource, retreats } = plan.steps[step] ?? {};
  return retreats === undefined ? undefined : graph.index.get(`${resource}:${retreats}`);
}

/** The step that watches over this one; when it fails, this one is taken back. */
function watcherOf(context: RunContext, step: number): number | undefined {
  const found = context.plan.steps.findIndex((_, index) => retreatOf(context, index) === step);
  return found < 0 ? undefined : found;
}

/** Whether a step may be taken back although the run goes on: the one that watches over it has failed. */
export function mayRetreat(context: RunContext, state: RunState, step: number): boolean {
  const watcher = watcherOf(context, step);
  return (
    state.status === 'running' &&
    watcher !== undefined &&
    state.steps[watcher]?.status === 'failed' &&
    state.steps[step]?.status === 'done'
  );
}

/** Whether a step must wait until what it watches over has been made again. */
export function isRetreated(context: RunContext, state: RunState, step: number): boolean {
  const target = retreatOf(context, step);
  const status = target === undefined ? undefined : state.steps[target]?.status;
  return status !== undefined && status !== 'done' && status !== 'skipped';
}

/** What follows when a step has failed for good: first the stage before it, then a person. */
export function afterFailure(context: RunContext, state: RunState, step: number): Effect {
  const target = retreatOf(context, step);
  if (target === undefined) return { type: 'ask', step };
  const isBeingUndone = state.steps[target]?.status === 'undoing';
  return isBeingUndone || mayRetreat(context, state, target)
    ? { type: 'undo', step: target }
    : { type: 'ask', step };
}

/** A step was taken back, or could not be: in an abort the next one follows, otherwise a person decides about the one that has failed. */
export function retreated(
  context: RunContext,
  state: RunState,
  { step, at }: { readonly step: number; readonly at: number },
): Transition {
  const watcher = state.status === 'running' ? watcherOf(context, step) : undefined;
  const hasFailed = watcher !== undefined && state.steps[watcher]?.status === 'failed';
  return advance(context, state, { effects: hasFailed ? [{ type: 'ask', step: watcher }] : [], at });
}

/** The stage that was left is entered once more, before the step that watches over it begins. */
export function again(state: RunState, target: number): Transition {
  const before = state.steps[target];
  if (before === undefined || (before.status !== 'undone' && before.status !== 'undo-failed'))
    return { state, effects: [] };
  const kept = without(before, 'startedAt', 'appliedAt', 'endedAt', 'failure', 'result');
  const next = { ...kept, status: 'pending' as const, attempts: 0 };
  return { state: put(state, target, next), effects: [{ type: 'apply', step: target }] };
}

/** A step that had been taken back is done again: its watcher, told long ago, may begin; or has been skipped, and lets the next ones begin. */
export function madeAgain(context: RunContext, state: RunState, step: number): Transition | undefined {
  const watcher = watcherOf(context, step);
  const before = watcher === undefined ? undefined : state.steps[watcher];
  if (state.steps[step]?.released !== true || watcher === undefined || before === undefined) return undefined;
  if (before.status === 'skipped') return complete(context, state, watcher);
  const at = state.steps[step].endedAt;
  return advance(context, state, {
    effects: before.status === 'pending' ? [{ type: 'apply', step: watcher }] : [],
    at,
  });
}

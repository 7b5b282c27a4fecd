import type { ErrorClass } from '../errors.ts';
import { isSatisfied, type RunContext, type RunState, type StepState } from './run-state.ts';

/** What the runner has to do next. `step` is an index into the plan. */
export type Effect =
  /** Feed `applying`, then change the world. */
  | { readonly type: 'apply'; readonly step: number }
  /** Look until the step has settled. */
  | { readonly type: 'watch'; readonly step: number }
  /** Find out whether an interrupted change was made. */
  | { readonly type: 'probe'; readonly step: number }
  | { readonly type: 'retry-at'; readonly step: number; readonly at: number }
  /** Let a person decide about a failed step. */
  | { readonly type: 'ask'; readonly step: number }
  /** Feed `undoing`, then take the change back. */
  | { readonly type: 'undo'; readonly step: number }
  /** Nothing is left to do now: the run is done, aborted, stopped or halted. */
  | { readonly type: 'finish' };

/** A new state and what follows from it. */
export interface Transition {
  readonly state: RunState;
  readonly effects: readonly Effect[];
}

/** The answers that say for certain that a change was not made; after any other failure it may have been. */
const refusals: ReadonlySet<ErrorClass> = new Set([
  'denied',
  'invalid',
  'unsupported',
  'not-found',
  'conflict',
  'throttled',
  'expired-credentials',
]);

/** Whether the other side has refused a change, so that nothing has come of it. */
export function isRefusal(failureClass: ErrorClass): boolean {
  return refusals.has(failureClass);
}

/** Whether the world may have been changed by this step: its change was made, or nobody knows. */
export function mayHaveChanged(step: StepState): boolean {
  return step.touched !== undefined || step.status === 'applying' || step.status === 'uncertain';
}

/** The place of the next change in the order in which changes came to be, for taking them back in reverse. */
export function nextTouch(state: RunState): number {
  return 1 + Math.max(0, ...state.steps.map((step) => step.touched ?? 0));
}

/** Whether a change that cannot be undone has been made, or may have been. */
export function isPastReturn(context: RunContext, state: RunState): boolean {
  return context.plan.steps.some((step, index) => {
    const of = state.steps[index];
    return (step.risk === 'irreversible' || step.risk === 'lossy') && of !== undefined && mayHaveChanged(of);
  });
}

/** The run after a step has been satisfied: the ones behind it may start. */
export function complete(context: RunContext, state: RunState, step: number): Transition {
  const released = release(context, state, step);
  return advance(context, released.state, { effects: released.effects, at: state.steps[step]?.endedAt });
}

/**
 * Tells the nodes behind a satisfied step, once. Junctions and skipped steps pass it on when all that they wait for is there, so that
 * skipping a step never lets the ones behind it overtake the ones before it.
 */
export function release(context: RunContext, state: RunState, satisfied: number): Transition {
  const first = state.steps[satisfied];
  if (first === undefined || first.released || (state.unmet[satisfied] ?? 0) > 0)
    return { state, effects: [] };
  const unmet = state.unmet.slice();
  const steps = state.steps.slice();
  const effects: Effect[] = [];
  const queue = [satisfied];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    const passing = steps[node];
    if (passing !== undefined) steps[node] = { ...passing, released: true };
    for (const dependent of context.graph.nodes[node]?.dependents ?? []) {
      const left = (unmet[dependent] ?? 0) - 1;
      unmet[dependent] = left;
      if (left !== 0) continue;
      const status = steps[dependent]?.status;
      if (status === undefined || status === 'skipped') queue.push(dependent);
      else if (status === 'pending') effects.push({ type: 'apply', step: dependent });
    }
  }
  return { state: { ...state, steps, unmet }, effects };
}

/** Adds what follows for the run as a whole: the next undo of an abort, or that nothing is left to do. `at` is the time of the end. */
export function advance(
  context: RunContext,
  state: RunState,
  { effects, at }: { effects: readonly Effect[]; at?: number | undefined },
): Transition {
  if (state.status === 'aborting') return unwind(context, state, at);
  if (state.status !== 'running') return { state, effects: [] };
  if (effects.some((effect) => effect.type !== 'ask') || state.steps.some((step) => isActive(step)))
    return { state, effects };
  if (state.steps.every((_, index) => isSatisfied(context, state, index))) {
    return {
      state: { ...state, status: 'done', ...(at === undefined ? {} : { endedAt: at }) },
      effects: [...effects, { type: 'finish' }],
    };
  }
  if (state.steps.some((step, index) => step.status === 'pending' && state.unmet[index] === 0))
    return { state, effects };
  return { state: { ...state, status: 'stopped' }, effects: [...effects, { type: 'finish' }] };
}

function isActive({ status }: StepState): boolean {
  return (
    status === 'applying' ||
    status === 'settling' ||
    status === 'uncertain' ||
    status === 'backoff' ||
    status === 'undoing'
  );
}

/** Takes back what nothing else that is still to be taken back depends on, side by side; nothing while a change is still being made. */
function unwind(context: RunContext, state: RunState, at: number | undefined): Transition {
  if (state.steps.some(({ status }) => status === 'applying')) return { state, effects: [] };
  const left = isPastReturn(context, state) ? [] : changesLeft(context, state);
  const held = neededBy(context, left);
  const effects = left
    .filter((index) => !held.has(index) && state.steps[index]?.status !== 'undoing')
    .map((step): Effect => ({ type: 'undo', step }));
  if (left.length > 0 || state.steps.some(({ status }) => status === 'undoing')) return { state, effects };
  return {
    state: { ...state, status: 'aborted', ...(at === undefined ? {} : { endedAt: at }) },
    effects: [{ type: 'finish' }],
  };
}

/** The changes that have not been taken back yet and can be, those that are being taken back included; the latest first. */
function changesLeft({ plan }: RunContext, state: RunState): readonly number[] {
  return state.steps
    .map((step, index) => ({ step, index }))
    .filter(({ step, index }) => {
      const settled = step.status === 'undone' || step.status === 'undo-failed';
      return plan.steps[index]?.undo !== undefined && !settled && mayHaveChanged(step);
    })
    .sort((a, b) => (b.step.touched ?? Number.MAX_VALUE) - (a.step.touched ?? Number.MAX_VALUE))
    .map(({ index }) => index);
}

/** Everything that these steps came after, directly or not: it stays until they have been taken back. */
function neededBy({ graph }: RunContext, steps: readonly number[]): ReadonlySet<number> {
  const found = new Set<number>();
  const queue = steps.flatMap((step) => graph.nodes[step]?.needs ?? []);
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    queue.push(...(graph.nodes[node]?.needs ?? []));
  }
  return found;
}

/** The state with another step at this index. */
export function put(state: RunState, index: number, step: StepState): RunState {
  return { ...state, steps: state.steps.with(index, step) };
}

/** The value without these keys. */
export function without<T extends object, K extends keyof T>(value: T, ...keys: K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key as K))) as Omit<T, K>;
}

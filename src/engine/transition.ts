import type { Failure } from '../errors.ts';
import type { StepId } from '../ids.ts';
import { retryDelay } from './retry-policy.ts';
import { isSatisfied, type RunContext, type RunState, type StepState } from './run-state.ts';
import type { Signal } from './signal.ts';

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

/** The whole behaviour of a run: pure, so that the same signals always lead to the same state. Signals that no longer apply change nothing. */
export function transition(context: RunContext, state: RunState, signal: Signal): Transition {
  switch (signal.type) {
    case 'begin':
      return begin(context, state, signal.at);
    case 'resume':
      return resume(context, state);
    case 'halt':
      return { state: { ...state, status: 'halted', halt: signal.problem }, effects: [{ type: 'finish' }] };
    case 'operator-abort':
      return abort(context, state, signal);
    default: {
      const step = context.graph.index.get(signal.step);
      return step === undefined ? { state, effects: [] } : ofStep(context, state, { signal, step });
    }
  }
}

type StepSignal = Extract<Signal, { readonly step: StepId }>;

function ofStep(context: RunContext, state: RunState, { signal, step }: { signal: StepSignal; step: number }): Transition {
  const before = state.steps[step];
  if (before === undefined) return { state, effects: [] };
  switch (signal.type) {
    case 'applying':
      return applying(context, state, { step, before, at: signal.at });
    case 'applied':
      if (before.status !== 'applying' && before.status !== 'uncertain') return { state, effects: [] };
      return advance(context, put(state, step, { ...before, status: 'settling', appliedAt: signal.at, result: signal.result }), [{ type: 'watch', step }]);
    case 'settled':
      if (before.status !== 'settling' && before.status !== 'uncertain') return { state, effects: [] };
      return complete(context, put(state, step, { ...before, status: 'done', endedAt: signal.at, result: { ...before.result, ...signal.result } }), step);
    case 'not-begun':
      if (before.status !== 'uncertain') return { state, effects: [] };
      return { state: put(state, step, { ...before, status: 'pending' }), effects: [{ type: 'apply', step }] };
    case 'failed':
      return failed(context, state, { step, before, at: signal.at, failure: signal.failure });
    case 'retry-due':
      if (before.status !== 'backoff') return { state, effects: [] };
      return { state: put(state, step, without({ ...before, status: 'pending' }, 'retryAt')), effects: [{ type: 'apply', step }] };
    case 'operator-retry':
      if (before.status !== 'failed' && before.status !== 'uncertain') return { state, effects: [] };
      return { state: put(revive(state), step, { status: 'pending', attempts: 0, ...(before.released ? { released: true } : {}) }), effects: [{ type: 'apply', step }] };
    case 'operator-skip':
      if (isSatisfied(context, state, step) || before.status === 'applying' || before.status === 'settling') return { state, effects: [] };
      return complete(context, put(revive(state), step, { ...before, status: 'skipped', endedAt: signal.at, reason: `${signal.actor}: ${signal.reason}` }), step);
    case 'undoing':
      return { state: put(state, step, { ...before, status: 'undoing' }), effects: [] };
    case 'undone':
      return advance(context, put(state, step, { ...before, status: 'undone', endedAt: signal.at, result: { ...before.result, ...signal.result } }), [], signal.at);
    case 'undo-failed':
      return advance(context, put(state, step, { ...before, status: 'undo-failed', endedAt: signal.at, failure: signal.failure }), [], signal.at);
  }
}

function begin(context: RunContext, state: RunState, at: number): Transition {
  let next: RunState = { ...state, startedAt: at };
  const effects: Effect[] = [];
  context.plan.steps.forEach((step, index) => {
    if (step.skip !== undefined) next = put(next, index, { status: 'skipped', attempts: 0, endedAt: at, reason: step.skip });
  });
  // Junctions without unmet needs do not occur: a junction always has members. Steps without needs start now.
  context.graph.nodes.forEach((node, index) => {
    if (node.step !== undefined && node.needs.length === 0 && next.steps[index]?.status === 'pending') effects.push({ type: 'apply', step: index });
  });
  context.plan.steps.forEach((step, index) => {
    if (step.skip === undefined) return;
    const released = release(context, next, index);
    next = released.state;
    effects.push(...released.effects);
  });
  return advance(context, next, effects, at);
}

/** A new process cannot know what the old one was doing: whatever was being applied is looked at before anything else. */
function resume(context: RunContext, before: RunState): Transition {
  let state = revive(before);
  const effects: Effect[] = [];
  before.steps.forEach((step, index) => {
    switch (step.status) {
      case 'applying':
      case 'uncertain':
        state = put(state, index, { ...step, status: 'uncertain' });
        if (state.status !== 'aborting') effects.push({ type: 'probe', step: index });
        break;
      case 'settling':
        if (state.status !== 'aborting') effects.push({ type: 'watch', step: index });
        break;
      case 'backoff':
        effects.push({ type: 'retry-at', step: index, at: step.retryAt ?? 0 });
        break;
      case 'pending':
        if (state.status !== 'aborting' && state.unmet[index] === 0) effects.push({ type: 'apply', step: index });
        break;
      case 'undoing':
        effects.push({ type: 'undo', step: index });
        break;
      case 'failed':
        if (context.plan.steps[index]?.optional !== true && state.status !== 'aborting') effects.push({ type: 'ask', step: index });
        break;
      case 'done':
      case 'skipped':
      case 'undone':
      case 'undo-failed':
        break;
    }
  });
  return advance(context, state, effects);
}

function applying(context: RunContext, state: RunState, { step, before, at }: { step: number; before: StepState; at: number }): Transition {
  if (before.status !== 'pending' || state.status !== 'running') return { state, effects: [] };
  const started = { startedAt: before.startedAt ?? at, attempts: before.attempts + 1 };
  const changes = context.plan.steps[step]?.changes === true;
  if (changes) return { state: put(state, step, { ...before, ...started, status: 'applying' }), effects: [] };
  return { state: put(state, step, { ...before, ...started, status: 'settling', appliedAt: at }), effects: [{ type: 'watch', step }] };
}

function failed(context: RunContext, state: RunState, { step, before, at, failure }: { step: number; before: StepState; at: number; failure: Failure }): Transition {
  if (isSatisfied(context, state, step) || before.status === 'failed') return { state, effects: [] };
  const plan = context.plan.steps[step];
  const deadline = (before.startedAt ?? at) + (plan?.timeoutMs ?? 0);
  const delay = before.status === 'applying' ? retryDelay(failure, before.attempts, plan?.id ?? '') : undefined;
  if (delay !== undefined && at + delay < deadline && state.status === 'running') {
    const retryAt = at + delay;
    return { state: put(state, step, { ...before, status: 'backoff', failure, retryAt }), effects: [{ type: 'retry-at', step, at: retryAt }] };
  }
  const next = put(state, step, { ...before, status: 'failed', endedAt: at, failure });
  if (plan?.optional === true) return complete(context, next, step);
  return advance(context, next, state.status === 'running' ? [{ type: 'ask', step }] : [], at);
}

/** Before the point of no return everything reversible is taken back; behind it going back would lose more than it saves. */
function abort(context: RunContext, state: RunState, { actor, reason, at }: { actor: string; reason: string; at: number }): Transition {
  if (state.status === 'aborting' || state.status === 'done' || state.status === 'aborted') return { state, effects: [] };
  return advance(context, { ...state, status: 'aborting', abort: { actor, reason } }, [], at);
}

/** Whether a step that cannot be undone has been begun. */
export function isPastReturn(context: RunContext, state: RunState): boolean {
  return context.plan.steps.some((step, index) => {
    if (step.risk !== 'irreversible' && step.risk !== 'lossy') return false;
    const status = state.steps[index]?.status;
    return status !== 'pending' && status !== 'skipped';
  });
}

function complete(context: RunContext, state: RunState, step: number): Transition {
  const released = release(context, state, step);
  return advance(context, released.state, released.effects, state.steps[step]?.endedAt);
}

/** Tells the nodes behind a satisfied one; junctions pass it on. */
function release(context: RunContext, state: RunState, satisfied: number): Transition {
  const step = state.steps[satisfied];
  if (step === undefined || step.released) return { state, effects: [] };
  const unmet = state.unmet.slice();
  const effects: Effect[] = [];
  const queue = [satisfied];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const dependent of context.graph.nodes[node]?.dependents ?? []) {
      const left = (unmet[dependent] ?? 0) - 1;
      unmet[dependent] = left;
      if (left !== 0) continue;
      if (context.graph.nodes[dependent]?.step === undefined) queue.push(dependent);
      else if (state.steps[dependent]?.status === 'pending') effects.push({ type: 'apply', step: dependent });
    }
  }
  return { state: { ...put(state, satisfied, { ...step, released: true }), unmet }, effects };
}

/** Adds what follows for the run as a whole: the next undo of an abort, or that nothing is left to do. */
function advance(context: RunContext, state: RunState, effects: readonly Effect[], at?: number): Transition {
  const started = state.status === 'running' ? effects : effects.filter((effect) => effect.type === 'undo');
  if (state.status === 'aborting') return unwind(context, state, { effects: started, at });
  if (state.status !== 'running' || started.some((effect) => effect.type !== 'ask')) return { state, effects: started };
  if (state.steps.some((step) => isActive(step))) return { state, effects: started };
  if (state.steps.every((_, index) => isSatisfied(context, state, index))) {
    return { state: { ...state, status: 'done', ...(at === undefined ? {} : { endedAt: at }) }, effects: [...started, { type: 'finish' }] };
  }
  if (state.steps.some((step, index) => step.status === 'pending' && state.unmet[index] === 0)) return { state, effects: started };
  return { state: { ...state, status: 'stopped' }, effects: [...started, { type: 'finish' }] };
}

function isActive(step: StepState): boolean {
  return step.status === 'applying' || step.status === 'settling' || step.status === 'uncertain' || step.status === 'backoff' || step.status === 'undoing';
}

/** One undo at a time, the latest change first, and none while a change is still being made. */
function unwind(context: RunContext, state: RunState, { effects, at }: { effects: readonly Effect[]; at: number | undefined }): Transition {
  if (effects.length > 0 || state.steps.some((step) => step.status === 'applying' || step.status === 'undoing')) return { state, effects };
  const candidates = isPastReturn(context, state)
    ? []
    : state.steps.flatMap((step, index) => {
        const plan = context.plan.steps[index];
        const touched = step.attempts > 0 && step.status !== 'undone' && step.status !== 'undo-failed' && step.status !== 'skipped';
        return plan?.undo !== undefined && plan.changes && touched ? [{ index, startedAt: step.startedAt ?? 0 }] : [];
      });
  const last = candidates.sort((a, b) => b.startedAt - a.startedAt || b.index - a.index)[0];
  if (last !== undefined) return { state, effects: [{ type: 'undo', step: last.index }] };
  return { state: { ...state, status: 'aborted', ...(at === undefined ? {} : { endedAt: at }) }, effects: [{ type: 'finish' }] };
}

/** A run that had stopped or was halted runs again. */
function revive(state: RunState): RunState {
  if (state.status !== 'stopped' && state.status !== 'halted') return state;
  return without({ ...state, status: state.abort === undefined ? 'running' : 'aborting' }, 'halt');
}

function put(state: RunState, index: number, step: StepState): RunState {
  return { ...state, steps: state.steps.with(index, step) };
}

function without<T extends object, K extends keyof T>(value: T, key: K): T {
  const { [key]: _dropped, ...rest } = value;
  return rest as T;
}

import type { Failure } from '../errors.ts';
import type { StepId } from '../ids.ts';
import {
  advance,
  complete,
  isRefusal,
  mayHaveChanged,
  nextTouch,
  put,
  release,
  without,
  type Effect,
  type Transition,
} from './advance.ts';
import { afterFailure, again, isRetreated, madeAgain, mayRetreat, retreated, retreatOf } from './retreat.ts';
import { retryDelay } from './retry-policy.ts';
import { isFinal, isSatisfied, type RunContext, type RunState, type StepState } from './run-state.ts';
import type { Signal } from './signal.ts';

/** The whole behaviour of a run: pure, so that the same signals always lead to the same state. Signals that no longer apply change nothing. */
export function transition(context: RunContext, state: RunState, signal: Signal): Transition {
  const ignored = { state, effects: [] };
  if (isFinal(state)) return ignored;
  switch (signal.type) {
    case 'begin':
      return state.startedAt === 0 ? begin(context, state, signal.at) : ignored;
    case 'resume':
      return resume(context, state);
    case 'checked':
      return ignored;
    case 'halt':
      if (state.status === 'halted') return ignored;
      return { state: { ...state, status: 'halted', halt: signal.problem }, effects: [{ type: 'finish' }] };
    case 'operator-abort':
      if (state.status === 'aborting' || state.abort !== undefined) return ignored;
      return advance(
        context,
        {
          ...without(state, 'halt'),
          status: 'aborting',
          abort: { actor: signal.actor, reason: signal.reason },
        },
        { effects: [], at: signal.at },
      );
    default: {
      const step = context.graph.index.get(signal.step);
      const before = step === undefined ? undefined : state.steps[step];
      if (step === undefined || before === undefined) return ignored;
      return ofStep({ context, state, step, before }, signal) ?? ignored;
    }
  }
}

type StepSignal = Extract<Signal, { readonly step: StepId }>;

interface About {
  readonly context: RunContext;
  readonly state: RunState;
  readonly step: number;
  readonly before: StepState;
}

/** What a signal does to its step; undefined where it no longer applies. */
function ofStep(about: About, signal: StepSignal): Transition | undefined {
  const { context, state, step, before } = about;
  switch (signal.type) {
    case 'applying':
      return applying(about, signal.at);
    case 'applied': {
      if (before.status !== 'applying' && before.status !== 'uncertain') return undefined;
      const next = {
        ...before,
        ...touch(about),
        status: 'settling' as const,
        appliedAt: signal.at,
        result: signal.result,
      };
      return advance(context, put(state, step, next), { effects: [{ type: 'watch', step }], at: signal.at });
    }
    case 'settled': {
      if (before.status !== 'settling' && before.status !== 'uncertain') return undefined;
      const result = { ...before.result, ...signal.result };
      const next = put(state, step, {
        ...before,
        ...touch(about),
        status: 'done',
        endedAt: signal.at,
        result,
      });
      return madeAgain(context, next, step) ?? complete(context, next, step);
    }
    case 'not-begun': {
      if (before.status !== 'uncertain') return undefined;
      const known = signal.unknown === true ? touch(about) : {};
      // Its time begins anew: the run may have lain still for longer than the step may take.
      const next = { ...without(before, 'startedAt'), ...known, status: 'pending' as const };
      return advance(context, put(state, step, next), { effects: [{ type: 'apply', step }], at: signal.at });
    }
    case 'failed':
      return failed(about, signal.at, signal.failure);
    case 'retry-due':
      if (before.status !== 'backoff' || state.status !== 'running') return undefined;
      return {
        state: put(state, step, { ...without(before, 'retryAt'), status: 'pending' }),
        effects: [{ type: 'apply', step }],
      };
    case 'operator-retry':
    case 'operator-skip':
      return state.abort === undefined ? ofOperator(about, signal) : undefined;
    case 'undoing':
      if (before.status === 'undoing' || !mayHaveChanged(before)) return undefined;
      if (state.status !== 'aborting' && !mayRetreat(context, state, step)) return undefined;
      return { state: put(state, step, { ...before, ...touch(about), status: 'undoing' }), effects: [] };
    case 'undone': {
      if (before.status !== 'undoing') return undefined;
      const result = { ...before.result, ...signal.result };
      const next = { ...before, status: 'undone' as const, endedAt: signal.at, result };
      return retreated(context, put(state, step, next), { step, at: signal.at });
    }
    case 'undo-failed': {
      // What fails because the process is stopping says nothing; it is tried again after the resume.
      if (before.status !== 'undoing' || state.status === 'halted') return undefined;
      const next = {
        ...before,
        status: 'undo-failed' as const,
        endedAt: signal.at,
        failure: signal.failure,
      };
      return retreated(context, put(state, step, next), { step, at: signal.at });
    }
  }
}

function ofOperator(
  about: About,
  signal: Extract<StepSignal, { readonly actor: string }>,
): Transition | undefined {
  const { context, state, step, before } = about;
  if (signal.type === 'operator-retry') {
    if (before.status !== 'failed' && before.status !== 'uncertain') return undefined;
    const known = before.status === 'uncertain' ? touch(about) : {};
    const kept = without(before, 'startedAt', 'appliedAt', 'endedAt', 'failure', 'result');
    const next = { ...kept, ...known, status: 'pending' as const, attempts: 0 };
    const revived = put(revive(state), step, next);
    const target = retreatOf(context, step);
    if (target !== undefined && state.steps[target]?.status === 'undoing') return undefined;
    if (target === undefined || !isRetreated(context, revived, step))
      return { state: revived, effects: [{ type: 'apply', step }] };
    return again(revived, target);
  }
  if (before.status === 'applying' || isSatisfied(context, state, step)) return undefined;
  const known = before.status === 'uncertain' ? touch(about) : {};
  const reason = `${signal.actor}: ${signal.reason}`;
  const skipped = { ...before, ...known, status: 'skipped' as const, endedAt: signal.at, reason };
  const next = put(revive(state), step, skipped);
  const target = retreatOf(context, step);
  // Whoever skips the watch over a stage wants the stage: it is entered again before anything follows.
  const left = target !== undefined && isRetreated(context, state, step) && before.status === 'failed';
  return left ? again(next, target) : complete(context, next, step);
}

/** The mark of a step whose change has been made, or may have been: the first mark stays. */
function touch({ context, state, step, before }: About): { readonly touched?: number } {
  if (before.touched !== undefined || context.plan.steps[step]?.changes !== true) return {};
  return { touched: nextTouch(state) };
}

function begin(context: RunContext, state: RunState, at: number): Transition {
  const { plan, graph } = context;
  const steps = state.steps.map((before, index): StepState => {
    const reason = plan.steps[index]?.skip;
    return reason === undefined ? before : { ...before, status: 'skipped', endedAt: at, reason };
  });
  let next: RunState = { ...state, startedAt: at, steps };
  const effects: Effect[] = [];
  // A junction always has members, so only steps can be without needs.
  for (const [index, node] of graph.nodes.entries()) {
    if (node.step === undefined || node.needs.length > 0) continue;
    if (plan.steps[index]?.skip === undefined) {
      effects.push({ type: 'apply', step: index });
      continue;
    }
    const released = release(context, next, index);
    next = released.state;
    effects.push(...released.effects);
  }
  return advance(context, next, { effects, at });
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
        effects.push({ type: 'probe', step: index });
        break;
      case 'settling':
        effects.push({ type: 'watch', step: index });
        break;
      case 'backoff':
        // Its time begins anew, as for a step that was never begun.
        state = put(state, index, without(step, 'startedAt'));
        effects.push({ type: 'retry-at', step: index, at: step.retryAt ?? 0 });
        break;
      case 'pending':
        if (state.unmet[index] === 0) effects.push({ type: 'apply', step: index });
        break;
      case 'failed':
        if (context.plan.steps[index]?.optional !== true) effects.push(afterFailure(context, state, index));
        break;
      case 'done':
      case 'skipped':
      case 'undoing':
      case 'undone':
      case 'undo-failed':
        break;
    }
  });
  if (state.status !== 'aborting') return advance(context, state, { effects });
  // What was being taken back when the process died is taken back once more, beside what comes next.
  const undoing = state.steps.flatMap(({ status }, step): Effect[] =>
    status === 'undoing' ? [{ type: 'undo', step }] : [],
  );
  const next = advance(context, state, { effects: [] });
  return { state: next.state, effects: [...undoing, ...next.effects] };
}

function applying({ context, state, step, before }: About, at: number): Transition | undefined {
  if (before.status !== 'pending' || state.status !== 'running' || state.unmet[step] !== 0) return undefined;
  if (isRetreated(context, state, step)) return undefined;
  const started = { startedAt: before.startedAt ?? at, attempts: before.attempts + 1 };
  if (context.plan.steps[step]?.changes === true)
    return { state: put(state, step, { ...before, ...started, status: 'applying' }), effects: [] };
  return {
    state: put(state, step, { ...before, ...started, status: 'settling', appliedAt: at }),
    effects: [{ type: 'watch', step }],
  };
}

function failed(about: About, at: number, failure: Failure): Transition | undefined {
  const { context, state, step, before } = about;
  const { status } = before;
  if (status !== 'applying' && status !== 'settling' && status !== 'uncertain') return undefined;
  // What fails because the process is stopping says nothing about the step; after the resume it is looked at.
  if (state.status === 'halted') return undefined;
  const known = status === 'applying' && isRefusal(failure.class) ? {} : touch(about);
  const plan = context.plan.steps[step];
  const deadline = (before.startedAt ?? at) + (plan?.timeoutMs ?? 0);
  // What the run can do without is tried twice where nothing answers: a dark region must not hold up its own evacuation.
  const { from, fromCondition } = context.plan.goal;
  const lost = fromCondition === 'down' && plan?.region === from;
  const silent = failure.class === 'unreachable' || (lost && failure.class === 'transient');
  const hopeless = plan?.optional === true && silent && before.attempts >= 2;
  const delay =
    status === 'applying' && !hopeless ? retryDelay(failure, before.attempts, plan?.id ?? '') : undefined;
  if (delay !== undefined && at + delay < deadline && state.status === 'running') {
    const retryAt = at + delay;
    return {
      state: put(state, step, { ...before, ...known, status: 'backoff', failure, retryAt }),
      effects: [{ type: 'retry-at', step, at: retryAt }],
    };
  }
  const next = put(state, step, { ...before, ...known, status: 'failed', endedAt: at, failure });
  if (plan?.optional === true) return complete(context, next, step);
  return advance(context, next, { effects: [afterFailure(context, next, step)], at });
}

/** A run that had stopped or was halted runs again. */
function revive(state: RunState): RunState {
  if (state.status !== 'stopped' && state.status !== 'halted') return state;
  return { ...without(state, 'halt'), status: state.abort === undefined ? 'running' : 'aborting' };
}

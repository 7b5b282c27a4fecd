import { describe, expect, it } from 'vitest';
import { isPastReturn } from '../../../src/engine/advance.ts';
import {
  initialState,
  runContext,
  type RunContext,
  type RunState,
  type StepStatus,
} from '../../../src/engine/run-state.ts';
import type { Signal } from '../../../src/engine/signal.ts';
import { transition } from '../../../src/engine/transition.ts';
import type { ErrorClass } from '../../../src/errors.ts';
import type { ToyResource } from '../../rig/rig.ts';
import { planToys } from '../../rig/toy-plan.ts';

const statuses: readonly StepStatus[] = [
  'pending',
  'applying',
  'settling',
  'uncertain',
  'backoff',
  'done',
  'failed',
  'skipped',
  'undoing',
  'undone',
  'undo-failed',
];

const at = 1_000;
const step = 'a:go';
const failure = (errorClass: ErrorClass) => ({
  class: errorClass,
  problem: { code: 'UNEXPECTED' as const, message: 'no' },
});

function toys(resources: Record<string, ToyResource>): {
  readonly context: RunContext;
  readonly state: RunState;
} {
  const context = runContext(planToys(resources));
  return { context, state: { ...initialState(context), startedAt: 1 } };
}

const reversible = { action: 'go', undo: { title: 'back' } };

/** A running (or aborting) run of two independent steps, of which `a:go` has this status. */
function withStatus(
  status: StepStatus,
  run: 'running' | 'aborting',
): { readonly context: RunContext; readonly state: RunState } {
  const { context, state } = toys({ a: { steps: [reversible] }, b: { steps: [reversible] } });
  const a = context.graph.index.get(step) ?? -1;
  const released = status === 'done' || status === 'skipped' ? { released: true as const } : {};
  const touched = status === 'pending' || status === 'skipped' ? {} : { touched: 1 };
  const steps = state.steps.with(a, { status, attempts: 1, startedAt: 1, ...released, ...touched });
  // `b` is being applied, so that the run itself does not come to an end.
  const running = steps.with(1 - a, { status: 'applying', attempts: 1, startedAt: 1 });
  return {
    context,
    state: {
      ...state,
      status: run,
      steps: running,
      ...(run === 'aborting' ? { abort: { actor: 'bob', reason: 'so' } } : {}),
    },
  };
}

type Row = readonly [name: string, signal: Signal, changes: Partial<Record<StepStatus, StepStatus>>];

const always: readonly Row[] = [
  ['applied', { type: 'applied', at, step, result: {} }, { applying: 'settling', uncertain: 'settling' }],
  ['settled', { type: 'settled', at, step, result: {} }, { settling: 'done', uncertain: 'done' }],
  ['not-begun', { type: 'not-begun', at, step }, { uncertain: 'pending' }],
  [
    'failed (denied)',
    { type: 'failed', at, step, failure: failure('denied') },
    { applying: 'failed', settling: 'failed', uncertain: 'failed' },
  ],
];
const whileRunning: readonly Row[] = [
  ['applying', { type: 'applying', at, step }, { pending: 'applying' }],
  [
    'failed (throttled)',
    { type: 'failed', at, step, failure: failure('throttled') },
    { applying: 'backoff', settling: 'failed', uncertain: 'failed' },
  ],
  ['retry-due', { type: 'retry-due', at, step }, { backoff: 'pending' }],
  [
    'operator-retry',
    { type: 'operator-retry', at, step, actor: 'bob' },
    { failed: 'pending', uncertain: 'pending' },
  ],
  [
    'operator-skip',
    { type: 'operator-skip', at, step, actor: 'bob', reason: 'so' },
    { pending: 'skipped', settling: 'skipped', uncertain: 'skipped', backoff: 'skipped', failed: 'skipped' },
  ],
  ['undoing', { type: 'undoing', at, step }, {}],
];
const whileAborting: readonly Row[] = [
  ['applying', { type: 'applying', at, step }, {}],
  [
    'failed (throttled)',
    { type: 'failed', at, step, failure: failure('throttled') },
    { applying: 'failed', settling: 'failed', uncertain: 'failed' },
  ],
  ['retry-due', { type: 'retry-due', at, step }, {}],
  ['operator-retry', { type: 'operator-retry', at, step, actor: 'bob' }, {}],
  ['operator-skip', { type: 'operator-skip', at, step, actor: 'bob', reason: 'so' }, {}],
  ['undone', { type: 'undone', at, step, result: {} }, { undoing: 'undone' }],
  ['undo-failed', { type: 'undo-failed', at, step, failure: failure('denied') }, { undoing: 'undo-failed' }],
  ['operator-abort', { type: 'operator-abort', at, actor: 'eve', reason: 'again' }, {}],
];
// What an abort alone brings about does not occur in a run that has not been aborted.
const ofRunning = statuses.filter((status) => !status.startsWith('undo') && !status.startsWith('undone'));
const cases = [
  ...[...always, ...whileRunning].flatMap((row) =>
    ofRunning.map((status) => ['running', status, ...row] as const),
  ),
  ...[...always, ...whileAborting].flatMap((row) =>
    statuses.map((status) => ['aborting', status, ...row] as const),
  ),
];

describe('one signal in one status', () => {
  it.each(cases)('while %s, %s: %s', (...[run, status, , signal, changes]) => {
    const { context, state } = withStatus(status, run);
    const a = context.graph.index.get(step) ?? -1;
    const next = transition(context, state, signal).state;
    expect(next.steps[a]?.status).toBe(changes[status] ?? status);
    if (changes[status] === undefined) expect(next).toBe(state);
    // A signal that comes twice changes nothing the second time.
    expect(transition(context, next, signal)).toEqual({ state: next, effects: [] });
  });
});

describe('a run', () => {
  it.each(['done', 'aborted'] as const)('that is %s changes no more', (status) => {
    const { context, state } = withStatus('failed', 'running');
    const over: RunState = { ...state, status };
    const problem = { code: 'INTERRUPTED' as const, message: '' };
    const signals = [
      ...cases.map(([, , , signal]) => signal),
      { type: 'halt' as const, at, problem },
      { type: 'resume' as const, at },
      { type: 'begin' as const, at },
    ];
    for (const signal of signals)
      expect(transition(context, over, signal)).toEqual({ state: over, effects: [] });
  });

  it('begins once', () => {
    const context = runContext(planToys({ a: { steps: [reversible] } }));
    const begun = transition(context, initialState(context), { type: 'begin', at });
    expect(begun.effects).toEqual([{ type: 'apply', step: 0 }]);
    expect(transition(context, begun.state, { type: 'begin', at: 2_000 })).toEqual({
      state: begun.state,
      effects: [],
    });
  });

  it('that is halted takes in what was done, and nothing that failed, for that may be the halt itself', () => {
    const { context, state } = withStatus('applying', 'running');
    const a = context.graph.index.get(step) ?? -1;
    const halted = transition(context, state, {
      type: 'halt',
      at,
      problem: { code: 'INTERRUPTED', message: '' },
    }).state;
    expect(
      transition(context, halted, { type: 'applied', at, step, result: {} }).state.steps[a]?.status,
    ).toBe('settling');
    expect(transition(context, halted, { type: 'failed', at, step, failure: failure('unknown') }).state).toBe(
      halted,
    );
    const resumed = transition(context, halted, { type: 'resume', at });
    expect(resumed.state).toMatchObject({ status: 'running', steps: { [a]: { status: 'uncertain' } } });
    expect(resumed.effects).toContainEqual({ type: 'probe', step: a });
  });

  it('lets the steps behind an optional failure start once, also when that is tried again and succeeds', () => {
    const { context, state } = toys({
      a: { steps: [{ action: 'go', optional: true }] },
      c: { steps: [reversible] },
      b: { steps: [reversible], after: ['a', 'c'] },
    });
    const b = context.graph.index.get('b:go') ?? -1;
    const signals: Signal[] = [
      { type: 'applying', at, step },
      { type: 'failed', at, step, failure: failure('denied') },
      { type: 'operator-retry', at, step, actor: 'bob' },
      { type: 'applying', at, step },
      { type: 'applied', at, step, result: {} },
      { type: 'settled', at, step, result: {} },
    ];
    const states = signals.map((_, count) =>
      signals
        .slice(0, count + 1)
        .reduce((before, signal) => transition(context, before, signal).state, state),
    );
    expect(states.map(({ unmet }) => unmet[b])).toEqual([2, 1, 1, 1, 1, 1]);
  });

  it('is past its point of no return as soon as such a change is under way, and not when it was refused', () => {
    const { context, state } = toys({ a: { steps: [{ action: 'go', risk: 'irreversible' }] } });
    const applying = transition(context, state, { type: 'applying', at, step }).state;
    const fail = (errorClass: ErrorClass) =>
      transition(context, applying, { type: 'failed', at, step, failure: failure(errorClass) }).state;
    expect(
      [state, applying, fail('denied'), fail('transient'), fail('unknown')].map((each) =>
        isPastReturn(context, each),
      ),
    ).toEqual([false, true, false, true, true]);
  });
});

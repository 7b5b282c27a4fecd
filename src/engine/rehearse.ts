import type { RunSummary } from '../events.ts';
import type { Plan } from '../plan/plan.ts';
import type { Effect } from './advance.ts';
import { initialState, runContext, type RunState, type RunStatus } from './run-state.ts';
import type { Signal } from './signal.ts';
import { summarise } from './summary.ts';
import { transition } from './transition.ts';

/** How a run of a plan would go in which every step succeeds in the time that it is expected to take. */
export interface Rehearsal {
  /** `done`, unless the steps wait for each other. */
  readonly status: RunStatus;
  readonly summary: RunSummary;
}

/** A run that begins at 0 has not begun. */
const start = 1;

/** Plays a plan through the state machine of the engine, with no effects and no waiting. Pure. */
export function rehearse(plan: Plan): Rehearsal {
  const context = runContext(plan);
  const due: { readonly at: number; readonly step: number }[] = [];
  let state: RunState = initialState(context);
  let now = start;
  const feed = (signal: Signal): void => {
    const next = transition(context, state, signal);
    ({ state } = next);
    for (const effect of next.effects) follow(effect);
  };
  const follow = (effect: Effect): void => {
    const step = 'step' in effect ? plan.steps[effect.step] : undefined;
    if (step === undefined) return;
    if (effect.type === 'apply') {
      feed({ type: 'applying', at: now, step: step.id });
      if (step.changes) feed({ type: 'applied', at: now, step: step.id, result: {} });
    }
    if (effect.type === 'watch') due.push({ at: now + step.expectedMs, step: effect.step });
  };
  feed({ type: 'begin', at: start });
  while (due.length > 0) {
    due.sort((one, other) => other.at - one.at);
    const next = due.pop();
    const step = plan.steps[next?.step ?? -1];
    if (next === undefined || step === undefined) break;
    now = next.at;
    feed({ type: 'settled', at: now, step: step.id, result: {} });
  }
  const about = { run: 'rehearsal', actor: 'rehearsal', reason: 'rehearsal', configDigest: '' };
  const record = { schemaVersion: 1, ...about, service: plan.service, declaredAt: start, plan } as const;
  return { status: state.status, summary: summarise(record, context, { state, now, warnings: [] }) };
}

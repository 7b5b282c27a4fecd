import type { RunEvent } from '../events.ts';
import { blockedSteps, type RunContext, type RunState } from './run-state.ts';
import type { Signal } from './signal.ts';
import { isPastReturn } from './advance.ts';

/** What subscribers are told about a signal that has changed the state from `before` to `after`. */
export function eventsOf(
  context: RunContext,
  signal: Signal,
  { before, after }: { before: RunState; after: RunState },
): RunEvent[] {
  if (signal.type === 'operator-abort') {
    return [
      { type: 'aborting', actor: signal.actor, reason: signal.reason, undo: !isPastReturn(context, after) },
    ];
  }
  if (!('step' in signal)) return plannedSkips(context, signal);
  const index = context.graph.index.get(signal.step);
  const now = index === undefined ? undefined : after.steps[index];
  if (index === undefined || now === undefined || now === before.steps[index]) return [];
  const step = signal.step;
  switch (signal.type) {
    case 'applying':
      return [{ type: 'step-started', step, attempt: now.attempts }];
    case 'settled':
      return [
        { type: 'step-done', step, tookMs: signal.at - (now.startedAt ?? signal.at), note: now.result?.note },
      ];
    case 'failed':
      if (now.status === 'backoff')
        return [
          {
            type: 'step-retrying',
            step,
            problem: signal.failure.problem,
            inMs: (now.retryAt ?? signal.at) - signal.at,
          },
        ];
      return [
        {
          type: 'step-failed',
          step,
          problem: signal.failure.problem,
          optional: context.plan.steps[index]?.optional === true,
          blocks: blockedSteps(context, after, index),
        },
      ];
    case 'operator-skip':
      return [{ type: 'step-skipped', step, reason: now.reason ?? signal.reason }];
    case 'undone':
      return [{ type: 'step-undone', step, note: signal.result.note }];
    case 'undo-failed':
      return [{ type: 'step-undo-failed', step, problem: signal.failure.problem }];
    case 'applied':
    case 'not-begun':
    case 'retry-due':
    case 'operator-retry':
    case 'undoing':
      return [];
  }
}

function plannedSkips({ plan }: RunContext, signal: Signal): RunEvent[] {
  if (signal.type !== 'begin') return [];
  return plan.steps.flatMap((step) =>
    step.skip === undefined ? [] : [{ type: 'step-skipped' as const, step: step.id, reason: step.skip }],
  );
}

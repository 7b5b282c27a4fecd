import type { ResourceChecks } from '../engine/check-all.ts';
import type { Signal } from '../engine/signal.ts';
import type { ResourceId, StepId } from '../ids.ts';
import type { Check } from '../kinds/kind.ts';
import type { Lag, Plan } from '../plan/plan.ts';
import type { ReportStep } from './run-report.ts';

/** One resource: what was seen before the run, what the run did with it, and what the checks at the end found. */
export interface ResourceEvidence {
  readonly resource: ResourceId;
  readonly before: {
    readonly state: 'ready' | 'done' | 'blocked';
    readonly summary: string;
    readonly lag?: Lag;
    readonly region: readonly string[];
  };
  readonly steps: readonly StepId[];
  readonly after: readonly Check[];
}

/** The evidence of every resource of a plan, in the plan's order. */
export function evidenceOf(
  { assessments }: Plan,
  steps: readonly ReportStep[],
  checks: readonly ResourceChecks[],
): ResourceEvidence[] {
  const after = new Map(checks.map(({ resource, checks: own }) => [resource, own]));
  const acted = new Map<ResourceId, StepId[]>();
  for (const { id, resource } of steps) acted.set(resource, [...(acted.get(resource) ?? []), id]);
  return Object.entries(assessments).map(([resource, { state, summary, lag, condition }]) => ({
    resource,
    before: { state, summary, ...(lag === undefined ? {} : { lag }), region: condition?.evidence ?? [] },
    steps: acted.get(resource) ?? [],
    after: after.get(resource) ?? [],
  }));
}

/** Something a person decided, or that befell the process, during a run. `at` in ms since the epoch. */
export interface Decision {
  readonly at: number;
  readonly type: 'retry' | 'skip' | 'abort' | 'resume' | 'halt';
  readonly step?: StepId;
  readonly actor?: string;
  readonly reason?: string;
}

/** Every decision in a journal, first things first. */
export function decisionsOf(signals: readonly Signal[]): Decision[] {
  return signals.flatMap((signal): Decision[] => {
    switch (signal.type) {
      case 'operator-retry':
        return [{ at: signal.at, type: 'retry', step: signal.step, actor: signal.actor }];
      case 'operator-skip':
        return [
          { at: signal.at, type: 'skip', step: signal.step, actor: signal.actor, reason: signal.reason },
        ];
      case 'operator-abort':
        return [{ at: signal.at, type: 'abort', actor: signal.actor, reason: signal.reason }];
      case 'resume':
        return [{ at: signal.at, type: 'resume' }];
      case 'halt':
        return [{ at: signal.at, type: 'halt', reason: signal.problem.message }];
      default:
        return [];
    }
  });
}

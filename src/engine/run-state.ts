import type { Failure, Problem } from '../errors.ts';
import type { Graph } from '../plan/graph.ts';
import { buildGraph } from '../plan/graph.ts';
import type { Plan } from '../plan/plan.ts';
import type { Evidence } from './signal.ts';

/**
 * Where a step is. `uncertain`: it was being applied when its process died. `backoff`: waits to be tried again.
 * A step that waits for a failed one stays `pending`; see `blockedBy`.
 */
export type StepStatus =
  | 'pending'
  | 'applying'
  | 'settling'
  | 'uncertain'
  | 'backoff'
  | 'done'
  | 'failed'
  | 'skipped'
  | 'undoing'
  | 'undone'
  | 'undo-failed';

/** One step of a run. Times in ms since the epoch. */
export interface StepState {
  readonly status: StepStatus;
  /** How often `apply` was begun since the step was last started by hand or by the plan. */
  readonly attempts: number;
  readonly startedAt?: number;
  readonly appliedAt?: number;
  readonly endedAt?: number;
  readonly retryAt?: number;
  readonly failure?: Failure;
  readonly result?: Evidence;
  /** Why it was skipped. */
  readonly reason?: string;
  /** Set when its change has been made or may have been: its place, from 1, in the order of all changes. */
  readonly touched?: number;
  /** Whether the steps behind it have been told that it is satisfied; they are told once. */
  readonly released?: true;
}

/** running; stopped: waits for the operator; aborting: takes back what can be taken back; halted: its process stopped. The rest is final. */
export type RunStatus = 'running' | 'stopped' | 'aborting' | 'halted' | 'done' | 'aborted';

/** A whole run; `steps` stand as in the plan, `unmet` as the nodes of its graph. */
export interface RunState {
  readonly status: RunStatus;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly steps: readonly StepState[];
  /** How many needs of each node are not met yet. */
  readonly unmet: readonly number[];
  readonly abort?: { readonly actor: string; readonly reason: string };
  readonly halt?: Problem;
}

/** A plan with its graph, which never changes during a run. */
export interface RunContext {
  readonly plan: Plan;
  readonly graph: Graph;
}

/** Prepares a plan for running. */
export function runContext(plan: Plan): RunContext {
  return { plan, graph: buildGraph(plan.steps) };
}

/** The state before anything has happened. */
export function initialState({ plan, graph }: RunContext): RunState {
  return {
    status: 'running',
    startedAt: 0,
    steps: plan.steps.map(() => ({ status: 'pending', attempts: 0 })),
    unmet: graph.nodes.map((node) => node.needs.length),
  };
}

/** Whether a run is over for good. */
export function isFinal(state: RunState): boolean {
  return state.status === 'done' || state.status === 'aborted';
}

/** Whether a step has ended in a way that lets the ones behind it start. */
export function isSatisfied(context: RunContext, state: RunState, step: number): boolean {
  const status = state.steps[step]?.status;
  return (
    status === 'done' ||
    status === 'skipped' ||
    (status === 'failed' && context.plan.steps[step]?.optional === true)
  );
}

/** The failed steps because of which a pending step cannot start; none when it merely waits its turn. */
export function blockedBy(context: RunContext, state: RunState, step: number): readonly number[] {
  const found = new Set<number>();
  const seen = new Set<number>();
  const queue = [...(context.graph.nodes[step]?.needs ?? [])];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const status = state.steps[node]?.status;
    if (status === 'failed' && !isSatisfied(context, state, node)) found.add(node);
    else if (
      status === undefined ||
      status === 'pending' ||
      (status === 'skipped' && state.steps[node]?.released !== true)
    )
      queue.push(...(context.graph.nodes[node]?.needs ?? []));
  }
  return [...found].sort((a, b) => a - b);
}

/** The pending steps that cannot start because this one has failed; none when the run can do without it. */
export function blockedSteps(context: RunContext, state: RunState, failed: number): readonly string[] {
  if (state.steps[failed]?.status !== 'failed' || isSatisfied(context, state, failed)) return [];
  const seen = new Set<number>();
  const queue = [...(context.graph.nodes[failed]?.dependents ?? [])];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    const of = state.steps[node];
    const passes =
      of === undefined || of.status === 'pending' || (of.status === 'skipped' && of.released !== true);
    if (seen.has(node) || !passes) continue;
    seen.add(node);
    queue.push(...(context.graph.nodes[node]?.dependents ?? []));
  }
  return context.plan.steps.flatMap(({ id }, index) =>
    seen.has(index) && state.steps[index]?.status === 'pending' ? [id] : [],
  );
}

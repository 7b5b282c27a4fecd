import type { Graph } from './graph.ts';
import type { Estimate, Step } from './plan.ts';

/**
 * Expected start of every step and the longest chain of steps, by the critical path method; skipped steps take no time.
 * `order` is a topological order of the graph's nodes.
 */
export function estimate(steps: readonly Step[], graph: Graph, order: readonly number[]): Estimate {
  const end = new Float64Array(graph.nodes.length);
  const start = new Float64Array(graph.nodes.length);
  const cause = new Int32Array(graph.nodes.length).fill(-1);
  for (const node of order) {
    for (const need of graph.nodes[node]?.needs ?? []) {
      if (cause[node] === -1 || (end[need] ?? 0) > (start[node] ?? 0)) {
        start[node] = end[need] ?? 0;
        cause[node] = need;
      }
    }
    const step = steps[node];
    end[node] = (start[node] ?? 0) + (step === undefined || step.skip !== undefined ? 0 : step.expectedMs);
  }
  let last = -1;
  for (const node of order) if (last === -1 || (end[node] ?? 0) > (end[last] ?? 0)) last = node;
  const criticalPath: string[] = [];
  for (let node = last; node !== -1; node = cause[node] ?? -1) {
    const step = steps[node];
    if (step !== undefined && step.skip === undefined) criticalPath.unshift(step.id);
  }
  return {
    totalMs: last === -1 ? 0 : (end[last] ?? 0),
    criticalPath,
    startMs: Object.fromEntries(steps.map((step, node) => [step.id, start[node] ?? 0])),
  };
}

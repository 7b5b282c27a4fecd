import { runContext } from '../../src/engine/run-state.ts';
import type { Plan } from '../../src/plan/plan.ts';

/** The longest chain of a plan's graph when every step takes what `durationMs` says of it, in ms: no run of the plan can be shorter. */
export function criticalPathMs(plan: Plan, durationMs: (step: string) => number): number {
  const { graph } = runContext(plan);
  const begins = graph.nodes.map(() => 0);
  const waitsFor = graph.nodes.map(() => 0);
  for (const { dependents } of graph.nodes)
    for (const dependent of dependents) waitsFor[dependent] = (waitsFor[dependent] ?? 0) + 1;
  const ready = graph.nodes.flatMap((_, node) => (waitsFor[node] === 0 ? [node] : []));
  let longest = 0;
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    const id = plan.steps[node]?.id;
    const ends = (begins[node] ?? 0) + (id === undefined ? 0 : durationMs(id));
    longest = Math.max(longest, ends);
    for (const dependent of graph.nodes[node]?.dependents ?? []) {
      begins[dependent] = Math.max(begins[dependent] ?? 0, ends);
      waitsFor[dependent] = (waitsFor[dependent] ?? 0) - 1;
      if (waitsFor[dependent] === 0) ready.push(dependent);
    }
  }
  return longest;
}

import type { Finding } from './diagnostic.ts';
import { quoted } from './diagnostic.ts';
import { ruleError } from './facts.ts';
import type { Facts, Member, Rule } from './facts.ts';
import { referencesOf, targetsOf } from './references.ts';

const longestShown = 8;
const mostCycles = 20;

/** dependency-cycle: resources that wait for each other would wait for ever; prints one way round. */
export const dependencyCycle: Rule = (facts) => {
  const graph = graphOf(facts);
  const members = new Map(facts.members.map((member) => [member.id, member]));
  const findings: Finding[] = [];
  for (let cycle = findCycle(graph); cycle !== undefined; cycle = findCycle(graph)) {
    if (findings.length === mostCycles) break;
    const names = fromTheTop(cycle.flatMap((node) => members.get(node) ?? []));
    const first = names[0];
    // A cycle is told once: without its nodes the search goes on for others.
    cycle.forEach((node) => graph.delete(node));
    if (first === undefined) continue;
    const shown = names.slice(0, longestShown).map(({ id }) => quoted(id));
    const way = [...shown, ...(names.length > longestShown ? ['…'] : []), quoted(first.id)].join(' -> ');
    findings.push(ruleError('dependency-cycle', placeOf(first), [`These wait for each other: ${way}.`]));
  }
  return findings;
};

/** The same way round, beginning with the resource that stands first in the file. */
function fromTheTop(cycle: readonly Member[]): readonly Member[] {
  const places = cycle.map(({ block }) => block.key.start);
  const first = places.indexOf(Math.min(...places));
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}

function placeOf({ block }: Member) {
  return block.tree.children.get('after')?.key ?? block.key;
}

function groupNode(group: string): string {
  // No resource has a space in its name.
  return `group ${group}`;
}

/** Who waits for whom, with a node for every group, so that `after: databases` is one edge and not a thousand. */
function graphOf(facts: Facts): Map<string, string[]> {
  const targets = targetsOf(facts);
  const ids = new Set(facts.members.map(({ id }) => id));
  const graph = new Map<string, string[]>();
  for (const { group } of facts.blocks) if (!ids.has(group)) graph.set(groupNode(group), []);
  for (const member of facts.members) {
    const needs = referencesOf(member)
      .map((reference) => targets.find(reference)?.name)
      // Waiting for itself is the business of another rule.
      .filter((name) => name !== undefined)
      .filter((name) => name !== member.id && name !== member.block.group)
      .map((name) => (ids.has(name) ? name : groupNode(name)));
    graph.set(member.id, needs);
  }
  for (const { id, block } of facts.members) {
    if (id !== block.group) graph.get(groupNode(block.group))?.push(id);
  }
  return graph;
}

/** One cycle of the graph, in the order of waiting; undefined when there is none. Removes from the graph what is in no cycle. */
function findCycle(graph: Map<string, string[]>): readonly string[] | undefined {
  removeFinished(graph);
  const start = graph.keys().next().value;
  const way: string[] = [];
  // Every node that is left waits for one that is left, so walking on must come round.
  for (let node = start; node !== undefined; node = graph.get(node)?.find((next) => graph.has(next))) {
    const seenAt = way.indexOf(node);
    if (seenAt >= 0) return way.slice(seenAt);
    way.push(node);
  }
  return undefined;
}

/** Takes out, again and again, what waits for nothing (Kahn's algorithm). */
function removeFinished(graph: Map<string, string[]>): void {
  const waiting = new Map<string, string[]>();
  const open = new Map<string, number>();
  for (const [node, needs] of graph) {
    const left = needs.filter((need) => graph.has(need));
    open.set(node, left.length);
    for (const need of left) {
      const waiters = waiting.get(need) ?? [];
      waiters.push(node);
      waiting.set(need, waiters);
    }
  }
  const finished = [...open].filter(([, count]) => count === 0).map(([node]) => node);
  for (let node = finished.pop(); node !== undefined; node = finished.pop()) {
    graph.delete(node);
    for (const waiter of waiting.get(node) ?? []) {
      const count = (open.get(waiter) ?? 0) - 1;
      open.set(waiter, count);
      if (count === 0) finished.push(waiter);
    }
  }
}

import type { StepId } from '../ids.ts';
import { isAftermath, phases, type Mode, type Need, type NeedTarget, type Phase, type Step } from './plan.ts';

/** The phases before each phase; one without steps is replaced by the ones before it. */
const unplanned: Readonly<Record<Phase, readonly Phase[]>> = {
  evidence: [],
  announce: [],
  prepare: ['evidence'],
  fence: ['prepare'],
  drain: ['fence'],
  data: ['drain'],
  capacity: [],
  config: [],
  compute: ['capacity', 'config'],
  ready: ['compute', 'data'],
  traffic: ['ready'],
  verify: ['traffic'],
  release: ['verify'],
  restore: ['release'],
};

/**
 * In which order phases follow each other: that of a switchover, of an unplanned failover, or of a switchover with a standstill, where
 * the data that connection strings lead to is made only when writes have been stopped.
 */
export type PhaseOrder = Mode | 'standstill';

/** Nothing is lost yet when a switchover is planned, so writes go on until everything that takes long and can be prepared is. */
const before: Readonly<Record<PhaseOrder, Readonly<Record<Phase, readonly Phase[]>>>> = {
  unplanned,
  planned: { ...unplanned, fence: ['prepare', 'capacity', 'config'] },
  standstill: { ...unplanned, fence: ['prepare', 'capacity'] },
};

const reasons: Readonly<Record<Phase, string>> = {
  evidence: 'it must be known what the region that is left still does',
  announce: 'people have been told',
  prepare: 'writes go on until the standby can take over',
  fence: 'the old side must not accept writes any more',
  drain: 'replication must have caught up',
  data: 'the data must be writable',
  capacity: 'what starts needs room',
  config: 'connection strings are read at the start',
  compute: 'the service must be running',
  ready: 'the region must answer by its own address first',
  traffic: 'traffic must have moved',
  verify: 'nothing is released before the failover is proven',
  release: 'what the old side still ran has been let go',
  restore: 'what was changed for the time being is as it was',
};

const fenceReasons: Partial<Record<Phase, string>> = {
  capacity: 'writes go on while room is made on the other side',
  config: 'writes go on until the other side is set up',
};

/** What every step of `phase` waits for, given the phases that have steps at all. */
export function phaseNeeds(phase: Phase, present: ReadonlySet<Phase>, by: PhaseOrder): Need[] {
  const order = before[by];
  const comesBefore = (early: Phase, late: Phase): boolean =>
    order[late].some((one) => one === early || comesBefore(early, one));
  const found = new Set<Phase>();
  const visit = (of: Phase): void => {
    for (const earlier of order[of]) {
      if (present.has(earlier)) found.add(earlier);
      else visit(earlier);
    }
  };
  visit(phase);
  const kept = phases.filter(
    (candidate) =>
      found.has(candidate) &&
      ![...found].some((other) => other !== candidate && comesBefore(candidate, other)),
  );
  return kept.map((earlier) => ({
    on: { phase: earlier },
    why: phase === 'fence' ? (fenceReasons[earlier] ?? reasons[earlier]) : reasons[earlier],
  }));
}

/** A node of the graph: a step, or a junction that stands for all steps of a phase or resource so that edges stay few. */
export interface Node {
  readonly id: string;
  /** Index of the step in the plan; undefined for a junction. */
  readonly step?: number;
  /** Nodes it waits for. */
  readonly needs: readonly number[];
  /** Nodes that wait for it. */
  readonly dependents: readonly number[];
}

/** A graph over the steps of a plan. The first nodes are the steps, in the plan's order. */
export interface Graph {
  readonly nodes: readonly Node[];
  readonly index: ReadonlyMap<StepId, number>;
}

/** Builds the graph of these steps. A need for something that has no steps is met from the start. */
export function buildGraph(steps: readonly Step[]): Graph {
  const index = new Map(steps.map((step, position) => [step.id, position]));
  const ids = steps.map((step) => step.id);
  const needs: number[][] = steps.map(() => []);
  const junctions = new Map<string, number>();
  const junction = (target: NeedTarget): number | undefined => {
    if ('step' in target) return index.get(target.step);
    const id = 'phase' in target ? `phase ${target.phase}` : `resource ${target.resource}`;
    const known = junctions.get(id);
    if (known !== undefined) return known;
    const members = membersOf(target, steps);
    if (members.length === 0) return undefined;
    ids.push(id);
    needs.push(members);
    junctions.set(id, ids.length - 1);
    return ids.length - 1;
  };
  steps.forEach((step, position) => {
    const own = step.needs.map((need) => junction(need.on)).filter((node) => node !== undefined);
    needs[position] = [...new Set(own)];
  });
  const dependents: number[][] = ids.map(() => []);
  needs.forEach((list, node) => {
    for (const need of list) dependents[need]?.push(node);
  });
  const nodes = ids.map((id, node) => ({
    id,
    ...(node < steps.length ? { step: node } : {}),
    needs: needs[node] ?? [],
    dependents: dependents[node] ?? [],
  }));
  return { nodes, index };
}

function membersOf(
  target: { readonly phase: Phase } | { readonly resource: string },
  steps: readonly Step[],
): number[] {
  const members: number[] = [];
  steps.forEach((step, position) => {
    const member =
      'phase' in target
        ? step.phase === target.phase
        : !isAftermath(step.phase) && isOf(step.resource, target.resource);
    if (member) members.push(position);
  });
  return members;
}

/** Whether a resource is the named one or a member of the named group (`databases` holds `databases/orders`). */
export function isOf(resource: string, name: string): boolean {
  return resource === name || resource.startsWith(`${name}/`);
}

/** The nodes in an order in which each stands after its needs, earlier nodes first among equals; or one cycle, as node ids. */
export function sortGraph(
  graph: Graph,
): { readonly order: readonly number[] } | { readonly cycle: readonly string[] } {
  const state = new Uint8Array(graph.nodes.length);
  const order: number[] = [];
  for (let root = 0; root < graph.nodes.length; root += 1) {
    const cycle = visitFrom({ graph, root, state, order });
    if (cycle !== undefined) return { cycle };
  }
  return { order };
}

/** Depth first without recursion: a chain of thousands of steps must not overflow the stack. */
function visitFrom({
  graph,
  root,
  state,
  order,
}: {
  graph: Graph;
  root: number;
  state: Uint8Array;
  order: number[];
}): readonly string[] | undefined {
  const path: { node: number; next: number }[] = [{ node: root, next: 0 }];
  while (path.length > 0) {
    const top = path[path.length - 1];
    if (top === undefined) break;
    if (state[top.node] === 2) {
      path.pop();
      continue;
    }
    state[top.node] = 1;
    const need = graph.nodes[top.node]?.needs[top.next];
    if (need === undefined) {
      state[top.node] = 2;
      order.push(top.node);
      path.pop();
    } else {
      top.next += 1;
      if (state[need] === 1) {
        const start = path.findIndex((entry) => entry.node === need);
        return [...path.slice(start).map((entry) => entry.node), need].map(
          (node) => graph.nodes[node]?.id ?? '',
        );
      }
      if (state[need] === 0) path.push({ node: need, next: 0 });
    }
  }
  return undefined;
}

import { createHash } from 'node:crypto';
import type { Config, Resource } from '../config/config.ts';
import type { Problem } from '../errors.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { Kind, Observation, Registry } from '../kinds/kind.ts';
import { dependenciesOf } from './dependencies.ts';
import { estimate } from './estimate.ts';
import { connectSteps } from './connect-steps.ts';
import { buildGraph, isOf, sortGraph, type Graph } from './graph.ts';
import { judge } from './judge.ts';
import {
  phases,
  type Assessment,
  type DrillType,
  type Estimate,
  type Goal,
  type Mode,
  type Plan,
  type Stages,
  type Step,
  type StepDraft,
} from './plan.ts';
import { regionCondition } from './region-condition.ts';
import { stableJson } from './stable-json.ts';

/** What is asked of the planner. */
export interface PlanRequest {
  readonly from: Region;
  readonly to: Region;
  readonly operation: Goal['operation'];
  readonly drill?: DrillType;
  /** `auto`: planned where `from` is up, unplanned otherwise. */
  readonly mode: Mode | 'auto';
  /** Resources or groups to plan for; all where empty. */
  readonly only: readonly string[];
  /** Turns a replica behind the RPO from a refusal into a warning. */
  readonly acceptDataLoss?: boolean;
  /** Turns a dependency on the region that is left from a refusal into a warning. */
  readonly allowLostRegion?: boolean;
}

/** Everything a plan is made from. */
export interface PlanInput {
  readonly config: Config;
  readonly registry: Registry;
  readonly observations: ReadonlyMap<ResourceId, Observation>;
  readonly request: PlanRequest;
  /** When the observations were made, ms since the epoch. */
  readonly observedAt: number;
}

/** Builds the plan that makes `to` active. Pure: the same input gives the same plan. Blockers are in `problems`, not thrown. */
export function buildPlan(input: PlanInput): Plan {
  const { config, request } = input;
  const goal = goalOf(input);
  const assessments = assessAll(input, goal);
  const chosen = config.resources.filter(
    (resource) => request.only.length === 0 || request.only.some((name) => isOf(resource.id, name)),
  );
  const drafts = chosen.map((resource) => ({
    resource,
    drafts: draftsOf({ input, goal, resource, assessment: assessments[resource.id] }),
  }));
  const unsorted = connectSteps(drafts, goal);
  const graph = buildGraph(unsorted);
  const sorted = sortGraph(graph);
  const cycle: Problem[] =
    'cycle' in sorted
      ? [
          {
            code: 'PLAN_BLOCKED',
            message: `The steps wait for each other: ${sorted.cycle.join(' waits for ')}.`,
            fix: 'Remove one of the `after:` lines that make the circle.',
          },
        ]
      : [];
  // Steps that wait for each other have no order and take no foreseeable time.
  const order = 'order' in sorted ? sorted.order : [];
  const timing = estimate(unsorted, graph, order);
  const steps = inOrder(unsorted, { graph, order, startMs: timing.startMs });
  const dependencies = dependenciesOf(steps);
  const pointOfNoReturn = steps.find(
    (step) => step.skip === undefined && (step.risk === 'irreversible' || step.risk === 'lossy'),
  )?.id;
  const inScope = Object.fromEntries(
    chosen
      .map((resource) => [resource.id, assessments[resource.id]])
      .filter((entry): entry is [string, Assessment] => entry[1] !== undefined),
  );
  const { problems, warnings } = judge({ input, goal, steps, assessments: inScope });
  const unhashed = {
    schemaVersion: 1 as const,
    service: config.service,
    goal,
    only: request.only,
    objectives: objectivesOf(config.objectives, chosen, goal),
    steps,
    assessments: inScope,
    estimate: timing,
    ...(pointOfNoReturn === undefined ? {} : { pointOfNoReturn }),
    dependencies,
    warnings,
    problems: [...cycle, ...problems],
    observedAt: input.observedAt,
  };
  return { ...unhashed, hash: hashOf(unhashed) };
}

/** The steps by expected start, then by phase, and never before what they need: a step counts as late as the latest phase it waits for. */
function inOrder(
  steps: readonly Step[],
  { graph, order, startMs }: { graph: Graph; order: readonly number[]; startMs: Estimate['startMs'] },
): Step[] {
  const rank = new Map(order.map((node, position) => [node, position]));
  const phase = graph.nodes.map((_, node) => phases.indexOf(steps[node]?.phase ?? 'evidence'));
  for (const node of order)
    phase[node] = Math.max(
      phase[node] ?? 0,
      ...(graph.nodes[node]?.needs ?? []).map((need) => phase[need] ?? 0),
    );
  return steps
    .map((step, node) => ({
      step,
      start: startMs[step.id] ?? 0,
      phase: phase[node] ?? 0,
      rank: rank.get(node) ?? node,
    }))
    .sort((a, b) => a.start - b.start || a.phase - b.phase || a.rank - b.rank)
    .map(({ step }) => step);
}

/** Only a failover is held to a time to recover: whoever goes home chose the hour, and holds every stage as long as the config says. */
function objectivesOf(
  { rtoMs, ...lasting }: Config['objectives'],
  chosen: readonly Resource[],
  { operation }: Goal,
): Plan['objectives'] {
  const service = operation === 'failover' && rtoMs !== undefined ? { ...lasting, rtoMs } : lasting;
  const own = chosen.flatMap(({ id, objectives }) =>
    objectives === undefined ? [] : [[id, objectives] as const],
  );
  return own.length === 0 ? service : { ...service, resources: Object.fromEntries(own) };
}

/** The hash that approvals are bound to: every decision of the plan and what each step waits for, but no lag, estimate or time. */
function hashOf(plan: Omit<Plan, 'hash'>): string {
  const decisive = {
    service: plan.service,
    from: plan.goal.from,
    to: plan.goal.to,
    operation: plan.goal.operation,
    mode: plan.goal.mode,
    only: plan.only,
    steps: [...plan.steps]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((step) => ({ ...step, expectedMs: undefined, inCode: undefined })),
  };
  return `sha256:${createHash('sha256').update(stableJson(decisive)).digest('hex')}`;
}

/** Assessing needs a goal, and the goal needs what the kinds say about `from`: so they are asked once with a provisional one. */
function goalOf(input: PlanInput): Goal {
  const { from, to, operation } = input.request;
  // Of all drills only that of DNS has steps.
  const drill = operation === 'drill' ? (input.request.drill ?? 'dns') : undefined;
  // Whoever goes home, builds a standby or practises has the time to lose nothing.
  const mode = operation === 'failover' ? input.request.mode : 'planned';
  const stages = operation === 'failback' ? stagesOf(input.config) : undefined;
  const about = {
    ...{ from, to, operation },
    ...(drill === undefined ? {} : { drill }),
    ...(stages === undefined ? {} : { stages }),
  };
  const provisional: Goal = {
    ...about,
    mode: mode === 'planned' ? 'planned' : 'unplanned',
    fromCondition: regionCondition(from, [], input.observations.values()),
  };
  const fromCondition = regionCondition(
    from,
    Object.values(assessAll(input, provisional)),
    input.observations.values(),
  );
  return {
    ...about,
    mode: mode === 'auto' ? (fromCondition === 'up' ? 'planned' : 'unplanned') : mode,
    fromCondition,
  };
}

/** The stages in which traffic goes home; undefined where the config has none. */
export function stagesOf({ failback, resources }: Config): Stages | undefined {
  if (failback === undefined) return undefined;
  const isGuard = ({ id }: Resource): boolean => failback.guards.some((name) => isOf(id, name));
  return {
    percent: failback.stages,
    holdMs: failback.hold,
    guards: resources.filter(isGuard).map(({ id }) => id),
    serving: failback.serving,
  };
}

function assessAll(
  { config, registry, observations }: PlanInput,
  goal: Goal,
): Record<ResourceId, Assessment> {
  const assessments: Record<ResourceId, Assessment> = {};
  for (const resource of config.resources) {
    assessments[resource.id] = kindOf(registry, resource).assess(
      resource,
      observationOf(observations, resource),
      goal,
    );
  }
  return assessments;
}

function draftsOf({
  input,
  goal,
  resource,
  assessment,
}: {
  input: PlanInput;
  goal: Goal;
  resource: Resource;
  assessment: Assessment | undefined;
}): readonly StepDraft[] {
  if (assessment?.state === 'blocked') return [];
  const kind = kindOf(input.registry, resource);
  const observation = observationOf(input.observations, resource);
  return proposed(kind, { resource, observation, goal }).map((draft) => {
    const inCode = draft.changes ? kind.inCode?.(draft) : undefined;
    return inCode === undefined ? draft : { ...draft, inCode };
  });
}

function proposed(
  kind: Kind,
  {
    resource,
    observation,
    goal,
  }: { readonly resource: Resource; readonly observation: Observation; readonly goal: Goal },
): readonly StepDraft[] {
  switch (goal.operation) {
    case 'failover':
    case 'failback':
    case 'deploy':
      return kind.steps(resource, observation, goal);
    case 'reprotect':
      return kind.protect?.(resource, observation, goal) ?? [];
    case 'drill':
      return kind.drill?.(resource, observation, goal) ?? [];
  }
}

function kindOf(registry: Registry, resource: Resource): Kind {
  const kind = registry.get(resource.kind);
  if (kind === undefined)
    throw new Error(
      `resource ${resource.id} has the kind ${resource.kind}, which the parser should have refused`,
    );
  return kind;
}

function observationOf(observations: ReadonlyMap<ResourceId, Observation>, resource: Resource): Observation {
  return observations.get(resource.id) ?? { at: 0, places: {} };
}

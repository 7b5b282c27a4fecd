import type { StepId } from '../../src/ids.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { groupSteps } from '../../src/plan/step-groups.ts';

const known = new WeakMap<Plan, ReadonlyMap<StepId, string>>();

/** The group of every step: `databases/*:promote` for steps that differ only in a name, the step's own id for one that stands alone. */
export function groupNames(plan: Plan): ReadonlyMap<StepId, string> {
  const before = known.get(plan);
  if (before !== undefined) return before;
  const names = new Map(
    groupSteps(plan.steps).flatMap(({ id, steps }) => steps.map((step) => [step.id, id] as const)),
  );
  known.set(plan, names);
  return names;
}

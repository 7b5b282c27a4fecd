import { memberOf, starred } from './member-names.ts';
import type { NeedTarget, Phase, Step } from './plan.ts';

/** Steps that differ only in the name of what they touch: eight promotions are one thing to read. */
export interface StepGroup {
  /** `databases/*:promote`; the step's own id where it stands alone. */
  readonly id: string;
  readonly title: string;
  readonly phase: Phase;
  /** What stands for `*`, in the plan's order: `auth`, `orders`. Empty for a step that stands alone. */
  readonly members: readonly string[];
  readonly steps: readonly [Step, ...Step[]];
}

/** What people call each stage. */
export const phaseTitles: Readonly<Record<Phase, string>> = {
  evidence: 'Look once more',
  announce: 'Tell people',
  prepare: 'Prepare the standby',
  fence: 'Fence the old side',
  drain: 'Let replication catch up',
  data: 'Make the data writable',
  capacity: 'Make room',
  config: 'Point the service at the new side',
  compute: 'Start the service',
  ready: 'Wait until the region answers for itself',
  traffic: 'Move the traffic',
  verify: 'Prove it',
  release: 'Clear up behind it',
  restore: 'Put back what was changed for the time being',
};

/** Puts steps of the same shape together, in the order in which the first of each stands in the plan. */
export function groupSteps(steps: readonly Step[]): StepGroup[] {
  const found = new Map<string, { step: Step; member: string; shape: Shape }[]>();
  for (const step of steps) {
    const member = memberOf(step);
    const shape = shapeOf(step, member.names);
    const key = JSON.stringify([
      step.phase,
      step.region,
      step.risk,
      step.changes,
      step.optional ?? false,
      step.skip === undefined,
      step.expectedMs,
      shape,
    ]);
    const same = found.get(key);
    const entry = { step, member: member.label, shape };
    if (same === undefined) found.set(key, [entry]);
    else same.push(entry);
  }
  return [...found.values()].flatMap((entries) => {
    const [first, ...more] = entries;
    if (first === undefined) return [];
    if (more.length === 0)
      return [
        {
          id: first.step.id,
          title: first.step.title,
          phase: first.step.phase,
          members: [],
          steps: [first.step],
        },
      ];
    return [
      {
        id: first.shape.id,
        title: first.shape.title,
        phase: first.step.phase,
        members: entries.map(({ member }) => member),
        steps: [first.step, ...more.map(({ step }) => step)],
      },
    ];
  });
}

interface Shape {
  readonly id: string;
  readonly title: string;
  readonly skip: string;
  readonly needs: readonly (readonly [string, string])[];
}

function shapeOf(step: Step, names: readonly string[]): Shape {
  const star = (text: string): string => starred(text, names);
  return {
    id: star(step.id),
    title: star(step.title),
    skip: star(step.skip ?? ''),
    needs: step.needs.map((need) => [star(targetName(need.on)), star(need.why)] as const),
  };
}

/** What is waited for, as an operator reads it: a step id, `all of databases`, or the stage. */
export function targetName(target: NeedTarget): string {
  if ('step' in target) return target.step;
  if ('phase' in target) return target.phase;
  return `all of ${target.resource}`;
}

/** Where a need of a group's shape points, with its members replaced. */
export function groupNeeds(
  group: StepGroup,
): readonly { readonly target: string; readonly why: string; readonly phase: boolean }[] {
  const [step] = group.steps;
  const names = group.members.length === 0 ? [] : memberOf(step).names;
  const star = (text: string): string => starred(text, names);
  return step.needs.map(({ on, why }) => ({
    target: star(targetName(on)),
    why: star(why),
    phase: 'phase' in on,
  }));
}

import fc from 'fast-check';
import type { ToyResource } from './rig.ts';
import type { ToyStep } from './toy-kind.ts';
import type { Faults } from './toy-world.ts';

/** A random service of toys with one step each, `s0` to `s6`; each comes after some of those before it. */
export interface RandomToys {
  readonly resources: Readonly<Record<string, ToyResource>>;
  readonly needs: readonly (readonly number[])[];
  readonly faults: readonly Faults[];
}

/** The step id of the toy at this index. */
export function toyStepId(index: number): string {
  return `s${index}:go`;
}

const durationMs = fc.constantFrom(0, 1_000, 7_000, 60_000, 600_000);

/** Steps that can be undone, with no faults but those that pass by themselves. */
export const passingFault: fc.Arbitrary<Faults> = fc
  .oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.constant({ refuse: ['throttled', 'transient'] as const }) },
  )
  .map(copyOf);

/** Faults of which some end in a failed step. */
export const anyFault: fc.Arbitrary<Faults> = fc.oneof(
  passingFault,
  fc.constantFrom<Faults>({ refuse: ['denied'] }, { breaks: true }, { staleLooks: 2 }).map(copyOf),
);

/** Faults are used up, so every run needs its own. */
function copyOf(faults: { readonly refuse?: readonly string[] } & object): Faults {
  return structuredClone(faults) as Faults;
}

/** Random toys with faults of this sort. */
export function randomToys(fault: fc.Arbitrary<Faults>): fc.Arbitrary<RandomToys> {
  const toy = fc.record({
    picks: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    durationMs,
    fault,
    changes: fc.constantFrom(true, true, true, false),
  });
  return fc.array(toy, { minLength: 1, maxLength: 7 }).map((toys) => {
    const needs = toys.map(({ picks }, index) =>
      picks.flatMap((picked, other) => (picked && other < index ? [other] : [])),
    );
    const resources = Object.fromEntries(
      toys.map((one, index) => {
        const step: ToyStep = {
          action: 'go',
          durationMs: one.durationMs,
          changes: one.changes,
          undo: { title: 'back' },
        };
        return [`s${index}`, { steps: [step], after: (needs[index] ?? []).map((other) => `s${other}`) }];
      }),
    );
    return { resources, needs, faults: toys.map((one) => one.fault) };
  });
}

import { onTestFinished } from 'vitest';
import { makeRig, type Rig, type ToyResource } from './rig.ts';

/** A rig that is closed when the test that opened it has ended. */
export function openRig(
  resources: Readonly<Record<string, ToyResource>>,
  settings?: Parameters<typeof makeRig>[1],
): Rig {
  const rig = makeRig(resources, settings);
  onTestFinished(() => {
    rig.close();
  });
  return rig;
}

/** A toy that can be undone, and comes after these. */
export function toy(
  after: readonly string[] = [],
  step: Partial<ToyResource['steps'][number]> = {},
): ToyResource {
  return { steps: [{ action: 'go', undo: { title: 'back' }, ...step }], after };
}

/** The calls that the world has got, in their order. */
export function calls(rig: Rig): string[] {
  return rig.world.log.map(({ call }) => call);
}

/** The status of every step by its resource. */
export async function statuses(rig: Rig): Promise<Record<string, string>> {
  const { state, context } = await rig.stored();
  return Object.fromEntries(
    context.plan.steps.map((step, index) => [step.resource, state.steps[index]?.status ?? '']),
  );
}

import type { Problem } from '../errors.ts';
import type { Step } from '../plan/plan.ts';

/** The problem of a step that has come to where it does not get out of by itself; `message` names what is broken, and where. */
export function brokenStep(
  { id, resource, region }: Step,
  about: { readonly message: string; readonly expected: string; readonly found: string },
): Problem {
  return { code: 'STEP_BROKEN', resource, step: id, region, ...about };
}

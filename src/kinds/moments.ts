import * as z from 'zod';
import type { Phase } from '../plan/plan.ts';
import type { DeployMoment } from '../plan/deploy-request.ts';
import type { Moment } from './announcement.ts';

/** The field that says when people are told. */
export const momentsField = z
  .array(z.enum(['begin', 'end']))
  .min(1)
  .refine((moments) => new Set(moments).size === moments.length, 'must name each moment once')
  .default(['begin', 'end'])
  .describe(
    'When: as a run begins, and when its checks have passed. A run that does not get there says nothing more.',
  );

/** The field that leaves deployments out. */
export const deploymentsField = z
  .boolean()
  .default(true)
  .describe(
    'Whether `deploy` and `rollback` are told as well: at the same moments, and when a deployment was taken back, has stopped or was given up.',
  );

/** Where in a run a moment is. What does not go as planned is told beside the plan. */
export function phaseOf(moment: DeployMoment): Phase {
  return moment === 'end' ? 'release' : 'announce';
}

/** Whether a moment of a deployment is told by what is told at these moments of a run; what did not go as planned is told always. */
export function tells(
  { when, deployments }: { readonly when: readonly Moment[]; readonly deployments: boolean },
  moment: DeployMoment,
): boolean {
  const isPlanned = moment === 'begin' || moment === 'end';
  return deployments && (!isPlanned || when.includes(moment));
}

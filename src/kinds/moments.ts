import { z } from 'zod';
import type { Phase } from '../plan/plan.ts';
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

/** Where in a run a moment is. */
export function phaseOf(moment: Moment): Phase {
  return moment === 'begin' ? 'announce' : 'release';
}

import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import type { Place } from '../ids.ts';
import type { Holding } from '../plan/holding.ts';

/** The block of a `route53-switch`. */
export const switchSpec = z.strictObject({
  healthCheck: z
    .string()
    .min(1)
    .optional()
    .describe('Id of the inverted health check that watches the object, to be looked at when planning.'),
  records: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The `route53-record` whose pair this switch moves: after a reprotect its records lead to the region that has taken over, and the object goes.',
    ),
});

/** What the block says under a region's name. */
export const switchRegional = z.strictObject({
  bucket: z.string().min(3).describe('Bucket in this region that holds the switch.'),
  key: z.string().min(1).describe('Key of the object whose presence means that this region has taken over.'),
});

/** A valid block. */
export type SwitchSpec = z.infer<typeof switchSpec>;
/** Where the object of a region is. */
export type SwitchObject = z.infer<typeof switchRegional>;
/** The resource of such a block. */
export type Switch = Resource<SwitchSpec, SwitchObject>;

/** The object in a region, or, seen globally, the health check that watches it. */
export type SwitchValue =
  | { readonly type: 'object'; readonly present: boolean }
  | {
      readonly type: 'check';
      readonly inverted: boolean;
      readonly disabled: boolean;
      readonly watches: string;
    };

/** What a step of it carries. */
export interface SwitchParams {
  readonly bucket: string;
  readonly key: string;
  /** Whether the step makes the object be there. */
  readonly present: boolean;
}

/** The health check that a switch works by. What it asks over HTTPS, or often, costs more than the basic price. */
export function checkHoldings(_resource: Switch, place: Place): readonly Holding[] {
  if (place !== 'global') return [];
  const check = { item: 'route53/health-check', quantity: 1, atLeast: true } as const;
  return [{ what: 'health check', ...check, done: 'fixed-health-checks' }];
}

import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import type { Region } from '../ids.ts';
import { regionalRule } from './connection-rules.ts';

const name = z
  .string()
  .regex(/^[\w-]{1,64}$/, 'must be the name of a Lambda function')
  .describe('Name of the function in this region.');

/** What stands under the name of a region: a function, or a list of them. */
export const lambdaNames = z.union([
  name.transform((each): readonly string[] => [each]),
  z.array(name).min(1).describe('Names of the functions in this region.'),
]);

const count = z.int().min(0);

/** The block of a `lambda-function`. */
export const lambdaSpec = z
  .strictObject({
    eventSources: z
      .union([z.boolean(), z.array(z.string().min(1)).min(1)])
      .default(true)
      .describe(
        'The event sources that are active in the active region alone: all of each function, none (`false`), or those of these queues, streams and tables, by name or ARN.',
      ),
    fence: z
      .boolean()
      .default(true)
      .describe(
        'Whether the functions of the region that is left are stopped first, by a reserved concurrency of 0.',
      ),
    reserved: z
      .strictObject({
        active: count
          .min(1)
          .optional()
          .describe('Reserved concurrency in the active region; where absent, a limit of 0 is lifted.'),
        standby: count
          .default(0)
          .describe('Reserved concurrency in the region that stands by; 0 lets nothing run.'),
      })
      .optional()
      .describe('Reserved concurrency in either role.'),
    provisioned: z
      .strictObject({
        qualifier: z
          .string()
          .regex(/^(?!\$)[\w-]+$/, 'must be an alias or the number of a version')
          .describe('Alias or published version whose concurrency is kept warm.'),
        active: count.min(1).describe('Provisioned concurrency in the active region.'),
        standby: count.default(0).describe('Provisioned concurrency in the region that stands by.'),
      })
      .optional()
      .describe('Provisioned concurrency in either role.'),
    environment: z
      .record(z.string().regex(/^[A-Za-z]\w+$/, 'must be the name of a variable'), regionalRule)
      .default({})
      .describe('What becomes of environment variables; those that are not named stay as they are.'),
  })
  .refine(({ provisioned, environment }) => !provisioned || Object.keys(environment).length === 0, {
    path: ['environment'],
    message:
      'cannot stand beside `provisioned`: the environment of a published version is frozen, so let the function read a parameter or a secret',
  })
  .refine(
    ({ provisioned, reserved }) =>
      !provisioned || provisioned.active <= (reserved?.active ?? provisioned.active),
    { path: ['provisioned', 'active'], message: 'must not be more than `reserved.active`' },
  )
  .refine(
    ({ provisioned, reserved, fence }) =>
      !provisioned || provisioned.standby <= (reserved?.standby ?? (fence ? 0 : provisioned.standby)),
    { path: ['provisioned', 'standby'], message: 'must not be more than `reserved.standby`' },
  );

type LambdaSpec = z.output<typeof lambdaSpec>;

/** The names under a region. */
export type LambdaNames = z.output<typeof lambdaNames>;

/** A `lambda-function` of the config. */
export type LambdaFunctions = Resource<LambdaSpec, LambdaNames>;

/** The functions in a region. */
export function functionsIn({ regional }: LambdaFunctions, region: Region): LambdaNames {
  return regional[region] ?? [];
}

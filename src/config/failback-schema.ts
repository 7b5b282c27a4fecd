import * as z from 'zod';
import { duration } from './duration.ts';

const percent = z.int().min(1).max(100);

/** How traffic goes home. */
export const failbackSchema = z
  .strictObject({
    stages: z
      .array(percent)
      .min(1)
      .max(20)
      .refine(
        (stages) => stages.every((stage, index) => stage > (stages[index - 1] ?? 0)) && stages.at(-1) === 100,
        'must rise to 100, such as `[10, 50, 100]`',
      )
      .default([100])
      .describe('The shares of traffic, in percent, that go home one after the other; the last one is 100.'),
    hold: duration
      .prefault('10m')
      .describe('How long each share is held, under the eyes of the guards, before the next one follows.'),
    guards: z
      .array(z.string().min(1))
      .default([])
      .describe(
        'Resources that can tell whether home is healthy, such as an alarm or a check. When one says no, traffic goes back to the stage before.',
      ),
    serving: z
      .enum(['home', 'both'])
      .default('home')
      .describe(
        'Who answers between the stages. `home`: the applications that were stopped in the region that is left stay stopped. `both`: they are led to the databases and caches of home, started again before traffic moves, and let go when all of it has; their network must reach home.',
      ),
  })
  .describe('How traffic moves when the service goes home.');

/** How traffic goes home; `hold` in ms. */
export type FailbackConfig = z.output<typeof failbackSchema>;

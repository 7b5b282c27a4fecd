import type { Config } from '../../src/config/config.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { carriesOut } from '../incidents/purpose.ts';
import type { Declaration, WorkflowRun } from '../ports.ts';

/** What somebody who pressed "Run workflow" wants. */
export type Wish = Pick<Declaration, 'purpose' | 'from' | 'to' | 'mode' | 'only'>;

/**
 * GitHub tells nobody the inputs of a run. Its plan tells them, where it has reached the bot; else its name does, which
 * workflows/failover.yml builds from them: `failover to eu-west-2 (databases,dns) by @nadia`.
 */
export function wishOf(
  { name }: Pick<WorkflowRun, 'name'>,
  { regions }: Pick<Config, 'regions'>,
  planned: Plan | undefined,
): Wish | undefined {
  if (planned !== undefined) {
    const { goal, only } = planned;
    // Another version in one region is no business of the bot's.
    if (goal.operation === 'deploy') return undefined;
    return { purpose: goal.operation, from: goal.from, to: goal.to, mode: goal.mode, only };
  }
  const [, purpose = '', from, to, only = 'everything'] =
    /^([a-z]+) (?:from )?(?:([a-z0-9-]+) )?to ([a-z0-9-]+) \(([^()]{1,2000})\)/.exec(name) ?? [];
  if (to === undefined || !carriesOut(purpose) || !regions.includes(to)) return undefined;
  const others = regions.filter((region) => region !== to);
  const left = from ?? (others.length === 1 ? others[0] : undefined);
  if (left === undefined || !others.includes(left)) return undefined;
  return { purpose, from: left, to, mode: 'auto', only: only === 'everything' ? [] : only.split(',') };
}

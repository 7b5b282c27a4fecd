import type { Config } from '../../src/config/config.ts';
import type { Observation } from '../../src/kinds/kind.ts';
import { buildPlan, type PlanRequest } from '../../src/plan/build-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { startMs, toyConfig, type ToyResource } from './rig.ts';
import { makeProcess, toyKind } from './toy-kind.ts';
import { toyWorld } from './toy-world.ts';

/** What else a toy plan is made from. */
export interface ToyPlanInput {
  readonly request?: Partial<PlanRequest>;
  readonly config?: Partial<Config>;
  readonly observations?: ReadonlyMap<string, Observation>;
  readonly observedAt?: number;
}

/** The plan for these toys. */
export function planToys(resources: Readonly<Record<string, ToyResource>>, input: ToyPlanInput = {}): Plan {
  return buildPlan({
    config: toyConfig(resources, input.config),
    registry: new Map([['toy', toyKind(toyWorld(), makeProcess())]]),
    observations: input.observations ?? new Map(),
    request: {
      from: 'eu-west-1',
      to: 'eu-west-2',
      operation: 'failover',
      mode: 'unplanned',
      only: [],
      ...input.request,
    },
    observedAt: input.observedAt ?? startMs,
  });
}

import { fail } from '../errors.ts';
import type { ResourceId } from '../ids.ts';
import { observeAll } from '../engine/observe.ts';
import { refuseWithoutCredentials } from './credentials-check.ts';
import type { Observation } from '../kinds/kind.ts';
import { buildPlan, type PlanRequest } from '../plan/build-plan.ts';
import { isOf } from '../plan/graph.ts';
import type { Plan } from '../plan/plan.ts';
import type { Session } from './session.ts';

/** A plan and what it was made from. */
export interface Planned {
  readonly plan: Plan;
  readonly observations: ReadonlyMap<ResourceId, Observation>;
}

/** Looks at the world and plans; changes nothing. Throws ONLY_UNKNOWN, and INTERRUPTED where the signal has come meanwhile; everything else that stands in the way is in the plan's problems. */
export async function planService(
  { config, registry, looking, clock, denials }: Session,
  request: PlanRequest,
  signal?: AbortSignal,
): Promise<Planned> {
  for (const name of request.only) {
    if (!config.resources.some((resource) => isOf(resource.id, name))) {
      const groups = [...new Set(config.resources.map((resource) => resource.group))];
      throw fail({
        code: 'ONLY_UNKNOWN',
        message: `--only names \`${name}\`, which ${config.file} does not have.`,
        expected: groups.join(', '),
        found: name,
      });
    }
  }
  const observations = await observeAll(config, looking, {
    regions: [request.from, request.to],
    tries: 3,
    ...(signal === undefined ? {} : { signal }),
  });
  if (signal?.aborted === true)
    throw fail({
      code: 'INTERRUPTED',
      message: 'Interrupted while looking at the regions; nothing has been touched.',
      fix: 'Give the command again.',
    });
  refuseWithoutCredentials(observations);
  const plan = buildPlan({ config, registry, observations, request, observedAt: clock.now() });
  return { plan: { ...plan, warnings: [...plan.warnings, ...denials.take(plan.problems)] }, observations };
}

/** Throws PLAN_CHANGED when another plan was approved than this one; without a hash every plan will do. */
export function requireHash(plan: Plan, wanted: string | undefined): void {
  if (wanted === undefined || wanted === plan.hash) return;
  throw fail({
    code: 'PLAN_CHANGED',
    message: 'The plan is not the one with the hash that was given; nothing has been touched.',
    expected: wanted,
    found: plan.hash,
  });
}

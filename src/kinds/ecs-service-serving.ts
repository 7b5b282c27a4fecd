import { servesBoth } from '../plan/plan.ts';
import type { Goal, StepDraft } from '../plan/plan.ts';
import type { Services } from './ecs-service-spec.ts';
import { draft, emptied, enoughOf, situations } from './ecs-service-steps.ts';
import type { ServicesSeen } from './ecs-service-steps.ts';
import type { Observation } from './kind.ts';

/**
 * Starting what the fence has stopped again, where both regions are to answer while traffic goes home in stages: with its former count
 * and bounds, when the data of `to` can be written and the secrets lead there.
 */
export function servingSteps(
  resource: Services,
  observation: Observation<ServicesSeen>,
  goal: Goal,
): readonly StepDraft[] {
  const { spec } = resource;
  if (!spec.fence || !servesBoth(goal)) return [];
  return situations(resource, observation, goal.from).flatMap(({ look, ...at }): StepDraft[] => {
    if (look === undefined || look.desired === 0) return [];
    const limits = spec.autoscaling === undefined ? null : (look.limits ?? null);
    const change = { role: 'serve', desired: look.desired, enough: enoughOf(spec, look.limits) } as const;
    return [
      {
        ...draft(resource, { look: emptied(look), ...at }, { ...change, limits, force: false }),
        title: `Start ${at.service} in ${at.region} again with ${look.desired} tasks, on the data of ${goal.to}`,
        phase: 'ready',
        expectedMs: spec.startTime,
        timeoutMs: Math.max(20 * 60_000, 6 * spec.startTime),
        undo: { title: `Stop ${at.service} in ${at.region} again` },
      },
    ];
  });
}

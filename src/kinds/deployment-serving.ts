import { servesBoth } from '../plan/plan.ts';
import type { Goal, StepDraft } from '../plan/plan.ts';
import { enoughOf, namesIn } from './deployment-spec.ts';
import type { Deployments, DeploymentsSeen } from './deployment-spec.ts';
import { isHeld, standbyStep } from './deployment-standby.ts';
import { draft } from './deployment-steps.ts';
import { valueIn } from './kind.ts';
import type { Observation } from './kind.ts';

/**
 * What answers in `from` while traffic moves home in stages: what the fence has stopped is started again when the data of `to` can be
 * written and the secrets of `from` lead there, and stands by when nobody is sent there any more.
 */
export function servingSteps(
  resource: Deployments,
  observation: Observation<DeploymentsSeen>,
  goal: Goal,
): readonly StepDraft[] {
  const { from } = goal;
  const seen = valueIn(observation, from);
  if (!resource.spec.fence || !servesBoth(goal) || seen === undefined) return [];
  const { standby } = resource.spec.replicas;
  return namesIn(resource, observation, from).flatMap((name): StepDraft[] => {
    const wanted = seen.deployments[name]?.wanted ?? 0;
    if (wanted === 0) return [];
    // Its autoscaler may take it down to its minimum again.
    const enough = Math.min(wanted, enoughOf(resource.spec, seen, name));
    const serve = { role: 'serve', name, replicas: wanted, former: 0, enough } as const;
    const rests = wanted > standby && !isHeld(seen, name, standby);
    return [
      {
        ...draft(resource, from, { ...serve, await: true, restarted: null }),
        title: `Start ${name} in ${from} again with ${wanted} replicas, on the data of ${goal.to}`,
        phase: 'ready',
        risk: 'reversible',
        expectedMs: 60_000,
        timeoutMs: 15 * 60_000,
        undo: { title: `Scale ${name} in ${from} back to 0` },
      },
      ...(rests
        ? [{ ...standbyStep(resource, from, { name, former: wanted }), phase: 'release' as const }]
        : []),
    ];
  });
}

import type { Assessment, Call, Goal, StepDraft } from '../plan/plan.ts';
import { activeOf, enoughOf, namesIn } from './deployment-spec.ts';
import type { Deployments, DeploymentsSeen } from './deployment-spec.ts';
import { missing } from './deployment-standby.ts';
import { changeCalls, draft } from './deployment-steps.ts';
import { seenIn, valueIn } from './kind.ts';
import type { Observation } from './kind.ts';

/** The deployments that stand by without a pod: a load balancer in front of them has no healthy target, so DNS would not go there. */
function resting(resource: Deployments, observation: Observation<DeploymentsSeen>, { to }: Goal): string[] {
  const seen = valueIn(observation, to);
  return namesIn(resource, observation, to).filter((each) => seen?.deployments[each]?.wanted === 0);
}

/** For a drill of DNS: gives the region that stands by the pods to answer with, and takes them away when traffic has left again. */
export function drillSteps(
  resource: Deployments,
  observation: Observation<DeploymentsSeen>,
  goal: Goal,
): readonly StepDraft[] {
  if (goal.drill !== 'dns') return [];
  const { to } = goal;
  const seen = valueIn(observation, to);
  const names = resting(resource, observation, goal).map((name) => {
    const replicas = activeOf(resource.spec, name);
    const restarted = seen?.deployments[name]?.restarted ?? null;
    return { name, replicas, enough: enoughOf(resource.spec, seen, name), restarted };
  });
  return [
    ...names.map(({ name, replicas, enough, restarted }): StepDraft => ({
      ...draft(resource, to, { role: 'scale', name, replicas, former: 0, enough, await: true, restarted }),
      title: `Scale ${name} in ${to} to ${replicas} for the drill`,
      risk: 'reversible',
      expectedMs: 60_000,
      timeoutMs: 15 * 60_000,
      undo: { title: `Scale ${name} in ${to} back to 0` },
    })),
    ...names.map(({ name, replicas, restarted }): StepDraft => {
      const rest = { role: 'stand-by', name, replicas: 0, former: replicas, enough: 0 } as const;
      return {
        ...draft(resource, to, { ...rest, await: true, restarted }),
        title: `Let ${name} in ${to} stand by with 0 replicas again`,
        phase: 'release',
        risk: 'reversible',
        expectedMs: 30_000,
        timeoutMs: 15 * 60_000,
        after: [`scale(${name})`],
        undo: { title: `Scale ${name} in ${to} back to ${replicas}` },
      };
    }),
  ];
}

/** Whether the region that stands by can be given pods for a drill of DNS; of no concern to any other drill. */
export function assessDrill(
  resource: Deployments,
  observation: Observation<DeploymentsSeen>,
  goal: Goal,
): Assessment {
  const { to } = goal;
  if (goal.drill !== 'dns') return { state: 'done', summary: 'is left alone' };
  const seen = seenIn(observation, to);
  const problems = seen.state === 'failed' ? [seen.problem] : missing(resource, observation, to);
  if (problems.length > 0) return { state: 'blocked', summary: `cannot be scaled in ${to}`, problems };
  const count = resting(resource, observation, goal).length;
  if (count === 0) return { state: 'done', summary: `has pods in ${to}` };
  return { state: 'ready', summary: `${count} deployments run in ${to} while the drill lasts` };
}

/** Every call of `drillSteps`. */
export function drillCalls(resource: Deployments, { to }: Goal): readonly Call[] {
  const { names = ['*'] } = resource.spec;
  return names.flatMap((name) => changeCalls(resource, to, { role: 'scale', name }));
}

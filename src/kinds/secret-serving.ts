import { servesBoth } from '../plan/plan.ts';
import type { Goal, Step, StepDraft } from '../plan/plan.ts';
import { clusterRef } from './cluster-ref.ts';
import { judgeHosts, readsOfRule } from './connection-rules.ts';
import type { SeenKeys } from './connection-rules.ts';
import { seenIn, valueIn } from './kind.ts';
import type { Observation, Settled } from './kind.ts';
import { secretCalls } from './secret-spec.ts';
import type { Secret } from './secret-spec.ts';
import type { SecretParams } from './secret-change.ts';

/**
 * Leads the applications of `from` to the databases and caches of `to` while traffic moves home in stages, and back to its own when
 * nobody is sent there any more. Keys that hold no host say nothing about where data is written, and stay.
 */
export function servingSteps(
  resource: Secret,
  observation: Observation<SeenKeys>,
  goal: Goal,
): readonly StepDraft[] {
  const { from, to } = goal;
  const seen = valueIn(observation, from);
  if (!servesBoth(goal) || seen === undefined) return [];
  const { namespace, name, keys, cluster } = resource.spec;
  const rules = Object.fromEntries(
    Object.entries(keys).filter(([key, rule]) => 'host' in rule && seen[key]?.state === 'host'),
  );
  const former = Object.fromEntries(
    Object.keys(rules).flatMap((key) => {
      const at = seen[key];
      return at?.state === 'host' ? [[key, { ...at.address }]] : [];
    }),
  );
  if (Object.keys(rules).length === 0) return [];
  const common = {
    region: from,
    changes: true,
    expectedMs: 2_000,
    timeoutMs: 5 * 60_000,
    params: { cluster: clusterRef(cluster, from, resource.id), namespace, name, rules, former },
    calls: secretCalls(resource, from, ['get secrets', 'patch secrets']),
    repeat: 'safe' as const,
  };
  return [
    {
      ...common,
      action: 'serve',
      title: `Lead secret ${namespace}/${name} in ${from} to ${to}`,
      risk: 'reversible',
      // When the pods that read it have been stopped, and before they start again.
      phase: 'data',
      reads: Object.values(rules).flatMap((rule) => readsOfRule(rule, to)),
      after: [],
      undo: { title: `Put the former hosts back into ${namespace}/${name}` },
    },
    {
      ...common,
      action: leaves,
      title: `Lead secret ${namespace}/${name} in ${from} back to ${from}`,
      phase: 'restore',
      risk: 'irreversible',
      losesNothing: true,
      after: ['serve'],
    },
  ];
}

const leaves = 'leave';

/** Whether a step puts the hosts back that were there before the applications of both regions answered. */
export function isLeaving({ action }: Pick<Step, 'action'>): boolean {
  return action === leaves;
}

/** Judges that step by the hosts that stand in the secret. */
export function leavingSettled(step: Step, observation: Observation<SeenKeys>): Settled {
  const { former } = step.params as unknown as SecretParams;
  const seen = seenIn(observation, step.region);
  if (seen.state === 'failed')
    return { state: 'pending', note: `the secret cannot be seen: ${seen.problem.message}` };
  const found = judgeHosts(former, valueIn(observation, step.region));
  if (found.some(({ ok }) => !ok))
    return { state: 'not-begun', note: 'the secret does not hold the former hosts yet' };
  return { state: 'done', note: found.map((each) => `${each.key}: ${each.found}`).join(', ') };
}

import type { Json } from '../ids.ts';
import { servesBoth } from '../plan/plan.ts';
import type { Goal, Step, StepDraft } from '../plan/plan.ts';
import { judgeHosts, readsOfRule, rulesIn } from './connection-rules.ts';
import { valueIn } from './kind.ts';
import type { Observation, Settled } from './kind.ts';
import { updateParams } from './secrets-manager-change.ts';
import { keyFor, nameIn, rulesOf } from './secrets-manager-look.ts';
import type { Secret, SecretLook } from './secrets-manager-look.ts';
import { replicateStep, updateCalls, updateStep } from './secrets-manager-steps.ts';

/**
 * Leads what runs in `from` to the databases and caches of `to` while traffic moves home in stages. A replicated secret becomes a replica
 * of the one in `to`, as `reprotect` would have it anyway; a secret of the region's own gets the hosts of `to`, and its own back in the end.
 */
export function servingSteps(
  resource: Secret,
  observation: Observation<SecretLook>,
  goal: Goal,
): readonly StepDraft[] {
  const { from, to } = goal;
  const seen = valueIn(observation, from);
  if (!servesBoth(goal) || seen === undefined) return [];
  if (resource.spec.replicated) {
    const follow = replicateStep(nameIn(resource, to), goal, keyFor(resource, observation, from));
    return [{ ...follow, phase: 'data' }];
  }
  const hosts: Record<string, { readonly [part: string]: Json }> = {};
  const rules = Object.fromEntries(
    Object.entries(rulesIn(rulesOf(resource.spec), from)).filter(([key, rule]) => {
      const at = seen.keys[key];
      if (!('host' in rule) || at?.state !== 'host') return false;
      hosts[key] = { ...at.address };
      return true;
    }),
  );
  if (Object.keys(rules).length === 0) return [];
  const name = nameIn(resource, from);
  const whole = resource.spec.connection !== undefined;
  const serve = updateStep(name, { rules, whole, former: seen.version });
  return [
    {
      ...serve,
      action: 'serve',
      title: `Lead the secret ${name.secret} in ${from} to ${to}`,
      // When what reads it has been stopped, and before it starts again.
      phase: 'data',
      reads: Object.values(rules).flatMap((rule) => readsOfRule(rule, to)),
      provides: [],
      after: [],
    },
    {
      action: leaves,
      title: `Lead the secret ${name.secret} in ${from} back to ${from}`,
      region: from,
      phase: 'restore',
      risk: 'irreversible',
      losesNothing: true,
      changes: true,
      expectedMs: 2_000,
      timeoutMs: 5 * 60_000,
      params: { ...serve.params, hosts },
      calls: updateCalls(name),
      after: ['serve'],
      repeat: 'safe',
    },
  ];
}

const leaves = 'leave';

/** Whether a step puts the hosts back that were there before the applications of both regions answered. */
export function isLeaving({ action }: Pick<Step, 'action'>): boolean {
  return action === leaves;
}

/** Judges that step by the hosts that are AWSCURRENT. */
export function leavingSettled(step: Step, { keys }: SecretLook): Settled {
  const found = judgeHosts(updateParams(step).hosts ?? {}, keys);
  if (found.some(({ ok }) => !ok))
    return { state: 'not-begun', note: 'AWSCURRENT does not hold the former hosts yet' };
  return { state: 'done', note: found.map((each) => `${each.key}: ${each.found}`).join(', ') };
}

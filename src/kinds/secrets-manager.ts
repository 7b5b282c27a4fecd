import type { Problem } from '../errors.ts';
import { servesBoth } from '../plan/plan.ts';
import type { Assessment, Call, Goal, Step, StepDraft } from '../plan/plan.ts';
import { formatAddress } from './connection-address.ts';
import { judgeKeys, problemsOfKeys, referencesOfRules, rulesIn } from './connection-rules.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Check, Observation, Settled } from './kind.ts';
import {
  demoteSecret,
  leaveSecret,
  promoteSecret,
  replicateSecret,
  restoreSecret,
  updateParams,
  updateSecret,
} from './secrets-manager-change.ts';
import { keyFor, nameIn, observeSecrets, rulesOf, secretName, secretSpec } from './secrets-manager-look.ts';
import type { Secret, SecretLook } from './secrets-manager-look.ts';
import { isLeaving, leavingSettled, servingSteps } from './secrets-manager-serving.ts';
import {
  lookCalls,
  promoteCalls,
  promoteStep,
  replicateCalls,
  replicateStep,
  updateCalls,
  updateStep,
} from './secrets-manager-steps.ts';
import { textParam } from './step-params.ts';

/** Secrets of AWS Secrets Manager with connection strings in them. */
export const secretsManager = defineKind<Secret['spec'], string, SecretLook>({
  name: 'secrets-manager',
  role: 'compute',
  leadsHome: true,
  health: 'secrets',
  summary:
    'Points the connection strings in a secret of Secrets Manager at the databases and caches of the region being activated.',
  notes: [
    'Only the host, and the port where the other resource has one, are replaced: user, password, database and options stay as they are. The change is a new version of the secret, and taking it back makes the former version current again.',
    "A replica is read-only. It is made a secret of its own first, which only its former primary could take back: for a plan that counts as a point of no return. `reprotect` then replicates from the active region, with `replicated: true`. A secret of the region's own needs none of this.",
    'A failback with `serving: both` leads the secret of the region that is left to home as well: a replicated one follows home at once, one of its own gets the hosts of home and its own back in the end.',
    'No value of a secret reaches the plan, the journal, the report or a message: they show keys, hosts and version ids alone.',
    'The output `version` changes with the content: `ecs-service` and others restart by it. Programs that cache a secret read it again in their own time.',
    'A secret with a KMS key of its own needs `kms:Decrypt` and `kms:GenerateDataKey` for that key.',
  ],
  example: `kind: secrets-manager
keys:
  DATABASE_URL: { value: 'postgres://database.internal:5432/shop' }
eu-west-1: shop/database
eu-west-2: shop/database
`,
  spec: secretSpec,
  regional: secretName,
  regionalNeeded: 'every',
  places: ['regions'],
  outputNames: ['version'],
  // A replica is billed as a secret of its own: https://aws.amazon.com/secrets-manager/pricing/
  holdings: (resource, place) =>
    resource.regional[place] === undefined
      ? []
      : [{ what: 'secret', item: 'secretsmanager/secret', quantity: 1 }],
  observe: observeSecrets,
  reads: (resource, place) => lookCalls(nameIn(resource, place)),
  changes,
  rebuilds: (resource, { from, to }) =>
    resource.spec.replicated ? replicateCalls(nameIn(resource, from), to) : [],
  assess,
  steps: (resource, observation, goal) => [
    ...steps(resource, observation, goal),
    ...servingSteps(resource, observation, goal),
  ],
  protect: (resource, observation, goal) => {
    if (!resource.spec.replicated || isReplicated(observation, goal)) return [];
    const kmsKey = keyFor(resource, observation, goal.from);
    return [replicateStep(nameIn(resource, goal.to), goal, kmsKey)];
  },
  protected: (resource, observation, goal) => {
    if (!resource.spec.replicated) return [];
    const found = valueIn(observation, goal.to)?.replicas[goal.from] ?? 'not replicated';
    const name = `${nameIn(resource, goal.from).secret} in ${goal.from} is a replica of the one in ${goal.to}`;
    return [{ name, ok: isReplicated(observation, goal), expected: 'InSync', found }];
  },
  apply: (step, context) => {
    if (step.action === 'promote') return promoteSecret(step, context);
    if (isLeaving(step)) return leaveSecret(step, context);
    return step.action === 'replicate' ? replicateSecret(step, context) : updateSecret(step, context);
  },
  undo: (step, context) =>
    step.action === 'promote' ? demoteSecret(step, context) : restoreSecret(step, context),
  inCode: ({ action }) =>
    action === 'promote' || action === 'replicate'
      ? '`aws_secretsmanager_secret`: `replica` stands in the other region now.'
      : '`aws_secretsmanager_secret_version`: ignore `secret_string`.',
  settled: (step, observation): Settled => {
    const seen = seenIn(observation, step.region);
    const secret = textParam(step, 'secret');
    if (seen.state === 'failed')
      return { state: 'pending', note: `${secret} cannot be seen: ${seen.problem.message}` };
    if (seen.state === 'absent') return { state: 'pending', note: `${secret} is not seen in ${step.region}` };
    if (step.action === 'promote') return promotionSettled(seen.value);
    if (isLeaving(step)) return leavingSettled(step, seen.value);
    return step.action === 'replicate'
      ? replicationSettled(step, observation, seen.value)
      : updateSettled(step, seen.value, observation.inputs);
  },
  undone: (step, observation): Settled => {
    const now = valueIn(observation, step.region);
    if (step.action === 'promote')
      return now?.replicaOf === undefined
        ? { state: 'pending', note: 'not a replica yet' }
        : { state: 'done', note: `a replica of the one in ${now.replicaOf}` };
    const version = now?.version;
    const { former } = updateParams(step);
    return { state: version === former ? 'done' : 'unobservable', note: 'the former version' };
  },
  verify,
  outputs: (_resource, observation, region) => ({ version: valueIn(observation, region)?.version }),
  references: ({ spec: block }) => referencesOfRules(rulesOf(block)),
});

function assess(resource: Secret, observation: Observation<SecretLook>, goal: Goal): Assessment {
  const { to } = goal;
  const seen = seenIn(observation, to);
  const label = `secret ${nameIn(resource, to).secret} in ${to}`;
  const blocked = (problems: readonly Problem[]): Assessment => ({
    state: 'blocked',
    summary: `${label} cannot be updated`,
    problems,
  });
  const where = { resource: resource.id, region: to };
  if (seen.state === 'failed') return blocked([{ ...seen.problem, resource: resource.id }]);
  if (seen.state === 'absent')
    return blocked([{ ...where, code: 'RESOURCE_MISSING', message: `There is no ${label}.` }]);
  const rules = rulesIn(rulesOf(resource.spec), to);
  const problems = problemsOfKeys(rules, seen.value.keys, { ...where, label });
  if (problems.length > 0) return blocked(problems);
  if (steps(resource, observation, goal).length === 0) return { state: 'done', summary: `${label} is right` };
  const replica = seen.value.replicaOf === undefined ? '' : ', a replica that becomes a secret of its own';
  const summary = `${label}${replica}: ${Object.keys(rules).join(', ')} will be checked and set`;
  const once = `${label} is a replica and is not made one again later; say \`replicated: true\` if it shall be.`;
  const warns = seen.value.replicaOf !== undefined && !resource.spec.replicated;
  return { state: 'ready', summary, notes: warns ? [{ level: 'warning', message: once }] : [] };
}

/** A replica is promoted even where nothing is to be changed: it must be written to when its passwords change next. */
function steps(resource: Secret, observation: Observation<SecretLook>, goal: Goal): readonly StepDraft[] {
  const { from, to, mode } = goal;
  const value = valueIn(observation, to);
  if (value === undefined) return [];
  const name = nameIn(resource, to);
  const primary =
    resource.spec.replicated && mode === 'planned' && value.replicaOf === from
      ? { ...nameIn(resource, from), kmsKey: keyFor(resource, observation, to) }
      : undefined;
  const rules = rulesIn(rulesOf(resource.spec), to);
  const right = judgeKeys(rules, value.keys, observation.inputs).every(({ ok }) => ok === true);
  const whole = resource.spec.connection !== undefined;
  return [
    ...(value.replicaOf === undefined ? [] : [promoteStep(name, primary, mode)]),
    ...(right ? [] : [updateStep(name, { rules, whole, former: value.version })]),
  ];
}

function changes(resource: Secret, goal: Goal): readonly Call[] {
  const { from, to, mode, operation } = goal;
  const [there, here] = [nameIn(resource, from), nameIn(resource, to)];
  const { replicated } = resource.spec;
  return [
    ...updateCalls(here),
    ...promoteCalls(here),
    ...(replicated && mode === 'planned' ? replicateCalls(there, to) : []),
    ...(replicated && (operation === 'reprotect' || servesBoth(goal)) ? replicateCalls(here, from) : []),
    ...(!replicated && servesBoth(goal) ? updateCalls(there) : []),
  ];
}

function promotionSettled({ replicaOf }: SecretLook): Settled {
  if (replicaOf !== undefined) return { state: 'not-begun', note: `a replica of the one in ${replicaOf}` };
  return { state: 'done', note: 'a secret of its own' };
}

function updateSettled(step: Step, value: SecretLook, inputs: Observation['inputs']): Settled {
  const verdicts = judgeKeys(updateParams(step).rules, value.keys, inputs);
  if (verdicts.some(({ ok }) => ok === false))
    return { state: 'not-begun', note: 'AWSCURRENT does not hold the new values yet' };
  if (verdicts.some(({ ok }) => ok === undefined)) return { state: 'unobservable' };
  const note = verdicts.map(({ key, found }) => `${key}: ${found}`).join(', ');
  return { state: 'done', note, evidence: { version: value.version } };
}

function replicationSettled(
  step: Step,
  observation: Observation<SecretLook>,
  { replicas }: SecretLook,
): Settled {
  const target = textParam(step, 'target');
  const status = replicas[target];
  if (status === undefined) return { state: 'not-begun', note: `not replicated to ${target}` };
  if (status.startsWith('Failed')) {
    const message = `${textParam(step, 'secret')} is not replicated to ${target}. ${status}`;
    const where = { resource: step.resource, step: step.id, region: target };
    return {
      state: 'broken',
      problem: { ...where, code: 'STEP_BROKEN', message, expected: 'InSync', found: status },
    };
  }
  const follows = valueIn(observation, target)?.replicaOf === step.region;
  return { state: status === 'InSync' && follows ? 'done' : 'pending', note: status };
}

function isReplicated(observation: Observation<SecretLook>, { from, to }: Goal): boolean {
  return (
    valueIn(observation, to)?.replicas[from] === 'InSync' && valueIn(observation, from)?.replicaOf === to
  );
}

/** Without the other resource's endpoint at hand, a host that is the one of `from` is certainly wrong. */
function verify(
  resource: Secret,
  observation: Observation<SecretLook>,
  { from, to }: Goal,
): readonly Check[] {
  const seen = seenIn(observation, to);
  const value = valueIn(observation, to);
  const there = valueIn(observation, from)?.keys;
  const { secret } = nameIn(resource, to);
  const unseen = seen.state === 'failed' ? seen.problem.message : 'no such secret';
  const keys = judgeKeys(rulesIn(rulesOf(resource.spec), to), value?.keys, observation.inputs);
  const writable = { name: `${secret} in ${to} is a secret of its own`, expected: 'no replica' };
  return [
    {
      ...writable,
      ok: seen.state === 'seen' && value?.replicaOf === undefined,
      found: value === undefined ? unseen : (value.replicaOf ?? 'no replica'),
    },
    ...keys.map(({ key, ok, found }) => {
      const other = there?.[key];
      const stale = other?.state === 'host' && formatAddress(other.address) === found;
      return {
        name: `${key} of ${secret} in ${to}`,
        ok: seen.state === 'seen' && (ok ?? !stale),
        expected: `the value of ${to}`,
        found: seen.state === 'seen' ? found : unseen,
      };
    }),
  ];
}

import type { Problem } from '../errors.ts';
import type { Place, Region } from '../ids.ts';
import { servesBoth } from '../plan/plan.ts';
import type { Assessment, Goal, StepDraft } from '../plan/plan.ts';
import { clusterName, clusterRef } from './cluster-ref.ts';
import { formatAddress } from './connection-address.ts';
import { judgeKeys, problemsOfKeys, readsOfRule, referencesOfRules } from './connection-rules.ts';
import type { SeenKeys } from './connection-rules.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Check, ObserveContext, Observation, Settled } from './kind.ts';
import { applySecret, seenKeys, secretPath, undoSecret } from './secret-change.ts';
import type { SecretParams } from './secret-change.ts';
import { isLeaving, leavingSettled, servingSteps } from './secret-serving.ts';
import { secretCalls, secretSpec } from './secret-spec.ts';
import type { Secret } from './secret-spec.ts';

/** Points the connection strings of a secret at the resources of the region being activated. */
export const kubernetesSecret = defineKind<Secret['spec'], never, SeenKeys>({
  name: 'kubernetes-secret',
  role: 'compute',
  leadsHome: true,
  health: 'secrets',
  summary:
    'Points the connection strings in a secret of the region being activated at the databases and caches of that region.',
  notes: [
    'Only the host, and the port where the other resource has one, are replaced: user, password, database and options stay as they are in the secret.',
    'The secret is read when the step runs, and the change is refused by the API server and tried again when somebody else changed it in between.',
    'No value of a secret reaches the plan, the journal, the report or a message: they show keys and hosts alone.',
    'A connection string with several hosts, or with an unescaped `/` in its password, is not understood and blocks the plan.',
    'A failback with `serving: both` leads the secret of the region that is left to home as well, when its pods are stopped, and back when they are needed no more. The same keys, hosts only.',
    'Pods read their secrets when they start; `kubernetes-deployment` starts or restarts them after this step.',
  ],
  example: `kind: kubernetes-secret
cluster: lomash-wood
namespace: lomash-wood
name: auth-database
keys:
  DATABASE_URL: { host: databases/auth }
  APP_REGION: { value: eu-west-2 }
`,
  spec: secretSpec,
  places: ['regions'],
  batch: ({ spec: { cluster, namespace } }, place) => `${clusterName(cluster, place)}/${namespace}`,
  observe,
  reads: (resource, place) => secretCalls(resource, place, ['get secrets']),
  changes: (resource, goal) =>
    (servesBoth(goal) ? [goal.to, goal.from] : [goal.to]).flatMap((region) =>
      secretCalls(resource, region, ['get secrets', 'patch secrets']),
    ),
  assess,
  steps: (resource, observation, goal) => [
    ...(isReached(resource, observation, goal.to) ? [] : [updateStep(resource, observation, goal)]),
    ...servingSteps(resource, observation, goal),
  ],
  apply: (step, context) => (isLeaving(step) ? undoSecret(step, context) : applySecret(step, context)),
  undo: undoSecret,
  inCode: () =>
    'External Secrets, GitOps and Helm: leave the hosts in this Secret alone, or change them at their source.',
  settled: (step, observation): Settled => {
    if (isLeaving(step)) return leavingSettled(step, observation);
    const { rules } = step.params as unknown as SecretParams;
    const seen = seenIn(observation, step.region);
    if (seen.state === 'failed')
      return { state: 'pending', note: `the secret cannot be seen: ${seen.problem.message}` };
    const verdicts = judgeKeys(rules, valueIn(observation, step.region), observation.inputs);
    if (verdicts.some(({ ok }) => ok === false))
      return { state: 'not-begun', note: 'the secret does not hold the new values yet' };
    if (verdicts.some(({ ok }) => ok === undefined)) return { state: 'unobservable' };
    return { state: 'done', note: verdicts.map(({ key, found }) => `${key}: ${found}`).join(', ') };
  },
  verify,
  references: ({ spec: { keys } }) => referencesOfRules(keys),
});

async function observe(resources: readonly Secret[], place: Place, { outside, signal }: ObserveContext) {
  const looks = resources.map(async ({ id, spec: { cluster, ...secret } }) => {
    const api = await outside.kubernetes.cluster(clusterRef(cluster, place, id));
    const found = await api.get(secretPath(secret), signal).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 404) return undefined;
      throw error;
    });
    return found === undefined ? [] : [[id, seenKeys(found, secret.keys, outside)] as const];
  });
  return new Map((await Promise.all(looks)).flat());
}

function assess(resource: Secret, observation: Observation<SeenKeys>, { to }: Goal): Assessment {
  const problems = problemsIn(resource, observation, to);
  const label = `secret ${resource.spec.namespace}/${resource.spec.name} in ${to}`;
  if (problems.length > 0) return { state: 'blocked', summary: `${label} cannot be updated`, problems };
  if (isReached(resource, observation, to)) return { state: 'done', summary: `${label} is right` };
  return {
    state: 'ready',
    summary: `${label}: ${Object.keys(resource.spec.keys).join(', ')} will be checked and set`,
  };
}

function problemsIn(
  resource: Secret,
  observation: Observation<SeenKeys>,
  region: Region,
): readonly Problem[] {
  const { namespace, name: secret, keys } = resource.spec;
  const seen = seenIn(observation, region);
  const where = { resource: resource.id, region };
  const label = `secret ${namespace}/${secret} in ${region}`;
  if (seen.state === 'failed') return [seen.problem];
  if (seen.state === 'absent')
    return [{ ...where, code: 'RESOURCE_MISSING', message: `There is no ${label}.` }];
  return problemsOfKeys(keys, seen.value, { ...where, label });
}

function isReached({ spec: { keys } }: Secret, observation: Observation<SeenKeys>, region: Region): boolean {
  return judgeKeys(keys, valueIn(observation, region), observation.inputs).every(({ ok }) => ok === true);
}

function updateStep(resource: Secret, observation: Observation<SeenKeys>, { to }: Goal): StepDraft {
  const { namespace, name: secret, keys, cluster } = resource.spec;
  const seen = valueIn(observation, to) ?? {};
  const former = Object.fromEntries(
    Object.entries(seen).flatMap(([key, at]) => (at.state === 'host' ? [[key, { ...at.address }]] : [])),
  );
  // A former host can be put back; a former value is nowhere kept, because it may be a secret.
  const reversible = Object.values(seen).every(({ state }) => state === 'host' || state === 'equal');
  const params = {
    cluster: clusterRef(cluster, to, resource.id),
    namespace,
    name: secret,
    rules: keys,
    former,
  };
  return {
    action: 'update',
    title: `Point secret ${namespace}/${secret} at ${to}`,
    region: to,
    phase: 'config',
    risk: reversible ? 'reversible' : 'irreversible',
    changes: true,
    expectedMs: 2_000,
    timeoutMs: 5 * 60_000,
    params,
    calls: secretCalls(resource, to, ['get secrets', 'patch secrets']),
    reads: Object.values(keys).flatMap((rule) => readsOfRule(rule, to)),
    repeat: 'safe',
    ...(reversible ? { undo: { title: `Put the former hosts back into ${namespace}/${secret}` } } : {}),
  };
}

/** Without the other resource's endpoint at hand, a host that is the one of `from` is certainly wrong. */
function verify(resource: Secret, observation: Observation<SeenKeys>, { from, to }: Goal): readonly Check[] {
  const seen = seenIn(observation, to);
  const fromSeen = valueIn(observation, from);
  const unseen = seen.state === 'failed' ? seen.problem.message : 'no such secret';
  return judgeKeys(resource.spec.keys, valueIn(observation, to), observation.inputs).map(
    ({ key, ok, found }) => {
      const there = fromSeen?.[key];
      const stale = there?.state === 'host' && formatAddress(there.address) === found;
      const label = `${key} of ${resource.spec.namespace}/${resource.spec.name} in ${to}`;
      return {
        name: label,
        ok: seen.state === 'seen' && (ok ?? !stale),
        expected: `the value of ${to}`,
        found: seen.state === 'seen' ? found : unseen,
      };
    },
  );
}

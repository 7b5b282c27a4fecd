import { fail } from '../errors.ts';
import type { ClusterRef, KubernetesObject } from '../kubernetes/kubernetes.ts';
import type { Step } from '../plan/plan.ts';
import { addressOf, formatAddress, withAddress } from './connection-address.ts';
import type { Address } from './connection-address.ts';
import { newValue, seenKeysOf } from './connection-rules.ts';
import type { KeyRule, SeenKeys } from './connection-rules.ts';
import type { ApplyContext, Applied, Outside } from './kind.ts';

/** What the step carries: rules and former hosts, no values but the literals of the config. */
export interface SecretParams {
  readonly cluster: ClusterRef;
  readonly namespace: string;
  readonly name: string;
  readonly rules: Readonly<Record<string, KeyRule>>;
  readonly former: Readonly<Record<string, Address>>;
}

/** Path of a secret in the Kubernetes API. */
export function secretPath({
  namespace,
  name,
}: {
  readonly namespace: string;
  readonly name: string;
}): string {
  return `/api/v1/namespaces/${namespace}/secrets/${name}`;
}

/** Reads the named keys of a Secret (v1) down to what may be shown. */
export function seenKeys(
  object: KubernetesObject,
  rules: Readonly<Record<string, KeyRule>>,
  outside: Outside,
): SeenKeys {
  return seenKeysOf(valuesOf(object), rules, outside);
}

function valuesOf(object: KubernetesObject): ReadonlyMap<string, string> {
  // The Secret schema: `data` maps keys to base64; absent when there is none.
  const { data } = object as { readonly data?: Readonly<Record<string, string>> };
  return new Map(
    Object.entries(data ?? {}).map(([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')]),
  );
}

/** Sets the named keys, and nothing where they are right already. */
export function applySecret(step: Step, context: ApplyContext): Promise<Applied> {
  const { rules } = paramsOf(step);
  return rewrite(step, context, (key, value) => {
    const rule = rules[key];
    return rule === undefined ? value : newValue(rule, value, context);
  });
}

/** Puts the former hosts back. */
export function undoSecret(step: Step, context: ApplyContext): Promise<Applied> {
  const { former } = paramsOf(step);
  return rewrite(step, context, (key, value) => {
    const address = former[key];
    return address === undefined || value === undefined ? value : withAddress(value, address);
  });
}

async function rewrite(
  step: Step,
  { outside, signal }: ApplyContext,
  change: (key: string, value: string | undefined) => string | undefined,
): Promise<Applied> {
  const params = paramsOf(step);
  const api = await outside.kubernetes.cluster(params.cluster);
  const path = secretPath(params);
  const secret = await api.get(path, signal);
  const values = valuesOf(secret);
  const next = Object.keys(params.rules).map((key) => [key, change(key, values.get(key))] as const);
  const data = next.flatMap(([key, value]) => {
    if (value === undefined) throw unchangeable(step, key);
    return value === values.get(key) ? [] : [[key, Buffer.from(value, 'utf8').toString('base64')] as const];
  });
  const hosts = Object.fromEntries(
    next.flatMap(([key, value]) => hostEvidence(params.rules[key], key, value)),
  );
  if (data.length === 0)
    return { note: `${params.name} was right already`, evidence: { changed: [], hosts } };
  // With the version that was read, a change by somebody else in between is a conflict instead of being overwritten.
  const { resourceVersion } = secret.metadata;
  const metadata = resourceVersion === undefined ? {} : { metadata: { resourceVersion } };
  await api.mergePatch(path, { ...metadata, data: Object.fromEntries(data) }, signal);
  const changed = data.map(([key]) => key);
  return { note: `${params.name}: ${changed.join(', ')} changed`, evidence: { changed, hosts } };
}

function hostEvidence(
  rule: KeyRule | undefined,
  key: string,
  value: string | undefined,
): readonly (readonly [string, string])[] {
  const address = rule !== undefined && 'host' in rule && value !== undefined ? addressOf(value) : undefined;
  return address === undefined ? [] : [[key, formatAddress(address)]];
}

function unchangeable(step: Step, key: string) {
  const { namespace, name } = paramsOf(step);
  const message = `${key} of secret ${namespace}/${name} in ${step.region} cannot be set: no connection string in it, or no new value for it.`;
  const fix =
    'See that the key holds a URL with one host, and that the resource or variable it is set from exists.';
  return fail({
    code: 'RESOURCE_NOT_READY',
    message,
    fix,
    resource: step.resource,
    step: step.id,
    region: step.region,
  });
}

/** The cast is sound: the steps of `kubernetes-secret` get their params from that kind alone. */
function paramsOf(step: Step): SecretParams {
  return step.params as unknown as SecretParams;
}

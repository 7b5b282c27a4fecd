import { createHash } from 'node:crypto';
import { fail } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Step } from '../plan/plan.ts';
import { withAddress } from './connection-address.ts';
import type { Address } from './connection-address.ts';
import { newValue } from './connection-rules.ts';
import type { KeyRule } from './connection-rules.ts';
import { parseJson } from './json-fields.ts';
import type { Applied, ApplyContext, ObserveContext } from './kind.ts';
import { textParam } from './step-params.ts';

/** The name under which a secret that is no JSON object has its one rule. */
export const wholeSecret = 'connection';

/** What the step that rewrites a secret carries. */
export interface UpdateParams {
  readonly secret: string;
  readonly rules: Readonly<Record<string, KeyRule>>;
  /** Whether the secret is one connection string, and no JSON object. */
  readonly whole: boolean;
  /** The version that was AWSCURRENT when the plan was made. */
  readonly former: string;
  /** Of a step that puts hosts back: what they are. */
  readonly hosts?: Readonly<Record<string, Address>>;
}

/** A secret's content and the version it is; never leaves the process. */
interface Content {
  readonly version: string;
  /** Undefined where it is binary. */
  readonly text: string | undefined;
}

/** The cast is sound: the update step gets its params from `secrets-manager-steps.ts` alone. */
export function updateParams(step: Step): UpdateParams {
  return step.params as unknown as UpdateParams;
}

/** Reads the content that is AWSCURRENT, or a given version; undefined where there is none. */
export async function readSecret(
  secret: { readonly id: string; readonly version?: string },
  region: Region,
  { outside, signal }: Pick<ObserveContext, 'outside' | 'signal'>,
): Promise<Content | undefined> {
  const api = await outside.aws.secrets(region);
  const which = secret.version === undefined ? {} : { VersionId: secret.version };
  try {
    const answer = await api.getSecretValue({ SecretId: secret.id, ...which }, { signal });
    return { version: answer.VersionId ?? '', text: answer.SecretString };
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/** The values in a secret by key; under one name where it is a connection string as a whole. */
export function valuesIn(text: string | undefined, whole: boolean): ReadonlyMap<string, string> {
  if (text === undefined) return new Map();
  if (whole) return new Map([[wholeSecret, text]]);
  return new Map(
    Object.entries(objectIn(text) ?? {}).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[key, String(value)] as const] : [],
    ),
  );
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  const parsed = parseJson(text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
  return parsed as Readonly<Record<string, unknown>>;
}

/** Gives the named keys the values of their rules. */
export function updateSecret(step: Step, context: ApplyContext): Promise<Applied> {
  return rewrite(step, context, (_key, rule, value) => newValue(rule, value, context));
}

/** Puts hosts that a step carries back into the connection strings; users and passwords stay as they are by now. */
export function leaveSecret(step: Step, context: ApplyContext): Promise<Applied> {
  const { hosts = {} } = updateParams(step);
  return rewrite(step, context, (key, _rule, value) => {
    const host = hosts[key];
    return host === undefined || value === undefined ? value : withAddress(value, host);
  });
}

/** Rewrites the named keys and leaves the rest of the secret as it is; the new version becomes AWSCURRENT. */
async function rewrite(
  step: Step,
  context: ApplyContext,
  change: (key: string, rule: KeyRule, value: string | undefined) => string | undefined,
): Promise<Applied> {
  const { secret, rules, whole } = updateParams(step);
  const now = await readSecret({ id: secret }, step.region, context);
  if (now?.text === undefined) throw unchangeable(step, 'it has no text that could be changed');
  const values = valuesIn(now.text, whole);
  const next = Object.entries(rules).map(([key, rule]) => {
    const value = change(key, rule, values.get(key));
    if (value === undefined) throw unchangeable(step, `${key} has no connection string, or no new value`);
    return [key, value] as const;
  });
  const changed = next.filter(([key, value]) => values.get(key) !== value);
  if (changed.length === 0) return { note: `${secret} was right already`, evidence: { changed: [] } };
  const text = whole ? (changed[0]?.[1] ?? '') : withKeys(now.text, changed);
  const version = await putVersion({ id: secret, text, now: now.version }, step, context);
  const keys = changed.map(([key]) => key);
  return { note: `${secret}: ${keys.join(', ')} changed`, evidence: { changed: keys, version } };
}

/** The object with other values; a number stays a number. */
function withKeys(text: string, changed: readonly (readonly [string, string])[]): string {
  const before = objectIn(text) ?? {};
  const entries = changed.map(([key, value]) => [
    key,
    typeof before[key] === 'number' ? Number(value) : value,
  ]);
  return JSON.stringify({ ...before, ...Object.fromEntries(entries) });
}

/**
 * Makes the content AWSCURRENT under the step's token. Where an earlier attempt has made that version and it was taken back since,
 * Secrets Manager ignores the repetition, so the label is moved by hand.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
 */
async function putVersion(
  { id, text, now }: { readonly id: string; readonly text: string; readonly now: string },
  step: Step,
  context: ApplyContext,
): Promise<string> {
  const api = await context.outside.aws.secrets(step.region);
  const put = async (version: string) =>
    api.putSecretValue(
      { SecretId: id, ClientRequestToken: version, SecretString: text },
      { signal: context.signal },
    );
  try {
    const { VersionStages = [] } = await put(context.token);
    if (!VersionStages.includes('AWSCURRENT'))
      await moveCurrent({ id, from: now, to: context.token }, step.region, context);
    return context.token;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ResourceExistsException')) throw error;
    const other = successor(context.token, now);
    await put(other);
    return other;
  }
}

/** A token of the same step for the case that its own is used up by another content; the same for the same base. */
function successor(token: string, base: string): string {
  return createHash('sha256').update(`${token} ${base}`).digest('hex').slice(0, 32);
}

async function moveCurrent(
  { id, from, to }: { readonly id: string; readonly from: string; readonly to: string },
  region: Region,
  { outside, signal }: ApplyContext,
): Promise<void> {
  const api = await outside.aws.secrets(region);
  await api.updateSecretVersionStage(
    { SecretId: id, VersionStage: 'AWSCURRENT', MoveToVersionId: to, RemoveFromVersionId: from },
    { signal },
  );
}

/** Makes the former version AWSCURRENT again, if the one that is now is of this step: a later change by somebody else stays. */
export async function restoreSecret(step: Step, context: ApplyContext): Promise<Applied> {
  const { secret, former } = updateParams(step);
  const now = await readSecret({ id: secret }, step.region, context);
  if (now === undefined || now.version === former) return { note: `${secret} is as it was` };
  if (![context.token, successor(context.token, former)].includes(now.version))
    return { note: `${secret} is left alone: it has been changed since, by somebody else` };
  await moveCurrent({ id: secret, from: now.version, to: former }, step.region, context);
  return { note: `the former version of ${secret} is in force again` };
}

/** Makes a replica a secret of its own, which alone can be written to. */
export async function promoteSecret(step: Step, context: ApplyContext): Promise<Applied> {
  const secret = textParam(step, 'secret');
  const api = await context.outside.aws.secrets(step.region);
  const options = { signal: context.signal };
  const { PrimaryRegion } = await api.describeSecret({ SecretId: secret }, options);
  if (PrimaryRegion === undefined || PrimaryRegion === step.region)
    return { note: `${secret} in ${step.region} is a secret of its own already` };
  await api.stopReplicationToReplica({ SecretId: secret }, options);
  return { note: `${secret} in ${step.region} is a secret of its own` };
}

/** Replicates the secret of the step's region to the step's target, over what is there. */
export async function replicateSecret(step: Step, context: ApplyContext): Promise<Applied> {
  const target = textParam(step, 'target');
  return replicate(
    { secret: textParam(step, 'secret'), region: step.region, target, kmsKey: textParam(step, 'kmsKey') },
    context,
  );
}

/** Makes the secret that a step has promoted a replica of its former primary again; what it holds is overwritten. */
export async function demoteSecret(step: Step, context: ApplyContext): Promise<Applied> {
  const [secret, region] = [textParam(step, 'primary'), textParam(step, 'primaryRegion')];
  return replicate({ secret, region, target: step.region, kmsKey: textParam(step, 'kmsKey') }, context);
}

interface Replication {
  readonly secret: string;
  readonly region: Region;
  readonly target: Region;
  /** The default key where empty. */
  readonly kmsKey: string;
}

async function replicate(
  { secret, region, target, kmsKey }: Replication,
  { outside, signal }: ApplyContext,
): Promise<Applied> {
  const api = await outside.aws.secrets(region);
  const { ReplicationStatus = [] } = await api.describeSecret({ SecretId: secret }, { signal });
  const there = ReplicationStatus.find((each) => each.Region === target);
  if (there !== undefined && there.Status !== 'Failed')
    return { note: `${secret} is replicated to ${target} already` };
  const replica = kmsKey === '' ? { Region: target } : { Region: target, KmsKeyId: kmsKey };
  await api.replicateSecretToRegions(
    { SecretId: secret, AddReplicaRegions: [replica], ForceOverwriteReplicaSecret: true },
    { signal },
  );
  return { note: `${secret} is being replicated to ${target}` };
}

function unchangeable(step: Step, why: string) {
  return fail({
    code: 'RESOURCE_NOT_READY',
    message: `The secret ${textParam(step, 'secret')} in ${step.region} cannot be set: ${why}.`,
    fix: 'See that the key holds a URL with one host, and that the resource or variable it is set from exists.',
    resource: step.resource,
    step: step.id,
    region: step.region,
  });
}

import type { Parameter, ParameterMetadata } from '@aws-sdk/client-ssm';
import { fail } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Step } from '../plan/plan.ts';
import { addressOf } from './connection-address.ts';
import type { Address } from './connection-address.ts';
import { hashOfValue, newValue } from './connection-rules.ts';
import type { KeyRule } from './connection-rules.ts';
import type { Applied, ApplyContext, ObserveContext } from './kind.ts';

/** What is kept of a parameter: never its value. */
export interface ParameterLook {
  readonly type: string;
  readonly version: number;
  /** SHA-256 of the value. Not for plans: a short secret could be guessed from it. */
  readonly hash: string;
  /** Where the value leads, if it is a connection string or an address. */
  readonly address?: Address;
}

/** What a step carries. */
export interface ParameterParams {
  readonly name: string;
  readonly rule: KeyRule;
  /** The version that was in force when the plan was made. */
  readonly former: number;
}

/** What the step carries. The cast is sound: the steps of this kind get their params from `ssm-parameter.ts` alone. */
export function parameterParams(step: Step): ParameterParams {
  return step.params as unknown as ParameterParams;
}

/** GetParameters takes no more: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const NAMES_A_CALL = 10;

/** Reads parameters with their values in clear, by the name they were asked for by. What does not exist is left out. */
export async function readParameters(
  names: readonly string[],
  region: Region,
  { outside, signal }: Pick<ObserveContext, 'outside' | 'signal'>,
): Promise<ReadonlyMap<string, Parameter>> {
  const api = await outside.aws.ssm(region);
  const unique = [...new Set(names)];
  const chunks = Array.from({ length: Math.ceil(unique.length / NAMES_A_CALL) }, (_, chunk) =>
    unique.slice(chunk * NAMES_A_CALL, (chunk + 1) * NAMES_A_CALL),
  );
  const answers = await Promise.all(
    chunks.map((chunk) => api.getParameters({ Names: chunk, WithDecryption: true }, { signal })),
  );
  const found = answers.flatMap(({ Parameters = [] }) => Parameters);
  return new Map(found.map((each) => [`${each.Name ?? ''}${each.Selector ?? ''}`, each]));
}

/** Reads a parameter down to what may be kept. */
export function lookOf({ Type = 'String', Version = 0, Value = '' }: Parameter): ParameterLook {
  const address = addressOf(Value);
  return {
    type: Type,
    version: Version,
    hash: hashOfValue(Value),
    ...(address === undefined ? {} : { address }),
  };
}

/** Sets the step's parameter, unless it is right already. */
export async function putParameter(step: Step, context: ApplyContext): Promise<Applied> {
  const { name, rule } = parameterParams(step);
  const now = (await readParameters([name], step.region, context)).get(name);
  if (now === undefined) throw unchangeable(step, `There is no parameter ${name} in ${step.region}.`);
  const value = newValue(rule, now.Value, context);
  if (value === undefined)
    throw unchangeable(
      step,
      `${name} in ${step.region} cannot be set: no connection string in it, or no new value for it.`,
    );
  if (value === now.Value) return { note: `${name} was right already`, evidence: versionOf(now.Version) };
  const version = await put({ name, value, type: now.Type }, step.region, context);
  return { note: `${name} has a new value`, evidence: versionOf(version) };
}

/** Puts the former value back, from the history that the Parameter Store keeps; a later change by somebody else stays. */
export async function restoreParameter(step: Step, context: ApplyContext): Promise<Applied> {
  const { name, former } = parameterParams(step);
  const earlier = `${name}:${former}`;
  const found = await readParameters([name, earlier], step.region, context);
  const [now, before] = [found.get(name), found.get(earlier)];
  if (now === undefined || now.Version === former) return { note: `${name} is as it was` };
  if (before?.Value === now.Value) return { note: `${name} has its former value` };
  if (now.Version !== former + 1 || before?.Value === undefined)
    return { note: `${name} is left alone: it has been changed since, by somebody else` };
  await put({ name, value: before.Value, type: now.Type }, step.region, context);
  return { note: `${name} has the value of version ${former} again` };
}

/** An overwrite forgets what it does not name (the key of a SecureString above all), so what is there is named again. */
async function put(
  { name, value, type }: { name: string; value: string; type: Parameter['Type'] },
  region: Region,
  { outside, signal }: ApplyContext,
): Promise<number | undefined> {
  const api = await outside.aws.ssm(region);
  const ParameterFilters = [{ Key: 'Name', Option: 'Equals', Values: [name] }];
  const { Parameters = [] } = await api.describeParameters({ ParameterFilters }, { signal });
  const kept = settingsOf(Parameters.find(({ Name }) => Name === name));
  const { Version } = await api.putParameter(
    { ...kept, Name: name, Value: value, Type: type, Overwrite: true },
    { signal },
  );
  return Version;
}

function settingsOf(metadata: ParameterMetadata | undefined) {
  if (metadata === undefined) return {};
  const { KeyId, Tier, Description, AllowedPattern, DataType, Policies = [] } = metadata;
  const texts = Policies.flatMap(({ PolicyText }) => (PolicyText === undefined ? [] : [PolicyText]));
  return {
    ...{ KeyId, Tier, Description, AllowedPattern, DataType },
    ...(texts.length === 0 ? {} : { Policies: `[${texts.join(',')}]` }),
  };
}

function versionOf(version: number | undefined): { readonly [key: string]: number } {
  return version === undefined ? {} : { version };
}

function unchangeable(step: Step, message: string) {
  return fail({
    code: 'RESOURCE_NOT_READY',
    message,
    fix: 'See that the parameter exists and that what it is set from exists, then `retry` the step.',
    resource: step.resource,
    step: step.id,
    region: step.region,
  });
}

import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { LambdaApi } from '../aws/services/lambda.ts';
import { fail } from '../errors.ts';
import type { Step } from '../plan/plan.ts';
import { withAddress } from './connection-address.ts';
import type { Address } from './connection-address.ts';
import { newValue } from './connection-rules.ts';
import type { KeyRule } from './connection-rules.ts';
import type { Applied, ApplyContext } from './kind.ts';
import { readState } from './lambda-function-look.ts';
import type { LambdaState } from './lambda-function-look.ts';
import { gapsTo, sourcesOf } from './lambda-function-target.ts';
import type { LambdaParams, LambdaTarget } from './lambda-function-target.ts';

/** What the step on a function's environment carries. */
export type EnvironmentParams = {
  readonly role: 'environment';
  readonly name: string;
  readonly rules: Readonly<Record<string, KeyRule>>;
  /** Former hosts, and former values where they are no secrets; null for a variable that was not there. */
  readonly former: Readonly<Record<string, Address | string | null>>;
};

/** The cast is sound: the steps of this kind get their params from `lambda-function-steps.ts` alone. */
export function lambdaParams(step: Step): LambdaParams | EnvironmentParams {
  return step.params as unknown as LambdaParams | EnvironmentParams;
}

/** Makes the change of a step. */
export async function changeFunction(step: Step, context: ApplyContext): Promise<Applied> {
  const params = lambdaParams(step);
  if (params.role !== 'environment')
    return reach(params, params.wanted, { step, context, atLeast: params.role === 'scale' });
  return setVariables(params.name, { step, context }, (key, value) => {
    const rule = params.rules[key];
    return rule === undefined ? value : newValue(rule, value, context);
  });
}

/** Takes the change of a step back. */
export async function restoreFunction(step: Step, context: ApplyContext): Promise<Applied> {
  const params = lambdaParams(step);
  if (params.role !== 'environment') return reach(params, params.former, { step, context, atLeast: false });
  return setVariables(params.name, { step, context }, (key, value) => {
    const former = params.former[key];
    if (former === undefined) return value;
    if (former === null || typeof former === 'string') return former;
    return value === undefined ? value : withAddress(value, former);
  });
}

interface Work {
  readonly step: Step;
  readonly context: ApplyContext;
}

/**
 * Brings limits and sources to a target. The order matters: Lambda refuses a reserved concurrency below the provisioned one, and a
 * source that is enabled too early delivers into a function that may not run.
 */
async function reach(
  { name, qualifier, only }: LambdaParams,
  target: LambdaTarget,
  { step, context: { outside, signal }, atLeast }: Work & { readonly atLeast: boolean },
): Promise<Applied> {
  const api = await outside.aws.lambda(step.region);
  const now = await readState({ name, qualifier }, api, signal);
  const gaps = gapsTo(target, now, { only, atLeast });
  if (gaps.every(({ begun }) => begun)) return { note: `${name} was so already` };
  const sources = sourcesOf(target, now, only);
  const toggle = (enabled: boolean) =>
    toggleSources(
      sources
        .filter(([{ state }, wanted]) => wanted === enabled && !isUnderWay(state, enabled))
        .map(([{ uuid }]) => uuid),
      { enabled, api, signal },
    );
  const warm = (when: 'less' | 'more') =>
    keepWarm({ name, qualifier, wanted: target.provisioned, when }, now, { api, signal, atLeast });
  await toggle(false);
  await warm('less');
  if (target.reserved !== undefined && target.reserved !== now.reserved)
    await limit(name, target.reserved, { api, signal });
  await warm('more');
  await toggle(true);
  return { note: `${name}: ${gaps.map(({ what }) => what).join(', ')} before` };
}

function isUnderWay(state: string, enabled: boolean): boolean {
  return (enabled ? ['Enabled', 'Enabling'] : ['Disabled', 'Disabling']).includes(state);
}

interface Calling {
  readonly api: LambdaApi;
  readonly signal: AbortSignal;
}

async function toggleSources(
  uuids: readonly string[],
  { enabled, api, signal }: Calling & { readonly enabled: boolean },
): Promise<void> {
  await Promise.all(
    uuids.map((UUID) => api.updateEventSourceMapping({ UUID, Enabled: enabled }, { signal })),
  );
}

async function keepWarm(
  change: {
    readonly name: string;
    readonly qualifier: string | undefined;
    readonly wanted: number | undefined;
    readonly when: 'less' | 'more';
  },
  { provisioned }: LambdaState,
  { api, signal, atLeast }: Calling & { readonly atLeast: boolean },
): Promise<void> {
  const { name, qualifier, wanted, when } = change;
  if (wanted === undefined || qualifier === undefined) return;
  const present = provisioned === null || provisioned === 'unknown' ? undefined : provisioned;
  const requested = present?.requested ?? 0;
  const enough = atLeast ? requested >= wanted : requested === wanted;
  if (enough && present?.status !== 'FAILED') return;
  if ((wanted < requested ? 'less' : 'more') !== when) return;
  const named = { FunctionName: name, Qualifier: qualifier };
  if (wanted === 0) await api.deleteProvisionedConcurrencyConfig(named, { signal });
  else
    await api.putProvisionedConcurrencyConfig(
      { ...named, ProvisionedConcurrentExecutions: wanted },
      { signal },
    );
}

async function limit(FunctionName: string, reserved: number | null, { api, signal }: Calling): Promise<void> {
  if (reserved === null) await api.deleteFunctionConcurrency({ FunctionName }, { signal });
  else await api.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions: reserved }, { signal });
}

/** Sets the step's variables among all others. The revision keeps a change by somebody else in between from being overwritten. */
async function setVariables(
  FunctionName: string,
  { step, context: { outside, signal } }: Work,
  change: (key: string, value: string | undefined) => string | null | undefined,
): Promise<Applied> {
  const params = lambdaParams(step);
  const api = await outside.aws.lambda(step.region);
  const config = await api.getFunctionConfiguration({ FunctionName }, { signal });
  const values = variablesOf(config, step);
  const keys = params.role === 'environment' ? Object.keys(params.rules) : [];
  const next = keys.map((key) => [key, change(key, values[key])] as const);
  const changed = next.filter(([key, value]) => (value ?? undefined) !== values[key]);
  if (next.some(([, value]) => value === undefined))
    throw unchangeable(
      step,
      `${FunctionName} in ${step.region} has a variable with no connection string in it, or no new value for it.`,
    );
  if (changed.length === 0) return { note: `${FunctionName} was right already`, evidence: { changed: [] } };
  const all: Readonly<Record<string, string | null | undefined>> = {
    ...values,
    ...Object.fromEntries(changed),
  };
  const kept = Object.entries(all).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value] as const] : [],
  );
  const { RevisionId } = config;
  await api.updateFunctionConfiguration(
    {
      FunctionName,
      Environment: { Variables: Object.fromEntries(kept) },
      ...(RevisionId === undefined ? {} : { RevisionId }),
    },
    { signal },
  );
  const names = changed.map(([key]) => key);
  return { note: `${FunctionName}: ${names.join(', ')} changed`, evidence: { changed: names } };
}

/** Where the variables cannot be decrypted Lambda leaves them out, and sending back what is left would delete them. */
function variablesOf({ Environment }: FunctionConfiguration, step: Step): Readonly<Record<string, string>> {
  if (Environment?.Error === undefined) return Environment?.Variables ?? {};
  const message = `The environment of ${lambdaParams(step).name} in ${step.region} cannot be read: ${Environment.Error.Message ?? Environment.Error.ErrorCode ?? 'no reason given'}`;
  throw unchangeable(step, message);
}

function unchangeable(step: Step, message: string) {
  return fail({
    code: 'RESOURCE_NOT_READY',
    message,
    fix: 'Mend what is named, then `retry` the step.',
    resource: step.resource,
    step: step.id,
    region: step.region,
  });
}

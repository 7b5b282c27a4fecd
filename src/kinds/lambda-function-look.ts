import type { EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import type { LambdaApi } from '../aws/services/lambda.ts';
import type { Region, ResourceId } from '../ids.ts';
import { rulesIn, seenKeysOf } from './connection-rules.ts';
import type { SeenKeys } from './connection-rules.ts';
import type { ObserveContext } from './kind.ts';
import { functionsIn } from './lambda-function-spec.ts';
import type { LambdaFunctions } from './lambda-function-spec.ts';

/** One source of a function's events. */
export interface Source {
  readonly uuid: string;
  readonly arn: string;
  /** `Enabled`, `Disabled`, or on the way. */
  readonly state: string;
}

/** Concurrency that is kept warm. */
export interface Provisioned {
  readonly requested: number;
  readonly status: string;
  readonly reason?: string;
  /** ms since the epoch. */
  readonly modifiedAt: number;
}

/** The limits and sources of a function, as they are read before a change. */
export interface LambdaState {
  /** null where it has no limit of its own. */
  readonly reserved: number | null;
  /** null where none is kept warm, or the config names no qualifier; `unknown` where there is no such qualifier. */
  readonly provisioned: Provisioned | null | 'unknown';
  readonly sources: readonly Source[];
}

/** What is seen of one function. */
export interface LambdaLook extends LambdaState {
  readonly state: string;
  /** LastUpdateStatus, with its reason where it failed. */
  readonly update: string;
  readonly updateReason?: string;
  /** How long one invocation may run, in ms. */
  readonly timeoutMs: number;
  readonly memoryMiB?: number | undefined;
  /** `x86_64` or `arm64`. */
  readonly architecture?: string | undefined;
  readonly keys: SeenKeys;
  /** Former values of variables whose new value is a literal of the config; null for one that is not there. */
  readonly literals: Readonly<Record<string, string | null>>;
}

/** What is seen of all functions of a resource in a region, by name. */
export type LambdaLooks = Readonly<Record<string, LambdaLook>>;

/** Looks at the functions of these resources in one region. */
export async function observeFunctions(
  resources: readonly LambdaFunctions[],
  region: Region,
  context: ObserveContext,
): Promise<ReadonlyMap<ResourceId, LambdaLooks>> {
  const api = await context.outside.aws.lambda(region);
  const all = resources.map(async (resource) => {
    const looks = functionsIn(resource, region).map(async (name) => {
      const look = await lookAt(name, { resource, region, api }, context);
      return look === undefined ? [] : [[name, look] as const];
    });
    return [resource.id, Object.fromEntries((await Promise.all(looks)).flat())] as const;
  });
  return new Map(await Promise.all(all));
}

async function lookAt(
  name: string,
  at: { readonly resource: LambdaFunctions; readonly region: Region; readonly api: LambdaApi },
  { outside, signal }: ObserveContext,
): Promise<LambdaLook | undefined> {
  const { spec } = at.resource;
  const rules = rulesIn(spec.environment, at.region);
  try {
    const config = await at.api.getFunctionConfiguration({ FunctionName: name }, { signal });
    const state = await readState({ name, qualifier: spec.provisioned?.qualifier }, at.api, signal);
    const values = new Map(Object.entries(config.Environment?.Variables ?? {}));
    const reason = config.LastUpdateStatusReason;
    return {
      ...state,
      state: config.State ?? 'Active',
      update: config.LastUpdateStatus ?? 'Successful',
      ...(reason === undefined ? {} : { updateReason: reason }),
      timeoutMs: (config.Timeout ?? 3) * 1000,
      memoryMiB: config.MemorySize,
      architecture: config.Architectures?.[0] ?? 'x86_64',
      keys: seenKeysOf(values, rules, outside),
      literals: Object.fromEntries(
        Object.entries(rules).flatMap(([key, rule]) =>
          'value' in rule ? [[key, values.get(key) ?? null] as const] : [],
        ),
      ),
    };
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/** Reads limits and sources of a function. */
export async function readState(
  { name, qualifier }: { readonly name: string; readonly qualifier: string | undefined },
  api: LambdaApi,
  signal: AbortSignal,
): Promise<LambdaState> {
  const [concurrency, provisioned, sources] = await Promise.all([
    api.getFunctionConcurrency({ FunctionName: name }, { signal }),
    qualifier === undefined ? null : readProvisioned({ name, qualifier }, api, signal),
    readSources(name, api, signal),
  ]);
  return { reserved: concurrency.ReservedConcurrentExecutions ?? null, provisioned, sources };
}

async function readProvisioned(
  { name, qualifier }: { readonly name: string; readonly qualifier: string },
  api: LambdaApi,
  signal: AbortSignal,
): Promise<LambdaState['provisioned']> {
  const named = { FunctionName: name, Qualifier: qualifier };
  try {
    const found = await api.getProvisionedConcurrencyConfig(named, { signal });
    const reason = found.StatusReason;
    return {
      requested: found.RequestedProvisionedConcurrentExecutions ?? 0,
      status: found.Status ?? 'IN_PROGRESS',
      ...(reason === undefined ? {} : { reason }),
      modifiedAt: Date.parse(found.LastModified ?? '') || 0,
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === 'ProvisionedConcurrencyConfigNotFoundException') return null;
    // The function, or its alias: that the function is there is asked beside this.
    if (error.name === 'ResourceNotFoundException') return 'unknown';
    throw error;
  }
}

async function readSources(name: string, api: LambdaApi, signal: AbortSignal): Promise<readonly Source[]> {
  const found: EventSourceMappingConfiguration[] = [];
  let marker: string | undefined;
  do {
    const page = marker === undefined ? {} : { Marker: marker };
    const answer = await api.listEventSourceMappings({ FunctionName: name, ...page }, { signal });
    found.push(...(answer.EventSourceMappings ?? []));
    marker = answer.NextMarker;
  } while (marker !== undefined && marker !== '');
  return found
    .map(({ UUID = '', EventSourceArn = '', State = 'unknown' }) => ({
      uuid: UUID,
      arn: EventSourceArn,
      state: State,
    }))
    .filter(({ state }) => state !== 'Deleting')
    .sort((a, b) => (a.uuid < b.uuid ? -1 : 1));
}

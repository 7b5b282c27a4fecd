import type { LambdaState, Source } from './lambda-function-look.ts';

/** What a step makes of a function's limits and sources; what is absent stays as it is. */
export type LambdaTarget = {
  /** null lifts the limit. */
  readonly reserved?: number | null;
  /** 0 keeps nothing warm. */
  readonly provisioned?: number;
  /** All sources that are meant, or each by its id. */
  readonly sources?: boolean | Readonly<Record<string, boolean>>;
};

/** What a step on limits and sources carries. */
export type LambdaParams = {
  readonly role: 'fence' | 'scale' | 'consume' | 'standby';
  readonly name: string;
  readonly qualifier?: string;
  /** The sources that are meant where not all are, by name or ARN. */
  readonly only?: readonly string[];
  readonly wanted: LambdaTarget;
  readonly former: LambdaTarget;
  /** How long an invocation that has begun may still run, in ms: a fence is proven after that. */
  readonly drainMs: number;
};

/** Whether a source is one of those that the config names. */
function isMeant({ arn }: Source, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((name) => name === arn || arn.split(/[:/]/).includes(name));
}

/** The sources that the target is about, each with whether it shall be enabled. */
export function sourcesOf(
  target: LambdaTarget,
  { sources }: Pick<LambdaState, 'sources'>,
  only: readonly string[] | undefined,
): readonly (readonly [Source, boolean])[] {
  const { sources: wanted } = target;
  if (wanted === undefined) return [];
  return sources.flatMap((source) => {
    const enabled = typeof wanted === 'boolean' ? wanted : wanted[source.uuid];
    return enabled === undefined || !isMeant(source, only) ? [] : [[source, enabled] as const];
  });
}

/** What is still to be done: nothing, a change, or only waiting for one. */
export type Gap = { readonly what: string; readonly begun: boolean };

/** What separates a function from a target, in words. */
export function gapsTo(
  target: LambdaTarget,
  now: LambdaState,
  how: { readonly only: readonly string[] | undefined; readonly atLeast: boolean },
): readonly Gap[] {
  return [
    ...(target.reserved === undefined || target.reserved === now.reserved
      ? []
      : [{ what: `reserved concurrency ${now.reserved ?? 'without limit'}`, begun: false }]),
    ...provisionedGap(target.provisioned, now.provisioned, how.atLeast),
    ...sourcesOf(target, now, how.only).flatMap(([{ arn, state }, enabled]) => {
      if (state === (enabled ? 'Enabled' : 'Disabled')) return [];
      return [{ what: `${arn} is ${state}`, begun: state === (enabled ? 'Enabling' : 'Disabling') }];
    }),
  ];
}

/** An autoscaler may keep more warm than an active region needs. */
function provisionedGap(
  wanted: number | undefined,
  now: LambdaState['provisioned'],
  atLeast: boolean,
): readonly Gap[] {
  if (wanted === undefined) return [];
  const requested = now === null || now === 'unknown' ? 0 : now.requested;
  const agrees = atLeast ? requested >= wanted : requested === wanted;
  if (!agrees) return [{ what: `provisioned concurrency ${requested}`, begun: false }];
  if (now === null || now === 'unknown' || now.status === 'READY') return [];
  return [{ what: `provisioned concurrency is ${now.status}`, begun: now.status === 'IN_PROGRESS' }];
}

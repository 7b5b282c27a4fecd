import type { Json, Region } from '../ids.ts';
import type { Goal, Phase, StepDraft } from '../plan/plan.ts';
import type { Address } from './connection-address.ts';
import { judgeKeys, readsOfRule, rulesIn } from './connection-rules.ts';
import type { KeyRule } from './connection-rules.ts';
import { valueIn } from './kind.ts';
import type { Observation } from './kind.ts';
import { environmentCalls, limitCalls } from './lambda-function-calls.ts';
import type { LambdaLook, LambdaLooks, LambdaState } from './lambda-function-look.ts';
import { functionsIn } from './lambda-function-spec.ts';
import type { LambdaFunctions } from './lambda-function-spec.ts';
import { gapsTo, sourcesOf } from './lambda-function-target.ts';
import type { LambdaParams, LambdaTarget } from './lambda-function-target.ts';

const MINUTE = 60_000;

/** What a function is while its region stands by. */
export function standbyTarget({ spec }: LambdaFunctions): LambdaTarget {
  const reserved = spec.reserved?.standby ?? (spec.fence ? 0 : undefined);
  return {
    ...(reserved === undefined ? {} : { reserved }),
    ...(spec.provisioned === undefined ? {} : { provisioned: spec.provisioned.standby }),
    ...(spec.eventSources === false ? {} : { sources: false }),
  };
}

/** What a function is while its region is active; a limit that the config does not speak of stays, unless it is 0. */
export function activeTarget({ spec }: LambdaFunctions, now: LambdaState): LambdaTarget {
  const reserved = spec.reserved?.active ?? (now.reserved === 0 ? null : undefined);
  return {
    ...(reserved === undefined ? {} : { reserved }),
    ...(spec.provisioned === undefined ? {} : { provisioned: spec.provisioned.active }),
  };
}

/** The sources that are meant where not all are. */
export function onlyOf({ spec: { eventSources } }: LambdaFunctions): readonly string[] | undefined {
  return Array.isArray(eventSources) ? eventSources : undefined;
}

/** What a target is to be put back to: the present values of what it names. */
function formerOf(target: LambdaTarget, now: LambdaState, only: readonly string[] | undefined): LambdaTarget {
  const { provisioned } = now;
  const warm = provisioned === null || provisioned === 'unknown' ? 0 : provisioned.requested;
  const sources = sourcesOf(target, now, only).map(([{ uuid, state }]) => [
    uuid,
    state === 'Enabled' || state === 'Enabling',
  ]);
  return {
    ...(target.reserved === undefined ? {} : { reserved: now.reserved }),
    ...(target.provisioned === undefined ? {} : { provisioned: warm }),
    ...(target.sources === undefined
      ? {}
      : { sources: Object.fromEntries(sources) as Record<string, boolean> }),
  };
}

/** Stopping the functions of `from`, and giving them the values of a standby when all is over. */
export function leavingSteps(
  resource: LambdaFunctions,
  observation: Observation<LambdaLooks>,
  goal: Goal,
): readonly StepDraft[] {
  const { from, mode } = goal;
  const looks = valueIn(observation, from);
  const active = isActive(resource, observation, goal);
  return functionsIn(resource, from).flatMap((name) => {
    const look = looks?.[name];
    if (looks !== undefined && look === undefined) return [];
    // A standby that may run a little is fenced for a promotion, and not when there is nothing left to promote.
    const rests =
      active &&
      look !== undefined &&
      gapsTo(standbyTarget(resource), look, { only: onlyOf(resource), atLeast: false }).length === 0;
    const fence = resource.spec.fence && !rests ? fenceStep(resource, name, { look, goal }) : undefined;
    const standby =
      mode === 'planned' && look !== undefined
        ? standbySteps(resource, { name, look, region: from, fenced: fence !== undefined })
        : [];
    return [...(fence === undefined ? [] : [fence]), ...standby];
  });
}

/** Whether the functions of `to` have the concurrency and the event sources of an active region. */
function isActive(resource: LambdaFunctions, observation: Observation<LambdaLooks>, { to }: Goal): boolean {
  const sources: LambdaTarget = resource.spec.eventSources === false ? {} : { sources: true };
  return functionsIn(resource, to).every((name) => {
    const look = valueIn(observation, to)?.[name];
    if (look === undefined) return false;
    const target = { ...activeTarget(resource, look), ...sources };
    return gapsTo(target, look, { only: onlyOf(resource), atLeast: true }).length === 0;
  });
}

function fenceStep(
  resource: LambdaFunctions,
  name: string,
  { look, goal }: { look: LambdaLook | undefined; goal: Goal },
): StepDraft | undefined {
  const { spec } = resource;
  const { from, mode, fromCondition } = goal;
  const only = onlyOf(resource);
  const wanted: LambdaTarget = {
    reserved: 0,
    ...(spec.provisioned === undefined ? {} : { provisioned: 0 }),
    ...(spec.eventSources === false ? {} : { sources: false }),
  };
  if (look !== undefined && gapsTo(wanted, look, { only, atLeast: false }).length === 0) return undefined;
  // Where `from` cannot be seen, what it was is what the config says of an active region.
  const former =
    look === undefined
      ? {
          reserved: spec.reserved?.active ?? null,
          ...(wanted.sources === undefined ? {} : { sources: true }),
        }
      : formerOf(wanted, look, only);
  const drainMs = mode === 'planned' ? (look?.timeoutMs ?? 0) : 0;
  const hopeless = fromCondition === 'down' && mode === 'unplanned';
  return {
    ...draft(resource, { region: from, role: 'fence', name, wanted, former, drainMs }),
    title: `Fence ${name} in ${from}: let nothing run`,
    expectedMs: 30_000 + drainMs,
    timeoutMs: hopeless ? 40_000 : 5 * MINUTE + 2 * drainMs,
    optional: mode === 'unplanned',
    undo: { title: `Let ${name} in ${from} run again` },
  };
}

/** The values of a standby, where the function does not have them. */
export function standbySteps(
  resource: LambdaFunctions,
  about: { name: string; look: LambdaLook; region: Region; fenced: boolean; phase?: Phase },
): readonly StepDraft[] {
  const { name, look, region, fenced, phase } = about;
  const only = onlyOf(resource);
  const wanted = standbyTarget(resource);
  const state: LambdaState = fenced
    ? {
        reserved: 0,
        provisioned: null,
        sources: look.sources.map((each) => ({ ...each, state: 'Disabled' })),
      }
    : look;
  if (gapsTo(wanted, state, { only, atLeast: false }).length === 0) return [];
  const former = formerOf(wanted, state, only);
  return [
    {
      ...draft(resource, { region, role: 'standby', name, wanted, former, drainMs: 0 }),
      ...(phase === undefined ? {} : { phase }),
      title: `Let ${name} in ${region} stand by`,
      expectedMs: (wanted.provisioned ?? 0) > 0 ? 3 * MINUTE : 30_000,
      timeoutMs: 20 * MINUTE,
      undo: { title: `Give ${name} in ${region} its former limits and sources` },
    },
  ];
}

/** Setting the environment, the limits and the event sources in `to`. */
export function activationSteps(
  resource: LambdaFunctions,
  observation: Observation<LambdaLooks>,
  { to }: Goal,
): readonly StepDraft[] {
  const looks = valueIn(observation, to);
  const only = onlyOf(resource);
  return functionsIn(resource, to).flatMap((name): StepDraft[] => {
    const look = looks?.[name];
    if (look === undefined) return [];
    const steps: StepDraft[] = [...environmentSteps(resource, name, { look, observation, region: to })];
    const target = activeTarget(resource, look);
    const step = (role: 'scale' | 'consume', wanted: LambdaTarget) => ({
      ...draft(resource, {
        region: to,
        role,
        name,
        wanted,
        former: formerOf(wanted, look, only),
        drainMs: 0,
      }),
      after: steps.map(({ action }) => action),
    });
    if (gapsTo(target, look, { only, atLeast: true }).length > 0)
      steps.push({
        ...step('scale', target),
        title:
          look.reserved === 0 ? `Let ${name} in ${to} run` : `Scale ${name} in ${to} up to its active size`,
        expectedMs: resource.spec.provisioned === undefined ? 2_000 : 3 * MINUTE,
        timeoutMs: 20 * MINUTE,
        undo: { title: `Give ${name} in ${to} its former concurrency` },
      });
    const sources: LambdaTarget = resource.spec.eventSources === false ? {} : { sources: true };
    if (gapsTo(sources, look, { only, atLeast: true }).length > 0)
      steps.push({
        ...step('consume', sources),
        title: `Enable the event sources of ${name} in ${to}`,
        expectedMs: 30_000,
        timeoutMs: 10 * MINUTE,
        undo: { title: `Disable the event sources of ${name} in ${to} again` },
      });
    return steps;
  });
}

function environmentSteps(
  resource: LambdaFunctions,
  name: string,
  at: { look: LambdaLook; observation: Observation<LambdaLooks>; region: Region },
): readonly StepDraft[] {
  const { look, observation, region } = at;
  const rules = rulesIn(resource.spec.environment, region);
  if (judgeKeys(rules, look.keys, observation.inputs).every(({ ok }) => ok === true)) return [];
  const former = formerValues(rules, look);
  const reversible = former !== undefined;
  const action = `environment(${name})`;
  return [
    {
      action,
      title: `Point the environment of ${name} at ${region}`,
      region,
      phase: 'config',
      risk: reversible ? 'reversible' : 'irreversible',
      changes: true,
      expectedMs: 10_000,
      timeoutMs: 10 * MINUTE,
      params: { role: 'environment', name, rules: { ...rules }, former: former ?? {} },
      calls: environmentCalls(name, region),
      reads: Object.values(rules).flatMap((rule) => readsOfRule(rule, region)),
      after: [],
      repeat: 'safe',
      ...(reversible ? { undo: { title: `Put the former environment of ${name} in ${region} back` } } : {}),
    },
  ];
}

/** What the variables are to be put back to; undefined where one may be a secret, which is nowhere kept. */
function formerValues(
  rules: Readonly<Record<string, KeyRule>>,
  { keys, literals }: LambdaLook,
): { readonly [key: string]: Json } | undefined {
  const former: Record<string, Json> = {};
  for (const key of Object.keys(rules)) {
    const at = keys[key];
    const address: Address | undefined = at?.state === 'host' ? at.address : undefined;
    const plain = at?.state === 'whole' ? at.plain : literals[key];
    if (address !== undefined) former[key] = { ...address };
    else if (plain !== undefined) former[key] = plain;
    else if (at?.state !== 'equal') return undefined;
  }
  return former;
}

const phaseOf = { fence: 'fence', scale: 'compute', consume: 'traffic', standby: 'release' } as const;

/** What all steps on limits and sources share. */
function draft(
  resource: LambdaFunctions,
  change: Omit<LambdaParams, 'qualifier' | 'only'> & { readonly region: Region },
) {
  const { region, ...params } = change;
  const qualifier = resource.spec.provisioned?.qualifier;
  const only = onlyOf(resource);
  return {
    action: `${params.role}(${params.name})`,
    region,
    phase: phaseOf[params.role] as Phase,
    risk: 'reversible' as const,
    changes: true,
    params: {
      ...params,
      ...(qualifier === undefined ? {} : { qualifier }),
      ...(only === undefined ? {} : { only }),
    },
    calls: limitCalls(resource, params.name, region),
    after: [] as readonly string[],
    repeat: 'safe' as const,
  };
}

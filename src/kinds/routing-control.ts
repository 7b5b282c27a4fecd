import * as z from 'zod';
import type { RecoveryClusterApi } from '../aws/services/recovery.ts';
import type { Resource } from '../config/config.ts';
import { FailoverError } from '../errors.ts';
import { regionPattern } from '../ids.ts';
import type { Region } from '../ids.ts';
import type { Assessment, Call, Goal, Step, StepDraft } from '../plan/plan.ts';
import { inTurn } from './endpoint-turn.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { ApplyContext, Applied, ObserveContext, Observation, Settled } from './kind.ts';

const onOff = z.enum(['On', 'Off']);

const spec = z.strictObject({
  endpoints: z
    .record(
      z.string().regex(regionPattern, 'must be the name of an AWS region'),
      z.url({ protocol: /^https$/ }),
    )
    .refine((endpoints) => Object.keys(endpoints).length > 0, 'must name at least one endpoint')
    .describe(
      "The cluster's endpoints by their regions, as DescribeCluster shows them; all five, so that any of them may be lost.",
    ),
  standby: onOff
    .default('Off')
    .describe(
      'State in which a failback leaves the other region: Off where one is active, On where all are.',
    ),
  overrideSafetyRules: z
    .array(z.string().min(1))
    .max(10)
    .default([])
    .describe('ARNs of safety rules that an unplanned failover may break.'),
});

const regional = z.strictObject({
  control: z
    .string()
    .regex(/^arn:[a-z-]+:route53-recovery-control::\d{12}:controlpanel\/\w+\/routingcontrol\/\w+$/, {
      error: 'must be the ARN of a routing control',
    })
    .describe('ARN of the routing control that lets traffic into this region.'),
});

type State = z.infer<typeof onOff>;
type Control = Resource<z.infer<typeof spec>, z.infer<typeof regional>>;

/** The states by the ARNs of the controls. */
type Value = Readonly<Record<string, State>>;

interface Params {
  /** What is wanted of each control, by its ARN. */
  readonly states: Value;
  readonly was: Value;
  /** The endpoints that may be used, by region. */
  readonly endpoints: Readonly<Record<Region, string>>;
  readonly override: readonly string[];
}

/** Moves traffic by routing controls, whose data plane outlives any single region. */
export const routingControl = defineKind<z.infer<typeof spec>, z.infer<typeof regional>, Value>({
  name: 'routing-control',
  role: 'traffic',
  summary:
    'Moves traffic by ARC routing controls, through whichever of the five endpoints of their cluster answers.',
  notes: [
    'Both controls change in one call, so no safety rule sees a moment with neither on. Health checks that follow the controls move DNS within seconds.',
    'Each attempt goes to another endpoint, never to the one in the region that is left: no single region and no control plane is needed. Keep the endpoints in the config, since asking for them needs us-west-2.',
    'Routing controls are there or not: traffic does not move in stages.',
    'Safety rules hold, also in an unplanned failover; those listed in `overrideSafetyRules` are overridden there.',
  ],
  example: `kind: routing-control
endpoints:
  us-east-1: https://host-aaaaaa.us-east-1.example.com/v1
  us-west-2: https://host-bbbbbb.us-west-2.example.com/v1
  eu-west-1: https://host-cccccc.eu-west-1.example.com/v1
  ap-northeast-1: https://host-dddddd.ap-northeast-1.example.com/v1
  ap-southeast-2: https://host-eeeeee.ap-southeast-2.example.com/v1
eu-west-1: { control: 'arn:aws:route53-recovery-control::111122223333:controlpanel/0123456bbbbbbb0123456bbbbbb0123456/routingcontrol/abcdefg1234567' }
eu-west-2: { control: 'arn:aws:route53-recovery-control::111122223333:controlpanel/0123456bbbbbbb0123456bbbbbb0123456/routingcontrol/hijklmn8901234' }
`,
  spec,
  regional,
  regionalNeeded: 'every',
  places: ['global'],
  batch: (resource) => resource.id,
  // One cluster holds the controls of many services.
  holdings: () => [
    {
      ...{ what: 'cluster of routing controls', item: 'routing-control/cluster', quantity: 1 },
      same: 'routing-control',
    },
  ],
  observe,
  reads: ({ spec: { endpoints }, regional: regions }) =>
    Object.keys(endpoints).flatMap((region) =>
      Object.values(regions).map(({ control }) => call('GetRoutingControlState', control, region)),
    ),
  changes: (resource, goal) => switchCalls(resource, goal),
  assess,
  steps,
  apply: (step, context) => set(paramsOf(step).states, step, context),
  undo: (step, context) => set(paramsOf(step).was, step, context),
  settled: (step, observation) => standing(observation, paramsOf(step).states),
  undone: (step, observation) => standing(observation, paramsOf(step).was),
  verify: (resource, observation, goal) =>
    Object.entries(wishFor(resource, goal)).map(([control, state]) => {
      const seen = seenIn(observation, 'global');
      const found =
        seen.state === 'failed' ? seen.problem.message : valueIn(observation, 'global')?.[control];
      const region = regionOf(resource, control);
      return {
        name: `routing control of ${region}`,
        ok: found === state,
        expected: state,
        found: found ?? 'no such control',
      };
    }),
});

/** One endpoint a look, another one each time, so that whoever looks again is not held up by the one that is lost. */
async function observe([resource]: readonly Control[], _place: string, context: ObserveContext) {
  const { outside, signal, now } = context;
  const turn = inTurn(Object.entries(resource?.spec.endpoints ?? {}), now);
  if (resource === undefined || turn === undefined) return new Map<string, Value>();
  const controls = Object.values(resource.regional).map(({ control }) => control);
  const api = await outside.aws.recovery(...turn);
  return new Map([[resource.id, await statesOf(api, controls, signal)]]);
}

async function statesOf(
  api: RecoveryClusterApi,
  controls: readonly string[],
  signal: AbortSignal,
): Promise<Value> {
  const states = controls.map(async (RoutingControlArn) => {
    const { RoutingControlState: state } = await api.getRoutingControlState(
      { RoutingControlArn },
      { signal },
    );
    return [RoutingControlArn, state === 'On' ? 'On' : 'Off'] as const;
  });
  return Object.fromEntries(await Promise.all(states));
}

function wishFor({ spec: block, regional: regions }: Control, { from, to, operation }: Goal): Value {
  const [on, off] = [regions[to]?.control, regions[from]?.control];
  const left = operation === 'failback' ? block.standby : 'Off';
  return { ...(on === undefined ? {} : { [on]: 'On' }), ...(off === undefined ? {} : { [off]: left }) };
}

function assess(resource: Control, observation: Observation<Value>, goal: Goal): Assessment {
  const seen = seenIn(observation, 'global');
  const usable = Object.keys(endpointsFor(resource, goal));
  if (seen.state === 'failed' && seen.reachable)
    return {
      state: 'blocked',
      summary: 'the routing controls cannot be read',
      problems: [{ resource: resource.id, ...seen.problem }],
    };
  const notes = [
    ...(seen.state === 'failed' ? [`The routing controls cannot be read: ${seen.problem.message}`] : []),
    ...(usable.length < 3
      ? [`Only ${usable.join(', ')} of the cluster's endpoints can be used; give all five`]
      : []),
    ...(goal.stages === undefined
      ? []
      : ['Routing controls do not move traffic in stages: all of it moves at once']),
  ].map((message) => ({ level: 'warning' as const, message }));
  if (steps(resource, observation, goal).length === 0)
    return { state: 'done', summary: `the routing controls stand on ${goal.to}`, notes };
  return { state: 'ready', summary: `routing controls: ${goal.to} on, ${goal.from} off`, notes };
}

/** The endpoint in the region that is left is not counted on, unless there is no other. */
function endpointsFor({ spec: { endpoints } }: Control, { from }: Goal): Readonly<Record<Region, string>> {
  const others = Object.entries(endpoints).filter(([region]) => region !== from);
  return others.length === 0 ? endpoints : Object.fromEntries(others);
}

function steps(resource: Control, observation: Observation<Value>, goal: Goal): readonly StepDraft[] {
  const states = wishFor(resource, goal);
  const found = valueIn(observation, 'global');
  if (found !== undefined && Object.entries(states).every(([control, state]) => found[control] === state))
    return [];
  // What cannot be seen is taken to stand on the region that is left.
  const assumed = Object.fromEntries(
    Object.keys(states).map((control) => [
      control,
      control === resource.regional[goal.to]?.control ? 'Off' : 'On',
    ]),
  );
  const was = Object.fromEntries(
    Object.keys(states).map((control) => [control, found?.[control] ?? assumed[control] ?? 'Off']),
  );
  const override = goal.mode === 'unplanned' ? resource.spec.overrideSafetyRules : [];
  return [
    {
      action: 'switch',
      title: `Switch the routing controls to ${goal.to}`,
      region: goal.to,
      phase: 'traffic',
      risk: 'reversible',
      changes: true,
      expectedMs: 15_000,
      timeoutMs: 5 * 60_000,
      params: { states, was, endpoints: endpointsFor(resource, goal), override },
      calls: switchCalls(resource, goal),
      watch: ['global'],
      undo: { title: 'Put the routing controls back as they were' },
      repeat: 'safe',
    },
  ];
}

async function set(states: Value, step: Step, { outside, signal, now }: ApplyContext): Promise<Applied> {
  const { endpoints, override } = paramsOf(step);
  const [region, endpoint] = inTurn(Object.entries(endpoints), now) ?? [step.region, ''];
  const api = await outside.aws.recovery(region, endpoint);
  const found = await statesOf(api, Object.keys(states), signal);
  const changed = Object.entries(states).filter(([control, state]) => found[control] !== state);
  if (changed.length === 0) return { note: 'the routing controls stood so already' };
  const UpdateRoutingControlStateEntries = changed.map(([RoutingControlArn, RoutingControlState]) => ({
    RoutingControlArn,
    RoutingControlState,
  }));
  try {
    const request = {
      UpdateRoutingControlStateEntries,
      ...(override.length === 0 ? {} : { SafetyRulesToOverride: [...override] }),
    };
    await api.updateRoutingControlStates(request, { signal });
  } catch (error) {
    throw violation(error, step) ?? error;
  }
  return { note: `${changed.length} routing controls changed`, evidence: { endpoint: region } };
}

/** A safety rule refuses with the same exception as a passing conflict; it never gives way to waiting. */
function violation(error: unknown, step: Step): FailoverError | undefined {
  if (!(error instanceof Error) || !/safety rule/i.test(error.message)) return undefined;
  const problem = {
    code: 'INVALID_CALL',
    message: error.message,
    fix: 'List the rule in overrideSafetyRules, or change the controls that it is about first.',
    resource: step.resource,
  } as const;
  return new FailoverError([problem], error);
}

function standing(observation: Observation<Value>, states: Value): Settled {
  const seen = seenIn(observation, 'global');
  if (seen.state === 'failed')
    return { state: 'pending', note: `the routing controls cannot be read: ${seen.problem.message}` };
  const found = valueIn(observation, 'global') ?? {};
  const all = Object.entries(states);
  const right = all.filter(([control, state]) => found[control] === state).length;
  const note = `${right} of ${all.length} routing controls stand as wanted`;
  if (right === all.length) return { state: 'done', note };
  return { state: right === 0 ? 'not-begun' : 'pending', note };
}

function switchCalls(resource: Control, goal: Goal): readonly Call[] {
  return Object.keys(endpointsFor(resource, goal)).flatMap((region) =>
    Object.keys(wishFor(resource, goal)).flatMap((control) =>
      ['GetRoutingControlState', 'UpdateRoutingControlStates'].map((action) => call(action, control, region)),
    ),
  );
}

function call(action: string, resource: string, region: Region): Call {
  return { service: 'route53-recovery-cluster', action, resource, region, plane: 'data' };
}

function regionOf({ regional: regions }: Control, control: string): Region {
  return Object.keys(regions).find((region) => regions[region]?.control === control) ?? '';
}

/** The cast is sound: the steps of this kind get their params from `steps` alone. */
function paramsOf(step: Step): Params {
  return step.params as unknown as Params;
}

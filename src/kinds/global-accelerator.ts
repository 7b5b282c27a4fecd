import * as z from 'zod';
import type { GlobalAcceleratorApi } from '../aws/services/accelerator.ts';
import type { Resource } from '../config/config.ts';
import type { Region } from '../ids.ts';
import type { Assessment, Call, Goal, Step, StepDraft } from '../plan/plan.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { ApplyContext, Applied, ObserveContext, Observation, Settled } from './kind.ts';
import { holdDraft, judgeHold, stagesAhead } from './traffic-stages.ts';

const groupPattern =
  /^arn:[a-z-]+:globalaccelerator::\d{12}:accelerator\/[\w-]+\/listener\/[\w-]+\/endpoint-group\/[\w-]+$/;

const spec = z.strictObject({
  standby: z
    .int()
    .min(0)
    .max(100)
    .default(0)
    .describe(
      'Traffic dial of the region that a failback leaves: 0 where one region is active, 100 where all of them are.',
    ),
});

const regional = z.strictObject({
  endpointGroup: z
    .string()
    .regex(groupPattern, 'must be the ARN of an endpoint group')
    .describe("ARN of the listener's endpoint group in this region."),
});

type Accelerator = Resource<z.infer<typeof spec>, z.infer<typeof regional>>;

interface Value {
  /** The dials of the listener's endpoint groups, 0 to 100, by their ARNs. */
  readonly dials: Readonly<Record<string, number>>;
  /** Whether the last change has reached all edge locations. */
  readonly deployed: boolean;
}

interface Params {
  readonly group: string;
  readonly dial: number;
  readonly was: number;
}

/** Where the control plane of Global Accelerator is: https://docs.aws.amazon.com/general/latest/gr/global_accelerator.html */
const home = 'us-west-2';

/** Moves the traffic of an accelerator by the dials of its endpoint groups. */
export const globalAccelerator = defineKind<z.infer<typeof spec>, z.infer<typeof regional>, Value>({
  name: 'global-accelerator',
  role: 'traffic',
  summary:
    'Moves traffic to the region being activated by the traffic dials of a Global Accelerator listener.',
  notes: [
    'The new region is dialled to 100 first, then the old one to 0, so that there is never nowhere to go. A failback leaves the other region at `standby`.',
    'Dials are changed in the control plane of Global Accelerator, which is in us-west-2 alone. Endpoints that fail their health checks are avoided without it.',
    'In stages only the dial of the new region rises: it takes that share of the traffic that is nearest to it, and the old one takes the rest until the last stage.',
    'A change counts when the accelerator says that it is deployed.',
  ],
  example: `kind: global-accelerator
eu-west-1: { endpointGroup: 'arn:aws:globalaccelerator::111122223333:accelerator/1234abcd/listener/0123vxyz/endpoint-group/098765zyxwvu' }
eu-west-2: { endpointGroup: 'arn:aws:globalaccelerator::111122223333:accelerator/1234abcd/listener/0123vxyz/endpoint-group/123456abcdef' }
`,
  spec,
  regional,
  regionalNeeded: 'every',
  places: ['global'],
  batch: (resource) => listenerOf(anyGroup(resource)),
  holdings: (resource) => [
    {
      ...{ what: 'accelerator', item: 'globalaccelerator/accelerator', quantity: 1 },
      same: acceleratorOf(anyGroup(resource)),
    },
  ],
  observe,
  reads: (resource) => [
    call('ListEndpointGroups', listenerOf(anyGroup(resource))),
    call('DescribeAccelerator', acceleratorOf(anyGroup(resource))),
  ],
  changes: (resource, { from, to }) => [...dialCalls(resource, to), ...dialCalls(resource, from)],
  assess,
  steps,
  apply: (step, context) => turn(paramsOf(step).dial, step, context),
  undo: (step, context) => turn(paramsOf(step).was, step, context),
  inCode: () => '`aws_globalaccelerator_endpoint_group`: ignore `traffic_dial_percentage`.',
  settled: (step, observation, now) =>
    step.changes ? turned(step, observation, paramsOf(step).dial) : judgeHold(step, observation, now),
  undone: (step, observation) => turned(step, observation, paramsOf(step).was),
  verify: (resource, observation, goal) =>
    // What stands by may take its share of the traffic, or none.
    wishesFor(resource, goal).flatMap(({ region, dial }) => {
      if (goal.operation === 'reprotect' && region === goal.from) return [];
      const seen = seenIn(observation, 'global');
      const found = seen.state === 'seen' ? seen.value.dials[groupIn(resource, region)] : undefined;
      return {
        name: `traffic dial of ${region}`,
        ok: found === dial,
        expected: String(dial),
        found: seen.state === 'failed' ? seen.problem.message : String(found ?? 'no endpoint group'),
      };
    }),
});

async function observe(
  resources: readonly Accelerator[],
  _place: string,
  { outside, signal }: ObserveContext,
) {
  const [first] = resources;
  if (first === undefined) return new Map<string, Value>();
  const api = await outside.aws.accelerator();
  const group = anyGroup(first);
  const [dials, { Accelerator: accelerator }] = await Promise.all([
    dialsOf(api, listenerOf(group), signal),
    api.describeAccelerator({ AcceleratorArn: acceleratorOf(group) }, { signal }),
  ]);
  const value = { dials, deployed: accelerator?.Status === 'DEPLOYED' };
  return new Map(resources.map(({ id }) => [id, value]));
}

async function dialsOf(
  api: GlobalAcceleratorApi,
  ListenerArn: string,
  signal: AbortSignal,
): Promise<Readonly<Record<string, number>>> {
  const dials: Record<string, number> = {};
  let NextToken: string | undefined;
  do {
    const page = await api.listEndpointGroups({ ListenerArn, MaxResults: 100, NextToken }, { signal });
    for (const { EndpointGroupArn, TrafficDialPercentage } of page.EndpointGroups ?? [])
      if (EndpointGroupArn !== undefined) dials[EndpointGroupArn] = TrafficDialPercentage ?? 100;
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return dials;
}

interface Wish {
  readonly region: Region;
  readonly dial: number;
}

/** The new region first: closing the old one before would leave nowhere to go. */
function wishesFor(resource: Accelerator, { from, to, operation }: Goal): readonly [Wish, Wish] {
  const left = operation === 'failback' ? resource.spec.standby : 0;
  return [
    { region: to, dial: 100 },
    { region: from, dial: left },
  ];
}

function assess(resource: Accelerator, observation: Observation<Value>, goal: Goal): Assessment {
  const seen = seenIn(observation, 'global');
  const blocked = (message: string): Assessment => ({
    state: 'blocked',
    summary: 'the traffic dials cannot be changed',
    problems: [{ code: 'RESOURCE_MISSING', message, resource: resource.id }],
  });
  if (seen.state === 'failed')
    return { ...blocked(''), problems: [{ resource: resource.id, ...seen.problem }] };
  const dials = seen.state === 'seen' ? seen.value.dials : {};
  const missing = wishesFor(resource, goal).find(
    ({ region }) => dials[groupIn(resource, region)] === undefined,
  );
  if (missing !== undefined)
    return blocked(`The listener has no endpoint group ${groupIn(resource, missing.region)}.`);
  const shown = [goal.to, goal.from].map((region) => `${region} ${dials[groupIn(resource, region)] ?? '?'}`);
  const state = steps(resource, observation, goal).length === 0 ? 'done' : 'ready';
  return { state, summary: `traffic dials: ${shown.join(', ')}` };
}

function steps(resource: Accelerator, observation: Observation<Value>, goal: Goal): readonly StepDraft[] {
  const dials = valueIn(observation, 'global')?.dials ?? {};
  const [open, close] = wishesFor(resource, goal);
  const at = (region: Region) => dials[groupIn(resource, region)] ?? 0;
  const { stages } = goal;
  const shifts = stages === undefined ? [] : stagesAhead(stages, at(goal.to));
  const staged = shifts.flatMap((percent, index) => [
    dialDraft(resource, `shift-${percent}`, {
      region: goal.to,
      dial: percent,
      was: shifts[index - 1] ?? at(goal.to),
    }),
    ...(stages === undefined ? [] : [holdDraft({ name: goal.to, percent, stages, goal, leastMs: 60_000 })]),
  ]);
  const last = shifts.at(-1) ?? at(goal.to);
  return [
    ...staged,
    ...(last === 100
      ? []
      : [dialDraft(resource, shifts.length > 0 ? 'shift-100' : 'open', { ...open, was: last })]),
    ...(at(goal.from) === close.dial ? [] : [dialDraft(resource, 'close', { ...close, was: at(goal.from) })]),
  ];
}

function dialDraft(resource: Accelerator, action: string, wish: Wish & { readonly was: number }): StepDraft {
  const { region, dial, was } = wish;
  const group = groupIn(resource, region);
  return {
    action,
    title: `Turn the traffic dial of ${region} to ${dial} %`,
    region,
    phase: 'traffic',
    risk: 'reversible',
    changes: true,
    expectedMs: 60_000,
    timeoutMs: 10 * 60_000,
    params: { group, dial, was },
    calls: dialCalls(resource, region),
    watch: ['global'],
    undo: { title: `Turn the traffic dial of ${region} back to ${was} %` },
    repeat: 'safe',
  };
}

async function turn(dial: number, step: Step, { outside, signal }: ApplyContext): Promise<Applied> {
  const { group: EndpointGroupArn } = paramsOf(step);
  const api = await outside.aws.accelerator();
  const { EndpointGroup: found } = await api.describeEndpointGroup({ EndpointGroupArn }, { signal });
  if (found?.TrafficDialPercentage === dial) return { note: `the dial stood at ${dial} already` };
  await api.updateEndpointGroup({ EndpointGroupArn, TrafficDialPercentage: dial }, { signal });
  return { note: `the dial stands at ${dial}` };
}

function turned(step: Step, observation: Observation<Value>, dial: number): Settled {
  const seen = seenIn(observation, 'global');
  if (seen.state === 'failed')
    return { state: 'pending', note: `the dials cannot be read: ${seen.problem.message}` };
  const found = valueIn(observation, 'global')?.dials[paramsOf(step).group];
  const note = `the dial stands at ${found ?? 'nothing'}`;
  if (found !== dial) return { state: 'not-begun', note };
  const deployed = valueIn(observation, 'global')?.deployed === true;
  return deployed ? { state: 'done', note } : { state: 'pending', note: `${note}, being deployed` };
}

function dialCalls(resource: Accelerator, region: Region): readonly Call[] {
  const group = groupIn(resource, region);
  return ['DescribeEndpointGroup', 'UpdateEndpointGroup'].map((action) => call(action, group));
}

function call(action: string, resource: string): Call {
  return { service: 'globalaccelerator', action, resource, region: home, plane: 'control' };
}

function groupIn({ regional: regions }: Accelerator, region: Region): string {
  return regions[region]?.endpointGroup ?? '';
}

function anyGroup({ regional: regions }: Accelerator): string {
  return Object.values(regions)[0]?.endpointGroup ?? '';
}

function listenerOf(group: string): string {
  return group.replace(/\/endpoint-group\/.*$/, '');
}

function acceleratorOf(group: string): string {
  return group.replace(/\/listener\/.*$/, '');
}

/** The cast is sound: the steps of this kind get their params from `dialDraft` alone. */
function paramsOf(step: Step): Params {
  return step.params as unknown as Params;
}

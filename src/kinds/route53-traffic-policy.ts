import * as z from 'zod';
import { partitionOf, trafficPolicyArn, trafficPolicyInstanceArn } from '../aws/arn.ts';
import type { Resource } from '../config/config.ts';
import type { Problem } from '../errors.ts';
import { regionPattern } from '../ids.ts';
import type { Assessment, Call, Goal, Step, StepDraft } from '../plan/plan.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { ObserveContext, Observation, Settled } from './kind.ts';
import { follow, lookAt, paramsOf } from './route53-traffic-policy-change.ts';
import type { Params, Value } from './route53-traffic-policy-change.ts';
import { documentFor, documentText, shareIn } from './route53-traffic-policy-document.ts';
import type { PolicyDocument } from './route53-traffic-policy-document.ts';
import { holdDraft, judgeHold, stagesAhead } from './traffic-stages.ts';

const spec = z.strictObject({
  instance: z
    .uuid()
    .describe('Id of the traffic policy instance (a policy record) that answers for the name.'),
  switched: z
    .array(z.string().regex(regionPattern, 'must be the name of an AWS region'))
    .optional()
    .describe(
      'Regions that a `route53-switch` leads the name to, by the health check in the policy. A failover there leaves the policy alone, so that it does not need Route 53; a reprotect makes up for that.',
    ),
});

const regional = z.strictObject({
  endpoint: z.string().min(1).describe("Id of this region's endpoint in the policy's document."),
  value: z
    .string()
    .min(1)
    .describe(
      'Where the endpoint leads when the region is well: a DNS name of a load balancer, or an address.',
    ),
});

type Policy = Resource<z.infer<typeof spec>, z.infer<typeof regional>>;

/** Leads a name that a traffic policy answers for to the region being activated. */
export const route53TrafficPolicy = defineKind<z.infer<typeof spec>, z.infer<typeof regional>, Value>({
  name: 'route53-traffic-policy',
  role: 'traffic',
  summary:
    'Leads a name that a Route 53 traffic policy answers for to the region being activated, by a version of the policy.',
  notes: [
    'Versions of a policy never change, so each change of traffic is a version. One that says what is wanted is used again; otherwise it is made from the version in use. The policy keeps all of them, up to 1000.',
    "Weighted rules give the new region 100 and the old one 0, in stages where a failback has them. Other rules keep their references, and the lost region's endpoint leads to the new region until a failback leads it home. A planned switchover swaps the two sides of a failover rule.",
    'The former records answer until the instance says Applied. Traffic policies belong to the control plane of Route 53, in us-east-1.',
    'With `switched` a failover to such a region makes no call to Route 53. The references to the lost region name the health check that the object of a `route53-switch` turns: without it the ones of weight 0 answer. A reprotect makes a version of that, and a failback goes home from there.',
    'The weights stand in the document of the policy (GetTrafficPolicy); the instance only says which version it follows.',
  ],
  example: `kind: route53-traffic-policy
instance: 6ba7b810-9dad-41d1-80b4-00c04fd430c8
us-east-1: { endpoint: primary, value: api-1.us-east-1.elb.amazonaws.com }
eu-west-1: { endpoint: secondary, value: api-2.eu-west-1.elb.amazonaws.com }
`,
  spec,
  regional,
  regionalNeeded: 'every',
  places: ['global'],
  batch: (resource) => resource.id,
  holdings: () => [{ what: 'policy record', item: 'route53/policy-record', quantity: 1 }],
  observe,
  reads: (resource) => [
    call(resource, 'GetTrafficPolicyInstance', 'instance'),
    call(resource, 'GetTrafficPolicy', 'policy'),
  ],
  changes: (resource, goal) => (isSwitched(resource, goal) ? [] : followCalls(resource)),
  assess,
  steps: (resource, observation, goal) =>
    isSwitched(resource, goal) ? [] : steps(resource, observation, goal),
  // What the switch has done for the time being becomes what the policy says, so that a failback can move traffic in stages.
  protect: (resource, observation, goal) =>
    isAdopted(resource, observation, goal) ? steps(resource, observation, goal) : [],
  apply: (step, context) => follow(paramsOf(step).wanted, step, context),
  undo: (step, context) => follow(paramsOf(step).former, step, context),
  inCode: () => 'Whatever else manages the traffic policy instance: it follows another version now.',
  settled: (step, observation, now) =>
    step.changes ? following(step, observation, paramsOf(step).wanted) : judgeHold(step, observation, now),
  undone: (step, observation) => following(step, observation, paramsOf(step).former),
  verify: (resource, observation, goal) => {
    // The failover must not need Route 53, nor must the proof of it: what DNS answers is asked by a check.
    if (isSwitched(resource, goal)) return [];
    if (goal.operation === 'reprotect' && !isAdopted(resource, observation, goal)) return [];
    const seen = seenIn(observation, 'global');
    const value = valueIn(observation, 'global');
    const wanted = value && documentText(wantedIn(resource, value, { goal, percent: 100 }));
    const follows =
      value !== undefined && documentText(value.document) === wanted && value.state === 'Applied';
    const version = value === undefined ? 'no instance' : `version ${value.version}, ${value.state}`;
    return [
      {
        name: `traffic policy leads to ${goal.to}`,
        ok: follows,
        expected: `an applied version that leads to ${goal.to}`,
        found: seen.state === 'failed' ? seen.problem.message : version,
      },
    ];
  },
});

async function observe([resource]: readonly Policy[], _place: string, { outside, signal }: ObserveContext) {
  if (resource === undefined) return new Map<string, Value>();
  const api = await outside.aws.route53();
  const value = await lookAt(api, resource.spec.instance, signal);
  return new Map(value === undefined ? [] : [[resource.id, value]]);
}

/** Whether the name is led to the region being activated by an object in it, and the policy stays as it is. */
function isSwitched({ spec: { switched } }: Policy, { operation, to }: Goal): boolean {
  return operation === 'failover' && switched?.includes(to) === true;
}

/** Whether a reprotect makes the policy say what the switch has done: only between the regions that the policy knows. */
function isAdopted(
  { spec: { switched }, regional: regions }: Policy,
  observation: Observation<Value>,
  { from, to }: Goal,
): boolean {
  const endpoints = valueIn(observation, 'global')?.document.Endpoints;
  return (
    switched?.includes(to) === true &&
    [from, to].every((region) => endpoints?.[regions[region]?.endpoint ?? ''] !== undefined)
  );
}

interface Aim {
  readonly goal: Goal;
  readonly percent: number;
}

function wantedIn({ regional: endpoints }: Policy, { document }: Value, aim: Aim): PolicyDocument {
  return documentFor(document, { endpoints, ...aim });
}

function assess(resource: Policy, observation: Observation<Value>, goal: Goal): Assessment {
  const seen = seenIn(observation, 'global');
  const { instance } = resource.spec;
  if (isSwitched(resource, goal))
    return { state: 'done', summary: `the traffic policy is left alone: its switch leads to ${goal.to}` };
  const blocked = (problem: Problem): Assessment => ({
    state: 'blocked',
    summary: `traffic policy instance ${instance} cannot be changed`,
    problems: [{ resource: resource.id, ...problem }],
  });
  if (goal.operation === 'reprotect' && !isAdopted(resource, observation, goal))
    return { state: 'done', summary: 'the traffic policy stays as it is' };
  if (seen.state === 'failed') return blocked(seen.problem);
  if (seen.state === 'absent')
    return blocked({ code: 'RESOURCE_MISSING', message: `There is no traffic policy instance ${instance}.` });
  const { document, state, version } = seen.value;
  const missing = [goal.to, goal.from].find(
    (region) => document.Endpoints[resource.regional[region]?.endpoint ?? ''] === undefined,
  );
  if (missing !== undefined) {
    const message = `Version ${version} of the policy has no endpoint ${resource.regional[missing]?.endpoint ?? ''} for ${missing}.`;
    return blocked({ code: 'RESOURCE_MISSING', message });
  }
  const share = shareIn(document, { endpoints: resource.regional, goal });
  const weights = share === undefined ? '' : `, ${Math.round(share)} % to ${goal.to}`;
  const done = steps(resource, observation, goal).length === 0;
  return {
    state: done ? 'done' : 'ready',
    summary: `traffic policy version ${version} (${state})${weights}`,
    notes:
      goal.stages !== undefined && share === undefined
        ? [
            {
              level: 'warning',
              message: 'The policy has no weights: its traffic moves at once, not in stages',
            },
          ]
        : [],
  };
}

function steps(resource: Policy, observation: Observation<Value>, goal: Goal): readonly StepDraft[] {
  const value = valueIn(observation, 'global');
  if (value === undefined) return [];
  const { stages } = goal;
  const share = shareIn(value.document, { endpoints: resource.regional, goal });
  const percents = stages === undefined || share === undefined ? [] : stagesAhead(stages, share);
  const staged = percents.length > 0;
  let former = documentText(value.document);
  return [...percents, 100].flatMap((percent) => {
    const wanted = documentText(wantedIn(resource, value, { goal, percent }));
    if (wanted === former) return [];
    const params = { instance: resource.spec.instance, wanted, former };
    former = wanted;
    const leastMs = value.ttl * 1000 + 60_000;
    return [
      followDraft(resource, { action: staged ? `shift-${percent}` : 'follow', percent, goal, params }),
      ...(percent < 100 && stages !== undefined
        ? [holdDraft({ name: 'the policy', percent, stages, goal, leastMs })]
        : []),
    ];
  });
}

interface Following {
  readonly action: string;
  readonly percent: number;
  readonly goal: Goal;
  readonly params: Params & Step['params'];
}

function followDraft(resource: Policy, { action, percent, goal, params }: Following): StepDraft {
  const share = action === 'follow' ? 'Lead' : `Lead ${percent} % of`;
  return {
    action,
    title: `${share} traffic to ${goal.to} by a version of the traffic policy`,
    region: goal.to,
    phase: 'traffic',
    risk: 'reversible',
    changes: true,
    expectedMs: 90_000,
    timeoutMs: 15 * 60_000,
    params,
    calls: followCalls(resource),
    watch: ['global'],
    undo: { title: 'Follow the former version of the traffic policy' },
    repeat: 'safe',
  };
}

function following(step: Step, observation: Observation<Value>, text: string): Settled {
  const seen = seenIn(observation, 'global');
  const value = valueIn(observation, 'global');
  if (value === undefined) {
    const why = seen.state === 'failed' ? seen.problem.message : 'it is not there';
    return { state: 'pending', note: `the instance cannot be read: ${why}` };
  }
  const note = `version ${value.version} is ${value.state}`;
  if (documentText(value.document) !== text) return { state: 'not-begun', note };
  if (value.state !== 'Failed') return { state: value.state === 'Applied' ? 'done' : 'pending', note };
  const message = `Route 53 could not apply version ${value.version} of the traffic policy: ${value.message}`;
  return { state: 'broken', problem: { code: 'STEP_BROKEN', message, resource: step.resource } };
}

function followCalls(resource: Policy): readonly Call[] {
  return [
    ...['GetTrafficPolicyInstance', 'UpdateTrafficPolicyInstance'].map((action) =>
      call(resource, action, 'instance'),
    ),
    ...['GetTrafficPolicy', 'ListTrafficPolicyVersions', 'CreateTrafficPolicyVersion'].map((action) =>
      call(resource, action, 'policy'),
    ),
  ];
}

function call({ spec: block, regional: regions }: Policy, action: string, on: 'instance' | 'policy'): Call {
  const region = Object.keys(regions)[0] ?? 'us-east-1';
  const resource =
    on === 'instance' ? trafficPolicyInstanceArn(region, block.instance) : trafficPolicyArn(region, '*');
  return { service: 'route53', action, resource, region: partitionOf(region).globalRegion, plane: 'control' };
}

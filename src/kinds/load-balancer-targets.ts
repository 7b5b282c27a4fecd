import type { TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import * as z from 'zod';
import type { ElbApi } from '../aws/services/elb.ts';
import type { Resource } from '../config/config.ts';
import type { Problem } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Assessment, Call, Goal, RegionCondition, Step, StepDraft } from '../plan/plan.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Check, ObserveContext, Observation, Settled } from './kind.ts';
import { textParam } from './step-params.ts';

const percent = z
  .string()
  .regex(/^([1-9]\d?|100)%$/, 'must be a number of targets, or a share from `1%` to `100%`');

const spec = z.strictObject({
  healthy: z
    .union([z.int().min(1).max(5000), percent])
    .default('50%')
    .describe(
      'Targets that must be healthy: a number, or a share of those that are registered. At least one.',
    ),
});

const regional = z
  .string()
  .min(1)
  .max(2048)
  .describe('The target group in this region: its ARN (better: one call less in an emergency), or its name.');

type Spec = z.output<typeof spec>;
type Targets = Resource<Spec, string>;

/** What is seen of a target group. */
interface TargetsLook {
  readonly arn: string;
  readonly registered: number;
  readonly healthy: number;
  /** Why targets are not healthy, by AWS's reason, with their number. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** Target groups of load balancers: how many of their targets are healthy. */
export const loadBalancerTargets = defineKind<Spec, string, TargetsLook>({
  name: 'load-balancer-targets',
  role: 'verification',
  summary:
    'Waits until enough targets of the load balancer are healthy before traffic moves, and keeps an eye on them.',
  notes: [
    'Nothing is changed. Traffic waits until `healthy` targets of the region being activated answer their load balancer; what ECS calls running need not answer yet.',
    'Its output `healthy` (`yes` or `no`) guards the stages of a failback.',
    'What it sees in the region being left is evidence: no healthy target means that the region is down for users, whatever the AWS API there says.',
    'Targets that are being drained do not count. A target group without a single target is never healthy.',
    'When no target is healthy a load balancer sends requests to all of them; healthy targets are the only sign that the region really serves.',
  ],
  example: `kind: load-balancer-targets
healthy: 6
eu-west-1: arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/shop/0123456789abcdef
eu-west-2: arn:aws:elasticloadbalancing:eu-west-2:111122223333:targetgroup/shop/fedcba9876543210
`,
  spec,
  regional,
  regionalNeeded: 'every',
  places: ['regions'],
  outputNames: ['healthy'],
  holdings: (resource, place) =>
    resource.regional[place] === undefined
      ? []
      : [
          {
            ...{ what: 'load balancer', missing: 'which one is in front of these targets' },
            instead: [{ strategy: 'one-load-balancer' }],
          },
        ],
  observe: async (resources, place, context) => {
    const api = await context.outside.aws.elb(place);
    const looks = await Promise.all(
      resources.map(
        async ({ id, regional: groups }) => [id, await lookAt(api, groups[place] ?? '', context)] as const,
      ),
    );
    return new Map(looks.flatMap(([id, look]) => (look === undefined ? [] : [[id, look] as const])));
  },
  reads: (resource, place) => [
    ...(isArn(resource.regional[place] ?? '') ? [] : [call('DescribeTargetGroups', place)]),
    call('DescribeTargetHealth', place),
  ],
  assess,
  steps: (resource, _observation, goal): readonly StepDraft[] => [
    {
      action: 'ready',
      title: `Wait for healthy targets of ${shortName(resource.regional[goal.to] ?? '')} in ${goal.to}`,
      region: goal.to,
      phase: 'ready',
      risk: 'none',
      changes: false,
      expectedMs: 30_000,
      timeoutMs: 15 * 60_000,
      params: { group: resource.regional[goal.to] ?? '', healthy: resource.spec.healthy },
      calls: [],
      repeat: 'safe',
    },
  ],
  settled: (step, observation): Settled => {
    const seen = seenIn(observation, step.region);
    if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
    if (seen.state === 'absent') return { state: 'broken', problem: missing(step) };
    const { healthy, registered, arn } = seen.value;
    const enough = isEnough(step.params['healthy'] as Spec['healthy'], seen.value);
    if (!enough) return { state: 'pending', note: describe(seen.value) };
    return { state: 'done', note: describe(seen.value), evidence: { healthy, registered, targetGroup: arn } };
  },
  verify: (resource, observation, { to }): readonly Check[] => {
    const seen = seenIn(observation, to);
    const look = valueIn(observation, to);
    return [
      {
        name: `${shortName(resource.regional[to] ?? '')} has healthy targets in ${to}`,
        ok: look !== undefined && isEnough(resource.spec.healthy, look),
        expected: `at least ${resource.spec.healthy} healthy`,
        found:
          look === undefined
            ? seen.state === 'failed'
              ? seen.problem.message
              : 'no target group'
            : describe(look),
      },
    ];
  },
  outputs: ({ spec: { healthy } }, observation, region) => {
    const look = valueIn(observation, region);
    return { healthy: look === undefined ? undefined : isEnough(healthy, look) ? 'yes' : 'no' };
  },
});

function assess(resource: Targets, observation: Observation<TargetsLook>, goal: Goal): Assessment {
  const seen = seenIn(observation, goal.to);
  const group = resource.regional[goal.to] ?? '';
  const problem: Problem | undefined =
    seen.state === 'failed'
      ? seen.problem
      : seen.state === 'absent'
        ? {
            code: 'RESOURCE_MISSING',
            message: `There is no target group ${group} in ${goal.to}.`,
            region: goal.to,
          }
        : undefined;
  const condition = conditionOf(resource, observation, goal.from);
  const common = condition === undefined ? {} : { condition };
  if (problem !== undefined)
    return {
      ...common,
      state: 'blocked',
      summary: problem.message,
      problems: [{ ...problem, resource: resource.id }],
    };
  const look = valueIn(observation, goal.to);
  const found = look === undefined ? 'not seen' : describe(look);
  return { ...common, state: 'ready', summary: `${shortName(group)} in ${goal.to}: ${found}` };
}

/** What the targets of `from` say about it; nothing where they cannot be seen, since other kinds see that better. */
function conditionOf(
  { regional: groups, spec: { healthy } }: Targets,
  observation: Observation<TargetsLook>,
  from: Region,
): Assessment['condition'] {
  const look = valueIn(observation, from);
  if (look === undefined || look.registered === 0) return undefined;
  const state: RegionCondition = look.healthy === 0 ? 'down' : isEnough(healthy, look) ? 'up' : 'degraded';
  return { region: from, state, evidence: [`${shortName(groups[from] ?? '')}: ${describe(look)}`] };
}

async function lookAt(
  api: ElbApi,
  group: string,
  { signal }: ObserveContext,
): Promise<TargetsLook | undefined> {
  try {
    const arn = isArn(group)
      ? group
      : (await api.describeTargetGroups({ Names: [group] }, { signal })).TargetGroups?.[0]?.TargetGroupArn;
    if (arn === undefined) return undefined;
    const { TargetHealthDescriptions = [] } = await api.describeTargetHealth(
      { TargetGroupArn: arn },
      { signal },
    );
    return lookOf(arn, TargetHealthDescriptions);
  } catch (error) {
    if (error instanceof Error && error.name === 'TargetGroupNotFoundException') return undefined;
    throw error;
  }
}

function lookOf(arn: string, targets: readonly TargetHealthDescription[]): TargetsLook {
  const states = targets.flatMap(({ TargetHealth }) => TargetHealth ?? []);
  const present = states.filter(({ State }) => State !== 'draining' && State !== 'unhealthy.draining');
  const reasons: Record<string, number> = {};
  for (const { State, Reason } of present) {
    if (State === 'healthy') continue;
    const reason = Reason ?? State ?? 'unknown';
    reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  const healthy = present.filter(({ State }) => State === 'healthy').length;
  return { arn, registered: present.length, healthy, reasons };
}

function isEnough(wanted: Spec['healthy'], { healthy, registered }: TargetsLook): boolean {
  if (typeof wanted === 'number') return healthy >= wanted;
  return healthy >= Math.max(1, Math.ceil((registered * Number(wanted.slice(0, -1))) / 100));
}

function describe({ healthy, registered, reasons }: TargetsLook): string {
  const why = Object.entries(reasons).map(([reason, count]) => `${count} ${reason}`);
  const found = `${healthy} of ${registered} targets are healthy`;
  return why.length === 0 ? found : `${found} (${why.join(', ')})`;
}

function isArn(group: string): boolean {
  return group.startsWith('arn:');
}

/** The name in `arn:aws:elasticloadbalancing:REGION:ACCOUNT:targetgroup/NAME/ID`. */
function shortName(group: string): string {
  return isArn(group) ? (group.split('/')[1] ?? group) : group;
}

function missing(step: Step): Problem {
  return {
    code: 'RESOURCE_MISSING',
    message: `There is no target group ${textParam(step, 'group')} in ${step.region} any more.`,
    resource: step.resource,
    step: step.id,
    region: step.region,
  };
}

/** Elastic Load Balancing has no resource-level permissions for these. */
function call(action: string, region: Region): Call {
  return { service: 'elasticloadbalancing', action, resource: '*', region, plane: 'control' };
}

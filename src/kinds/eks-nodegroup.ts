import * as z from 'zod';
import { nodegroupArn } from '../aws/arn.ts';
import type { Problem } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Call, Goal, Step, StepDraft } from '../plan/plan.ts';
import { brokenStep } from './broken-step.ts';
import { describeNodegroup, isBroken, resizeNodegroup, sameSize } from './eks-nodegroup-calls.ts';
import type { NodegroupLook, Size, Target } from './eks-nodegroup-calls.ts';
import { nodegroupHoldings } from './eks-nodegroup-cost.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import { nodegroupRegional, nodegroupSpec, targetOf } from './eks-nodegroup-spec.ts';
import type { NodegroupRegional, NodegroupResource as Group, NodegroupSpec } from './eks-nodegroup-spec.ts';
import { textParam } from './step-params.ts';

/** EKS managed node groups. */
export const eksNodegroup = defineKind<NodegroupSpec, NodegroupRegional, NodegroupLook>({
  name: 'eks-nodegroup',
  role: 'compute',
  summary:
    'Scales an EKS managed node group up in the region being activated, and down in the other one afterwards.',
  notes: [
    'Adding nodes needs the EKS control plane and EC2 capacity in the region being activated, at a moment when others want the same. Where minutes matter, keep the nodes running.',
    'Activating never makes a node group smaller than it is. The other side is shrunk to `standby` in a planned switchover only, after everything has been verified.',
    'A reprotect gives the other region its `standby` size, exactly: bounds and nodes. What an unplanned failover could not shrink is shrunk then, and a group that was lost gets its nodes back.',
    'The step is over when EKS reports the new size as active; whether the nodes are ready is seen by the pods that start on them.',
  ],
  example: [
    'kind: eks-nodegroup',
    'cluster: shop',
    'size: { active: { min: 3, max: 9, desired: 3 }, standby: { min: 0, max: 9, desired: 0 } }',
    'eu-west-1: workers',
    'eu-west-2: workers',
  ].join('\n'),
  spec: nodegroupSpec,
  regional: nodegroupRegional,
  regionalNeeded: 'every',
  places: ['regions'],
  observe: async (resources, place, context) => {
    const looks = await Promise.all(
      resources.map(async (resource) => {
        const target = targetOf(resource, place);
        return [
          resource.id,
          target === undefined ? undefined : await describeNodegroup(target, place, context),
        ] as const;
      }),
    );
    return new Map(looks.flatMap(([id, look]) => (look === undefined ? [] : [[id, look] as const])));
  },
  holdings: nodegroupHoldings,
  reads: (resource, place) => [call('DescribeNodegroup', targetOf(resource, place), place)],
  changes: (resource, { from, to, mode, operation }) => {
    const shrinks = resource.spec.size.standby !== undefined;
    if (operation === 'reprotect') return shrinks ? resizeCalls(resource, from) : [];
    return [
      ...resizeCalls(resource, to),
      ...(mode === 'planned' && shrinks ? resizeCalls(resource, from) : []),
    ];
  },
  assess: (resource, observation, goal) => {
    // A reprotect is about the region that stands by, everything else about the one being activated.
    const region = goal.operation === 'reprotect' ? goal.from : goal.to;
    const target = targetOf(resource, region);
    if (target === undefined)
      return blocked(resource, {
        code: 'RESOURCE_MISSING',
        message: `${resource.id} names no cluster for its node group in ${region}.`,
        region,
      });
    const seen = seenIn(observation, region);
    if (seen.state === 'failed') return blocked(resource, seen.problem);
    if (seen.state === 'absent')
      return blocked(resource, {
        code: 'RESOURCE_MISSING',
        message: `The node group ${target.cluster}/${target.nodegroup} does not exist in ${region}.`,
        region,
      });
    const { status, desired, issues } = seen.value;
    if (isBroken(status))
      return blocked(resource, {
        code: 'RESOURCE_NOT_READY',
        message: `The node group ${target.nodegroup} in ${region} is ${status}.`,
        region,
        expected: 'ACTIVE',
        found: status,
      });
    const notes = issues.map((message) => ({
      level: 'warning' as const,
      message: `${target.nodegroup} in ${region}: ${message}`,
    }));
    const steps =
      goal.operation === 'reprotect'
        ? standbySteps(resource, seen.value, region)
        : stepsFor(resource, seen.value, goal);
    return {
      state: steps.length === 0 ? 'done' : 'ready',
      summary: `${target.nodegroup} in ${region} is ${status} with ${desired} nodes wanted`,
      notes,
    };
  },
  steps: (resource, observation, goal) => {
    const [to, from] = [valueIn(observation, goal.to), valueIn(observation, goal.from)];
    const standby =
      goal.mode === 'planned' && from !== undefined ? shrinkSteps(resource, from, goal.from) : [];
    return [...(to === undefined ? [] : stepsFor(resource, to, goal)), ...standby];
  },
  protect: (resource, observation, { from }) => {
    const group = valueIn(observation, from);
    return group === undefined ? [] : standbySteps(resource, group, from);
  },
  protected: (resource, observation, { from }) => {
    const { standby } = resource.spec.size;
    if (standby === undefined) return [];
    const group = valueIn(observation, from);
    return [
      {
        name: `${targetOf(resource, from)?.nodegroup ?? resource.id} stands by in ${from}`,
        ok: group?.status === 'ACTIVE' && sameSize(group, standby),
        expected: `ACTIVE, ${sizeText(standby)}`,
        found: group === undefined ? 'not seen' : `${group.status}, ${sizeText(group)}`,
      },
    ];
  },
  apply: async (step, context) =>
    resizeNodegroup(step, { size: sizeIn(step.params['size']), token: context.token }, context),
  undo: async (step, context) =>
    resizeNodegroup(step, { size: sizeIn(step.params['former']), token: `${context.token}-undo` }, context),
  inCode: () => '`aws_eks_node_group`: ignore `scaling_config`.',
  settled: (step, observation) => {
    const seen = seenIn(observation, step.region);
    if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
    const group = seen.state === 'seen' ? seen.value : undefined;
    const wanted = sizeIn(step.params['size']);
    if (group === undefined || isBroken(group.status) || group.issues.length > 0)
      return { state: 'broken', problem: brokenProblem(step, group) };
    if (!reaches(group, wanted, step.action))
      return { state: 'not-begun', note: `${group.desired} nodes wanted, ${wanted.desired} planned` };
    if (group.status !== 'ACTIVE') return { state: 'pending', note: group.status };
    return {
      state: 'done',
      note: `${group.desired} nodes`,
      evidence: { min: group.min, max: group.max, desired: group.desired },
    };
  },
  undone: (step, observation) => {
    const group = valueIn(observation, step.region);
    const former = sizeIn(step.params['former']);
    const back =
      group?.status === 'ACTIVE' &&
      group.desired === former.desired &&
      group.min === former.min &&
      group.max === former.max;
    return { state: back ? 'done' : 'pending', note: group?.status ?? 'not seen' };
  },
  verify: (resource, observation, goal) => {
    const group = valueIn(observation, goal.to);
    const { desired } = resource.spec.size.active;
    const ok =
      group !== undefined &&
      group.status === 'ACTIVE' &&
      group.desired >= desired &&
      group.issues.length === 0;
    const found =
      group === undefined
        ? 'not seen'
        : [group.status, `${group.desired} nodes wanted`, ...group.issues].join(', ');
    return [
      {
        name: `${targetOf(resource, goal.to)?.nodegroup ?? resource.id} has its nodes in ${goal.to}`,
        ok,
        expected: `ACTIVE, at least ${desired} nodes wanted`,
        found,
      },
    ];
  },
});

function stepsFor(resource: Group, now: NodegroupLook, goal: Goal): readonly StepDraft[] {
  const { active } = resource.spec.size;
  const desired = Math.max(active.desired, now.desired);
  const wanted = { min: Math.max(active.min, now.min), max: Math.max(active.max, now.max, desired), desired };
  if (now.status === 'ACTIVE' && sameSize(wanted, now)) return [];
  return [resizeStep(resource, { region: goal.to, action: 'scale', former: now, wanted })];
}

function shrinkSteps(resource: Group, now: NodegroupLook, region: Region): readonly StepDraft[] {
  const { standby } = resource.spec.size;
  if (standby === undefined || (standby.desired >= now.desired && standby.min >= now.min)) return [];
  return [resizeStep(resource, { region, action: 'shrink', former: now, wanted: standby })];
}

function standbySteps(resource: Group, now: NodegroupLook, region: Region): readonly StepDraft[] {
  const { standby } = resource.spec.size;
  if (standby === undefined || (now.status === 'ACTIVE' && sameSize(standby, now))) return [];
  return [resizeStep(resource, { region, action: 'stand-by', former: now, wanted: standby })];
}

function sizeText({ min, max, desired }: Size): string {
  return `${desired} nodes wanted, ${min} to ${max}`;
}

const titles = { scale: 'Scale', shrink: 'Shrink', 'stand-by': 'Set' } as const;

function resizeStep(
  resource: Group,
  change: { region: Region; action: 'scale' | 'shrink' | 'stand-by'; former: Size; wanted: Size },
): StepDraft {
  const { region, action, former, wanted } = change;
  const target = targetOf(resource, region);
  const group = target?.nodegroup ?? '';
  const plain = ({ min, max, desired }: Size) => ({ min, max, desired });
  return {
    action,
    title: `${titles[action]} the node group ${group} to ${wanted.desired} nodes`,
    region,
    phase: action === 'scale' ? 'capacity' : 'release',
    risk: 'reversible',
    changes: true,
    expectedMs: 4 * 60_000,
    timeoutMs: 30 * 60_000,
    params: { cluster: target?.cluster ?? '', nodegroup: group, size: plain(wanted), former: plain(former) },
    calls: resizeCalls(resource, region),
    // The two steps are about different regions: neither waits for the other, only for its phase.
    after: [],
    undo: { title: `Set ${group} back to ${former.desired} nodes` },
    repeat: 'safe',
  };
}

function resizeCalls(resource: Group, region: Region): readonly Call[] {
  const target = targetOf(resource, region);
  return [call('UpdateNodegroupConfig', target, region), call('DescribeNodegroup', target, region)];
}

function call(action: string, target: Target | undefined, region: Region): Call {
  return {
    service: 'eks',
    action,
    resource: nodegroupArn({ region }, target?.cluster ?? '*', target?.nodegroup ?? '*'),
    region,
    plane: 'control',
  };
}

/** An autoscaler may have gone further in the same direction in the meantime. */
function reaches(now: Size, wanted: Size, action: string): boolean {
  if (action === 'stand-by') return sameSize(now, wanted);
  if (action === 'shrink') return now.desired <= wanted.desired && now.min <= wanted.min;
  return now.desired >= wanted.desired && now.min >= wanted.min;
}

const sizeSchema = z.object({ min: z.number(), max: z.number(), desired: z.number() });

function sizeIn(param: unknown): Size {
  return sizeSchema.parse(param);
}

function blocked(resource: Group, problem: Problem) {
  return {
    state: 'blocked' as const,
    summary: problem.message,
    problems: [{ ...problem, resource: resource.id }],
  };
}

function brokenProblem(step: Step, group: NodegroupLook | undefined): Problem {
  const found = group === undefined ? 'does not exist' : [group.status, ...group.issues].join(', ');
  const message = `The node group ${textParam(step, 'nodegroup')} in ${step.region}: ${found}.`;
  return brokenStep(step, { message, expected: 'ACTIVE', found });
}

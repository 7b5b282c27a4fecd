import { describe, expect, it } from 'vitest';
import { eksNodegroup } from '../../src/kinds/eks-nodegroup.ts';
import type { NodegroupLook } from '../../src/kinds/eks-nodegroup-calls.ts';
import type { Observation } from '../../src/kinds/kind.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { resourceOf } from './resource.ts';
import { stepOf } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
const resource = resourceOf(eksNodegroup, eksNodegroup.example);
const small: NodegroupLook = { status: 'ACTIVE', min: 0, max: 5, desired: 0, issues: [] };
const active: NodegroupLook = { ...small, min: 3, max: 9, desired: 3 };

function observed(to: NodegroupLook | undefined, from: NodegroupLook = active): Observation {
  return {
    at: 0,
    places: {
      'eu-west-1': { state: 'seen', value: from },
      'eu-west-2': to === undefined ? { state: 'absent' } : { state: 'seen', value: to },
    },
  };
}

const sizes = (to: NodegroupLook, wanted = goal, from = active) =>
  eksNodegroup
    .steps(resource, observed(to, from), wanted)
    .map(({ action, params }) => [action, params['size']]);

describe('the size of a node group', () => {
  it('grows to what the config says', () => {
    expect(sizes(small)).toEqual([['scale', { min: 3, max: 9, desired: 3 }]]);
  });

  it('never shrinks on activation', () => {
    expect(sizes({ ...active, max: 20, desired: 12 })).toEqual([]);
    expect(sizes({ ...active, min: 0, max: 20, desired: 12 })).toEqual([
      ['scale', { min: 3, max: 20, desired: 12 }],
    ]);
  });

  it('shrinks on the other side in a planned switchover only', () => {
    expect(sizes(active, { ...goal, mode: 'planned' })).toEqual([['shrink', { min: 0, max: 9, desired: 0 }]]);
    expect(sizes(active, goal)).toEqual([]);
    expect(sizes(active, { ...goal, mode: 'planned' }, small)).toEqual([]);
  });

  it('is exactly that of the standby after a reprotect, whether it was too large or lost', () => {
    const reprotect: Goal = { ...goal, operation: 'reprotect', mode: 'planned', fromCondition: 'up' };
    const warm = resourceOf(
      eksNodegroup,
      eksNodegroup.example.replace('min: 0, max: 9, desired: 0', 'min: 1, max: 9, desired: 2'),
    );
    const wanted = (from: NodegroupLook) =>
      eksNodegroup.protect?.(warm, observed(active, from), reprotect).map(({ params }) => params['size']);
    expect(wanted({ ...active, desired: 7 })).toEqual([{ min: 1, max: 9, desired: 2 }]);
    expect(wanted({ ...small, max: 9 })).toEqual([{ min: 1, max: 9, desired: 2 }]);
    expect(wanted({ ...small, min: 1, max: 9, desired: 2 })).toEqual([]);
    expect(eksNodegroup.protected?.(warm, observed(active, active), reprotect)).toMatchObject([
      { ok: false },
    ]);
  });

  it.each<[string, NodegroupLook | undefined, string]>([
    ['still small', small, 'not-begun'],
    ['resizing', { ...active, status: 'UPDATING' }, 'pending'],
    ['resized', active, 'done'],
    ['made larger still by an autoscaler', { ...active, desired: 7 }, 'done'],
    [
      'without capacity',
      { ...active, status: 'UPDATING', issues: ['AsgInstanceLaunchFailures: no capacity'] },
      'broken',
    ],
    ['degraded', { ...active, status: 'DEGRADED' }, 'broken'],
    ['gone', undefined, 'broken'],
  ])('a group that is %s', (_name, now, state) => {
    const [draft] = eksNodegroup.steps(resource, observed(small), goal);
    if (draft === undefined) throw new Error('there is no step');
    const settled = eksNodegroup.settled(stepOf(draft, resource), observed(now), 0);
    expect(settled.state).toBe(state);
    if (now?.issues[0] !== undefined)
      expect(settled).toMatchObject({
        problem: { message: expect.stringContaining(now.issues[0]) as string },
      });
  });

  it('must lie between its bounds', () => {
    const block = eksNodegroup.example.replace('max: 9, desired: 3', 'max: 9, desired: 30');
    expect(() => resourceOf(eksNodegroup, block)).toThrow('must lie between min and max');
  });

  it('blocks the plan where the group or its cluster is unknown', () => {
    expect(eksNodegroup.assess(resource, observed(undefined), goal)).toMatchObject({
      state: 'blocked',
      problems: [{ code: 'RESOURCE_MISSING' }],
    });
    const homeless = resourceOf(eksNodegroup, eksNodegroup.example.replace('cluster: shop\n', ''));
    expect(eksNodegroup.assess(homeless, observed(small), goal)).toMatchObject({
      state: 'blocked',
      problems: [{ message: expect.stringContaining('names no cluster') as string }],
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { RdsDatabase } from '../../src/kinds/rds-database.ts';
import { rdsInstance } from '../../src/kinds/rds-instance.ts';
import type { Applied } from '../../src/kinds/kind.ts';
import type { Goal, Step, StepDraft } from '../../src/plan/plan.ts';
import { addDbInstance, addReplica } from '../../src/simulator/builders.ts';
import { addFault } from '../../src/simulator/faults.ts';
import type { DbInstance } from '../../src/simulator/regional-resources.ts';
import { findRequests } from '../../src/simulator/request-log.ts';
import { dark, database, observed, planned, replica, settledAt, source, unplanned } from './rds-databases.ts';
import type { Side } from './rds-databases.ts';
import { resourceOf } from './resource.ts';
import { awsWire, contextOf, look, stepOf } from './wire.ts';
import type { Wire } from './wire.ts';

const large = 'db.r6g.large';
const small = 'db.t3.medium';
const resourceWith = (classes: string, more = '') =>
  resourceOf(rdsInstance, `${rdsInstance.example}\nclass: ${classes}${more}`, 'databases/orders');
const both = resourceWith(`{ active: ${large}, standby: ${small} }`);
const standbyOnly = resourceWith(`{ standby: ${small} }`);
const reprotect: Goal = { ...planned, operation: 'reprotect' };
const failback: Goal = { ...planned, operation: 'failback' };
const of = (type: string, given: RdsDatabase = replica): RdsDatabase => ({
  ...given,
  settings: { ...given.settings, class: type },
});

interface Asked {
  readonly from: Side;
  readonly to: Side;
  readonly goal: Goal;
  readonly resource?: typeof both;
}

function drafts({ from, to, goal, resource = both }: Asked): readonly StepDraft[] {
  const seen = observed(from, to);
  if (goal.operation !== 'reprotect') return rdsInstance.steps(resource, seen, goal);
  return rdsInstance.protect?.(resource, seen, goal) ?? [];
}

function resizeOf(asked: Asked): StepDraft {
  const found = drafts(asked).find(({ action }) => action === 'resize');
  if (found === undefined) throw new Error('there is no step resize');
  return found;
}

describe('the class that a part asks for', () => {
  it.each([
    ['after an unplanned promotion', { from: dark, to: replica, goal: unplanned }, ['promote', 'resize']],
    [
      'before writes stop in a planned switchover',
      { from: source, to: replica, goal: planned },
      ['resize', 'drain', 'promote'],
    ],
    ['not of a replica that has it', { from: dark, to: of(large), goal: unplanned }, ['promote']],
    [
      'of an instance that was promoted before',
      { from: dark, to: database({}), goal: unplanned },
      ['resize'],
    ],
    [
      'not where only the standby has one',
      { from: dark, to: replica, goal: unplanned, resource: standbyOnly },
      ['promote'],
    ],
    [
      'of a replica that stands by behind the region that is active',
      { from: of(large, { ...source, source: database({}).arn }), to: database({}), goal: reprotect },
      ['resize'],
    ],
    [
      'not of a standby that has it',
      { from: { ...source, source: database({}).arn }, to: database({}), goal: reprotect },
      [],
    ],
  ] as const)('is changed %s', (_name, asked, actions) => {
    expect(drafts(asked).map(({ action }) => action)).toEqual(actions);
  });

  it('stops a planned run that has stopped nothing yet when it cannot be had, and no emergency', () => {
    const calm = resizeOf({ from: source, to: replica, goal: planned });
    const urgent = resizeOf({ from: dark, to: replica, goal: unplanned });
    expect([calm.phase, calm.optional, urgent.phase, urgent.optional]).toEqual([
      'prepare',
      undefined,
      'data',
      true,
    ]);
  });

  it('is that of the active one where what is built is promoted in the same run, and else that of the standby', () => {
    const stale = of('db.m5.large', database({}));
    const built = (goal: Goal, more = '') => {
      const resource = resourceWith(`{ active: ${large}, standby: ${small} }`, more);
      const [from, to] = goal.operation === 'reprotect' ? [stale, source] : [source, stale];
      return drafts({ from, to, goal, resource }).find(({ action }) => /replicate|restore/.test(action));
    };
    expect(built(failback)).toMatchObject({ action: 'replicate', params: { class: large } });
    expect(built(failback, '\nrebuild: snapshot')).toMatchObject({
      action: 'restore',
      params: { class: large },
    });
    expect(built(reprotect)).toMatchObject({ action: 'replicate', params: { class: small } });
  });

  it('goes before the one under the name of a region', () => {
    const own = rdsInstance.example.replace(
      'orders-prod-replica',
      '{ instance: orders-prod-replica, class: db.m6g.large }',
    );
    const resource = resourceOf(rdsInstance, `${own}\nclass: { active: ${large} }`);
    const step = drafts({ from: source, to: undefined, goal: failback, resource })[0];
    expect(step?.params).toMatchObject({ class: large });
  });

  it('is told where a small replica is promoted that nothing makes larger', () => {
    const messages = (goal: Goal, resource: typeof both) =>
      (rdsInstance.assess(resource, observed(source, replica), goal).notes ?? [])
        .filter(({ message }) => message.includes('class.active'))
        .map(({ level }) => level);
    expect(messages(planned, standbyOnly)).toEqual(['warning']);
    expect(messages({ ...unplanned, fromCondition: 'degraded' }, standbyOnly)).toEqual(['info']);
    expect(messages(planned, both)).toEqual([]);
  });

  it('is part of what is checked of a standby', () => {
    const behind = { ...source, source: database({}).arn };
    const checks = (from: RdsDatabase) =>
      rdsInstance.protected?.(both, observed(from, database({})), reprotect) ?? [];
    expect(checks(of(large, behind))).toMatchObject([
      {
        ok: false,
        expected: expect.stringMatching(/, db\.t3\.medium$/) as string,
        found: expect.stringMatching(/, db\.r6g\.large$/) as string,
      },
    ]);
    expect(checks(of(small, behind))).toMatchObject([{ ok: true }]);
  });

  it.each(['r6g.large', 'db.large', 'db.R6G.large'])('is not %s', (wrong) => {
    expect(() => resourceWith(`{ active: ${wrong} }`)).toThrow(/db\.r6g\.large/);
  });
});

describe('whether another class is there', () => {
  const step = stepOf(resizeOf({ from: dark, to: replica, goal: unplanned }), both);

  it.each([
    ['available', small, undefined, 'not-begun'],
    ['available', small, large, 'not-begun'],
    ['modifying', small, large, 'pending'],
    ['rebooting', small, large, 'pending'],
    ['modifying', large, undefined, 'pending'],
    ['available', large, small, 'pending'],
    ['available', large, undefined, 'done'],
    ['insufficient-capacity', small, large, 'broken'],
    ['stopped', large, undefined, 'broken'],
  ] as const)('%s as %s with %s pending is %s', (...[status, type, pendingClass, state]) => {
    expect(settledAt(step, { ...of(type, database({ status })), pendingClass }).state).toBe(state);
  });

  it('is broken when the instance has vanished', () => {
    expect(settledAt(step, undefined).state).toBe('broken');
  });

  it('is taken back when the former one is there and nothing is pending', () => {
    const back = (given: Partial<RdsDatabase>) =>
      rdsInstance.undone?.(step, observed(dark, database(given))).state;
    expect(back({})).toBe('done');
    expect(back({ pendingClass: large })).toBe('pending');
    expect(back({ status: 'modifying', settings: { class: large }, pendingClass: small })).toBe('pending');
  });
});

async function inWorld(play: (wire: Wire, instance: DbInstance, step: Step) => Promise<void>): Promise<void> {
  let instance: DbInstance | undefined;
  const wire = await awsWire((world) => {
    const from = addDbInstance(world, { identifier: 'orders-prod', region: 'eu-west-1' });
    instance = addReplica(world, from, { identifier: 'orders-prod-replica', region: 'eu-west-2' });
  });
  try {
    const observation = await look(rdsInstance, both, { wire, goal: planned });
    const draft = rdsInstance.steps(both, observation, planned).find(({ action }) => action === 'resize');
    if (draft === undefined || instance === undefined) throw new Error('nothing to resize');
    await play(wire, instance, stepOf(draft, both));
  } finally {
    await wire.close();
  }
}

const apply = async (wire: Wire, step: Step): Promise<Applied | undefined> =>
  rdsInstance.apply?.(step, contextOf(wire, planned));
const asked = (wire: Wire) => findRequests(wire.log, { operation: 'ModifyDBInstance', outcome: 'ok' });

describe('changing the class', () => {
  it('is not asked for twice when the answer was lost', () =>
    inWorld(async (wire, _instance, step) => {
      addFault(wire.faults, { operation: 'ModifyDBInstance', times: 1, effect: { kind: 'dropAfter' } });
      await expect(apply(wire, step)).rejects.toThrow();
      await expect(apply(wire, step)).resolves.toMatchObject({
        note: expect.stringContaining('already') as string,
      });
      expect(asked(wire)).toEqual([]);
    }));

  it('does not wait for the maintenance window that somebody has left it to', () =>
    inWorld(async (wire, instance, step) => {
      instance.pending = { instanceClass: large };
      await apply(wire, step);
      expect(asked(wire)).toHaveLength(1);
      expect(instance.status).toBe('modifying');
    }));

  it('leaves a backup in progress to the retries', () =>
    inWorld(async (wire, instance, step) => {
      instance.status = 'backing-up';
      await expect(apply(wire, step)).rejects.toMatchObject({
        name: expect.stringMatching(/^InvalidDBInstanceState/) as string,
      });
    }));

  it('is broken where the region has no such instance left', () =>
    inWorld(async (wire, _instance, step) => {
      const effect = { kind: 'fail', status: 'insufficient-capacity' } as const;
      addFault(wire.faults, { operation: 'ModifyDBInstance', effect });
      await apply(wire, step);
      wire.advance(20 * 60_000);
      const after = await look(rdsInstance, both, { wire, goal: planned });
      expect(rdsInstance.settled(step, after, wire.now())).toMatchObject({
        state: 'broken',
        problem: { found: 'insufficient-capacity' },
      });
    }));

  it('asks for no metrics while it waits', () =>
    inWorld(async (wire, _instance, step) => {
      const before = findRequests(wire.log, { operation: 'GetMetricData' }).length;
      await look(rdsInstance, both, { wire, goal: planned, waiting: [step] });
      expect(findRequests(wire.log, { operation: 'GetMetricData' })).toHaveLength(before);
    }));
});

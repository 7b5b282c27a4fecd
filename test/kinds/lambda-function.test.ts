import { describe, expect, it } from 'vitest';
import type { Observation } from '../../src/kinds/kind.ts';
import { lambdaFunction } from '../../src/kinds/lambda-function.ts';
import type { LambdaLook } from '../../src/kinds/lambda-function-look.ts';
import type { Goal, Step } from '../../src/plan/plan.ts';
import { addEventSource, addLambdaFunction } from '../../src/simulator/application-builders.ts';
import { addFault } from '../../src/simulator/faults.ts';
import { findRequests } from '../../src/simulator/request-log.ts';
import { regionOf } from '../../src/simulator/world.ts';
import { resourceOf } from './resource.ts';
import { awsWire, contextOf, look, stepOf } from './wire.ts';
import type { Wire } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'planned',
  fromCondition: 'up',
};
const lost: Goal = { ...goal, mode: 'unplanned', fromCondition: 'down' };
const block = `kind: lambda-function
provisioned: { qualifier: live, active: 4 }
eu-west-1: worker
eu-west-2: worker
`;
const resource = resourceOf(lambdaFunction, block);
const source = { uuid: 'u', arn: 'arn:aws:sqs:eu-west-1:111122223333:orders', state: 'Enabled' };
const active: LambdaLook = {
  ...{ state: 'Active', update: 'Successful', timeoutMs: 60_000, keys: {}, literals: {} },
  ...{ reserved: null, provisioned: null, sources: [source] },
};
const standby: LambdaLook = { ...active, reserved: 0, sources: [{ ...source, state: 'Disabled' }] };
const dark = {
  state: 'failed',
  reachable: false,
  problem: { code: 'UNREACHABLE', message: 'no answer from eu-west-1' },
} as const;
const seen = (worker: LambdaLook) => ({ state: 'seen', value: { worker } }) as const;
const at = (from: Observation['places'][string], to: LambdaLook = standby): Observation => ({
  at: 0,
  places: { 'eu-west-1': from, 'eu-west-2': seen(to) },
});
const stepNamed = (action: string, observation: Observation, wanted = goal): Step => {
  const draft = lambdaFunction.steps(resource, observation, wanted).find((each) => each.action === action);
  return stepOf(draft ?? expect.fail(`no step ${action}`), resource);
};

describe('fencing Lambda functions', () => {
  it('is tried once and briefly in a dark region, and the run goes on without it', () => {
    const fence = stepNamed('fence(worker)', at(dark), lost);
    expect(fence).toMatchObject({ optional: true, timeoutMs: 40_000, phase: 'fence' });
    expect(lambdaFunction.settled(fence, at(dark), 0)).toMatchObject({
      state: 'pending',
      evidence: { fence: 'Unfenced' },
    });
  });

  it('must succeed in a planned switchover', () => {
    expect(stepNamed('fence(worker)', at(seen(active))).optional).toBe(false);
  });

  it.each<[string, LambdaLook, number, string, string]>([
    ['untouched', active, 0, 'not-begun', 'Unfenced'],
    ['limited, but still reading its queue', { ...active, reserved: 0 }, 0, 'not-begun', 'Unfenced'],
    [
      'letting go of its queue',
      { ...standby, sources: [{ ...source, state: 'Disabling' }] },
      90_000,
      'pending',
      'Unfenced',
    ],
    ['stopped a moment ago', standby, 30_000, 'pending', 'Unfenced'],
    ['stopped for longer than an invocation may take', standby, 60_000, 'done', 'Fenced'],
  ])('calls a function that is %s not more than it is', (...[, now, passedMs, state, fence]) => {
    const step = stepNamed('fence(worker)', at(seen(active)));
    const observation = { ...at(seen(now)), startedAt: 0 };
    expect(lambdaFunction.settled(step, observation, passedMs)).toMatchObject({ state, evidence: { fence } });
  });
});

describe('activating Lambda functions', () => {
  it('enables event sources as traffic, after everything else', () => {
    expect(
      lambdaFunction.steps(resource, at(dark), lost).map(({ action, phase }) => [action, phase]),
    ).toEqual([
      ['fence(worker)', 'fence'],
      ['scale(worker)', 'compute'],
      ['consume(worker)', 'traffic'],
    ]);
  });

  it.each([
    ['READY', 4, 'done'],
    ['IN_PROGRESS', 4, 'pending'],
    ['READY', 3, 'not-begun'],
    ['FAILED', 4, 'broken'],
  ])('judges provisioned concurrency that is %s at %i', (status, requested, state) => {
    const step = stepNamed('scale(worker)', at(dark), lost);
    const now = { ...standby, reserved: null, provisioned: { status, requested, modifiedAt: 5000 } };
    expect(lambdaFunction.settled(step, { ...at(dark, now), startedAt: 5000 }, 9000).state).toBe(state);
  });

  it('does not take a failure from before the step for its end', () => {
    const step = stepNamed('scale(worker)', at(dark), lost);
    const now = {
      ...standby,
      reserved: null,
      provisioned: { status: 'FAILED', requested: 4, modifiedAt: 0 },
    };
    expect(lambdaFunction.settled(step, { ...at(dark, now), startedAt: 60_000 }, 61_000).state).toBe(
      'not-begun',
    );
  });

  it('warns of a limit that coming back will not restore', () => {
    expect(lambdaFunction.assess(resource, at(seen({ ...active, reserved: 20 })), goal).notes).toMatchObject([
      { level: 'warning', message: expect.stringContaining('reserved: { active: 20 }') as string },
    ]);
  });

  it.each([
    ['missing', { ...resource.regional, 'eu-west-2': ['other'] }, standby, 'RESOURCE_MISSING'],
    [
      'without its alias',
      resource.regional,
      { ...standby, provisioned: 'unknown' as const },
      'RESOURCE_MISSING',
    ],
    ['broken', resource.regional, { ...standby, state: 'Failed' }, 'RESOURCE_NOT_READY'],
  ])('is blocked by a function that is %s', (...[, regional, now, code]) => {
    expect(lambdaFunction.assess({ ...resource, regional }, at(dark, now), lost)).toMatchObject({
      state: 'blocked',
      problems: [{ code }],
    });
  });

  it.each([
    ['environment: { STAGE: { value: b } }', 'frozen'],
    ['reserved: { active: 2 }', 'must not be more than'],
  ])('refuses provisioned concurrency beside %s', (line, message) => {
    expect(() => resourceOf(lambdaFunction, `${block}${line}\n`)).toThrow(message);
  });
});

describe('making functions stand by', () => {
  it('is what reprotecting asks for, and nothing once they do', () => {
    const came = { ...goal, operation: 'reprotect' as const };
    expect(lambdaFunction.protect?.(resource, at(seen(active)), came)).toMatchObject([
      { action: 'standby(worker)', region: 'eu-west-1', phase: 'fence' },
    ]);
    expect(lambdaFunction.protect?.(resource, at(seen(standby)), came)).toEqual([]);
    expect(lambdaFunction.protected?.(resource, at(seen(active)), came)).toMatchObject([{ ok: false }]);
    expect(lambdaFunction.protected?.(resource, at(seen(standby)), came)).toMatchObject([{ ok: true }]);
  });
});

describe('the environment of a function', () => {
  const variables = {
    DATABASE_URL: 'postgres://u:hunter2@old.example.com:5432/shop',
    TOKEN: 'a-token',
  };
  const envBlock = `kind: lambda-function
environment: { DATABASE_URL: { host: database } }
eu-west-1: worker
eu-west-2: worker
`;
  const own = resourceOf(lambdaFunction, envBlock);
  const inputs = { 'database.endpoint': 'new.example.com' };

  async function scene(play: (wire: Wire, step: Step) => Promise<void>): Promise<void> {
    const wire = await awsWire((world) => {
      const made = addLambdaFunction(world, { name: 'worker', region: 'eu-west-2', environment: variables });
      addEventSource(world, made, { queue: 'orders' });
    });
    try {
      const observation = await look(lambdaFunction, own, { wire, goal });
      const [draft] = lambdaFunction.steps(own, observation, goal);
      await play(wire, stepOf(draft ?? expect.fail(), own));
    } finally {
      await wire.close();
    }
  }
  const environmentOf = (wire: Wire) =>
    regionOf(wire.world, 'eu-west-2').functions.get('worker')?.environment;

  it('gets the new host, keeps everything else and shows no value', async () => {
    await scene(async (wire, step) => {
      const applied = await lambdaFunction.apply?.(step, contextOf(wire, goal, inputs));
      const after = await look(lambdaFunction, own, { wire, goal });
      expect(environmentOf(wire)).toEqual({
        DATABASE_URL: 'postgres://u:hunter2@new.example.com:5432/shop',
        TOKEN: 'a-token',
      });
      expect(JSON.stringify([step, applied, after])).not.toMatch(/hunter2|a-token/);
      expect(lambdaFunction.settled(step, { ...after, inputs }, 0).state).toBe('pending');
      wire.advance(60_000);
      const later = await look(lambdaFunction, own, { wire, goal });
      expect(lambdaFunction.settled(step, { ...later, inputs }, 0).state).toBe('done');
    });
  });

  it('is not taken for changed by a stale read', async () => {
    await scene(async (wire, step) => {
      await lambdaFunction.apply?.(step, contextOf(wire, goal, inputs));
      wire.advance(60_000);
      addFault(wire.faults, { service: 'lambda', effect: { kind: 'stale', ageMs: 70_000 } });
      const stale = await look(lambdaFunction, own, { wire, goal });
      expect(lambdaFunction.settled(step, { ...stale, inputs }, 0).state).toBe('not-begun');
    });
  });

  it('that fails to update ends the step', async () => {
    await scene(async (wire, step) => {
      const effect = { kind: 'fail', status: 'Failed' } as const;
      addFault(wire.faults, { operation: 'UpdateFunctionConfiguration', effect });
      await lambdaFunction.apply?.(step, contextOf(wire, goal, inputs));
      wire.advance(60_000);
      const after = await look(lambdaFunction, own, { wire, goal });
      expect(lambdaFunction.settled(step, { ...after, inputs }, 0).state).toBe('broken');
    });
  });

  it('is written with the revision that was read, so that no change is overwritten unseen', async () => {
    await scene(async (wire, step) => {
      wire.log.beforeAnswer = ({ operation }) => {
        const worker = regionOf(wire.world, 'eu-west-2').functions.get('worker');
        if (operation === 'GetFunctionConfiguration' && worker) worker.revision += 1;
      };
      await expect(lambdaFunction.apply?.(step, contextOf(wire, goal, inputs))).rejects.toMatchObject({
        name: 'PreconditionFailedException',
      });
      expect(environmentOf(wire)).toEqual(variables);
      expect(findRequests(wire.log, { mutating: true })).toHaveLength(1);
    });
  });
});

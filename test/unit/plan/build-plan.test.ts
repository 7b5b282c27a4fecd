import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/kinds/kind.ts';
import type { Lag, Plan } from '../../../src/plan/plan.ts';
import { toy } from '../../rig/open-rig.ts';
import { planToys } from '../../rig/toy-plan.ts';
import type { ToyResource } from '../../rig/rig.ts';

const codes = (plan: Plan) => plan.problems.map(({ code }) => code);
const stepOf = (plan: Plan, id: string) => plan.steps.find((step) => step.id === id);
const needsOf = (plan: Plan, id: string) => stepOf(plan, id)?.needs.map(({ on }) => Object.values(on).join());

describe('the steps of a plan', () => {
  it('are named for resource and action, and say what they wait for and why', () => {
    const plan = planToys({
      db: { steps: [{ action: 'promote', phase: 'data' }] },
      dns: toy(['db'], { action: 'flip', phase: 'traffic' }),
    });
    expect(plan.steps.map(({ id }) => id)).toEqual(['db:promote', 'dns:flip']);
    expect(stepOf(plan, 'dns:flip')?.needs).toEqual([
      { on: { phase: 'data' }, why: 'the data must be writable' },
      { on: { resource: 'db' }, why: 'the config says after: db' },
    ]);
  });

  it('follow each other on one resource, unless they name what they come after', () => {
    const plan = planToys({
      a: {
        steps: ['one', 'two', 'three'].map((action) => ({
          action,
          after: action === 'two' ? ['one'] : action === 'three' ? ['one'] : [],
        })),
      },
    });
    expect([needsOf(plan, 'a:two'), needsOf(plan, 'a:three')]).toEqual([['a:one'], ['a:one']]);
  });

  it('wait for the step that creates what they read, and for none where it is there already', () => {
    const reads = [{ resource: 'cache', output: 'endpoint', region: 'eu-west-2' }];
    const plan = planToys({
      secret: toy([], { reads }),
      cache: toy([], { action: 'create', provides: ['endpoint'] }),
    });
    expect(needsOf(plan, 'secret:go')).toEqual(['cache:create']);
    expect(needsOf(planToys({ secret: toy([], { reads }), cache: toy() }), 'secret:go')).toEqual([]);
  });

  it('stand after what they need, even where that takes no time and belongs to a later phase', () => {
    const plan = planToys({
      a: toy(['z'], { phase: 'evidence', expectedMs: 0 }),
      z: toy([], { phase: 'capacity', expectedMs: 0 }),
    });
    expect(plan.steps.map(({ id }) => id)).toEqual(['z:go', 'a:go']);
  });

  it('come after a whole group, and of some resources alone where only those are asked for', () => {
    const toys = { 'db/a': toy(), 'db/b': toy(), app: toy(['db']) };
    expect(needsOf(planToys(toys), 'app:go')).toEqual(['db']);
    expect(planToys(toys, { request: { only: ['db'] } }).steps.map(({ id }) => id)).toEqual([
      'db/a:go',
      'db/b:go',
    ]);
    expect(planToys(toys, { request: { only: ['db/b'] } }).steps.map(({ id }) => id)).toEqual(['db/b:go']);
  });

  it('name the first that cannot be undone, of those that are not skipped', () => {
    const irreversible = { risk: 'irreversible', phase: 'data' } as const;
    const plan = planToys({
      a: toy([], { phase: 'fence' }),
      b: toy([], { ...irreversible, skip: 'so' }),
      c: toy([], irreversible),
    });
    expect(plan.pointOfNoReturn).toBe('c:go');
    expect(planToys({ a: toy() }).pointOfNoReturn).toBeUndefined();
  });

  it('that wait for each other are a problem that names the circle', () => {
    const plan = planToys({ a: toy(['b']), b: toy(['a']) });
    expect(plan.problems).toMatchObject([
      {
        code: 'PLAN_BLOCKED',
        message: expect.stringContaining('a:go waits for resource b waits for b:go') as string,
      },
    ]);
    const direct = planToys({
      a: {
        steps: [
          { action: 'one', after: ['two'] },
          { action: 'two', after: ['one'] },
        ],
      },
    });
    expect(codes(direct)).toEqual(['PLAN_BLOCKED']);
  });
});

describe('the mode and the region that is left', () => {
  const evidence = (state: 'up' | 'down' | 'degraded'): Record<string, ToyResource> => ({
    a: { ...toy(), assessment: { condition: { region: 'eu-west-1', state, evidence: [] } } },
  });
  const lost = (reachable: boolean): Observation => ({
    at: 0,
    places: {
      'eu-west-1': { state: 'failed', reachable, problem: { code: 'UNREACHABLE', message: 'no answer' } },
    },
  });

  it('is planned where the region is up and unplanned otherwise, when it is left to the planner', () => {
    const mode = (state: 'up' | 'down' | 'degraded') =>
      planToys(evidence(state), { request: { mode: 'auto' } }).goal.mode;
    expect([mode('up'), mode('degraded'), mode('down')]).toEqual(['planned', 'unplanned', 'unplanned']);
  });

  it('without evidence is judged by what could be reached', () => {
    const condition = (...each: Observation[]) =>
      planToys(
        { a: toy(), b: toy() },
        { observations: new Map(each.map((seen, index) => [index === 0 ? 'a' : 'b', seen])) },
      ).goal.fromCondition;
    expect([
      condition(),
      condition(lost(false), lost(false)),
      condition(lost(false), lost(true)),
      condition(lost(true)),
    ]).toEqual(['up', 'down', 'degraded', 'up']);
  });

  it('is warned about when it still answers, and refused for a planned run when it does not', () => {
    expect(planToys(evidence('up')).warnings.join()).toContain('eu-west-1 still answers');
    expect(codes(planToys(evidence('down'), { request: { mode: 'planned' } }))).toEqual([
      'REGION_UNREACHABLE',
    ]);
  });
});

describe('what a plan depends on', () => {
  const call = (service: string, region: string) => ({
    calls: [{ service, action: 'Do', resource: '*', region, plane: 'control' as const }],
  });

  it('may not be the region that is lost, unless that is accepted or the step is optional or skipped', () => {
    const toys = { a: toy([], call('rds', 'eu-west-1')) };
    expect(planToys(toys).problems).toMatchObject([
      { code: 'PLAN_NEEDS_LOST_REGION', step: 'a:go', region: 'eu-west-1' },
    ]);
    const accepted = planToys(toys, { request: { allowLostRegion: true } });
    expect([accepted.problems, accepted.warnings.join()]).toEqual([
      [],
      expect.stringContaining('rds:Do in eu-west-1'),
    ]);
    expect(codes(planToys(toys, { request: { mode: 'planned' } }))).toEqual([]);
    expect(
      codes(
        planToys({
          a: toy([], { ...call('rds', 'eu-west-1'), optional: true }),
          b: toy([], { ...call('rds', 'eu-west-1'), skip: 'so' }),
        }),
      ),
    ).toEqual([]);
  });

  it('names regions and planes with the steps that need them, and warns of a global control plane', () => {
    const plan = planToys({ a: toy([], call('route53', 'us-east-1')), b: toy([], call('rds', 'eu-west-2')) });
    expect(plan.dependencies).toEqual([
      { service: 'rds', region: 'eu-west-2', plane: 'control', steps: ['b:go'], global: false },
      { service: 'route53', region: 'us-east-1', plane: 'control', steps: ['a:go'], global: true },
    ]);
    expect(plan.warnings.join()).toContain('us-east-1');
  });
});

describe('the data that would be lost', () => {
  const behind = (ms: number | undefined): Record<string, ToyResource> => ({
    a: {
      ...toy([], { phase: 'data', risk: 'irreversible' }),
      assessment: { lag: { ms, source: 'ReplicaLag' } },
    },
  });
  const config = { objectives: { rpoMs: 30_000 } };

  it('is refused beyond the RPO, unless it is accepted or drained first', () => {
    expect(codes(planToys(behind(30_000), { config }))).toEqual([]);
    expect(codes(planToys(behind(30_001), { config }))).toEqual(['REPLICA_TOO_FAR_BEHIND']);
    expect(codes(planToys(behind(60_000), { config, request: { mode: 'planned' } }))).toEqual([]);
    const accepted = planToys(behind(60_000), { config, request: { acceptDataLoss: true } });
    expect([codes(accepted), accepted.warnings.join()]).toEqual([[], expect.stringContaining('Accepted')]);
  });

  it('is no reason to refuse where the region is down, since waiting brings nothing back', () => {
    const down = { region: 'eu-west-1', state: 'down', evidence: ['nothing answers'] } as const;
    const plan = (lag: Lag) => {
      const { a } = behind(undefined);
      return planToys({ a: { ...(a ?? toy()), assessment: { lag, condition: down } } }, { config });
    };
    const long = plan({ ms: 20 * 60_000, source: 'ReplicaLag', atStandstillMs: 40_000 });
    expect([codes(long), long.warnings.join()]).toEqual([[], expect.stringContaining('loses up to 40 s')]);
    const close = plan({ ms: 20 * 60_000, source: 'ReplicaLag', atStandstillMs: 800 });
    expect([codes(close), close.warnings]).toEqual([[], []]);
  });

  it('is none in a switchover, which is refused where stopped writers would wait for long', () => {
    const planned = (ms: number) => codes(planToys(behind(ms), { config, request: { mode: 'planned' } }));
    expect(planned(6 * 60_000)).toEqual([]);
    expect(planned(6 * 60_000 + 1)).toEqual(['REPLICA_TOO_FAR_BEHIND']);
  });

  it('that nobody can tell is said, not taken for none', () => {
    expect(planToys(behind(undefined), { config }).warnings.join()).toContain('lag is unknown');
  });
});

describe('what a resource says', () => {
  it('blocks the plan, and then has no steps', () => {
    const plan = planToys({
      a: {
        ...toy(),
        assessment: {
          state: 'blocked',
          summary: 'no replica',
          problems: [{ code: 'REPLICA_MISSING', message: 'no replica' }],
        },
      },
    });
    expect([plan.steps, plan.problems]).toEqual([
      [],
      [{ code: 'REPLICA_MISSING', message: 'no replica', resource: 'a' }],
    ]);
    expect(codes(planToys({ a: { ...toy(), assessment: { state: 'blocked', summary: 'no' } } }))).toEqual([
      'PLAN_BLOCKED',
    ]);
  });

  it('is passed on when it could not be looked at where it is to be active', () => {
    const seen: Observation = {
      at: 0,
      places: {
        'eu-west-2': {
          state: 'failed',
          reachable: true,
          problem: { code: 'DENIED', message: 'not allowed' },
        },
      },
    };
    expect(planToys({ a: toy() }, { observations: new Map([['a', seen]]) }).warnings).toContain(
      'a: could not be looked at (eu-west-2): not allowed',
    );
  });
});

describe('the hash of a plan', () => {
  const base = { a: toy([], { params: { x: 1, y: 2 } }), b: toy(['a']) };
  const { hash } = planToys(base);

  it('stays the same while only times, lags, estimates and the order of keys change', () => {
    expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(planToys(base, { observedAt: 9 }).hash).toBe(hash);
    const other = {
      b: toy(['a']),
      a: {
        ...toy([], { params: { y: 2, x: 1 }, expectedMs: 77, durationMs: 1_000 }),
        assessment: { lag: { ms: 5, source: 'x' } },
      },
    };
    expect(planToys(other).hash).toBe(hash);
  });

  it.each<[string, Parameters<typeof planToys>]>([
    ['a parameter', [{ ...base, a: toy([], { params: { x: 1, y: 3 } }) }]],
    ['what a step waits for', [{ ...base, b: toy() }]],
    ['a step', [{ a: base.a }]],
    ['a skip', [{ ...base, b: toy(['a'], { skip: 'so' }) }]],
    ['a risk', [{ ...base, b: toy(['a'], { risk: 'irreversible' }) }]],
    ['the mode', [base, { request: { mode: 'planned' } }]],
    ['the regions', [base, { request: { from: 'eu-west-3' } }]],
    ['the service', [base, { config: { service: 'other' } }]],
    ['what it was asked to do alone', [base, { request: { only: ['a', 'b'] } }]],
  ])('changes with %s', (_, args) => {
    expect(planToys(...args).hash).not.toBe(hash);
  });
});

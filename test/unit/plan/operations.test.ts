import { describe, expect, it } from 'vitest';
import type { Config } from '../../../src/config/config.ts';
import type { Kind } from '../../../src/kinds/kind.ts';
import { buildPlan, type PlanRequest } from '../../../src/plan/build-plan.ts';
import { explainPlan } from '../../../src/plan/explain.ts';
import { commandOf, followUps, outcomeOf } from '../../../src/plan/operation-words.ts';
import type { Goal, Operation, Plan } from '../../../src/plan/plan.ts';
import { plainPalette } from '../../../src/report/palette.ts';
import { toyConfig } from '../../rig/rig.ts';
import { makeProcess, toyDraft, toyKind } from '../../rig/toy-kind.ts';
import { toyWorld } from '../../rig/toy-world.ts';

interface Asked {
  readonly request: Partial<PlanRequest> & { readonly operation: Operation };
  readonly kind?: Partial<Kind>;
  readonly failback?: Config['failback'];
  readonly down?: boolean;
  /** The kind knows nothing of standbys and drills. */
  readonly bare?: boolean;
}

/** The plan of two toys: `db`, whose kind is given, and `alarm`. */
function planOf({ request, kind = {}, failback, down = false, bare = false }: Asked): Plan {
  const toy = toyKind(toyWorld(), makeProcess());
  const own: Kind = {
    ...toy,
    ...(bare
      ? {}
      : {
          protect: () => [toyDraft({ action: 'replicate' })],
          drill: () => [toyDraft({ action: 'leave' }), toyDraft({ action: 'return', phase: 'release' })],
        }),
    ...kind,
  };
  const config = toyConfig(
    { db: { steps: [{ action: 'promote' }] }, alarm: { steps: [] } },
    failback === undefined ? {} : { failback },
  );
  const seen = { at: 0, places: {} };
  const problem = { code: 'UNREACHABLE' as const, message: 'nothing answers' };
  const dark = {
    ...seen,
    places: { 'eu-west-1': { state: 'failed' as const, reachable: false, problem } },
  };
  return buildPlan({
    config: {
      ...config,
      resources: config.resources.map((one) => (one.id === 'db' ? { ...one, kind: 'db' } : one)),
    },
    registry: new Map([
      ['toy', toy],
      ['db', own],
    ]),
    observations: new Map([
      ['db', down ? dark : seen],
      ['alarm', down ? dark : seen],
    ]),
    request: { from: 'eu-west-1', to: 'eu-west-2', mode: 'auto', only: [], ...request },
    observedAt: 0,
  });
}

const actions = ({ steps }: Plan): string[] => steps.map(({ action }) => action);

describe('one planner for every operation', () => {
  it.each([
    ['failover', ['promote']],
    ['failback', ['promote']],
    ['reprotect', ['replicate']],
    ['drill', ['leave', 'return']],
  ] as const)('%s asks each kind for its own steps', (operation, expected) => {
    expect(actions(planOf({ request: { operation } }))).toEqual(expected);
  });

  it('has another hash for another operation, though the steps be the same', () => {
    const same: Partial<Kind> = {
      steps: () => [toyDraft({ action: 'go' })],
      protect: () => [toyDraft({ action: 'go' })],
    };
    const hashes = (['failover', 'failback', 'reprotect'] as const).map(
      (operation) => planOf({ request: { operation, mode: 'planned' }, kind: same }).hash,
    );
    expect(new Set(hashes).size).toBe(3);
  });

  it('plans everything but a failover so that nothing is lost, whatever mode was asked for', () => {
    const modes = (['failback', 'reprotect', 'drill'] as const).map(
      (operation) => planOf({ request: { operation, mode: 'unplanned' } }).goal.mode,
    );
    expect(modes).toEqual(['planned', 'planned', 'planned']);
  });

  it('tells the kinds of a failback in which stages traffic goes home, and who watches', () => {
    const failback = { stages: [10, 50, 100], hold: 600_000, guards: ['alarm'], serving: 'home' as const };
    const goals: Goal[] = [];
    const kind: Partial<Kind> = {
      steps: (_resource, _observation, goal) => {
        goals.push(goal);
        return [];
      },
    };
    planOf({ request: { operation: 'failback' }, failback, kind });
    planOf({ request: { operation: 'failover' }, failback, kind });
    expect(goals.map(({ stages }) => stages)).toEqual([
      { percent: [10, 50, 100], holdMs: 600_000, guards: ['alarm'], serving: 'home' },
      undefined,
    ]);
  });
});

describe('applications that are stopped for a promotion, where traffic goes home in stages', () => {
  const warningsOf = (serves: boolean, stages: number[]) => {
    const fence = toyDraft({ action: 'fence', phase: 'fence', region: 'eu-west-1', changes: true });
    const serve = toyDraft({ action: 'serve', phase: 'ready', region: 'eu-west-1', changes: true });
    const failback = { stages, hold: 600_000, guards: [], serving: 'both' as const };
    const kind: Partial<Kind> = { steps: () => (serves ? [fence, serve] : [fence]) };
    return planOf({ request: { operation: 'failback' }, failback, kind }).warnings.join(' ');
  };

  it('are said to answer nobody until the last stage', () => {
    expect(warningsOf(false, [10, 100])).toMatch(
      /db in eu-west-1 are stopped before traffic moves.*`serving: both`/,
    );
  });

  it('are said to need the network between the regions where they are started again', () => {
    expect(warningsOf(true, [10, 100])).toMatch(
      /^db in eu-west-1 write to eu-west-2 until all traffic has moved/,
    );
  });

  it('are no matter where all traffic moves at once', () => {
    expect(warningsOf(false, [100])).toBe('');
  });
});

describe('a standby behind a region that is not active', () => {
  const inactive: Partial<Kind> = {
    role: 'data',
    verify: (_resource, _observation, { to }) => [
      { name: `${to} accepts writes`, ok: to === 'eu-west-1', expected: 'a primary', found: to },
    ],
  };

  it('is refused, since it would be built from stale data', () => {
    const { problems } = planOf({ request: { operation: 'reprotect' }, kind: inactive });
    expect(problems).toMatchObject([
      { code: 'REGION_NOT_ACTIVE', region: 'eu-west-2', resource: 'db', found: 'eu-west-2' },
    ]);
  });

  it('a drill asks the same of the region that it practises on', () => {
    expect(planOf({ request: { operation: 'drill' }, kind: inactive }).problems).toEqual([]);
    const other = { operation: 'drill', from: 'eu-west-2', to: 'eu-west-1' } as const;
    expect(planOf({ request: other, kind: inactive }).problems).toMatchObject([
      { code: 'REGION_NOT_ACTIVE' },
    ]);
  });
});

it('a blocked resource stands in the way of what touches it, and of nothing else', () => {
  const blocked: Partial<Kind> = {
    assess: () => ({ state: 'blocked', summary: 'there is no standby' }),
  };
  const codes = (operation: Operation, kind: Partial<Kind>): string[] =>
    planOf({ request: { operation, mode: 'planned' }, kind }).problems.map(({ code }) => code);
  expect(codes('failback', blocked)).toEqual(['PLAN_BLOCKED']);
  expect(codes('reprotect', blocked)).toEqual(['PLAN_BLOCKED']);
  expect(codes('drill', blocked)).toEqual(['PLAN_BLOCKED']);
  const untouched = toyKind(toyWorld(), makeProcess());
  expect(untouched).not.toHaveProperty('protect');
  const bare = planOf({ request: { operation: 'reprotect' }, kind: blocked, bare: true });
  expect(bare.problems).toEqual([]);
});

it.each([
  ['failback', 'failover --from eu-west-1 --to eu-west-2 --mode unplanned'],
  ['reprotect', 'Wait until it is back'],
  ['drill', 'If it is lost'],
] as const)('%s with a region that does not answer is refused, with what to do instead', (operation, fix) => {
  const { problems } = planOf({ request: { operation }, down: true });
  expect(problems[0]).toMatchObject({ code: 'REGION_UNREACHABLE', region: 'eu-west-1' });
  expect(problems[0]?.fix).toContain(fix);
});

it('a DNS drill says that traffic moves to data that can only be read', () => {
  const { warnings } = planOf({ request: { operation: 'drill', drill: 'dns' } });
  expect(warnings.join('\n')).toContain('can be read but not written');
});

describe('the words', () => {
  it.each([
    ['failover', 'Switch toys over', 'eu-west-2 is active'],
    ['failback', 'Bring toys home', 'eu-west-2 is active'],
    ['reprotect', 'Protect toys again', 'eu-west-1 stands by behind eu-west-2'],
    ['drill', 'Drill of toys', 'practised; eu-west-1 is active as before'],
  ] as const)('of a %s', (operation, heading, outcome) => {
    const plan = planOf({ request: { operation } });
    const text = explainPlan(plan, { palette: plainPalette, width: 200, unicode: true });
    expect(text).toContain(heading);
    expect(text).toContain(commandOf(plan.goal));
    expect(commandOf(plan.goal)).toContain(`region-failover ${operation} `);
    expect(outcomeOf(plan.goal)).toBe(outcome);
  });

  it('lead from a failover to the standby, and home', () => {
    const { goal } = planOf({ request: { operation: 'failover' } });
    expect(followUps(goal).map(([command]) => command)).toEqual([
      'region-failover plan --operation reprotect --from eu-west-1 --to eu-west-2',
      'region-failover plan --operation failback --from eu-west-2 --to eu-west-1',
    ]);
  });
});

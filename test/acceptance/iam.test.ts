import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { virtualClock } from '../../src/simulator/clock.ts';
import { startScenario, type Environment } from '../../src/simulator/environment.ts';
import { findRequests } from '../../src/simulator/request-log.ts';
import { lomashWoodConfig, printedPolicy, travel, travelIn, without } from './iam-scene.ts';
import type { Journey, Outcome } from './iam-scene.ts';
import { startingMoment } from './starting-moment.ts';

const config = await lomashWoodConfig();
const failover = printedPolicy(config, 'failover');
const plan = printedPolicy(config, 'plan');

describe('the policy that `iam` prints', () => {
  it.each(['lomash-wood:dark', 'lomash-wood:healthy'])(
    'is enough for the whole failover of %s',
    async (scenario) => {
      const { summary, said } = await travel({ scenario, config, policy: failover, until: 'done' });
      expect(summary?.result).toBe('done');
      expect(summary?.problems).toEqual([]);
      expect(said).not.toMatch(/not authorized|AccessDenied|does not allow/);
    },
  );

  it('is enough to take everything back when a step has failed', async () => {
    const policy = without(failover, promoting);
    const { summary, said } = await travel({ ...journeys.aborting, config, policy });
    expect(summary?.result).toBe('aborted');
    expect(summary?.counts.undone).toBe(1);
    expect(said).toContain('does not allow rds:PromoteReadReplica');
    expect(said).not.toMatch(/does not allow (?!rds:PromoteReadReplica)/);
  });

  it.each(['lomash-wood:dark', 'lomash-wood:healthy'])(
    'for planning is enough to plan %s',
    async (scenario) => {
      const { planned, said } = await travel({ scenario, config, policy: plan, until: 'planned' });
      expect(planned?.plan.problems).toEqual([]);
      expect(planned?.plan.steps.length).toBeGreaterThan(20);
      expect(said).not.toMatch(/not authorized|AccessDenied|does not allow/);
    },
  );

  it('for planning allows no change', async () => {
    const journey = {
      scenario: 'lomash-wood:dark',
      config,
      only: ['databases/auth'],
      until: 'done',
    } as const;
    expect(isNamed(await travel({ ...journey, policy: plan }), 's3:GetObject')).toBe(true);
    const actions = plan.Statement.flatMap(({ Action }) => Action);
    expect(actions.filter((action) => !/:(Describe|Get|List)/.test(action))).toEqual([]);
  });
});

/** What is taken away to make a run fail after it has changed something else. */
const promoting = 'ChangeDatabasesEuWest2';

type Way = Pick<Journey, 'scenario' | 'until' | 'only' | 'quick'>;

const whole = { until: 'done', quick: true } as const;

/** The shortest way on which an action is called. */
const journeys = {
  planning: { scenario: 'lomash-wood:healthy', until: 'planned' },
  caches: { ...whole, scenario: 'lomash-wood:dark', only: ['sessions'] },
  nodes: { ...whole, scenario: 'lomash-wood:dark', only: ['nodes'] },
  // A region that is left answers only where it is not lost, and its nodes then become those of a standby.
  leaving: { ...whole, scenario: 'lomash-wood:healthy', only: ['nodes'] },
  databases: { ...whole, scenario: 'lomash-wood:dark', only: ['databases/auth'] },
  dns: { ...whole, scenario: 'lomash-wood:dark', only: ['dns'] },
  support: { ...whole, scenario: 'lomash-wood:dark', only: ['aws-support'] },
  aborting: {
    ...{ scenario: 'lomash-wood:healthy', only: ['sessions', 'databases/auth'] },
    ...{ until: 'aborted', quick: true },
  },
} satisfies Readonly<Record<string, Way>>;

const changing: Readonly<Record<string, Way>> = {
  'elasticache:CreateCacheCluster': journeys.caches,
  'elasticache:DeleteCacheCluster': journeys.aborting,
  'eks:UpdateNodegroupConfig': journeys.nodes,
  'ChangeClustersEuWest1 eks:UpdateNodegroupConfig': journeys.leaving,
  'rds:PromoteReadReplica': journeys.databases,
  'route53:ChangeResourceRecordSets': journeys.dns,
  'support:CreateCase': journeys.support,
};

describe('a policy without one action of one statement', () => {
  const missing = failover.Statement.flatMap(({ Sid, Action }) => Action.map((action) => ({ Sid, action })));
  // Whoever only plans changes nothing, so all of them can do it in one world.
  let planned: Environment;
  beforeAll(async () => {
    const { scenario } = journeys.planning;
    planned = await startScenario({ scenario, clock: virtualClock(startingMoment) });
  });
  afterAll(async () => {
    await planned.close();
    expect(findRequests(planned.log, { mutating: true })).toEqual([]);
  });

  it.each(missing)('is told by name: $Sid without $action', async ({ Sid, action }) => {
    const usual = changing[`${Sid} ${action}`] ?? changing[action] ?? journeys.planning;
    const way = Sid.startsWith('KeepRuns') ? journeys.support : usual;
    const base = way === journeys.aborting ? without(failover, promoting) : failover;
    const policy = without(base, Sid, action);
    const outcome =
      way === journeys.planning
        ? await travelIn(planned, { ...way, config, policy })
        : await travel({ ...way, config, policy });
    expect(isNamed(outcome, action)).toBe(true);
  });
});

function isNamed({ said }: Outcome, action: string): boolean {
  const plain = said.replaceAll('\\', '');
  const statement = new RegExp(
    `\\{"Effect":"Allow","Action":"${action}","Resource":"(arn:aws:[^"]+|\\*)"\\}`,
  );
  return new RegExp(`does not allow ${action} on (arn:aws:\\S+|\\*):`).test(plain) && statement.test(plain);
}

import { describe, expect, it } from 'vitest';
import { lomashWoodConfig, printedPolicy, travel, without } from './iam-scene.ts';
import type { Journey, Outcome } from './iam-scene.ts';

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

type Way = Pick<Journey, 'scenario' | 'until' | 'only'>;

/** The shortest way on which an action is called. */
const journeys = {
  planning: { scenario: 'lomash-wood:healthy', until: 'planned' },
  caches: { scenario: 'lomash-wood:dark', until: 'done', only: ['sessions'] },
  nodes: { scenario: 'lomash-wood:dark', until: 'done', only: ['nodes'] },
  databases: { scenario: 'lomash-wood:dark', until: 'done', only: ['databases/auth'] },
  dns: { scenario: 'lomash-wood:dark', until: 'done', only: ['dns'] },
  support: { scenario: 'lomash-wood:dark', until: 'done', only: ['aws-support'] },
  aborting: { scenario: 'lomash-wood:healthy', until: 'aborted', only: ['sessions', 'databases/auth'] },
} satisfies Readonly<Record<string, Way>>;

const changing: Readonly<Record<string, Way>> = {
  'elasticache:CreateCacheCluster': journeys.caches,
  'elasticache:DeleteCacheCluster': journeys.aborting,
  'eks:UpdateNodegroupConfig': journeys.nodes,
  'rds:PromoteReadReplica': journeys.databases,
  'route53:ChangeResourceRecordSets': journeys.dns,
  'support:CreateCase': journeys.support,
};

describe('a policy without one action of one statement', () => {
  const missing = failover.Statement.flatMap(({ Sid, Action }) => Action.map((action) => ({ Sid, action })));

  it.each(missing)('is told by name: $Sid without $action', async ({ Sid, action }) => {
    const way = Sid.startsWith('KeepRuns') ? journeys.support : (changing[action] ?? journeys.planning);
    const base = way === journeys.aborting ? without(failover, promoting) : failover;
    const outcome = await travel({ ...way, config, policy: without(base, Sid, action) });
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

import { beforeAll, describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../src/aws/policy.ts';
import type { Config } from '../../src/config/config.ts';
import { lomashWoodConfig, printedPolicy, travel, without } from './iam-scene.ts';
import type { Journey, Outcome } from './iam-scene.ts';

let config: Config;
let failover: PolicyDocument;
let plan: PolicyDocument;

beforeAll(async () => {
  config = await lomashWoodConfig();
  failover = printedPolicy(config, 'failover');
  plan = printedPolicy(config, 'plan');
});

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

  it('is enough to take everything back before the point of no return', async () => {
    const { summary, said } = await travel({ ...journeys.aborting, config, policy: failover });
    expect(summary?.counts.undone).toBeGreaterThan(0);
    expect(said).not.toMatch(/not authorized|AccessDenied|does not allow/);
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
  's3:DeleteObject': journeys.support,
  's3:GetObject': journeys.support,
  's3:PutObject': journeys.support,
};

describe('without one statement, or one action of it,', () => {
  it('every denial names the action, the resource, and the statement that is missing', async () => {
    const missing = failover.Statement.flatMap(({ Sid, Action }) =>
      Action.map((action) => ({ Sid, action })),
    );
    expect(missing.length).toBeGreaterThan(25);
    const silent: string[] = [];
    for (const { Sid, action } of missing) {
      const way =
        Sid.startsWith('KeepRuns') && action === 's3:ListBucket' ? journeys.support : changing[action];
      const policy = without(failover, Sid, action);
      const outcome = await travel({ ...(way ?? journeys.planning), config, policy });
      if (!isNamed(outcome, action)) silent.push(`${Sid} ${action}`);
    }
    expect(silent).toEqual([]);
  }, 90_000);
});

function isNamed({ said }: Outcome, action: string): boolean {
  const plain = said.replaceAll('\\', '');
  const statement = new RegExp(
    `\\{"Effect":"Allow","Action":"${action}","Resource":"(arn:aws:[^"]+|\\*)"\\}`,
  );
  return new RegExp(`does not allow ${action} on (arn:aws:\\S+|\\*):`).test(plain) && statement.test(plain);
}

import { describe, expect, it } from 'vitest';
import { policyFor } from '../../../src/aws/policy.ts';
import type { NeededCall } from '../../../src/aws/policy.ts';
import { splitPolicy } from '../../../src/aws/split-policy.ts';
import { sessionPolicy } from '../../../src/aws/session-policy.ts';

const region = 'eu-west-2';

function call(action: string, resource = '*', place = region): NeededCall {
  const [service = '', name = ''] = action.split(':');
  return { service, action: name, resource, region: place };
}

const database = (name: string) => `arn:aws:rds:${region}:*:db:${name}`;
const policy = (...calls: readonly NeededCall[]) =>
  policyFor([{ purpose: 'Look', calls }], { account: '111122223333' });

describe('a policy made from calls', () => {
  it('binds a call without resource-level permission to its region, and one of a global service not', () => {
    expect(policy(call('cloudwatch:GetMetricData'), call('support:CreateCase')).Statement).toEqual([
      {
        Sid: 'LookMetricsEuWest2',
        Effect: 'Allow',
        Action: ['cloudwatch:GetMetricData'],
        Resource: ['*'],
        Condition: { StringEquals: { 'aws:RequestedRegion': region } },
      },
      { Sid: 'LookSupport', Effect: 'Allow', Action: ['support:CreateCase'], Resource: ['*'] },
    ]);
  });

  it('names the account where an ARN leaves it open, and leaves it open where none is known', () => {
    expect(policy(call('rds:StopDBInstance', database('orders'))).Statement[0]?.Resource).toEqual([
      'arn:aws:rds:eu-west-2:111122223333:db:orders',
    ]);
    const open = policyFor([{ purpose: 'Look', calls: [call('rds:StopDBInstance', database('orders'))] }]);
    expect(open.Statement[0]?.Resource).toEqual([database('orders')]);
  });

  it('never grants one action what only another one needs', () => {
    const { Statement } = policy(
      call('rds:PromoteReadReplica', database('a')),
      call('rds:StopDBInstance', database('b')),
    );
    expect(Statement.map(({ Sid, Action }) => [Sid, Action])).toEqual([
      ['LookDatabasesEuWest2PromoteReadReplica', ['rds:PromoteReadReplica']],
      ['LookDatabasesEuWest2StopDBInstance', ['rds:StopDBInstance']],
    ]);
  });

  it('puts actions on the same resources together, sorted, and resources once each', () => {
    const calls = ['b', 'a', 'a'].flatMap((name) =>
      ['rds:StopDBInstance', 'rds:StartDBInstance'].map((action) => call(action, database(name))),
    );
    const [statement, ...more] = policy(...calls).Statement;
    expect(more).toEqual([]);
    expect(statement?.Action).toEqual(['rds:StartDBInstance', 'rds:StopDBInstance']);
    expect(statement?.Resource).toHaveLength(2);
    expect(policy(...calls.toReversed())).toEqual(policy(...calls));
  });

  it('repeats nothing that an earlier group or a wider resource allows', () => {
    const groups = [
      {
        purpose: 'Look',
        calls: [
          call('rds:DescribeDBInstances', database('*')),
          call('rds:DescribeDBInstances', database('a')),
        ],
      },
      { purpose: 'Change', calls: [call('rds:DescribeDBInstances', database('b'))] },
    ];
    expect(policyFor(groups).Statement.map(({ Resource }) => Resource)).toEqual([[database('*')]]);
  });

  it('keeps a condition of a call apart from what is allowed without one, beside that of the region', () => {
    const put = {
      ...call('cloudwatch:PutMetricData'),
      condition: { key: 'cloudwatch:namespace', value: 'A/*' },
    };
    const pass = ['eu-west-1', region].map((place) => ({
      ...call('iam:PassRole', 'arn:aws:iam::*:role/*', place),
      condition: { key: 'iam:PassedToService', value: 'ecs-tasks.amazonaws.com' },
    }));
    const { Statement } = policy(put, call('cloudwatch:GetMetricData'), ...pass);
    expect(Statement.map(({ Sid, Condition }) => [Sid, Condition])).toEqual([
      ['LookMetricsEuWest2GetMetricData', { StringEquals: { 'aws:RequestedRegion': region } }],
      [
        'LookMetricsEuWest2PutMetricData',
        { StringEquals: { 'aws:RequestedRegion': region }, StringLike: { 'cloudwatch:namespace': 'A/*' } },
      ],
      ['LookRoles', { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } }],
    ]);
  });

  it('says nothing of clusters, of other web services, and of the call that everybody may make', () => {
    const calls = ['kubernetes:list nodes', 'http:GET', 'sts:GetCallerIdentity'].map((action) =>
      call(action),
    );
    expect(policy(...calls).Statement).toEqual([]);
  });
});

describe('a session policy', () => {
  const many = Array.from({ length: 40 }, (_, index) =>
    call('rds:PromoteReadReplica', database(`shop-${index}-replica`)),
  );
  const whole = policy(
    ...many,
    call('rds:DescribeDBInstances', database('*')),
    call('cloudwatch:GetMetricData'),
  );

  it('is exact where it fits', () => {
    const { policy: text, size, keeps } = sessionPolicy(whole, 10_000);
    expect(keeps).toBe('resources');
    expect(size).toBe(text.length);
    expect(text).toContain('shop-39-replica');
    expect(text).not.toMatch(/\s|Sid/);
  });

  it('gives up the ends of names first, then the resources, and never an action', () => {
    const prefixes = sessionPolicy(whole);
    expect(prefixes.keeps).toBe('prefixes');
    expect(prefixes.policy).toContain('"arn:aws:rds:eu-west-2:111122223333:db:shop-*"');
    const actions = sessionPolicy(whole, 450);
    expect(JSON.parse(actions.policy)).toMatchObject({
      Statement: [
        {
          Action: ['cloudwatch:GetMetricData', 'rds:DescribeDBInstances', 'rds:PromoteReadReplica'],
          Resource: '*',
        },
        { Condition: { StringLike: { 'kms:ViaService': '*' } } },
      ],
    });
    expect(actions.size).toBeLessThanOrEqual(450);
  });

  it('lets services use the keys of what is encrypted in every form, and nobody else', () => {
    for (const size of [10_000, 2048, 450]) {
      const { Statement } = JSON.parse(sessionPolicy(whole, size).policy) as {
        Statement: { Action: string | string[]; Resource: string; Condition?: unknown }[];
      };
      const keys = Statement.filter(({ Action }) => [Action].flat().some((each) => each.startsWith('kms:')));
      expect(keys).toEqual([
        {
          Effect: 'Allow',
          Action: ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
          Resource: '*',
          Condition: { StringLike: { 'kms:ViaService': '*' } },
        },
      ]);
    }
  });

  it('is none at all where not even the actions fit', () => {
    expect(sessionPolicy(whole, 100)).toEqual({ keeps: 'nothing', policy: '', size: 0 });
  });
});

describe('a policy that is too long for one', () => {
  const names = Array.from({ length: 200 }, (_, index) => `orders-${index}-production`);
  const long = policy(
    ...names.map((name) => call('rds:PromoteReadReplica', database(name))),
    call('rds:DescribeDBInstances', database('*')),
    call('support:CreateCase'),
  );

  it('is divided into such as fit, which allow the same and nothing else', () => {
    const parts = splitPolicy(long);
    expect(parts.length).toBeGreaterThan(1);
    expect(Math.max(...parts.map((part) => JSON.stringify(part).length))).toBeLessThanOrEqual(6144);
    const allowed = (statements: typeof long.Statement) =>
      statements.flatMap(({ Action, Resource, Condition }) =>
        Action.flatMap((action) => Resource.map((each) => JSON.stringify([action, each, Condition]))),
      );
    expect(parts.flatMap(({ Statement }) => allowed(Statement)).sort()).toEqual(
      allowed(long.Statement).sort(),
    );
    const sids = parts.flatMap(({ Statement }) => Statement.map(({ Sid }) => Sid));
    expect(new Set(sids).size).toBe(sids.length);
    expect(sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
  });

  it('stays one where it is none', () => {
    const short = policy(call('support:CreateCase'));
    expect(splitPolicy(short)).toEqual([short]);
  });
});

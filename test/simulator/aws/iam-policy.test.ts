import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeDBInstancesCommand, RDSClient, StopDBInstanceCommand } from '@aws-sdk/client-rds';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { addBucket, addDbInstance } from '../../../src/simulator/builders.ts';
import { attachPolicy, detachPolicies, enforcePolicies } from '../../../src/simulator/iam-policy.ts';
import type { Policy, PolicyStatement } from '../../../src/simulator/iam-policy.ts';
import { keyId, startRig } from './rig.ts';
import type { Rig } from './rig.ts';

const region = 'eu-west-2';
const operator = 'arn:aws:iam::111122223333:user/operator';
const everything = `arn:aws:rds:${region}:111122223333:db:*`;

function policyOf(...statements: readonly Partial<PolicyStatement>[]): Policy {
  const common = { Effect: 'Allow' as const, Action: 'rds:DescribeDBInstances', Resource: everything };
  return { Version: '2012-10-17', Statement: statements.map((statement) => ({ ...common, ...statement })) };
}

async function rigWith(...statements: readonly Partial<PolicyStatement>[]): Promise<Rig> {
  const rig = await startRig();
  addDbInstance(rig.world, { identifier: 'orders', region });
  attachPolicy(rig.world, operator, policyOf(...statements));
  return rig;
}

function describeInstances(rig: Rig, place = region) {
  return new RDSClient(rig.aws(place)).send(new DescribeDBInstancesCommand({}));
}

function stop(rig: Rig, name: string) {
  return new RDSClient(rig.aws(region)).send(new StopDBInstanceCommand({ DBInstanceIdentifier: name }));
}

const denied = { name: expect.stringMatching(/^AccessDenied/) as unknown };

describe('a principal with a policy', () => {
  it('may do what the policy allows, and is told in the words of IAM what else it may not', async () => {
    const rig = await rigWith({});
    expect((await describeInstances(rig)).DBInstances).toHaveLength(1);
    await expect(stop(rig, 'orders')).rejects.toMatchObject({
      ...denied,
      message: `User: ${operator} is not authorized to perform: rds:StopDBInstance on resource: arn:aws:rds:${region}:111122223333:db:orders because no identity-based policy allows the rds:StopDBInstance action`,
    });
    expect(rig.world.regions.get(region)?.dbInstances.get('orders')?.status).toBe('available');
  });

  it.each([
    ['an exact ARN', `arn:aws:rds:${region}:111122223333:db:orders`, true],
    ['* for any characters, also across colons', 'arn:aws:rds:*:orders', true],
    ['? for exactly one character', `arn:aws:rds:${region}:111122223333:db:order?`, true],
    ['? for no more than one character', `arn:aws:rds:${region}:111122223333:db:orde?`, false],
    ['a dot for a dot only', `arn:aws:rds:${region}:111122223333:db:o.ders`, false],
    ['another region', 'arn:aws:rds:eu-west-1:111122223333:db:orders', false],
    ['the beginning of a name only with a wildcard', `arn:aws:rds:${region}:111122223333:db:ord`, false],
  ])('takes %s in a resource', async (_, Resource, allowed) => {
    const rig = await rigWith({ Action: 'rds:stopdbinstance', Resource });
    await (allowed
      ? expect(stop(rig, 'orders')).resolves.toBeDefined()
      : expect(stop(rig, 'orders')).rejects.toMatchObject(denied));
  });

  it('is stopped by an explicit deny whatever else allows the call', async () => {
    const rig = await rigWith({ Action: 'rds:*' }, { Effect: 'Deny', Action: ['rds:Stop*'] });
    await expect(describeInstances(rig)).resolves.toBeDefined();
    await expect(stop(rig, 'orders')).rejects.toThrow(
      /db:orders with an explicit deny in an identity-based policy$/,
    );
  });

  it('has all of its policies together, and none of them once they are taken away', async () => {
    const rig = await rigWith({});
    attachPolicy(rig.world, keyId, policyOf({ Action: 'rds:StopDBInstance' }));
    await expect(stop(rig, 'orders')).resolves.toBeDefined();
    await expect(describeInstances(rig)).resolves.toBeDefined();
    detachPolicies(rig.world, operator);
    await expect(describeInstances(rig)).rejects.toMatchObject(denied);
  });

  it('may always ask who it is', async () => {
    const rig = await rigWith({ Effect: 'Deny', Action: '*', Resource: '*' });
    const identity = await new STSClient(rig.aws(region)).send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe(operator);
  });
});

describe('a condition', () => {
  const metrics = (rig: Rig, place: string) =>
    new CloudWatchClient(rig.aws(place)).send(
      new GetMetricDataCommand({ StartTime: new Date(0), EndTime: new Date(60_000), MetricDataQueries: [] }),
    );

  it.each([
    ['StringEquals', { 'aws:RequestedRegion': region }],
    ['StringEquals', { 'aws:requestedregion': ['eu-central-1', region] }],
    ['StringLike', { 'aws:RequestedRegion': 'eu-*-2' }],
    ['StringNotEquals', { 'aws:RequestedRegion': 'eu-west-1' }],
    ['ForAnyValue:StringLike', { 'aws:RequestedRegion': ['eu-west-2'] }],
  ])('%s on the requested region allows one region only', async (operator_, keys) => {
    const statement = { Action: 'cloudwatch:GetMetricData', Resource: '*' };
    const rig = await rigWith({ ...statement, Condition: { [operator_]: keys } });
    await expect(metrics(rig, region)).resolves.toBeDefined();
    await expect(metrics(rig, 'eu-west-1')).rejects.toMatchObject(denied);
  });

  it('on a key that the request does not carry holds only where the operator says so', async () => {
    const Condition = (name: string) => ({ [name]: { 's3:prefix': 'region-failover/' } });
    const without = await rigWith({ Condition: Condition('StringEquals') });
    await expect(describeInstances(without)).rejects.toMatchObject(denied);
    const ifExists = await rigWith({ Condition: Condition('StringEqualsIfExists') });
    await expect(describeInstances(ifExists)).resolves.toBeDefined();
  });

  it('that is not simulated is refused when it is attached, and so is everything else that is not', async () => {
    const { world } = await startRig();
    const attach = (policy: object) => () => {
      attachPolicy(world, operator, policy as Policy);
    };
    expect(attach(policyOf({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }))).toThrow(
      /IpAddress/,
    );
    expect(attach({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', NotAction: 's3:*' }] })).toThrow(
      /NotAction/,
    );
    expect(attach({ Version: '2008-10-17', Statement: [] })).toThrow(/2008-10-17/);
    expect(attach(policyOf({ Sid: 'Same' }, { Sid: 'Same' }))).toThrow(/Same/);
  });
});

describe('a session of a role', () => {
  async function sessionOf(rig: Rig, policy: Policy | undefined) {
    const { Credentials } = await new STSClient(rig.aws(region)).send(
      new AssumeRoleCommand({
        RoleArn: 'arn:aws:iam::111122223333:role/failover',
        RoleSessionName: 'run',
        ...(policy === undefined ? {} : { Policy: JSON.stringify(policy) }),
      }),
    );
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    return { ...rig, aws: (place: string) => ({ ...rig.aws(place), credentials }) };
  }

  it('may do what both its role and its session policy allow', async () => {
    const rig = await startRig();
    addDbInstance(rig.world, { identifier: 'orders', region });
    const role = policyOf({ Action: ['rds:DescribeDBInstances', 'rds:StopDBInstance'] });
    attachPolicy(rig.world, 'arn:aws:iam::111122223333:role/failover', role);
    const whole = await sessionOf(rig, undefined);
    await expect(stop(whole, 'nothing')).rejects.toThrow(/nothing/);
    const narrow = await sessionOf(
      rig,
      policyOf({ Action: ['rds:DescribeDBInstances', 'rds:StartDBInstance'] }),
    );
    await expect(describeInstances(narrow)).resolves.toBeDefined();
    await expect(stop(narrow, 'orders')).rejects.toThrow(
      /because no session policy allows the rds:StopDBInstance action$/,
    );
  });

  it('is bound by its session policy also where its role may do everything', async () => {
    const rig = await startRig();
    enforcePolicies(rig.world);
    const narrow = await sessionOf(rig, policyOf({}));
    await expect(describeInstances(narrow)).resolves.toBeDefined();
    await expect(stop(narrow, 'orders')).rejects.toMatchObject(denied);
  });
});

describe('an object that is not there', () => {
  it('is told from a forbidden one only to those who may list the bucket', async () => {
    const rig = await startRig();
    addBucket(rig.world, { name: 'witness', region });
    const objects = { Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::witness/*' };
    attachPolicy(rig.world, operator, policyOf(objects));
    const s3 = new S3Client(rig.aws(region));
    const get = () => s3.send(new GetObjectCommand({ Bucket: 'witness', Key: 'lease' }));
    await expect(get()).rejects.toThrow(
      /not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::witness"/,
    );
    attachPolicy(
      rig.world,
      operator,
      policyOf({ Action: 's3:ListBucket', Resource: 'arn:aws:s3:::witness' }),
    );
    await expect(get()).rejects.toMatchObject({ name: 'NoSuchKey' });
    await s3.send(new PutObjectCommand({ Bucket: 'witness', Key: 'lease', Body: 'mine' }));
    await expect(get()).resolves.toBeDefined();
  });
});

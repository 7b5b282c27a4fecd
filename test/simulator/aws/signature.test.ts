import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { EKSClient, ListClustersCommand } from '@aws-sdk/client-eks';
import { DescribeDBInstancesCommand, PromoteReadReplicaCommand, RDSClient } from '@aws-sdk/client-rds';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import * as sts from '@aws-sdk/client-sts';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, it } from 'vitest';
import { addDbInstance } from '../../../src/simulator/builders.ts';
import { findRequests } from '../../../src/simulator/request-log.ts';
import { denyAction } from '../../../src/simulator/world.ts';
import { keyId, minutes, startRig } from './rig.ts';

const token = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

describe('signatures', () => {
  it('made with the wrong secret are refused in the shape of each protocol', async () => {
    const rig = await startRig();
    const wrong = { ...rig.aws('eu-west-2'), credentials: { accessKeyId: keyId, secretAccessKey: 'wrong' } };
    await expect(new RDSClient(wrong).send(new DescribeDBInstancesCommand({}))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      $metadata: { httpStatusCode: 403 },
    });
    await expect(new EKSClient(wrong).send(new ListClustersCommand({}))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    });
    await expect(new CloudWatchClient(wrong).send(new DescribeAlarmsCommand({}))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    });
    await expect(new S3Client(wrong).send(new ListBucketsCommand({}))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
  });

  it('with an unknown key are refused', async () => {
    const rig = await startRig();
    const unknown = {
      ...rig.aws('eu-west-2'),
      credentials: { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' },
    };
    await expect(new sts.STSClient(unknown).send(new sts.GetCallerIdentityCommand({}))).rejects.toMatchObject(
      {
        name: 'InvalidClientTokenId',
      },
    );
  });
});

describe('a presigned URL', () => {
  it('is refused in the words of S3 when its time is over', async () => {
    const rig = await startRig();
    const { region, credentials } = rig.aws('eu-west-2');
    const url = new URL(rig.simulator.url);
    const signer = new SignatureV4({ service: 's3', region, credentials, sha256: Sha256 });
    const request = {
      protocol: url.protocol,
      hostname: url.hostname,
      port: Number(url.port),
      method: 'GET',
      path: '/',
      headers: { host: url.host },
    };
    const signingDate = new Date(Date.now() - minutes(2));
    const { query } = await signer.presign(request, { expiresIn: 60, signingDate });
    url.search = new URLSearchParams(query as Record<string, string>).toString();
    const answer = await fetch(url);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toMatch(/<Code>AccessDenied<.*<Message>Request has expired</s);
  });

  it('of signature version 2, which `aws s3 presign` makes for the oldest regions, is told not to be simulated', async () => {
    const rig = await startRig();
    const answer = await fetch(
      `${rig.simulator.url}/bucket/key?AWSAccessKeyId=${keyId}&Signature=x&Expires=1`,
    );
    expect(await answer.text()).toContain('Signature version 2 is not simulated');
  });
});

describe('assumed roles', () => {
  it('sign as themselves until they expire in the world', async () => {
    const rig = await startRig();
    const client = new sts.STSClient(rig.aws('eu-west-2'));
    const RoleArn = `arn:aws:iam::${rig.world.accountId}:role/failover`;
    const given = await client.send(
      new sts.AssumeRoleCommand({ RoleArn, RoleSessionName: 'run-1', DurationSeconds: 900 }),
    );
    const credentials = {
      accessKeyId: given.Credentials?.AccessKeyId ?? '',
      secretAccessKey: given.Credentials?.SecretAccessKey ?? '',
      sessionToken: given.Credentials?.SessionToken ?? '',
    };
    const session = new sts.STSClient({ ...rig.aws('eu-west-2'), credentials });
    const identity = await session.send(new sts.GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe(`arn:aws:sts::${rig.world.accountId}:assumed-role/failover/run-1`);
    rig.step(minutes(15));
    await expect(session.send(new sts.GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'ExpiredToken',
    });
  });

  it('are given for a web identity the role trusts, in the region of the endpoint', async () => {
    const rig = await startRig();
    const role = [...rig.world.roles.values()][0];
    if (role) role.trusts = (claims) => claims['sub'] === 'repo:shop/ops:environment:production';
    const endpoint = `${rig.simulator.url}/region/eu-west-2`;
    const client = new sts.STSClient({ ...rig.aws('eu-west-2'), endpoint });
    const ask = (sub: string) =>
      client.send(
        new sts.AssumeRoleWithWebIdentityCommand({
          RoleArn: role?.arn,
          RoleSessionName: 'run-1',
          WebIdentityToken: token({ sub, iss: 'https://issuer.example', aud: 'sts.amazonaws.com' }),
        }),
      );
    expect((await ask('repo:shop/ops:environment:production')).Credentials?.AccessKeyId).toMatch(/^ASIA/);
    expect(findRequests(rig.simulator.log).at(-1)).toMatchObject({ service: 'sts', region: 'eu-west-2' });
    await expect(ask('repo:other/ops:environment:production')).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    });
  });
});

describe('permissions', () => {
  it('are refused with the sentence AWS uses, naming action and resource', async () => {
    const rig = await startRig();
    addDbInstance(rig.world, { identifier: 'db', region: 'eu-west-2' });
    denyAction(rig.world, 'rds:PromoteReadReplica');
    const error = await new RDSClient(rig.aws('eu-west-2'))
      .send(new PromoteReadReplicaCommand({ DBInstanceIdentifier: 'db' }))
      .catch((problem: unknown) => problem);
    expect(error).toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::${rig.world.accountId}:user/operator is not authorized to perform: rds:PromoteReadReplica on resource: arn:aws:rds:eu-west-2:${rig.world.accountId}:db:db because no identity-based policy allows the rds:PromoteReadReplica action`,
    });
  });

  it('are asked of the policy hook for every action', async () => {
    const rig = await startRig();
    const asked: string[] = [];
    rig.world.authorize = (request) => {
      asked.push(request.action);
      return request.action === 'eks:ListClusters'
        ? { allowed: false, because: 'of the session policy' }
        : { allowed: true };
    };
    await expect(new EKSClient(rig.aws('eu-west-2')).send(new ListClustersCommand({}))).rejects.toMatchObject(
      {
        name: 'AccessDeniedException',
        message: expect.stringContaining('because of the session policy') as string,
      },
    );
    await new S3Client(rig.aws('eu-west-2')).send(new ListBucketsCommand({}));
    expect(asked).toEqual(['eks:ListClusters', 's3:ListAllMyBuckets']);
  });
});

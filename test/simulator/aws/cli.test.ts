import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  addBucket,
  addDbInstance,
  addHostedZone,
  addLoadBalancer,
  addReplica,
} from '../../../src/simulator/builders.ts';
import { keyId, minutes, secret, startOfTime, startRig } from './rig.ts';
import type { Rig } from './rig.ts';

const run = promisify(execFile);
const version = spawnSync('aws', ['--version'], { encoding: 'utf8' });
const installed = version.status === 0;
if (!installed) console.log('Skipped: the aws command is not installed, so the CLI tests cannot run.');

async function aws(rig: Rig, region: string, args: string[]): Promise<unknown> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '',
    AWS_ACCESS_KEY_ID: keyId,
    AWS_SECRET_ACCESS_KEY: secret,
    AWS_ENDPOINT_URL: rig.simulator.url,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
  };
  const { stdout } = await run('aws', ['--region', region, '--output', 'json', ...args], { env });
  return stdout.trim() === '' ? undefined : (JSON.parse(stdout) as unknown);
}

describe.skipIf(!installed)('the aws command', { timeout: 120_000 }, () => {
  it('promotes a replica, waits for it and reads its lag', async () => {
    const rig = await startRig();
    const source = addDbInstance(rig.world, { identifier: 'db', region: 'eu-west-1' });
    addReplica(rig.world, source, { identifier: 'db-replica', region: 'eu-west-2' });
    const named = ['--db-instance-identifier', 'db-replica'];
    rig.step(minutes(3));
    const window = [
      '--start-time',
      new Date(startOfTime).toISOString(),
      '--end-time',
      '2026-11-02T09:03:00Z',
    ];
    const lag = await aws(rig, 'eu-west-2', [
      ...['cloudwatch', 'get-metric-statistics', '--namespace', 'AWS/RDS', '--metric-name', 'ReplicaLag'],
      ...[
        '--dimensions',
        'Name=DBInstanceIdentifier,Value=db-replica',
        '--period',
        '60',
        '--statistics',
        'Average',
      ],
      ...window,
    ]);
    expect(lag).toMatchObject({ Datapoints: [{ Unit: 'Seconds' }, {}, {}] });
    await aws(rig, 'eu-west-2', ['rds', 'promote-read-replica', ...named]);
    await aws(rig, 'eu-west-2', ['rds', 'wait', 'db-instance-available', ...named]);
    rig.step(minutes(6));
    const query = ['--query', 'DBInstances[0].[DBInstanceStatus,ReadReplicaSourceDBInstanceIdentifier]'];
    const found = await aws(rig, 'eu-west-2', ['rds', 'describe-db-instances', ...named, ...query]);
    expect(found).toEqual(['available', null]);
  });

  it('gives an instance another class', async () => {
    const rig = await startRig();
    addDbInstance(rig.world, { identifier: 'db', region: 'eu-west-2' });
    const named = ['--db-instance-identifier', 'db'];
    const wanted = ['--db-instance-class', 'db.r6g.large', '--apply-immediately'];
    const query = (path: string) => [
      '--query',
      `${path}.[DBInstanceStatus,DBInstanceClass,PendingModifiedValues.DBInstanceClass]`,
    ];
    await aws(rig, 'eu-west-2', ['rds', 'modify-db-instance', ...named, ...wanted]);
    const look = ['rds', 'describe-db-instances', ...named, ...query('DBInstances[0]')];
    expect(await aws(rig, 'eu-west-2', look)).toEqual(['modifying', 'db.t3.medium', 'db.r6g.large']);
    rig.step(minutes(9));
    expect(await aws(rig, 'eu-west-2', look)).toEqual(['available', 'db.r6g.large', null]);
  });

  it('changes a record and puts an object', async () => {
    const rig = await startRig();
    const zone = addHostedZone(rig.world, { name: 'example.com' });
    const target = addLoadBalancer(rig.world, { name: 'web', region: 'eu-west-2' });
    const bucket = addBucket(rig.world, { name: 'media', region: 'eu-west-2' });
    const AliasTarget = {
      HostedZoneId: target.hostedZoneId,
      DNSName: target.dnsName,
      EvaluateTargetHealth: true,
    };
    const record = { Name: 'api.example.com', Type: 'A', AliasTarget };
    const batch = JSON.stringify({ Changes: [{ Action: 'UPSERT', ResourceRecordSet: record }] });
    const changed = await aws(rig, 'us-east-1', [
      ...['route53', 'change-resource-record-sets', '--hosted-zone-id', zone.id, '--change-batch', batch],
    ]);
    expect(changed).toMatchObject({ ChangeInfo: { Status: 'PENDING' } });
    expect(zone.records).toMatchObject([
      { Name: 'api.example.com.', AliasTarget: { EvaluateTargetHealth: true } },
    ]);
    const at = ['--bucket', 'media', '--key', 'stop'];
    await aws(rig, 'eu-west-2', [
      's3api',
      'put-object',
      ...at,
      '--body',
      'package.json',
      '--if-none-match',
      '*',
    ]);
    expect(bucket.objects.get('stop')?.body.toString()).toContain('"name"');
    const again = aws(rig, 'eu-west-2', ['s3api', 'put-object', ...at, '--if-none-match', '*']);
    await expect(again).rejects.toThrow(/PreconditionFailed/);
    const listed = await aws(rig, 'eu-west-2', ['s3api', 'list-objects-v2', '--bucket', 'media']);
    expect(listed).toMatchObject({ Contents: [{ Key: 'stop' }] });
    const location = await aws(rig, 'eu-west-2', ['s3api', 'get-bucket-location', '--bucket', 'media']);
    expect(location).toEqual({ LocationConstraint: 'eu-west-2' });
    const elsewhere = aws(rig, 'eu-west-2', ['ec2', 'describe-instances']);
    await expect(elsewhere).rejects.toThrow(/NotSimulated.*ec2 is not simulated/s);
  });
});

import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import * as rds from '@aws-sdk/client-rds';
import { describe, expect, it } from 'vitest';
import { addDbCluster, addGlobalCluster } from '../../../src/simulator/aurora-builders.ts';
import { setRegionCondition } from '../../../src/simulator/world.ts';
import { keyId, minutes, secret, startOfTime, startRig } from './rig.ts';

async function withDatabase() {
  const rig = await startRig();
  const writer = addDbCluster(rig.world, { identifier: 'main-home', region: 'eu-central-1' });
  const secondary = addDbCluster(rig.world, { identifier: 'main-away', region: 'eu-west-1' });
  addGlobalCluster(rig.world, 'main', [writer, secondary]);
  const clients = {
    home: new rds.RDSClient(rig.aws('eu-central-1')),
    away: new rds.RDSClient(rig.aws('eu-west-1')),
  };
  const members = async (client: rds.RDSClient) => {
    const found = await client.send(
      new rds.DescribeGlobalClustersCommand({ GlobalClusterIdentifier: 'main' }),
    );
    const [global] = found.GlobalClusters ?? [];
    return {
      status: global?.Status,
      state: global?.FailoverState?.Status,
      writers: global?.GlobalClusterMembers?.filter(({ IsWriter }) => IsWriter).map(
        ({ DBClusterArn }) => DBClusterArn,
      ),
    };
  };
  return { rig, writer, secondary, clients, members };
}

const move = (arn: string) => ({ GlobalClusterIdentifier: 'main', TargetDbClusterIdentifier: arn });

describe('an Aurora global database', () => {
  it('switches over only where its primary is, and then exchanges the roles', async () => {
    const { rig, secondary, writer, clients, members } = await withDatabase();
    const command = new rds.SwitchoverGlobalClusterCommand(move(secondary.arn));
    await expect(clients.away.send(command)).rejects.toBeInstanceOf(rds.InvalidGlobalClusterStateFault);
    await clients.home.send(command);
    expect(await members(clients.away)).toMatchObject({ status: 'available', writers: [writer.arn] });
    rig.step(7_000);
    expect(await members(clients.away)).toMatchObject({ status: 'switching-over', state: 'switching-over' });
    await expect(clients.home.send(command)).rejects.toBeInstanceOf(rds.InvalidGlobalClusterStateFault);
    rig.step(minutes(2));
    expect(await members(clients.home)).toEqual({ status: 'available', writers: [secondary.arn] });
    expect([writer.writable, secondary.writable]).toEqual([false, true]);
  });

  it('fails over without its primary, which it takes back when that has returned', async () => {
    const { rig, secondary, writer, clients, members } = await withDatabase();
    setRegionCondition(rig.world, 'eu-central-1', 'dark');
    const both = { ...move(secondary.arn), AllowDataLoss: true, Switchover: true };
    await expect(clients.away.send(new rds.FailoverGlobalClusterCommand(both))).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    });
    await clients.away.send(
      new rds.FailoverGlobalClusterCommand({ ...move(secondary.arn), AllowDataLoss: true }),
    );
    rig.step(minutes(4));
    expect(await members(clients.away)).toEqual({ status: 'available', writers: [secondary.arn] });
    setRegionCondition(rig.world, 'eu-central-1', 'healthy');
    expect([writer.status, writer.writable]).toEqual(['modifying', false]);
    rig.step(minutes(16));
    rig.world.settle();
    expect(writer.status).toBe('available');
    const found = await clients.home.send(new rds.DescribeGlobalClustersCommand({}));
    expect(found.GlobalClusters?.[0]?.GlobalClusterMembers).toContainEqual(
      expect.objectContaining({ DBClusterArn: writer.arn, SynchronizationStatus: 'connected' }),
    );
  });

  it('deletes no member, and no cluster that has instances', async () => {
    const { rig, secondary, clients } = await withDatabase();
    const remove = new rds.DeleteDBClusterCommand({
      DBClusterIdentifier: 'main-away',
      SkipFinalSnapshot: true,
    });
    await expect(clients.away.send(remove)).rejects.toThrow(/part of a global cluster/);
    const detach = { GlobalClusterIdentifier: 'main', DbClusterIdentifier: secondary.arn };
    await clients.away.send(new rds.RemoveFromGlobalClusterCommand(detach));
    rig.step(minutes(2));
    await expect(clients.away.send(remove)).rejects.toThrow(/non-deleting/);
    expect(secondary.writable).toBe(true);
  });
});

const installed = spawnSync('aws', ['--version'], { encoding: 'utf8' }).status === 0;

describe.skipIf(!installed)('the aws command', () => {
  it('reads the lag of the runbook and fails over', async () => {
    const { rig, secondary, members, clients } = await withDatabase();
    const env = {
      ...{
        PATH: process.env['PATH'] ?? '',
        HOME: process.env['HOME'] ?? '',
        AWS_CONFIG_FILE: '/dev/null',
        AWS_PAGER: '',
      },
      ...{ AWS_ACCESS_KEY_ID: keyId, AWS_SECRET_ACCESS_KEY: secret, AWS_ENDPOINT_URL: rig.simulator.url },
    };
    const aws = async (...args: string[]) => {
      const all = ['--region', 'eu-west-1', '--output', 'json', ...args];
      return JSON.parse((await promisify(execFile)('aws', all, { env })).stdout) as unknown;
    };
    rig.step(minutes(3));
    const lag = await aws(
      ...['cloudwatch', 'get-metric-statistics', '--namespace', 'AWS/RDS', '--period', '60'],
      ...['--metric-name', 'AuroraGlobalDBRPOLag', '--statistics', 'Average'],
      ...['--dimensions', 'Name=DBClusterIdentifier,Value=main-away', 'Name=SourceRegion,Value=eu-central-1'],
      ...['--start-time', new Date(startOfTime).toISOString(), '--end-time', '2026-11-02T09:02:00Z'],
    );
    expect(lag).toMatchObject({ Datapoints: [{ Unit: 'Milliseconds', Average: 120 }, {}] });
    const named = ['--global-cluster-identifier', 'main', '--target-db-cluster-identifier', secondary.arn];
    await aws('rds', 'failover-global-cluster', ...named, '--allow-data-loss');
    rig.step(minutes(4));
    expect((await members(clients.away)).writers).toEqual([secondary.arn]);
  });
});

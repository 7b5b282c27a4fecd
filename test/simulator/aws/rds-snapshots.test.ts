import * as rds from '@aws-sdk/client-rds';
import { describe, expect, it } from 'vitest';
import { addDbInstance } from '../../../src/simulator/builders.ts';
import { startRig } from './rig.ts';

async function withSnapshot() {
  const rig = await startRig();
  addDbInstance(rig.world, { identifier: 'orders', region: 'eu-west-2' });
  const away = new rds.RDSClient(rig.aws('eu-west-2'));
  const home = new rds.RDSClient(rig.aws('eu-west-1'));
  const snapshot = { DBInstanceIdentifier: 'orders', DBSnapshotIdentifier: 'orders-1' };
  await away.send(new rds.CreateDBSnapshotCommand(snapshot));
  return { rig, away, home, snapshot };
}

const arn = 'arn:aws:rds:eu-west-2:111122223333:snapshot:orders-1';
const copy = {
  SourceDBSnapshotIdentifier: arn,
  TargetDBSnapshotIdentifier: 'orders-1',
  KmsKeyId: 'alias/aws/rds',
};

describe('snapshots of a database', () => {
  it('keep the instance busy until they are taken, and have one name each', async () => {
    const { rig, away, snapshot } = await withSnapshot();
    const status = async () =>
      (await away.send(new rds.DescribeDBInstancesCommand())).DBInstances?.[0]?.DBInstanceStatus;
    expect(await status()).toBe('backing-up');
    await expect(away.send(new rds.CreateDBSnapshotCommand(snapshot))).rejects.toBeInstanceOf(
      rds.DBSnapshotAlreadyExistsFault,
    );
    rig.step(rig.world.timings.createSnapshotMs);
    expect(await status()).toBe('available');
  });

  it('are copied to another region when they are available, and with a key of that region only', async () => {
    const { rig, home } = await withSnapshot();
    await expect(home.send(new rds.CopyDBSnapshotCommand(copy))).rejects.toBeInstanceOf(
      rds.InvalidDBSnapshotStateFault,
    );
    rig.step(rig.world.timings.createSnapshotMs);
    await expect(
      home.send(new rds.CopyDBSnapshotCommand({ ...copy, KmsKeyId: undefined })),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await home.send(new rds.CopyDBSnapshotCommand(copy));
    rig.step(rig.world.timings.copySnapshotMs);
    const { DBSnapshots } = await home.send(new rds.DescribeDBSnapshotsCommand({}));
    expect(DBSnapshots).toMatchObject([
      { DBSnapshotIdentifier: 'orders-1', Status: 'available', SourceDBSnapshotIdentifier: arn },
    ]);
  });

  it('become an instance of its own that accepts writes', async () => {
    const { rig, home } = await withSnapshot();
    rig.step(rig.world.timings.createSnapshotMs);
    await home.send(new rds.CopyDBSnapshotCommand(copy));
    rig.step(rig.world.timings.copySnapshotMs);
    const restore = { DBInstanceIdentifier: 'orders-home', DBSnapshotIdentifier: 'orders-1' };
    await home.send(new rds.RestoreDBInstanceFromDBSnapshotCommand(restore));
    rig.step(rig.world.timings.createDbInstanceMs);
    rig.world.settle();
    expect(rig.world.regions.get('eu-west-1')?.dbInstances.get('orders-home')).toMatchObject({
      status: 'available',
      writable: true,
      sourceArn: undefined,
    });
    await home.send(new rds.DeleteDBSnapshotCommand({ DBSnapshotIdentifier: 'orders-1' }));
    await expect(
      home.send(new rds.DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: 'orders-1' })),
    ).rejects.toBeInstanceOf(rds.DBSnapshotNotFoundFault);
  });
});

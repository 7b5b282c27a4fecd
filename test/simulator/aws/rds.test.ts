import * as rds from '@aws-sdk/client-rds';
import { describe, expect, it } from 'vitest';
import { addDbInstance, addReplica } from '../../../src/simulator/builders.ts';
import { lagAt, lastReplayedAt } from '../../../src/simulator/replication-lag.ts';
import { setRegionCondition } from '../../../src/simulator/world.ts';
import { minutes, startOfTime, startRig } from './rig.ts';
import type { Rig } from './rig.ts';

async function withPair() {
  const rig = await startRig();
  const primary = addDbInstance(rig.world, { identifier: 'orders-prod', region: 'eu-west-1' });
  const replica = addReplica(rig.world, primary, { identifier: 'orders-prod-replica', region: 'eu-west-2' });
  return { rig, primary, replica, client: new rds.RDSClient(rig.aws('eu-west-2')) };
}

async function look(client: rds.RDSClient, name: string) {
  const found = await client.send(new rds.DescribeDBInstancesCommand({ DBInstanceIdentifier: name }));
  const instance = found.DBInstances?.[0];
  if (!instance) throw new Error(`${name} is missing in the answer`);
  return instance;
}

const home = (rig: Rig) => new rds.RDSClient(rig.aws('eu-west-1'));

describe('a read replica', () => {
  it('names its source by ARN across regions, and the source names it', async () => {
    const { rig, primary, replica, client } = await withPair();
    expect((await look(client, 'orders-prod-replica')).ReadReplicaSourceDBInstanceIdentifier).toBe(
      primary.arn,
    );
    expect((await look(home(rig), 'orders-prod')).ReadReplicaDBInstanceIdentifiers).toEqual([replica.arn]);
    expect((await look(client, replica.arn)).DBInstanceIdentifier).toBe('orders-prod-replica');
  });

  it('still reads available with its source for some seconds after promotion was asked for', async () => {
    const { rig, replica, client } = await withPair();
    await client.send(new rds.PromoteReadReplicaCommand({ DBInstanceIdentifier: 'orders-prod-replica' }));
    rig.step(4_000);
    const early = await look(client, 'orders-prod-replica');
    expect([early.DBInstanceStatus, early.ReadReplicaSourceDBInstanceIdentifier]).toEqual([
      'available',
      replica.sourceArn,
    ]);
    rig.step(12_000);
    expect((await look(client, 'orders-prod-replica')).DBInstanceStatus).toBe('modifying');
    rig.step(minutes(5));
    const late = await look(client, 'orders-prod-replica');
    expect(late.DBInstanceStatus).toBe('available');
    expect(late.ReadReplicaSourceDBInstanceIdentifier).toBeUndefined();
    expect(replica.writable).toBe(true);
    expect((await look(home(rig), 'orders-prod')).ReadReplicaDBInstanceIdentifiers ?? []).toEqual([]);
  });

  it('cannot be promoted twice, nor a primary at all', async () => {
    const { rig, client } = await withPair();
    const promote = new rds.PromoteReadReplicaCommand({ DBInstanceIdentifier: 'orders-prod-replica' });
    await client.send(promote);
    rig.step(minutes(6));
    await expect(client.send(promote)).rejects.toBeInstanceOf(rds.InvalidDBInstanceStateFault);
  });

  it('keeps what it had replayed when the source went dark before the promotion', async () => {
    const { rig, replica, client } = await withPair();
    rig.step(minutes(10));
    setRegionCondition(rig.world, 'eu-west-1', 'dark');
    rig.step(minutes(2));
    expect(lagAt(replica, startOfTime + minutes(12))).toBe(minutes(2) + 800);
    await client.send(new rds.PromoteReadReplicaCommand({ DBInstanceIdentifier: replica.identifier }));
    rig.step(minutes(6));
    rig.world.settle();
    expect(lastReplayedAt(replica, rig.world.clock.now())).toBe(startOfTime + minutes(10) - 800);
  });

  it('drains to no lag when its source is quiet, and stays promotable', async () => {
    const { rig, primary, replica } = await withPair();
    primary.writing = false;
    rig.world.settle();
    rig.step(5_000);
    expect(lagAt(replica, rig.world.clock.now())).toBe(0);
  });

  it('is made in another region from the source ARN in twenty minutes', async () => {
    const { rig, replica, client } = await withPair();
    await client.send(new rds.PromoteReadReplicaCommand({ DBInstanceIdentifier: 'orders-prod-replica' }));
    rig.step(minutes(6));
    const back = home(rig);
    await back.send(
      new rds.CreateDBInstanceReadReplicaCommand({
        DBInstanceIdentifier: 'orders-back',
        SourceDBInstanceIdentifier: replica.arn,
      }),
    );
    expect((await look(back, 'orders-back')).DBInstanceStatus).toBe('creating');
    rig.step(minutes(20));
    expect(await look(back, 'orders-back')).toMatchObject({
      DBInstanceStatus: 'available',
      ReadReplicaSourceDBInstanceIdentifier: replica.arn,
    });
  });
});

describe('an instance', () => {
  it('answers a name it does not know with the typed exception', async () => {
    const { client } = await withPair();
    const error = await look(client, 'nothing').catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(rds.DBInstanceNotFoundFault);
    expect(error).toMatchObject({
      message: 'DBInstance nothing not found.',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('is listed in pages and by a filter of many ids', async () => {
    const { rig, client } = await withPair();
    for (const name of ['a', 'b', 'c']) addDbInstance(rig.world, { identifier: name, region: 'eu-west-2' });
    const names: (string | undefined)[] = [];
    const pages = rds.paginateDescribeDBInstances({ client, pageSize: 3 }, {});
    for await (const page of pages)
      names.push(...(page.DBInstances ?? []).map((found) => found.DBInstanceIdentifier));
    expect(names).toEqual(['a', 'b', 'c', 'orders-prod-replica']);
    const filtered = await client.send(
      new rds.DescribeDBInstancesCommand({ Filters: [{ Name: 'db-instance-id', Values: ['a', 'c'] }] }),
    );
    expect(filtered.DBInstances?.map((found) => found.DBInstanceIdentifier)).toEqual(['a', 'c']);
    const unknown = new rds.DescribeDBInstancesCommand({ Filters: [{ Name: 'colour', Values: ['a'] }] });
    await expect(client.send(unknown)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('can be renamed, and its replicas follow', async () => {
    const { rig, replica } = await withPair();
    const client = home(rig);
    await client.send(
      new rds.ModifyDBInstanceCommand({
        DBInstanceIdentifier: 'orders-prod',
        NewDBInstanceIdentifier: 'orders-old',
        ApplyImmediately: true,
      }),
    );
    expect((await look(client, 'orders-prod')).DBInstanceStatus).toBe('renaming');
    rig.step(minutes(1));
    expect((await look(client, 'orders-old')).Endpoint?.Address).toMatch(/^orders-old\./);
    expect(replica.sourceArn).toMatch(/:db:orders-old$/);
  });

  it('with a replica refuses to stop; without one it stops, starts, reboots and is deleted', async () => {
    const { rig, client } = await withPair();
    await expect(
      home(rig).send(new rds.StopDBInstanceCommand({ DBInstanceIdentifier: 'orders-prod' })),
    ).rejects.toBeInstanceOf(rds.InvalidDBInstanceStateFault);
    const alone = addDbInstance(rig.world, {
      identifier: 'alone',
      region: 'eu-west-2',
      tags: { team: 'shop' },
    });
    const named = { DBInstanceIdentifier: 'alone' };
    await client.send(new rds.StopDBInstanceCommand(named));
    rig.step(minutes(2));
    expect((await look(client, 'alone')).DBInstanceStatus).toBe('stopped');
    await client.send(new rds.StartDBInstanceCommand(named));
    rig.step(minutes(4));
    await client.send(new rds.RebootDBInstanceCommand(named));
    expect((await look(client, 'alone')).DBInstanceStatus).toBe('rebooting');
    const tags = await client.send(new rds.ListTagsForResourceCommand({ ResourceName: alone.arn }));
    expect(tags.TagList).toEqual([{ Key: 'team', Value: 'shop' }]);
    await expect(client.send(new rds.DeleteDBInstanceCommand(named))).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    });
    await client.send(new rds.DeleteDBInstanceCommand({ ...named, SkipFinalSnapshot: true }));
    rig.step(minutes(3));
    await expect(look(client, 'alone')).rejects.toBeInstanceOf(rds.DBInstanceNotFoundFault);
  });

  const resize = (client: rds.RDSClient, type: string, ApplyImmediately: boolean) =>
    client.send(
      new rds.ModifyDBInstanceCommand({
        DBInstanceIdentifier: 'orders-prod-replica',
        DBInstanceClass: type,
        ApplyImmediately,
      }),
    );

  it('gets another class by a restart, and has the old one until then; twice as long in two zones', async () => {
    const { rig, replica, client } = await withPair();
    const took: number[] = [];
    for (const [zones, type] of [
      [1, 'db.r6g.large'],
      [2, 'db.t3.medium'],
    ] as const) {
      replica.multiAz = zones === 2;
      const former = replica.instanceClass;
      const answer = await resize(client, type, true);
      expect(answer.DBInstance?.PendingModifiedValues).toEqual({ DBInstanceClass: type });
      const seen = new Set<string | undefined>();
      const began = rig.world.clock.now();
      for (;;) {
        const found = await look(client, replica.identifier);
        if (found.DBInstanceStatus === 'available') {
          expect(found).toMatchObject({ DBInstanceClass: type, PendingModifiedValues: {} });
          break;
        }
        expect(found).toMatchObject({
          DBInstanceClass: former,
          PendingModifiedValues: { DBInstanceClass: type },
        });
        seen.add(found.DBInstanceStatus);
        rig.step(10_000);
      }
      took.push((rig.world.clock.now() - began) / minutes(1));
      expect([...seen]).toEqual(['modifying', 'rebooting']);
    }
    const [single = 0, double = 0] = took;
    expect(single).toBeGreaterThanOrEqual(5);
    expect(single).toBeLessThan(9);
    expect(double).toBeGreaterThan(1.9 * single);
  });

  it('falls behind while it restarts, and catches up', async () => {
    const { rig, replica, client } = await withPair();
    await resize(client, 'db.r6g.large', true);
    let most = 0;
    for (let tick = 0; tick < 60; tick += 1) {
      rig.step(10_000);
      rig.world.settle();
      most = Math.max(most, lagAt(replica, rig.world.clock.now()) ?? 0);
    }
    expect(most).toBeGreaterThan(minutes(0.8));
    expect(lagAt(replica, rig.world.clock.now())).toBe(800);
  });

  it('keeps a class for its maintenance window that is not wanted at once, and refuses what is none', async () => {
    const { rig, client } = await withPair();
    await resize(client, 'db.r6g.large', false);
    rig.step(minutes(30));
    expect(await look(client, 'orders-prod-replica')).toMatchObject({
      DBInstanceStatus: 'available',
      DBInstanceClass: 'db.t3.medium',
      PendingModifiedValues: { DBInstanceClass: 'db.r6g.large' },
    });
    await expect(resize(client, 'large', true)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await resize(client, 'db.r6g.xlarge', true);
    await expect(resize(client, 'db.r6g.large', true)).rejects.toBeInstanceOf(
      rds.InvalidDBInstanceStateFault,
    );
  });
});

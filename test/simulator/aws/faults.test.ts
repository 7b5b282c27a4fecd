import * as rds from '@aws-sdk/client-rds';
import { ListObjectVersionsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { addBucket, addDbInstance, addReplica } from '../../../src/simulator/builders.ts';
import { addFault, controlPlaneDown, removeFault } from '../../../src/simulator/faults.ts';
import { findRequests } from '../../../src/simulator/request-log.ts';
import { setRegionCondition } from '../../../src/simulator/world.ts';
import { minutes, startRig } from './rig.ts';

async function withReplica() {
  const rig = await startRig();
  const source = addDbInstance(rig.world, { identifier: 'db', region: 'eu-west-1' });
  const replica = addReplica(rig.world, source, { identifier: 'db-replica', region: 'eu-west-2' });
  const client = new rds.RDSClient(rig.aws('eu-west-2'));
  const promote = () =>
    client.send(new rds.PromoteReadReplicaCommand({ DBInstanceIdentifier: 'db-replica' }));
  const look = async () => {
    const found = await client.send(
      new rds.DescribeDBInstancesCommand({ DBInstanceIdentifier: 'db-replica' }),
    );
    return found.DBInstances?.[0];
  };
  return { rig, replica, client, promote, look, faults: rig.simulator.faults };
}

describe('faults', () => {
  it('throttle as often as told and after as many requests as told', async () => {
    const { look, faults } = await withReplica();
    addFault(faults, {
      service: 'rds',
      operation: 'DescribeDBInstances',
      after: 1,
      times: 1,
      effect: { kind: 'throttle' },
    });
    await look();
    await expect(look()).rejects.toMatchObject({ name: 'Throttling', message: 'Rate exceeded' });
    expect((await look())?.DBInstanceStatus).toBe('available');
  });

  it('drop a connection before the change, or after it', async () => {
    const { rig, promote, replica, faults } = await withReplica();
    addFault(faults, { operation: 'PromoteReadReplica', times: 1, effect: { kind: 'drop' } });
    await expect(promote()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(replica.promotedAt).toBeUndefined();
    addFault(faults, { operation: 'PromoteReadReplica', times: 1, effect: { kind: 'dropAfter' } });
    await expect(promote()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(replica.promotedAt).toBeDefined();
    expect(findRequests(rig.simulator.log, { outcome: 'dropped', mutating: true })).toHaveLength(2);
  });

  it('take a control plane down in one region until they are removed', async () => {
    const { rig, look, faults } = await withReplica();
    const id = controlPlaneDown(faults, 'rds', 'eu-west-2');
    await expect(look()).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
    const home = new rds.RDSClient(rig.aws('eu-west-1'));
    expect((await home.send(new rds.DescribeDBInstancesCommand({}))).DBInstances).toHaveLength(1);
    removeFault(faults, id);
    expect((await look())?.DBInstanceStatus).toBe('available');
  });

  it('show the databases as they were', async () => {
    const { rig, look, promote, faults } = await withReplica();
    rig.world.settle();
    rig.step(minutes(1));
    await promote();
    rig.step(minutes(6));
    addFault(faults, {
      operation: 'DescribeDBInstances',
      times: 1,
      effect: { kind: 'stale', ageMs: minutes(6) + 30_000 },
    });
    expect((await look())?.ReadReplicaSourceDBInstanceIdentifier).toBeDefined();
    expect((await look())?.ReadReplicaSourceDBInstanceIdentifier).toBeUndefined();
  });

  it('make a promotion fail for good', async () => {
    const { rig, look, promote, replica, faults } = await withReplica();
    addFault(faults, {
      operation: 'PromoteReadReplica',
      effect: { kind: 'fail', status: 'incompatible-restore' },
    });
    await promote();
    rig.step(minutes(6));
    expect((await look())?.DBInstanceStatus).toBe('incompatible-restore');
    expect(replica.writable).toBe(false);
  });
});

describe('regions', () => {
  it('do not answer when dark, and others go on', async () => {
    const { rig, look } = await withReplica();
    setRegionCondition(rig.world, 'eu-west-1', 'dark');
    const home = new rds.RDSClient(rig.aws('eu-west-1'));
    await expect(home.send(new rds.DescribeDBInstancesCommand({}))).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
    expect((await look())?.DBInstanceStatus).toBe('available');
  });

  it('refuse every second change when degraded', async () => {
    const rig = await startRig();
    addBucket(rig.world, { name: 'b', region: 'eu-west-1' });
    setRegionCondition(rig.world, 'eu-west-1', 'degraded');
    const client = new S3Client(rig.aws('eu-west-1'));
    const put = () =>
      client.send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'x' })).then(
        () => 'ok',
        () => 'refused',
      );
    expect([await put(), await put(), await put(), await put()]).toEqual(['ok', 'refused', 'ok', 'refused']);
  });
});

describe('what is not simulated', () => {
  it('says so by name and lists what is, in the query protocol and in REST', async () => {
    const rig = await startRig();
    addBucket(rig.world, { name: 'b', region: 'eu-west-1' });
    await expect(
      new rds.RDSClient(rig.aws('eu-west-2')).send(new rds.DescribeDBProxiesCommand({})),
    ).rejects.toMatchObject({
      name: 'NotSimulated',
      message: expect.stringMatching(
        /^rds:DescribeDBProxies is not simulated\. .*PromoteReadReplica/,
      ) as string,
      $metadata: { httpStatusCode: 501 },
    });
    const versions = new S3Client(rig.aws('eu-west-1')).send(new ListObjectVersionsCommand({ Bucket: 'b' }));
    await expect(versions).rejects.toThrow('s3:ListObjectVersions is not simulated');
  });
});

describe('the simulator’s own endpoints', () => {
  it('show requests and the clock, and take faults and region conditions', async () => {
    const { rig, look } = await withReplica();
    const at = (path: string) => `${rig.simulator.url}/_simulator/${path}`;
    const post = (path: string, body: object) =>
      fetch(at(path), { method: 'POST', body: JSON.stringify(body) });
    await look();
    const requests: unknown = await (await fetch(at('requests?service=rds'))).json();
    expect(requests).toMatchObject([
      { seq: 1, operation: 'DescribeDBInstances', region: 'eu-west-2', mutating: false, outcome: 'ok' },
    ]);
    expect(await (await fetch(at('clock'))).json()).toEqual({ now: '2026-11-02T09:00:00.000Z' });
    expect((await post('faults', { service: 'rds', times: 1, effect: { kind: 'throttle' } })).status).toBe(
      201,
    );
    await expect(look()).rejects.toMatchObject({ name: 'Throttling' });
    expect((await post('faults', { effect: { kind: 'nonsense' } })).status).toBe(400);
    expect((await post('regions/eu-west-2', { condition: 'dark' })).status).toBe(200);
    await expect(look()).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});

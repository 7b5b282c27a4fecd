import * as route53 from '@aws-sdk/client-route-53';
import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import {
  addBucket,
  addHealthCheck,
  addHostedZone,
  addLoadBalancer,
  addRecord,
} from '../../../src/simulator/builders.ts';
import { resolveRecord } from '../../../src/simulator/resolve-record.ts';
import { setRegionCondition } from '../../../src/simulator/world.ts';
import { startRig } from './rig.ts';

async function withPair() {
  const rig = await startRig();
  const { world } = rig;
  const targets = [{ id: '10.0.0.1', port: 80, health: 'healthy' as const }];
  const home = addLoadBalancer(world, { name: 'web', region: 'eu-west-1', targets });
  const standby = addLoadBalancer(world, { name: 'web', region: 'eu-west-2', targets });
  addBucket(world, { name: 'stop-signals', region: 'eu-west-2', publicRead: true });
  const check = addHealthCheck(world, {
    ...{ Type: 'HTTPS', FullyQualifiedDomainName: 'stop-signals.s3.eu-west-2.amazonaws.com' },
    ...{ ResourcePath: '/stop', Inverted: true, RequestInterval: 10, FailureThreshold: 3 },
  });
  const zone = addHostedZone(world, { name: 'example.com' });
  const alias = (target: typeof home) => ({
    AliasTarget: { DNSName: target.dnsName, HostedZoneId: target.hostedZoneId, EvaluateTargetHealth: true },
  });
  const base = { Name: 'api.example.com', Type: 'A' as const };
  addRecord(zone, {
    ...base,
    SetIdentifier: 'home',
    Failover: 'PRIMARY',
    HealthCheckId: check.id,
    ...alias(home),
  });
  addRecord(zone, { ...base, SetIdentifier: 'standby', Failover: 'SECONDARY', ...alias(standby) });
  return {
    rig,
    world,
    zone,
    home,
    standby,
    check,
    alias,
    client: new route53.Route53Client(rig.aws('us-east-1')),
  };
}

const change = (id: string, changes: route53.Change[]) =>
  new route53.ChangeResourceRecordSetsCommand({ HostedZoneId: id, ChangeBatch: { Changes: changes } });

describe('changing records', () => {
  it.each([
    ['A', 'not-an-address'],
    ['A', '2001:db8::1'],
    ['AAAA', '192.0.2.1'],
  ] as const)('refuses an %s record of %s', async (Type, Value) => {
    const { zone, client } = await withPair();
    const record = { Name: 'x.example.com', Type, TTL: 60, ResourceRecords: [{ Value }] };
    await expect(
      client.send(change(zone.id, [{ Action: 'UPSERT', ResourceRecordSet: record }])),
    ).rejects.toMatchObject({ name: 'InvalidChangeBatch' });
  });

  it('refuses a simple record beside a failover pair, in Route 53 words', async () => {
    const { zone, standby, alias, client } = await withPair();
    const simple = { Name: 'api.example.com', Type: 'A' as const, ...alias(standby) };
    const error = await client
      .send(change(zone.id, [{ Action: 'UPSERT', ResourceRecordSet: simple }]))
      .catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(route53.InvalidChangeBatch);
    expect(String(error)).toContain('cannot be created as other RRSets exist with the same name and type');
  });

  it('is all or nothing', async () => {
    const { zone, client } = await withPair();
    const txt = { Name: 'x.example.com', Type: 'TXT' as const, TTL: 60, ResourceRecords: [{ Value: '"1"' }] };
    const changes: route53.Change[] = [
      { Action: 'CREATE', ResourceRecordSet: txt },
      { Action: 'DELETE', ResourceRecordSet: { ...txt, Name: 'y.example.com' } },
    ];
    await expect(client.send(change(zone.id, changes))).rejects.toThrow(/not found/);
    expect(zone.records).toHaveLength(2);
  });

  it('is pending for thirty seconds and listed afterwards', async () => {
    const { rig, zone, client } = await withPair();
    const txt = { Name: 'x.example.com', Type: 'TXT' as const, TTL: 60, ResourceRecords: [{ Value: '"1"' }] };
    const made = await client.send(change(zone.id, [{ Action: 'CREATE', ResourceRecordSet: txt }]));
    const id = made.ChangeInfo?.Id ?? '';
    expect(made.ChangeInfo?.Status).toBe('PENDING');
    rig.step(30_000);
    expect((await client.send(new route53.GetChangeCommand({ Id: id }))).ChangeInfo?.Status).toBe('INSYNC');
    const names: unknown[] = [];
    let start: Partial<route53.ListResourceRecordSetsRequest> | undefined = {};
    while (start) {
      const command = new route53.ListResourceRecordSetsCommand({
        HostedZoneId: zone.id,
        MaxItems: 1,
        ...start,
      });
      const page: route53.ListResourceRecordSetsResponse = await client.send(command);
      names.push(
        ...(page.ResourceRecordSets ?? []).map(
          (record) => `${record.Name ?? ''} ${record.SetIdentifier ?? ''}`,
        ),
      );
      const {
        NextRecordName: StartRecordName,
        NextRecordType: StartRecordType,
        NextRecordIdentifier: StartRecordIdentifier,
      } = page;
      start = page.IsTruncated ? { StartRecordName, StartRecordType, StartRecordIdentifier } : undefined;
    }
    expect(names).toEqual(['api.example.com. home', 'api.example.com. standby', 'x.example.com. ']);
    await expect(
      client.send(change(zone.id, [{ Action: 'CREATE', ResourceRecordSet: txt }])),
    ).rejects.toThrow(/already exists/);
  });
});

describe('zones', () => {
  it('are listed, found by name and read by id', async () => {
    const { zone, client } = await withPair();
    const all = await client.send(new route53.ListHostedZonesCommand({}));
    const named = await client.send(new route53.ListHostedZonesByNameCommand({ DNSName: 'example.com' }));
    const one = await client.send(new route53.GetHostedZoneCommand({ Id: zone.id }));
    const ids = [all.HostedZones?.[0]?.Id, named.HostedZones?.[0]?.Id, one.HostedZone?.Id];
    expect(ids).toEqual(Array(3).fill(`/hostedzone/${zone.id}`));
    await expect(client.send(new route53.GetHostedZoneCommand({ Id: 'ZNONE' }))).rejects.toBeInstanceOf(
      route53.NoSuchHostedZone,
    );
  });
});

describe('health checks', () => {
  it('move DNS when the stop object appears, after interval times threshold and without Route 53', async () => {
    const { rig, world, standby } = await withPair();
    expect(resolveRecord(world, 'api.example.com', 'A')?.region).toBe('eu-west-1');
    setRegionCondition(world, 'us-east-1', 'dark');
    await new S3Client(rig.aws('eu-west-2')).send(
      new PutObjectCommand({ Bucket: 'stop-signals', Key: 'stop', Body: 'stop' }),
    );
    rig.step(29_000);
    expect(resolveRecord(world, 'api.example.com', 'A')?.region).toBe('eu-west-1');
    rig.step(1_000);
    expect(resolveRecord(world, 'api.example.com', 'A')).toMatchObject({
      region: 'eu-west-2',
      answers: standby.addresses,
      setIdentifier: 'standby',
    });
  });

  it('are created healthy, updated by version, reported and deleted', async () => {
    const { world, check, client } = await withPair();
    world.probe = () => ({ status: 200 });
    const made = await client.send(
      new route53.CreateHealthCheckCommand({
        CallerReference: 'one',
        HealthCheckConfig: {
          Type: 'HTTP',
          FullyQualifiedDomainName: 'api.example.com',
          ResourcePath: '/health',
        },
      }),
    );
    const id = made.HealthCheck?.Id ?? '';
    const updated = await client.send(
      new route53.UpdateHealthCheckCommand({ HealthCheckId: id, HealthCheckVersion: 1, Disabled: true }),
    );
    expect(updated.HealthCheck).toMatchObject({
      HealthCheckVersion: 2,
      HealthCheckConfig: { Disabled: true, ResourcePath: '/health' },
    });
    await expect(
      client.send(new route53.UpdateHealthCheckCommand({ HealthCheckId: id, HealthCheckVersion: 1 })),
    ).rejects.toBeInstanceOf(route53.HealthCheckVersionMismatch);
    const status = await client.send(new route53.GetHealthCheckStatusCommand({ HealthCheckId: id }));
    expect(status.HealthCheckObservations?.[0]?.StatusReport?.Status).toContain(
      'Success: HTTP Status Code 200',
    );
    const listed = await client.send(new route53.ListHealthChecksCommand({}));
    expect(listed.HealthChecks?.map((found) => found.Id)).toEqual([check.id, id]);
    await client.send(new route53.DeleteHealthCheckCommand({ HealthCheckId: id }));
    await expect(
      client.send(new route53.GetHealthCheckCommand({ HealthCheckId: id })),
    ).rejects.toBeInstanceOf(route53.NoSuchHealthCheck);
    await expect(
      client.send(new route53.DeleteHealthCheckCommand({ HealthCheckId: check.id })),
    ).rejects.toMatchObject({ name: 'HealthCheckInUse' });
    const tags = await client.send(
      new route53.ListTagsForResourceCommand({ ResourceType: 'healthcheck', ResourceId: check.id }),
    );
    expect(tags.ResourceTagSet?.ResourceId).toBe(check.id);
  });
});

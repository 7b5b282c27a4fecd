import * as accelerator from '@aws-sdk/client-global-accelerator';
import * as route53 from '@aws-sdk/client-route-53';
import * as recovery from '@aws-sdk/client-route53-recovery-cluster';
import { describe, expect, it } from 'vitest';
import { s3control } from '../../../src/aws/services/s3control.ts';
import { addHealthCheck, addHostedZone, addRecord } from '../../../src/simulator/builders.ts';
import { isHealthy } from '../../../src/simulator/health-checks.ts';
import { resolveRecord } from '../../../src/simulator/resolve-record.ts';
import {
  addAccelerator,
  addMultiRegionAccessPoint,
  addRoutingControls,
} from '../../../src/simulator/traffic-builders.ts';
import { startRig } from './rig.ts';

describe('Global Accelerator', () => {
  it('turns a dial, and is deployed a while later', async () => {
    const rig = await startRig();
    const { arn, listeners } = addAccelerator(rig.world, 'web', { 'eu-west-1': 100, 'eu-west-2': 0 });
    const client = new accelerator.GlobalAcceleratorClient(rig.aws('us-west-2'));
    const ListenerArn = listeners[0]?.arn ?? '';
    const listed = await client.send(new accelerator.ListEndpointGroupsCommand({ ListenerArn }));
    const EndpointGroupArn = listed.EndpointGroups?.[1]?.EndpointGroupArn;
    const turn = (TrafficDialPercentage: number) =>
      client.send(new accelerator.UpdateEndpointGroupCommand({ EndpointGroupArn, TrafficDialPercentage }));
    await turn(60);
    const status = async () =>
      (await client.send(new accelerator.DescribeAcceleratorCommand({ AcceleratorArn: arn }))).Accelerator
        ?.Status;
    expect(await status()).toBe('IN_PROGRESS');
    rig.step(60_000);
    expect(await status()).toBe('DEPLOYED');
    await expect(turn(101)).rejects.toBeInstanceOf(accelerator.InvalidArgumentException);
    const missing = new accelerator.DescribeEndpointGroupCommand({ EndpointGroupArn: `${arn}/none` });
    await expect(client.send(missing)).rejects.toBeInstanceOf(accelerator.EndpointGroupNotFoundException);
  });
});

describe('routing controls', () => {
  it('are listed and switched, and the health checks that follow them move', async () => {
    const rig = await startRig();
    const [one, two] = addRoutingControls(rig.world, { one: 'On', two: 'Off' });
    const check = addHealthCheck(rig.world, { Type: 'RECOVERY_CONTROL', RoutingControlArn: one?.arn });
    expect(isHealthy(check)).toBe(true);
    const client = new recovery.Route53RecoveryClusterClient(rig.aws('ap-southeast-2'));
    await client.send(
      new recovery.UpdateRoutingControlStatesCommand({
        UpdateRoutingControlStateEntries: [
          { RoutingControlArn: one?.arn, RoutingControlState: 'Off' },
          { RoutingControlArn: two?.arn, RoutingControlState: 'On' },
        ],
      }),
    );
    const { RoutingControls } = await client.send(new recovery.ListRoutingControlsCommand({}));
    expect(RoutingControls?.map(({ RoutingControlState: state }) => state)).toEqual(['Off', 'On']);
    expect(isHealthy(check)).toBe(false);
    const unknown = new recovery.GetRoutingControlStateCommand({
      RoutingControlArn: `${one?.panelArn ?? ''}/routingcontrol/unknown`,
    });
    await expect(client.send(unknown)).rejects.toBeInstanceOf(recovery.ResourceNotFoundException);
  });
});

describe('Multi-Region Access Point routes', () => {
  it('change after a minute, and at least one stays active', async () => {
    const rig = await startRig();
    const { arn: Mrap } = addMultiRegionAccessPoint(rig.world, 'media', [
      { bucket: 'one', region: 'eu-west-1', dial: 100 },
      { bucket: 'two', region: 'eu-west-2', dial: 0 },
    ]);
    const { submitMultiRegionAccessPointRoutes: Submit, getMultiRegionAccessPointRoutes: Get } =
      s3control.commands;
    const { forcePathStyle, ...settings } = rig.aws('us-west-2');
    const client = s3control.open({
      ...{ ...settings, forcePathStyle, defaultsMode: 'standard', requestHandler: {} },
      credentials: () => Promise.resolve(settings.credentials),
    });
    const AccountId = rig.world.accountId;
    const submit = (one: number, two: number) =>
      client.send(
        new Submit({
          ...{ AccountId, Mrap },
          RouteUpdates: [
            { Bucket: 'one', TrafficDialPercentage: one },
            { Bucket: 'two', TrafficDialPercentage: two },
          ],
        }) as never,
      );
    const dials = async () => {
      const answer = (await client.send(new Get({ AccountId, Mrap }) as never)) as {
        Routes?: { TrafficDialPercentage?: number }[];
      };
      return answer.Routes?.map(({ TrafficDialPercentage: dial }) => dial);
    };
    await submit(0, 100);
    expect(await dials()).toEqual([100, 0]);
    rig.step(60_000);
    expect(await dials()).toEqual([0, 100]);
    await expect(submit(0, 0)).rejects.toMatchObject({ name: 'InvalidRequest' });
    await expect(submit(50, 50)).rejects.toMatchObject({ name: 'InvalidRequest' });
    client.destroy();
  });
});

const document = (weight: number) =>
  JSON.stringify({
    AWSPolicyFormatVersion: '2015-10-01',
    RecordType: 'A',
    StartRule: 'share',
    Endpoints: {
      one: { Type: 'value', Value: '198.51.100.1' },
      two: { Type: 'value', Value: '198.51.100.2' },
    },
    Rules: {
      share: {
        RuleType: 'weighted',
        Items: [
          { EndpointReference: 'one', Weight: String(weight) },
          { RuleReference: 'below', Weight: String(100 - weight) },
        ],
      },
      below: {
        RuleType: 'failover',
        Primary: { EndpointReference: 'two' },
        Secondary: { EndpointReference: 'one' },
      },
    },
  });

describe('traffic policies', () => {
  it('answer for a name, and go on with the former version until the new one is applied', async () => {
    const rig = await startRig();
    const zone = addHostedZone(rig.world, { name: 'example.com' });
    const client = new route53.Route53Client(rig.aws('us-east-1'));
    const made = await client.send(
      new route53.CreateTrafficPolicyCommand({ Name: 'web', Document: document(100) }),
    );
    const TrafficPolicyId = made.TrafficPolicy?.Id;
    const created = await client.send(
      new route53.CreateTrafficPolicyInstanceCommand({
        ...{ HostedZoneId: zone.id, Name: 'www.example.com', TTL: 60 },
        ...{ TrafficPolicyId, TrafficPolicyVersion: 1 },
      }),
    );
    const answer = () => resolveRecord(rig.world, 'www.example.com', 'A')?.answers;
    expect(answer()).toEqual(['198.51.100.1']);
    const next = await client.send(
      new route53.CreateTrafficPolicyVersionCommand({ Id: TrafficPolicyId, Document: document(0) }),
    );
    const Id = created.TrafficPolicyInstance?.Id;
    await client.send(
      new route53.UpdateTrafficPolicyInstanceCommand({
        ...{ Id, TTL: 60, TrafficPolicyId, TrafficPolicyVersion: next.TrafficPolicy?.Version },
      }),
    );
    expect(answer()).toEqual(['198.51.100.1']);
    rig.step(60_000);
    expect(answer()).toEqual(['198.51.100.2']);
    const seen = await client.send(new route53.GetTrafficPolicyInstanceCommand({ Id }));
    expect(seen.TrafficPolicyInstance).toMatchObject({ State: 'Applied', TrafficPolicyVersion: 2 });
    const bad = new route53.CreateTrafficPolicyVersionCommand({ Id: TrafficPolicyId, Document: '{}' });
    await expect(client.send(bad)).rejects.toBeInstanceOf(route53.InvalidTrafficPolicyDocument);
    const records = await client.send(new route53.ListResourceRecordSetsCommand({ HostedZoneId: zone.id }));
    const [first] = records.ResourceRecordSets ?? [];
    const Changes = [{ Action: 'UPSERT' as const, ResourceRecordSet: first }];
    const change = new route53.ChangeResourceRecordSetsCommand({
      HostedZoneId: zone.id,
      ChangeBatch: { Changes },
    });
    await expect(client.send(change)).rejects.toThrow(/traffic policy instance/);
  });
});

describe('latency records', () => {
  it('are answered by where the question comes from, unless that region is unhealthy', async () => {
    const rig = await startRig();
    const zone = addHostedZone(rig.world, { name: 'example.com' });
    const check = addHealthCheck(rig.world, { Type: 'HTTPS', Disabled: true }, { healthy: true });
    const latency = (Region: 'us-east-1' | 'eu-west-1', Value: string) => ({
      ...{ Name: 'api.example.com', Type: 'A' as const, SetIdentifier: Region, Region, TTL: 30 },
      ResourceRecords: [{ Value }],
    });
    addRecord(zone, { ...latency('us-east-1', '198.51.100.1'), HealthCheckId: check.id });
    addRecord(zone, latency('eu-west-1', '198.51.100.2'));
    const from = (clientRegion: string) =>
      resolveRecord(rig.world, 'api.example.com', { type: 'A', clientRegion })?.setIdentifier;
    expect([from('us-east-1'), from('eu-west-1')]).toEqual(['us-east-1', 'eu-west-1']);
    check.config = { ...check.config, Inverted: true };
    expect(from('us-east-1')).toBe('eu-west-1');
  });
});

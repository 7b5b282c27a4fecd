import { describe, expect, it } from 'vitest';
import { makeWorld } from '../../src/simulator/configured/make-world.ts';
import type { DescribedResource } from '../../src/simulator/configured/described-service.ts';
import { resolveRecord } from '../../src/simulator/resolve-record.ts';
import { createWorld, regionOf } from '../../src/simulator/world.ts';

const [home, standby] = ['eu-west-1', 'eu-west-2'];

/** A world of these resources and what it says of itself. */
function worldOf(...resources: readonly (Partial<DescribedResource> & { kind: string })[]) {
  const world = createWorld({ now: () => Date.parse('2026-03-02T09:00:00Z') });
  const described = resources.map((each) => ({ id: each.kind, spec: {}, regional: {}, ...each }));
  const made = makeWorld(world, { service: 'shop', regions: [home, standby], resources: described });
  return { world, ...made };
}

const dns = (more: Partial<DescribedResource['spec']>): DescribedResource => ({
  ...{ id: 'dns', kind: 'route53-record' },
  spec: {
    zone: 'Z0123456789ABCDEFGHIJ',
    name: 'api.shop.example',
    type: 'A',
    ttl: 60,
    style: 'auto',
    ...more,
  },
  regional: {
    [home]: { alias: { dnsName: 'shop-1.eu-west-1.elb.amazonaws.com', hostedZoneId: 'Z32O12XQLTSW2' } },
    [standby]: { alias: { dnsName: 'shop-2.eu-west-2.elb.amazonaws.com', hostedZoneId: 'ZHURV8PSTC4K8' } },
  },
});

describe('a world made of a config', () => {
  it('names every resource of a kind that it cannot make', () => {
    const { remarks } = worldOf({ id: 'queues', kind: 'sqs-queue' });
    expect(remarks).toEqual([
      'queues (sqs-queue) is not made: no world of a config has this kind yet, and its steps find nothing.',
    ]);
  });

  it('says what runs for real, and what is not reached', () => {
    const { remarks } = worldOf({ id: 'smoke', kind: 'command' }, { id: 'desk', kind: 'webhook' });
    expect(remarks).toEqual([
      'smoke (command) runs for real; the service answers it as the http-checks expect, and other paths with 200.',
      'desk (webhook) is not called: nothing outside of the world can be reached from it.',
    ]);
  });

  it('warns of a kubeconfig file, which leads out of it', () => {
    const { remarks } = worldOf({
      ...{ id: 'web', kind: 'kubernetes-deployment' },
      spec: {
        ...{ cluster: { context: 'prod', kubeconfig: 'prod.yaml' }, namespace: 'shop', names: ['web'] },
        replicas: { active: 1, standby: 0 },
      },
    });
    expect(remarks).toEqual([
      'CAUTION: web reads prod.yaml, and a run changes what it finds there: leave out `kubeconfig` to rehearse.',
    ]);
  });

  it.each([
    ['a pair where the config leaves the style open', 'auto', ['PRIMARY', 'SECONDARY']],
    ['a pair', 'failover', ['PRIMARY', 'SECONDARY']],
    ['weights, all of them on home', 'weighted', [100, 0]],
    ['records by latency', 'latency', [home, standby]],
    ['one record', 'simple', [undefined]],
  ])('leads a name by %s', (_words, style, told) => {
    const { world } = worldOf(dns({ style }));
    const records = world.hostedZones.get('Z0123456789ABCDEFGHIJ')?.records ?? [];
    expect(records.map(({ Failover, Weight, Region }) => Failover ?? Weight ?? Region)).toEqual(told);
    expect(resolveRecord(world, 'api.shop.example', 'A')?.region).toBe(home);
  });

  it('takes a zone by its name as well', () => {
    const { world } = worldOf(dns({ zone: 'shop.example' }));
    expect([...world.hostedZones.values()].map(({ name }) => name)).toEqual(['shop.example.']);
  });

  it('follows a switch with a health check of the id that the config gives', () => {
    const { world } = worldOf(dns({ switched: [standby] }), {
      ...{ kind: 'route53-switch', spec: { healthCheck: 'stop-check', records: 'dns' } },
      regional: { [standby]: { bucket: 'shop-switch', key: 'stop' } },
    });
    expect(world.healthChecks.get('stop-check')?.config).toMatchObject({
      ...{ Inverted: true, ResourcePath: '/stop' },
      FullyQualifiedDomainName: 'shop-switch.s3.eu-west-2.amazonaws.com',
    });
    expect(world.buckets.get('shop-switch')).toMatchObject({ region: standby, publicRead: true });
  });

  it('is of the account that the ARNs of the config name', () => {
    const arn = 'arn:aws:sns:eu-west-1:999988887777:failover';
    const { world } = worldOf({ kind: 'sns', regional: { [home]: arn } });
    expect(world.accountId).toBe('999988887777');
    expect([...regionOf(world, home).watching.topics.keys()]).toEqual([arn]);
  });

  it('lets a name that no record leads anywhere follow the health of home, and says so', () => {
    const { world, remarks } = worldOf({
      ...{ id: 'health', kind: 'http-check', spec: { url: 'https://www.shop.example/health' } },
      regional: { [home]: 'shop-1.example.net', [standby]: 'shop-2.example.net' },
    });
    expect(resolveRecord(world, 'www.shop.example', 'A')?.target).toBe('shop-1.example.net');
    expect(remarks).toEqual([
      'No record in the file leads www.shop.example anywhere, which health asks: here it follows the health of eu-west-1.',
    ]);
  });
});

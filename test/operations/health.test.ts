import { describe, expect, it } from 'vitest';
import { healthOfService, healthProblems } from '../../src/operations/health-service.ts';
import {
  measurementsOf,
  prometheusText,
  publish,
  runMeasurements,
} from '../../src/operations/health-metrics.ts';
import { renderHealth } from '../../src/report/health-text.ts';
import { plainPalette } from '../../src/report/palette.ts';
import { denyAction } from '../../src/simulator/world.ts';
import { addCertificate } from '../../src/simulator/watching.ts';
import { regionOf, setRegionCondition } from '../../src/simulator/world.ts';
import { openSmallService } from './small-service.ts';

const style = { palette: plainPalette, unicode: true } as const;

describe('the health of a service', () => {
  it('tells of its parts in each region, with what they are and how long they took to answer', async () => {
    const { session } = await openSmallService();
    const [home, standby] = await healthOfService(session);
    expect(home).toMatchObject({ region: 'eu-west-1', condition: 'up', active: true, obstacles: [] });
    expect(standby).toMatchObject({ region: 'eu-west-2', condition: 'up', active: false, obstacles: [] });
    expect(standby?.services.map(({ service, state }) => `${service} ${state}`)).toEqual([
      'database healthy',
      'storage healthy',
    ]);
    for (const { responseMs } of standby?.services ?? []) expect(responseMs).toBeGreaterThanOrEqual(0);
    expect(healthProblems([home ?? expect.fail(), standby ?? expect.fail()])).toEqual([]);
  });

  it('tells a lag once, with who says so', async () => {
    const { session } = await openSmallService();
    const health = await healthOfService(session);
    const lines = renderHealth('shop', health, style).split('\n');
    const line = lines.find((each) => each.includes('orders-prod-replica')) ?? '';
    expect(line.match(/behind/g)).toHaveLength(1);
    expect(line).toMatch(/behind \(ReplicaLag[^)]*\)$/);
    const [standby] = health.slice(1);
    const resource = {
      resource: 'cache',
      state: 'ready',
      lag: { ms: undefined, source: 'no data' },
    } as const;
    const told = (summary: string) =>
      renderHealth('shop', standby ? [{ ...standby, resources: [{ ...resource, summary }] }] : [], style);
    expect(told('a copy')).toContain('a copy (lag unknown, no data)');
    expect(told('a copy, its lag is unknown (no data)')).toContain('its lag is unknown (no data)\n');
  });

  it('says of a region that is dark that it is down, and that its parts are unhealthy', async () => {
    const { session, wire } = await openSmallService();
    setRegionCondition(wire.world, 'eu-west-1', 'dark');
    const health = await healthOfService(session);
    expect(health[0]).toMatchObject({ condition: 'down', active: false });
    expect(health[0]?.services.every(({ state }) => state === 'unhealthy')).toBe(true);
    // That the replica falls behind meanwhile is no reason to stay.
    wire.advance(600_000);
    expect((await healthOfService(session)).flatMap(({ obstacles }) => obstacles)).toEqual([]);
    expect(healthProblems(health)[0]).toMatchObject({
      code: 'CHECK_FAILED',
      region: 'eu-west-1',
      found: 'down',
    });
  });

  it.each([
    [
      'a replica that is gone',
      ({ wire }: Awaited<ReturnType<typeof openSmallService>>) =>
        regionOf(wire.world, 'eu-west-2').dbInstances.delete('orders-prod-replica'),
      'orders-prod-replica',
    ],
    [
      'a permission that is missing',
      ({ wire }: Awaited<ReturnType<typeof openSmallService>>) => {
        denyAction(wire.world, 'rds:DescribeDBInstances');
      },
      'rds:DescribeDBInstances',
    ],
    [
      'a lag over the objective',
      ({ wire }: Awaited<ReturnType<typeof openSmallService>>) => {
        const replica = regionOf(wire.world, 'eu-west-2').dbInstances.get('orders-prod-replica');
        replica?.lag.push({ from: wire.now(), mode: 'stalled', lagMs: 1000 });
        if (replica !== undefined) replica.baseLagMs = 300_000;
        wire.advance(300_000);
      },
      'the objective allows 1 min 00 s',
    ],
  ])('names %s as what makes a failover impossible today', async (_name, spoil, words) => {
    const opened = await openSmallService();
    spoil(opened);
    const health = await healthOfService(opened.session);
    const sentences = health[1]?.obstacles.map(({ sentence }) => sentence) ?? [];
    expect(sentences.join('\n')).toContain(words);
    const text = renderHealth('shop', health, style);
    expect(text).toContain('What makes a failover to eu-west-2 impossible today:');
    expect(
      healthProblems(health)
        .map(({ message }) => message)
        .join('\n'),
    ).toContain('No failover to eu-west-2 today');
  });

  it('names a certificate that has ended, of the standby and not of the region that is active', async () => {
    const id = '0f1e2d3c-7777-8888-9999-000011112222';
    const arn = (region: string) => `arn:aws:acm:${region}:111122223333:certificate/${id}`;
    const block = `  certificate: { kind: acm-certificate, eu-west-1: '${arn('eu-west-1')}', eu-west-2: '${arn('eu-west-2')}' }\n`;
    const { session } = await openSmallService(block, (world) => {
      for (const region of ['eu-west-1', 'eu-west-2'])
        addCertificate(world, region, { id, domainName: 'shop.example.com', notAfter: 0 });
    });
    const [home, standby] = await healthOfService(session);
    expect(home?.obstacles).toEqual([]);
    expect(standby?.obstacles).toMatchObject([
      {
        resource: 'certificate',
        sentence: expect.stringContaining('Certificate of shop.example.com') as string,
      },
    ]);
  });
});

describe('the numbers of the health', () => {
  it('have the names of the metrics that dashboards and alarms read, and are read back in every region', async () => {
    const { session, wire } = await openSmallService();
    const measurements = [
      ...measurementsOf('shop', await healthOfService(session)),
      ...(await runMeasurements(session, 300_000)),
    ];
    const paths = new Set(measurements.map(({ namespace, name }) => `${namespace}/${name}`));
    expect([...paths].sort()).toEqual([
      'MultiRegion/Availability/Percentage',
      'MultiRegion/Failover/Count',
      'MultiRegion/HealthCheck/Success',
      'MultiRegion/Obstacle/Count',
      'MultiRegion/ReplicationLag/Milliseconds',
      'MultiRegion/ResponseTime/Milliseconds',
    ]);
    expect(await publish(session, measurements)).toEqual([]);
    for (const region of ['eu-west-1', 'eu-west-2']) {
      const api = await session.aws.cloudwatch(region);
      const { Datapoints } = await api.getMetricStatistics({
        Namespace: 'MultiRegion/ReplicationLag',
        MetricName: 'Milliseconds',
        Dimensions: [
          { Name: 'Service', Value: 'shop' },
          { Name: 'Region', Value: 'eu-west-2' },
        ],
        StartTime: new Date(wire.now() - 60_000),
        EndTime: new Date(wire.now() + 60_000),
        Period: 60,
        Statistics: ['Maximum'],
      });
      expect(Datapoints?.at(-1)).toMatchObject({ Maximum: 800, Unit: 'Milliseconds' });
    }
  });

  it('leave out a lag that nobody could tell', async () => {
    const { session, wire } = await openSmallService();
    denyAction(wire.world, 'cloudwatch:GetMetricData');
    const names = measurementsOf('shop', await healthOfService(session)).map(({ namespace }) => namespace);
    expect(names).not.toContain('MultiRegion/ReplicationLag');
  });

  it('go to the regions that answer when one does not, and that is said', async () => {
    const { session, wire } = await openSmallService();
    setRegionCondition(wire.world, 'eu-west-1', 'dark');
    const measurements = measurementsOf('shop', await healthOfService(session));
    const whole = measurements.find(
      ({ namespace, dimensions }) =>
        namespace.endsWith('HealthCheck') && Object.keys(dimensions).length === 1,
    );
    // Nobody serves: the standby being well must not hide that.
    expect(whole?.value).toBe(0);
    const [warning, ...more] = await publish(session, measurements);
    expect(warning).toContain('No metrics could be put into eu-west-1');
    expect(more).toEqual([]);
    expect(regionOf(wire.world, 'eu-west-2').metrics.length).toBeGreaterThan(0);
  });

  it('are Prometheus text with their dimensions as labels', () => {
    const common = { namespace: 'MultiRegion/HealthCheck', name: 'Success', unit: 'None' } as const;
    const text = prometheusText([
      { ...common, dimensions: { Service: 'a"b', Region: 'eu-west-1' }, value: 1 },
      { ...common, dimensions: { Service: 'a"b', Region: 'eu-west-2' }, value: 0.5 },
    ]);
    expect(text).toBe(
      [
        '# TYPE multiregion_health_check_success gauge',
        'multiregion_health_check_success{service="a\\"b",region="eu-west-1"} 1',
        'multiregion_health_check_success{service="a\\"b",region="eu-west-2"} 0.5',
        '',
      ].join('\n'),
    );
  });
});

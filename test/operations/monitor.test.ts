import { describe, expect, it } from 'vitest';
import { applyMonitoring, monitorCalls, planMonitoring } from '../../src/operations/monitor-service.ts';
import { healthOfService } from '../../src/operations/health-service.ts';
import { measurementsOf, publish } from '../../src/operations/health-metrics.ts';
import { renderMonitoring } from '../../src/report/monitor-text.ts';
import { plainPalette } from '../../src/report/palette.ts';
import { addAlarm } from '../../src/simulator/watching.ts';
import { regionOf, setRegionCondition } from '../../src/simulator/world.ts';
import { openSmallService } from './small-service.ts';

const monitoring = `monitoring:
  topics: { eu-west-1: 'arn:aws:sns:eu-west-1:111122223333:oncall', eu-west-2: 'arn:aws:sns:eu-west-2:111122223333:oncall' }
  every: 1m
  alarms:
    primary-health:
      severity: critical
      region: us-east-1
      metric: { namespace: AWS/Route53, name: HealthCheckStatus, dimensions: { HealthCheckId: abc }, statistic: Minimum }
      below: 1
`;

const graphs = `  graphs:
    - title: Requests by region
      unit: a minute
      above: 5000
      metrics:
        - namespace: AWS/ApplicationELB
          name: RequestCount
          statistic: Sum
          dimensions: { Stage: prod }
          regions: { eu-west-1: { LoadBalancer: app/a/1 }, eu-west-2: { LoadBalancer: app/b/2 } }
    - title: CPU and cost
      dashboard: recovery
      metrics:
        - { namespace: AWS/RDS, name: CPUUtilization }
        - { namespace: AWS/Billing, name: EstimatedCharges, dimensions: { Currency: USD }, period: 6h, regions: [us-east-1], label: charges }
`;

function actionsOf(items: readonly { readonly action: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { action } of items) counts[action] = (counts[action] ?? 0) + 1;
  return counts;
}

describe('the monitoring of a service', () => {
  it('is made once: alarms in every region, two dashboards, and nothing the second time', async () => {
    const { session, wire } = await openSmallService(monitoring);
    const planned = await planMonitoring(session);
    expect(wire.log.entries.filter(({ mutating }) => mutating)).toEqual([]);
    const applied = await applyMonitoring(session);
    expect(applied.problems).toEqual([]);
    expect(applied.items).toEqual(planned.items);
    expect([...wire.world.dashboards.keys()]).toEqual([
      'shop-multi-region-overview',
      'shop-disaster-recovery',
    ]);
    const names = (region: string) => [...regionOf(wire.world, region).watching.alarms.keys()];
    expect(names('eu-west-2')).toEqual(names('eu-west-1'));
    expect(names('eu-west-1')).toContain('region-failover-shop-critical-health');
    expect(names('us-east-1')).toEqual(['region-failover-shop-critical-primary-health']);
    const before = wire.log.entries.length;
    const again = await applyMonitoring(session);
    expect(actionsOf(again.items)).toEqual({ unchanged: again.items.length });
    expect(wire.log.entries.slice(before).filter(({ mutating }) => mutating)).toEqual([]);
  });

  it('draws graphs of its own beside the others, each line from the region that has the metric', async () => {
    const { session, wire } = await openSmallService(`${monitoring}${graphs}`);
    expect((await applyMonitoring(session)).problems).toEqual([]);
    const drawn = (name: string) => {
      const body = JSON.parse(wire.world.dashboards.get(name)?.body ?? '{}') as {
        widgets: { x: number; y: number; properties: { title?: string } }[];
      };
      const places = body.widgets.map(({ x, y }) => `${x} ${y}`);
      expect(new Set(places).size).toBe(places.length);
      return body.widgets.map(({ properties }) => properties);
    };
    expect(drawn('shop-multi-region-overview').at(-1)).toEqual({
      ...{ title: 'Requests by region', view: 'timeSeries', stacked: false, region: 'eu-west-2' },
      yAxis: { left: { label: 'a minute', showUnits: false } },
      annotations: { horizontal: [{ value: 5000 }] },
      metrics: [
        [
          ...['AWS/ApplicationELB', 'RequestCount', 'Stage', 'prod', 'LoadBalancer', 'app/a/1'],
          { region: 'eu-west-1', stat: 'Sum', period: 60, label: 'eu-west-1' },
        ],
        [
          ...['AWS/ApplicationELB', 'RequestCount', 'Stage', 'prod', 'LoadBalancer', 'app/b/2'],
          { region: 'eu-west-2', stat: 'Sum', period: 60, label: 'eu-west-2' },
        ],
      ],
    });
    const [cpu] = drawn('shop-disaster-recovery').slice(-1) as unknown as { metrics: unknown[][] }[];
    expect(cpu?.metrics.map((line) => (line.at(-1) as { label: string }).label)).toEqual([
      ...['eu-west-1 CPUUtilization', 'eu-west-2 CPUUtilization', 'us-east-1 charges'],
    ]);
    const again = await applyMonitoring(session);
    expect(actionsOf(again.items)).toEqual({ unchanged: again.items.length });
  });

  it('is what the declared calls allow', async () => {
    const { session, wire } = await openSmallService(monitoring);
    await applyMonitoring(session);
    const declared = monitorCalls(session.config, { changes: true }).map(
      ({ service, action, region }) => `${service}:${action} ${region}`,
    );
    const made = wire.log.entries.map(
      ({ service, operation, region }) => `${service}:${operation} ${region}`,
    );
    expect([...new Set(made)].filter((call) => !declared.includes(call))).toEqual([]);
  });

  it('says what somebody has changed, puts it right, and leaves alone what it does not know', async () => {
    const { session, wire } = await openSmallService(monitoring);
    await applyMonitoring(session);
    const { alarms } = regionOf(wire.world, 'eu-west-2').watching;
    const lag = alarms.get('region-failover-shop-critical-lag') ?? expect.fail();
    lag.threshold = 1;
    lag.alarmActions = [];
    const old = { namespace: 'A', metricName: 'b', threshold: 1 };
    addAlarm(wire.world, 'eu-west-2', { ...old, name: 'region-failover-shop-old' });
    addAlarm(wire.world, 'eu-west-2', { ...old, name: 'of-somebody-else' });
    const { items } = await planMonitoring(session);
    const text = renderMonitoring('shop', items, { palette: plainPalette, applied: false });
    expect(text).toContain('~ alarm region-failover-shop-critical-lag in eu-west-2');
    expect(text).toContain('threshold: 300000 instead of 1');
    expect(text).toContain('? alarm region-failover-shop-old in eu-west-2 (not wanted any more; left alone)');
    expect(text).toContain('To do: 0 created, 1 updated');
    expect(text).not.toContain('of-somebody-else');
    await applyMonitoring(session);
    expect(alarms.get(lag.name)?.threshold).toBe(300_000);
    expect(alarms.has('region-failover-shop-old')).toBe(true);
  });

  it('is made where a region answers, and tells of the one that does not', async () => {
    const { session, wire } = await openSmallService(monitoring);
    setRegionCondition(wire.world, 'eu-west-1', 'dark');
    const { problems } = await applyMonitoring(session);
    expect(problems.map(({ region }) => region)).toEqual(['eu-west-1']);
    expect(regionOf(wire.world, 'eu-west-2').watching.alarms.size).toBeGreaterThan(5);
    // Dashboards belong to no region: another one takes them.
    expect(wire.world.dashboards.size).toBe(2);
  });

  it('goes into alarm when the region that is active is lost, and tells the topic of its region', async () => {
    const { session, wire } = await openSmallService(monitoring);
    await applyMonitoring(session);
    const alarm = async () => {
      wire.advance(60_000);
      const api = await session.aws.cloudwatch('eu-west-2');
      const { MetricAlarms } = await api.describeAlarms({
        AlarmNames: ['region-failover-shop-critical-health'],
      });
      return MetricAlarms?.[0];
    };
    await publish(session, measurementsOf('shop', await healthOfService(session)));
    expect(await alarm()).toMatchObject({ StateValue: 'OK' });
    setRegionCondition(wire.world, 'eu-west-1', 'dark');
    await publish(session, measurementsOf('shop', await healthOfService(session)));
    expect(await alarm()).toMatchObject({
      StateValue: 'ALARM',
      AlarmActions: ['arn:aws:sns:eu-west-2:111122223333:oncall'],
    });
  });

  it.each([
    ['monitoring: { topics: { eu-west-1: "arn:aws:sns:eu-west-2:111122223333:oncall" } }', 'same region'],
    ['monitoring: { every: 90s }', 'whole minutes'],
    ['monitoring: { alarms: { a: { metric: { namespace: A, name: b } } } }', '`above` or `below`'],
  ])('refuses %s', async (line, words) => {
    await expect(openSmallService(`${line}\n`)).rejects.toThrow(words);
  });
});

import { describe, expect, it } from 'vitest';
import type { Observation, Seen } from '../../src/kinds/kind.ts';
import { cloudwatchAlarm } from '../../src/kinds/cloudwatch-alarm.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { setRegionCondition, regionOf } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import { addAlarm } from '../../src/simulator/watching.ts';
import { conforms } from './conformance.ts';
import { resourceOf } from './resource.ts';
import { awsWire, look, stepOf } from './wire.ts';
import type { Wire } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failback',
  mode: 'planned',
  fromCondition: 'up',
};

const watched = `kind: cloudwatch-alarm
verify: true
eu-west-1: [shop-5xx, shop-latency]
eu-west-2: shop-5xx
`;

const rate = `kind: cloudwatch-alarm
metric: { namespace: AWS/ApplicationELB, name: HTTPCode_Target_5XX_Count, per: RequestCount, statistic: Sum }
above: 0.05
eu-west-2: { dimensions: { LoadBalancer: app/shop-2/1 } }
`;

/** A metric of the region whose value can be set. */
function gauge(world: World, region: string, name: string): { value: number | undefined } {
  const set: { value: number | undefined } = { value: undefined };
  regionOf(world, region).metrics.push({
    namespace: 'AWS/ApplicationELB',
    metricName: name,
    dimensions: { LoadBalancer: region === 'eu-west-2' ? 'app/shop-2/1' : 'app/shop-1/1' },
    unit: 'Count',
    valueAt: () => set.value,
  });
  return set;
}

function withAlarms(world: World): void {
  for (const [region, value] of [
    ['eu-west-1', 9],
    ['eu-west-2', 1],
  ] as const) {
    gauge(world, region, 'Errors').value = value;
    const balancer = region === 'eu-west-2' ? 'app/shop-2/1' : 'app/shop-1/1';
    const metric = { namespace: 'AWS/ApplicationELB', metricName: 'Errors', threshold: 5 };
    addAlarm(world, region, { ...metric, name: 'shop-5xx', dimensions: { LoadBalancer: balancer } });
  }
}

conforms(cloudwatchAlarm, [
  {
    name: 'alarms that are to be quiet',
    goal,
    block: watched,
    open: () => awsWire(withAlarms),
    actions: ['quiet'],
  },
  {
    name: 'a guard alone',
    goal,
    block: rate,
    open: () => awsWire(() => undefined),
    actions: [],
    verifies: false,
  },
]);

async function inWorld(build: (world: World) => void, play: (wire: Wire) => Promise<void>): Promise<void> {
  const wire = await awsWire(build);
  try {
    await play(wire);
  } finally {
    await wire.close();
  }
}

describe('alarms and metrics of CloudWatch', () => {
  it('say that a region is well, or in alarm, and take an alarm in the region that is left for evidence', () =>
    inWorld(withAlarms, async (wire) => {
      const resource = resourceOf(cloudwatchAlarm, watched);
      wire.advance(180_000);
      const observation = await look(cloudwatchAlarm, resource, { wire, goal });
      expect(cloudwatchAlarm.outputs?.(resource, observation, 'eu-west-1')).toEqual({ healthy: 'no' });
      expect(cloudwatchAlarm.outputs?.(resource, observation, 'eu-west-2')).toEqual({ healthy: 'yes' });
      const assessment = cloudwatchAlarm.assess(resource, observation, goal);
      expect(assessment.condition).toMatchObject({ region: 'eu-west-1', state: 'degraded' });
      expect(assessment.condition?.evidence.join(' ')).toContain('shop-5xx is ALARM: Threshold Crossed');
      expect(assessment.notes?.[0]?.message).toContain('There is no alarm called shop-latency');
      // Quiet alarms prove nothing about a region.
      const back = { ...goal, from: 'eu-west-2', to: 'eu-west-1' };
      expect(cloudwatchAlarm.assess(resource, observation, back).condition).toBeUndefined();
    }));

  it('judge errors per request for periods one after the other, without an alarm having to exist', () =>
    inWorld(
      () => undefined,
      async (wire) => {
        const resource = resourceOf(cloudwatchAlarm, rate);
        const requests = gauge(wire.world, 'eu-west-2', 'RequestCount');
        const errors = gauge(wire.world, 'eu-west-2', 'HTTPCode_Target_5XX_Count');
        const healthy = async () => {
          const seen = await look(cloudwatchAlarm, resource, { wire, goal });
          return cloudwatchAlarm.outputs?.(resource, seen, 'eu-west-2')['healthy'];
        };
        // No traffic yet: nothing says that anything is wrong.
        expect(await healthy()).toBe('yes');
        requests.value = 100;
        wire.advance(300_000);
        // A load balancer publishes no count of errors while there are none.
        expect(await healthy()).toBe('yes');
        errors.value = 10;
        wire.advance(300_000);
        expect(await healthy()).toBe('no');
      },
    ));

  it('may count what has no data as unhealthy', () =>
    inWorld(
      () => undefined,
      async (wire) => {
        const resource = resourceOf(cloudwatchAlarm, `${rate}noData: unhealthy\n`);
        const seen = await look(cloudwatchAlarm, resource, { wire, goal });
        expect(cloudwatchAlarm.outputs?.(resource, seen, 'eu-west-2')).toEqual({ healthy: 'no' });
      },
    ));

  it('say nothing of a region that cannot be asked', () =>
    inWorld(withAlarms, async (wire) => {
      setRegionCondition(wire.world, 'eu-west-2', 'dark');
      const resource = resourceOf(cloudwatchAlarm, watched);
      const seen = await look(cloudwatchAlarm, resource, { wire, goal });
      expect(cloudwatchAlarm.outputs?.(resource, seen, 'eu-west-2')).toEqual({ healthy: undefined });
      expect(cloudwatchAlarm.verify(resource, seen, goal)[0]?.ok).toBe(false);
    }));

  const threshold = `kind: cloudwatch-alarm
metric: { namespace: Shop, name: Latency, statistic: p99, period: 1m }
above: 0.5
for: 2
verify: true
`;

  it.each([
    ['two bad periods', [0.9, 0.8], 'pending'],
    ['one bad period', [0.9, 0.2], 'done'],
    ['only one period so far', [0.9], 'done'],
    ['exactly the threshold', [0.5, 0.5], 'done'],
    ['no data', [], 'done'],
  ])('with %s a run is %3$s', (_name, values, state) => {
    const resource = resourceOf(cloudwatchAlarm, threshold);
    const points = values.map((value, index) => ({ at: 600_000 - index * 60_000, value }));
    const seen: Seen = { state: 'seen', value: { alarms: [], missing: [], points } };
    const observation: Observation = { at: 0, places: { 'eu-west-2': seen } };
    const [step] = cloudwatchAlarm.steps(resource, observation, goal);
    expect(cloudwatchAlarm.settled(stepOf(step ?? expect.fail(), resource), observation, 0).state).toBe(
      state,
    );
  });

  it('takes bad periods with a gap between them for no alarm', () => {
    const resource = resourceOf(cloudwatchAlarm, threshold);
    const points = [600_000, 480_000].map((at) => ({ at, value: 1 }));
    const seen: Seen = { state: 'seen', value: { alarms: [], missing: [], points } };
    expect(
      cloudwatchAlarm.outputs?.(resource, { at: 0, places: { 'eu-west-2': seen } }, 'eu-west-2'),
    ).toEqual({ healthy: 'yes' });
  });

  it.each(['above: 1', 'metric: { namespace: A, name: B }'])('refuses %s alone', (line) => {
    expect(() => resourceOf(cloudwatchAlarm, `kind: cloudwatch-alarm\n${line}\n`)).toThrow();
  });
});

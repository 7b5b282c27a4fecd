import { describe, expect, it } from 'vitest';
import { loadBalancerTargets } from '../../src/kinds/load-balancer-targets.ts';
import { findRequests } from '../../src/simulator/request-log.ts';
import { regionOf } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import { away, shop } from './ecs-services.ts';
import { resourceOf } from './resource.ts';
import { awsWire, look, stepOf } from './wire.ts';
import type { Wire } from './wire.ts';

const named = (healthy: string | number) =>
  resourceOf(
    loadBalancerTargets,
    `kind: load-balancer-targets\nhealthy: ${healthy}\neu-west-1: shop-targets\neu-west-2: shop-targets`,
  );

async function inShop(build: (world: World) => void, play: (wire: Wire) => Promise<void>): Promise<void> {
  const wire = await awsWire(build);
  await play(wire).finally(() => wire.close());
}

const targetsIn = ({ world }: Wire, region: string) =>
  regionOf(world, region).loadBalancers.get('shop')?.targets ?? [];

async function settled(wire: Wire, of: ReturnType<typeof named>) {
  const seen = await look(loadBalancerTargets, of, { wire, goal: away });
  const [draft] = loadBalancerTargets.steps(of, seen, away);
  if (draft === undefined) throw new Error('there is no step');
  return loadBalancerTargets.settled(stepOf(draft, of), seen, wire.now());
}

describe('the targets of a load balancer', () => {
  it('are waited for until as many as wanted are healthy', () =>
    inShop(shop(4), async (wire) => {
      for (const target of targetsIn(wire, 'eu-west-2').slice(0, 2)) target.health = 'initial';
      expect(await settled(wire, named(2))).toMatchObject({ state: 'done' });
      expect(await settled(wire, named('50%'))).toMatchObject({ state: 'done' });
      expect(await settled(wire, named('51%'))).toMatchObject({
        state: 'pending',
        note: '2 of 4 targets are healthy (2 Elb.RegistrationInProgress)',
      });
      for (const target of targetsIn(wire, 'eu-west-2').slice(0, 2)) target.health = 'draining';
      expect(await settled(wire, named('100%'))).toMatchObject({
        state: 'done',
        note: '2 of 2 targets are healthy',
      });
    }));

  it('are never enough where there is none', () =>
    inShop(shop(0), async (wire) => {
      expect(await settled(wire, named('1%'))).toMatchObject({ state: 'pending' });
    }));

  it.each([
    ['all', 6, 'up'],
    ['some', 2, 'degraded'],
    ['no', 0, 'down'],
  ])('are evidence about the region that is left: %s targets healthy', (_words, healthy, state) =>
    inShop(shop(2), async (wire) => {
      for (const target of targetsIn(wire, 'eu-west-1').slice(healthy)) target.health = 'unhealthy';
      const seen = await look(loadBalancerTargets, named('50%'), { wire, goal: away });
      expect(loadBalancerTargets.assess(named('50%'), seen, away).condition).toMatchObject({
        region: 'eu-west-1',
        state,
      });
    }),
  );

  it('guard the stages of traffic by region', () =>
    inShop(shop(2), async (wire) => {
      for (const target of targetsIn(wire, 'eu-west-2')) target.health = 'unhealthy';
      const of = named(1);
      const seen = await look(loadBalancerTargets, of, { wire, goal: away });
      const healthy = (region: string) => loadBalancerTargets.outputs?.(of, seen, region)['healthy'];
      expect([healthy('eu-west-1'), healthy('eu-west-2')]).toEqual(['yes', 'no']);
    }));

  it('need one call where the config has the ARN', () =>
    inShop(shop(2), async (wire) => {
      const arn = regionOf(wire.world, 'eu-west-2').loadBalancers.get('shop')?.targetGroupArn ?? '';
      const of = resourceOf(
        loadBalancerTargets,
        `kind: load-balancer-targets\neu-west-1: shop-targets\neu-west-2: ${arn}`,
      );
      await look(loadBalancerTargets, of, { wire, goal: away });
      const calls = findRequests(wire.log, { region: 'eu-west-2' }).map(({ operation }) => operation);
      expect(calls).toEqual(['DescribeTargetHealth']);
    }));

  it('block the plan where the group is missing', () =>
    inShop(shop(2), async (wire) => {
      const of = resourceOf(
        loadBalancerTargets,
        'kind: load-balancer-targets\neu-west-1: shop-targets\neu-west-2: nothing',
      );
      const seen = await look(loadBalancerTargets, of, { wire, goal: away });
      expect(loadBalancerTargets.assess(of, seen, away)).toMatchObject({
        state: 'blocked',
        problems: [{ code: 'RESOURCE_MISSING' }],
      });
    }));
});

import type { Goal } from '../../src/plan/plan.ts';
import { addLoadBalancer } from '../../src/simulator/builders.ts';
import { addEcsCluster, addEcsService, addScalableService } from '../../src/simulator/container-builders.ts';
import type { EcsService, ScalableTarget } from '../../src/simulator/container-resources.ts';
import { regionOf } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';

/** Away from home, which does not answer for itself any more. */
export const away: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'degraded',
};

/** Away from home as planned. */
export const planned: Goal = { ...away, mode: 'planned', fromCondition: 'up' };

/** Home again. */
export const home: Goal = { ...planned, from: 'eu-west-2', to: 'eu-west-1', operation: 'failback' };

const regions = ['eu-west-1', 'eu-west-2'];

/** A shop that runs 6 tasks at home and `standby` tasks away, with autoscaling and a load balancer in both. */
export function shop(standby: number, options: { circuitBreaker?: EcsService['circuitBreaker'] } = {}) {
  return (world: World): void => {
    regions.forEach((region, index) => {
      const balancer = addLoadBalancer(world, { name: 'shop', region });
      const cluster = addEcsCluster(world, { name: `shop-${region}`, region });
      const service = addEcsService(world, cluster, {
        name: 'shop-api',
        desired: index === 0 ? 6 : standby,
        targetGroups: [balancer.targetGroupArn],
        ...options,
      });
      addScalableService(
        world,
        service,
        index === 0 ? { min: 6, max: 12 } : { min: Math.min(2, standby), max: 6 },
      );
    });
  };
}

/** The shop's service in a region. */
export function serviceIn(world: World, region: string): EcsService {
  const service = regionOf(world, region).containers.clusters.get(`shop-${region}`)?.services.get('shop-api');
  if (service === undefined) throw new Error(`there is no shop in ${region}`);
  return service;
}

/** What autoscaling may do with the shop in a region. */
export function limitsIn(
  world: World,
  region: string,
): Pick<ScalableTarget, 'min' | 'max'> & { scheduled: boolean } {
  const [target] = [...regionOf(world, region).containers.scalableTargets.values()];
  if (target === undefined) throw new Error(`the shop is not scaled in ${region}`);
  return { min: target.min, max: target.max, scheduled: target.suspended.scheduled };
}

/** How many tasks of the shop run in a region. */
export function runningIn(world: World, region: string): number {
  return serviceIn(world, region).tasks.filter(({ status }) => status === 'RUNNING').length;
}

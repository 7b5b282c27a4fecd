import {
  addEcsCluster,
  addEcsService,
  addScalableService,
  addTaskDefinition,
} from '../container-builders.ts';
import { scalableKey } from '../container-resources.ts';
import type { ScalableTarget } from '../container-resources.ts';
import { addMetric } from '../builders.ts';
import type { LoadBalancer, World } from '../world.ts';
import { regionOf } from '../world.ts';

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Weekdays and weekends, each with bounds at home and elsewhere. */
const schedules = [
  {
    name: 'WeekdayPrimaryScale',
    schedule: 'cron(0 8 ? * MON-FRI *)',
    home: { min: 6, max: 12 },
    away: { min: 2, max: 6 },
  },
  {
    name: 'WeekendPrimaryScale',
    schedule: 'cron(0 20 ? * FRI *)',
    home: { min: 4, max: 8 },
    away: { min: 2, max: 4 },
  },
];

/** The ECS side of one region: six tasks behind its load balancer, what scales them, and what CloudWatch says of their answers. */
export function addContainers(world: World, balancer: LoadBalancer, bounds: Bounds): void {
  const { region } = balancer;
  const cluster = addEcsCluster(world, { name: `rail-backend-${region}`, region });
  const repository = `${world.accountId}.dkr.ecr.${region}.amazonaws.com/rail-backend`;
  for (const version of ['1.8.0', '1.9.0'])
    addTaskDefinition(world, region, {
      family: 'rail-backend',
      image: `${repository}:${version}`,
      environment: { ENVIRONMENT: 'production', REGION: region },
    });
  const revisions = regionOf(world, region).containers.taskDefinitions.get('rail-backend') ?? [];
  const service = addEcsService(world, cluster, {
    name: `rail-backend-${region}`,
    desired: 6,
    taskDefinition: revisions.at(-1)?.arn ?? '',
    targetGroups: [balancer.targetGroupArn],
    circuitBreaker: { enable: true, rollback: true },
  });
  // The other one of a blue and a green, which a deployment is tried out in.
  addEcsService(world, cluster, {
    name: `rail-backend-${region}-green`,
    taskDefinition: addTaskDefinition(world, region, {
      family: 'rail-backend-green',
      image: `${repository}:1.9.0`,
    }).arn,
  });
  const target = addScalableService(world, service, bounds);
  for (const { name, schedule, home, away } of schedules)
    addSchedule(world, region, { target, name, schedule, ...(bounds.min === 6 ? home : away) });
  addTrafficMetrics(world, balancer);
}

function addSchedule(
  world: World,
  region: string,
  { target, name, schedule, min, max }: Bounds & { target: ScalableTarget; name: string; schedule: string },
): void {
  const { namespace, resourceId, dimension, createdAt } = target;
  regionOf(world, region).containers.scheduledActions.set(`${scalableKey(target)}|${name}`, {
    ...{ name, namespace, resourceId, dimension, schedule, min, max, createdAt },
    arn: `arn:aws:autoscaling:${region}:${world.accountId}:scheduledAction:rail:resource/ecs/${resourceId}:scheduledActionName/${name}`,
    timezone: 'America/New_York',
  });
}

/** Requests, none of which fail, and answers within 180 ms, as long as some target answers. */
function addTrafficMetrics(world: World, balancer: LoadBalancer): void {
  const LoadBalancer = balancer.arn.replace(/^.*:loadbalancer\//, '');
  const TargetGroup = balancer.targetGroupArn.replace(/^.*:(?=targetgroup\/)/, '');
  const serving = () =>
    regionOf(world, balancer.region).condition !== 'dark' &&
    balancer.targets.some(({ health }) => health === 'healthy');
  for (const dimensions of [{ LoadBalancer }, { LoadBalancer, TargetGroup }]) {
    const common = { namespace: 'AWS/ApplicationELB', dimensions };
    const counted = { ...common, unit: 'Count' };
    addMetric(world, balancer.region, {
      ...{ ...counted, metricName: 'RequestCount' },
      valueAt: () => (serving() ? 1200 : undefined),
    });
    addMetric(world, balancer.region, {
      ...{ ...common, unit: 'Seconds', metricName: 'TargetResponseTime' },
      valueAt: () => (serving() ? 0.18 : undefined),
    });
  }
}

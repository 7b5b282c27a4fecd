import type { Problem } from '../errors.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { Goal, Lag, RegionCondition } from '../plan/plan.ts';
import { regionCondition } from '../plan/region-condition.ts';
import { refuseWithoutCredentials } from './credentials-check.ts';
import {
  assessAll,
  isActive,
  obstaclesTo,
  servicesIn,
  type Obstacle,
  type ServiceHealth,
} from './region-health.ts';
import type { Session } from './session.ts';
import { lookTimed } from './timed-look.ts';

/** What is known of one region and of what it would take over. */
export interface RegionHealth {
  readonly region: Region;
  readonly condition: RegionCondition;
  readonly evidence: readonly string[];
  /** Whether the data of the service is written there already. */
  readonly active: boolean;
  /** API, database, cache, storage and secrets, as far as the service has them. */
  readonly services: readonly ServiceHealth[];
  readonly resources: readonly {
    readonly resource: ResourceId;
    readonly state: 'ready' | 'done' | 'blocked';
    readonly summary: string;
    readonly lag?: Lag;
  }[];
  /** What makes a failover to this region impossible, or worth nothing, today. */
  readonly obstacles: readonly Obstacle[];
}

/** Looks at every region: does it answer, is it well, and could it take over from the first of the others? Changes nothing. */
export async function healthOfService(
  { config, registry, looking }: Session,
  signal?: AbortSignal,
): Promise<RegionHealth[]> {
  const { regions, objectives } = config;
  const observations = await lookTimed(config, looking, { regions, signal });
  refuseWithoutCredentials(observations);
  const judged = regions.map((region) => {
    const other = regions.find((candidate) => candidate !== region) ?? region;
    const goal = (from: Region, to: Region): Goal => ({
      ...{ from, to, operation: 'failover', mode: 'unplanned', fromCondition: 'up' },
    });
    const leaving = assessAll(config, registry, { observations, goal: goal(region, other) });
    const taking = assessAll(config, registry, { observations, goal: goal(other, region) });
    const assessments = leaving.map(({ assessment }) => assessment);
    const condition = regionCondition(region, assessments, observations.values());
    const active = isActive(taking, condition);
    return { region, condition, goal: goal(other, region), assessments, taking, active };
  });
  const everywhere = judged.every(({ active }) => active);
  // A replica of a region that is down falls behind by the minute, and waiting would not make it less: no reason not to fail over.
  const isDown = (region: Region): boolean =>
    judged.some((each) => each.region === region && each.condition === 'down');
  return judged.map(({ region, condition, goal, assessments, taking, active }) => ({
    region,
    condition,
    evidence: assessments.flatMap(({ condition }) =>
      condition?.region === region ? condition.evidence : [],
    ),
    active,
    services: servicesIn(region, taking, objectives.rpoMs),
    resources: taking.map(({ resource, assessment }) => ({
      resource: resource.id,
      state: assessment.state,
      summary: assessment.summary,
      ...(assessment.lag === undefined ? {} : { lag: assessment.lag }),
    })),
    // Nothing has to move to the region that is active, unless all of them are and each must stand in for another. Of one that is down
    // there is nothing more to say.
    obstacles:
      (active && !everywhere) || condition === 'down'
        ? []
        : obstaclesTo(goal, taking, isDown(goal.from) ? undefined : objectives.rpoMs),
  }));
}

/**
 * What is wrong with the health of a service. One region serves and every other answers; a warm standby whose service sleeps counts
 * as degraded, and that is how it should be.
 */
export function healthProblems(regions: readonly RegionHealth[]): readonly Problem[] {
  const down = regions.filter(({ condition }) => condition === 'down');
  const isServed = regions.some(({ condition }) => condition === 'up');
  const unwell = isServed ? down : regions;
  return [
    ...unwell.map(({ region, condition, evidence }): Problem => {
      const message = `${region} is ${condition}: ${evidence.join('; ')}`;
      return { code: 'CHECK_FAILED', region, message, expected: 'up', found: condition };
    }),
    ...regions.flatMap(({ obstacles }) =>
      obstacles.map(({ region, resource, sentence, fix }): Problem => {
        const message = `No failover to ${region} today: ${sentence}`;
        return { code: 'CHECK_FAILED', region, resource, message, fix };
      }),
    ),
  ];
}

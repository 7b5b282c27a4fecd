import { refuseWithoutCredentials } from './credentials-check.ts';
import { checkAll, withReferences, type ResourceChecks } from '../engine/check-all.ts';
import { observeAll } from '../engine/observe.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { Check, Observation } from '../kinds/kind.ts';
import type { Goal, Lag, RegionCondition } from '../plan/plan.ts';
import { isOf } from '../plan/graph.ts';
import { regionCondition } from '../plan/region-condition.ts';
import type { Session } from './session.ts';

/** Checks every post-condition of "`to` is active": the same ones that a run ends with. Changes nothing. */
export async function verifyService(
  { config, registry, looking }: Session,
  goal: Goal,
  only: readonly string[],
): Promise<ResourceChecks[]> {
  const chosen = config.resources.filter(
    (resource) => only.length === 0 || only.some((name) => isOf(resource.id, name)),
  );
  const resources = withReferences(config, registry, chosen);
  const observations = await observeAll({ ...config, resources }, looking, {
    regions: [goal.from, goal.to],
    tries: 3,
  });
  refuseWithoutCredentials(observations);
  const wanted = new Set(chosen.map(({ id }) => id));
  return checkAll(resources, observations, { registry, goal })
    .filter(({ resource }) => wanted.has(resource))
    .map((each) => ({
      ...each,
      checks: [...unseen(observations.get(each.resource), [goal.to, 'global']), ...each.checks],
    }));
}

/** A check that could not be made has not passed. */
function unseen(observation: Observation | undefined, places: readonly string[]): Check[] {
  return places.flatMap((place) => {
    const seen = observation?.places[place];
    return seen?.state === 'failed'
      ? [
          {
            name: `can be looked at in ${place}`,
            ok: false,
            expected: 'an answer',
            found: seen.problem.message,
          },
        ]
      : [];
  });
}

/** What is known of one region and of what it would take over. */
export interface RegionHealth {
  readonly region: Region;
  readonly condition: RegionCondition;
  readonly evidence: readonly string[];
  readonly resources: readonly {
    readonly resource: ResourceId;
    readonly state: 'ready' | 'done' | 'blocked';
    readonly summary: string;
    readonly lag?: Lag;
  }[];
}

/** Looks at every region: does it answer, and could it take over from the first of the others? Changes nothing. */
export async function healthOfService({ config, registry, looking }: Session): Promise<RegionHealth[]> {
  const observations = await observeAll(config, looking, { regions: config.regions, tries: 2 });
  refuseWithoutCredentials(observations);
  return config.regions.map((region) => {
    const other = config.regions.find((candidate) => candidate !== region) ?? region;
    const assess = (goal: Goal) =>
      config.resources.flatMap((resource) => {
        const assessment = registry
          .get(resource.kind)
          ?.assess(resource, observations.get(resource.id) ?? { at: 0, places: {} }, goal);
        return assessment === undefined ? [] : [{ resource, assessment }];
      });
    const leaving = assess({ from: region, to: other, mode: 'unplanned', fromCondition: 'up' });
    const conditions = leaving.flatMap(({ assessment }) =>
      assessment.condition?.region === region ? [assessment.condition] : [],
    );
    const condition = regionCondition(
      region,
      leaving.map(({ assessment }) => assessment),
      observations.values(),
    );
    const taking = assess({ from: other, to: region, mode: 'unplanned', fromCondition: 'up' });
    return {
      region,
      condition,
      evidence: conditions.flatMap(({ evidence }) => evidence),
      resources: taking.map(({ resource, assessment }) => ({
        resource: resource.id,
        state: assessment.state,
        summary: assessment.summary,
        ...(assessment.lag === undefined ? {} : { lag: assessment.lag }),
      })),
    };
  });
}

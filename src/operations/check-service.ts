import { refuseWithoutCredentials } from './credentials-check.ts';
import { checkAll, withReferences, type ResourceChecks } from '../engine/check-all.ts';
import { observeAll } from '../engine/observe.ts';
import type { Check, Observation } from '../kinds/kind.ts';
import type { Goal } from '../plan/plan.ts';
import { isOf } from '../plan/graph.ts';
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

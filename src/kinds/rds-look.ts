import type { Region, ResourceId } from '../ids.ts';
import type { Observation, ObserveContext, Seen } from './kind.ts';
import { leftoversOf } from './rds-aside.ts';
import type { Leftover } from './rds-aside.ts';
import { describeDatabases, listDatabases, withMetrics } from './rds-database.ts';
import type { RdsDatabase } from './rds-database.ts';
import { describeSnapshots, isSnapshotStep } from './rds-snapshot.ts';
import type { RdsSnapshot } from './rds-snapshot.ts';
import { idIn } from './rds-spec.ts';
import type { RdsResource } from './rds-spec.ts';

/** What a region holds of a database beside its instance. */
interface Beside {
  /** What earlier runs have set aside; looked for while a plan is made only. */
  readonly leftovers?: readonly Leftover[];
  /** Snapshots that a rebuild has taken; looked for where the config says `rebuild: snapshot` only. */
  readonly snapshots?: readonly RdsSnapshot[];
}

/** What is seen of a database in one region: its instance, or that there is none while there is something beside it. */
export type RdsLook = (RdsDatabase & Beside) | (Beside & { readonly id: string; readonly status: 'absent' });

/** One look at all databases in a region: a paginated call for the instances, one for metrics, one for snapshots where they matter. */
export async function observeDatabases(
  resources: readonly RdsResource[],
  region: Region,
  context: ObserveContext,
): Promise<ReadonlyMap<ResourceId, RdsLook>> {
  const named = resources.flatMap((resource) => {
    const id = idIn(resource, region);
    return id === undefined ? [] : [{ resource, id }];
  });
  const ids = named.map(({ id }) => id);
  const planning = context.waiting === undefined;
  // What was set aside has names that only a look at everything can tell; those who wait for a step need nothing of it.
  const all = planning ? await listDatabases(region, context) : await describeDatabases(ids, region, context);
  const own = new Map([...all].filter(([id]) => ids.includes(id)));
  // A promotion or a new class proves itself by what the instance says: its lag need not be looked up time and again.
  const plain = context.waiting?.every(({ action }) => action === 'promote' || action === 'resize') === true;
  const databases = plain ? own : await withMetrics(own, region, context);
  const copied = resources.filter(({ spec }) => spec.rebuild === 'snapshot');
  const wanted = planning || context.waiting.some(isSnapshotStep);
  const snapshots =
    copied.length > 0 && wanted ? await describeSnapshots(copied.flatMap(idsOf), region, context) : [];
  const aside = [...all.values()].filter(({ id }) => id.includes('-before-'));
  return new Map(
    named.flatMap(({ resource, id }): [ResourceId, RdsLook][] => {
      const database = databases.get(id);
      const beside = besideOf(resource, { leftovers: leftoversOf(id, aside), snapshots });
      if (database !== undefined) return [[resource.id, { ...database, ...beside }]];
      return Object.keys(beside).length === 0 ? [] : [[resource.id, { id, status: 'absent', ...beside }]];
    }),
  );
}

function besideOf(
  resource: RdsResource,
  found: { readonly leftovers: readonly Leftover[]; readonly snapshots: readonly RdsSnapshot[] },
): Beside {
  const ids = idsOf(resource);
  const snapshots = found.snapshots.filter(({ instance }) => ids.includes(instance));
  return {
    ...(found.leftovers.length === 0 ? {} : { leftovers: found.leftovers }),
    ...(snapshots.length === 0 ? {} : { snapshots }),
  };
}

/** A copy bears the name of the instance in the other region, so that the names of all regions count in each. */
function idsOf(resource: RdsResource): readonly string[] {
  return Object.keys(resource.regional).flatMap((region) => idIn(resource, region) ?? []);
}

/** The instances alone: where there is none, there is nothing, whatever lies beside. */
export function instancesIn(observation: Observation<RdsLook>): Observation<RdsDatabase> {
  const places = Object.entries(observation.places).map(
    ([place, seen]: [string, Seen<RdsLook>]): [string, Seen<RdsDatabase>] => {
      if (seen.state !== 'seen') return [place, seen];
      const { value } = seen;
      return [place, 'arn' in value ? { state: 'seen', value } : { state: 'absent' }];
    },
  );
  return { ...observation, places: Object.fromEntries(places) };
}

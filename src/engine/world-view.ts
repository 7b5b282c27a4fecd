import type { Config, Resource } from '../config/config.ts';
import type { Failure } from '../errors.ts';
import type { Place, Region, ResourceId } from '../ids.ts';
import type { Observation, Seen } from '../kinds/kind.ts';
import type { Read, Step } from '../plan/plan.ts';
import {
  inputsOf,
  lookOnce,
  looksFor,
  watchedPlaces,
  type Look,
  type Looked,
  type Looking,
} from './observe.ts';

/** What a run has seen of the world so far, place by place, and how fresh it is. */
export interface WorldView {
  resource(id: ResourceId): Resource | undefined;
  /** The observation for a step, with the values that the step reads from other resources filled in, as far as they are known. */
  observation(step: Step): Observation;
  /** The values of the step's reads, or what is missing. */
  inputs(step: Step): { readonly values: Readonly<Record<string, string>> } | { readonly failure: Failure };
  /** Looks, and remembers what was seen. */
  look(look: Look, signal?: AbortSignal): Promise<Looked>;
  /** Looks again at what these steps read, where it was last seen more than `olderThanMs` ago or was not there. */
  refreshReads(steps: readonly Step[], olderThanMs: number, signal?: AbortSignal): Promise<void>;
  /** The looks that show these steps, each with the steps that wait for it. */
  looks(steps: readonly Step[]): Look[];
}

/** Makes the view of a run that begins with these observations. */
export function worldView(
  config: Config,
  looking: Looking,
  seenBefore: ReadonlyMap<ResourceId, Observation>,
): WorldView {
  const resources = new Map(config.resources.map((resource) => [resource.id, resource]));
  const places = new Map<ResourceId, Record<Place, Seen>>(
    config.resources.map(({ id }) => [id, { ...seenBefore.get(id)?.places }]),
  );
  const seenAt = new Map<string, number>();
  for (const [id, observation] of seenBefore)
    for (const place of Object.keys(observation.places)) seenAt.set(`${id} ${place}`, observation.at);
  const bare = (id: ResourceId): Observation => ({ at: looking.clock.now(), places: { ...places.get(id) } });

  const look = async (which: Look, signal?: AbortSignal): Promise<Looked> => {
    const at = looking.clock.now();
    const known = { get: (id: ResourceId) => (places.has(id) ? bare(id) : undefined) };
    const inputs =
      which.kind.looksByInputs === true
        ? { inputs: inputsOf(which, { registry: looking.registry, resources, known }) }
        : {};
    const looked = await lookOnce({ ...which, ...inputs }, looking, signal);
    for (const [id, seen] of looked.seen) {
      (places.get(id) ?? {})[which.place] = seen;
      if (seen.state === 'failed') seenAt.delete(`${id} ${which.place}`);
      else seenAt.set(`${id} ${which.place}`, at);
    }
    return looked;
  };

  const output = (read: Read): string | undefined => {
    const resource = resources.get(read.resource);
    const kind = resource === undefined ? undefined : looking.registry.get(resource.kind);
    if (resource === undefined || kind === undefined) return undefined;
    return kind.outputs?.(resource, bare(resource.id), read.region)[read.output];
  };

  const inputs = (step: Step): { values: Record<string, string> } | { failure: Failure } => {
    const values: Record<string, string> = {};
    for (const read of step.reads ?? []) {
      const value = output(read);
      if (value === undefined) {
        const message = `${read.resource} has no ${read.output} in ${read.region} yet.`;
        return {
          failure: {
            class: 'conflict',
            problem: { code: 'RESOURCE_NOT_READY', message, resource: read.resource, region: read.region },
          },
        };
      }
      values[`${read.resource}.${read.output}`] = value;
    }
    return { values };
  };

  return {
    resource: (id) => resources.get(id),
    observation: (step) => {
      const known = (step.reads ?? []).flatMap((read) => {
        const value = output(read);
        return value === undefined ? [] : [[`${read.resource}.${read.output}`, value] as const];
      });
      return { ...bare(step.resource), inputs: Object.fromEntries(known) };
    },
    inputs,
    look,
    refreshReads: async (steps, olderThanMs, signal) => {
      const limit = looking.clock.now() - olderThanMs;
      const isStale = (read: Read): boolean =>
        Math.max(
          ...[read.region, 'global'].map((place) => seenAt.get(`${read.resource} ${place}`) ?? -Infinity),
        ) < limit || output(read) === undefined;
      const stale = steps.flatMap((step) => step.reads ?? []).filter(isStale);
      const byRegion = new Map<Region, Set<ResourceId>>();
      for (const read of stale)
        byRegion.set(read.region, (byRegion.get(read.region) ?? new Set()).add(read.resource));
      const all = [...byRegion].flatMap(([region, ids]) =>
        looksFor(
          [...ids].flatMap((id) => resources.get(id) ?? []),
          looking.registry,
          { regions: [region] },
        ).filter(({ place }) => place === region || place === 'global'),
      );
      await Promise.all(all.map((each) => look(each, signal)));
    },
    looks: (steps) => {
      const watched = new Map<Place, Map<ResourceId, Step[]>>();
      for (const step of steps) {
        for (const place of watchedPlaces(looking.registry.get(step.kind), step)) {
          const ofPlace = watched.get(place) ?? new Map<ResourceId, Step[]>();
          ofPlace.set(step.resource, [...(ofPlace.get(step.resource) ?? []), step]);
          watched.set(place, ofPlace);
        }
      }
      return [...watched].flatMap(([place, ofPlace]) => {
        const list = [...ofPlace.keys()].flatMap((id) => resources.get(id) ?? []);
        const found = looksFor(list, looking.registry, {
          regions: place === 'global' ? [] : [place],
          only: [place],
        });
        return found.map((each) => ({
          ...each,
          waiting: each.resources.flatMap(({ id }) => ofPlace.get(id) ?? []),
        }));
      });
    },
  };
}

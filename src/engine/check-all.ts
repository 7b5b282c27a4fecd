import type { Config, Resource } from '../config/config.ts';
import type { ResourceId } from '../ids.ts';
import type { Check, Observation, Registry } from '../kinds/kind.ts';
import type { Goal } from '../plan/plan.ts';

/** The post-conditions of one resource, as they were found. */
export interface ResourceChecks {
  readonly resource: ResourceId;
  readonly kind: string;
  readonly checks: readonly Check[];
}

/** What every kind's `verify` says of these resources, with the values that resources take from one another filled in. Pure. */
export function checkAll(
  resources: readonly Resource[],
  observations: ReadonlyMap<ResourceId, Observation>,
  { registry, goal }: { readonly registry: Registry; readonly goal: Goal },
): ResourceChecks[] {
  const known = new Map(resources.map((resource) => [resource.id, resource]));
  const outputsOf = (reference: string): Record<string, string> => {
    const id = known.has(reference) ? reference : reference.slice(0, reference.lastIndexOf('.'));
    const resource = known.get(id);
    const observation = observations.get(id);
    if (resource === undefined || observation === undefined) return {};
    const outputs = registry.get(resource.kind)?.outputs?.(resource, observation, goal.to) ?? {};
    return Object.fromEntries(
      Object.entries(outputs).flatMap(([name, value]) =>
        value === undefined ? [] : [[`${id}.${name}`, value]],
      ),
    );
  };
  return resources.flatMap((resource) => {
    const kind = registry.get(resource.kind);
    const observation = observations.get(resource.id);
    if (kind === undefined || observation === undefined) return [];
    const inputs = Object.assign({}, ...(kind.references?.(resource) ?? []).map(outputsOf)) as Record<
      string,
      string
    >;
    return [
      {
        resource: resource.id,
        kind: resource.kind,
        checks: kind.verify(resource, { ...observation, inputs }, goal),
      },
    ];
  });
}

/** The chosen resources and those that they refer to, in the config's order: to check the ones, the others must be looked at. */
export function withReferences(config: Config, registry: Registry, chosen: readonly Resource[]): Resource[] {
  const wanted = new Set(chosen.map(({ id }) => id));
  for (const resource of chosen) {
    for (const reference of registry.get(resource.kind)?.references?.(resource) ?? []) {
      for (const { id } of config.resources)
        if (reference === id || reference.startsWith(`${id}.`)) wanted.add(id);
    }
  }
  return config.resources.filter(({ id }) => wanted.has(id));
}

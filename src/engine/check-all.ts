import type { Config, Resource } from '../config/config.ts';
import type { ResourceId } from '../ids.ts';
import type { Check, Kind, Observation, Registry } from '../kinds/kind.ts';
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
  // What a drill has practised on is as it was: active is the region that traffic has come back to.
  const active = goal.operation === 'drill' ? goal.from : goal.to;
  const outputsOf = (reference: string): Record<string, string> => {
    const id = known.has(reference) ? reference : reference.slice(0, reference.lastIndexOf('.'));
    const resource = known.get(id);
    const observation = observations.get(id);
    if (resource === undefined || observation === undefined) return {};
    const outputs = registry.get(resource.kind)?.outputs?.(resource, observation, active) ?? {};
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
        checks: checksOf(kind, resource, { observation: { ...observation, inputs }, goal }),
      },
    ];
  });
}

/** What must hold after an operation: `to` is active; with a standby behind it after a reprotect; and after a drill all is as it was. */
function checksOf(
  kind: Kind,
  resource: Resource,
  { observation, goal }: { readonly observation: Observation; readonly goal: Goal },
): readonly Check[] {
  switch (goal.operation) {
    case 'failover':
    case 'failback':
      return kind.verify(resource, observation, goal);
    case 'reprotect':
      return [
        ...kind.verify(resource, observation, goal),
        ...(kind.protected?.(resource, observation, goal) ?? []),
      ];
    case 'deploy':
      return [];
    case 'drill':
      return kind.verify(resource, observation, { ...goal, from: goal.to, to: goal.from });
  }
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

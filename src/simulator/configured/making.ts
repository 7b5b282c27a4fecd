import type { Cluster } from '../kubernetes/cluster.ts';
import { isObject } from '../kubernetes/json.ts';
import type { Json } from '../kubernetes/json.ts';
import type { World } from '../world.ts';
import type { DescribedResource, DescribedService } from './described-service.ts';

/** A context of the printed kubeconfig that a config asks for by its own name. */
export interface NamedContext {
  readonly name: string;
  readonly cluster: Cluster;
}

/** A world while it is being made of a config: what is there already, and what is to be told of it. */
export interface Making {
  readonly world: World;
  readonly service: DescribedService;
  readonly home: string;
  /** Simulated clusters, by region and name. */
  readonly clusters: Map<string, Cluster>;
  readonly contexts: NamedContext[];
  /** How many there are of each thing, by its name: `['database', 'databases']` is `database/databases`. */
  readonly made: Map<string, number>;
  /** What whoever rehearses must know beside that, a sentence each. */
  readonly remarks: string[];
}

/** The resources of some kinds, in the order of the file. */
export function resourcesOf({ service }: Making, ...kinds: readonly string[]): readonly DescribedResource[] {
  return service.resources.filter(({ kind }) => kinds.includes(kind));
}

/** Counts things that were made; `name` is singular and plural, `entry/entries`. */
export function countMade({ made }: Making, name: string, count = 1): void {
  made.set(name, (made.get(name) ?? 0) + count);
}

/** What a field says for a region, where it may be one value for all of them or a value by region. */
export function inRegion({ service }: Making, value: Json | undefined, region: string): Json | undefined {
  if (!isObject(value)) return value;
  const names = Object.keys(value);
  const byRegion = names.length > 0 && names.every((name) => looksLikeRegion(name, service));
  return byRegion ? value[region] : value;
}

function looksLikeRegion(name: string, { regions }: DescribedService): boolean {
  return regions.includes(name) || /^[a-z]{2}(-[a-z]+)+-\d$/.test(name);
}

/** Text that may stand for itself, or nothing. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

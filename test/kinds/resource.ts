import { parse } from 'yaml';
import type { Resource } from '../../src/config/config.ts';
import { regionPattern } from '../../src/ids.ts';
import type { Kind } from '../../src/kinds/kind.ts';

/** Reads a block of failover.yml for a kind, as the config parser does; throws what the kind's schemas find wrong. */
export function resourceOf(kind: Kind, block: string, id = kind.name): Resource {
  const { kind: named, ...fields } = parse(block) as Record<string, unknown>;
  if (named !== kind.name) throw new Error(`the block says kind: ${String(named)}`);
  const entries = Object.entries(fields);
  const regions = kind.regional === undefined ? [] : entries.filter(([key]) => regionPattern.test(key));
  const own = entries.filter((entry) => !regions.includes(entry));
  return {
    id,
    group: id,
    kind: kind.name,
    spec: kind.spec.parse(Object.fromEntries(own)),
    regional: Object.fromEntries(regions.map(([region, value]) => [region, kind.regional?.parse(value)])),
    after: [],
  };
}

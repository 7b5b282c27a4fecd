import type { Resource } from '../config/config.ts';
import type { ResourceId } from '../ids.ts';
import { seenIn, type Observation, type Registry } from '../kinds/kind.ts';
import { someOf } from '../terminal-text.ts';
import type { Goal } from '../plan/plan.ts';
import type { ResourceChecks } from './check-all.ts';

/** What is known of the side that was left: checks where it could be seen, sentences where not. */
export interface OneWriter {
  readonly checks: readonly ResourceChecks[];
  readonly unknown: readonly string[];
}

/**
 * Whether only the active region is written to. What has been promoted away from still accepts writes by itself in many services; what
 * matters is that nobody makes them, and that people know where they still could. Pure.
 */
export function checkOneWriter(
  resources: readonly Resource[],
  observations: ReadonlyMap<ResourceId, Observation>,
  { registry, goal: { from } }: { readonly registry: Registry; readonly goal: Goal },
): OneWriter {
  const checks: ResourceChecks[] = [];
  const unknown = new Map<string, ResourceId[]>();
  for (const resource of resources) {
    const kind = registry.get(resource.kind);
    const observation = observations.get(resource.id);
    if (kind?.writes === undefined || observation === undefined) continue;
    const seen = seenIn(observation, from);
    const writes =
      seen.state === 'failed'
        ? 'unknown'
        : seen.state === 'absent'
          ? 'refuses'
          : kind.writes(resource, observation, from);
    if (writes === 'unknown') {
      const why =
        seen.state === 'failed'
          ? seen.problem.message
          : 'it accepts writes, and nothing shows that nobody makes any.';
      unknown.set(why, [...(unknown.get(why) ?? []), resource.id]);
      continue;
    }
    const check = {
      name: `nobody writes to ${resource.id} in ${from}`,
      ok: writes !== 'written',
      expected: 'writes in one region only',
      found: found[writes],
    };
    checks.push({ resource: resource.id, kind: resource.kind, checks: [check] });
  }
  return {
    checks,
    unknown: [...unknown].map(
      ([why, ids]) =>
        `Whether anybody still writes to ${someOf(ids, 3)} in ${from} is not known: ${why.replace(/\.?$/, '.')} Make sure that nobody can.`,
    ),
  };
}

const found = {
  written: 'it is written to',
  accepts: 'it would accept writes, though nobody makes any',
  refuses: 'it accepts no writes',
} as const;

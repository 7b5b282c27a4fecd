import type { Problem } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Goal } from '../plan/plan.ts';
import { acceptsWrites, isBrokenGroup, memberIn } from './elasticache-global-cache.ts';
import type { GlobalCache } from './elasticache-global-cache.ts';
import { seenIn, valueIn } from './kind.ts';
import type { Observation } from './kind.ts';

/** The names of a Global Datastore and of its replication group in each region. */
export interface CacheNames {
  readonly datastore: string;
  readonly groupIn: (region: Region) => string;
}

/** What a cache's two sides amount to with regard to a goal. */
export type CacheSituation =
  /** `to` replicates: promote it, after it has joined where it is still `joining`. */
  | { readonly is: 'secondary'; readonly cache: GlobalCache; readonly joining: boolean }
  /** `to` accepts writes. */
  | { readonly is: 'primary'; readonly warning?: string }
  /** `to` has no secondary of the primary in `from` yet: one is built. */
  | { readonly is: 'unprotected' }
  | { readonly is: 'blocked'; readonly problem: Problem };

interface Sides {
  readonly names: CacheNames;
  readonly goal: Goal;
  readonly to: GlobalCache;
  readonly from: GlobalCache | undefined;
}

/** Judges what making `goal.to` the primary takes. */
export function situationOf(
  names: CacheNames,
  observation: Observation<GlobalCache>,
  goal: Goal,
): CacheSituation {
  const seen = seenIn(observation, goal.to);
  if (seen.state === 'failed') return { is: 'blocked', problem: seen.problem };
  const to = seen.state === 'seen' ? seen.value : {};
  const sides: Sides = { names, goal, to, from: valueIn(observation, goal.from) };
  if (to.group !== undefined && isBrokenGroup(to.group.status))
    return blocked(notReady(sides, to.group.status));
  const member = memberIn(to, goal.to);
  if (member?.id === names.groupIn(goal.to) && to.group !== undefined) {
    if (member.role === 'PRIMARY') return primary(sides);
    if (member.status === 'associated') return { is: 'secondary', cache: to, joining: false };
    if (goal.mode === 'planned') return { is: 'secondary', cache: to, joining: true };
    return blocked(notReady(sides, member.status));
  }
  return to.group === undefined ? withoutGroup(sides) : outside(sides, to.group.datastore);
}

function primary({ names, goal, from }: Sides): CacheSituation {
  if (!acceptsWrites(from)) return { is: 'primary' };
  const rival = names.groupIn(goal.from);
  return {
    is: 'primary',
    warning: `${rival} in ${goal.from} stands alone and accepts writes as well. Stop its writers.`,
  };
}

/** Only a planned switchover takes `from` for the truth, so only then is a secondary of it built. */
function withoutGroup({ names, goal, from }: Sides): CacheSituation {
  if (goal.mode === 'planned' && memberIn(from, goal.from)?.role === 'PRIMARY') return { is: 'unprotected' };
  const message = `${names.groupIn(goal.to)} in ${goal.to} is no member of ${names.datastore}, so there is nothing to promote.`;
  return blocked({ code: 'REPLICA_MISSING', message, region: goal.to });
}

/** The group is there without being a member: it was detached by an earlier failover, or never belonged to the datastore. */
function outside({ names, goal, from }: Sides, datastore: string | undefined): CacheSituation {
  const id = names.groupIn(goal.to);
  if (datastore === undefined && goal.mode === 'unplanned' && !acceptsWrites(from)) {
    const warning = `${id} in ${goal.to} stands alone, outside ${names.datastore}, and accepts writes. Make sure that it was detached for this failover.`;
    return { is: 'primary', warning };
  }
  const found = datastore === undefined ? 'a group that stands alone' : `a member of ${datastore}`;
  return blocked({
    code: 'REPLICA_MISSING',
    message: `${id} in ${goal.to} is ${found}, and no member of ${names.datastore}.`,
    region: goal.to,
    expected: `a member of ${names.datastore}`,
    found,
    fix: freeName(id, goal.to),
  });
}

/** What making `goal.from` stand by behind the primary in `goal.to` takes. */
export type StandbySituation =
  | { readonly is: 'standing-by' }
  | { readonly is: 'joining' }
  | { readonly is: 'missing' }
  | { readonly is: 'blocked'; readonly problem: Problem };

/** Judges the other side of a datastore whose primary is in `goal.to`. */
export function standbyOf(
  names: CacheNames,
  observation: Observation<GlobalCache>,
  { from, to }: Goal,
): StandbySituation {
  const seen = seenIn(observation, from);
  const active = valueIn(observation, to);
  if (seen.state === 'failed') return { is: 'blocked', problem: seen.problem };
  if (memberIn(active, to)?.role !== 'PRIMARY')
    return { is: 'blocked', problem: noPrimary(names, active, to) };
  const group = seen.state === 'seen' ? seen.value.group : undefined;
  const member = memberIn(active, from);
  if (member?.id === names.groupIn(from) && group !== undefined && !isBrokenGroup(group.status)) {
    const stands = member.status === 'associated' && group.status === 'available';
    return { is: stands ? 'standing-by' : 'joining' };
  }
  if (group === undefined && member === undefined) return { is: 'missing' };
  const id = names.groupIn(from);
  const message = `${id} in ${from} is there without following ${names.groupIn(to)}. ElastiCache makes a secondary only of a group that is created as one.`;
  return {
    is: 'blocked',
    problem: { code: 'RESOURCE_NOT_READY', message, region: from, fix: freeName(id, from) },
  };
}

function noPrimary(names: CacheNames, active: GlobalCache | undefined, region: Region): Problem {
  const id = names.groupIn(region);
  const alone = active?.group !== undefined && active.group.datastore === undefined;
  return {
    code: 'RESOURCE_NOT_READY',
    message: `${id} in ${region} is not the primary of ${names.datastore}${alone ? ': it was detached from it' : ''}.`,
    region,
    expected: 'PRIMARY',
    found: alone ? 'stands alone' : (memberIn(active, region)?.role ?? 'no member'),
    ...(alone
      ? {
          fix: `Found a new datastore on it, and write its id into \`datastore:\`: aws elasticache create-global-replication-group --global-replication-group-id-suffix <name> --primary-replication-group-id ${id} --region ${region}`,
        }
      : {}),
  };
}

function freeName(id: string, region: Region): string {
  return `Once nothing in it is needed any more, free its name: aws elasticache delete-replication-group --replication-group-id ${id} --region ${region}`;
}

function notReady({ names, goal }: Sides, found: string): Problem {
  const message = `${names.groupIn(goal.to)} in ${goal.to} is ${found}.`;
  return { code: 'RESOURCE_NOT_READY', message, region: goal.to, expected: 'associated', found };
}

function blocked(problem: Problem): CacheSituation {
  return { is: 'blocked', problem };
}

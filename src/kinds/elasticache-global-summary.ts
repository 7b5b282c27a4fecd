import { formatDuration } from '../format-duration.ts';
import type { Assessment, Goal } from '../plan/plan.ts';
import { acceptsWrites, memberIn } from './elasticache-global-cache.ts';
import type { GlobalCache } from './elasticache-global-cache.ts';
import type { CacheNames, CacheSituation, StandbySituation } from './elasticache-global-situation.ts';
import { seenIn, valueIn } from './kind.ts';
import type { Check, Observation } from './kind.ts';

/** How a cache stands with regard to becoming active. */
export function assessTakeover(situation: CacheSituation, names: CacheNames, goal: Goal): Assessment {
  const id = names.groupIn(goal.to);
  switch (situation.is) {
    case 'blocked':
      return { state: 'blocked', summary: situation.problem.message, problems: [situation.problem] };
    case 'primary': {
      const { warning } = situation;
      const notes = warning === undefined ? [] : [{ level: 'warning' as const, message: warning }];
      return { state: 'done', summary: `${id} in ${goal.to} accepts writes`, notes };
    }
    case 'unprotected':
      return {
        state: 'ready',
        summary: `${names.datastore} has no secondary in ${goal.to}: one is built first`,
      };
    case 'secondary': {
      const { lag, datastore } = situation.cache;
      const behind = lag?.ms === undefined ? 'its lag is unknown' : `${formatDuration(lag.ms)} behind`;
      const summary = `${id} in ${goal.to} is a secondary, ${behind}`;
      const busy = `${names.datastore} is ${datastore?.status ?? 'unknown'}; ElastiCache may refuse a promotion until that is over.`;
      const notes = datastore?.status === 'available' ? [] : [{ level: 'warning' as const, message: busy }];
      return { state: 'ready', summary, notes, ...(lag === undefined ? {} : { lag }) };
    }
  }
}

/** How a cache stands with regard to standing by. */
export function assessStandby(situation: StandbySituation, names: CacheNames, { from }: Goal): Assessment {
  const id = names.groupIn(from);
  switch (situation.is) {
    case 'blocked':
      return { state: 'blocked', summary: situation.problem.message, problems: [situation.problem] };
    case 'standing-by':
      return { state: 'done', summary: `${id} in ${from} stands by` };
    case 'joining':
      return { state: 'ready', summary: `${id} in ${from} is on its way to standing by` };
    case 'missing':
      return { state: 'ready', summary: `${names.datastore} has no secondary in ${from}: one is built` };
  }
}

/** That the group in `to` accepts writes. */
export function takesWrites(names: CacheNames, observation: Observation<GlobalCache>, { to }: Goal): Check {
  const seen = seenIn(observation, to);
  const name = `${names.groupIn(to)} accepts writes in ${to}`;
  const expected = 'primary, available, an endpoint';
  if (seen.state === 'failed') return { name, ok: false, expected, found: seen.problem.message };
  const cache = seen.state === 'seen' ? seen.value : undefined;
  const group = cache?.group;
  if (group === undefined) return { name, ok: false, expected, found: 'does not exist' };
  const role = group.datastore === undefined ? 'stands alone' : (group.role ?? 'no role').toLowerCase();
  const ok = acceptsWrites(cache) && group.status === 'available' && group.endpoint !== undefined;
  return { name, ok, expected, found: `${role}, ${group.status}, ${group.endpoint ?? 'no endpoint'}` };
}

/** That nothing else accepts writes. A group that stands alone is as much of a primary as the datastore's own. */
export function onePrimary(
  names: CacheNames,
  observation: Observation<GlobalCache>,
  { from, to }: Goal,
): Check {
  const writers = new Set<string>();
  for (const region of [to, from]) {
    const cache = valueIn(observation, region);
    if (acceptsWrites(cache)) writers.add(`${names.groupIn(region)} in ${region}`);
  }
  const known = valueIn(observation, to)?.datastore?.members ?? [];
  for (const member of known.filter(({ role }) => role === 'PRIMARY'))
    writers.add(`${member.id} in ${member.region}`);
  const active = memberIn(valueIn(observation, to), to)?.id ?? names.groupIn(to);
  return {
    name: `${names.datastore} has exactly one primary`,
    ok: writers.size === 1 && writers.has(`${active} in ${to}`),
    expected: `${names.groupIn(to)} in ${to}`,
    found: writers.size === 0 ? 'none' : [...writers].join(', '),
  };
}

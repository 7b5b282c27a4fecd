import type { Goal } from '../plan/plan.ts';
import { memberOf } from './aurora-global-look.ts';
import type { AuroraNames, AuroraSide } from './aurora-global-look.ts';
import { isInStep } from './aurora-global-rebuild.ts';
import { isWriter } from './aurora-global-situation.ts';
import { seenIn } from './kind.ts';
import type { Check, Observation } from './kind.ts';
import { conditionOf } from './rds-status.ts';

/** The post-conditions of "`to` is active": its cluster is the writer, and it is the only one. */
export function checksOf(
  names: AuroraNames | undefined,
  observation: Observation<AuroraSide>,
  goal: Goal,
): readonly Check[] {
  const id = names?.cluster ?? 'its cluster';
  const name = `${id} accepts writes in ${goal.to}`;
  const expected = 'available, the writer, an endpoint';
  const seen = seenIn(observation, goal.to);
  if (seen.state !== 'seen')
    return [
      { name, ok: false, expected, found: seen.state === 'absent' ? 'does not exist' : seen.problem.message },
    ];
  const { cluster, global } = seen.value;
  const member = memberOf(seen.value);
  const role = member === undefined ? 'a cluster of its own' : member.writer ? 'the writer' : 'a secondary';
  const ok =
    cluster?.endpoint !== undefined &&
    conditionOf(cluster.status) === 'usable' &&
    member?.writer !== false &&
    global?.move === undefined;
  const found =
    cluster === undefined
      ? 'does not exist'
      : `${cluster.status}, ${role}${global?.move === undefined ? '' : `, ${global.move.status}`}, ${cluster.endpoint ?? 'no endpoint'}`;
  return [{ name, ok, expected, found }, oneWriter(names, observation, goal)];
}

/** Nothing but the member list and both clusters can tell; a region that was not looked at takes no part. */
function oneWriter(
  names: AuroraNames | undefined,
  observation: Observation<AuroraSide>,
  { from, to }: Goal,
): Check {
  const sides = [from, to].flatMap((region) => {
    const seen = seenIn(observation, region);
    return seen.state === 'seen' ? [seen.value] : [];
  });
  const members = sides.flatMap(({ global }) => global?.members ?? []).filter(({ writer }) => writer);
  const alone = sides.filter((side) => memberOf(side) === undefined && isWriter(side));
  const writers = new Set([
    ...members.map(({ arn }) => arn),
    ...alone.flatMap(({ cluster }) => cluster?.arn ?? []),
  ]);
  return {
    name: `${names?.global ?? 'the global database'} has exactly one writer`,
    ok: writers.size === 1,
    expected: 'one cluster that accepts writes',
    found: writers.size === 0 ? 'none' : [...writers].join(', '),
  };
}

/** The post-condition of `protect`: the cluster in `from` follows the writer. */
export function standbyChecks(
  names: AuroraNames | undefined,
  observation: Observation<AuroraSide>,
  { from }: Goal,
): readonly Check[] {
  const seen = seenIn(observation, from);
  const side = seen.state === 'seen' ? seen.value : {};
  const member = memberOf(side);
  const role =
    member === undefined
      ? 'a cluster of its own'
      : member.writer
        ? 'the writer'
        : (member.synchronization ?? 'a secondary');
  const found =
    seen.state === 'failed'
      ? seen.problem.message
      : side.cluster === undefined
        ? 'does not exist'
        : `${side.cluster.status}, ${role}, ${side.cluster.instances.length} instances`;
  return [
    {
      name: `${names?.cluster ?? 'its cluster'} follows the writer in ${from}`,
      ok: isInStep(side),
      expected: 'available, a secondary that is connected, an instance',
      found,
    },
  ];
}

import type { Problem } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Goal } from '../plan/plan.ts';
import { memberOf } from './aurora-global-look.ts';
import type { AuroraCluster, AuroraNames, AuroraSide } from './aurora-global-look.ts';
import { seenIn } from './kind.ts';
import type { Observation, Seen } from './kind.ts';
import { conditionOf } from './rds-status.ts';

/** What the two sides of a global database amount to with regard to a goal. */
export type AuroraSituation =
  /** `to` follows the writer: switch or fail over to it. */
  | {
      readonly is: 'secondary';
      readonly cluster: AuroraCluster;
      readonly side: AuroraSide;
      readonly warnings: readonly string[];
    }
  /** `to` accepts writes; `alone` when it is a member of nothing. */
  | {
      readonly is: 'primary';
      readonly cluster: AuroraCluster;
      readonly alone: boolean;
      readonly warnings: readonly string[];
    }
  /** `to` does not follow the writer in `from`: a secondary is built first; `stale` is the cluster in its place. */
  | { readonly is: 'unprotected'; readonly writer: AuroraSide; readonly to: AuroraSide }
  | { readonly is: 'blocked'; readonly problem: Problem };

interface Sides {
  readonly names: AuroraNames;
  readonly goal: Goal;
  readonly from: Seen<AuroraSide>;
  readonly mayReplace: boolean;
}

/** Judges both sides. `mayReplace`: a cluster that is in the way may be renamed. */
export function situationOf(
  names: AuroraNames,
  observation: Observation<AuroraSide>,
  { goal, mayReplace }: { readonly goal: Goal; readonly mayReplace: boolean },
): AuroraSituation {
  const to = seenIn(observation, goal.to);
  const sides = { names, goal, from: seenIn(observation, goal.from), mayReplace };
  if (to.state === 'failed') return { is: 'blocked', problem: to.problem };
  const side = to.state === 'seen' ? to.value : {};
  if (side.cluster === undefined) return withoutCluster(side, sides);
  const member = memberOf(side);
  if (member === undefined) return alone(side, side.cluster, sides);
  return member.writer ? writing(side, side.cluster, sides) : following(side, side.cluster, sides);
}

/** Whether a side's cluster is the one that accepts writes: the writer of its global database, or a cluster of its own. */
export function isWriter(side: AuroraSide): boolean {
  if (side.cluster === undefined) return false;
  const condition = conditionOf(side.cluster.status);
  return (memberOf(side)?.writer ?? true) && (condition === 'usable' || condition === 'changing');
}

/** Only a planned switchover takes `from` for the truth, so only then is a secondary of it built. */
function withoutCluster(to: AuroraSide, { names, goal, from }: Sides): AuroraSituation {
  if (goal.mode === 'planned' && from.state === 'seen' && isWriter(from.value))
    return { is: 'unprotected', writer: from.value, to };
  return blocked({
    code: 'REPLICA_MISSING',
    message: `${names.cluster} does not exist in ${goal.to}, so there is nothing to fail over to.`,
    region: goal.to,
  });
}

/** A cluster of its own: detached by hand to accept writes, or left behind when the others went on without it. */
function alone(to: AuroraSide, cluster: AuroraCluster, sides: Sides): AuroraSituation {
  const { goal, from, names } = sides;
  const rival = from.state === 'seen' && isWriter(from.value) ? from.value.cluster : undefined;
  if (
    goal.mode === 'planned' &&
    goal.operation !== 'reprotect' &&
    rival !== undefined &&
    from.state === 'seen'
  )
    return behind(from.value, to, sides);
  const unfit = unlessUsable(cluster, goal.to);
  if (unfit !== undefined) return unfit;
  const warnings = [
    `${cluster.id} in ${goal.to} has left ${names.global}: it accepts writes, and nothing replicates from it.`,
    ...(rival === undefined
      ? []
      : [`${rival.id} in ${goal.from} accepts writes as well. Stop its writers: what they write is lost.`]),
    ...(from.state === 'failed'
      ? [`${goal.from} cannot be looked at, so whether it still accepts writes cannot be told.`]
      : []),
  ];
  return { is: 'primary', cluster, alone: true, warnings };
}

/** Both accept writes, and the goal says which of them is the truth: the other is built anew behind it. */
function behind(writer: AuroraSide, to: AuroraSide, { names, goal, mayReplace }: Sides): AuroraSituation {
  if (mayReplace) return { is: 'unprotected', writer, to };
  return blocked({
    code: 'REPLICA_MISSING',
    message: `${names.cluster} in ${goal.to} accepts writes and does not follow ${writer.cluster?.id ?? ''} in ${goal.from}.`,
    region: goal.to,
    expected: `a secondary of ${writer.cluster?.arn ?? ''}`,
    found: 'a writer',
    fix: 'With `rebuild: replace` it is renamed, keeping its data, and a new secondary takes its name.',
  });
}

function writing(to: AuroraSide, cluster: AuroraCluster, sides: Sides): AuroraSituation {
  const { goal, from } = sides;
  const unfit = unlessUsable(cluster, goal.to);
  if (unfit !== undefined) return unfit;
  const { move } = to.global ?? {};
  if (move !== undefined && move.to !== cluster.arn)
    return blocked({
      code: 'RESOURCE_NOT_READY',
      message: `${to.global?.id ?? ''} is ${move.status} to ${move.to}.`,
      region: goal.to,
      expected: 'no switchover or failover under way',
      found: move.status,
    });
  const strayed = from.state === 'seen' && isWriter(from.value) && memberOf(from.value) === undefined;
  if (strayed && goal.mode === 'planned' && goal.operation !== 'reprotect')
    return behind(from.value, to, sides);
  return {
    is: 'primary',
    cluster,
    alone: false,
    warnings: strayed
      ? [
          `${from.value.cluster?.id ?? ''} in ${goal.from} is a cluster of its own and accepts writes as well.`,
        ]
      : [],
  };
}

function following(side: AuroraSide, cluster: AuroraCluster, { goal, from, names }: Sides): AuroraSituation {
  const writer = side.global?.members.find((member) => member.writer);
  const isMovingHere = side.global?.move?.to === cluster.arn;
  if (writer !== undefined && writer.region !== goal.from)
    return blocked({
      code: 'RESOURCE_NOT_READY',
      message: `The writer of ${names.global} is in ${writer.region}, not in ${goal.from}.`,
      region: goal.to,
      expected: goal.from,
      found: writer.region,
      fix: `Leave the region that is active: --from ${writer.region}.`,
    });
  const unfit = isMovingHere ? undefined : unlessUsable(cluster, goal.to);
  if (unfit !== undefined) return unfit;
  const source = from.state === 'seen' ? from.value.cluster : undefined;
  if (goal.mode === 'planned' && memberOf(side)?.synchronization === 'pending-resync')
    return blocked({
      code: 'RESOURCE_NOT_READY',
      message: `${cluster.id} in ${goal.to} is being built anew from the writer.`,
      region: goal.to,
      expected: 'connected',
      found: 'pending-resync',
    });
  if (source !== undefined && minorOf(source.version) !== minorOf(cluster.version))
    return blocked({
      code: 'RESOURCE_NOT_READY',
      message: `${cluster.id} in ${goal.to} runs ${cluster.version}, ${source.id} in ${goal.from} ${source.version}: Aurora switches and fails over between equal versions only.`,
      region: goal.to,
      expected: source.version,
      found: cluster.version,
      fix: `Upgrade the older one. In an emergency detach it, which loses what has not arrived: aws rds remove-from-global-cluster --global-cluster-identifier ${names.global} --db-cluster-identifier ${cluster.arn} --region ${goal.to}`,
    });
  return { is: 'secondary', cluster, side, warnings: patchWarning(source, cluster) };
}

function patchWarning(source: AuroraCluster | undefined, cluster: AuroraCluster): readonly string[] {
  if (source === undefined || source.version === cluster.version) return [];
  return [
    `${cluster.id} runs ${cluster.version}, ${source.id} ${source.version}: some versions of Aurora want equal patch levels.`,
  ];
}

/** Major and minor version (of Aurora itself, as in `8.0.mysql_aurora.3.08.0`); the patch level may differ for some engines. */
function minorOf(version: string): string {
  return version
    .replace(/^.*mysql_aurora\./, '')
    .split('.')
    .slice(0, 2)
    .join('.');
}

function unlessUsable(cluster: AuroraCluster, region: Region): AuroraSituation | undefined {
  const condition = conditionOf(cluster.status);
  if (condition === 'usable' || (condition === 'changing' && cluster.status !== 'creating')) return undefined;
  const fix =
    condition === 'stopped'
      ? { fix: `Start it: aws rds start-db-cluster --db-cluster-identifier ${cluster.id} --region ${region}` }
      : {};
  return blocked({
    code: 'RESOURCE_NOT_READY',
    message: `${cluster.id} in ${region} is ${cluster.status}.`,
    region,
    expected: 'available',
    found: cluster.status,
    ...fix,
  });
}

function blocked(problem: Problem): AuroraSituation {
  return { is: 'blocked', problem };
}

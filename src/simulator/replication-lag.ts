import type { DbInstance } from './regional-resources.ts';
import type { World } from './world.ts';

/** From `from` on the replica follows its source (`steady`), cannot reach it (`stalled`), or has nothing left to copy (`quiet`). */
export interface LagSegment {
  from: number;
  mode: 'steady' | 'stalled' | 'quiet';
  lagMs: number;
}

/** What follows a source: an instance, or a cluster of a global database. */
export interface Lagging {
  baseLagMs: number;
  /** The history from which the lag at any past moment is computed. */
  lag: LagSegment[];
  /** When the promotion stopped the replication. */
  promotedAt: number | undefined;
  /** The source's moment up to which the data was replayed when this was promoted: what the promotion lost is after it. */
  replayedUntil: number | undefined;
}

/** A replica that catches up works off this many seconds of changes in a second. */
const CATCH_UP_RATE = 10;

/** The replication lag at a moment in milliseconds, or undefined where the instance was no replica then. */
export function lagAt(instance: Lagging, at: number): number | undefined {
  const segment = instance.lag.findLast((candidate) => candidate.from <= at);
  if (!segment || (instance.promotedAt !== undefined && at > instance.promotedAt)) return undefined;
  return lagWithin(segment, { at, baseLagMs: instance.baseLagMs });
}

/** The source's moment up to which the replica has replayed, in milliseconds since the epoch. */
export function lastReplayedAt(instance: Lagging, at: number): number | undefined {
  const lagMs = lagAt(instance, at);
  return lagMs === undefined ? instance.replayedUntil : at - lagMs;
}

/** Starts a new stretch of every replica's history whose situation has changed by `at`. */
export function refreshLag(world: World, at: number): void {
  for (const region of world.regions.values()) {
    for (const replica of region.dbInstances.values()) {
      if (replica.sourceArn !== undefined && isFollowing(replica)) refreshReplica(world, replica, at);
    }
  }
}

/** Finds an instance by its ARN in whichever region it is. */
export function instanceByArn(world: World, arn: string): DbInstance | undefined {
  const identifier = arn.slice(arn.lastIndexOf(':') + 1);
  const [, , , region = ''] = arn.split(':');
  const found = world.regions.get(region)?.dbInstances.get(identifier);
  return found?.arn === arn ? found : undefined;
}

function refreshReplica(world: World, replica: DbInstance, at: number): void {
  enterMode(replica, modeOf(world, replica), at);
}

/** Starts a new stretch of the history when the situation has changed by `at`. */
export function enterMode(replica: Lagging, mode: LagSegment['mode'], at: number): void {
  const last = replica.lag.at(-1);
  if (last?.mode === mode) return;
  const lagMs = last ? lagWithin(last, { at, baseLagMs: replica.baseLagMs }) : replica.baseLagMs;
  replica.lag.push({ from: at, mode, lagMs });
}

function modeOf(world: World, replica: DbInstance): LagSegment['mode'] {
  const source = replica.sourceArn === undefined ? undefined : instanceByArn(world, replica.sourceArn);
  const dark = (name: string) => world.regions.get(name)?.condition === 'dark';
  if (!source || dark(source.region) || dark(replica.region)) return 'stalled';
  if (['stopped', 'stopping', 'failed'].includes(source.status)) return 'stalled';
  // It replays nothing while it restarts.
  if (replica.status === 'rebooting') return 'stalled';
  return source.writing && source.writable ? 'steady' : 'quiet';
}

/** The lag at a moment within a stretch, in milliseconds: it grows while stalled, and is worked off otherwise. */
export function lagWithin(segment: LagSegment, moment: { at: number; baseLagMs: number }): number {
  const elapsedMs = moment.at - segment.from;
  if (segment.mode === 'stalled') return segment.lagMs + elapsedMs;
  const floor = segment.mode === 'quiet' ? 0 : moment.baseLagMs;
  const drained = segment.lagMs - elapsedMs * CATCH_UP_RATE;
  return Math.max(floor, drained);
}

function isFollowing(replica: DbInstance): boolean {
  return replica.promotedAt === undefined && replica.status !== 'creating';
}

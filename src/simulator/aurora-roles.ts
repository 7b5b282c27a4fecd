import type { DbCluster, GlobalCluster, GlobalMember } from './aurora-resources.ts';
import { enterMode, lagAt } from './replication-lag.ts';
import { changeAt } from './past.ts';
import { variedBy } from './timings.ts';
import { scheduleIn } from './world.ts';
import type { World } from './world.ts';

/** Finds a cluster by its ARN in whichever region it is. */
export function clusterByArn(world: World, arn: string): DbCluster | undefined {
  const identifier = arn.slice(arn.lastIndexOf(':') + 1);
  const found = world.regions.get(regionOfArn(arn))?.dbClusters.get(identifier);
  return found?.arn === arn ? found : undefined;
}

/** The region in an ARN. */
export function regionOfArn(arn: string): string {
  return arn.split(':')[3] ?? '';
}

/** The global database a cluster is a member of, with its place in it. */
export function membershipOf(
  world: World,
  cluster: DbCluster,
): { global: GlobalCluster; member: GlobalMember } | undefined {
  for (const global of world.globalClusters.values()) {
    const member = global.members.find(({ arn }) => arn === cluster.arn);
    if (member) return { global, member };
  }
  return undefined;
}

/** Begins a switchover (nothing is lost) or a failover (`lossy`) to a member; for some seconds nothing shows. */
export function beginMove(
  world: World,
  global: GlobalCluster,
  move: { target: DbCluster; lossy: boolean; doomedStatus: string | undefined },
): void {
  const { target, lossy, doomedStatus } = move;
  const writer = global.members.find((member) => member.writer);
  const { timings } = world;
  const beginsMs = variedBy(global.identifier, timings.auroraMoveBeginsMs);
  const tookMs = variedBy(target.identifier, lossy ? timings.auroraFailoverMs : timings.auroraSwitchoverMs);
  const status = lossy ? 'failing-over' : 'switching-over';
  global.asked = true;
  scheduleIn(world, beginsMs, {
    apply: (at) => {
      const source = clusterByArn(world, writer?.arn ?? '');
      changeAt(global, at, (it) => {
        it.status = status;
        it.move = { status, fromArn: writer?.arn ?? '', toArn: target.arn, lossy };
      });
      changeAt(target, at, (it) => (it.status = status));
      target.replayedUntil = lossy ? at - (lagAt(target, at) ?? 0) : at;
      target.promotedAt = at;
      if (source) changeAt(source, at, (it) => Object.assign(it, { writable: false, status }));
    },
  });
  scheduleIn(world, beginsMs + tookMs, {
    apply: (at) => {
      delete global.asked;
      if (doomedStatus === undefined) finishMove(world, global, { target, lossy, at });
      else changeAt(target, at, (it) => (it.status = doomedStatus));
    },
  });
}

function finishMove(
  world: World,
  global: GlobalCluster,
  { target, lossy, at }: { target: DbCluster; lossy: boolean; at: number },
): void {
  changeAt(global, at, (it) => {
    it.status = 'available';
    it.move = undefined;
    for (const member of it.members) {
      member.writer = member.arn === target.arn;
      if (lossy) member.synchronization = member.writer ? 'connected' : 'pending-resync';
    }
  });
  changeAt(target, at, (it) => Object.assign(it, { status: 'available', writable: true, lag: [] }));
  for (const { arn, writer } of global.members) {
    const other = writer ? undefined : clusterByArn(world, arn);
    if (!other) continue;
    changeAt(other, at, (it) => Object.assign(it, { writable: false, promotedAt: undefined, lag: [] }));
    if (lossy) other.stale = true;
    else changeAt(other, at, (it) => (it.status = 'available'));
  }
}

/** Keeps the secondaries' lag, and lets Aurora take back what was lost with its region as soon as that answers. */
export function refreshAurora(world: World, at: number): void {
  for (const global of world.globalClusters.values()) {
    const writer = clusterByArn(world, global.members.find((member) => member.writer)?.arn ?? '');
    for (const member of global.members) {
      const cluster = member.writer ? undefined : clusterByArn(world, member.arn);
      if (!cluster || !writer) continue;
      if (cluster.stale && !isDark(world, cluster.region)) rejoin(world, { global, member, cluster }, at);
      if (
        cluster.promotedAt === undefined &&
        member.synchronization === 'connected' &&
        cluster.status !== 'creating'
      )
        enterMode(cluster, modeOf(world, writer, cluster), at);
    }
  }
}

function modeOf(world: World, writer: DbCluster, cluster: DbCluster): 'steady' | 'stalled' | 'quiet' {
  if (isDark(world, writer.region) || isDark(world, cluster.region)) return 'stalled';
  return writer.writing && writer.writable ? 'steady' : 'quiet';
}

/** The storage of a secondary is built anew from the writer: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html */
function rejoin(
  world: World,
  joining: { global: GlobalCluster; member: GlobalMember; cluster: DbCluster },
  from: number,
): void {
  const { global, member, cluster } = joining;
  cluster.stale = false;
  changeAt(cluster, from, (it) => (it.status = 'modifying'));
  scheduleIn(world, world.timings.auroraRebuildMs, {
    from,
    apply: (at) => {
      changeAt(global, at, () => (member.synchronization = 'connected'));
      changeAt(cluster, at, (it) => (it.status = 'available'));
    },
  });
}

function isDark(world: World, region: string): boolean {
  return world.regions.get(region)?.condition === 'dark';
}

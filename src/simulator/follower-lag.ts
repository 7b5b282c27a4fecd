import type { DatastoreMember, Follower, GlobalDatastore, Table } from './global-stores.ts';
import { lagWithin } from './replication-lag.ts';
import type { LagSegment } from './replication-lag.ts';
import type { World } from './world.ts';

/** The lag at a moment in milliseconds; undefined where nothing was replicated then. */
export function followerLagAt(follower: Follower, at: number): number | undefined {
  const segment = segmentAt(follower, at);
  return segment && lagWithin(segment, { at, baseLagMs: follower.baseLagMs });
}

/** How long what arrived at that moment was on its way, in milliseconds; undefined where nothing arrived. */
export function arrivalLatencyAt(follower: Follower, at: number): number | undefined {
  const lagMs = followerLagAt(follower, at);
  const mode = segmentAt(follower, at)?.mode;
  if (mode === 'stalled' || (mode === 'quiet' && lagMs === 0)) return undefined;
  return lagMs;
}

/** Starts a new stretch in the history of every follower whose situation has changed by `at`. */
export function refreshFollowers(world: World, at: number): void {
  for (const datastore of world.globalDatastores.values()) refreshDatastore(world, datastore, at);
  for (const region of world.regions.values())
    for (const table of region.tables.values()) refreshTable(world, table, at);
}

function segmentAt(follower: Follower, at: number): LagSegment | undefined {
  return follower.lag.findLast((candidate) => candidate.from <= at);
}

function refreshDatastore(world: World, datastore: GlobalDatastore, at: number): void {
  const primary = datastore.members.find(({ role }) => role === 'PRIMARY');
  for (const member of datastore.members) {
    // A primary follows nobody, and a member that is leaving or joining has no lag to speak of.
    if (!primary || member.role === 'PRIMARY' || member.status !== 'associated') member.follower.lag = [];
    else follow(member.follower, modeBetween(world, [primary, member], datastore.writing), at);
  }
}

function refreshTable(world: World, table: Table, at: number): void {
  for (const { region, status } of table.replicas) {
    const source = world.regions.get(region)?.tables.get(table.name);
    if (!source || status !== 'ACTIVE') continue;
    const follower = table.inbound.get(region) ?? { baseLagMs: table.baseLagMs, lag: [] };
    table.inbound.set(region, follower);
    follow(follower, modeBetween(world, [source, table], source.writing), at);
  }
}

function modeBetween(
  world: World,
  ends: readonly Pick<DatastoreMember, 'region'>[],
  writing: boolean,
): LagSegment['mode'] {
  if (ends.some(({ region }) => world.regions.get(region)?.condition === 'dark')) return 'stalled';
  return writing ? 'steady' : 'quiet';
}

function follow(follower: Follower, mode: LagSegment['mode'], at: number): void {
  const last = follower.lag.at(-1);
  if (last?.mode === mode) return;
  const start = mode === 'quiet' ? 0 : follower.baseLagMs;
  const lagMs = last ? lagWithin(last, { at, baseLagMs: follower.baseLagMs }) : start;
  follower.lag.push({ from: at, mode, lagMs });
}

/** How long things take in the world, in milliseconds; a pair is a range from which every resource takes its own value. */
export interface Timings {
  /** Between the answer to PromoteReadReplica and the first visible change. */
  promotionBeginsMs: [number, number];
  promotionMs: [number, number];
  createReplicaMs: number;
  createDbInstanceMs: number;
  deleteDbInstanceMs: number;
  modifyDbInstanceMs: number;
  renameDbInstanceMs: number;
  stopDbInstanceMs: number;
  startDbInstanceMs: number;
  rebootDbInstanceMs: number;
  createCacheMs: number;
  deleteCacheMs: number;
  nodegroupScaleMs: number;
  dnsChangeMs: number;
  objectReplicationMs: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** What the operations take in reality, give or take. */
export function defaultTimings(): Timings {
  return {
    promotionBeginsMs: [5 * SECOND, 15 * SECOND],
    promotionMs: [180 * SECOND, 300 * SECOND],
    createReplicaMs: 20 * MINUTE,
    createDbInstanceMs: 10 * MINUTE,
    deleteDbInstanceMs: 3 * MINUTE,
    modifyDbInstanceMs: 2 * MINUTE,
    renameDbInstanceMs: MINUTE,
    stopDbInstanceMs: 2 * MINUTE,
    startDbInstanceMs: 4 * MINUTE,
    rebootDbInstanceMs: MINUTE,
    createCacheMs: 4 * MINUTE,
    deleteCacheMs: 2 * MINUTE,
    nodegroupScaleMs: 3 * MINUTE,
    dnsChangeMs: 30 * SECOND,
    objectReplicationMs: 5 * SECOND,
  };
}

/** A value inside the range that is always the same for the same name. */
export function variedBy(name: string, [least, most]: [number, number]): number {
  return least + Math.round(((hashOf(name) % 1000) / 999) * (most - least));
}

/** A small non-negative hash (FNV-1a, 32 bit) that is the same on every machine. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash;
}

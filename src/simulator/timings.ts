/** How long things take in the world, in milliseconds; a pair is a range from which every resource takes its own value. */
export interface Timings {
  /** Between the answer to PromoteReadReplica and the first visible change. */
  promotionBeginsMs: [number, number];
  promotionMs: [number, number];
  createReplicaMs: number;
  createDbInstanceMs: number;
  createSnapshotMs: number;
  copySnapshotMs: number;
  deleteDbInstanceMs: number;
  modifyDbInstanceMs: number;
  /** Another class in one zone; as long again where there is a standby in another one. */
  resizeDbInstanceMs: [number, number];
  renameDbInstanceMs: number;
  stopDbInstanceMs: number;
  startDbInstanceMs: number;
  rebootDbInstanceMs: number;
  createCacheMs: number;
  deleteCacheMs: number;
  /** Between the answer to FailoverGlobalReplicationGroup and the first visible change. */
  globalCacheFailoverBeginsMs: number;
  globalCacheFailoverMs: number;
  globalCacheDisassociationMs: number;
  tableUpdateMs: number;
  tableReplicaMs: number;
  nodegroupScaleMs: number;
  dnsChangeMs: number;
  trafficPolicyMs: number;
  acceleratorDeployMs: number;
  accessPointRoutesMs: number;
  objectReplicationMs: number;
  /** Between the answer to SwitchoverGlobalCluster or FailoverGlobalCluster and the first visible change. */
  auroraMoveBeginsMs: [number, number];
  auroraSwitchoverMs: [number, number];
  auroraFailoverMs: [number, number];
  /** From the return of a lost region to the moment its cluster follows the new writer. */
  auroraRebuildMs: number;
  createDbClusterMs: number;
  deleteDbClusterMs: number;
  renameDbClusterMs: number;
  /** From the decision to run an ECS task to the moment it runs: its image is pulled, its containers start. */
  taskStartMs: [number, number];
  taskStopMs: number;
  /** From the start of a task to the moment its load balancer sends it requests. */
  targetHealthyMs: number;
  lambdaUpdateMs: number;
  eventSourceMs: number;
  provisionedConcurrencyMs: number;
  distributionDeployMs: number;
  secretReplicationMs: number;
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
    createSnapshotMs: 5 * MINUTE,
    copySnapshotMs: 15 * MINUTE,
    deleteDbInstanceMs: 3 * MINUTE,
    modifyDbInstanceMs: 2 * MINUTE,
    resizeDbInstanceMs: [5 * MINUTE, 8 * MINUTE],
    renameDbInstanceMs: MINUTE,
    stopDbInstanceMs: 2 * MINUTE,
    startDbInstanceMs: 4 * MINUTE,
    rebootDbInstanceMs: MINUTE,
    createCacheMs: 4 * MINUTE,
    deleteCacheMs: 2 * MINUTE,
    globalCacheFailoverBeginsMs: 5 * SECOND,
    globalCacheFailoverMs: 40 * SECOND,
    globalCacheDisassociationMs: 90 * SECOND,
    tableUpdateMs: 30 * SECOND,
    tableReplicaMs: 8 * MINUTE,
    nodegroupScaleMs: 3 * MINUTE,
    dnsChangeMs: 30 * SECOND,
    trafficPolicyMs: 45 * SECOND,
    acceleratorDeployMs: 40 * SECOND,
    accessPointRoutesMs: 60 * SECOND,
    objectReplicationMs: 5 * SECOND,
    auroraMoveBeginsMs: [2 * SECOND, 6 * SECOND],
    auroraSwitchoverMs: [25 * SECOND, 60 * SECOND],
    auroraFailoverMs: [60 * SECOND, 150 * SECOND],
    auroraRebuildMs: 15 * MINUTE,
    createDbClusterMs: 12 * MINUTE,
    deleteDbClusterMs: 3 * MINUTE,
    renameDbClusterMs: MINUTE,
    taskStartMs: [25 * SECOND, 60 * SECOND],
    taskStopMs: 20 * SECOND,
    targetHealthyMs: 20 * SECOND,
    lambdaUpdateMs: 8 * SECOND,
    eventSourceMs: 25 * SECOND,
    provisionedConcurrencyMs: 2 * MINUTE,
    distributionDeployMs: 4 * MINUTE,
    secretReplicationMs: 5 * SECOND,
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

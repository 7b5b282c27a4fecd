import type { Lagging } from './replication-lag.ts';

/** One Aurora cluster; a secondary of a global database is one that `globalCluster` names and that is not its writer. */
export interface DbCluster extends Lagging {
  identifier: string;
  region: string;
  arn: string;
  resourceId: string;
  engine: string;
  engineVersion: string;
  status: string;
  host: string;
  readerHost: string;
  port: number;
  databaseName: string;
  createdAt: number;
  deletionProtection: boolean;
  backupRetentionDays: number;
  kmsKey: string;
  subnetGroup: string;
  parameterGroup: string;
  securityGroups: string[];
  serverless: { min: number; max: number } | undefined;
  /** Whether the cluster accepts writes when somebody connects to it. */
  writable: boolean;
  /** Whether an application is writing; a quiet writer lets its secondaries drain to zero lag. */
  writing: boolean;
  /** The cluster has lost its role while its region was dark: Aurora builds its storage again when it answers. */
  stale: boolean;
}

/** One cluster's place in a global database. */
export interface GlobalMember {
  arn: string;
  writer: boolean;
  synchronization: 'connected' | 'pending-resync';
}

/** A switchover or failover that is under way. */
export interface GlobalMove {
  status: 'pending' | 'switching-over' | 'failing-over';
  fromArn: string;
  toArn: string;
  lossy: boolean;
}

/** One Aurora global database. */
export interface GlobalCluster {
  identifier: string;
  arn: string;
  resourceId: string;
  engine: string;
  engineVersion: string;
  status: string;
  /** The global writer endpoint. */
  host: string;
  deletionProtection: boolean;
  /** In the order in which they joined. */
  members: GlobalMember[];
  move: GlobalMove | undefined;
  /** Whether a move has been asked for that is not over: for some seconds nothing else shows it. */
  asked?: boolean;
}

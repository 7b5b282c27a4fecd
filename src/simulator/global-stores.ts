import type { LagSegment } from './replication-lag.ts';

/** The receiving end of a replication between regions, with the history from which its lag at any past moment is computed. */
export interface Follower {
  baseLagMs: number;
  lag: LagSegment[];
}

/** One replication group's part in a Global Datastore. */
export interface DatastoreMember {
  groupId: string;
  region: string;
  role: 'PRIMARY' | 'SECONDARY';
  status: 'associated' | 'associating' | 'disassociating';
  follower: Follower;
}

/** One ElastiCache Global Datastore; `status` is `available`, `modifying`, `primary-only` or `deleting`. */
export interface GlobalDatastore {
  id: string;
  arn: string;
  description: string;
  engine: string;
  engineVersion: string;
  nodeType: string;
  status: string;
  members: DatastoreMember[];
  /** Whether an application is writing to the primary; a quiet one lets its secondaries drain to zero lag. */
  writing: boolean;
  /** The group that a failover under way makes the primary. */
  promoting: string | undefined;
}

/** What a DynamoDB table says about one of its replicas in other regions. */
export interface TableReplica {
  region: string;
  status: 'ACTIVE' | 'CREATING' | 'DELETING' | 'UPDATING' | 'CREATION_FAILED' | 'REGION_DISABLED';
}

/** One DynamoDB table in one region; tables of the same name with replica entries of each other are one global table. */
export interface Table {
  name: string;
  region: string;
  arn: string;
  id: string;
  status: string;
  billing: 'PROVISIONED' | 'PAY_PER_REQUEST';
  readUnits: number;
  writeUnits: number;
  consistency: 'EVENTUAL' | 'STRONG';
  createdAt: number;
  replicas: TableReplica[];
  /** Whether an application is writing to it in this region. */
  writing: boolean;
  baseLagMs: number;
  /** What is replicated to it, by the region it comes from. */
  inbound: Map<string, Follower>;
}

/** One MSK cluster. */
export interface KafkaCluster {
  name: string;
  region: string;
  arn: string;
  state: string;
  stateMessage: string | undefined;
  type: 'PROVISIONED' | 'SERVERLESS';
  brokers: number;
  kafkaVersion: string;
  /** The ways in which clients may log in, each with its own bootstrap brokers. */
  access: ('plaintext' | 'tls' | 'scram' | 'iam')[];
  createdAt: number;
}

/** One MSK Replicator, which runs in the region of its target. */
export interface Replicator {
  name: string;
  region: string;
  arn: string;
  state: string;
  stateMessage: string | undefined;
  sourceArn: string;
  targetArn: string;
  createdAt: number;
}

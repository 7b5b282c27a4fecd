import type { LagSegment } from './replication-lag.ts';

/** One RDS instance; a replica is one that has a `sourceArn`. */
export interface DbInstance {
  identifier: string;
  region: string;
  arn: string;
  resourceId: string;
  engine: string;
  engineVersion: string;
  instanceClass: string;
  allocatedGiB: number;
  status: string;
  host: string;
  port: number;
  multiAz: boolean;
  backupRetentionDays: number;
  deletionProtection: boolean;
  createdAt: number;
  tags: Record<string, string>;
  sourceArn: string | undefined;
  /** Whether the instance accepts writes when somebody connects to it. */
  writable: boolean;
  /** Whether an application is writing; a quiet source lets its replicas drain to zero lag. */
  writing: boolean;
  baseLagMs: number;
  /** The history from which the lag at any past moment is computed. */
  lag: LagSegment[];
  /** The source's moment up to which the data was replayed when this instance was promoted: what the promotion lost is after it. */
  replayedUntil: number | undefined;
  promotionMs: number | undefined;
  /** A final status in place of `available`: the promotion fails and the instance never becomes writable. */
  promotionOutcome: string | undefined;
  /** When the promotion stopped the replication. */
  promotedAt: number | undefined;
  /** The Aurora cluster that it is a member of. */
  clusterIdentifier?: string | undefined;
  /** Changes that wait for the maintenance window, because nobody asked for them at once. */
  pending: { multiAz?: boolean; instanceClass?: string };
}

/** One manual snapshot of an RDS instance; `settings` are those of the instance when it was taken. */
export interface DbSnapshot {
  identifier: string;
  region: string;
  arn: string;
  /** The instance it was taken of, and RDS's own id of that. */
  instance: string;
  resourceId: string;
  status: string;
  takenAt: number;
  /** The ARN of the snapshot that this is a copy of. */
  source: string | undefined;
  settings: Pick<
    DbInstance,
    'engine' | 'engineVersion' | 'allocatedGiB' | 'port' | 'instanceClass' | 'backupRetentionDays'
  >;
}

/** One ElastiCache cluster of a single engine. */
export interface CacheCluster {
  id: string;
  region: string;
  arn: string;
  engine: string;
  engineVersion: string;
  nodeType: string;
  nodes: number;
  status: string;
  createdAt: number;
  replicationGroupId: string | undefined;
}

/** One ElastiCache replication group. */
export interface ReplicationGroup {
  id: string;
  region: string;
  arn: string;
  description: string;
  engine: string;
  nodeType: string;
  members: string[];
  status: string;
  createdAt: number;
  automaticFailover: boolean;
  /** The Global Datastore that it is a member of. */
  globalDatastoreId?: string | undefined;
}

/** One change of a node group, as `DescribeUpdate` shows it. */
export interface NodegroupUpdate {
  id: string;
  token: string | undefined;
  status: 'InProgress' | 'Failed' | 'Cancelled' | 'Successful';
  createdAt: number;
  params: { type: string; value: string }[];
}

/** One EKS managed node group; `nodes` is what really runs, `desired` what was asked for. */
export interface Nodegroup {
  name: string;
  arn: string;
  status: string;
  min: number;
  max: number;
  desired: number;
  nodes: number;
  instanceType: string;
  createdAt: number;
  updates: NodegroupUpdate[];
}

/** One EKS cluster; `endpoint` and `certificateAuthority` (base64 PEM) belong to whoever serves its Kubernetes API. */
export interface EksCluster {
  name: string;
  region: string;
  arn: string;
  version: string;
  status: string;
  endpoint: string;
  certificateAuthority: string;
  createdAt: number;
  nodegroups: Map<string, Nodegroup>;
}

/** One application load balancer with its single target group and its targets. */
export interface LoadBalancer {
  name: string;
  region: string;
  arn: string;
  dnsName: string;
  hostedZoneId: string;
  addresses: string[];
  targetGroupName: string;
  targetGroupArn: string;
  port: number;
  healthCheckPath: string;
  targets: { id: string; port: number; health: 'initial' | 'healthy' | 'unhealthy' | 'draining' }[];
  createdAt: number;
}

/** Answers a CloudWatch metric: the value at a moment, or nothing where there is no data point. */
export interface MetricProvider {
  namespace: string;
  metricName: string;
  dimensions: Record<string, string>;
  unit: string;
  valueAt(at: number): number | undefined;
  /** Single data points that were put, in place of values that can be asked for at any moment. */
  points?: { at: number; value: number }[];
}
